"""What the desk has decided, as far as it concerns one document: what suggesters are told.

Names are looked up to the letter, and refused words by how they begin, so that the cost follows the
text and not the project. Nothing is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

from annotator.model.ids import EntityId
from annotator.session.slices import result_of
from annotator.store.name_words import words_in
from annotator.store.queries import Queries
from annotator.suggest.base import Known, KnownEntity

_STRETCH = 8_000
_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_BEGINNING = re.compile(r"[^\w\s]?[^\W_]+")
_LONGEST = 8
"""Words of a name that is looked up."""
#: What may stand between two words of one name, and behind its last one.
_WITHIN = frozenset(" \u00a0\u202f\t\r\n.,'\u2019\u02bc-\u2010\u2011&/+\u00b7")
_BETWEEN = 3
_BEHIND = ".!)"
_STRAIGHT = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u2010": "-", "\u2011": "-"}
)
_CURLY = str.maketrans({"'": "\u2019"})


def known_for(queries: Queries, text: str) -> Known:
    """What is known of the words of a text."""
    return result_of(known_in_steps(queries, text))


def known_in_steps(queries: Queries, text: str) -> Generator[int, None, Known]:
    """The same a stretch at a time, some milliseconds each; yields how far suggestions are: 0."""
    knowing = _Knowing(queries)
    for stretch in _stretches(text):
        knowing.read_names(stretch)
        yield 0
        knowing.read_refused(stretch)
        yield 0
    return knowing.known()


def _stretches(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        end = at + _STRETCH
        if end < len(text):
            half = at + _STRETCH // 2
            end = text.rfind("\n", half, end) + 1 or text.rfind(" ", half, end) + 1 or end
        yield text[at:end]
        at = end


@dataclass(slots=True)
class _Knowing:
    """Gathers what is known of a text, stretch by stretch; each word is asked for once."""

    queries: Queries
    _folded: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _in_names: dict[str, bool] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)
    _begun: set[str] = field(default_factory=set)
    _names: dict[str, dict[EntityId, KnownEntity]] = field(default_factory=dict)
    _types: dict[str, dict[str, int]] = field(default_factory=dict)
    _rejected: dict[str, dict[str, int]] = field(default_factory=dict)

    def read_names(self, text: str) -> None:
        """Look up the names that may stand in a stretch."""
        words = list(_WORD.finditer(text))
        self._look_up({match[0] for match in words})
        spelled: dict[str, set[str]] = {}
        for phrase in self._phrases(text, words):
            if phrase not in self._asked:
                self._asked.add(phrase)
                for spelling in _spellings(phrase):
                    spelled.setdefault(spelling, set()).add(phrase)
        for found in self.queries.decisions.named(spelled) if spelled else ():
            entity = KnownEntity(found.id, found.name, found.type, found.mentions)
            for phrase in spelled[found.words]:
                self._names.setdefault(phrase, {})[entity.id] = entity

    def read_refused(self, text: str) -> None:
        """Look up what was refused of the words of a stretch, and how often that was accepted."""
        decisions = self.queries.decisions
        beginnings = set(_BEGINNING.findall(text))
        new = (beginnings | {each.lstrip() for each in _WORD.findall(text)}) - self._begun
        self._begun |= new
        plain = ""
        for surface, type, times in decisions.refused(new) if new else ():
            plain = plain or " ".join(text.split())
            words = " ".join(surface.split())
            if words in plain:
                bearers = [each.id for each in self._bearers(words) if each.type == type]
                accepted = decisions.accepted(surface, type, bearers, times + 1)
                self._count(self._rejected, words, type, times)
                self._count(self._types, words, type, accepted)

    def known(self) -> Known:
        """All that was found."""
        types = {
            words: dict(sorted(self._by_type(words).items(), key=lambda pair: -pair[1]))
            for words in self._names
        }
        for words, counts in self._types.items():  # counted by these very words
            types[words] = {**types.get(words, {}), **counts}
        return Known({words: self._bearers(words) for words in self._names}, types, self._rejected)

    def _bearers(self, words: str) -> list[KnownEntity]:
        found = self._names.get(words, {}).values()
        return sorted(found, key=lambda entity: (-entity.times, entity.id))

    def _by_type(self, words: str) -> dict[str, int]:
        counts: dict[str, int] = {}
        for entity in self._names[words].values():
            counts[entity.type] = counts.get(entity.type, 0) + entity.times
        return counts

    @staticmethod
    def _count(into: dict[str, dict[str, int]], words: str, type: str, times: int) -> None:
        counts = into.setdefault(words, {})
        counts[type] = counts.get(type, 0) + times

    def _look_up(self, words: set[str]) -> None:
        """Find out which words are in a name at all: most are in none, and need no more."""
        for word in words - self._folded.keys():
            self._folded[word] = tuple(words_in(word))
        new = {part for word in words for part in self._folded[word]} - self._in_names.keys()
        there = self.queries.decisions.in_names(new) if new else set()
        for part in new:
            self._in_names[part] = part in there

    def _is_in_names(self, word: str) -> bool:
        return any(self._in_names[part] for part in self._folded[word])

    def _phrases(self, text: str, words: list[re.Match[str]]) -> Iterator[str]:
        """Whatever in a text may be a name as it is listed."""
        for first, match in enumerate(words):
            if not self._is_in_names(match[0]):
                continue
            start, has_capital = match.start(), False
            for index in range(first, min(first + _LONGEST, len(words))):
                word = words[index]
                if index > first and not (
                    _joins(text[words[index - 1].end() : word.start()])
                    and self._is_in_names(word[0])
                ):
                    break
                has_capital = has_capital or word[0] != word[0].lower() or not word[0].isalpha()
                if has_capital or index == first:
                    end = word.end()
                    yield " ".join(text[start:end].split())
                    if text[end : end + 1] in _BEHIND and end < len(text):
                        yield " ".join(text[start : end + 1].split())


def _joins(between: str) -> bool:
    """Whether two words may be of one name, by what stands between them."""
    return len(between) <= _BETWEEN and all(
        char in _WITHIN or unicodedata.category(char)[0] == "M" for char in between
    )


def _spellings(phrase: str) -> set[str]:
    """A name with its marks as it has them, all straight, and all curly."""
    straight = phrase.translate(_STRAIGHT)
    return {phrase, straight, straight.translate(_CURLY)}
