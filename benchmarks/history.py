"""Undo and redo after a short history and after a long one, each key painted and committed.

Run with `python -m benchmarks.history [--steps 100,1k,10k,100k] [--repeats N]`. Targets: both below
16 ms in the median, whatever the length.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from PySide6.QtCore import Qt  # noqa: E402

from annotator.store.patches import PatchedRows  # noqa: E402
from annotator.store.store import Store  # noqa: E402
from benchmarks.common import Report, Times, parser, sizes  # noqa: E402
from benchmarks.desk import Desk, make_project, text_with_names  # noqa: E402

_AT = "2026-11-01T09:00:00.000+00:00"
_CHUNK = 5_000
_CONTROL = Qt.KeyboardModifier.ControlModifier


def lengthen(path: Path, steps: int) -> None:
    """Add steps to the history of a project: each doubts a mention, or no longer."""
    store = Store.open(path)
    db, texts = store._db, store._texts  # noqa: SLF001 - a commit for each would take hours
    for first in range(0, steps, _CHUNK):
        with db.atomic():
            for number in range(first, min(first + _CHUNK, steps)):
                rows = PatchedRows(db, texts)
                rows.update("mention", 1 + number % 50, {"doubt": number // 50 % 2 ^ 1})
                store.history.record("Doubt", rows.patches, author="ana", at=_AT)
    store.close()


def main() -> None:
    """Measure every length."""
    options = parser(__doc__)
    options.add_argument("--steps", type=sizes, default=sizes("100,1k,10k,100k"))
    given = options.parse_args()
    report = Report("history", given.json)
    with tempfile.TemporaryDirectory() as name:
        for steps in given.steps:
            path = Path(name) / f"{steps}.annotator"
            make_project(path, text_with_names(3_000, 0))
            lengthen(path, steps)
            desk = Desk(path, Path(name))
            for act, key in (("undo", Qt.Key.Key_Z), ("redo", Qt.Key.Key_Y)):
                pressed = partial(desk.press, key, "", _CONTROL)
                report.times(act, steps, Times.repeated(pressed, min(given.repeats, steps)))
            desk.close()
    report.finish()


if __name__ == "__main__":
    main()
