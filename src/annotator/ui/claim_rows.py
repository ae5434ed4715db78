"""Where the statements of a document stand in the claim panel, read from the project."""

from __future__ import annotations

from collections.abc import Callable

from annotator.model.ids import DocumentId, EntityId, StatementId
from annotator.model.provenance import Status
from annotator.model.statement import Statement
from annotator.session import Session
from annotator.ui.claim_order import Standing
from annotator.ui.statement_words import entity_of, source_name

GroupOf = Callable[[StatementId], str]


def standing_of(session: Session, statement: Statement, grouping: str) -> Standing | None:
    """Where a statement's card stands; None for one that was rejected."""
    if statement.provenance.status is Status.REJECTED:
        return None
    place = (statement.content[0].start, statement.id)
    return Standing(_group(session, statement, grouping), place)


def standings(session: Session, document: DocumentId, grouping: str) -> list[Standing]:
    """Where all cards of a document stand, stored or suggested, in text order."""
    group_of = _groups(session, document, grouping)
    places = session.store.queries.statements.places(document)
    found = [Standing(group_of(place[1]), place) for place in places]
    suggested = session.seen.suggested_statements(document)
    found += [Standing(_suggested_group(session, id, grouping), (at, id)) for at, id in suggested]
    return sorted(found, key=lambda standing: standing.place) if suggested else found


def _suggested_group(session: Session, id: StatementId, grouping: str) -> str:
    statement = session.seen.statement(id)
    return _group(session, statement, grouping) if statement else ""


def _groups(session: Session, document: DocumentId, grouping: str) -> GroupOf:
    """What tells the group of a statement; reads what it needs of a whole document at once."""
    statements = session.store.queries.statements
    if grouping == "claim":
        claims = statements.claims_in(document)
        return lambda id: _key("claim", claims.get(id))
    if grouping != "source":
        return lambda id: ""
    speakers = statements.speakers_in(document)

    def by_source(id: StatementId) -> str:
        speaker = speakers.get(id)
        return _key("entity", speaker) or _group(session, statements.get(id), grouping)

    return by_source


def _key(kind: str, id: int | None) -> str:
    return "" if id is None else f"{kind}:{id}"


def _group(session: Session, statement: Statement, grouping: str) -> str:
    """`claim:3`, `entity:7`, or the words of a source that is no entity; empty for none."""
    if grouping == "claim":
        return _key("claim", statement.claim)
    if grouping != "source" or statement.source is None:
        return ""
    entity: EntityId | None = entity_of(session, statement.source)
    return _key("entity", entity) or f"words:{source_name(session, statement)}"
