"""The articles of a table, and the first rows of it to look at; both are made in the child."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import BinaryIO

from annotator.formats.articles.extracted import Extracted, date_in
from annotator.formats.articles.page_encoding import text_of_piece
from annotator.formats.articles.table.csv_rows import csv_table
from annotator.formats.articles.table.jsonl_rows import jsonl_table
from annotator.formats.articles.table.mapping import NAMES, Mapped, guessed, mapped, told
from annotator.formats.articles.table.rows import Preview, Row, Table
from annotator.formats.articles.table.xlsx_rows import xlsx_table
from annotator.formats.blocks import Blocks, size_of
from annotator.formats.documents import MOST_STORED, ImportFailed, Said
from annotator.formats.gate import TOO_LARGE, most_unpacked
from annotator.text.visible import cut

SHOWN = 5
"""So many rows are shown."""
_MOST_OF_CELL = 200
_LOOKED_AT = 100
_ARCHIVE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_TABBED = (".tsv", ".tab")
_SLASHED = re.compile(r"(\d{4})[/.](\d\d?)[/.](\d\d?)(?!\d)")
_TOGETHER = re.compile(r"(\d{4})(\d\d)(\d\d)(?!\d)")
_LIKE_HTML = re.compile(r"</(?:p|div|a|b|i|em|strong|li|span)>|<br\s*/?>", re.I)


@dataclass(slots=True)
class _Seen:
    """What was seen in the rows and is told at the end."""

    articles: int = 0
    characters: int = 0
    odd_dates: int = 0
    like_html: int = 0


def articles(file: BinaryIO, name: str, options: Mapping[str, str]) -> Iterator[Extracted]:
    """Hand back the articles in the rows of a table. Raises ImportFailed, naming the file."""
    table = _opened(file, name, options)
    mapping = mapped(table.columns, {what: options.get(what, "") for what in NAMES}, name)
    as_html = options.get("html") == "yes"
    seen, most = _Seen(), most_unpacked(size_of(file))
    notices = (f"{name}: {told(mapping, table.columns)}.", *table.notices)
    for row in table.rows:
        text = row.values.get(mapping["text"], "")
        seen.like_html += not as_html and bool(_LIKE_HTML.search(text))
        text = text_of_piece(text, f"{name}, {row.place}") if as_html else text
        if not text.strip():
            table.tally.add("rows without text", f"{name}, {row.place}")
            continue
        if _is_too_long(text):
            table.tally.add("rows whose text is too long for an article", f"{name}, {row.place}")
            continue
        said = _said(row, mapping, seen)
        seen.articles += 1
        seen.characters += len(text)
        if seen.characters > most:  # many cells may share one text
            raise ImportFailed(f"{name} was not read: {TOO_LARGE}")
        losses = table.tally.take()
        yield Extracted(text, said, losses, notices, table.encoding, share=row.share)
        notices = ()
    losses = table.tally.losses
    if not seen.articles:
        why = losses.lines[0] if losses.lines else "it has no row below the names of its columns"
        raise ImportFailed(f"{name} has no text in the column “{mapping['text']}”: {why}.")
    yield Extracted("", losses=losses, notices=tuple(_odd(seen, mapping, name)))


def preview(file: BinaryIO, name: str, options: Mapping[str, str]) -> Iterator[Preview]:
    """Hand back what a table looks like. Raises ImportFailed, naming the file."""
    table = _opened(file, name, options)
    rows = tuple(
        tuple(_shortened(row.values.get(column, "")) for column in table.columns)
        for row in islice(table.rows, SHOWN)
    )
    yield Preview(table.columns, rows, dict(guessed(table.columns)))


def _opened(file: BinaryIO, name: str, options: Mapping[str, str]) -> Table:
    first = Blocks.in_file(file).first(_LOOKED_AT)
    if first.startswith(_ARCHIVE):
        return xlsx_table(file, name, options.get("sheet", ""))
    if first.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return jsonl_table(file, name)
    separator = options.get("separator", "")
    if not separator and name.lower().endswith(_TABBED):
        separator = "tab"
    return csv_table(file, name, separator, options.get("encoding", ""))


def _is_too_long(text: str) -> bool:
    return 4 * len(text) > MOST_STORED and len(text.encode("utf-8", "replace")) > MOST_STORED


def _said(row: Row, mapping: Mapped, seen: _Seen) -> Said:
    held = {what: row.values.get(column, "").strip() for what, column in mapping.items()}
    used = set(mapping.values())
    meta = {key: value for key, value in row.values.items() if value.strip() and key not in used}
    if held.get("id"):
        meta["id"] = held["id"]
    published = _day(held.get("date", ""))
    if held.get("date") and published is None:
        seen.odd_dates += 1
        meta[mapping["date"]] = held["date"]
    return Said(
        title=held.get("title", ""),
        language=held.get("language", "").partition("-")[0].lower(),
        published=published,
        publisher=held.get("publisher"),
        author=held.get("author"),
        source_url=held.get("url"),
        meta=meta,
    )


def _day(words: str) -> str | None:
    """The day of a date of which it is sure what is the day and what the month."""
    if found := _SLASHED.match(words) or _TOGETHER.match(words):
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    if day := date_in(words):
        return day
    try:
        return parsedate_to_datetime(words).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _odd(seen: _Seen, mapping: Mapped, name: str) -> Iterator[str]:
    if seen.odd_dates:
        yield (
            f"{name}: {seen.odd_dates:,} dates are not written as 2025-11-07 and were kept as "
            f"metadata “{mapping['date']}”."
        )
    if seen.like_html:
        yield (
            f"{name}: the text of {seen.like_html:,} rows looks like HTML and was taken as it is; "
            "--option html=yes reads it as HTML."
        )


def _shortened(cell: str) -> str:
    return cut(" ".join(cell[: 2 * _MOST_OF_CELL].split()), _MOST_OF_CELL)
