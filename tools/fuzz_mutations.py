"""Changes a file at a place or two, so that it stays a file of its format and gets into the reader.

Bytes changed at random do not get past the parser of XML, JSON or ZIP; a changed tree does.
"""

from __future__ import annotations

import io
import json
import math
import re
import zipfile
from collections.abc import Callable, Sequence
from copy import deepcopy
from pathlib import PurePosixPath
from random import Random
from typing import Any
from xml.etree import ElementTree

Change = Callable[[bytes, int], bytes]
"""Changes bytes at random, to so many at most: `atheris.Mutate`."""
_MOST_OF_PART = 4096
_ODD: Sequence[Any] = (
    *(None, True, False, 0, -1, 1, 1.5, -0.0, 2**31, 2**53, 2**63, 2**64, 10**400, 1e308),
    *(
        math.nan,
        math.inf,
        "",
        " ",
        "\0",
        "\ud800",
        "😀",
        "\u202e",
        "1",
        "-1",
        "x" * 300,
        [],
        {},
        [[]],
    ),
)
_XML_ENDINGS = frozenset(".xml .rels .xhtml .html .opf .qde .xmi .ncx".split())
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CELLS = re.compile(r"([\t ,;|=:]+)")


class Mutator:
    """Changes files of a shape: `json`, `xml`, `lines`, `archive` or `bytes`.

    Half of the time it is one of the `good` ones: most others are refused already, and atheris
    prefers each that is refused in another way.
    """

    def __init__(self, shape: str, change: Change, good: Sequence[bytes]) -> None:
        self._shape, self._change, self._good = shape, change, good
        self._random = Random()  # noqa: S311 - not for secrets

    def __call__(self, data: bytes, most: int, seed: int) -> bytes:
        """The file with one to four changes, or with any bytes changed; at most so many bytes."""
        self._random.seed(seed)
        if self._good and self._random.random() < 0.5:
            data = self._random.choice(self._good)
        if self._random.random() < 0.1:
            return self._change(data, most)
        for _ in range(self._random.choice((1, 1, 2, 4))):
            data = self._changed(self._shape, data)
        return data[:most]

    def _changed(self, shape: str, data: bytes) -> bytes:
        ways = {
            "json": self._json,
            "xml": self._xml,
            "lines": self._lines,
            "archive": self._archive,
        }
        return ways.get(shape, self._bytes)(data)

    def _bytes(self, data: bytes) -> bytes:
        return self._change(data, len(data) + _MOST_OF_PART)

    def _words(self, words: str) -> str:
        changed = self._change(words.encode("utf-8", "surrogatepass"), len(words) + 100)
        return changed.decode("utf-8", "replace")

    def _json(self, data: bytes) -> bytes:
        """A value of a tree gone, twice, another, or that of another place."""
        try:
            tree = [json.loads(data)]
        except (ValueError, RecursionError):
            return self._lines(data)
        places = list(_places(tree))
        holder, key = self._random.choice(places)
        other, its_key = self._random.choice(places)
        value = holder[key]
        match self._random.randrange(6):
            case 0 if holder is not tree:
                del holder[key]
            case 1 if isinstance(holder, list) and holder is not tree:
                holder.insert(self._random.randrange(len(holder) + 1), deepcopy(value))
            case 2:
                holder[key] = self._random.choice(_ODD)
            case 3 if isinstance(holder, dict):
                holder[self._words(key)] = holder.pop(key)
            case 4 if isinstance(value, str | int) and not isinstance(value, bool):
                number = isinstance(value, int)
                holder[key] = value + self._random.randint(-9, 9) if number else self._words(value)
            case _:
                holder[key] = deepcopy(other[its_key])
        return json.dumps(tree[0]).encode()

    def _xml(self, data: bytes) -> bytes:
        """An element gone, twice, elsewhere, or with another name, attribute or text."""
        try:
            root = ElementTree.fromstring(data)  # noqa: S314 - our own seeds, changed
        except (ElementTree.ParseError, ValueError, LookupError):
            return self._lines(data)
        every = list(root.iter())
        one, other = self._random.choice(every), self._random.choice(every)
        match self._random.randrange(7):
            case 0 if len(one):
                one.remove(self._random.choice(one))
            case 1 if len(one):
                other.append(deepcopy(self._random.choice(one)))
            case 2:
                one.tag = other.tag
            case 3:
                one.text = self._in_xml(one.text)
            case 4:
                one.tail = self._in_xml(one.tail)
            case 5 if one.attrib:
                del one.attrib[self._random.choice(list(one.attrib))]
            case _:
                values = {**other.attrib, **one.attrib} or {"id": "1"}
                name = self._random.choice(list(values))
                others = [value for each in every for value in each.attrib.values()]
                given = (
                    self._random.choice(others) if others and self._random.random() < 0.4 else None
                )
                one.set(name, given or self._in_xml(values[name]))
        return ElementTree.tostring(root, "utf-8")

    def _in_xml(self, words: str | None) -> str:
        odd = self._random.random() < 0.3
        made = str(self._random.choice(_ODD)) if odd else self._words(words or "")
        return _NOT_IN_XML.sub("", made)

    def _lines(self, data: bytes) -> bytes:
        """A line gone, twice, elsewhere, or with another cell; a line that is JSON, as JSON."""
        lines = data.split(b"\n")
        at, to = self._random.randrange(len(lines)), self._random.randrange(len(lines))
        line = lines[at]
        match self._random.randrange(8):
            case 0:
                del lines[at]
            case 1:
                lines.insert(to, line)
            case 2:
                lines[at], lines[to] = lines[to], line
            case 3:
                lines[at] = self._bytes(line)
            case _ if line[:1] in (b"{", b"["):
                lines[at] = self._json(line) if _is_json(line) else self._bytes(line)
            case _:
                lines[at] = self._cells(line, lines[to])
        return b"\n".join(lines)

    def _cells(self, line: bytes, other: bytes) -> bytes:
        cells = _CELLS.split(line.decode("utf-8", "surrogateescape"))
        others = _CELLS.split(other.decode("utf-8", "surrogateescape"))
        at = self._random.randrange(len(cells))
        match self._random.randrange(4):
            case 0:
                cells[at] = self._random.choice(others)
            case 1:
                cells[at] = str(self._random.choice(_ODD))
            case 2 if cells[at].isdigit():
                cells[at] = str(int(cells[at][:20]) + self._random.randint(-9, 9))
            case _:
                cells[at] = self._words(cells[at].encode("utf-8", "replace").decode())
        return "".join(cells).encode("utf-8", "surrogatepass")

    def _archive(self, data: bytes) -> bytes:
        """A part of an archive changed as its name says, gone, or in the place of another."""
        try:
            parts = unpacked(data)
        except Exception:  # an archive may be damaged in any way
            return self._bytes(data)
        if not parts:
            return self._bytes(data)
        one, other = self._random.choice(list(parts)), self._random.choice(list(parts))
        match self._random.randrange(12):
            case 0:
                del parts[one]
            case 1:
                parts[one] = parts[other]
            case 2:
                parts[self._words(one) or "x"] = parts[other]
            case _:
                parts[one] = self._changed(_shape_of(one), parts[one])
        return packed(parts)


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of an archive, by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {each: archive.read(each) for each in archive.namelist() if not each.endswith("/")}


def packed(parts: dict[str, bytes]) -> bytes:
    """An archive of parts, which lie in it as they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name.encode("utf-8", "replace").decode()), part)
    return out.getvalue()


def _shape_of(name: str) -> str:
    ending = PurePosixPath(name).suffix.lower()
    return (
        "xml" if ending in _XML_ENDINGS else "json" if ending in (".json", ".jsonld") else "lines"
    )


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _places(tree: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401 - what JSON holds
    """Every value of a tree, as what holds it and its key there."""
    found: list[tuple[Any, Any]] = []
    waiting = [tree]
    while waiting:
        holder = waiting.pop()
        for key in holder if isinstance(holder, dict) else range(len(holder)):
            found.append((holder, key))
            if isinstance(holder[key], dict | list):
                waiting.append(holder[key])
    return found
