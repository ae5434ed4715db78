"""Names and the titles before them, and the entity types they suggest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.model.span import Span
from annotator.text.lexicon import Lexicon
from annotator.text.words import (
    FUNCTION_WORDS,
    HONORIFICS,
    NAME_HEADS,
    TITLE_HEADS,
    TITLE_MODIFIERS,
)

_NOT_TITLED = frozenset(
    {"accounting", "affairs", "assembly", "building", "data", "dynamics", "election",
     "elections", "electric", "energy", "foods", "health", "hospital", "inn", "insurance",
     "league", "mills", "motors", "oil", "staff", "strike"}
)  # fmt: skip


#: "King Street" is no king.
_ROYAL = frozenset({"king", "queen", "prince", "princess", "duke", "earl", "bishop", "cardinal"})
_STREETS = frozenset(
    {"street", "road", "avenue", "square", "park", "lane", "bridge", "hall", "county", "sound",
     "island", "islands", "edward", "hospital", "university", "college", "school", "stadium",
     "theatre", "theater", "airport", "mosque", "station", "dam", "line", "cup", "stakes"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A name or title in a run: where it is, and its words.

    `titled` names have a title or honorific right before them: they are persons.
    """

    span: Span
    words: tuple[str, ...]
    is_title: bool = False
    titled: bool = False


def split_titles(text: str, group: list[Span], lexicon: Lexicon) -> Iterator[Name]:
    """The names and titles of a run of words that is one name, perhaps with titles."""
    words = [word.of(text) for word in group]
    if not any(word.casefold() in TITLE_HEADS for word in _plain(words)):
        yield from _name(text, group, lexicon)
        return
    at = 0
    for start, end in _titles(words, lexicon):
        yield from _name(text, group[at:start], lexicon)
        yield Name(
            Span(group[start].start, group[end - 1].end), tuple(words[start:end]), is_title=True
        )
        at = end
    rest = group[at:]
    while rest and rest[0].of(text) in {"of", "for", "the", "and"}:
        rest = rest[1:]
    yield from _name(text, rest, lexicon, titled=at > 0 and len(rest) == len(group) - at)


def _plain(words: list[str]) -> Iterator[str]:
    for word in words:
        yield word
        yield from word.split("-")[1:]


def _titles(words: list[str], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Where titles stand among the words of a run, as pairs of start and end."""
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(words):
        if not _is_head(words, index):
            index += 1
            continue
        start = index
        floor = found[-1][1] if found else 0
        while start > floor and words[start - 1].casefold() in TITLE_MODIFIERS:
            start -= 1
        end = index + 1
        while end < len(words) and _is_head(words, end):
            end += 1
        end = _portfolio(words, end, lexicon)
        found.append((start, end))
        index = end
    return found


def _is_head(words: list[str], index: int) -> bool:
    word = words[index].casefold()
    if word not in TITLE_HEADS and word.rpartition("-")[2] not in TITLE_HEADS:
        return False
    after = words[index + 1].casefold() if index + 1 < len(words) else ""
    if after in _NOT_TITLED or after in NAME_HEADS or (word in _ROYAL and _is_place(words, index)):
        return False
    return not (index and words[index - 1] in {"of", "for"})


def _is_place(words: list[str], index: int) -> bool:
    """Whether a run that begins with "King" or "Prince" ends as the name of a street or school."""
    return index == 0 and len(words) > 1 and words[-1].casefold() in _STREETS


def _portfolio(words: list[str], end: int, lexicon: Lexicon) -> int:
    """The end of a title such as "Minister of Foreign Affairs"."""
    if end + 1 >= len(words) or words[end] != "of" or words[end + 1] in lexicon.names:
        return end
    at = end + 1
    while at < len(words) and (
        words[at].casefold() in TITLE_MODIFIERS
        or words[at].casefold() in {"affairs", "state", "and"}
    ):
        at += 1
    return at if at > end + 1 else end


def _name(
    text: str, group: list[Span], lexicon: Lexicon, *, titled: bool = False
) -> Iterator[Name]:
    while group and (first := group[0].of(text).casefold()).rstrip(".") in HONORIFICS:
        if first.rstrip(".") in {"saint", "st"} or _is_named_after(text, group, lexicon):
            break
        titled = True
        group = group[1:]
    while group and group[-1].of(text) in {"of", "for", "and", "the", "&"}:
        group = group[:-1]
    if not group:
        return
    span = Span(group[0].start, group[-1].end)
    if len(span) < 2 and not span.of(text).isupper():  # noqa: PLR2004
        return
    if span.of(text) == "I" or (len(group) == 1 and _is_small(span.of(text))):
        return
    yield Name(span, tuple(word.of(text) for word in group), titled=titled)


def _is_named_after(text: str, group: list[Span], lexicon: Lexicon) -> bool:
    """Whether an honorific is part of a building's or body's name: "Imam Ali Mosque"."""
    return len(group) > 2 and group[-1].of(text) in lexicon.heads  # noqa: PLR2004


def _is_small(word: str) -> bool:
    folded = word.casefold()
    return len(word) == 1 or (folded in FUNCTION_WORDS and not word.isupper())
