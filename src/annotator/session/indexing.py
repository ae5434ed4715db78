"""Bringing the search index up to date, a few texts at a time, and making it again when damaged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotator.model.ids import DocumentId
from annotator.store.search_index import LONGEST
from annotator.store.store import Store

BESIDE_A_WINDOW = 60_000
WITH_NOTHING_ELSE = 5_000_000
"""How many code points are indexed in one transaction."""
_PORTION = 500


def indexing(store: Store, at_once: int) -> Iterator[int]:
    """Index the texts that are missing; each step is one transaction, and says how many are done.

    Nothing happens in a project that is open for reading only.
    """
    index = store.search_index
    if store.read_only:
        return
    if index.is_worn():
        index.clear()
    waiting: list[DocumentId] = []
    for documents in index.missing(index.newest()):
        waiting += documents
        yield 0
    done = 0
    for batch in _batches(_sized(store, sorted(waiting)), at_once):
        while index.held_up:
            yield done
        index.add(batch)
        done += len(batch)
        yield done


def _sized(store: Store, documents: list[DocumentId]) -> Iterator[tuple[DocumentId, int]]:
    """Documents that can be indexed, with the lengths of their texts."""
    for first in range(0, len(documents), _PORTION):
        for document, length in store.queries.documents.lengths(
            documents[first : first + _PORTION]
        ):
            if length <= LONGEST:
                yield document, length


def _batches(sized: Iterable[tuple[DocumentId, int]], at_once: int) -> Iterator[list[DocumentId]]:
    batch: list[DocumentId] = []
    size = 0
    for document, length in sized:
        batch.append(document)
        size += length
        if size >= at_once:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
