"""The body of a WebAnno TSV file as sentences and rows, and the text that they are of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.formats.documents import ImportFailed
from annotator.formats.layers.faults import refuse_many
from annotator.formats.losses import Tally
from annotator.formats.webanno_tsv.escapes import unescape_text

_ROW = re.compile(r"(\d{1,9}-\d{1,9}(\.\d{1,9})?)\t(\d{1,9})-(\d{1,9})\t([^\t]*)(?:\t(.*))?")
_TEXT, _ID = "#Text=", "#Sentence.id="
MOST_LEFT_OUT = 1_000_000
"""So many characters may be left out between all sentences."""
BAD_ROWS = "lines that are none of the format"


@dataclass(slots=True)
class Row:
    """A token, or a part of one, with the cells of its line, parted by tabs.

    `unit` is what other rows call it, `begin` and `end` are UTF-16 units of the whole text.
    """

    unit: str
    is_part: bool
    begin: int
    end: int
    words: str
    cells: str | None
    line: int

    @property
    def width(self) -> int:
        """How many cells it has."""
        return 0 if self.cells is None else self.cells.count("\t") + 1


@dataclass(slots=True)
class Sentence:
    """A sentence: its text, where it begins in UTF-16 units, and its rows."""

    text: str
    id: str = ""
    begin: int = 0
    line: int = 0
    rows: list[Row] = field(default_factory=list)


class Body:
    """Takes the lines behind the header one after the other."""

    def __init__(self, name: str, version: tuple[int, int], tally: Tally) -> None:
        self._name, self._version, self._tally = name, version, tally
        self._lines: list[str] = []
        self._id = ""
        self._open = False
        self._rows = 0
        self.sentences: list[Sentence] = []

    def take(self, line: str, number: int) -> None:
        """Take a line; one that is nothing of the format is told and left out."""
        if line.startswith((_TEXT, _ID)):
            self._head(line)
        elif not line:
            self._open = False
        elif found := _ROW.fullmatch(line):
            self._row(found, number)
        else:
            self._tell(number, line[:60])

    def _tell(self, number: int, what: str) -> None:
        if self._tally.is_full(BAD_ROWS):
            self._tally.add(BAD_ROWS)
        else:
            self._tally.add(BAD_ROWS, f"{self._name}, line {number}: {what}")

    def _head(self, line: str) -> None:
        self._open = False
        if line.startswith(_ID):
            self._id = unescape_text(line.removeprefix(_ID), self._version)
        else:
            self._lines.append(unescape_text(line.removeprefix(_TEXT), self._version))

    def _row(self, found: re.Match[str], number: int) -> None:
        unit, part, begin, end, words, cells = found.groups()
        if self._lines:
            text = "\n".join(self._lines)
            self.sentences.append(Sentence(text, self._id, int(begin), number))
            self._lines, self._id, self._open = [], "", True
        if not self._open:
            self._tell(number, "a token without a #Text line")
            return
        row = Row(unit, part is not None, int(begin), int(end), words, cells, number)
        self.sentences[-1].rows.append(row)
        self._rows += 1
        refuse_many(self._rows, self._name)

    def text(self) -> str:
        """The whole text: sentences, and between them what the format says of what it leaves out.

        That is a line break and spaces, as many as there are units; before the first sentence
        spaces alone. Raises ImportFailed where sentences lie over each other.
        """
        return "".join(self._pieces())

    def _pieces(self) -> Iterator[str]:
        at = left_out = 0
        for sentence in self.sentences:
            gap = sentence.begin - at
            left_out += gap
            if gap < 0:
                raise ImportFailed(
                    f"{self._name}, line {sentence.line}: the sentence begins at {sentence.begin}, "
                    f"but the text before it ends at {at}. Export the file again."
                )
            if left_out > MOST_LEFT_OUT:
                raise ImportFailed(
                    f"{self._name}, line {sentence.line}: {left_out:,} characters are missing "
                    "before the sentence and those before it. Export the file again."
                )
            yield " " * gap if not at else "\n" * bool(gap) + " " * (gap - 1)
            yield sentence.text
            at = sentence.begin + len(sentence.text.encode("utf-16-le")) // 2
