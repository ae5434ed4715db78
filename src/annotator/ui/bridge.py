"""The session as the window knows it: plain events as Qt signals, and actions run by their id."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from annotator.commands import registry
from annotator.commands.keymap import Keymap, Overrides, build
from annotator.commands.registry import Action
from annotator.model.schema import Schema
from annotator.session import Moved, Session, Topic
from annotator.ui.guard import report

RunAction = Callable[[str, dict[str, object]], None]
"""Runs an action by its id with arguments: what panels are given to act with."""

ActionsOf = Callable[[Schema], Sequence[Action]]


class Bridge(QObject):
    """Owns the session of a window, tells views of its events, and runs actions on it.

    Signals are sent at once and on the main thread. `moved` follows every `Moved`, `changed` every
    `Change`; the session itself has already let go of what a change deleted.
    """

    changed = Signal(object)
    """A `Change`: the project changed."""
    moved = Signal(object)
    """A `Moved`: the session moved."""
    keymap_changed = Signal()
    """The actions or their keys are others now, as with another schema."""
    ran = Signal(str)
    """An action ran, or waits for an answer; its id."""

    def __init__(
        self,
        session: Session,
        *,
        actions: ActionsOf = registry.actions,
        layers: Sequence[Overrides] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._actions_of = actions
        self._layers = tuple(layers)
        self._keymap = self._built()
        session.store.on_failed_listener = report
        self._leave = (session.listen(self._on_moved), session.store.subscribe(self.changed.emit))

    @property
    def session(self) -> Session:
        """The session."""
        return self._session

    @property
    def keymap(self) -> Keymap:
        """Every action with its keys."""
        return self._keymap

    def run(self, action_id: str, /, **arguments: object) -> bool:
        """Run an action, or the command of that id; arguments are added to the action's own.

        Returns whether it ran or waits for an answer. Why it cannot is said in the status line; a
        bug in a command is reported and does not end the program.
        """
        action = self.find(action_id)
        if action is None:
            self._session.say(
                self.tr("There is no command “%1”.").replace("%1", action_id), failed=True
            )
            return False
        try:
            given = {**action.arguments, **arguments}
            ran = registry.run(self._session, action.command, given)
        except Exception as error:  # a bug must not be lost in a slot
            report(error)
            return False
        if ran:
            self.ran.emit(action.id)
        return ran

    def perform(self, action_id: str, arguments: dict[str, object]) -> None:
        """Run an action, as a `RunAction`."""
        self.run(action_id, **arguments)

    def find(self, action_id: str) -> Action | None:
        """The action of an id; a command with variants is found by its own id too."""
        found = self._keymap.action(action_id)
        if found is not None:
            return found
        for action in self._keymap.actions:
            if action.command.id == action_id:
                return Action(action_id, action.command.title, (), action.command)
        return None

    def close(self) -> None:
        """Hear no more of the session."""
        for leave in self._leave:
            leave()

    def _built(self) -> Keymap:
        return build(self._actions_of(self._session.schema), *self._layers)

    def _on_moved(self, moved: Moved) -> None:
        if Topic.PROJECT in moved.topics:
            self._keymap = self._built()
            self.keymap_changed.emit()
        self.moved.emit(moved)
