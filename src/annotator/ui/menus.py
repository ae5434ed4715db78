"""The menu bar, made from the declarations of the actions.

Keys stand beside the entries as words. No entry has a shortcut of Qt's, since that would fire while
a text field has the keyboard.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from annotator.commands.registry import Action
from annotator.ui.bridge import Bridge
from annotator.ui.titles import help_of, title_of

ORDER = ("File", "Edit", "Annotate", "Go", "View", "Help")
_TITLES = {
    "File": "&File",
    "Edit": "&Edit",
    "Annotate": "&Annotate",
    "Go": "&Go",
    "View": "&View",
    "Help": "&Help",
}

_LAST = frozenset({"project.quit"})
_SUBMENUS_LAST = frozenset({"Edit"})


class Menus(QObject):
    """Fills each menu when it is first opened, and refreshes what can run every time."""

    explained = Signal(str)
    """What the entry under the mouse or the keys does, or why it cannot; empty when none is."""

    def __init__(self, bar: QMenuBar, bridge: Bridge) -> None:
        super().__init__(bar)
        self._bar = bar
        self._bridge = bridge
        self._entries: dict[str, list[tuple[QAction, Action]]] = {}
        self._menus: dict[str, QMenu] = {}
        bridge.keymap_changed.connect(self._forget)
        for name in ORDER:
            self._add_menu(name)

    def menu(self, name: str) -> QMenu:
        """A menu of the bar, filled, by its English name. Raises KeyError when there is none."""
        self._open(name)
        return self._menus[name]

    def _add_menu(self, name: str) -> None:
        menu = self._bar.addMenu(QCoreApplication.translate("Menus", _TITLES[name]))
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(partial(self._open, name))
        menu.aboutToHide.connect(partial(self.explained.emit, ""))
        menu.hovered.connect(self._on_hovered)
        self._menus[name] = menu

    def _forget(self) -> None:
        self._entries.clear()

    def _open(self, name: str) -> None:
        if name not in self._entries:
            self._fill(name)
        session = self._bridge.session
        for entry, action in self._entries[name]:
            reason = action.command.when.reason_against(session)
            entry.setEnabled(reason is None)
            words = reason or help_of(action)
            entry.setStatusTip(words)
            entry.setToolTip(words)

    def _fill(self, name: str) -> None:
        menu = self._menus[name]
        menu.clear()
        entries: list[tuple[QAction, Action]] = []
        submenus: dict[str, QMenu] = {"": menu}
        module = ""
        for action in self._of_menu(name):
            path = action.command.menu.partition("/")[2]
            owner = action.command.id.partition(".")[0]
            if not path and module and owner != module:
                menu.addSeparator()
            module = owner if not path else module
            entry = self._submenu(submenus, path).addAction(_entry_text(action))
            entry.setMenuRole(QAction.MenuRole.NoRole)
            entry.triggered.connect(partial(self._run, action.id))
            entries.append((entry, action))
        self._entries[name] = entries

    def _of_menu(self, name: str) -> list[Action]:
        """The actions of a menu as declared, but for those that have a place everybody knows."""
        found = [
            action
            for action in self._bridge.keymap.actions
            if action.command.menu.partition("/")[0] == name
        ]
        found.sort(key=lambda action: action.id in _LAST)
        if name in _SUBMENUS_LAST:
            found.sort(key=lambda action: "/" in action.command.menu)
        return found

    def _submenu(self, submenus: dict[str, QMenu], path: str) -> QMenu:
        if path not in submenus:
            above, _, title = path.rpartition("/")
            made = self._submenu(submenus, above).addMenu(
                QCoreApplication.translate("Menus", title)
            )
            made.setToolTipsVisible(True)
            made.hovered.connect(self._on_hovered)
            submenus[path] = made
        return submenus[path]

    def _run(self, action_id: str, _checked: object = None) -> None:
        self._bridge.run(action_id)

    def _on_hovered(self, entry: QAction) -> None:
        self.explained.emit(entry.statusTip())


def _entry_text(action: Action) -> str:
    title = title_of(action).replace("&", "&&")
    return f"{title}\t{action.keys[0]}" if action.keys else title
