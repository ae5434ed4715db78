"""The order of the claim panel's rows: statements in text order, by source, or by claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from annotator.model.ids import StatementId
from annotator.model.provenance import Status
from annotator.model.statement import Statement
from annotator.session import Session
from annotator.ui.statement_words import entity_of, source_name

Grouping = Literal["text", "source", "claim"]
_DEEPEST = 5


class Row(NamedTuple):
    """One row: a heading, a statement's card, or a field of the open card.

    `key` names the group or the field; `statement` is 0 for a heading.
    """

    kind: Literal["heading", "card", "field"]
    statement: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What decides where a statement's card stands; `group` is the key of its heading."""

    statement: StatementId
    place: tuple[int, int]
    parent: StatementId | None
    suggested: bool
    group: str = ""


def entry_of(session: Session, statement: Statement, grouping: str) -> Entry | None:
    """Where a statement's card stands; None for one that was rejected."""
    status = statement.provenance.status
    if status is Status.REJECTED:
        return None
    return Entry(
        statement.id,
        (statement.content[0].start, statement.id),
        statement.parent,
        status is Status.SUGGESTED,
        _group(session, statement, grouping),
    )


def closed_rows(entries: Sequence[Entry], grouping: str) -> list[Row]:
    """Headings and cards for entries in text order."""
    if grouping == "text":
        return [Row("card", entry.statement) for entry in entries]
    return list(_grouped(entries))


def opened(rows: Sequence[Row], statement: int | None, fields: Iterable[str]) -> list[Row]:
    """The rows with the fields of one statement below its card."""
    card = Row("card", statement or 0)
    if statement is None or card not in rows:
        return list(rows)
    at = rows.index(card) + 1
    return [*rows[:at], *(Row("field", statement, key) for key in fields), *rows[at:]]


def depth(entries: Mapping[StatementId, Entry], statement: StatementId) -> int:
    """How deep a statement is nested; very deep ones are shown no further in."""
    entry, deep = entries.get(statement), 0
    while entry is not None and entry.parent is not None and deep < _DEEPEST:
        entry = entries.get(entry.parent)
        deep += entry is not None
    return deep


def _grouped(entries: Sequence[Entry]) -> Iterator[Row]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.group, []).append(entry)
    # Statements without a claim, or without a source, come last.
    for key in sorted(groups, key=lambda key: not key):
        yield Row("heading", 0, key)
        yield from (Row("card", entry.statement) for entry in groups[key])


def _group(session: Session, statement: Statement, grouping: str) -> str:
    """`claim:3`, `entity:7`, or the words of a source that is no entity; empty for none."""
    if grouping == "claim":
        return f"claim:{statement.claim}" if statement.claim is not None else ""
    if grouping != "source" or statement.source is None:
        return ""
    entity = entity_of(session, statement.source)
    return f"entity:{entity}" if entity is not None else f"words:{source_name(session, statement)}"
