"""Which annotated articles of a project are nearly the same as one, and how far.

The search index tells which articles share rare rows of words with it; the nearest of these are
compared in full. Nothing of this is stored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass

from annotator.model.ids import DocumentId
from annotator.session.changes import percent
from annotator.session.slices import result_of
from annotator.store.queries.documents import DocumentCount
from annotator.store.search_index import fts_query
from annotator.store.store import Store
from annotator.text.alignment import aligned
from annotator.text.places import Needed
from annotator.text.telling import has_row, plain_words, telling_rows

ENOUGH = 0.5
"""The share of words that two articles must have in common to be versions of one."""
_FOUND, _LISTED, _COMPARED, _READ = 200, 60, 6, 200
_LONG = 40_000
_WAIT = 0.004
Row = tuple[str, ...]
Weights = defaultdict[DocumentId, float]


@dataclass(frozen=True, slots=True)
class Version:
    """An annotated article with its counts, and the share of words that it has in common."""

    counted: DocumentCount
    share: float

    @property
    def document(self) -> DocumentId:
        """Which article it is."""
        return self.counted.document.id

    @property
    def percent(self) -> int:
        """The share in whole percents."""
        return percent(self.share)


def versions(store: Store, document: DocumentId) -> list[Version]:
    """The annotated articles that are nearly the same as one, the nearest first."""
    return result_of(looking_for_versions(store, document))


def looking_for_versions(store: Store, document: DocumentId) -> Generator[int, None, list[Version]]:
    """The same in short steps, for a window that goes on meanwhile."""
    text = store.queries.hits.text(document)
    if text is None:
        return []
    rows = telling_rows(text)
    weights: Weights = defaultdict(float)
    yield from _by_index(store, rows, weights)
    yield from _by_texts(store, rows, weights)
    weights.pop(document, None)
    near = sorted(weights, key=lambda id: (-weights[id], id))[:_LISTED]
    started = [each for each in store.queries.documents.counted(near) if each.started]
    found: list[Version] = []
    for counted in started[:_COMPARED]:
        other = store.queries.hits.text(counted.document.id)
        if other is not None:
            share = yield from _share(other, text)
            found.append(Version(counted, share))
        yield len(found)
    return sorted((one for one in found if one.share >= ENOUGH), key=lambda one: -one.share)


def _by_index(store: Store, rows: Sequence[Row], weights: Weights) -> Iterator[int]:
    """Count the rows that indexed articles have; what many have tells little."""
    index = store.search_index
    newest = index.newest()
    for row in rows if newest else ():
        found = index.candidates(fts_query([[Needed(row)]]), 0, newest, _FOUND)
        for _, document in found or ():
            weights[document] += 1 / len(found or ())
        yield 0


def _by_texts(store: Store, rows: Sequence[Row], weights: Weights) -> Iterator[int]:
    """Count the same in annotated articles that are not indexed: long ones, and the newest."""
    index, left = store.search_index, _READ
    for documents in index.missing(index.newest()):
        for document in store.queries.documents.started(documents)[-left:] if left else ():
            words = plain_words(store.queries.hits.text(document) or "")
            weights[document] += sum(has_row(words, row) for row in rows)
            left -= 1
            yield 0
        yield 0


def _share(old: str, new: str) -> Generator[int, None, float]:
    """How much two texts have in common; long ones are compared on a thread meanwhile."""
    if len(old) + len(new) <= _LONG:
        return aligned(old, new).share
    worker = ThreadPoolExecutor(1, "versions")
    try:
        comparing = worker.submit(lambda: aligned(old, new).share)
        while not wait([comparing], timeout=_WAIT).done:
            yield 0
        return comparing.result()
    finally:
        worker.shutdown(wait=False, cancel_futures=True)
