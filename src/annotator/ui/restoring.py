"""From a window on a project to a window on a backup of it, in its place."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError
from annotator.session.backup_folder import read_backup, utc_now
from annotator.session.backup_places import user_places
from annotator.session.projects import open_project
from annotator.session.restoring import Restored, restore_over
from annotator.ui.waiting import Waiting

if TYPE_CHECKING:
    from annotator.ui.program import Program


@dataclass(frozen=True, slots=True)
class Restoring:
    """A backup on its way into the place of the project that the window shows."""

    program: Program
    backup: Path

    def run(self) -> None:
        """Close the window, restore, and show what is there then: the backup, or what was there."""
        assert self.program.window is not None
        project = self.program.window.bridge.session.path
        waiting = Waiting(self.program.tr("Restoring a backup…"), can_give_up=False)
        waiting.show()
        self.program.put_away()
        try:
            self._show(project, waiting)
        except AnnotatorError as error:  # there is no window to tell it in
            sys.stderr.write(f"{error}\n")
        finally:
            waiting.close()
            waiting.deleteLater()

    def _show(self, project: Path, waiting: Waiting) -> None:
        try:
            done = self._restored(project, waiting)
        except AnnotatorError as error:
            self.program.show(open_project(project, progress=waiting, checked_later=True))
            self.program.failures.told.emit(str(error))
            return
        window = self.program.show(open_project(project, progress=waiting, checked_later=True))
        known = read_backup(self.backup)
        of = f"{known.at.astimezone():%Y-%m-%d %H:%M}" if known else self.backup.name
        words = f"{project.name} is the backup of {of} now, with its history."
        if done.before is not None and read_backup(done.before):
            words += " What was here is kept as the backup “before restore”."
        elif done.before is not None:
            kept = f"What was in the place of {project.name} could not be backed up whole. It is"
            window.error_bar.tell(f"{kept} kept byte for byte: {done.before}")
        window.bridge.session.say(words)

    def _restored(self, project: Path, waiting: Waiting) -> Restored:
        places = (self.program.folders.places or user_places)()
        with waiting.during(self.program.tr("Restoring a backup")) as watch:
            return watch.wait(lambda: restore_over(project, self.backup, places, now=utc_now))
