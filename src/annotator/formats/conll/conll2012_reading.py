"""The rows of a document of CoNLL-2012 to its text, its names and what is linked in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from annotator.formats.conll.brackets import Open, brackets_in
from annotator.formats.conll.building import Building, Place
from annotator.formats.conll.conllu_mentions import UNPAIRED
from annotator.formats.conll.conllu_words import WRONG
from annotator.formats.conll.found import Found
from annotator.formats.conll.lines import Line, columns
from annotator.formats.losses import Tally

_BEGIN = re.compile(r"#\s*begin document\s+\(?(.*?)(?:\);\s*part\s+(\d{1,9}))?\s*")
_END = re.compile(r"#\s*end document")
_STANDARD, _LEAST = 11, 3
_WORD, _NAME = 3, 10
_BODY = re.compile(r"(?:(.+?)-)?(\d+)(?:-(.*))?")
_OPENS = re.compile(r"\(([^()*|]+)")
_NOTHING = frozenset("*-_")
"""Cells without a bracket, which nearly all are."""
_ESCAPED = {
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "-LCB-": "{",
    "-RCB-": "}",
    "/.": ".",
    "/?": "?",
    "/-": "-",
}


@dataclass(slots=True)
class Rows:
    """The lines of a document that say something, the empty ones among them."""

    title: str
    lines: list[Line] = field(default_factory=list)


class _Row(NamedTuple):
    word: str
    name: str
    link: str


def documents(lines: Iterable[Line], tally: Tally, name: str) -> Iterator[Rows]:
    """The lines of each document that has any."""
    rows: Rows | None = None
    for line in lines:
        begins = _BEGIN.fullmatch(line.text)
        if begins or _END.match(line.text):
            if rows and any(each.text for each in rows.lines):
                yield rows
            part = int(begins[2] or 0) if begins else 0
            rows = Rows(f"{begins[1]} {part}" if part else begins[1]) if begins else None
        elif rows is not None:
            rows.lines.append(line)
        elif line.text.strip():
            tally.add(WRONG, f"{name}, line {line.number}: {line.text[:80]}")
    if rows and any(each.text for each in rows.lines):
        yield rows


class Reading:
    """One document: its text, the places of its words, its mentions as the file has them."""

    def __init__(self, rows: Rows, tally: Tally, name: str) -> None:
        self.places: list[Place] = []
        self._tally, self._name, self._title = tally, name, rows.title
        self._building = Building()
        self._cells: list[_Row] = []
        sentence: list[_Row] = []
        for line in rows.lines:
            row = self._row(line)
            if row is not None:
                sentence.append(row)
            elif not line.text.strip():
                self._take(sentence)
                sentence = []
        self._take(sentence)

    @property
    def text(self) -> str:
        """The words of the document, with white space put in by rule."""
        return self._building.text

    def _row(self, line: Line) -> _Row | None:
        cells = columns(line.text.strip(" \t"))
        if len(cells) > _STANDARD:
            word = _ESCAPED.get(cells[_WORD], cells[_WORD])
            return _Row(word, cells[_NAME], cells[-1])
        if len(cells) >= _LEAST:
            return _Row(cells[1], "*", cells[-1])
        if line.text.strip():
            where = f"{self._name}, line {line.number}: {line.text[:80]}"
            self._tally.add(WRONG, where)
        return None

    def _take(self, sentence: list[_Row]) -> None:
        if sentence:
            self.places += self._building.sentence(row.word for row in sentence)
            self._cells += sentence

    def _tell(self, what: str) -> None:
        self._tally.add(UNPAIRED, f"{self._title}: {what}")

    def mentions(self) -> list[Found]:
        """The mentions in text order, a name and its link in one.

        What is linked and no name has the type of the first name that it is linked with.
        """
        linked, names = list(self._linked()), self._names()
        found: list[Found] = []
        for one in linked:
            place = one.parts[0]
            label = names.pop((place.start, place.stop), None)
            values = one.values if label is None else {**one.values, "etype": label}
            found.append(replace(one, values=values, is_name=label is not None))
        types = {one.id: one.values["etype"] for one in reversed(found) if "etype" in one.values}
        found = [
            replace(one, values={"etype": types.get(one.id, ""), **one.values}) for one in found
        ]
        for (start, stop), label in names.items():
            values = {"etype": label}
            found.append(Found(f"name {start}", values, [range(start, stop)], is_name=True))
        return sorted(found, key=lambda one: one.place)

    def _linked(self) -> Iterator[Found]:
        opened = Open()
        for at, row in enumerate(self._cells):
            for bracket in brackets_in(row.link) if row.link not in _NOTHING else ():
                match = _BODY.fullmatch(bracket.body)
                key = f"{match[1] or ''}-{match[2]}" if match else bracket.body
                if bracket.opens:
                    opened.opens(key, at, bracket.body)
                if bracket.closes:
                    begun = opened.closes(key)
                    if begun is None:
                        self._tell(f"{bracket.body}) closes nothing")
                    else:
                        yield _found(range(begun[0], at + 1), begun[1])
        for body in opened.rest():
            self._tell(f"({body} is not closed")

    def _names(self) -> dict[tuple[int, int], str]:
        """The types of names by their words."""
        found: dict[tuple[int, int], str] = {}
        opened: list[tuple[int, str]] = []
        for at, row in enumerate(self._cells):
            if row.name in _NOTHING:
                continue
            opened += ((at, label) for label in _OPENS.findall(row.name))
            for _ in range(row.name.count(")")):
                if opened:
                    first, label = opened.pop()
                    found[first, at + 1] = label
                else:
                    self._tell(f"{row.name} closes no name")
        for _, label in opened:
            self._tell(f"({label} is not closed")
        return found


def _found(words: range, body: str) -> Found:
    """A mention of what stands in its bracket: `12`, or `person-12-Ada_Otieno`."""
    match = _BODY.fullmatch(body)
    if match is None:
        return Found(body, {}, [words])
    label, id, name = match.groups()
    values = {"identity": name or ""} | ({"etype": label} if label else {})
    return Found(id, values, [words])
