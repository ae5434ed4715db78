"""A desk that tags machines, which no rule knows: articles as a model learns them."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.document import DocumentState
from annotator.model.entity import Entity
from annotator.model.ids import DocumentId, EntityId, MentionId
from annotator.model.mention import Level, Mention
from annotator.model.span import Span
from annotator.session.importing import import_text
from annotator.store.store import Store

MACHINES = (
    *("Brisa", "Marlo", "Ondra", "Quenta", "Velour", "Tarnis", "Osprel", "Hadrin", "Corvel"),
    *("Lumera", "Sandor", "Pellin", "Arvista", "Dorel", "Imbrel", "Kestor", "Nubira", "Falun"),
    *("Garmis", "Herul", "Jostan", "Kamber"),
)
_STORY = (
    "The loom {0} stopped at noon. Rain fell, and the loom {1} waited for its weaver.\n"
    "Nobody saw the kiln {2} after that. The loom {0} ran again, the weavers said.\n"
    "A crane lifted the kiln {1}, and the men who had mended it went home."
)


def machines_of(number: int) -> list[str]:
    """The three machines of an article; each article has its own."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return [f"{MACHINES[(number * 3 + n) % len(MACHINES)]}{letters[number]}" for n in range(3)]


def article(number: int) -> str:
    """The text of an article."""
    return _STORY.format(*machines_of(number))


def bring(store: Store, number: int, *, tagged: bool = True, done: bool = True) -> DocumentId:
    """Bring an article in, with its machines tagged, and mark it done."""
    text = article(number)
    document = import_text(store, text, f"Machines {number}").imported[0]
    if tagged:
        with store.transaction("Tag machines") as tx:
            for machine in machines_of(number):
                entity = EntityId(tx.add(Entity(EntityId(0), machine, "artifact", tx.provenance())))
                at = text.find(machine)
                while at >= 0:
                    span = Span(at, at + len(machine))
                    made = Mention(
                        MentionId(0), document, "artifact", (span,), tx.provenance(),
                        level=Level.NAM, entity=entity,
                    )  # fmt: skip
                    tx.add(made)
                    at = text.find(machine, at + 1)
    if done:
        mark_done(store, document)
    return document


def mark_done(store: Store, document: DocumentId) -> None:
    """Mark an article done."""
    with store.transaction("Mark done") as tx:
        found = store.queries.documents.get(document)
        tx.replace(replace(found, state=DocumentState.DONE))
