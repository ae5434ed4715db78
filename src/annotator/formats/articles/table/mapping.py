"""Which column of a table holds what: guessed by their names, or as the analyst says."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

from annotator.formats.documents import ImportFailed

NAMES: Mapping[str, tuple[str, ...]] = {
    "text": (
        *("text", "body", "content", "articletext", "articlebody", "fulltext", "bodytext"),
        *("maintext", "textcontent", "article", "story"),
    ),
    "title": ("title", "headline", "heading", "articletitle", "subject"),
    "date": (
        *("date", "published", "publishdate", "publisheddate", "publicationdate", "pubdate"),
        *("datepublished", "publishedat", "publishedon", "day"),
    ),
    "author": ("author", "authors", "byline", "articleauthor", "creator", "writer", "journalist"),
    "publisher": ("publisher", "source", "sourcename", "outlet", "newspaper", "publication"),
    "url": ("url", "link", "sourceurl", "articleurl", "permalink", "address", "uri"),
    "language": ("language", "lang"),
    "id": ("id", "articleid", "docid", "documentid", "guid", "key"),
}
"""By what they hold: names of columns, the likeliest first, spelled as `spelled` does."""
NONE = "-"
"""How an option says that no column holds something."""
ANNOTATED = frozenset(
    (
        *("spans", "entities", "label", "labels", "format", "relations", "tokens", "annotations"),
        *("_input_hash", "_task_hash", "cats", "meta_tags", "predictions"),
    )
)
"""Keys of objects that are annotated texts of other programs, not articles alone."""
_MOST_NAMED = 30

Mapped = Mapping[str, str]
"""The name of a column by what it holds, as `text`; what no column holds is not in it."""


def guessed(columns: Sequence[str]) -> Mapped:
    """Which column holds what, by their names; no column holds two things."""
    free = {spelled(column): column for column in reversed(columns)}
    found: dict[str, str] = {}
    for what, names in NAMES.items():
        name = next((name for name in names if name in free), None)
        if name is not None:
            found[what] = free.pop(name)
    return found


def mapped(columns: Sequence[str], asked: Mapping[str, str], name: str) -> Mapped:
    """Which column holds what: as asked, and else as guessed; `name` is the file's.

    Raises ImportFailed for a column that is not there, and where none holds the text.
    """
    wanted = {what: _column(columns, column, name) for what, column in asked.items() if column}
    taken = set(wanted.values())
    found = {
        what: column
        for what, column in guessed(columns).items()
        if what not in wanted and column not in taken
    }
    found |= {what: column for what, column in wanted.items() if column}
    if "text" not in found:
        raise ImportFailed(
            f"{name} was not read: no column is named as that of the text. It has "
            f"{_listed(columns)}. Say which it is with --option text=COLUMN, or by File > Import "
            "a table…."
        )
    return found


def signature(columns: Sequence[str]) -> str:
    """What tables with the same columns in the same order have in common."""
    return hashlib.sha256("\x1f".join(columns).encode("utf-8", "replace")).hexdigest()


def told(mapping: Mapped, columns: Sequence[str]) -> str:
    """A mapping in words, as `text is “body”, title is “headline”; …`."""
    held = ", ".join(f"{what} is “{mapping[what]}”" for what in NAMES if what in mapping)
    rest = [column for column in columns if column not in mapping.values()]
    return f"{held}; {_listed(rest)} as metadata" if rest else held


def spelled(column: str) -> str:
    """The name of a column without what differs from file to file: case, spaces, underlines."""
    return re.sub(r"[\W_]+", "", column).casefold()


def _column(columns: Sequence[str], asked: str, name: str) -> str:
    """The column that is asked for; empty for none."""
    if asked == NONE:
        return ""
    same = [column for column in columns if column == asked]
    alike = [column for column in columns if spelled(column) == spelled(asked)]
    if not (same or alike):
        raise ImportFailed(
            f"{name} was not read: it has no column “{asked[:100]}”. It has {_listed(columns)}."
        )
    return (same or alike)[0]


def _listed(columns: Sequence[str]) -> str:
    shown = ", ".join(f"“{column[:60]}”" for column in columns[:_MOST_NAMED])
    more = len(columns) - _MOST_NAMED
    return f"{shown} and {more:,} more" if more > 0 else shown
