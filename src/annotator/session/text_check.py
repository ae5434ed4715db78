"""What is to be looked at in the text of an article itself: untagged names, and quotations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from annotator.model.provenance import Status
from annotator.model.span import Span, envelope
from annotator.review.base import Article, Finding
from annotator.review.mentioned import Mentioned
from annotator.review.names import Meaning, twins
from annotator.review.quotations import unreported
from annotator.store.queries import Queries
from annotator.text.spans import Cover
from annotator.text.stretches import stretches

_TOGETHER = 2_500

Found = list[tuple[int, list[Finding]]]
"""What was found in some stretches, by where each begins."""

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
        self._names_at: dict[int, frozenset[str]] = {}
        self._with: dict[str, dict[int, tuple[object, ...]]] = {}

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
        return self._found(list(stretches(self._article.text, start, start + 1))[:1])

    def answered(self) -> list[int]:
        """The stretches in which a quotation was left out that is not suggested any more."""
        return [
            start
            for start, left_out in self._left_out.items()
            if not all(map(self._suggested, left_out))
        ]

    def outdated(self, name: str) -> list[int]:
        """The stretches in which a name was found untagged when it meant something else."""
        now = _plain(self._known.meaning(name))
        return [start for start, meant in self._with.get(name, {}).items() if meant != now]

    def _found(self, some: Sequence[Span]) -> Found:
        if not some:
            return []
        around, document = envelope(some), self._article.document.id
        taken = self._queries.mentions.spans_over(document, around)
        said = self._queries.statements_in(document, around)
        contents = Cover(
            piece
            for statement in said
            if statement.provenance.status is not Status.SUGGESTED
            for piece in statement.content
        )
        return [(stretch.start, self._in(stretch, taken, contents)) for stretch in some]

    def _in(self, stretch: Span, taken: Sequence[Span], contents: Cover) -> list[Finding]:
        known, article = self._known, self._article
        quoted = list(unreported(article, stretch, contents))
        found = [each for each in quoted if not self._suggested(each.span)]
        self._left_out.pop(stretch.start, None)
        if len(found) < len(quoted):
            # That it waits for an answer is on the screen already.
            self._left_out[stretch.start] = [each.span for each in quoted if each not in found]
        named = list(twins(article, stretch, known.names, taken, known.meaning))
        self._note(stretch.start, frozenset(name for name, _ in named))
        return found + [finding for _, finding in named]

    def _note(self, start: int, names: frozenset[str]) -> None:
        """Remember where which names were found, and what they meant."""
        for name in self._names_at.pop(start, frozenset()) - names:
            del self._with[name][start]
            if not self._with[name]:
                del self._with[name]
        if names:
            self._names_at[start] = names
        for name in names:
            self._with.setdefault(name, {})[start] = _plain(self._known.meaning(name))


def _plain(meaning: Meaning | None) -> tuple[object, ...]:
    """A meaning to compare with; a plain tuple costs the garbage collector nothing."""
    return (meaning.type, meaning.entity, meaning.name) if meaning else ()
