"""Says once, in the status line, that an article nobody began is a version of an annotated one."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject

from annotator.errors import AnnotatorError
from annotator.model.document import Document
from annotator.model.ids import DocumentId
from annotator.session import Moved, Topic
from annotator.ui.bridge import Bridge
from annotator.ui.guard import guarded
from annotator.ui.jobs import SlicedJob, pause

_PAUSE_MS = 300
_TITLE = 42


class VersionWatch(QObject):
    """Looks for the annotated versions of an article soon after it was opened, in slices."""

    def __init__(self, bridge: Bridge, parent: QObject, *, pause_ms: int = _PAUSE_MS) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._looked: set[DocumentId] = set()
        self._job = SlicedJob(self)
        self._job.finished.connect(self._tell)
        self._found = ""
        self._pause = pause(self, pause_ms, self._begin)
        bridge.moved.connect(self._on_moved)

    @property
    def looking(self) -> bool:
        """Whether it will look, or looks."""
        return self._pause.isActive() or self._job.running

    def stop(self) -> None:
        """Look no more, until another article is opened."""
        self._pause.stop()
        self._job.cancel()

    @guarded
    def _on_moved(self, moved: object) -> None:
        if isinstance(moved, Moved) and Topic.DOCUMENT in moved.topics:
            self.stop()
            if self._to_look_at() is not None:
                self._pause.start()

    def _to_look_at(self) -> DocumentId | None:
        """The open article, if nobody began it and it was not looked at yet."""
        session = self._bridge.session
        document = session.document
        if document is None or document in self._looked or session.store.read_only:
            return None
        return None if session.store.queries.documents.started([document]) else document

    @guarded
    def _begin(self) -> None:
        document = self._to_look_at()
        if document is None:
            return
        self._looked.add(document)
        self._found = ""
        self._job.start(self._steps(document))

    def _steps(self, document: DocumentId) -> Iterator[int]:
        # Its threads and patterns are loaded when they are wanted, not with the window.
        from annotator.session.versions import looking_for_versions  # noqa: PLC0415

        try:
            found = yield from looking_for_versions(self._bridge.session.store, document)
        except AnnotatorError:
            return  # what cannot be read is told where it is wanted
        if found:
            title = _name(found[0].counted.document, self._bridge.session.current_document)
            words = self.tr("This article is %1 % the same as “%2”, which is annotated.")
            self._found = words.replace("%1", str(found[0].percent)).replace("%2", title)

    @guarded
    def _tell(self) -> None:
        if not self._found:
            return
        session = self._bridge.session
        keys = next(
            (a.keys for a in self._bridge.keymap.actions if a.id == "document.take_over"), ()
        )
        key = self.tr(" %1 takes its annotations over.").replace("%1", keys[0]) if keys else ""
        before = f"{session.message} " if session.message else ""
        session.say(f"{before}{self._found}{key}", failed=session.failed)


def _name(other: Document, this: Document | None) -> str:
    """What to call another document: its title, or its file where that is this one's as well."""
    same = this is not None and this.title == other.title
    return _shortened(other.source_name if same and other.source_name else other.title)


def _shortened(title: str) -> str:
    """A title on one line, cut after a word where it is long."""
    words = " ".join(title.split())
    return (
        words if len(words) <= _TITLE else f"{words[:_TITLE].rpartition(' ')[0] or words[:_TITLE]}…"
    )
