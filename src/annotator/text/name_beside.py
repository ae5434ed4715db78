"""What stands on both sides of a name: a dateline, a byline, a score, quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from annotator.text.evidence import Evidence
from annotator.text.name_words import WORKS

#: "LIMA, March 3 (AP) -" before the first sentence.
_DATELINE = regex.compile(
    r"(?:, \p{Lu}[^\n,;:()]{1,24})(?:, \p{Lu}\p{Ll}{2,8}\.? \d{1,2})?(?: \([^\n()]{2,24}\))?"
    r" ?(?:--|[\u2013\u2014:-]) "
    r"|(?: \([^\n()]{2,24}\)) ?(?:--|[\u2013\u2014-]) "
)
_DASH = regex.compile(r" ?(?:--|[\u2013\u2014:-]) ")
_SCORE = regex.compile(r" (?:\p{Ll}+ )?\d{1,2}[-\u2013]\d{1,2}\b")
_SCORE_BEFORE = regex.compile(r"\b\d{1,2}[-\u2013]\d{1,2} $")
_ROAD = regex.compile(r"[ABEMN]\d{1,4}")
_OPENED = regex.compile(r"[\"\u201c\u2018'](?:The |A )?$")
_QUOTED = ('"', "\u201d", "\u2019", ',"', ",\u201d")
_NUMBERED = frozenset({"Interstate", "Route", "Highway", "Junction"})


def beside_evidence(before: str, name: str, after: str) -> Iterator[Evidence]:
    """What both sides of a name say together; `before` and `after` are those of its line."""
    if not before and (_DATELINE.match(after) or (name.isupper() and _DASH.match(after))):
        yield Evidence("gpe", 3.5, "dateline")
    elif before.casefold() == "by ":
        yield Evidence("person", 1.5, "byline")
    elif after.startswith(_QUOTED) and (opened := _OPENED.search(before)):
        yield from _quoted(before[: opened.start()].split(), name, after)
    elif _SCORE.match(after) or _SCORE_BEFORE.search(before):
        yield Evidence("organization", 1.5, "plays")
    elif before.endswith("the ") and _ROAD.fullmatch(name):
        yield Evidence("facility", 3.5, "place_shape")
    elif name in _NUMBERED and after[1:2].isdigit():
        yield Evidence("facility", 2, "facility_head")


def _quoted(words: list[str], name: str, after: str) -> Iterator[Evidence]:
    """A name that is all of a quotation is a work where the words beside it say so."""
    behind = after.lstrip('"\u201d\u2019, ').split(None, 4)[:4]
    beside = {*words[-2:], *(word.rstrip(",.;:") for word in behind)}
    if beside & WORKS:
        yield Evidence("artifact", 3, "work_beside")
    if beside & WORKS or " " in name:
        for type in ("person", "gpe", "facility", "location"):
            yield Evidence(type, -3, "work_beside")
