"""The names of an entity: the words by which texts mention it, and its id in a knowledge base."""

from __future__ import annotations

import re
from dataclasses import replace

from annotator.commands.current import CannotRun, quoted, text_of, tidy
from annotator.model.entity import Entity
from annotator.model.ids import DocumentId, EntityId
from annotator.model.mention import Mention
from annotator.session import Session
from annotator.store.transaction import Transaction

_KB_ID = re.compile(r"[a-z][a-z0-9_]*:\S+")
_WIKIDATA_ID = re.compile(r"(?:wikidata:)?(Q[1-9][0-9]*)", re.IGNORECASE)
_WIKIDATA_PAGE = re.compile(r"https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/(Q[1-9][0-9]*)")


def read_kb_id(written: str) -> str | None:
    """The id that was written, in the form `base:id`; None when empty.

    Raises CannotRun for anything else.
    """
    written = written.strip()
    if not written:
        return None
    found = _WIKIDATA_ID.fullmatch(written) or _WIKIDATA_PAGE.match(written)
    if found:
        return f"wikidata:{found[1].upper()}"
    if written.startswith(("wikidata:", "http:", "https:")) or not _KB_ID.fullmatch(written):
        raise CannotRun(f"{quoted(written)} is no knowledge base id; write it as wikidata:Q419.")
    return written


def surface(session: Session, mention: Mention) -> str:
    """The words of a mention in whatever document it stands, with single spaces."""
    return tidy(mention.surface(text_of(session, mention.document)))


def forget_names(session: Session, tx: Transaction, id: EntityId | None, split_off: Entity) -> None:
    """Take the names of a new entity from the old one, where no text calls the old one so."""
    entity = session.store.queries.entities.get(id or 0)
    used = surfaces(session, entity.id)
    kept = tuple(each for each in entity.aliases if each in used or each not in split_off.names)
    tx.replace(replace(entity, aliases=kept))


def surfaces(session: Session, entity: EntityId) -> frozenset[str]:
    """The words by which texts mention an entity."""
    texts: dict[DocumentId, str] = {}
    found = set()
    for mention in session.store.queries.mentions.of_entity(entity):
        if mention.document not in texts:
            texts[mention.document] = text_of(session, mention.document)
        found.add(tidy(mention.surface(texts[mention.document])))
    return frozenset(found)
