"""One text with two sorts of white space: where a place of one is in the other.

An article may come to two people with other line ends, spaces or a byte order mark. As long as all
else is the same, each of its letters is found again by its number.
"""

from __future__ import annotations

from array import array
from dataclasses import replace
from itertools import accumulate

from annotator.model.annotations import AnnotatedDocument
from annotator.model.mention import Mention
from annotator.model.span import Span, Spans, normalised
from annotator.model.statement import Party, Source, Statement

_MARK = "\ufeff"


def respaced(document: AnnotatedDocument, text: str) -> AnnotatedDocument | None:
    """A document as if it had been annotated in a text with other white space.

    None when more than white space is different. What stands on white space only is left out.
    """
    if document.text == text:
        return document
    if _letters(document.text) != _letters(text):
        return None
    places = _Places(document.text, text)
    mentions = (places.mention(each) for each in document.mentions)
    statements = (places.statement(each) for each in document.statements)
    return replace(
        document,
        text=text,
        mentions=[each for each in mentions if each],
        statements=[each for each in statements if each],
        plain_mentions=None,
        plain_statements=None,
    )


def _letters(text: str) -> str:
    return "".join(text.split()).replace(_MARK, "")


def _counts(char: str) -> bool:
    return not (char.isspace() or char == _MARK)


class _Places:
    """Maps the places of one text to those of another one with the same letters."""

    def __init__(self, text: str, other: str) -> None:
        # how many letters stand before each place of the one, and where each of the other stands
        self._before = array("I", accumulate(map(_counts, text), initial=0))
        self._at = array("I", (at for at, char in enumerate(other) if _counts(char)))

    def span(self, span: Span | None) -> Span | None:
        """A stretch, without white space at its ends; None when that is all it has."""
        if span is None:
            return None
        first, end = self._before[span.start], self._before[span.end]
        return Span(self._at[first], self._at[end - 1] + 1) if first < end else None

    def spans(self, spans: Spans) -> Spans:
        """Those of some stretches that have a letter."""
        found = [placed for placed in map(self.span, spans) if placed]
        return normalised(found) if found else ()

    def mention(self, mention: Mention) -> Mention | None:
        """A mention with its spans in the other text."""
        spans = self.spans(mention.spans)
        return replace(mention, spans=spans, head=self.span(mention.head)) if spans else None

    def statement(self, statement: Statement) -> Statement | None:
        """A statement with content, cue and source in the other text, and without other places."""
        content = self.spans(statement.content)
        if not content:
            return None
        return replace(
            statement,
            content=content,
            quoted=self.spans(statement.quoted),
            cue=self.span(statement.cue),
            source=self._source(statement.source),
            addressee=Party(),
            time=Party(),
            place=Party(),
        )

    def _source(self, source: Source | None) -> Source | None:
        return replace(source, span=self.span(source.span)) if source else None
