"""Who is meant by the source of a statement: the candidates, best first, each with its reason.

What counts is what a reader goes by: the name itself, what the text calls somebody, man or woman,
who was named last and as what, and who was speaking just before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annotator.model.span import Span
from annotator.model.suggestion import Speaker
from annotator.suggest.candidacy import Candidate, Saying, near
from annotator.suggest.cast import Cast
from annotator.suggest.describing import Description
from annotator.suggest.descriptions import description, somebody
from annotator.suggest.figures import Figure, Place
from annotator.suggest.pronouns import first_person, going_on, it, person, relative, they
from annotator.suggest.salience import Said, Salience, Weight
from annotator.suggest.sources import NO_WORDS, Referring, SourceWords, source_words
from annotator.suggest.speaker_words import INDEFINITE, LINKS
from annotator.text.heads import is_head
from annotator.text.names import without_titles

__all__ = ["MOST", "Saying", "choices", "clear", "speakers"]

MOST = 9
"""So many candidates are offered."""
_SURE, _AHEAD = 0.65, 0.3
_LEAST, _WORTH = 0.003, 0.1
_OTHERS, _LATER = 4, 2_000
_PRONOUNS = {
    Referring.HE_OR_SHE: person,
    Referring.IT: it,
    Referring.THEY: they,
    Referring.FIRST: first_person,
    Referring.WE: first_person,
    Referring.RELATIVE: relative,
    Referring.SOMEBODY: somebody,
}


def clear(speakers: Sequence[Speaker]) -> Speaker | None:
    """The one who is meant, where the best is sure enough and far from the next."""
    if not speakers or speakers[0].score < _SURE:
        return None
    if len(speakers) > 1 and speakers[0].score - speakers[1].score < _AHEAD:
        return None
    return speakers[0]


def speakers(cast: Cast, sayings: Iterable[Saying]) -> list[tuple[Speaker, ...]]:
    """The candidates for each of some statements, best first, in the order of the statements.

    Statements are best given in text order, an outer one before what lies in it: who spoke before
    is a sign of who speaks now.
    """
    resolver = _Resolver(cast)
    return [resolver.resolve(each) for each in sayings]


def choices(cast: Cast, before: Iterable[Saying], saying: Saying) -> tuple[Speaker, ...]:
    """The candidates for a statement after some others, best first.

    Behind them stand some who are named around, for where the rules are mistaken.
    """
    resolver = _Resolver(cast)
    for each in before:
        resolver.resolve(each)
    return resolver.choices(saying)


class _Resolver:
    """Goes from statement to statement and remembers who spoke."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._mind = Salience(cast)

    def resolve(self, saying: Saying) -> tuple[Speaker, ...]:
        """The candidates for one statement."""
        words = NO_WORDS if saying.source is None else source_words(self._cast.text, saying.source)
        found = _best_first(self._candidates(saying, words))
        self._hear(saying, words, found)
        return tuple(_speaker(each) for each in found[:MOST])

    def choices(self, saying: Saying) -> tuple[Speaker, ...]:
        """The candidates for one statement, and who else is in mind."""
        words = NO_WORDS if saying.source is None else source_words(self._cast.text, saying.source)
        found = _best_first(self._candidates(saying, words))
        there = {id(each.figure) for each in found}
        weights = self._mind.weigh(saying.start, saying.content, lambda _: True)
        for _, figure in self._mind.names_in(Span(saying.place, saying.place + _LATER)):
            weights.setdefault(id(figure), Weight(figure))
        left = [each for key, each in weights.items() if key not in there]
        left.sort(key=lambda each: (each.figure.type != "person", -each.total))
        found += [Candidate(each.figure, 0.0, near(each)) for each in left[:_OTHERS]]
        return tuple(_speaker(each) for each in found[:MOST])

    def _candidates(self, saying: Saying, words: SourceWords) -> Iterator[Candidate]:
        known = self._cast.figure_of(saying.entity)
        if known is not None:
            yield Candidate(known, 0.99, "The source is already linked to this.")
        if saying.source is None:
            yield from going_on(self._mind, saying)
            return
        named = list(self._named(saying.source))
        if named:
            yield from named
        elif words.way in _PRONOUNS:
            yield from _PRONOUNS[words.way](self._mind, saying, words)
        else:
            yield from description(self._mind, saying, words, self._meant)

    def _meant(self, saying: Saying) -> list[Candidate]:
        assert saying.source is not None
        words = source_words(self._cast.text, saying.source)
        return _best_first(self._candidates(saying, words))

    def _named(self, source: Span) -> Iterator[Candidate]:
        """The name in a source, in full or in short."""
        text = self._cast.text
        inside = [
            (place.span.of(text), figure)
            for place, figure in self._mind.names_in(source)
            if _is_about(text, source, place.span)
        ]
        people = [pair for pair in inside if pair[1].type == "person"]
        if inside:
            words, figure = people[0] if people else inside[-1]
            yield _by_name(figure, words, 0.97)
            return
        words = " ".join(without_titles(source.of(text).split(",")[0]))
        bearers = self._cast.bearers(words)
        for each in bearers:
            yield _by_name(each, words, 0.9 if len(bearers) == 1 else 0.5)

    def _hear(self, saying: Saying, words: SourceWords, found: list[Candidate]) -> None:
        """Remember who may have spoken; of somebody without a name, that somebody did."""
        kept = [(each.figure, each.score) for each in found[:3] if each.score > _WORTH]
        whole = max(1.0, sum(share for _, share in kept))
        by = tuple((figure, share / whole) for figure, share in kept)
        is_person = by[0][0].type == "person" if by else not words.is_body
        here = Span(saying.place, saying.place + 1)
        where = Place(here, 1, *self._cast.layout.numbers(saying.place))
        self._mind.hear(Said(where, saying.content, by, is_person))
        if words.description and by and by[0][1] > _SURE:
            # What somebody was called once may be taken up by a word like it.
            by[0][0].describe([Description(words.description.head)])


def _is_about(text: str, source: Span, name: Span) -> bool:
    """Whether a source is about a name in it: not "one Kenyan", "posts on the board of X"."""
    if not is_head(text, source, name) or text.startswith("-", name.end):
        return False
    before = text[source.start : name.start].rpartition(",")[2].split()
    if before and before[0].lower() in INDEFINITE:
        return False
    titled = bool(before) and before[-1][:1].isupper()
    return titled or not LINKS.intersection(word.lower() for word in before)


def _best_first(found: Iterable[Candidate]) -> list[Candidate]:
    best: dict[int, Candidate] = {}
    for each in found:
        known = best.get(id(each.figure))
        if each.score >= _LEAST and (known is None or known.score < each.score):
            best[id(each.figure)] = each
    return sorted(best.values(), key=lambda each: -each.score)


def _by_name(figure: Figure, words: str, score: float) -> Candidate:
    if words == figure.name:
        return Candidate(figure, score, "This name stands in the source.")
    return Candidate(figure, score, f"“{words}” is short for this name.")


def _speaker(each: Candidate) -> Speaker:
    figure = each.figure
    place = None if figure.entity is not None else figure.span
    return Speaker(figure.name, round(each.score, 3), each.reason, entity=figure.entity, span=place)
