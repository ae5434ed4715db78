"""A text cut where annotations begin and end, so that nested and crossing ones can be shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from annotator.formats.report.told import Article, Said
from annotator.model.mention import Mention
from annotator.model.span import Spans


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text on which the same annotations lie; `ends` are statements that end."""

    words: str
    mentions: tuple[Mention, ...]
    said: tuple[Said, ...]
    is_cue: bool
    ends: tuple[Said, ...]


def pieces(article: Article) -> Iterator[Piece]:
    """The pieces of a text, in order; together they are all of it."""
    cues = [each.statement.cue for each in article.said if each.statement.cue]
    opened: dict[int, list[tuple[str, Mention | Said | None]]] = {}
    closed: dict[int, list[tuple[str, Mention | Said | None]]] = {}

    def mark(spans: Spans, what: tuple[str, Mention | Said | None]) -> None:
        for span in spans:
            opened.setdefault(span.start, []).append(what)
            closed.setdefault(span.end, []).append(what)

    for mention in article.mentions:
        mark(mention.spans, ("mention", mention))
    for said in article.said:
        mark(said.statement.content, ("said", said))
    for cue in cues:
        mark((cue,), ("cue", None))
    yield from _cut(article, opened, closed)


def _cut(
    article: Article,
    opened: dict[int, list[tuple[str, Mention | Said | None]]],
    closed: dict[int, list[tuple[str, Mention | Said | None]]],
) -> Iterator[Piece]:
    last = {each.number: each.statement.content[-1].end for each in article.said}
    here: list[tuple[str, Mention | Said | None]] = []
    bounds = sorted({0, len(article.text), *opened, *closed})
    for start, end in pairwise(bounds):
        for what in closed.get(start, ()):
            here.remove(what)
        here += opened.get(start, ())
        said = tuple(one for _, one in here if isinstance(one, Said))
        yield Piece(
            article.text[start:end],
            tuple(one for _, one in here if isinstance(one, Mention)),
            said,
            any(kind == "cue" for kind, _ in here),
            tuple(one for one in said if last[one.number] == end),
        )
