"""Texts as a sequence model sees them: tokens, their features, and labels in BIO.

Everything here is plain strings, so that any trainer of sequences can be given them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from annotator.model.span import Span
from annotator.text.lexicon import Lexicon

OUTSIDE = "O"
Typed = tuple[Span, str]
"""A place with its type."""
_TOKEN = re.compile(r"\w+|[^\w\s]")
_LONGEST = 150
_AFFIX = 4
_NEAR = (-2, -1, 1, 2)


@dataclass(slots=True)
class Reading:
    """A text cut into tokens, line by line; `rules` are what rules propose in it.

    Types of rules that overlap are those of the longer place.
    """

    text: str
    lexicon: Lexicon
    rules: Sequence[Typed] = ()
    _marks: dict[int, str] = field(default_factory=dict)
    _mostly: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        counts: dict[str, Counter[str]] = {}
        for span, type in outermost(self.rules):
            for number, match in enumerate(_TOKEN.finditer(self.text, span.start, span.end)):
                self._marks[match.start()] = f"{'I' if number else 'B'}-{type}"
                counts.setdefault(match[0], Counter())[type] += 1
        self._mostly = {word: count.most_common(1)[0][0] for word, count in counts.items()}

    def sequences(self) -> Iterator[list[Span]]:
        """The tokens of the text, a line at a time; a long line in pieces."""
        at = 0
        while at < len(self.text):
            end = self.text.find("\n", at) + 1 or len(self.text)
            line: list[Span] = []
            for match in _TOKEN.finditer(self.text, at, end):
                if len(line) >= _LONGEST and (line[-1].of(self.text) in ".!?" or _is_long(line)):
                    yield line
                    line = []
                line.append(Span(*match.span()))
            if line:
                yield line
            at = end

    def features(self, tokens: Sequence[Span]) -> list[list[str]]:
        """What is told of each token: itself, what it looks like, and its neighbours."""
        own = [self._own(token) for token in tokens]
        return [self._all(own, index) for index in range(len(tokens))]

    def labels(self, tokens: Sequence[Span], gold: dict[int, Typed]) -> list[str]:
        """The label of each token; `gold` are the outermost mentions by their start."""
        labels: list[str] = []
        inside: Typed | None = None
        for token in tokens:
            begun = gold.get(token.start)
            if begun is not None:
                inside = begun
                labels.append(f"B-{begun[1]}")
            elif inside is not None and token.end <= inside[0].end:
                labels.append(f"I-{inside[1]}")
            else:
                inside = None
                labels.append(OUTSIDE)
        return labels

    def _own(self, token: Span) -> tuple[str, str, str, str]:
        word = token.of(self.text)
        return word, _shape(word), self._class(word), self._marks.get(token.start, OUTSIDE)

    def _class(self, word: str) -> str:
        """What the gazetteer and the lexicon say of a word by itself."""
        gazetteer, folded = self.lexicon.gazetteer, word.casefold()
        known = self.lexicon.names.get(word) or gazetteer.types.get(word)
        if known is not None:
            return known
        if gazetteer.is_given(word):
            return "given"
        if word in gazetteer.cities:
            return "city"
        if word in self.lexicon.heads:
            return f"head-{self.lexicon.heads[word]}"
        if folded in self.lexicon.demonyms:
            return "demonym"
        return "verb" if folded in self.lexicon.verbs else "-"

    def _all(self, own: Sequence[tuple[str, str, str, str]], index: int) -> list[str]:
        word, shape, kind, mark = own[index]
        folded = word.lower()
        found = ["bias", f"w={folded}", f"s={shape}", f"c={kind}", f"r={mark}"]
        found += [f"p={folded[:size]}" for size in range(2, _AFFIX)]
        found += [f"e={folded[-size:]}" for size in range(2, _AFFIX)]
        found.append(f"m={self._mostly.get(word, OUTSIDE)}")
        for step in _NEAR:
            if 0 <= index + step < len(own):
                near, near_shape, near_kind, near_mark = own[index + step]
                found += [f"{step}w={near.lower()}", f"{step}s={near_shape}"]
                found += [f"{step}c={near_kind}", f"{step}r={near_mark}"]
            else:
                found.append(f"{step}edge")
        return found


def outermost(places: Iterable[Typed]) -> list[Typed]:
    """The places without those that overlap a longer one, in text order."""
    taken: list[Typed] = []
    reach = -1
    for place, type in sorted(places, key=lambda each: (each[0].start, -each[0].end)):
        if place.start >= reach:
            taken.append((place, type))
            reach = place.end
    return taken


def decoded(tokens: Sequence[Span], labels: Sequence[str]) -> Iterator[Typed]:
    """The places that some labels mark."""
    start = end = 0
    type = ""
    for token, label in zip(tokens, labels, strict=True):
        kind, _, name = label.partition("-")
        if kind == "I" and name == type:
            end = token.end
            continue
        if type:
            yield Span(start, end), type
        type = name
        start, end = token.start, token.end
    if type:
        yield Span(start, end), type


def _is_long(line: Sequence[Span]) -> bool:
    return len(line) >= 2 * _LONGEST


def _shape(word: str) -> str:
    if word.isdigit():
        return f"d{min(len(word), 5)}"
    if not word[0].isalnum():
        return word
    if word.islower():
        return "x"
    if word.isupper():
        return "X" if len(word) == 1 else "XX"
    return "Xx" if word[0].isupper() else "xX"
