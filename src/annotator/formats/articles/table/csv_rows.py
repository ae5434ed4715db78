"""Rows of a table in text, its cells parted by commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
import io
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import islice
from typing import Any, BinaryIO

from annotator.formats.articles.table.rows import Row, Table, named
from annotator.formats.blocks import Blocks, size_of
from annotator.formats.decoding import Found, encoding_of
from annotator.formats.documents import MOST_OF_ARTICLE, ImportFailed
from annotator.formats.losses import Tally

TAB = "\t"
_SEPARATORS = (",", ";", TAB, "|")
_WORDS = {"comma": ",", "semicolon": ";", "tab": TAB, "bar": "|"}
_SAYS = "sep="
"""How a file for a spreadsheet may begin, which then says by what its cells are parted."""
_AS_THEY_ARE = (
    "{name} has quotation marks that do not enclose cells, so all of them were taken as text."
)
_GUESSED = (
    "{name} does not say its encoding and was read as {encoding}; if that is wrong, say so with "
    "--option encoding=NAME."
)


def csv_table(file: BinaryIO, name: str, separator: str = "", encoding: str = "") -> Table:
    """The table in a file. Raises ImportFailed or DecodingError, naming the file.

    `separator` is what parts its cells, or a word for it; the one that parts most if not given.
    """
    csv.field_size_limit(MOST_OF_ARTICLE)
    found = encoding_of(Blocks.in_file(file), encoding or None, name=name)
    lines = _Lines(file, found)
    separator = separator or lines.says
    parted = _WORDS.get(separator, separator) or _likeliest(lines)
    if parted not in _SEPARATORS:
        raise ImportFailed(
            f"{name} was not read: {separator[:20]!r} parts no cells; the separator is one of "
            f"{', '.join(_WORDS)}."
        )
    notices = () if found.certain else (_GUESSED.format(name=name, encoding=found.encoding),)
    quoting = csv.QUOTE_MINIMAL
    if parted == TAB and not _is_well_quoted(lines):
        quoting, notices = csv.QUOTE_NONE, (*notices, _AS_THEY_ARE.format(name=name))
    reader = _reader(lines.each(), parted, quoting)
    tally = Tally()
    columns = named(_first(reader, lines, name), name)
    rows = _rows(reader, columns, name, tally, lines)
    return Table(columns, rows, tally, notices, found.encoding)


class _TooLong(csv.Error):
    """A row that does not end; nothing of the file comes after it."""


class _Lines:
    """The lines of a file as text.

    `says` is the separator that a file may name, in so many lines `before` its table. Whoever reads
    rows sets `row` to 0 with each of them: it counts characters, so that a row has an end.
    """

    def __init__(self, file: BinaryIO, found: Found) -> None:
        self._file, self._found = file, found
        self._size = size_of(file) or 1
        self.says, self.before, self.row = "", 0, 0
        with closing(self.each()) as lines:
            first = next(lines, "")
        if first[: len(_SAYS)].lower() == _SAYS:
            self.says, self.before = first[len(_SAYS) :].strip("\r\n"), 1

    @property
    def share(self) -> float:
        """How much of the file was read."""
        return self._file.tell() / self._size

    def each(self) -> Generator[str, None, None]:
        """The lines of the table, with their ends; only one of such iterators at a time."""
        self._file.seek(self._found.skipped)
        text = io.TextIOWrapper(self._file, self._found.encoding, newline="")
        try:
            lines = iter(partial(text.readline, MOST_OF_ARTICLE + 1), "")
            for line in islice(lines, self.before, None):
                self.row += len(line)
                if self.row > MOST_OF_ARTICLE:
                    raise _TooLong
                yield line
        finally:
            text.detach()


def _reader(lines: Iterable[str], separator: str, quoting: int = csv.QUOTE_MINIMAL) -> Any:  # noqa: ANN401 - csv's own type has no name
    return csv.reader(lines, delimiter=separator, quoting=quoting, strict=True)  # type: ignore[arg-type]


def _likeliest(lines: _Lines) -> str:
    """The separator that makes most cells of the first row."""

    def cells(separator: str) -> int:
        lines.row = 0
        with closing(lines.each()) as each:
            try:
                return len(next(_reader(each, separator), []))
            except csv.Error:
                return 0

    return max(_SEPARATORS, key=cells)


def _is_well_quoted(lines: _Lines) -> bool:
    """Whether every quotation mark that begins a cell ends it, too."""
    lines.row = 0
    with closing(lines.each()) as each:
        try:
            for _ in _reader(each, TAB):
                lines.row = 0
        except csv.Error:
            return False
    return True


def _first(reader: Any, lines: _Lines, name: str) -> list[str]:  # noqa: ANN401
    lines.row = 0
    try:
        for row in reader:
            lines.row = 0
            if any(cell.strip() for cell in row):
                return list(row)
    except csv.Error as error:
        why = error if str(error) else f"more than {MOST_OF_ARTICLE:,} characters"
        raise ImportFailed(f"{name} was not read: its first row is no row ({why}).") from error
    raise ImportFailed(f"{name} has no text: the table is empty.")


def _rows(
    reader: Any,  # noqa: ANN401
    columns: Sequence[str],
    name: str,
    tally: Tally,
    lines: _Lines,
) -> Iterator[Row]:
    while True:
        lines.row = 0
        begins = lines.before + reader.line_num + 1
        try:
            cells: list[str] | None = next(reader, None)
        except _TooLong as error:
            raise ImportFailed(
                f"{name} was not read: the row that begins in line {begins:,} has more than "
                f"{MOST_OF_ARTICLE:,} characters. A quotation mark in it may not be closed."
            ) from error
        except csv.Error as error:
            tally.add("rows that are wrong", f"{name}, line {begins}: {error}")
            continue
        if cells is None:
            return
        beyond = [cell for cell in cells[len(columns) :] if cell]
        if beyond:
            tally.add("cells beyond the last column", f"{name}, line {begins}", len(beyond))
        if any(cells):
            values = dict(zip(columns, cells, strict=False))
            yield Row(f"line {begins}", values, lines.share)
