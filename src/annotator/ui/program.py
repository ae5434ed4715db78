"""The program around the windows: opens projects, follows the system's colours, ends."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from annotator.commands import registry
from annotator.errors import AnnotatorError
from annotator.session import Session
from annotator.session.backup_folder import utc_now
from annotator.session.projects import create_project, lexicon, open_project
from annotator.store.store import Store
from annotator.ui import fonts
from annotator.ui.backup_keeper import BackupKeeper, PlacesOf
from annotator.ui.bridge import ActionsOf, Bridge
from annotator.ui.failures import Failures
from annotator.ui.jobs import when_free
from annotator.ui.key_layers import KeyLayers, read_key_layers
from annotator.ui.model_keeper import ModelKeeper
from annotator.ui.open_check import OpenCheck
from annotator.ui.panel_menu import keys_of
from annotator.ui.surroundings import warnings
from annotator.ui.theme import DARK, LIGHT, Theme, palette, stylesheet, system_theme
from annotator.ui.window import Window
from annotator.ui.window_state import read_state, write_state


class NotSaved(AnnotatorError):
    """The window would be left while something of it is in memory only."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the program keeps what belongs to its user: how windows were left, and keys.

    `places` says where backups go; without it none are made by themselves.
    """

    state: Path
    config: Path
    places: PlacesOf | None = None


class Program(QObject):
    """The `Host` of a session. Shows one project at a time; opening another replaces the window."""

    def __init__(
        self,
        application: QApplication,
        folders: Folders,
        *,
        actions: ActionsOf = registry.actions,
    ) -> None:
        super().__init__(application)
        self._application = application
        self.folders = folders
        self._actions = actions
        self._state = read_state(folders.state)
        self._keys: KeyLayers = read_key_layers(folders.config)
        self._theme: Theme | None = None
        self._choice = self._state.view.theme
        self._listening = False
        self.failures = Failures(application, folders.state / "reports")
        self.failures.told.connect(self._tell)
        self.window: Window | None = None
        self._coming: Store | None = None
        self._told: list[str] = list(self._keys.problems)
        self._use_theme()

    def show(self, store: Store) -> Window:
        """Open a window on an open project, instead of the one that is open.

        When that fails the project is closed and the window before stays.
        """
        try:
            return self._shown(store)
        except BaseException:
            store.close()
            raise

    def _shown(self, store: Store) -> Window:
        session = Session(store, lexicon=lexicon(), host=self)
        bridge = Bridge(session, actions=self._actions, layers=self._keys.layers)
        before = self.window
        if before is not None:
            self._state = before.state(self._state)
        window = Window(bridge, self._state, self._current_theme())
        bridge.setParent(window)
        window.theme_asked.connect(self._on_theme_asked)
        window.closing.connect(self._on_closing)
        self._keep_backups(window)
        self.window = window
        window.show()
        if before is not None:
            self._dismiss(before)
        self._report_on(window)
        self._follow_system()
        return window

    # What a session asks of its host

    def open_project(self, path: Path) -> None:
        """Open another project; raises AnnotatorError, and then this one stays open."""
        if self._is_open(path):
            self._say(self.tr("This project is open already."))
            return
        self._refuse_risk()
        progress = self._session().progress
        self._later(open_project(path, progress=progress, checked_later=True))

    def create_project(self, path: Path) -> None:
        """Make a project and open it; raises AnnotatorError, and then this one stays open."""
        self._refuse_risk()
        self._later(create_project(path))

    def open_again(self) -> None:
        """Open what lies at the path now; raises AnnotatorError, and then this one stays open."""
        if self._coming is not None:
            return  # a key that is held down
        self._refuse_risk()
        store = self._session().store
        if store.keeping.trouble is None or not store.keeping.trouble.file_is_away:
            store.stand_down()  # its lock would be in our own way
        self._later(open_project(store.path, checked_later=True))

    def go_on_in(self, copy: Path) -> None:
        """Show a copy instead, at the same place; raises AnnotatorError, and this one stays."""
        session = self._session()
        store = open_project(copy, checked_later=True)
        assert self.window is not None
        self._state = self.window.state(self._state)
        self._state = self._state.with_place(copy, self._state.place_in(session.path))
        self._later(store)

    def restore(self, backup: Path) -> None:
        """Put a backup into the place of the project; what fails is told in the window after."""
        self._refuse_risk()
        # rarely needed
        from annotator.ui.restoring import Restoring  # noqa: PLC0415

        when_free(self, Restoring(self, backup).run)

    def put_away(self) -> None:
        """Close the window and the project in it, to show another one in a moment."""
        window, self.window = self.window, None
        if window is not None:
            self._state = window.state(self._state)
            self._dismiss(window)

    def quit(self) -> None:
        """Close the window, which ends the program."""
        if self.window is not None:
            self.window.close()

    def clipboard_text(self) -> str:
        """The text on the clipboard."""
        return self._application.clipboard().text()

    def copy_text(self, text: str) -> None:
        """Put text on the clipboard."""
        self._application.clipboard().setText(text)

    def close_notice(self) -> bool:
        """Close the message over the article; False where none stands there."""
        bar = self.window.error_bar if self.window is not None else None
        if bar is None or not bar.text:
            return False
        bar.clear()
        return True

    # Windows

    def _session(self) -> Session:
        assert self.window is not None
        return self.window.bridge.session

    def _refuse_risk(self) -> None:
        """Raise when another project in this window would lose steps of the one that is open."""
        if self.window is not None and self._session().store.keeping.unsaved:
            raise NotSaved(
                self.tr(
                    "Not everything is saved. Save a copy elsewhere (Ctrl+Shift+S) or drop what is"
                    " not saved first."
                )
            )

    def _later(self, store: Store) -> None:
        """Replace the window when the command that asked for it is through with it."""
        if self._coming is not None:
            self._coming.close()
        self._coming = store
        when_free(self, self._open_coming)

    def _open_coming(self) -> None:
        """Show the project that was asked for; what cannot be read of it is told in the window."""
        store, self._coming = self._coming, None
        if store is None:
            return
        if self.window is None:  # it was closed meanwhile
            store.close()
            return
        before = self._session().path
        try:
            self.show(store)
        except AnnotatorError as error:
            store.close()
            self.failures.told.emit(str(error))
            return
        if store.path != before and not store.read_only:
            self._say(self.tr("You are in %1 now.").replace("%1", store.path.name))

    def _keep_backups(self, window: Window) -> None:
        places, session = self.folders.places, window.bridge.session
        if places is None:
            return
        keeper = BackupKeeper(session, places, utc_now, window)
        keeper.told.connect(window.error_bar.tell)
        window.bridge.changed.connect(keeper.on_change)
        session.safe = keeper
        keeper.start()
        learner = ModelKeeper(session, window)
        window.bridge.changed.connect(learner.on_change)
        check = OpenCheck(session, window)
        check.told.connect(window.error_bar.tell)
        check.told.connect(window.status.soon)
        check.ended.connect(window.status.note)
        check.start()

    def _is_open(self, path: Path) -> bool:
        if self.window is None or not path.exists():
            return False
        return self.window.bridge.session.path.resolve() == path.resolve()

    def _on_closing(self) -> None:
        window = self.window
        if window is not None and self.sender() == window:
            self._state = window.state(self._state)
            write_state(self.folders.state, self._state)
            self.window = None
            self._dismiss(window)

    @staticmethod
    def _dismiss(window: Window) -> None:
        """Close a window for good, and the project in it."""
        window.closing.disconnect()
        for keeper in window.findChildren(BackupKeeper):
            keeper.leave()
        for learner in window.findChildren(ModelKeeper):
            learner.leave()
        for check in window.findChildren(OpenCheck):
            check.leave()
        window.leave()
        window.close()
        window.deleteLater()

    def _report_on(self, window: Window) -> None:
        """Tell what was found out before there was a window, and what is wrong with the keys."""
        window.error_bar.tell(*self._told)
        self._told.clear()
        window.show_keymap_problems()
        store = window.bridge.session.store
        if store.read_only:
            self._tell_read_only(window, store)
        if store.put_back:
            words = self.tr(
                "%1 was being written when annotator or the computer stopped. What was not finished"
                " is taken back; everything that was shown as saved is there."
            )
            window.error_bar.tell(words.replace("%1", store.path.name))
        warned = self._state.untold(warnings(store.path))
        window.error_bar.tell(*warned)
        self._state = self._state.with_told(warned)

    @staticmethod
    def _tell_read_only(window: Window, store: Store) -> None:
        """Say why nothing can be written, and which key opens it again, for as long as it is so."""
        words, keys = store.read_only_reason, keys_of(window.bridge, "project.open_again")
        if keys and not store.damage:
            again = words.endswith("open it again.")
            words = f"{words[:-1]} ({keys})." if again else f"{words} {keys} opens it again."
        window.error_bar.tell_for_now(words)
        window.keeping.news.connect(window.error_bar.take_back)

    def _tell(self, words: str) -> None:
        if self.window is None:
            self._told.append(words)
        else:
            self.window.error_bar.tell(words)

    def _say(self, words: str) -> None:
        if self.window is not None:
            self.window.bridge.session.say(words)

    # Colours

    def _current_theme(self) -> Theme:
        if self._choice == "system":
            return system_theme(self._application)
        return DARK if self._choice == "dark" else LIGHT

    def _on_theme_asked(self, choice: str) -> None:
        self._choice = choice
        self._use_theme()

    def _follow_system(self) -> None:
        """Change with the system from now on."""
        if not self._listening:
            self._listening = True
            self._application.styleHints().colorSchemeChanged.connect(self._use_theme)

    def _use_theme(self, _scheme: object = None) -> None:
        theme = self._current_theme()
        if theme == self._theme:
            return
        self._theme = theme
        self._application.setPalette(palette(theme))
        self._application.setStyleSheet(stylesheet(theme, fonts.scale()))
        if self.window is not None:
            self.window.set_theme(theme)
