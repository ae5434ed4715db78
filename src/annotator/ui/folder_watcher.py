"""Brings new files of the watched folder into the project, while nothing else is being done."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from annotator.errors import AnnotatorError
from annotator.session.importing import import_paths
from annotator.ui.bridge import Bridge
from annotator.ui.guard import guarded
from annotator.ui.jobs import window_waits

_EVERY_MS = 1_500


class FolderWatcher(QObject):
    """Looks into the folder now and then; it is quiet where none is watched."""

    def __init__(self, bridge: Bridge, parent: QObject, *, every_ms: int = _EVERY_MS) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._timer = QTimer(self)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @guarded
    def look(self) -> None:
        """Import what is new; a folder that went is told once, and watched no more."""
        session = self._bridge.session
        if session.watched is None or window_waits() or session.store.read_only:
            return
        try:
            files = session.watched.look()
            if not files:
                return
            with session.progress.during(self.tr("Importing articles")) as watch:
                report = import_paths(session.store, files, watch=watch)
        except AnnotatorError as error:
            session.watched = None
            session.say(str(error), failed=True)
            return
        if report.imported or report.annotated or report.refused:
            session.import_report = report
            folder = files[0].parent.name
            session.say(f"{folder}: {report.sentence}", failed=bool(report.refused))
        if session.document is None and report.first is not None:
            session.open_document(report.first)
