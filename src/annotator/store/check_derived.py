"""Whether the counts and lists of names that are kept beside the rows are those of the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlite_utils import Database

from annotator.store.columns import Cell
from annotator.store.derived import accepted_of, aliases_of
from annotator.store.finding import Finding
from annotator.store.guarded import UNREADABLE
from annotator.store.name_words import words_of
from annotator.store.reading import rows

_COUNTS = {
    "document": (("mentions", "mention"), ("statements", "statement")),
    "entity": (("mentions", "mention"),),
}
"""Of which tables the accepted rows that name a document or an entity are counted."""


def count_findings(db: Database) -> Iterator[Finding]:
    """Every count that is not the number of what is there."""
    for owner, counts in _COUNTS.items():
        for (id,) in db.execute(_miscounted(owner, counts)).fetchall():
            told = f"{owner}_tally {id}: the count is not what is in the project."
            yield Finding("count", None, told)


def _miscounted(owner: str, counts: tuple[tuple[str, str], ...]) -> str:
    """SQL for the ids that have another count than they should, none, or one for nothing."""
    joins = "".join(
        f" LEFT JOIN ({accepted_of(table, owner)}) {column} ON {column}.id = o.id"
        for column, table in counts
    )
    differ = " OR ".join(f"t.{column} IS NOT coalesce({column}.n, 0)" for column, _ in counts)
    return (
        f'SELECT o.id FROM "{owner}" o LEFT JOIN {owner}_tally t ON t.id = o.id{joins}'
        f" WHERE {differ} UNION SELECT id FROM {owner}_tally"
        f' WHERE id NOT IN (SELECT id FROM "{owner}") ORDER BY 1'
    )


def name_findings(db: Database) -> Iterator[Finding]:
    """The entities that are not listed under just the names and words that they should be."""
    yield from _mislisted(db, "entity_alias", "name", aliases_of)
    yield from _mislisted(db, "entity_word", "word", words_of)


def _mislisted(
    db: Database, table: str, column: str, listed: Callable[[Mapping[str, Cell]], list[str]]
) -> Iterator[Finding]:
    # closed at once: while a list is read, nothing else can make or drop a table
    with closing(rows(db, f'SELECT entity, "{column}" FROM "{table}" ORDER BY entity')) as stored:
        yield from _unlike(db, table, stored, listed)


def _unlike(
    db: Database,
    table: str,
    stored: Iterator[Any],
    listed: Callable[[Mapping[str, Cell]], list[str]],
) -> Iterator[Finding]:
    groups = groupby(stored, itemgetter(0))
    owner, names = _next(groups)
    for id, name, aliases in rows(db, "SELECT id, name, aliases FROM entity ORDER BY id"):
        while owner is not None and owner < id:
            yield _unlisted(table, owner)
            owner, names = _next(groups)
        there: list[str] = []
        if owner == id:
            there, (owner, names) = names, _next(groups)
        try:
            due = listed({"name": name, "aliases": aliases})
        except UNREADABLE:
            continue  # of a row that makes no sense nothing follows; it is told elsewhere
        if there != due and sorted(there) != sorted(due):
            yield _unlisted(table, id)
    while owner is not None:
        yield _unlisted(table, owner)
        owner, names = _next(groups)


def _next(groups: Iterator[tuple[int, Iterator[Any]]]) -> tuple[int | None, list[str]]:
    owner, members = next(groups, (None, iter(())))
    return owner, [name for _, name in members]


def _unlisted(table: str, entity: int) -> Finding:
    return Finding("count", None, f"{table}: entity {entity} is not listed under its names.")
