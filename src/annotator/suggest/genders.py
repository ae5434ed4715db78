"""Whether somebody is he or she: by titles, by the given name, by pronouns that fit nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import regex

from annotator.suggest.figures import Figure
from annotator.suggest.layout import Layout
from annotator.suggest.speaker_words import FEMALE_WORDS, HE, MALE_WORDS, Gender
from annotator.text.names import without_titles

GenderOf = Callable[[str], Gender | None]
"""Says whether only women or only men bear a given name."""
_PRONOUN = regex.compile(r"(?<![\p{L}'\u2019])(?:he|him|his|she|her|hers)(?![\p{L}\-])", regex.I)
_TITLE, _DESCRIBED, _GIVEN = 4.0, 3.0, 2.5
_BEFORE, _NEAR = 12, 4


def read_genders(
    text: str, layout: Layout, figures: Iterable[Figure], gender_of: GenderOf | None
) -> None:
    """Count for each person what speaks for he and for she."""
    people = [each for each in figures if each.type == "person"]
    for figure in people:
        for place in figure.places:
            title = text[max(0, place.span.start - _BEFORE) : place.span.start].split()
            _count(figure, title[-1].lower().rstrip(".") if title else "", _TITLE)
        for each in figure.described:
            _count(figure, each.head, _DESCRIBED)
        given = without_titles(figure.name)
        known = gender_of(given[0]) if gender_of and len(given) > 1 else None
        figure.male += _GIVEN if known == "male" else 0
        figure.female += _GIVEN if known == "female" else 0
    _read_pronouns(text, layout, people)


def _count(figure: Figure, word: str, weight: float) -> None:
    figure.male += weight if word in MALE_WORDS else 0
    figure.female += weight if word in FEMALE_WORDS else 0


def _read_pronouns(text: str, layout: Layout, people: list[Figure]) -> None:
    """Let "he" and "she" speak for the one person that they can mean."""
    places = sorted(
        ((place.span.start, figure) for figure in people for place in figure.places),
        key=lambda pair: pair[0],
    )
    number = 0
    for match in _PRONOUN.finditer(text) if places else ():
        while number < len(places) and places[number][0] < match.start():
            number += 1
        before = places[max(0, number - _NEAR) : number]
        figure = _alone_before(layout, before, match.start())
        if figure is not None:
            figure.male += match[0].lower() in HE
            figure.female += match[0].lower() not in HE


def _alone_before(layout: Layout, before: list[tuple[int, Figure]], at: int) -> Figure | None:
    """The one person named in the sentence before a place, or else in the one before that."""
    sentence, quotation = layout.sentence(at), layout.quotation(at)
    near: dict[int, Figure] = {}
    for start, each in reversed(before):
        apart = sentence - layout.sentence(start)
        if apart > 1 or (apart and near):
            break
        if layout.quotation(start) == quotation:
            near[id(each)] = each
    return next(iter(near.values())) if len(near) == 1 else None
