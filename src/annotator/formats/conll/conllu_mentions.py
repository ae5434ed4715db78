"""The brackets of `Entity` in a document to mentions as the file has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from annotator.formats.conll.brackets import Open, brackets_in
from annotator.formats.conll.found import Found
from annotator.formats.losses import Tally

UNPAIRED = "brackets of mentions without their other half"
DEFAULT_FIELDS = "eid-etype-head-other"
_PART = re.compile(r"(.+)\[(\d{1,4})/(\d{1,4})\]")
_ALIASES = {"GRP": "eid", "entity": "etype", "MIN": "minspan"}


class Finding:
    """Takes the brackets of a document word by word; `name` begins what is told of them."""

    def __init__(self, fields: str, tally: Tally, name: str) -> None:
        self._names = [_ALIASES.get(one, one) for one in (fields or DEFAULT_FIELDS).split("-")]
        self._tally, self._name = tally, name
        self._open = Open()
        self._found: list[Found] = []
        self._in_pieces: dict[str, list[Found]] = {}

    def all(self, cells: Iterable[str]) -> list[Found]:
        """The mentions in the order of the text, from the cells of all words."""
        for word, cell in enumerate(cells):
            for bracket in brackets_in(cell) if cell else ():
                id = self._id(bracket.body)
                if bracket.opens:
                    self._open.opens(id, word, bracket.body)
                if bracket.closes:
                    self._close(id, word)
        for body in self._open.rest():
            self._tell(f"({body} is not closed")
        for left in self._in_pieces.values():
            for one in left:
                self._tell(f"({one.id} lacks a part")
        return sorted(self._found, key=lambda one: one.place)

    def _tell(self, what: str) -> None:
        self._tally.add(UNPAIRED, f"{self._name}: {what}")

    def _id(self, body: str) -> str:
        """The id in a bracket; a closing one mostly has nothing else."""
        cells = body.split("-")
        at = self._names.index("eid") if "eid" in self._names else 0
        return cells[at] if at < len(cells) else cells[0]

    def _close(self, id: str, word: int) -> None:
        begun = self._open.closes(id)
        if begun is None:
            self._tell(f"{id}) closes nothing")
            return
        first, body = begun
        words = range(first, word + 1)
        part = _PART.fullmatch(id)
        if part is None:
            self._found.append(Found(id, self._values(body), [words]))
        else:
            self._close_part(part, body, words)

    def _close_part(self, part: re.Match[str], body: str, words: range) -> None:
        id, number, count = part[1], int(part[2]), int(part[3])
        if number == 1:
            self._in_pieces.setdefault(id, []).append(Found(id, self._values(body)))
        waiting = self._in_pieces.get(id)
        if not waiting or len(waiting[-1].parts) != number - 1:
            self._tell(f"{part[0]}) comes before its other parts")
            return
        waiting[-1].parts.append(words)
        if number == count:
            self._found.append(waiting.pop())

    def _values(self, body: str) -> Mapping[str, str]:
        values = body.split("-", len(self._names) - 1)
        return dict(zip(self._names, values, strict=False))
