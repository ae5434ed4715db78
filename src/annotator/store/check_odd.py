"""SQL for the rows of mentions and statements that are not right at a glance.

What it passes is right for certain; what it names may be, and is then read as a value.
"""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.mention import Level
from annotator.model.provenance import Status
from annotator.store.bins import levels

_BEFORE, _AFTER = (
    ("cue_start", "source_start", "addressee_start", "time_start", "place_start"),
    ("cue_end", "source_end", "addressee_end", "time_end", "place_end"),
)


def _quoted(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def _bin(start: str, end: str) -> str:
    """SQL for `bin_of`."""
    cases = " ".join(
        f"WHEN {start} >> {shift} = ({end} - 1) >> {shift} THEN {base} + ({start} >> {shift})"
        for base, shift in reversed(levels())
    )
    return f"CASE {cases} ELSE 0 END"


_END = 'o."end"'
_PLACE = 'o.start >= 0 AND o.start < o."end" AND o."end" <= d.length'
_PLAIN = (
    f"o.doubt IN (0, 1) AND o.status IN ({_quoted(Status)}) AND o.bin = {_bin('o.start', _END)}"
)
_MENTION = (
    f"{_PLACE} AND {_PLAIN} AND o.spans IS NULL"
    f" AND (o.level IS NULL OR o.level IN ({_quoted(Level)}))"
    " AND (o.head_start IS NULL AND o.head_end IS NULL"
    ' OR o.head_start >= o.start AND o.head_start < o.head_end AND o.head_end <= o."end")'
)
_CONTENT_END = "json_extract(o.content, '$[0][1]')"
_QUOTED_INSIDE = (
    "CASE WHEN json_valid(o.quoted) THEN json_extract(o.quoted, '$[0][0]') >= o.content_start"
    f" AND json_extract(o.quoted, '$[#-1][1]') <= {_CONTENT_END} END"
)


def _outermost(function: str, content: str, names: Iterable[str]) -> str:
    return f"{function}({content}, {', '.join(f'coalesce(o.{one}, {content})' for one in names)})"


_STATEMENT = (
    f"{_PLACE} AND {_PLAIN}"
    " AND CASE WHEN json_valid(o.content) THEN"
    f" o.content = '[[' || o.content_start || ',' || {_CONTENT_END} || ']]'"
    f" AND o.content_start < {_CONTENT_END} AND (o.quoted IS NULL OR {_QUOTED_INSIDE})"
    f" AND o.start = {_outermost('min', 'o.content_start', _BEFORE)}"
    f" AND {_END} = {_outermost('max', _CONTENT_END, _AFTER)}"
    + "".join(
        f" AND ({start} IS NULL AND {end} IS NULL OR {start} < {end})"
        for start, end in zip(_BEFORE, _AFTER, strict=True)
    )
    + " ELSE 0 END"
)


def _odd(table: str, right: str) -> str:
    return (
        f'SELECT o.id FROM "{table}" o LEFT JOIN document d ON d.id = o.document'
        f" WHERE ({right}) IS NOT 1"
    )


ODD = {"mention": _odd("mention", _MENTION), "statement": _odd("statement", _STATEMENT)}
"""A query for the ids of the odd rows of each table."""
