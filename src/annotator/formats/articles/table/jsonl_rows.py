"""Rows of a table in JSON Lines: an object a line, its keys the columns."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from itertools import chain, islice

from annotator.formats.articles.strict_json import tree_of
from annotator.formats.articles.table.rows import Row, Table, named
from annotator.formats.documents import ImportFailed
from annotator.formats.losses import Tally

_FIRST = 100
"""The columns are the keys of so many objects; what comes later only is metadata as well."""


def jsonl_table(data: bytes, name: str) -> Table:
    """The table in the bytes of a file. Raises ImportFailed, naming the file."""
    tally = Tally()
    rows = _rows(data, name, tally)
    first = list(islice(rows, _FIRST))
    if not first:
        lines = tally.losses.lines
        why = lines[0].partition(": ")[2] if lines else "it has no object"
        raise ImportFailed(f"{name} was not read: no line of it holds an article: {why}")
    keys = tuple(dict.fromkeys(key for row in first for key in row.values))
    named(keys, name)  # which refuses too many, and too long ones
    return Table(keys, chain(first, rows), tally)


def _rows(data: bytes, name: str, tally: Tally) -> Iterator[Row]:
    read = 0
    for number, line in enumerate(io.BytesIO(data), 1):
        read += len(line)
        if not line.strip():
            continue
        try:
            found = tree_of(line, f"{name}, line {number}")
        except ImportFailed as error:
            tally.add("lines that are wrong", f"{name}, line {number}: {_reason(str(error))}")
            continue
        if not isinstance(found, dict):
            tally.add("lines that are wrong", f"{name}, line {number}: it is no object.")
            continue
        values = {str(key): _words(value) for key, value in found.items()}
        yield Row(f"line {number}", values, read / len(data))


def _reason(sentence: str) -> str:
    return sentence.partition(" was not read: ")[2]


def _words(value: object) -> str:
    """A value as text: lists of texts with semicolons, what is nested as JSON."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False)
