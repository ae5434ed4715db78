"""Rows of a sheet of an Excel workbook: values as they were saved; nothing is computed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from annotator.formats.articles.table.rows import Row, Table, named
from annotator.formats.articles.table.xlsx_dates import Dates
from annotator.formats.blocks import Blocks
from annotator.formats.documents import ImportFailed
from annotator.formats.gate import Archive, open_archive
from annotator.formats.losses import Tally
from annotator.formats.xml_tree import local, tree, walk

_WORKBOOK, _STRINGS, _STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_OLD = b"\xd0\xcf\x11\xe0"
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_DIGITS = re.compile(r"[0-9]{1,9}")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
MOST_OF_WORKBOOK = 2_000_000_000
"""So many bytes all parts of a workbook have together when it is unpacked."""
_Filled = tuple[int, dict[int, str]]
_OTHERS = (
    "{name}: the sheet “{sheet}” was read; it also has {others}. Say another with --option "
    "sheet=NAME."
)


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    part: str
    hidden: bool


@dataclass(slots=True)
class _Cell:
    """A cell while it is read: where, what kind of value, and how it is shown."""

    column: int
    kind: str
    style: int
    formula: bool = False
    value: str | None = None


@dataclass(slots=True)
class _Strings:
    """Gathers the texts that cells share; how they sound in Japanese is no part of them."""

    texts: list[str] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _inside: list[str] = field(default_factory=list)

    def start(self, tag: str, _: Mapping[str, str]) -> None:
        self._inside.append(local(tag))

    def end(self, tag: str) -> None:
        self._inside.pop()
        if local(tag) == "si":
            self.texts.append(_unescaped("".join(self._parts)))
            self._parts.clear()

    def text(self, words: str) -> None:
        if self._inside[-1:] == ["t"] and "rPh" not in self._inside:
            self._parts.append(words)


class _Cells:
    """Gathers the rows of a sheet: for each its number and its values by the place of a column."""

    def __init__(self, strings: list[str], dates: Dates, label: str) -> None:
        self.tally = Tally()
        self._rows: list[_Filled] = []
        self._strings, self._dates, self._label = strings, dates, label
        self._cell: _Cell | None = None
        self._row: dict[int, str] | None = None
        self._inside: list[str] = []
        self._words: list[str] = []
        self._number = self._next = 0

    def take(self) -> list[_Filled]:
        """The rows with something in them that are complete since they were last taken."""
        rows, self._rows = self._rows, []
        return rows

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = local(tag)
        self._inside.append(name)
        if name == "row":
            self._keep_row()
            self._number = _whole(attributes.get("r", "")) or self._number + 1
            self._row, self._next = {}, 0
        elif name == "c" and self._row is not None:
            self._cell = self._begun(attributes)
        elif name == "f" and self._cell is not None:
            self._cell.formula = True
        elif name in ("v", "t"):
            self._words.clear()

    def text(self, words: str) -> None:
        if self._inside[-1:] in (["v"], ["t"]) and "rPh" not in self._inside:
            self._words.append(words)

    def end(self, tag: str) -> None:
        name, cell = local(tag), self._cell
        self._inside.pop()
        if name == "row":
            self._keep_row()
        if cell is None:
            return
        if name in ("v", "t"):
            cell.value = (cell.value or "") + "".join(self._words)
            self._words.clear()
        elif name == "c":
            self._keep(cell)
            self._cell = None

    def _begun(self, attributes: Mapping[str, str]) -> _Cell:
        place = _PLACE.fullmatch(attributes.get("r", ""))
        column = _number(place[1]) if place else self._next
        self._next = column + 1
        return _Cell(column, attributes.get("t", "n"), _whole(attributes.get("s", "")) or 0)

    def _keep_row(self) -> None:
        if self._row:
            self._rows.append((self._number, self._row))
        self._row = None

    def _keep(self, cell: _Cell) -> None:
        values = {} if self._row is None else self._row
        place = f"{self._label}, row {self._number}"
        if cell.kind == "e":
            self.tally.add("cells that show an error", f"{place}: {(cell.value or '')[:40]}")
        elif cell.value is None:
            if cell.formula:
                self.tally.add("formulas that were never computed", place)
        else:
            value = self._read(cell, cell.value, place)
            if value:
                values[cell.column] = value

    def _read(self, cell: _Cell, value: str, place: str) -> str:
        if cell.kind == "s":
            number = _whole(value)
            if number is not None and number < len(self._strings):
                return self._strings[number]
            self.tally.add("cells whose text is missing", place)
            return ""
        if cell.kind in ("str", "inlineStr"):
            return _unescaped(value)
        if cell.kind == "b":
            return "true" if value == "1" else "false"
        return self._dates.shown(value, cell.style) if cell.kind == "n" else value


def xlsx_table(file: BinaryIO, name: str, sheet: str = "") -> Table:
    """The table in a sheet, the first that is shown if none is named.

    The texts that cells share are in memory, rows only as they are read. Raises ImportFailed,
    naming the file.
    """
    if Blocks.in_file(file).first(len(_OLD)) == _OLD:
        raise ImportFailed(
            f"{name} is encrypted, or of an Excel before 2007. Save it as .xlsx without a password,"
            " and import that."
        )
    archive = open_archive(file, name, MOST_OF_WORKBOOK)
    if _WORKBOOK not in archive:
        raise ImportFailed(f"{name} is no Excel workbook: it has no part {_WORKBOOK}.")
    sheets = _sheets(archive, name)
    chosen = _chosen(sheets, sheet, name)
    cells = _Cells(_strings(archive, name), _dates(archive, name), f"{name}, {chosen.name}")
    filled = _filled(archive, chosen, cells, name)
    head = next(filled, None)
    if head is None:
        raise ImportFailed(f"{name} has no text: its sheet “{chosen.name}” is empty.")
    _, first, _ = head
    columns = named([first.get(at, "") for at in range(max(first) + 1)], name)
    others = ", ".join(f"“{each.name}”" for each in sheets if each is not chosen)
    notice = _OTHERS.format(name=name, sheet=chosen.name, others=others)
    rows = _rows(filled, columns, name, chosen.name, cells.tally)
    return Table(columns, rows, cells.tally, (notice,) if others and not sheet else ())


def _strings(archive: Archive, name: str) -> list[str]:
    strings = _Strings()
    if _STRINGS in archive:
        read = walk(
            archive.blocks(_STRINGS),
            f"{name}, {_STRINGS}",
            strings.start,
            strings.end,
            strings.text,
        )
        for _ in read:
            pass
    return strings.texts


def _filled(
    archive: Archive, sheet: _Sheet, cells: _Cells, name: str
) -> Iterator[tuple[int, dict[int, str], float]]:
    """The rows of a sheet that have something in them, with the share of it that was read."""
    label, size = f"{name}, {sheet.part}", archive.size(sheet.part) or 1
    for done in walk(archive.blocks(sheet.part), label, cells.start, cells.end, cells.text):
        for number, row in cells.take():
            yield number, row, done / size


def _rows(
    filled: Iterator[tuple[int, dict[int, str], float]],
    columns: tuple[str, ...],
    name: str,
    sheet: str,
    tally: Tally,
) -> Iterator[Row]:
    for number, row, share in filled:
        beyond = sum(at >= len(columns) for at in row)
        place = f"{sheet}, row {number}"
        if beyond:
            tally.add("cells beyond the last column", f"{name}, {place}", beyond)
        values = {columns[at]: value for at, value in row.items() if at < len(columns)}
        yield Row(place, values, share)


def _sheets(archive: Archive, name: str) -> list[_Sheet]:
    """The sheets of a workbook, those that are shown first."""
    parts: dict[str, str] = {}
    if _RELATIONS in archive:
        for each in tree(archive.read(_RELATIONS), f"{name}, {_RELATIONS}"):
            target = each.get("Target", "")
            whole = posixpath.normpath(posixpath.join("xl", target))
            parts[each.get("Id", "")] = target.lstrip("/") if target.startswith("/") else whole
    found = []
    for each in tree(archive.read(_WORKBOOK), f"{name}, {_WORKBOOK}").iter():
        if local(each.tag) != "sheet":
            continue
        id_ = next((value for key, value in each.items() if local(key) == "id"), "")
        if parts.get(id_, "") in archive and "worksheets" in parts[id_]:
            hidden = each.get("state", "visible") != "visible"
            found.append(_Sheet(each.get("name", ""), parts[id_], hidden))
    return sorted(found, key=lambda each: each.hidden)


def _chosen(sheets: list[_Sheet], wanted: str, name: str) -> _Sheet:
    if not sheets:
        raise ImportFailed(f"{name} was not read: the workbook has no sheet.")
    if not wanted:
        return sheets[0]
    for each in sheets:
        if each.name.casefold() == wanted.casefold():
            return each
    names = ", ".join(f"“{each.name}”" for each in sheets)
    raise ImportFailed(f"{name} was not read: it has no sheet “{wanted[:100]}”, but {names}.")


def _dates(archive: Archive, name: str) -> Dates:
    styles = None
    if _STYLES in archive:
        styles = tree(archive.read(_STYLES), f"{name}, {_STYLES}")
    return Dates.of(styles, tree(archive.read(_WORKBOOK), f"{name}, {_WORKBOOK}"))


def _whole(digits: str) -> int | None:
    """A number that is written in digits; None for anything else, and for one that is too large."""
    return int(digits) if _DIGITS.fullmatch(digits) else None


def _number(letters: str) -> int:
    """The place of a column, from 0, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _unescaped(words: str) -> str:
    """The characters that XML cannot hold, which Excel writes as `_x000D_`."""
    if "_x" not in words:
        return words
    shown = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), words)
    return shown.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
