"""Doing in the file what was done in memory while the file could not be written."""

from __future__ import annotations

from sqlite_utils import Database

from annotator.model.ids import Kind
from annotator.store.chain import last_link
from annotator.store.change import StepKind, Touched
from annotator.store.errors import Damaged
from annotator.store.history import History, Step
from annotator.store.patches import Patch, PatchedRows, read_patches
from annotator.store.recording import touched_by
from annotator.store.tables import BY_NAME
from annotator.store.texts import Texts


def steps_after(db: Database, step: int) -> list[Step]:
    """The steps of a project after one, oldest first."""
    rows = db.execute(
        'SELECT id, kind, label, author, at, "of" FROM step WHERE id > ? ORDER BY id', [step]
    )
    return [Step(id, StepKind(kind), *rest) for id, kind, *rest in rows]


def replay(memory: Database, file: Database, after: int) -> None:
    """Repeat every step after one, inside a transaction on the file; the hashes must agree."""
    texts = Texts(file)
    history = History(file, texts)
    for step in steps_after(memory, after):
        if step.kind is StepKind.UNDO:
            history.undo(author=step.author, at=step.at)
        elif step.kind is StepKind.REDO:
            history.redo(author=step.author, at=step.at)
        else:
            patches = read_patches(memory, step.id)
            rows = PatchedRows(file, texts)
            for patch in patches:
                rows.apply(patch, forwards=True, heavy=_heavy(memory, patch, step.id))
            rows.derived.flush()
            history.record(step.label, patches, author=step.author, at=step.at)
    if last_link(memory) != last_link(file):
        raise Damaged(
            "What is kept in memory does not follow from the file. Save a copy elsewhere."
        )


def touched_after(db: Database, step: int) -> Touched:
    """Every object that the steps after one touched."""
    touched: dict[Kind, set[int]] = {}
    for each in steps_after(db, step):
        about = each.id if each.kind is StepKind.DO else each.of
        for kind, ids in touched_by(read_patches(db, about or each.id)).items():
            touched.setdefault(kind, set()).update(ids)
    return touched


def _heavy(memory: Database, patch: Patch, step: int) -> bytes | None:
    """The content of a row as it was made: in the step that took it away since, or in the row."""
    column = BY_NAME[patch.table].heavy
    if not column or patch.before is not None:
        return None
    row = memory.execute(
        'SELECT heavy FROM patch WHERE "table" = ? AND "row" = ? AND step >= ?'
        " AND heavy IS NOT NULL ORDER BY id LIMIT 1",
        [patch.table, patch.row, step],
    ).fetchone()
    sql = f'SELECT "{column}" FROM "{patch.table}" WHERE id = ?'
    row = row or memory.execute(sql, [patch.row]).fetchone()
    return None if row is None else bytes(row[0])
