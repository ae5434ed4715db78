"""Lines of text out of the paragraphs, items and cells of a document."""

from __future__ import annotations

import re

_SPACES = re.compile(r"[ \t\n\r\f]+")


class Lines:
    """A text as it grows: words into lines, and blocks of lines apart by an empty line.

    White space is that of HTML: any run of it is one space, and none is left at the ends of lines.
    Items of a list are lines that follow each other. A row of a table is a line, its cells parted
    by tabs, whatever a cell holds.
    """

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._cells: list[str] = []
        self._rows_open = 0
        self._apart = False
        self._length = 0

    @property
    def here(self) -> int:
        """Where the next block of text will begin, in code points."""
        self.end_block()
        return self._length + 2 if self._lines else 0

    @property
    def text(self) -> str:
        """All of it, with no line end at the end."""
        self.end_block()
        return "\n".join(self._lines)

    def add(self, words: str) -> None:
        """Words as they stand in the document."""
        self._line.append(words)

    def end_line(self) -> None:
        """End a line; within a table that is a space."""
        if self._rows_open:
            self._line.append(" ")
        else:
            self._keep(self._taken())

    def end_block(self) -> None:
        """End a line, and leave an empty one before the next."""
        self.end_line()
        self._apart = self._apart or not self._rows_open

    def begin_row(self) -> None:
        """Begin a row of a table; one within a cell is a part of the cell."""
        self.end_line()
        self._rows_open += 1

    def end_cell(self) -> None:
        """End a cell of a row."""
        if self._rows_open == 1:
            self._cells.append(self._taken())
        else:
            self.end_line()

    def end_row(self) -> None:
        """End the row that began last."""
        if self._rows_open == 1:
            self._cells.append(self._taken())
            self._keep("\t".join(self._cells).rstrip("\t"))
            self._cells.clear()
        self._rows_open = max(0, self._rows_open - 1)

    def _taken(self) -> str:
        words = _SPACES.sub(" ", "".join(self._line)).strip()
        self._line.clear()
        return words

    def _keep(self, line: str) -> None:
        if not line:
            return
        if self._lines and self._apart:
            self._lines.append("")
            self._length += 1
        self._length += len(line) + bool(self._lines)
        self._lines.append(line)
        self._apart = False
