"""What is filled in of a statement, emptying it, the rules for a new one, and choosing one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from annotator.commands.current import CannotRun, entity_name, shortened, text_of
from annotator.model.ids import EntityId, StatementId
from annotator.model.provenance import Status
from annotator.model.schema import Schema
from annotator.model.span import Span, Spans
from annotator.model.statement import (
    Checkworthy,
    Epistemic,
    Party,
    Statement,
)
from annotator.session import Choice, Session
from annotator.store.transaction import Transaction

_LABEL = 90
_DEFAULT_KIND = "assert"
_DENIAL = "deny"
_CLEARED: dict[str, Callable[[Statement], Statement]] = {
    "source": lambda statement: replace(statement, source=None),
    "cue": lambda statement: replace(statement, cue=None),
    "addressee": lambda statement: replace(statement, addressee=Party()),
    "time": lambda statement: replace(statement, time=Party()),
    "place": lambda statement: replace(statement, place=Party()),
    "quoted": lambda statement: replace(statement, quoted=()),
    "nesting": lambda statement: replace(statement, parent=None),
    "kind": lambda statement: replace(statement, kind=None),
    "epistemic": lambda statement: replace(statement, epistemic=Epistemic.CERTAIN_TRUE),
    "channel": lambda statement: replace(statement, channel=None),
    "about": lambda statement: replace(statement, about=()),
    "checkworthy": lambda statement: replace(statement, checkworthy=Checkworthy.UNSET),
    "claim": lambda statement: replace(statement, claim=None),
    "doubt": lambda statement: replace(statement, doubt=False),
    "further attributes": lambda statement: replace(statement, attributes={}),
}


def cleared(statement: Statement, field: str) -> Statement:
    """The statement with a field as it is in a new one. Raises CannotRun for no such field."""
    if field not in _CLEARED:
        raise CannotRun(f"A statement has no field “{field}”; choose {', '.join(_CLEARED)}.")
    return _CLEARED[field](statement)


def filled_fields(statement: Statement) -> list[str]:
    """The fields that `cleared` would change."""
    return [field for field, clear in _CLEARED.items() if clear(statement) != statement]


def kind_in(schema: Schema, kind: str | None) -> str | None:
    """A kind that was found if the schema has it, else the plain one."""
    for id in (kind, _DEFAULT_KIND):
        if schema.statement_kind(id):
            return id
    return schema.statement_kinds[0].id if schema.statement_kinds else None


def stance_of(kind: str | None, stance: Epistemic) -> Epistemic:
    """Who denies holds the content to be untrue; a stance that was chosen stays."""
    if kind == _DENIAL and stance is Epistemic.CERTAIN_TRUE:
        return Epistemic.CERTAIN_FALSE
    if kind != _DENIAL and stance is Epistemic.CERTAIN_FALSE:
        return Epistemic.CERTAIN_TRUE
    return stance


def parent_of(session: Session, content: Spans) -> StatementId | None:
    """The statement in whose content this one is reported: the smallest that holds all of it."""
    assert session.document is not None
    whole = Span(content[0].start, content[-1].end)
    around = [
        (sum(map(len, other.content)), other.id)
        for other in session.store.queries.statements_in(session.document, whole)
        if other.provenance.status is not Status.REJECTED
        and other.content != content
        and all(any(piece.contains(span) for piece in other.content) for span in content)
    ]
    return min(around)[1] if around else None


def take_in(session: Session, tx: Transaction, outer: Statement) -> None:
    """Nest in a new statement what stands in its content and is nested in nothing yet."""
    for inner in session.store.queries.statements_in(outer.document, outer.extent):
        if inner.parent is not None or inner.provenance.status is Status.REJECTED:
            continue
        if inner.id != outer.id and parent_of(session, inner.content) == outer.id:
            tx.replace(replace(inner, parent=outer.id))


def entities_of(statement: Statement) -> frozenset[EntityId]:
    """Every entity in a role of a statement, or that it is about."""
    source = statement.source.entity if statement.source else None
    parties = (statement.addressee, statement.time, statement.place)
    found = (source, *(party.entity for party in parties), *statement.about)
    return frozenset(entity for entity in found if entity is not None)


def statement_choices(
    session: Session, near: Statement, *, exclude: frozenset[StatementId] = frozenset()
) -> list[Choice]:
    """The statements of a statement's document, those next to it first."""
    text = text_of(session, near.document)
    at = near.content[0].start
    found = [
        statement
        for statement in session.store.queries.statements.in_text_order(near.document)
        if statement.id not in exclude and statement.provenance.status is not Status.REJECTED
    ]
    found.sort(key=lambda statement: abs(statement.content[0].start - at))
    return [
        Choice(
            shortened(statement.surface(text), _LABEL),
            statement.id,
            _detail(session, statement, text),
        )
        for statement in found
    ]


def _detail(session: Session, statement: Statement, text: str) -> str:
    kind = session.schema.statement_kind(statement.kind)
    source = statement.source
    speaker = entity_name(session, source.entity) if source else ""
    if not speaker and source and source.span:
        speaker = shortened(source.span.of(text))
    return " ".join(part for part in (speaker, kind.label if kind else "") if part)
