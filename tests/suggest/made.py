"""Suggesters and suggestions made for a test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.model.annotations import AnnotatedDocument
from annotator.model.document import Document, sha256_of
from annotator.model.ids import DocumentId
from annotator.model.span import Span
from annotator.model.statement import Form
from annotator.model.suggestion import Ground, SuggestedMention, SuggestedStatement, Suggestion
from annotator.suggest.base import Desk


def span_of(text: str, words: str, nth: int = 0) -> Span:
    """Where some words stand, for the nth time."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def name(span: Span, type: str = "person", sure: float = 0.9, **more: object) -> SuggestedMention:
    """A suggested mention."""
    return SuggestedMention(span, type, Ground("rule:test", sure, "It is a test."), **more)


def said(content: Span, cue: Span | None = None, sure: float = 0.9, **more: object):
    """A suggested statement."""
    ground = Ground("rule:test", sure, "It is a test.")
    return SuggestedStatement((content,), Form.INDIRECT, "assert", ground, cue=cue, **more)


def article(text: str, **more: object) -> AnnotatedDocument:
    """A document with a text and what is on it."""
    made = Document(DocumentId(1), "Test", sha256_of(text), len(text), "2026-01-01", "ana")
    return AnnotatedDocument(made, text, **more)


class Proposes:
    """Proposes what it is given, a batch after another."""

    def __init__(self, name: str, *batches: Sequence[Suggestion]) -> None:
        self.name = name
        self._batches = batches

    def suggest(self, document: AnnotatedDocument, desk: Desk) -> Iterator[Sequence[Suggestion]]:
        yield from self._batches


class Fails:
    """Proposes one batch and then fails."""

    name = "fails"

    def __init__(self, *batch: Suggestion) -> None:
        self._batch = batch

    def suggest(self, document: AnnotatedDocument, desk: Desk) -> Iterator[Sequence[Suggestion]]:
        yield self._batch
        raise RuntimeError("out of ideas")
