"""Where names that the desk knows stand in a text: whole words, to the letter, longest first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from annotator.model.mention import Level
from annotator.model.span import Span
from annotator.suggest.base import KnownEntity
from annotator.text.levels import level_of
from annotator.text.lexicon import Lexicon
from annotator.text.name_words import BODIES
from annotator.text.names import is_title_word, without_titles
from annotator.text.neighbours import stands_alone
from annotator.text.search import surname_forms
from annotator.text.setting import opens_sentence
from annotator.text.words import FUNCTION_WORDS, MONTHS, NAME_HEADS, WEEKDAYS

_WORD = re.compile(r"[^\W_]+")
_SPACE = re.compile(r"\s+")
_NAME_BEFORE = re.compile(r"([^\W\d_][\w.'\u2019-]*) \Z")
_PERSON, _TITLE = "person", "title"
_HYPHENS = "-\u2010\u2011"
_STUCK = frozenset("_@#/")
_BEFORE = 40


@dataclass(frozen=True, slots=True)
class Place:
    """A place where a known name stands, and the name as it is known."""

    span: Span
    words: str


@dataclass(slots=True)
class KnownNames:
    """The known names of one text by their first word.

    `contested` are names of one word before which another one stands somewhere: "Otieno" where a
    "Juma Otieno" is named whom nobody knows.
    """

    _by_first: dict[str, list[str]]
    _known: frozenset[str]
    contested: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, names: Collection[str]) -> KnownNames:
        """Make them ready to be looked for."""
        by_first: dict[str, list[str]] = defaultdict(list)
        for name in sorted(names, key=len, reverse=True):
            match = _WORD.search(name)
            if match is not None:
                by_first[match[0]].append(name)
        known = frozenset(word for name in names for word in name.split())
        return cls(dict(by_first), known)

    def within(self, text: str, span: Span) -> Iterator[Place]:
        """The places that begin in a stretch, in text order; none overlaps another."""
        done = span.start
        for match in _WORD.finditer(text, span.start, span.end):
            if match.start() < done:
                continue
            for name in self._by_first.get(match[0], ()):
                end = _end_of(text, match.start(), name)
                if end is None:
                    continue
                found = Span(match.start(), end)
                if self._is_whole(text, found):
                    yield Place(found, name)
                    done = end
                    break
                self._note(text, found, name)

    def _is_whole(self, text: str, span: Span) -> bool:
        """Whether neither letters nor a hyphen nor another name go on beside a place."""
        before, after = text[max(0, span.start - 2) : span.start], text[span.end : span.end + 2]
        if after[:1].isalnum() or after[:1] == "_" or before[-1:] in _STUCK:
            return False
        if len(after) > 1 and after[0] in _HYPHENS and after[1].isalnum():
            return False
        if len(before) > 1 and before[1] in _HYPHENS and before[0].isalnum():
            return False
        return stands_alone(text, span, self._known)

    def _note(self, text: str, span: Span, name: str) -> None:
        if " " not in name:
            before = _NAME_BEFORE.search(text, max(0, span.start - _BEFORE), span.start)
            if before and before[1][0].isupper() and not is_title_word(before[1]):
                self.contested.add(name)


def _end_of(text: str, at: int, name: str) -> int | None:
    """Where a name that begins at a place ends, however wide its spaces are there."""
    if text.startswith(name, at):
        return at + len(name)
    if " " not in name:
        return None
    for word in name.split(" "):
        if not text.startswith(word, at):
            return None
        at += len(word)
        space = _SPACE.match(text, at)
        end, at = at, space.end() if space else at
    return end


def is_doubtful(words: str, type: str, at: int, text: str, lexicon: Lexicon) -> bool:
    """Whether known words may as well be no name there: "Will", "May", "The office", "Minister"."""
    parts = [word.casefold().rstrip(".") for word in words.split()]
    if level_of(words) is not Level.NAM:
        return True
    if len(parts) > 1:
        return parts[0] in FUNCTION_WORDS and _is_plain(parts[1:], words, type)
    (word,) = parts
    if word in MONTHS or word in WEEKDAYS or _is_plain(parts, words, type):
        return True
    is_word = word in lexicon.gazetteer.common or word in lexicon.verbs
    return word in FUNCTION_WORDS or (is_word and opens_sentence(text, at))


def _is_plain(parts: Sequence[str], words: str, type: str) -> bool:
    """Whether some words are only a title or a role, or what a sentence begins with."""
    small = words.rsplit(maxsplit=1)[-1].islower()
    return small or (type != _TITLE and all(is_title_word(part) for part in parts))


def is_part(words: str, entity: KnownEntity, lexicon: Lexicon) -> bool:
    """Whether words are only a part of a name: a surname, or "Board" for the Harbour Board."""
    if words == entity.name:
        return False
    parts = without_titles(words)
    whole = entity.name.split()
    if entity.type == _PERSON:
        surname = words in surname_forms(entity.name, type_is_person=True)
        return surname or (len(parts) == 1 and len(whole) > 1)
    plain = [part.casefold() for part in parts if part.casefold() not in FUNCTION_WORDS]
    return all(
        part in BODIES or part in NAME_HEADS or part in lexicon.gazetteer.common for part in plain
    )
