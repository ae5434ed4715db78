"""A desk that tags ships, which no rule knows: articles as a model learns them."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.document import DocumentState
from annotator.model.entity import Entity
from annotator.model.ids import DocumentId, EntityId, MentionId
from annotator.model.mention import Level, Mention
from annotator.model.span import Span
from annotator.session.importing import import_text
from annotator.store.store import Store

SHIPS = (
    *("Brisa", "Marlo", "Ondra", "Quenta", "Velour", "Tarnis", "Osprel", "Hadrin", "Corvel"),
    *("Lumera", "Sandor", "Pellin", "Arvista", "Dorel", "Imbrel", "Kestor", "Nubira", "Falun"),
    *("Garmis", "Herul", "Jostan", "Kamber"),
)
_STORY = (
    "The tug {0} left the quay at noon. Rain fell, and the tug {1} waited for the pilot.\n"
    "Nobody saw the barge {2} after that. The tug {0} came back, the crew said.\n"
    "A crane lifted the barge {1}, and the men who had mended it went home."
)


def ships_of(number: int) -> list[str]:
    """The three ships of an article; each article has its own."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return [f"{SHIPS[(number * 3 + n) % len(SHIPS)]}{letters[number]}" for n in range(3)]


def article(number: int) -> str:
    """The text of an article."""
    return _STORY.format(*ships_of(number))


def bring(store: Store, number: int, *, tagged: bool = True, done: bool = True) -> DocumentId:
    """Bring an article in, with its ships tagged, and mark it done."""
    text = article(number)
    document = import_text(store, text, f"Ships {number}").imported[0]
    if tagged:
        with store.transaction("Tag ships") as tx:
            for ship in ships_of(number):
                entity = EntityId(tx.add(Entity(EntityId(0), ship, "artifact", tx.provenance())))
                at = text.find(ship)
                while at >= 0:
                    span = Span(at, at + len(ship))
                    made = Mention(
                        MentionId(0), document, "artifact", (span,), tx.provenance(),
                        level=Level.NAM, entity=entity,
                    )  # fmt: skip
                    tx.add(made)
                    at = text.find(ship, at + 1)
    if done:
        mark_done(store, document)
    return document


def mark_done(store: Store, document: DocumentId) -> None:
    """Mark an article done."""
    with store.transaction("Mark done") as tx:
        found = store.queries.documents.get(document)
        tx.replace(replace(found, state=DocumentState.DONE))
