"""Proves a native file against its own text, without a project."""

from __future__ import annotations

import io

from annotator.formats.json_parse import JsonFormatError
from annotator.formats.json_read import examined
from annotator.formats.jsonl.files import is_ours
from annotator.formats.jsonl.reading import LinesReader


def verify(data: bytes) -> list[str]:
    """Return a sentence for each thing that is wrong with a native file; none when it holds.

    Proved are the hash and length of every text; each span's words, context, and offsets in
    code points, UTF-16 units and UTF-8 bytes; ids, references and types; and the form of all.
    """
    return _examined_lines(data) if is_ours(data) else examined(data)[1]


def _examined_lines(data: bytes) -> list[str]:
    problems: list[str] = []
    try:
        for part in LinesReader(io.BytesIO(data), "the file").parts():
            problems += part.losses.lines
    except JsonFormatError as error:
        problems += error.problems
    return problems
