"""What the readers of these formats share: lines of JSON, places in other units, checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeGuard

import regex

from annotator.errors import AnnotatorError
from annotator.formats.blocks import size_of
from annotator.formats.documents import ImportFailed, opened
from annotator.formats.json_parse import JsonFormatError, parse
from annotator.formats.losses import Tally
from annotator.formats.utf16 import Utf16

MOST_OF_LINE = 96_000_000
LINES = "lines that cannot be read"
SPANS = "annotations outside of their text"
Place = Callable[[object], int | None]
"""The code point of a number as the file counts; None for what is none of its places."""


def objects(path: Path, tally: Tally) -> Iterator[tuple[int, dict[str, object], float]]:
    """Each line of a file that is a JSON object, with its number and the share of the file read.

    Other lines are counted as lost. Raises ImportFailed when the file cannot be read.
    """
    with opened(path) as file:
        size = size_of(file)
        for number, line in enumerate(iter(partial(file.readline, MOST_OF_LINE + 1), b""), 1):
            if len(line) > MOST_OF_LINE:
                raise ImportFailed(f"{path.name}, line {number}: the line is too long to read.")
            if not line.strip():
                continue
            found = _object(line, f"{path.name}, line {number}", tally)
            if found is not None:
                yield number, found, file.tell() / size


def _object(line: bytes, where: str, tally: Tally) -> dict[str, object] | None:
    try:
        found = parse(line.removeprefix(b"\xef\xbb\xbf"))
    except JsonFormatError as error:
        tally.add(LINES, f"{where}: {error.problems[0]}")
        return None
    if not isinstance(found, dict):
        tally.add(LINES, f"{where}: no JSON object")
        return None
    return found


def first_object(data: bytes) -> dict[str, object]:
    """The object in the first line of some bytes; empty where there is none."""
    line, _, rest = data.lstrip(b"\xef\xbb\xbf \r\n").partition(b"\n")
    if not rest and len(data) >= 1 << 16:
        return {}
    try:
        found = parse(line)
    except (AnnotatorError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def lists(value: object) -> list[object]:
    """A value that should be a list, empty where it is not."""
    return value if isinstance(value, list) else []


def tree(value: object) -> dict[str, object]:
    """A value that should be an object, empty where it is not."""
    return value if isinstance(value, dict) else {}


def words(value: object) -> str:
    """A value that should be a text, empty where it is not."""
    return value if isinstance(value, str) else ""


def id_of(value: object) -> str | int | None:
    """A value that should be the id of something; None where it is not."""
    return value if isinstance(value, str | int) else None


def code_points(text: str) -> Place:
    """Places that are code points."""

    def place(number: object) -> int | None:
        return number if _whole(number) and 0 <= number <= len(text) else None

    return place


def utf16_units(text: str) -> Place:
    """Places in UTF-16 units, as JavaScript counts."""
    units = Utf16(text)

    def place(number: object) -> int | None:
        return units.point(number) if _whole(number) else None

    return place


def graphemes(text: str) -> Place:
    """Places in characters as people see them, which doccano can count."""
    starts = [found.start() for found in regex.finditer(r"\X", text)]
    starts.append(len(text))

    def place(number: object) -> int | None:
        return starts[number] if _whole(number) and 0 <= number < len(starts) else None

    return place


def _whole(number: object) -> TypeGuard[int]:
    return isinstance(number, int) and not isinstance(number, bool)
