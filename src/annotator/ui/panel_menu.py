"""The context menu of a panel: the commands of its keys, with their keys."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from annotator.commands.registry import Action
from annotator.session import Mode
from annotator.ui.bridge import Bridge

_SIGNS = {"Backspace": "⌫", "Delete": "Del", "Return": "Enter", "Escape": "Esc"}


def key_sign(key: str) -> str:
    """How a key is shown in little room, as `⇧C` for `Shift+C`."""
    *held, last = [key] if key in {"+", "Ctrl++"} else key.split("+")
    sign = _SIGNS.get(last, last)
    return "".join("⇧" if each == "Shift" else f"{each}+" for each in held) + sign


def keys_of(bridge: Bridge, action_id: str) -> str:
    """The first key of an action as it is shown; empty when it has none."""
    action = bridge.find(action_id)
    return key_sign(action.keys[0]) if action and action.keys else ""


def panel_actions(bridge: Bridge, mode: Mode, modules: Collection[str]) -> list[Action]:
    """The actions of some command modules that a mode has keys or a menu place for."""
    return [
        action
        for action in bridge.keymap.actions
        if mode in action.command.modes and action.id.split(".")[0] in modules
    ]


def panel_menu(bridge: Bridge, parent: QWidget, actions: list[Action]) -> QMenu:
    """A menu of actions; what cannot run now is grey and says why."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setToolTipsVisible(True)
    module = ""
    for action in actions:
        if module and action.command.id.split(".")[0] != module:
            menu.addSeparator()
        module = action.command.id.split(".")[0]
        keys = f"\t{key_sign(action.keys[0])}" if action.keys else ""
        entry = menu.addAction(action.title.replace("&", "&&") + keys)
        reason = action.command.when.reason_against(bridge.session)
        entry.setEnabled(reason is None)
        entry.setToolTip(reason or "")
        entry.triggered.connect(partial(_run, bridge, action.id))
    return menu


def _run(bridge: Bridge, action_id: str, *_checked: bool) -> None:
    bridge.run(action_id)


def open_menu(menu: QMenu, widget: QWidget, at: QPoint) -> None:
    """Open a menu at a place of a widget, without waiting for it."""
    if not menu.isEmpty():
        menu.popup(widget.mapToGlobal(at))
