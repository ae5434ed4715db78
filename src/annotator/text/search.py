"""Finding strings and names: the find bar, and the other occurrences of an entity."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Sequence
from dataclasses import dataclass

import regex

from annotator.model.span import Span
from annotator.text.matching import loose_pattern
from annotator.text.names import acronym, surnames
from annotator.text.neighbours import stands_alone
from annotator.text.spans import Cover

_BACK = 1 << 12
_MOST_OF_QUERY = 2_000
"""So much of a pasted query is looked for; a pattern of a whole article takes seconds to make."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where a name stands, without its possessive, and which of the names it is."""

    span: Span
    name: str


def occurrences(
    text: str,
    names: Sequence[str],
    *,
    taken: Sequence[Span] = (),
    rivals: Sequence[str] = (),
) -> list[Occurrence]:
    """Where one of the names of an entity stands, in text order.

    Whole words only, longest name first. A place is left out when it lies in a taken span or cuts
    one, when one of the rivals (names of other things) takes it as part of a longer name, or when
    the capitalised words around it make another name of it: "Mexico" is not found in "Mexico City",
    nor "Castillo" in "Pedro Castillo", unless the longer one is among the names.
    """
    known = frozenset(word for name in (*names, *rivals) for word in name.split())
    return free(named(text, names, rivals), taken, text, known)


def named(text: str, names: Sequence[str], rivals: Sequence[str]) -> list[Occurrence]:
    """Every place where a name stands as whole words, but those that a longer rival takes."""
    # A name of soft hyphens only has no letters to be found by.
    wanted = {key: name for name in names if (key := _key(name))}
    others = [name for name in rivals if (key := _key(name)) and key not in wanted]
    pattern = _names_pattern([*wanted.values(), *_longer(others, list(wanted.values()))])
    if not wanted or pattern is None:
        return []
    return [
        Occurrence(Span(match.start(), match.end()), wanted[key])
        for match in pattern.finditer(text)
        if (key := _key(match[0])) in wanted
    ]


def free(
    places: Sequence[Occurrence], taken: Sequence[Span], text: str, known: Container[str]
) -> list[Occurrence]:
    """The places that no taken span is over, and that are not part of another name.

    `known` are words that are names by themselves: a hyphen may tie one to the place.
    """
    cover = Cover(taken)
    return [
        place
        for place in places
        if cover.leaves_free(place.span) and stands_alone(text, place.span, known)
    ]


def surname_forms(name: str, type_is_person: bool) -> list[str]:  # noqa: FBT001
    """Shorter names under which a full name is taken up again, longest first.

    For a person the surname, with and without its particles, and both halves of a double one; else
    the acronym. A title before the surname stays outside: "Mr. Doe" is found through "Doe".
    """
    return surnames(name) if type_is_person else acronym(name)


def find(
    text: str, query: str, start: int, *, backwards: bool = False, case: bool = False
) -> Span | None:
    """The first match at or after a position, or the last one that begins before it.

    Blind to normal form, soft hyphens, the shape of quotation marks and hyphens, and unless `case`,
    to upper and lower case. It does not wrap around.
    """
    query = query[:_MOST_OF_QUERY]
    if not query.strip("\u00ad"):
        return None
    flags = regex.V0 if case else regex.IGNORECASE
    pattern = regex.compile(loose_pattern(query, soft_hyphens="\u00ad" in text), flags)
    start = min(max(start, 0), len(text))
    if not backwards:
        match = pattern.search(text, start)
        return _span(match) if match else None
    return _find_back(text, pattern, start)


def _find_back(text: str, pattern: regex.Pattern[str], start: int) -> Span | None:
    high, reach = start, _BACK
    while high > 0:
        low = max(0, high - reach)
        last = None
        for match in pattern.finditer(text, low):
            if match.start() >= high:
                break
            last = match
        if last:
            return _span(last)
        high, reach = low, reach * 4
    return None


def _span(match: regex.Match[str]) -> Span | None:
    return Span(match.start(), match.end()) if match.end() > match.start() else None


def _key(name: str) -> str:
    """What two spellings of one name have in common."""
    plain = unicodedata.normalize("NFC", " ".join(name.replace("\u00ad", "").split()))
    for curly in "\u2019\u2018\u02bc\uff07":
        plain = plain.replace(curly, "'")
    for hyphen in "\u2010\u2011\ufe63\uff0d":
        plain = plain.replace(hyphen, "-")
    return plain


def _longer(rivals: Sequence[str], names: Sequence[str]) -> list[str]:
    # Only a rival that holds one of the names can take a place from it.
    keys = [_key(name) for name in names]
    return [rival for rival in rivals if any(key in _key(rival) for key in keys)]


def _names_pattern(names: Sequence[str]) -> regex.Pattern[str] | None:
    if not names:
        return None
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    alternatives = "|".join(loose_pattern(name.strip()) for name in ordered)
    return regex.compile(
        rf"(?<![\p{{L}}\p{{M}}\p{{N}}_])(?:{alternatives})(?![\p{{L}}\p{{M}}\p{{N}}_])"
    )
