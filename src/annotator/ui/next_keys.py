"""What the next keys do: the few that the status line offers, by where the reader is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from annotator.commands.accepting import offered
from annotator.commands.keymap import Keymap
from annotator.commands.registry import Action
from annotator.session import Mode, Session
from annotator.session.state import EVERYWHERE, PANELS
from annotator.text.segments import word_at
from annotator.ui.key_hints import KeyHint
from annotator.ui.titles import help_of, short_title

_MOST = 5
_WITH_WORDS = ("statement.new", "entity.link", "move.next_mention")
_OFFERED = ("suggestion.accept", "suggestion.reject", "occurrences.preview")
_ON_MENTION = ("entity.link", "occurrences.preview", "mention.remove", "mention.cycle_level")
#: "Allegedly" is proposed by nothing but this key.
_ON_HEDGE = ("statement.new",)
_IN_STATEMENT = ("statement.set_source", "statement.set_cue", "statement.cycle_form")
_READING = ("move.next_candidate", "move.next_mention", "move.next_statement", "select.hints")
_DOCUMENTS = ("document.done_and_next", "document.toggle_done", "document.delete")


@runtime_checkable
class SaysKeys(Protocol):
    """A widget with keys of its own, such as a popup or the find bar."""

    def keys_here(self) -> tuple[tuple[str, str], ...]:
        """Keys and what each does, while the keyboard is in this widget."""


def next_hints(keymap: Keymap, session: Session, focused: QWidget | None) -> list[KeyHint]:
    """The keys to offer: those of the field or popup with the keyboard, else of the mode."""
    owner = _owner(focused)
    if owner is not None:
        return [KeyHint(key, words, "") for key, words in owner.keys_here()]
    if session.mode is Mode.HINTS:
        return [KeyHint("a … z", _tr("type the two letters"), ""), *_esc(keymap)]
    if session.mode is Mode.EDGE:
        return [*_edge_hints(keymap), *_esc(keymap)]
    hints = [_hint(action) for action in next_actions(keymap, session)]
    if session.mode is Mode.DOCUMENTS:
        slash = KeyHint("/", _tr("filter"), "")
        return [KeyHint("Enter", _tr("open"), ""), *hints, slash, *_esc(keymap)]
    return hints


def next_actions(keymap: Keymap, session: Session) -> list[Action]:
    """The actions to offer, best first; all of them have a key and can run now."""
    if session.mode is not Mode.ARTICLE:
        return _of_mode(keymap, session)
    return _offered(_in_article(keymap, session), session)


def _owner(focused: QWidget | None) -> SaysKeys | None:
    """What encloses the widget with the keyboard and has keys of its own."""
    while focused is not None and not focused.isWindow():
        if isinstance(focused, SaysKeys):
            return focused
        focused = focused.parentWidget()
    return None


def _edge_hints(keymap: Keymap) -> Iterator[KeyHint]:
    """The two keys of a step stand together: there are many, and little room."""
    for ids, words in (
        (("edge.word_left", "edge.word_right"), _tr("move by a word")),
        (("edge.character_left", "edge.character_right"), _tr("by a character")),
        (("edge.release",), _tr("let go")),
        (("edge.left", "edge.right"), _tr("the left, the right edge")),
    ):
        actions = [action for action in _named(keymap, ids) if action.keys]
        if actions:
            keys = " ".join(action.keys[0] for action in actions)
            yield KeyHint(keys, words, actions[-1].id, help_of(actions[-1]))


def _esc(keymap: Keymap) -> Iterator[KeyHint]:
    found = keymap.find(Mode.ARTICLE, "Esc")
    if found is not None:
        yield KeyHint("Esc", _tr("back to the article"), found.id, help_of(found))


def _hint(action: Action) -> KeyHint:
    return KeyHint(action.keys[0], short_title(action), action.id, help_of(action))


def _in_article(keymap: Keymap, session: Session) -> Iterator[Action]:
    if offered(session) is not None:
        yield from _named(keymap, _OFFERED)
    if session.selection is not None and session.mention is None:
        yield from _tags(keymap)
        yield from _named(keymap, _WITH_WORDS)
    elif session.mention is not None:
        yield from _named(keymap, _ON_MENTION)
    elif _is_on_hedge(session):
        yield from _named(keymap, _ON_HEDGE)
    if session.statement is not None:
        yield from _named(keymap, _IN_STATEMENT)
    yield from _named(keymap, _READING)
    yield from _in_mode(keymap, session.mode)


def _is_on_hedge(session: Session) -> bool:
    word = word_at(session.text, session.caret)
    return word is not None and word.of(session.text).lower() in session.lexicon.hedges


def _tags(keymap: Keymap) -> list[Action]:
    """The first two types of the schema: enough to show what a type key does."""
    return [action for action in keymap.actions if action.command.id == "mention.add"][:2]


def _named(keymap: Keymap, ids: tuple[str, ...]) -> Iterator[Action]:
    for id in ids:
        action = keymap.action(id)
        if action is not None:
            yield action


def _of_mode(keymap: Keymap, session: Session) -> list[Action]:
    if session.mode is Mode.DOCUMENTS:
        return _offered(_named(keymap, _DOCUMENTS), session)
    return _offered(_in_mode(keymap, session.mode), session)


def _in_mode(keymap: Keymap, mode: Mode) -> Iterator[Action]:
    """The actions that belong to a mode and not to every panel."""
    for _, action in keymap.in_mode(mode):
        if action.command.modes not in (EVERYWHERE, PANELS):
            yield action


def _offered(actions: Iterator[Action], session: Session) -> list[Action]:
    """The first few actions that have a key and can run now."""
    found: list[Action] = []
    for action in actions:
        can_run = action.command.when.reason_against(session) is None
        if action.keys and action not in found and can_run:
            found.append(action)
        if len(found) == _MOST:
            break
    return found


def _tr(words: str) -> str:
    return QCoreApplication.translate("NextKeys", words)
