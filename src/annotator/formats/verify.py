"""Proves a native file against its own text, without a project."""

from __future__ import annotations

from annotator.formats.json_read import examined


def verify(data: bytes) -> list[str]:
    """Return a sentence for each thing that is wrong with a native file; none when it holds.

    Proved are the hash and length of every text; each span's words, context, and offsets in
    code points, UTF-16 units and UTF-8 bytes; ids, references and types; and the form of all.
    """
    return examined(data)[1]
