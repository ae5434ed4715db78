"""Searching a project on the command line, and bringing its search index up to date."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click

from annotator.called import called
from annotator.errors import AnnotatorError
from annotator.session.hit_table import Row, rows, write_table
from annotator.session.indexing import WITH_NOTHING_ELSE, indexing
from annotator.session.projects import open_project, project_schema
from annotator.session.searching import Search, is_empty
from annotator.store.errors import ProjectReadOnly, StoreError
from annotator.store.queries.hits import Hit
from annotator.store.store import Store
from annotator.text.visible import visible

_UNLIMITED = 1 << 60
_SPARED_S = 2.0


class NothingFound(AnnotatorError):
    """A search without a place; exit status 1, as `grep` has it."""


def search(
    project: Path,
    query: str,
    *,
    as_json: bool,
    table: Path | None,
    guarded: bool,
    limit: int | None,
) -> None:
    """Write each place of a search on a line, as JSON lines, or as a table; tell how many.

    Raises NoQuery for what is no search, and NothingFound.
    """
    store = open_project(project)
    try:
        found = Search(store, project_schema(store), query, most=limit or _UNLIMITED)
        if is_empty(found.query):
            raise NothingFound(f"Say what to search for, as in: {called()} search PROJECT harbour.")
        hits = _Counted(_as_found(found, limit))
        if table:
            write_table(store, hits, table, guarded=guarded)
        else:
            _print(rows(store, hits), as_json=as_json)
    finally:
        store.close()
    if found.unreadable:
        click.echo(f"{found.unreadable} of the articles cannot be read.", err=True)
    if not hits.number:
        raise NothingFound(f"{project.name}: no place is found.")
    more = ", and there may be more" if hits.number == limit else ""
    click.echo(f"{hits.number:,} {'place' if hits.number == 1 else 'places'}{more}.", err=True)


def index(project: Path, *, rebuild: bool) -> None:
    """Bring the search index up to date; make it anew if it is damaged, or if that is asked for."""
    store = open_project(project)
    try:
        if store.read_only:
            raise ProjectReadOnly(f"{store.read_only_reason} Nothing was indexed.")
        if rebuild or not store.search_index.is_whole():
            store.search_index.clear()
        done = max(indexing(store, WITH_NOTHING_ELSE), default=0)
    finally:
        store.close()
    click.echo(f"Indexed {done:,} {'article' if done == 1 else 'articles'}.")


def keep_up(store: Store) -> None:
    """Index what was imported, for a moment; the window goes on with what is left."""
    begin = time.monotonic()
    with suppress(StoreError):  # a search without an index finds the same
        for _ in indexing(store, WITH_NOTHING_ELSE // 10):
            if time.monotonic() - begin > _SPARED_S:
                return


def documents_with(store: Store, query: str) -> frozenset[int]:
    """The documents in which something is found. Raises NoQuery and NothingFound."""
    found = Search(store, project_schema(store), query, most=_UNLIMITED)
    if is_empty(found.query):
        raise NothingFound(f"Say what to search for, as in: {called()} search PROJECT harbour.")
    documents = frozenset(hit.document for hit in _as_found(found, None))
    if not documents:
        raise NothingFound(f"{store.path.name}: no place is found, so nothing was exported.")
    return documents


class _Counted(Iterator[Hit]):
    """Places in passing, and how many they were."""

    def __init__(self, hits: Iterator[Hit]) -> None:
        self._hits = hits
        self.number = 0

    def __next__(self) -> Hit:
        hit = next(self._hits)
        self.number += 1
        return hit


def _as_found(search: Search, limit: int | None) -> Iterator[Hit]:
    told = 0
    for _ in search.steps():
        while told < len(search.hits) and told != limit:
            yield search.hits[told]
            told += 1
    yield from search.hits[told:limit]


def _print(table: Iterator[Row], *, as_json: bool) -> None:
    for row in table:
        if as_json:
            click.echo(json.dumps(row, ensure_ascii=False))
        else:
            place = f"{row['document']}:{row['start']}-{row['end']}"
            title = " ".join(str(row["title"]).split())
            words = f"{row['before']}[{row['words']}]{row['after']}"
            click.echo("\t".join((place, visible(title), visible(words))))
