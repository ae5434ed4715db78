"""Who is meant by "the foreign minister", "her party", "a spokesman for the bank", "officials"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import regex

from annotator.model.span import Span
from annotator.suggest.candidacy import Candidate, Saying, near, shared
from annotator.suggest.describing import Description
from annotator.suggest.figures import Figure
from annotator.suggest.matching import alike, belongs, fit, is_body, is_role, is_state
from annotator.suggest.pronouns import it, person
from annotator.suggest.salience import Salience, Weight
from annotator.suggest.sources import Referring, SourceWords
from annotator.suggest.speaker_words import IT, SPOKES, Gender

Meant = Callable[[Saying], list[Candidate]]
"""Finds who is meant by the source of another statement, best first."""
_APPOSED = regex.compile(r",\s+(?=\p{Lu})")
_CALLED_SO = 9
_FITS = 0.3
_OPEN, _SHARP = 0.12, 2.0
_NO_FIT, _OTHER_NAME = 0.1, 0.25
_OWNERS: dict[str, Gender] = {"her": "female", "his": "male"}


def description(
    mind: Salience, saying: Saying, words: SourceWords, meant: Meant
) -> Iterator[Candidate]:
    """Whom a definite noun phrase means."""
    assert saying.source is not None
    beside = _beside(mind, saying.source)
    if beside is not None:
        reason = f"Named right after “{words.words}”."
        yield Candidate(beside, 0.92, reason)
    elif words.spokes:
        yield from _spokes(mind, saying, words, meant)
    elif words.description is not None:
        yield from _fitting(mind, saying, words, words.description)


def somebody(mind: Salience, saying: Saying, words: SourceWords) -> Iterator[Candidate]:
    """One of many, whom the text hardly ever names: officials stand for their country."""
    wanted = words.description
    for word in wanted.words if wanted else ():
        for figure in mind.cast.country_of(word):
            yield Candidate(
                figure, 0.4, "The source belongs to this country, and may speak for it."
            )
    if words.there:
        places = mind.weigh(saying.start, saying.content, lambda each: each.type == "gpe")
        yield from shared(places.values(), 0.4)
    weights = mind.weigh(saying.start, saying.content, lambda _: True)
    yield from shared(weights.values(), 0.15)


def _beside(mind: Salience, source: Span) -> Figure | None:
    """Who is named in an apposition right behind a source: "her party, Civic Renewal,"."""
    text = mind.cast.text
    gap = _APPOSED.match(text, source.end)
    named = mind.names_in(Span(gap.end(), gap.end() + 1)) if gap else []
    if not named:
        return None
    place, figure = named[0]
    return figure if text[place.span.end : place.span.end + 1] in {",", "."} else None


# By what the text says of somebody


@dataclass(frozen=True, slots=True)
class _Signs:
    """What beside the words of a description speaks for somebody."""

    owner: Figure | None
    inside: frozenset[int]
    countries: frozenset[int]


def _fitting(
    mind: Salience, saying: Saying, words: SourceWords, wanted: Description
) -> Iterator[Candidate]:
    """Everybody whom the description may fit: the better and the nearer, the likelier."""
    weights = mind.weigh(saying.start, saying.content, lambda _: True)
    for head in sorted(alike(wanted.head)):
        for figure in mind.cast.described_as(head)[-_CALLED_SO:]:
            weights.setdefault(id(figure), Weight(figure))
    signs = _signs(mind, saying, words, wanted)
    found = [
        (each, _strength(each, words, wanted, signs))
        for each in weights.values()
        if _is_of_kind(each.figure, wanted.head)
    ]
    whole = sum(strength**_SHARP for _, strength in found) + _OPEN
    for each, strength in found:
        reason = f"Described in words like “{words.words}” in the article."
        yield Candidate(
            each.figure,
            strength**_SHARP / whole,
            reason if strength > _FITS else near(each),
        )


def _signs(mind: Salience, saying: Saying, words: SourceWords, wanted: Description) -> _Signs:
    assert saying.source is not None
    inside = frozenset(id(figure) for _, figure in mind.names_in(saying.source))
    countries = frozenset(
        id(figure) for word in wanted.words for figure in mind.cast.country_of(word)
    )
    return _Signs(_owner(mind, saying, words), inside, countries)


def _is_of_kind(figure: Figure, head: str) -> bool:
    """Whether a description can mean such a figure: no person is a ministry."""
    body = is_body(head)
    if not body and not is_role(head):
        return True
    return body is (figure.type != "person")


def _strength(each: Weight, words: SourceWords, wanted: Description, signs: _Signs) -> float:
    figure, now = each.figure, min(1.0, each.total)
    strength = fit(wanted, figure) * (0.4 + 0.6 * now) or _NO_FIT * now
    if figure.type == "person":
        if words.gender and figure.gender and figure.gender != words.gender:
            strength *= 0.05
        if words.plural:
            strength *= 0.1
    if words.names - figure.said - figure.words:
        strength *= _OTHER_NAME
    if signs.owner is not None:
        strength *= 1.6 if belongs(figure, signs.owner) else 0.7
        strength *= 0.02 if figure is signs.owner else 1
    if id(figure) in signs.inside and figure.type == "gpe":
        strength = max(strength, _FITS)
    if id(figure) in signs.countries:
        strength = max(strength, 0.8 if is_state(wanted.head) else _FITS)
    return strength


def _owner(mind: Salience, saying: Saying, words: SourceWords) -> Figure | None:
    """Who is meant by "her" in "her party"."""
    if not words.owner:
        return None
    if words.owner in IT:
        found = list(it(mind, saying, SourceWords(Referring.IT)))
    else:
        inner = SourceWords(Referring.HE_OR_SHE, gender=_OWNERS.get(words.owner))
        found = list(person(mind, saying, inner))
    best = max(found, key=lambda each: each.score, default=None)
    return best.figure if best is not None and best.score > 0.4 else None  # noqa: PLR2004


# Those who speak for somebody


def _spokes(
    mind: Salience, saying: Saying, words: SourceWords, meant: Meant
) -> Iterator[Candidate]:
    """A spokesperson without a name: one that the text names, or the one they speak for."""
    assert saying.source is not None
    for figure in (each for word in sorted(SPOKES) for each in mind.cast.described_as(word)):
        if words.description and fit(words.description, figure) > 0.6:  # noqa: PLR2004
            yield Candidate(figure, 0.7, "Described as a spokesperson in the article.")
    inside = [figure for _, figure in mind.names_in(saying.source)]
    for figure in inside:
        yield Candidate(figure, 0.55, "The source speaks on behalf of this name.")
    if inside:
        return
    _, _, behind = saying.source.of(mind.cast.text).partition(" for ")
    spoken_for = Span(saying.source.end - len(behind), saying.source.end) if behind else None
    for each in (
        meant(replace(saying, source=spoken_for, entity=None))
        if spoken_for
        else it(mind, saying, words)
    ):
        yield Candidate(
            each.figure, each.score * 0.55, "The source may speak on behalf of this name."
        )
