"""Values in the order of their documents, handed out a document at a time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Generic, TypeVar

from annotator.model.ids import DocumentId
from annotator.model.plain import PlainMention, PlainStatement

V = TypeVar("V", PlainMention, PlainStatement)
Group = tuple[DocumentId, Iterator[V]]


class ByDocument(Generic[V]):
    """Reads a stream once; documents are asked for in order, and none has to be read to its end."""

    def __init__(self, values: Iterator[V]) -> None:
        self._groups: Iterator[Group[V]] = groupby(values, key=attrgetter("document"))
        self._next: Group[V] | None = next(self._groups, None)

    def of(self, document: DocumentId) -> Iterator[V]:
        """What lies in a document, to be read before the next document is asked for."""
        while self._next is not None and self._next[0] < document:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != document:
            return iter(())
        return self._next[1]
