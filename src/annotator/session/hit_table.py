"""The places that a search found as a table: a line each, with the words around it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from annotator.formats.cells import cell
from annotator.session.placing import whole_file
from annotator.store.queries.hits import Hit
from annotator.store.store import Store
from annotator.text.kwic import line

COLUMNS = ("document", "title", "start", "end", "before", "words", "after", "annotation", "id",
           "type")  # fmt: skip
Row = dict[str, str | int | None]


def rows(store: Store, hits: Iterable[Hit]) -> Iterator[Row]:
    """Each place as the cells of a line, by their column; positions are code points."""
    queries = store.queries
    document, text, title = 0, "", ""
    for hit in hits:
        if hit.document != document:
            found = queries.documents.find(hit.document)
            document, text = hit.document, queries.hits.text(hit.document) or ""
            title = found.title if found else ""
        shown = line(text, hit.span)
        kind, id = (hit.ref.kind, hit.ref.id) if hit.ref else (None, None)
        cells = (hit.document, title, hit.span.start, hit.span.end, shown.before, shown.words,
                 shown.after, kind, id, type_of(store, hit))  # fmt: skip
        yield dict(zip(COLUMNS, cells, strict=True))


def write_rows(table: Iterable[Row], file: TextIO, *, guarded: bool) -> int:
    """Write lines as CSV. Returns how many.

    `guarded` marks cells that a spreadsheet would compute; without it they are exactly the text.
    """
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    number = 0
    for row in table:
        writer.writerow([_cell(row[name], guarded=guarded) for name in COLUMNS])
        number += 1
    return number


def write_table(store: Store, hits: Iterable[Hit], path: Path, *, guarded: bool) -> int:
    """Write places to a CSV file, whole or not at all. Returns how many. Raises NotExported."""
    # with the mark by which spreadsheets know UTF-8
    with whole_file(path, encoding="utf-8-sig" if guarded else "utf-8") as file:
        return write_rows(rows(store, hits), file, guarded=guarded)


def type_of(store: Store, hit: Hit) -> str | None:
    """The type of the mention, or the kind of the statement, that was found; None for words."""
    if hit.ref is None:
        return None
    if hit.ref.kind == "mention":
        mention = store.queries.mentions.find(hit.ref.id)
        return mention.type if mention else None
    statement = store.queries.statements.find(hit.ref.id)
    return statement.kind if statement else None


def _cell(value: str | int | None, *, guarded: bool) -> str | int:
    if value is None:
        return ""
    return cell(value) if guarded and isinstance(value, str) else value
