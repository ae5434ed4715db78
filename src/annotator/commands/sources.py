"""Who is meant by a place in the text: the mention in it, and its entity."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.mention import Mention
from annotator.model.provenance import Status
from annotator.model.span import Span
from annotator.model.statement import Party, Source, SourceKind, Statement
from annotator.session import Session
from annotator.text.heads import is_head

_SPEAKERS = ("person", "group", "organization", "gpe", "title")


def mention_in(session: Session, span: Span) -> Mention | None:
    """The mention that a noun phrase is about: persons first, then the last and longest one.

    None where only names that modify the phrase are tagged: nobody else is made the speaker.
    """
    assert session.document is not None
    inside = [
        mention
        for mention in session.store.queries.mentions_in(session.document, span)
        if mention.provenance.status is Status.ACCEPTED
        and span.contains(mention.extent)
        and is_head(session.text, span, mention.extent)
    ]
    if not inside:
        return None
    return min(inside, key=lambda m: (_rank(m.type), -m.extent.end, -len(m.extent)))


def party_at(session: Session, span: Span) -> Party:
    """A place with the mention in it and that mention's entity."""
    mention = mention_in(session, span)
    if mention is None:
        return Party(span)
    return Party(span, mention.id, mention.entity)


def source_at(session: Session, span: Span, kind: SourceKind = SourceKind.ENTITY) -> Source:
    """The source that a noun phrase names."""
    party = party_at(session, span)
    return Source(kind, party.span, party.mention, party.entity)


def source_from(session: Session, statement: Statement, span: Span) -> None:
    """Make a noun phrase the source of a statement, as one step."""
    with session.store.transaction("Set source") as tx:
        tx.replace(replace(statement, source=source_at(session, span)))
    session.say(f"Source: {span.of(session.text)}.")


def _rank(type: str) -> int:
    return _SPEAKERS.index(type) if type in _SPEAKERS else len(_SPEAKERS)
