"""An index of names, and the places of a text where one of them stands untagged."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

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
_END = r"(?![\p{L}\p{M}\p{N}_])"
_SAME = str.maketrans("\u2018\u02bc\uff07'\u2010\u2011\ufe63\uff0d", "\u2019" * 4 + "-" * 4)


def name_of(surface: str) -> str:
    """What all spellings of a name have in common: normal form, spaces, shapes of marks."""
    plain = " ".join(surface.replace("\u00ad", "").split())
    return plain if plain.isascii() and "'" not in plain else _folded(plain)


def _folded(plain: str) -> str:
    return unicodedata.normalize("NFC", plain).translate(_SAME)


class _Known:
    """A name, how many things go by it, and a pattern for its other spellings once needed."""

    __slots__ = ("_pattern", "name", "times", "words")

    def __init__(self, name: str, words: tuple[str, ...]) -> None:
        self.name, self.words, self.times = name, words, 1
        self._pattern: regex.Pattern[str] | None = None

    def match(self, text: str, at: int) -> int:
        """Where the name ends if it stands at a position, words and all; else -1."""
        if text.startswith(self.name, at):
            end = at + len(self.name)
            return end if _WORD.match(text, end) is None else -1
        if self._pattern is None:
            self._pattern = regex.compile(loose_pattern(self.name) + _END)
        match = self._pattern.match(text, at)
        return match.end() if match else -1


class _Node:
    """The names that consist of the words on the way to it, and the words that go on."""

    __slots__ = ("following", "names")

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        self.names: list[_Known] = []


class Names:
    """Names by their words: a text is read once, however many names there are."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}
        self._root = _Node()
        self.words: Counter[str] = Counter()
        """Words that are part of a name."""

    def __contains__(self, name: object) -> bool:
        return name in self._known

    def add(self, name: str) -> bool:
        """Know a name once more. Returns whether it was not known; odd ones are never known."""
        words = _words(name)
        if not words:
            return False
        known = self._known.get(name)
        if known is not None:
            known.times += 1
            return False
        self._known[name] = known = _Known(name, words)
        node = self._root
        for word in words:
            node = node.following.setdefault(word, _Node())
        node.names.append(known)
        self.words.update(name.split())
        return True

    def drop(self, name: str) -> bool:
        """Know a name once less. Returns whether it is not known any more."""
        known = self._known.get(name)
        if known is None:
            return False
        known.times -= 1
        if known.times:
            return False
        del self._known[name]
        self._cut(known)
        for word in name.split():
            self.words[word] -= 1
            if not self.words[word]:
                del self.words[word]
        return True

    def _cut(self, known: _Known) -> None:
        """Take a name from its node, and away the nodes that only led there."""
        way = [self._root]
        for word in known.words:
            way.append(way[-1].following[word])
        way[-1].names.remove(known)
        for node, before, word in zip(way[:0:-1], way[-2::-1], known.words[::-1], strict=True):
            if node.names or node.following:
                return
            del before.following[word]

    def places(self, text: str, stretch: Span) -> list[Occurrence]:
        """Where a name stands in a stretch as whole words, the longest first, none over another."""
        matches = list(_WORD.finditer(text, stretch.start, stretch.end))
        words = [_plain(match[0]) for match in matches]
        found: list[Occurrence] = []
        reached = 0
        for number, word in enumerate(words):
            if word in self._root.following and matches[number].start() >= reached:
                place = self._longest(text, matches[number].start(), words, number)
                if place is not None and place.span.end <= stretch.end:
                    found.append(place)
                    reached = place.span.end
        return found

    def _longest(
        self, text: str, start: int, words: Sequence[str], number: int
    ) -> Occurrence | None:
        """The longest name that begins with a word and stands there."""
        node, candidates = self._root, list[_Known]()
        for word in islice(words, number, None):
            following = node.following.get(word)
            if following is None:
                break
            node = following
            candidates += node.names
        for known in reversed(candidates):
            end = known.match(text, start)
            if end >= 0:
                return Occurrence(Span(start, end), known.name)
        return None


def places_of(name: str, text: str, start: int, end: int) -> Iterator[int]:
    """Where a name stands that begins between two positions, in a longer one or not."""
    known = _Known(name, _words(name))
    first = known.words[0] if known.words else ""
    at = text.find(first, start, end) if first else -1
    while at >= 0:
        begins = at == 0 or _WORD.match(text, at - 1, at) is None
        if begins and known.match(text, at) >= 0:
            yield at
        at = text.find(first, at + 1, end)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name stands for in an article: a type, and one entity where that is sure."""

    type: str
    entity: EntityId | None
    name: str = ""


def twins(
    article: Article,
    stretch: Span,
    names: Names,
    taken: Sequence[Span],
    meaning: Callable[[str], Meaning | None],
) -> Iterator[tuple[str, Finding]]:
    """The places of a stretch where a name stands that no mention has, with the name.

    Whole words only, and neither inside a mention or a longer name nor across the edge of one.
    """
    found = names.places(article.text, stretch)
    for place in free(found, taken, article.text, names.words) if found else ():
        meant = meaning(place.name)
        if meant is not None:
            yield place.name, _twin(article, place, meant)


def _twin(article: Article, place: Occurrence, meant: Meaning) -> Finding:
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


def _words(name: str) -> tuple[str, ...]:
    """The words of a name; none for what is too short or long for one, or begins with a mark."""
    if not _SHORTEST <= len(name) <= _LONGEST or _WORD.match(name) is None:
        return ()
    return tuple(_WORD.findall(name))


def _plain(word: str) -> str:
    return word if word.isascii() else unicodedata.normalize("NFC", word)
