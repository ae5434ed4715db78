"""Searching the whole project, a little at a time, so that a window can show what is found so far.

Words narrow the documents through the search index, and are then found in the texts themselves;
annotations are read by their filters, a stretch of documents at a time, and their words looked for
inside them. Nothing stays open between two steps, so that a search never holds up a commit.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning

from annotator.errors import AnnotatorError
from annotator.model.ids import DocumentId
from annotator.model.schema import Schema
from annotator.model.span import Span
from annotator.session.hit_list import HitList
from annotator.session.search_filters import entities_of, in_terms_of
from annotator.store.queries.hits import Hit
from annotator.store.search_index import fts_query
from annotator.store.store import Store
from annotator.text.places import Places
from annotator.text.query import Query, parse

MOST = 100_000
"""How many places one search gathers; who needs more asks for less."""
_LONG = 50_000
_AT_ONCE = 0.02
_PATIENCE, _PATIENCE_EACH = 0.5, 2e-7
_WAIT = 0.004
_FIRST, _LARGEST = 64, 4096
_QUICK, _SLOW = 0.003, 0.012
_FEW = 2000
_OPENING = 80


class TooExpensive(AnnotatorError):
    """A pattern takes too long on an article."""


class Search:
    """One search, and the places it found so far. Raises NoQuery for what cannot be searched."""

    def __init__(self, store: Store, schema: Schema, typed: str, *, most: int = MOST) -> None:
        self.typed = typed
        self.query = in_terms_of(schema, parse(typed))
        self.hits = HitList()
        self.looked_at = 0
        self.unreadable = 0
        self.done = False
        self.most = most
        self._store = store
        self._places = Places(self.query)
        self._entities = entities_of(store, self.query.filters)
        self._patience = _PATIENCE
        self._worker: ThreadPoolExecutor | None = None
        self._as_of = self._newest()
        self._steps: Generator[int, None, None] = self._run()

    @property
    def full(self) -> bool:
        """Whether it ended because it had enough."""
        return len(self.hits) >= self.most

    def steps(self) -> Iterator[int]:
        """Search on; each step is short, and says how many places there are.

        Raises TooExpensive when a pattern does not come to an end.
        """
        return self._steps

    def is_current(self) -> bool:
        """Whether the project is as it was when the search began."""
        return self._as_of == self._newest()

    def _newest(self) -> int:
        newest = self._store.history.steps(limit=1)
        return newest[0].id if newest else 0

    def close(self) -> None:
        """Give up what is not found yet."""
        self._steps.close()

    def _run(self) -> Generator[int, None, None]:
        try:
            if self.query.unit == "document":
                yield from self._in_documents()
            else:
                yield from self._in_annotations()
            self.done = True
        finally:
            if self._worker is not None:
                self._worker.shutdown(wait=False, cancel_futures=True)

    # Words

    def _in_documents(self) -> Iterator[int]:
        for documents in self._candidates():
            passed = self._store.queries.hits.documents(documents, self.query.filters)
            for document in passed:
                yield from self._look(document)
                if self.full:
                    return
            self.looked_at += len(documents)
            yield len(self.hits)

    def _look(self, document: DocumentId) -> Iterator[int]:
        """Find the places in one document."""
        text = self._text(document)
        if text is None:
            return
        if not self.query.groups and not self.query.without:
            first = text.lstrip().split("\n", 1)[0]
            start = text.find(first)
            self.hits.append(Hit(document, Span(start, start + max(1, min(len(first), _OPENING)))))
            return
        spans = yield from self._spans(document, text)
        for number, span in enumerate(spans or (), start=1):
            self.hits.append(Hit(document, span))
            if number % _LARGEST == 0:
                yield len(self.hits)
        yield len(self.hits)

    def _candidates(self) -> Iterator[list[DocumentId]]:
        """Every document that may have the words, those of the index first."""
        index = self._store.search_index
        needed, newest = fts_query(self._places.needed), index.newest()
        if not needed or not newest:
            yield from _portions(self._store.queries.documents.ids())
            return
        seen: set[DocumentId] = set()
        after, limit = 0, _FIRST
        while found := index.candidates(needed, after, newest, limit):
            seen.update(document for _, document in found)
            yield [document for _, document in found]
            after, limit = found[-1][0], min(2 * limit, _LARGEST)
        if found is None:
            rest = [id for id in self._store.queries.documents.ids() if id not in seen]
            yield from _portions(rest)
            return
        for documents in index.missing(newest):
            yield from _portions(documents)

    def _spans(
        self, document: DocumentId, text: str
    ) -> Generator[int, None, Sequence[Span] | None]:
        """The places in a text; a long text or a slow pattern is left to a thread meanwhile."""
        if len(text) <= _LONG:
            try:
                return self._places.in_text(text, patience=_AT_ONCE)
            except TimeoutError:
                yield len(self.hits)
        self._patience += _PATIENCE_EACH * len(text)
        begin = time.perf_counter()
        if self._worker is None:
            self._worker = ThreadPoolExecutor(1, "search")
        looking = self._worker.submit(self._places.in_text, text, patience=self._patience)
        while not _finished(looking):
            yield len(self.hits)
        try:
            found = looking.result()
        except TimeoutError as error:
            title = self._store.queries.documents.get(document).title
            raise TooExpensive(
                f"The pattern is too expensive: it took too long on “{title}”."
                " Make it say more, and repeat no group that repeats inside."
            ) from error
        # all slow articles together: a pattern is as expensive that takes long on each
        self._patience = max(_AT_ONCE, self._patience - (time.perf_counter() - begin))
        return found

    def _text(self, document: DocumentId) -> str | None:
        text = self._store.queries.hits.text(document)
        self.unreadable += text is None
        return text

    # Annotations

    def _in_annotations(self) -> Iterator[int]:
        few = self._few_candidates()
        if few is not None:
            for document in few:
                yield from self._take(self._annotations(document, document), 1)
                if self.full:
                    return
            return
        # stretches of documents, longer while they are read quickly
        first, count = 1, _FIRST
        end = self._store.queries.hits.last_document()
        while first <= end and not self.full:
            begin = time.perf_counter()
            found = self._annotations(first, first + count - 1)
            taken = time.perf_counter() - begin
            yield from self._take(found, count)
            first += count
            count = count * 2 if taken < _QUICK else count // 2 or 1 if taken > _SLOW else count

    def _take(self, found: list[Hit], documents: int) -> Iterator[int]:
        if self.query.groups or self.query.without:
            yield from self._with_words(found)
        else:
            self.hits.extend(found[: self.most - len(self.hits)])
        self.looked_at += documents
        yield len(self.hits)

    def _annotations(self, first: int, last: int) -> list[Hit]:
        hits, filters = self._store.queries.hits, self.query.filters
        if self.query.unit == "mention" or self._is_about_mentions():
            return hits.mentions(filters, self._entities, first, last)
        if self.query.unit == "statement":
            return hits.statements(filters, self._entities, first, last)
        both = [
            *hits.mentions(filters, self._entities, first, last),
            *hits.statements(filters, self._entities, first, last),
        ]
        return sorted(both, key=lambda hit: (hit.document, hit.span.start))

    def _is_about_mentions(self) -> bool:
        """Whether a search that would do for both can only mean mentions, as what is linked."""
        return self.query.unit == "annotation" and any(
            each.name == "linked" for each in self.query.filters
        )

    def _few_candidates(self) -> list[DocumentId] | None:
        """The documents that may have the words, if they are known and few."""
        index = self._store.search_index
        needed, newest = fts_query(self._places.needed), index.newest()
        if not needed or not newest:
            return None
        found = index.candidates(needed, 0, newest, _FEW)
        if found is None or len(found) == _FEW:
            return None
        missing = [document for part in index.missing(newest) for document in part]
        return sorted([*(document for _, document in found), *missing])

    def _with_words(self, found: list[Hit]) -> Iterator[int]:
        """Keep the annotations inside which the words stand."""
        text: str | None = None
        document: DocumentId | None = None
        for hit in found:
            if hit.document != document:
                document, text = hit.document, self._text(hit.document)
            if text is not None:
                inside = yield from self._spans(hit.document, hit.span.of(text))
                self.hits.extend([hit] if inside is not None else [])
            yield len(self.hits)
            if self.full:
                return


def _finished(looking: Future[Sequence[Span] | None]) -> bool:
    try:
        looking.exception(timeout=_WAIT)
    except StillRunning:
        return looking.done()
    return True


def _portions(documents: Sequence[DocumentId]) -> Iterator[list[DocumentId]]:
    for first in range(0, len(documents), _FIRST):
        yield list(documents[first : first + _FIRST])


def is_empty(query: Query) -> bool:
    """Whether nothing is asked for."""
    return not (query.groups or query.without or query.filters)
