"""What stands between a project and its file, and who wants to know of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from annotator.store.lock import ProjectLock
from annotator.store.trouble import Cause, Trouble
from annotator.store.whereabouts import Whereabouts


class Keeping:
    """How it stands with the file of an open project. `trouble` is None when all is well."""

    def __init__(self, path: Path) -> None:
        self.trouble: Trouble | None = None
        self._path = path
        self._where = Whereabouts(path)
        self._watchers: list[Callable[[], None]] = []

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The labels of the steps that are in memory only, oldest first."""
        return ()

    @property
    def at_risk(self) -> bool:
        """Whether something would be lost if the project were closed now."""
        return bool(self.unsaved)

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Tell a watcher when `trouble` or `unsaved` may be others. Returns what ends it."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def look(self) -> None:
        """Notice what happened to the file, and save what waits if it can be saved by now."""

    def retry(self) -> bool:
        """Save what is only in memory. Returns whether everything is saved."""
        return True

    def _trouble(self, cause: Cause) -> Trouble:
        return Trouble(cause, self._path.name)

    def _be_in(self, trouble: Trouble | None, *, always: bool = False) -> None:
        if trouble != self.trouble or always:
            self.trouble = trouble
            self._tell()

    def _tell(self) -> None:
        for watcher in tuple(self._watchers):
            watcher()


class Onlooker(Keeping):
    """Of a window that only reads: `held` says that another one had the file at the time."""

    def __init__(self, path: Path, *, held: bool) -> None:
        super().__init__(path)
        self._held = held

    def look(self) -> None:
        """Notice that the other window has closed the project, or changed it."""
        cause = self._where.look()
        if cause is Cause.CHANGED:
            cause = Cause.OVERTAKEN
        if self._held and cause in (None, Cause.OVERTAKEN) and ProjectLock.is_free(self._path):
            cause = Cause.FREED
        self._be_in(self._trouble(cause) if cause else None)
