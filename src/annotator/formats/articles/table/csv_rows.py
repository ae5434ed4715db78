"""Rows of a table in text, its cells parted by commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from annotator.formats.articles.table.rows import Row, Table, named
from annotator.formats.decoding import decode
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


def csv_table(data: bytes, name: str, separator: str = "", encoding: str = "") -> Table:
    """The table in the bytes of a file. Raises ImportFailed or DecodingError, naming the file.

    `separator` is what parts its cells, or a word for it; the one that parts most if not given.
    """
    csv.field_size_limit(MOST_OF_ARTICLE)
    decoded = decode(data, encoding or None, name=name)
    text = decoded.text
    if text[: len(_SAYS)].lower() == _SAYS:
        first, _, text = text.partition("\n")
        separator = separator or first[len(_SAYS) :].strip("\r") or separator
    parted = _WORDS.get(separator, separator) or _likeliest(text)
    if parted not in _SEPARATORS:
        raise ImportFailed(
            f"{name} was not read: {separator[:20]!r} parts no cells; the separator is one of "
            f"{', '.join(_WORDS)}."
        )
    notices = () if decoded.certain else (_GUESSED.format(name=name, encoding=decoded.encoding),)
    quoting = csv.QUOTE_MINIMAL
    if parted == TAB and not _is_well_quoted(text):
        quoting, notices = csv.QUOTE_NONE, (*notices, _AS_THEY_ARE.format(name=name))
    reader = _reader(text, parted, quoting)
    tally = Tally()
    columns = named(_first(reader, name), name)
    rows = _rows(reader, columns, name, tally, text.count("\n") + 1)
    return Table(columns, rows, tally, notices, decoded.encoding)


def _reader(text: str, separator: str, quoting: int = csv.QUOTE_MINIMAL) -> Any:  # noqa: ANN401 - csv's own type has no name
    lines = io.StringIO(text, newline="")
    return csv.reader(lines, delimiter=separator, quoting=quoting, strict=True)  # type: ignore[arg-type]


def _likeliest(text: str) -> str:
    """The separator that makes most cells of the first row."""

    def cells(separator: str) -> int:
        try:
            return len(next(_reader(text, separator), []))
        except csv.Error:
            return 0

    return max(_SEPARATORS, key=cells)


def _is_well_quoted(text: str) -> bool:
    """Whether every quotation mark that begins a cell ends it, too."""
    try:
        for _ in _reader(text, TAB):
            pass
    except csv.Error:
        return False
    return True


def _first(reader: Any, name: str) -> list[str]:  # noqa: ANN401
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                return list(row)
    except csv.Error as error:
        raise ImportFailed(f"{name} was not read: its first row is no row ({error}).") from error
    raise ImportFailed(f"{name} has no text: the table is empty.")


def _rows(
    reader: Any,  # noqa: ANN401
    columns: Sequence[str],
    name: str,
    tally: Tally,
    lines: int,
) -> Iterator[Row]:
    while True:
        begins = reader.line_num + 1
        try:
            cells: list[str] | None = next(reader, None)
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
            yield Row(f"line {begins}", values, reader.line_num / lines)
