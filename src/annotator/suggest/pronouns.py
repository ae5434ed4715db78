"""Who is meant by "she", "it", "they", "I" and "who", and by a quotation without any source."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model.span import Span
from annotator.suggest.candidacy import Candidate, Saying, shared
from annotator.suggest.salience import Said, Salience, Weight
from annotator.suggest.sources import Referring, SourceWords

_BODIES = {"organization": 1.0, "gpe": 0.7, "group": 0.6}
_MANY = {"group": 1.0, "organization": 0.7, "gpe": 0.3, "person": 0.4}
_APPOSITION = 80
_OTHER_GENDER, _GENDER_UNKNOWN = 0.02, 0.75


def going_on(mind: Salience, saying: Saying) -> Iterator[Candidate]:
    """A quotation without a source goes on with the one who spoke last."""
    start = min(saying.start, saying.place)
    last = mind.last_said(saying.place)
    if last is not None and last.figure is not None:
        score = _continuity(mind, last, start) * last.share
        yield Candidate(last.figure, score, "Spoke just before.")
    yield from person(mind, saying, SourceWords(Referring.NOTHING), 0.4)


def _continuity(mind: Salience, last: Said, start: int) -> float:
    """How likely the same person goes on at a place."""
    paragraphs = mind.cast.layout.paragraph(start) - last.where.paragraph
    if paragraphs > 1:
        return 0.2
    between = mind.names_in(Span(last.place, max(start, last.place + 1)))
    others = any(
        figure is not last.figure
        and figure.type == "person"
        and mind.cast.layout.quotation(place.span.start) is None
        for place, figure in between
    )
    return (0.5 if paragraphs else 0.88) * (0.6 if others else 1)


def person(
    mind: Salience, saying: Saying, words: SourceWords, most: float = 1.0
) -> Iterator[Candidate]:
    """The persons in mind, those of the other gender hardly at all."""

    def weigh(each: Weight) -> float:
        gender = each.figure.gender
        if words.gender is None or gender is None:
            return each.total * _GENDER_UNKNOWN
        return each.total * (1 if gender == words.gender else _OTHER_GENDER)

    weights = mind.weigh(saying.start, saying.content, lambda each: each.type == "person")
    yield from shared(weights.values(), most, weigh, mind.unnamed(saying.start, person=True))


def it(mind: Salience, saying: Saying, words: SourceWords) -> Iterator[Candidate]:
    """The organisations and states in mind."""
    del words
    weights = mind.weigh(saying.start, saying.content, lambda each: each.type in _BODIES)
    yield from shared(
        weights.values(),
        1.0,
        lambda each: each.total * _BODIES[each.figure.type],
        mind.unnamed(saying.start, person=False),
    )


def they(mind: Salience, saying: Saying, words: SourceWords) -> Iterator[Candidate]:
    """Groups before organisations; "they" may always be people whom nobody names."""
    del words
    weights = mind.weigh(saying.start, saying.content, lambda _: True)
    yield from shared(weights.values(), 0.6, lambda each: each.total * _MANY[each.figure.type])


def first_person(mind: Salience, saying: Saying, words: SourceWords) -> Iterator[Candidate]:
    """Who says "I" is the one whose words are quoted; "we" is that one, or more than that."""
    assert saying.source is not None
    around = mind.around(saying.source)
    if around is not None and around.figure is not None:
        share = 0.93 if words.way is Referring.FIRST else 0.45
        reason = f"Is quoted here, and says “{words.words}”."
        yield Candidate(around.figure, share * around.share, reason)
        return
    yield from person(mind, saying, words, 0.3)


def relative(mind: Salience, saying: Saying, words: SourceWords) -> Iterator[Candidate]:
    """The word "who" takes up what stands right before it."""
    assert saying.source is not None
    last = mind.last_name(saying.source.start)
    if last is not None:
        place, figure = last
        gap = mind.cast.text[place.span.end : saying.source.start].strip()
        close = gap in {"", ","}
        if close or (gap.startswith(",") and len(gap) < _APPOSITION and "." not in gap):
            reason = f"“{words.words}” follows this name."
            yield Candidate(figure, 0.95 if close else 0.6, reason)
            return
    yield from person(mind, saying, words, 0.3)
