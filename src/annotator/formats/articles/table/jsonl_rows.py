"""Rows of a table in JSON Lines: an object a line, its keys the columns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from itertools import chain, islice
from typing import BinaryIO

from annotator.formats.articles.strict_json import tree_of
from annotator.formats.articles.table.rows import Row, Table, named
from annotator.formats.blocks import size_of
from annotator.formats.documents import MOST_OF_ARTICLE, ImportFailed
from annotator.formats.losses import Tally

MOST_OF_LINE = MOST_OF_ARTICLE
_FIRST = 100
"""The columns are the keys of so many objects; what comes later only is metadata as well."""


def jsonl_table(file: BinaryIO, name: str) -> Table:
    """The table in a file. Raises ImportFailed, naming the file."""
    tally = Tally()
    rows = _rows(file, name, tally)
    first = list(islice(rows, _FIRST))
    if not first:
        lines = tally.losses.lines
        why = lines[0].partition(": ")[2] if lines else "it has no object"
        raise ImportFailed(f"{name} was not read: no line of it holds an article: {why}")
    keys = tuple(dict.fromkeys(key for row in first for key in row.values))
    named(keys, name)  # which refuses too many, and too long ones
    return Table(keys, chain(first, rows), tally)


def _rows(file: BinaryIO, name: str, tally: Tally) -> Iterator[Row]:
    size = size_of(file)
    file.seek(0)
    for number, line in enumerate(iter(partial(file.readline, MOST_OF_LINE + 1), b""), 1):
        if len(line) > MOST_OF_LINE:
            raise ImportFailed(
                f"{name} was not read: its line {number} has more than {MOST_OF_LINE:,} bytes."
            )
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
        yield Row(f"line {number}", values, file.tell() / size)


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
