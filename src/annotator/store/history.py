"""Undo and redo of everything, across restarts, from the patches that each step left.

The history only ever grows: taking a step back is itself a step. Each step notes which step undo
and redo would take next, so both cost the same however long the history is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from sqlite_utils import Database

from annotator.model.ids import Kind
from annotator.store.change import Change, StepKind
from annotator.store.guarded import readable
from annotator.store.patches import Patch, PatchedRows, patches_of
from annotator.store.recording import Recording, touch
from annotator.store.runs import Runs
from annotator.store.tables import BY_NAME
from annotator.store.texts import Texts


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the history: what was done, by whom, when (ISO 8601, UTC), and whether it stands.

    `of` is the step that an undo or redo was about.
    """

    id: int
    kind: StepKind
    label: str
    author: str
    at: str
    of: int | None


@dataclass(frozen=True, slots=True)
class _Tops:
    undo: int | None
    redo: int | None


class History:
    """Reads and extends the history of an open project; always called inside a transaction."""

    def __init__(self, db: Database, texts: Texts) -> None:
        self._db = db
        self._texts = texts

    def begin(self, label: str, *, author: str, at: str) -> Recording:
        """Begin a new step, whose patches come one after another; `record` ends it."""
        step, tops = self._next_id(), self._tops()
        what = (StepKind.DO, None, tops.undo)
        return self._begun(step, what, _Tops(step, None), (label, author, at))

    def record(
        self,
        label: str,
        patches: list[Patch],
        *,
        author: str,
        at: str,
        begun: Recording | None = None,
    ) -> Change:
        """Add a new step, or the end of one; what was undone before it can no longer be redone."""
        recording = begun or self.begin(label, author=author, at=at)
        recording.take(patches)
        recording.close(label)
        return Change(label, recording.touched)

    def undo(self, *, author: str, at: str) -> Change | None:
        """Take the last standing step back; None when there is none."""
        tops = self._tops()
        if tops.undo is None:
            return None
        label, below = self._label_and_below(tops.undo)
        step = self._next_id()
        what = (StepKind.UNDO, tops.undo, tops.redo)
        recording = self._begun(step, what, _Tops(below, step), (label, author, at))
        rows, touched = PatchedRows(self._db, self._texts), dict[Kind, Runs]()
        for patches in patches_of(self._db, tops.undo, last_first=True):
            with readable(self._db, f"step {tops.undo} of the history"):
                for patch in patches:
                    rows.apply(patch, forwards=False, heavy=patch.heavy)
            # Content that left the project with this undo lives here until a redo brings it back.
            recording.take([patch for patch in rows.patches if patch.heavy is not None])
            _pass_on(rows, touched, patches)
        rows.derived.flush()
        recording.close(label)
        return Change(label, touched, StepKind.UNDO)

    def redo(self, *, author: str, at: str) -> Change | None:
        """Bring back what the last undo took; None when there is nothing."""
        tops = self._tops()
        if tops.redo is None:
            return None
        undone, below = self._undone_and_below(tops.redo)
        label, _ = self._label_and_below(undone)
        # what was taken away last came first
        kept = chain.from_iterable(patches_of(self._db, tops.redo, last_first=True))
        rows, touched = PatchedRows(self._db, self._texts), dict[Kind, Runs]()
        for patches in patches_of(self._db, undone):
            with readable(self._db, f"step {undone} of the history"):
                for patch in patches:
                    rows.apply(patch, forwards=True, heavy=_content(patch, kept))
            _pass_on(rows, touched, patches)
        rows.derived.flush()
        words, tops = (label, author, at), _Tops(undone, below)
        self._begun(self._next_id(), (StepKind.REDO, undone, None), tops, words).close(label)
        return Change(label, touched, StepKind.REDO)

    def next_undo(self) -> Step | None:
        """The step that undo would take back."""
        top = self._tops().undo
        found = [] if top is None else self.steps(before=top + 1, limit=1)
        return found[0] if found else None

    def brought(self, step: int, *, most: int) -> int:
        """How many articles a step brought into the project, counted up to `most`."""
        rows = self._db.execute(
            'SELECT 1 FROM patch WHERE step = ? AND "table" = ? AND before IS NULL LIMIT ?',
            [step, "document", most],
        )
        return len(rows.fetchall())

    def undo_label(self) -> str | None:
        """What undo would take back."""
        top = self._tops().undo
        return None if top is None else self._label_and_below(top)[0]

    def redo_label(self) -> str | None:
        """What redo would bring back."""
        top = self._tops().redo
        return None if top is None else self._label_and_below(self._undone_and_below(top)[0])[0]

    def steps(self, *, before: int | None = None, limit: int = 200) -> list[Step]:
        """The newest steps first, a page at a time; `before` is the last id of the page above."""
        rows = self._db.execute(
            'SELECT id, kind, label, author, at, "of" FROM step'
            " WHERE id < ? ORDER BY id DESC LIMIT ?",
            [before if before is not None else 1 << 62, limit],
        )
        with readable(self._db, "the history"):
            return [Step(id, StepKind(kind), *rest) for id, kind, *rest in rows]

    def _tops(self) -> _Tops:
        row = self._db.execute(
            "SELECT undo_top, redo_top FROM step ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return _Tops(*row) if row else _Tops(None, None)

    def _next_id(self) -> int:
        return int(self._db.execute("SELECT coalesce(max(id), 0) + 1 FROM step").fetchone()[0])

    def _label_and_below(self, step: int) -> tuple[str, int | None]:
        row = self._db.execute("SELECT label, below FROM step WHERE id = ?", [step]).fetchone()
        with readable(self._db, f"step {step} of the history"):
            label, below = row
        return str(label), below

    def _undone_and_below(self, step: int) -> tuple[int, int | None]:
        row = self._db.execute('SELECT "of", below FROM step WHERE id = ?', [step]).fetchone()
        with readable(self._db, f"step {step} of the history"):
            of, below = row
            return int(of), below

    def _begun(
        self,
        step: int,
        what: tuple[StepKind, int | None, int | None],
        tops: _Tops,
        words: tuple[str, str, str],
    ) -> Recording:
        kind, *places = what
        return Recording(self._db, [step, kind.value, *places, tops.undo, tops.redo, *words])


def _pass_on(rows: PatchedRows, touched: dict[Kind, Runs], patches: Iterable[Patch]) -> None:
    """Keep of some patches that were applied no more than what they touched."""
    touch(touched, patches)
    rows.patches.clear()
    rows.derived.flush_if_many()


def _content(patch: Patch, kept: Iterator[Patch]) -> bytes | None:
    """The content of a row that comes back, if it has any; raises ValueError where it is lost."""
    if patch.before is not None or BY_NAME[patch.table].heavy is None:
        return None
    back = next(kept, None)
    if back is None or (back.table, back.row) != (patch.table, patch.row):
        raise ValueError(f"the content of {patch.table} {patch.row} is not there")
    return back.heavy
