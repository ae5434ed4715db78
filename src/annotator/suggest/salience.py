"""Who is in a reader's mind at a place of a text: who was named or spoke last, and how."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from annotator.model.span import Span, Spans
from annotator.suggest.cast import Cast
from annotator.suggest.figures import Figure, Place

_NAMES, _FEW, _SAYINGS = 60, 12, 12
_REMEMBERED = 20
_SAID, _SENTENCE, _PARAGRAPH = 1.25, 0.72, 0.8
_AGAIN = 0.12
_BY_SENTENCE = tuple(_SENTENCE ** max(0, apart - 1) for apart in range(_REMEMBERED + 1))
_BY_PARAGRAPH = tuple(_PARAGRAPH**across for across in range(5))


@dataclass(frozen=True, slots=True)
class Said:
    """A statement and who may have made it, each with the share; what is left is nobody named."""

    where: Place
    content: Spans
    by: tuple[tuple[Figure, float], ...]
    person: bool

    @property
    def place(self) -> int:
        """Where it is reported."""
        return self.where.span.start

    @property
    def figure(self) -> Figure | None:
        """The likeliest speaker."""
        return self.by[0][0] if self.by else None

    @property
    def share(self) -> float:
        """How likely that one is."""
        return self.by[0][1] if self.by else 0.0


@dataclass(slots=True)
class Weight:
    """How much somebody is in mind, and the place that counts most."""

    figure: Figure
    weight: float = 0
    place: Place | None = None
    sentences: int = 0
    spoke: bool = False
    _sum: float = field(default=0, repr=False)

    def add(self, weight: float, place: Place, sentences: int, *, spoke: bool) -> None:
        """Count one more place."""
        self._sum += weight
        if weight > self.weight:
            self.weight, self.place, self.sentences = weight, place, sentences
            self.spoke = spoke

    @property
    def total(self) -> float:
        """The best place, and a little for every other one."""
        return self.weight + _AGAIN * min(2.0, self._sum - self.weight)


class Salience:
    """Follows a text from statement to statement; statements are met in text order."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.said: list[Said] = []
        pairs = [(place, figure) for figure in cast.figures for place in figure.places]
        pairs.sort(key=lambda pair: pair[0].span)
        self._places = pairs
        self._starts = [place.span.start for place, _ in pairs]

    def hear(self, said: Said) -> None:
        """Remember that somebody spoke."""
        self.said.append(said)

    def names_in(self, span: Span) -> list[tuple[Place, Figure]]:
        """The names that begin in a stretch, in text order."""
        low = bisect_left(self._starts, span.start)
        return self._places[low : bisect_left(self._starts, span.end)]

    def last_name(self, before: int) -> tuple[Place, Figure] | None:
        """The last name that begins before a place."""
        number = bisect_left(self._starts, before)
        return self._places[number - 1] if number else None

    def last_said(self, before: int) -> Said | None:
        """The last statement before a place."""
        return next((each for each in reversed(self.said) if each.place < before), None)

    def around(self, span: Span) -> Said | None:
        """The last statement in whose content a stretch lies."""
        for each in reversed(self.said[-_SAYINGS:]):
            if any(piece.contains(span) for piece in each.content):
                return each
        return None

    def weigh(self, at: int, without: Spans, wanted: Callable[[Figure], bool]) -> dict[int, Weight]:
        """How much each of some figures is in mind at a place, by identity.

        Names in the stretches `without`, what is said there, do not count.
        """
        sentence, paragraph = self.cast.layout.numbers(at)
        found: dict[int, Weight] = {}
        kinds: dict[int, bool] = {}
        for place, figure, weight, spoke in self._places_of(at, sentence, without):
            key = id(figure)
            if key not in kinds:
                kinds[key] = wanted(figure)
            if kinds[key]:
                apart = max(0, sentence - place.sentence)
                faded = weight * _faded(apart, paragraph - place.paragraph)
                known = found.get(key)
                if known is None:
                    known = found[key] = Weight(figure)
                known.add(faded, place, apart, spoke=spoke)
        return found

    def _places_of(
        self, at: int, sentence: int, without: Spans
    ) -> Iterator[tuple[Place, Figure, float, bool]]:
        """Where each is named or speaks before a place, with the weight and whether they speak."""
        for place, figure in reversed(self._before(at, sentence)):
            if not without or not any(piece.contains(place.span) for piece in without):
                yield place, figure, place.weight, False
        for each in self.said[-_SAYINGS:]:
            for figure, share in each.by if each.place < at else ():
                yield each.where, figure, _SAID * share, True

    def _before(self, at: int, sentence: int) -> list[tuple[Place, Figure]]:
        """The names before a place, as far back as anybody remembers."""
        high = bisect_left(self._starts, at)
        low = max(0, high - _NAMES)
        far = max(0, high - _FEW)
        while far > low and sentence - self._places[far - 1][0].sentence <= _REMEMBERED:
            far -= 1
        return self._places[far:high]

    def unnamed(self, at: int, *, person: bool) -> float:
        """How much somebody is in mind who spoke and has no name in the text."""
        sentence, paragraph = self.cast.layout.numbers(at)
        most = 0.0
        for each in self.said[-_SAYINGS:]:
            if each.place < at and each.person is person:
                left = 1 - sum(share for _, share in each.by)
                apart = max(0, sentence - each.where.sentence)
                most = max(most, _SAID * left * _faded(apart, paragraph - each.where.paragraph))
        return most


def _faded(sentences: int, paragraphs: int) -> float:
    """What is left of a weight that many sentences and paragraphs further on."""
    return _BY_SENTENCE[min(sentences, _REMEMBERED)] * _BY_PARAGRAPH[max(0, min(paragraphs, 4))]
