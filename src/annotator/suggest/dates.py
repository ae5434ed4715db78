"""Dates, times and durations, with the value that they have on the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annotator.model.annotations import AnnotatedDocument
from annotator.model.span import Span
from annotator.model.suggestion import Ground, SuggestedMention, Suggestion
from annotator.suggest.base import Desk
from annotator.suggest.pieces import pieces
from annotator.text.date_patterns import date_pattern
from annotator.text.date_values import date_value
from annotator.text.levels import level_of

_NEAR = 80
_AHEAD = re.compile(
    r"\b(?:will|shall|won't|'ll|due|scheduled|expected|plans?|planned|going to|set to|is to|are to"
    r"|upcoming|ahead of)\b|\u2019ll\b"
)
_STOP = re.compile(r"[.!?\u2026;](?=\s)|\n")
_YEAR = re.compile(r"\d{4}")


class Dates:
    """Dates by their form; the nearest such day, back from the publication or ahead of it."""

    name = "dates"

    def suggest(self, document: AnnotatedDocument, desk: Desk) -> Iterator[Sequence[Suggestion]]:
        """The dates of the text, a piece after another."""
        text, language = document.text, desk.lexicon.language
        published = document.document.published
        for piece in pieces(text):
            found: list[Suggestion] = []
            for match in date_pattern(language).finditer(text, piece.start, piece.end):
                span = Span(*match.span())
                ahead = looks_ahead(text, span)
                value = date_value(match[0], published, ahead=ahead, language=language)
                ground = _ground(match[0], value, published, ahead=ahead)
                level = level_of(match[0])
                found.append(SuggestedMention(span, "date", ground, level, value=value))
            yield found


def looks_ahead(text: str, span: Span) -> bool:
    """Whether the sentence around a date speaks of what is to come."""
    before = _STOP.split(text[max(0, span.start - _NEAR) : span.start])[-1]
    behind = _STOP.split(text[span.end : span.end + _NEAR])[0]
    return bool(_AHEAD.search(before) or _AHEAD.search(behind))


def _ground(words: str, value: str | None, published: str | None, *, ahead: bool) -> Ground:
    if value is None:
        return Ground("rule:date", 0.8, f"“{words}” is written like a date.")
    if value.startswith("P"):
        return Ground("rule:duration", 0.9, f"“{words}” is a length of time.")
    if published is None or value.startswith("T") or _YEAR.search(words):
        return Ground("rule:date", 0.95, f"“{words}” is written like a date.")
    way = "forward" if ahead else "back"
    reason = f"“{words}” is counted {way} from {published[:10]}, the date of the article."
    return Ground("rule:date", 0.95, reason)
