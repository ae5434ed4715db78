"""Brackets around words: `(e1-person` opens, `e1)` closes, `(e1-person)` does both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_BRACKET = re.compile(r"(\()([^()|]*)(\))?|([^()|]+)(\))")


@dataclass(frozen=True, slots=True)
class Bracket:
    """One bracket and what is written in it."""

    body: str
    opens: bool
    closes: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words between two brackets; `key` is the part of the body that the closing one repeats."""

    words: range
    key: str
    body: str


def brackets_in(cell: str) -> Iterator[Bracket]:
    """The brackets of a word, in order; `|` may stand between them."""
    for match in _BRACKET.finditer(cell):
        if match[1]:
            yield Bracket(match[2], opens=True, closes=match[3] is not None)
        else:
            yield Bracket(match[4], opens=False, closes=True)


def cells_of(stretches: Iterable[Stretch], between: str = "") -> dict[int, str]:
    """The brackets of each word that has some.

    On one word those close first that opened last, then those open that close last. A stretch may
    lie within others of its key, or meet one of them in a word, but never cross one.
    """
    closing: dict[int, list[Stretch]] = {}
    opening: dict[int, list[Stretch]] = {}
    for stretch in stretches:
        opening.setdefault(stretch.words.start, []).append(stretch)
        if len(stretch.words) > 1:
            closing.setdefault(stretch.words[-1], []).append(stretch)
    cells = {}
    for word in closing.keys() | opening.keys():
        ends = sorted(closing.get(word, ()), key=lambda each: -each.words.start)
        begins = sorted(opening.get(word, ()), key=lambda each: -each.words.stop)
        parts = [f"{each.key})" for each in ends]
        parts += [f"({each.body}{')' if len(each.words) == 1 else ''}" for each in begins]
        cells[word] = between.join(parts)
    return cells


class Open:
    """What was opened and not yet closed, by key; the last opened is closed first."""

    def __init__(self) -> None:
        self._open: dict[str, list[tuple[int, str]]] = {}

    def opens(self, key: str, word: int, body: str) -> None:
        """Note where something begins."""
        self._open.setdefault(key, []).append((word, body))

    def closes(self, key: str) -> tuple[int, str] | None:
        """Where what ends here began, and its body; None when nothing is open."""
        found = self._open.get(key)
        return found.pop() if found else None

    def rest(self) -> Iterator[str]:
        """The bodies of what was never closed."""
        for bodies in self._open.values():
            for _, body in bodies:
                yield body
