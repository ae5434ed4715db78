"""The lost and found of a repair: what was in doubt, with its words, so that nothing is gone."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from sqlite_utils import Database

from annotator.store.columns import Cell
from annotator.store.reading import lenient, row_of

Entry = dict[str, object]
_SHOWN = ("type", "name", "title", "text", "label", "author", "created_at")


@dataclass(slots=True)
class LostAndFound:
    """What a repair put aside or changed, why, and what it read the project's rows from."""

    changes: list[Entry] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    history: list[Entry] = field(default_factory=list)

    def put(self, db: Database, table: str, id: int, reason: str) -> None:
        """Keep a row as it is now; `reason` says why it is not left so."""
        with lenient(db):
            row = row_of(db, table, id)
            self.keep(table, id, row or {}, reason, _words(db, table, id), _title(db, row or {}))

    def keep(
        self,
        table: str,
        id: int,
        row: dict[str, Cell],
        reason: str,
        quote: str = "",
        document: str = "",
    ) -> None:
        """Keep a row that is not in the project."""
        self.changes.append(
            {
                "table": table,
                "id": id,
                "reason": reason,
                "quote": quote,
                "in": document,
                "row": {name: str(c) if isinstance(c, bytes) else c for name, c in row.items()},
            }
        )

    def write(self, beside: Path) -> tuple[Path, Path]:
        """Write the list as JSON and as text beside the repaired project. Raises OSError."""
        tree, words = beside.with_suffix(".repair.json"), beside.with_suffix(".repair.txt")
        content = {"notes": self.notes, "changes": self.changes, "history": self.history}
        tree.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
        words.write_text(self.text(), "utf-8")
        return tree, words

    def text(self) -> str:
        """The list for people."""
        lines = [*self.notes, ""] if self.notes else []
        for entry in self.changes:
            lines.append(f"{entry['table']} {entry['id']}: {entry['reason']}.")
            if entry["quote"]:
                lines.append(f"    words: {entry['quote']}")
            if entry["in"]:
                lines.append(f"    in: {entry['in']}")
            row = entry["row"]
            assert isinstance(row, dict)
            lines += [
                "    " + ": ".join((name, str(row[name]))) for name in _SHOWN if row.get(name)
            ]
        if self.history:
            lines += ["", "The steps of the history as it was, which the new one does not have:"]
            lines += [f"    {e['id']} {e['at']} {e['author']}: {e['label']}" for e in self.history]
        return "\n".join([*lines, ""])


def _words(db: Database, table: str, id: int) -> str:
    if table not in ("mention", "statement"):
        return ""
    row = db.execute(f'SELECT surface FROM "{table}" WHERE id = ?', [id]).fetchone()
    return str(row[0]) if row and row[0] else ""


def _title(db: Database, row: dict[str, Cell]) -> str:
    document = str(row.get("document"))
    found = db.execute("SELECT title FROM document WHERE id = ?", [document]).fetchone()
    return f"{found[0]} (document {document})" if found else ""
