"""Whether the steps of the history follow from one another, by their words and their hashes."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlite_utils import Database

from annotator.store.chain import first_row, root
from annotator.store.chain import links as chain_links
from annotator.store.change import StepKind
from annotator.store.finding import Finding
from annotator.store.reading import rows

Turns = dict[int, list[tuple[int, bool]]]
"""Of each step that was ever undone: the steps that took it back (False) or brought it again."""


def chain_findings(db: Database) -> Iterator[Finding]:
    """The first place where the hashes of the history do not follow from one another."""
    stored = db.execute("SELECT root FROM project WHERE id = 1").fetchone()
    if stored is None or stored[0] != root(*first_row(db)):
        yield Finding("history", None, "The project's own row is not as it was made (its hash).")
    for step, due, there in chain_links(db, (stored and stored[0]) or ""):
        if due != there:
            told = f"Step {step} of the history is not as it was written (its hash differs)."
            yield Finding("history", None, told)
            return


def step_findings(db: Database) -> Iterator[Finding]:
    """The first step that is missing, or that cannot come where it does."""
    tops = _Tops()
    sql = 'SELECT id, kind, "of", below, undo_top, redo_top FROM step ORDER BY id'
    for number, (id, kind, *places) in enumerate(rows(db, sql), 1):
        if id != number:
            yield Finding("history", None, f"Step {number} of the history is missing.")
            return
        if places != tops.follow(kind, id):
            told = f"Step {id} of the history does not follow from those before it."
            yield Finding("history", None, told)
            return


def turns(db: Database) -> Turns:
    """When the steps that were ever undone were undone and redone, in order."""
    found: Turns = {}
    sql = "SELECT id, kind, \"of\" FROM step WHERE kind != 'do' ORDER BY id"
    for id, kind, of in rows(db, sql):
        found.setdefault(of, []).append((id, kind == StepKind.REDO))
    return found


@dataclass(slots=True)
class _Tops:
    """The steps that stand and those taken back, with the undo that took each."""

    undo: array[int] = field(default_factory=lambda: array("q"))
    redo: list[tuple[int, int]] = field(default_factory=list)

    def follow(self, kind: str, id: int) -> list[int | None] | None:
        """Take a step. What it has to note: `of`, `below`, and the tops; None if it cannot come."""
        if kind == "do":
            below = self.undo[-1] if self.undo else None
            self.undo.append(id)
            self.redo.clear()
            return [None, below, id, None]
        if kind == "undo" and self.undo:
            below = self.redo[-1][0] if self.redo else None
            of = self.undo.pop()
            self.redo.append((id, of))
        elif kind == "redo" and self.redo:
            below, of = None, self.redo.pop()[1]
            self.undo.append(of)
        else:
            return None
        undo = self.undo[-1] if self.undo else None
        return [of, below, undo, self.redo[-1][0] if self.redo else None]
