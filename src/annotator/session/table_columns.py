"""Which column of a table of articles holds what: proposed with its first rows, and remembered.

What an analyst said holds for all tables with the same columns, in every project on this machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from annotator.errors import AnnotatorError

if TYPE_CHECKING:
    from annotator.formats.base import Importer

_FILE = "table-columns.json"
_MOST = 500
"""So many kinds of tables are remembered; beyond them those that were said first are forgotten."""
_TABLE = "table"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The columns of a table, its first rows (a cell for each column), and which holds what.

    `held` names a column by what it holds, as `text`; `remembered` says that an analyst said so.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    held: Mapping[str, str]
    remembered: bool = False

    def sample(self, column: str) -> str:
        """What stands in a column in the first rows."""
        at = self.columns.index(column)
        return " · ".join(row[at] for row in self.rows if row[at])


def proposed(path: Path) -> Proposal:
    """What is proposed for a table; raises AnnotatorError for a file that is none."""
    # What reads tables is loaded when there is one, not with the window.
    from annotator.formats.articles.table.importer import TableImporter  # noqa: PLC0415

    found = TableImporter().preview(path)
    known = remembered(found.columns)
    held = found.guess if known is None else known
    return Proposal(found.columns, found.rows, held, known is not None)


def remember(columns: Sequence[str], held: Mapping[str, str]) -> None:
    """Use a mapping for all tables with these columns from now on. Raises AnnotatorError."""
    from annotator.formats.articles.table.mapping import signature  # noqa: PLC0415

    known = _known()
    known.pop(signature(columns), None)
    kept = [*known.items(), (signature(columns), dict(held))][-_MOST:]
    path = columns_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(dict(kept), indent=1, ensure_ascii=False) + "\n", "utf-8")
    except OSError as error:
        raise AnnotatorError(
            f"The columns cannot be remembered: {path} cannot be written ({error.strerror})."
        ) from error


def remembered(columns: Sequence[str]) -> Mapping[str, str] | None:
    """What was said of tables with these columns; None where nothing was."""
    from annotator.formats.articles.table.mapping import signature  # noqa: PLC0415

    held = _known().get(signature(columns))
    return held if held and set(held.values()) <= set(columns) else None


def with_remembered(importer: Importer, path: Path) -> Importer:
    """An importer that takes the columns of a table as was said before, where nothing else is."""
    if importer.name != _TABLE or not _known():
        return importer
    from annotator.formats.articles.table.importer import TableImporter  # noqa: PLC0415

    if not isinstance(importer, TableImporter) or importer.asked():
        return importer
    try:
        held = remembered(importer.preview(path).columns)
    except AnnotatorError:
        return importer  # which says what is wrong when it reads the file
    return importer if held is None else importer.with_columns(held)


def columns_path() -> Path:
    """The file with what was said."""
    return user_data_path("annotator", appauthor=False) / _FILE


def _known() -> dict[str, dict[str, str]]:
    """What was said of all tables, by their signature; what is no such thing is left out."""
    try:
        found = json.loads(columns_path().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    known = found.items() if isinstance(found, dict) else ()
    return {
        each: held
        for each, held in known
        if isinstance(held, dict) and all(isinstance(value, str) for value in held.values())
    }
