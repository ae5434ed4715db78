"""annotator's side of the comparison with other tools, in a whole window on a real project."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from annotator.model.ids import MentionId
from annotator.model.mention import Mention
from annotator.model.span import Span
from annotator.session.exporting import export
from annotator.session.importing import import_paths, import_text
from annotator.session.projects import create_project
from annotator.store.store import Store
from benchmarks import start
from benchmarks.common import Times
from benchmarks.desk import Desk

if TYPE_CHECKING:
    from benchmarks.peers import Work

Found = dict[tuple[str, int], Times]


def ours(folder: Path, works: Sequence[Work], acts: int) -> Found:
    """The times of the same acts as the peers', by act and size."""
    found: Found = {("start", 0): _starts(folder, acts)}
    for work in works:
        size = len(work.text)
        exported = _as_file(folder, work)
        path = folder / f"{size}.annotator"
        found["import", size] = Times()
        found["import", size].of(partial(_import, path, exported))
        desk = Desk(path, folder)
        found["one more span", size] = _annotated(desk, work, acts)
        out = folder / f"{size}-out.json"
        found["export", size] = Times()
        found["export", size].of(partial(export, desk.session.store, out))
        desk.close()
    return found


def _starts(folder: Path, times: int) -> Times:
    """From the start of the process until keys act, once everything is compiled."""
    start.fill(folder)
    taken = Times()
    start.start(folder, Times())
    for _ in range(times):
        start.start(folder, taken)
    return taken


def _as_file(folder: Path, work: Work) -> Path:
    """The work as an exported project."""
    store = create_project(folder / f"{len(work.text)}-source.annotator")
    document = import_text(store, work.text, "Benchmark").imported[0]
    with store.transaction("Tag everything") as tx:
        for start_, end in work.spans:
            spans = (Span(start_, end),)
            tx.add(Mention(MentionId(0), document, "person", spans, tx.provenance()))
    path = folder / f"{len(work.text)}.json"
    export(store, path)
    store.close()
    return path


def _import(path: Path, exported: Path) -> None:
    store: Store = create_project(path)
    import_paths(store, [exported])
    store.close()


def _annotated(desk: Desk, work: Work, acts: int) -> Times:
    """Key presses until the act is painted and committed."""
    taken = Times()
    desk.open(desk.session.store.queries.documents.first())
    for number in range(acts):
        start_, end = work.more(number)
        desk.session.select(start_, end, exact=True)
        desk.settle()
        taken.of(partial(desk.press, Qt.Key.Key_P, "p"))
    return taken
