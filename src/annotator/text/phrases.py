"""The noun phrases around a verb group: who says it."""

from __future__ import annotations

from annotator.model.span import Span
from annotator.text.clauses import (
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    Clause,
    Group,
    in_group,
    is_adverb,
    word_set,
)
from annotator.text.lexicon import Lexicon, Tense
from annotator.text.words import MONTHS, WEEKDAYS

_SUBORDINATORS = word_set(
    "that when while after because although though if since before where whether as whereas until "
    "unless but so what how why"
)
_STOPS_RIGHT = PREPOSITIONS - {"of", "for", "from"} | word_set(
    "when while who which that because although today yesterday earlier later monday tuesday "
    "wednesday thursday friday saturday sunday last this and but"
)
_LEADING = word_set(
    "and but so yet then however meanwhile also earlier later today yesterday still now thus "
    "nevertheless moreover instead indeed finally recently separately although though while when "
    "because if as that since after before where whether whereas"
)
_COMMON_PAST = word_set(
    "made took gave went came met left sent held won lost told began led fell rose "
    "quit ended became saw kept stood spoke stopped paid sold bought brought "
    "fought sought issues makes takes gives put set hit cut ran drew broke wrote"
)
_DASHES = frozenset("\u2014\u2013")


def subject(clause: Clause, group: Group, lexicon: Lexicon) -> Span | None:
    """The noun phrase before a verb group that says, with its title and apposition."""
    end = group.first - 1
    if end < 0 or clause.is_quoted(end):
        return None
    if clause.lower(end) in {"who", "which", "he", "she", "they", "it", "we", "i", "you"}:
        return clause.tokens[end].span
    if clause.lower(end) in {"and", "but", "or"} or group.tense is Tense.ING:
        return main_subject(clause, end, lexicon)
    start = _chunk_start(clause, end)
    if clause.breaks(group.first) and "," in clause.gap(group.first) and start > 0:
        start = _chunk_start(clause, start - 1)
    return _phrase(clause, start, end)


def main_subject(clause: Clause, before: int, lexicon: Lexicon) -> Span | None:
    """What stands before the first finite verb of a sentence."""
    start = 0
    while start < before and clause.is_quoted(start):
        start += 1
    for index in range(start + 1, before + 1):
        if is_finite(clause, index, lexicon):
            end = index - 1
            while end > start and in_group(clause.lower(end)):
                end -= 1
            return _phrase(clause, _after_dateline(clause, start, end), end)
    return None


def _after_dateline(clause: Clause, start: int, end: int) -> int:
    """Where the subject begins behind "TORVIK, Norland \u2014"."""
    dashes = (index for index in range(end, start, -1) if _DASHES & set(clause.gap(index)))
    return next(dashes, start)


def is_finite(clause: Clause, index: int, lexicon: Lexicon) -> bool:
    """Whether a token looks like the finite verb of a clause."""
    word = clause.lower(index)
    if word in AUXILIARIES:
        return True
    if clause.is_capital(index) or clause.lower(index - 1) in DETERMINERS | PREPOSITIONS:
        return False
    verb = lexicon.verbs.get(word)
    known = verb is not None and verb.tense in {Tense.PAST, Tense.PRESENT}
    return known or (word.endswith("ed") and len(word) > 4) or word in _COMMON_PAST  # noqa: PLR2004


def phrase_after(clause: Clause, index: int) -> Span | None:
    """The noun phrase that begins at a token: behind "said", "by" or "according to"."""
    end = index
    while end < len(clause.tokens):
        if end > index and (clause.breaks(end) or clause.lower(end) in _STOPS_RIGHT):
            break
        end += 1
    while end > index and is_adverb(clause.lower(end - 1)):
        end -= 1
    if end <= index or clause.lower(index) in PREPOSITIONS:
        return None
    return _joined(clause, index, end - 1)


def _chunk_start(clause: Clause, end: int) -> int:
    """The first token of what stands, unbroken by punctuation or a conjunction, before a verb."""
    start = end
    while start > 0 and not clause.breaks(start) and clause.lower(start - 1) not in _SUBORDINATORS:
        start -= 1
    return start


def _phrase(clause: Clause, start: int, end: int) -> Span | None:
    while start < end and (clause.lower(start) in _LEADING or is_adverb(clause.lower(start))):
        start += 1
    start = _behind_time(clause, _behind_dateline(clause, start, end), end)
    if clause.lower(start) in PREPOSITIONS | DETERMINERS and start == end:
        return None
    return _joined(clause, start, end)


def _behind_time(clause: Clause, start: int, end: int) -> int:
    """The token behind "On Monday" or "In March 2031"."""
    if clause.lower(start) not in {"on", "in", "at", "by"}:
        return start
    at = start + 1
    while at < end and (
        clause.lower(at).strip(".") in WEEKDAYS | MONTHS or clause.lower(at)[:1].isdigit()
    ):
        at += 1
    return at if at > start + 1 else start


def _behind_dateline(clause: Clause, start: int, end: int) -> int:
    """The token behind a date such as 2031-05-02 that the sentence follows without a stop."""
    for at in range(start, min(start + 3, end)):
        if clause.lower(at)[:4].isdigit() and clause.lower(at).count("-") > 1:
            return at + 1
    return start


def _joined(clause: Clause, start: int, end: int) -> Span:
    first, last = clause.tokens[start].span, clause.tokens[end].span
    return Span(first.start, max(last.end, first.end))
