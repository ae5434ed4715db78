"""An index of names, and the places of a text where one of them stands untagged."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice

import regex

from annotator.model.ids import DocumentId, EntityId, MentionId, Ref
from annotator.model.mention import Level, Mention
from annotator.model.provenance import Provenance
from annotator.model.span import Span
from annotator.review.base import Article, Check, Correction, Finding, Severity, shown
from annotator.text.matching import loose_pattern
from annotator.text.search import Occurrence, free

TWIN = Check("untagged_twin", "names untagged here and tagged elsewhere", Severity.MISSING)
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}_]+")
_SHORTEST, _LONGEST = 2, 120
_BEGIN, _END = r"(?<![\p{L}\p{M}\p{N}_])", r"(?![\p{L}\p{M}\p{N}_])"
_SAME = str.maketrans("\u2018\u02bc\uff07'\u2010\u2011\ufe63\uff0d", "\u2019" * 4 + "-" * 4)


def name_of(surface: str) -> str:
    """What all spellings of a name have in common: normal form, spaces, shapes of marks."""
    plain = " ".join(surface.replace("\u00ad", "").split())
    return plain if plain.isascii() and "'" not in plain else _folded(plain)


def _folded(plain: str) -> str:
    return unicodedata.normalize("NFC", plain).translate(_SAME)


class Names:
    """Names by their words: a text is read once, however many names there are.

    Nothing but strings and numbers is kept, which costs the garbage collector nothing: a long
    article has a hundred thousand of them.
    """

    def __init__(self) -> None:
        self._times: dict[str, int] = {}
        self._by_words: dict[str, tuple[str, ...]] = {}
        self._beginnings: dict[str, int] = {}
        self._words: dict[str, int] = {}

    def __contains__(self, name: object) -> bool:
        return name in self._times

    @property
    def words(self) -> Container[str]:
        """Words that are part of a name."""
        return self._words

    def add(self, name: str) -> bool:
        """Know a name once more. Returns whether it was not known; odd ones are never known."""
        words = words_of(name)
        if not words:
            return False
        self._times[name] = self._times.get(name, 0) + 1
        if self._times[name] > 1:
            return False
        phrase = " ".join(words)
        self._by_words[phrase] = (*self._by_words.get(phrase, ()), name)
        for beginning in accumulate(words[:-1], "{} {}".format):
            _count(self._beginnings, beginning, 1)
        for word in name.split():
            _count(self._words, word, 1)
        return True

    def drop(self, name: str) -> bool:
        """Know a name once less. Returns whether it is not known any more."""
        if name not in self._times:
            return False
        _count(self._times, name, -1)
        if name in self._times:
            return False
        words = words_of(name)
        phrase = " ".join(words)
        rest = tuple(each for each in self._by_words.pop(phrase) if each != name)
        if rest:
            self._by_words[phrase] = rest
        for beginning in accumulate(words[:-1], "{} {}".format):
            _count(self._beginnings, beginning, -1)
        for word in name.split():
            _count(self._words, word, -1)
        return True

    def places(self, text: str, stretch: Span) -> list[Occurrence]:
        """Where a name stands in a stretch as whole words, the longest first, none over another."""
        matches = list(_WORD.finditer(text, stretch.start, stretch.end))
        words = [_plain(match[0]) for match in matches]
        found: list[Occurrence] = []
        reached = 0
        for number, word in enumerate(words):
            start = matches[number].start()
            if start >= reached and (word in self._beginnings or word in self._by_words):
                place = self._longest(text, start, words, number)
                if place is not None and place.span.end <= stretch.end:
                    found.append(place)
                    reached = place.span.end
        return found

    def _longest(
        self, text: str, start: int, words: Sequence[str], number: int
    ) -> Occurrence | None:
        """The longest name that begins with a word and stands there."""
        candidates: list[str] = []
        for phrase in accumulate(islice(words, number, None), "{} {}".format):
            candidates += self._by_words.get(phrase, ())
            if phrase not in self._beginnings:
                break
        for name in reversed(candidates):
            end = _end_of(name, text, start)
            if end >= 0:
                return Occurrence(Span(start, end), name)
        return None


def _count(counts: dict[str, int], each: str, by: int) -> None:
    now = counts.get(each, 0) + by
    if now:
        counts[each] = now
    else:
        del counts[each]


def _end_of(name: str, text: str, at: int) -> int:
    """Where a name ends that stands at a position as whole words, in any spelling; else -1."""
    if text.startswith(name, at):
        end = at + len(name)
        return end if _WORD.match(text, end) is None else -1
    match = _pattern(name).match(text, at)
    return match.end() if match else -1


# Few names stand in a text in another spelling than the one that is known.
@lru_cache(maxsize=1024)
def _pattern(name: str) -> regex.Pattern[str]:
    return regex.compile(_BEGIN + loose_pattern(name) + _END)


def places_of(name: str, text: str, start: int, end: int) -> Iterator[int]:
    """Where a name stands that begins between two positions, in a longer one or not."""
    if words_of(name):
        for match in _pattern(name).finditer(text, start, end + 2 * _LONGEST, overlapped=True):
            if match.start() >= end:
                return
            yield match.start()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name stands for in an article: a type, and one entity where that is sure."""

    type: str
    entity: EntityId | None
    name: str = ""


def untagged(text: str, stretch: Span, names: Names, taken: Sequence[Span]) -> list[Occurrence]:
    """The places of a stretch where a name stands that no mention has.

    Whole words only, and neither inside a mention or a longer name nor across the edge of one.
    """
    found = names.places(text, stretch)
    return free(found, taken, text, names.words) if found else []


def twin(article: Article, place: Occurrence, meant: Meaning) -> Finding:
    """That a name stands untagged at a place, and what it is elsewhere."""
    mention = Mention(
        MentionId(0),
        DocumentId(article.document.id),
        meant.type,
        (place.span,),
        Provenance("", ""),
        level=Level.NAM,
        entity=meant.entity,
    )
    label, words = article.label(meant.type), article.quoted(place.span)
    of = f" ({shown(meant.name)})" if meant.name and meant.name != place.name else ""
    sentence = f"{words} is tagged as {label}{of} elsewhere, not here."
    link = Ref("entity", meant.entity) if meant.entity is not None else None
    return Finding(TWIN, place.span, sentence, link, Correction(f"Tag it as {label}", mention))


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name; none for what is too short or long for one, or begins with a mark."""
    if not _SHORTEST <= len(name) <= _LONGEST or _WORD.match(name) is None:
        return ()
    return tuple(_WORD.findall(name))


def _plain(word: str) -> str:
    return word if word.isascii() else unicodedata.normalize("NFC", word)
