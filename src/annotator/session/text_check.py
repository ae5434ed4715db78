"""What is to be looked at in the text of an article itself: untagged names, and quotations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from annotator.model.provenance import Status
from annotator.model.span import Span, envelope
from annotator.review.base import Article, Finding
from annotator.review.findings import Owner
from annotator.review.mentioned import Mentioned
from annotator.review.names import Meaning, twin, untagged
from annotator.review.quotations import unreported
from annotator.store.queries import Queries
from annotator.text.search import Occurrence
from annotator.text.spans import Cover
from annotator.text.stretches import stretches

_TOGETHER = 2_500

_Found = tuple[Owner, list[Finding]]
Found = list[_Found]
"""What was found: the quotations of a stretch by where it begins, each name by where it stands."""

Suggested = Callable[[Span], bool]
"""Whether a statement is suggested of words in a stretch, and waits for an answer."""


class TextCheck:
    """Reads a text stretch by stretch, which are known by where they begin."""

    def __init__(
        self, article: Article, queries: Queries, known: Mentioned, suggested: Suggested
    ) -> None:
        self._article, self._queries, self._known = article, queries, known
        self._suggested = suggested
        self._left_out: dict[int, list[Span]] = {}
        # Plain tuples, which cost the garbage collector nothing.
        self._names_in: dict[int, tuple[tuple[int, str], ...]] = {}
        self._places: dict[str, dict[int, tuple[int, tuple[object, ...]]]] = {}

    def starts(self, span: Span) -> list[int]:
        """The stretches that a span touches."""
        return [each.start for each in stretches(self._article.text, span.start, span.end)]

    def everything(self) -> Iterator[Found]:
        """What is found in the whole text, some stretches at a time."""
        waiting: list[Span] = []
        for stretch in stretches(self._article.text):
            waiting.append(stretch)
            if stretch.end - waiting[0].start >= _TOGETHER:
                yield self._found(waiting)
                waiting = []
        if waiting:
            yield self._found(waiting)

    def at(self, start: int) -> Found:
        """What is found in the stretch that begins at a position."""
        return self._found(self._stretch(start))

    def names_at(self, start: int) -> Found:
        """The untagged names in the stretch that begins at a position."""
        return self._names(self._stretch(start))

    def _stretch(self, start: int) -> list[Span]:
        return list(stretches(self._article.text, start, start + 1))[:1]

    def answered(self) -> list[int]:
        """The stretches in which a quotation was left out that is not suggested any more."""
        return [
            start
            for start, left_out in self._left_out.items()
            if not all(map(self._suggested, left_out))
        ]

    def renamed(self, name: str, most: int) -> Found:
        """What is found where a name stood untagged when it meant something else; so many places.

        It is found there no more, so that one asks until there is nothing.
        """
        meaning = self._known.meaning(name)
        now, places = _plain(meaning), self._places.get(name, {})
        others = (at for at, (_, meant) in places.items() if meant != now)
        found: Found = []
        for at in list(islice(others, most)):
            end = places[at][0]
            places[at] = (end, now)
            found.append(self._twin(Occurrence(Span(at, end), name), meaning))
        return found

    def _found(self, some: Sequence[Span]) -> Found:
        if not some:
            return []
        said = self._queries.statements_in(self._article.document.id, envelope(some))
        contents = Cover(
            piece
            for statement in said
            if statement.provenance.status is not Status.SUGGESTED
            for piece in statement.content
        )
        quoted: Found = [(("quoted", each.start), self._quoted(each, contents)) for each in some]
        return quoted + self._names(some)

    def _quoted(self, stretch: Span, contents: Cover) -> list[Finding]:
        quoted = list(unreported(self._article, stretch, contents))
        found = [each for each in quoted if not self._suggested(each.span)]
        self._left_out.pop(stretch.start, None)
        if len(found) < len(quoted):
            # That it waits for an answer is on the screen already.
            self._left_out[stretch.start] = [each.span for each in quoted if each not in found]
        return found

    def _names(self, some: Sequence[Span]) -> Found:
        if not some:
            return []
        known, text = self._known, self._article.text
        taken = self._queries.mentions.spans_over(self._article.document.id, envelope(some))
        found: Found = []
        for stretch in some:
            found += self._named(stretch.start, untagged(text, stretch, known.names, taken))
        return found

    def _named(self, start: int, places: Sequence[Occurrence]) -> Iterator[_Found]:
        """What is found where names stand untagged in a stretch, or stood before.

        Where a name means nothing for now it is remembered too, since it may mean something later.
        """
        before = dict(self._names_in.pop(start, ()))
        for at, name in before.items():
            del self._places[name][at]
        if places:
            self._names_in[start] = tuple((each.span.start, each.name) for each in places)
        for each in places:
            at, meaning = each.span.start, self._known.meaning(each.name)
            self._places.setdefault(each.name, {})[at] = (each.span.end, _plain(meaning))
            before.pop(at, None)
            yield self._twin(each, meaning)
        for at in before:
            yield ("name", at), []

    def _twin(self, place: Occurrence, meant: Meaning | None) -> _Found:
        found = [twin(self._article, place, meant)] if meant is not None else []
        return ("name", place.span.start), found


def _plain(meaning: Meaning | None) -> tuple[object, ...]:
    """A meaning to compare with."""
    return (meaning.type, meaning.entity, meaning.name) if meaning else ()
