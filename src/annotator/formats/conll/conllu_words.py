"""A sentence of CoNLL-U: its comments, its words with the white space between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.formats.conll.escapes import escapes_undone
from annotator.formats.conll.lines import Line
from annotator.formats.losses import Tally

WRONG = "lines that cannot be read"
UNSEEN = "mentions of words that are not in the text"
_COLUMNS, _MOST_DIGITS = 10, 9
_ID = re.compile(r"(?P<first>\d{1,9})(?:-(?P<last>\d{1,9})|(?P<unseen>\.\d+))?")
_COMMENT = re.compile(r"#\s*([^=]*?)\s*(?:=\s?(.*))?")


class Word(NamedTuple):
    """One line of a word: a piece of the text, or a part of one."""

    form: str
    misc: dict[str, str]


@dataclass(slots=True)
class Piece:
    """A word as it stands in the text, with the words that it is made of, if it is several."""

    form: str
    misc: dict[str, str]
    words: list[Word] | None = None

    @property
    def parts(self) -> Sequence[Word]:
        """The words that it is made of, or the one that it is."""
        return (Word(self.form, self.misc),) if self.words is None else self.words

    @property
    def blanks(self) -> str | None:
        """The white space behind it, where the file says what that is."""
        if not self.misc:
            return None
        if "SpacesAfter" in self.misc:
            return escapes_undone(self.misc["SpacesAfter"])
        return "" if self.misc.get("SpaceAfter") == "No" else None


@dataclass(slots=True)
class Sentence:
    """Its comments as `key = value`, its pieces in order."""

    comments: list[tuple[str, str]] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.comments or self.pieces)

    def says(self, key: str) -> bool:
        """Whether there is a comment of a key, with a value or without, as `newpar id = 1`."""
        return any(name.split(" ")[0] == key for name, _ in self.comments)

    def value(self, key: str) -> str:
        """What a comment says; empty where there is none."""
        return next((value for name, value in self.comments if name == key), "")


def sentences(lines: Iterable[Line], tally: Tally, name: str) -> Iterator[Sentence]:
    """The sentences of a file one by one; lines that are wrong are told and left out."""
    sentence, until = Sentence(), -1
    for line in lines:
        if not line.text.strip():
            if sentence:
                yield sentence
            sentence, until = Sentence(), -1
        elif line.text.startswith("#"):
            sentence.comments.append(_comment(line.text))
        else:
            until = _take_line(sentence, line, until, tally, name)
    if sentence:
        yield sentence


def _take_line(sentence: Sentence, line: Line, until: int, tally: Tally, name: str) -> int:
    """Add a word to a sentence; returns up to which number words are parts of the last piece."""
    cells = line.text.split("\t")
    first, fits = cells[0], len(cells) == _COLUMNS and cells[1] != ""
    if fits and first.isdecimal() and until < 0 and len(first) <= _MOST_DIGITS:
        sentence.pieces.append(Piece(cells[1], _misc(cells[-1])))  # as nearly all are
        return until
    id = _ID.fullmatch(first) if fits else None
    if id is not None and id["unseen"] is None:
        return _take(sentence, id, Word(cells[1], _misc(cells[-1])), until)
    if id is None or "Entity" in _misc(cells[-1]):
        what = WRONG if id is None else UNSEEN
        tally.add(what, f"{name}, line {line.number}: {line.text[:80]}")
    return until


def _comment(text: str) -> tuple[str, str]:
    match = _COMMENT.fullmatch(text)
    assert match is not None, "every line can be split so"
    return match[1], match[2] or ""


def _misc(cell: str) -> dict[str, str]:
    if cell == "_":
        return {}
    pairs = (pair.partition("=") for pair in cell.split("|"))
    return {key: value for key, _, value in pairs}


def _take(sentence: Sentence, id: re.Match[str], word: Word, until: int) -> int:
    if id["last"]:
        sentence.pieces.append(Piece(word.form, word.misc, []))
        return int(id["last"])
    if int(id["first"]) > until:
        sentence.pieces.append(Piece(word.form, word.misc))
    else:
        last = sentence.pieces[-1]
        last.words = [*(last.parts), word]
    return until
