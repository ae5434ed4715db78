"""What the next keys do: the few actions that the status line offers, by where the reader is."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.commands.keymap import Keymap
from annotator.commands.registry import Action
from annotator.session import Mode, Session
from annotator.session.state import EVERYWHERE, PANELS

_MOST = 5
_WITH_WORDS = ("statement.new", "entity.link", "move.next_mention")
_ON_MENTION = ("entity.link", "occurrences.preview", "mention.remove", "mention.cycle_level")
_IN_STATEMENT = ("statement.set_source", "statement.set_cue", "statement.cycle_form")
_READING = ("move.next_candidate", "move.next_mention", "move.next_statement", "select.hints")


def next_actions(keymap: Keymap, session: Session) -> list[Action]:
    """The actions to offer, best first; all of them have a key and can run now."""
    if session.mode is not Mode.ARTICLE:
        return _of_mode(keymap, session)
    found: list[Action] = []
    for action in _in_article(keymap, session):
        if action.keys and action not in found and _can_run(action, session):
            found.append(action)
        if len(found) == _MOST:
            break
    return found


def _in_article(keymap: Keymap, session: Session) -> Iterator[Action]:
    if session.selection is not None and session.mention is None:
        yield from _tags(keymap)
        yield from _named(keymap, _WITH_WORDS)
    elif session.mention is not None:
        yield from _named(keymap, _ON_MENTION)
    if session.statement is not None:
        yield from _named(keymap, _IN_STATEMENT)
    yield from _named(keymap, _READING)
    yield from _of_mode(keymap, session)


def _tags(keymap: Keymap) -> list[Action]:
    """The first two types of the schema: enough to show what a type key does."""
    return [action for action in keymap.actions if action.command.id == "mention.add"][:2]


def _named(keymap: Keymap, ids: tuple[str, ...]) -> Iterator[Action]:
    for id in ids:
        action = keymap.action(id)
        if action is not None:
            yield action


def _of_mode(keymap: Keymap, session: Session) -> list[Action]:
    """The first actions that belong to a mode and not to every panel."""
    found: list[Action] = []
    for _, action in keymap.in_mode(session.mode):
        general = action.command.modes in (EVERYWHERE, PANELS)
        if not general and action not in found and _can_run(action, session):
            found.append(action)
        if len(found) == _MOST:
            break
    return found


def _can_run(action: Action, session: Session) -> bool:
    return action.command.when.reason_against(session) is None
