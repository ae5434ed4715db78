"""The command palette: every command by a few letters of it, with its key or why it cannot."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from annotator.commands.registry import Action
from annotator.session import Choice, ChoiceQuestion, Mode
from annotator.ui.bridge import Bridge
from annotator.ui.dialogs.choice import ChoicePopup
from annotator.ui.titles import is_listed, title_of

_MOST_RECENT = 8
_START = 8
_NEXT = 4
_LONG_ENOUGH = 4


class Palette(ChoicePopup):
    """Lists what was run from here lately first; what cannot run now says why when it is picked."""

    def __init__(
        self,
        parent: QWidget,
        bridge: Bridge,
        colour_of: Callable[[str], str],
        recent: list[str],
    ) -> None:
        self._bridge = bridge
        self._recent = recent
        self._entries = [
            _entry(action, bridge) for action in bridge.keymap.actions if is_listed(action)
        ]
        question = ChoiceQuestion(
            _tr("Commands"), self._found, _tr("Type a few letters of a command…")
        )
        super().__init__(parent, question, colour_of)
        self.picked.connect(self._run)

    def _found(self, letters: str) -> Sequence[Choice]:
        wanted = letters.strip()
        if not wanted:
            order = {id: place for place, id in enumerate(self._recent)}
            return sorted(self._entries, key=lambda entry: order.get(str(entry.value), len(order)))
        scored = [
            (score, number, entry)
            for number, entry in enumerate(self._entries)
            if (score := fuzzy(wanted, entry.label)) is not None
        ]
        found = [entry for _, _, entry in sorted(scored, key=lambda each: (-each[0], each[1]))]
        whole = [entry for entry in found if wanted.lower() in entry.label.lower()]
        # a word of the id says more than letters that are scattered over a title
        ordered = [*whole, *self._named_otherwise(wanted.lower()), *found]
        return list(dict.fromkeys(ordered))

    def _named_otherwise(self, word: str) -> list[Choice]:
        """Commands whose id has a word that their title says in another one, as “search”."""
        if len(word) < _LONG_ENOUGH:
            return []
        return [entry for entry in self._entries if word in str(entry.value)]

    def _run(self, choice: Choice) -> None:
        id = str(choice.value)
        if id in self._recent:
            self._recent.remove(id)
        self._recent.insert(0, id)
        del self._recent[_MOST_RECENT:]
        self._bridge.run(id)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Palette", words)


def fuzzy(letters: str, title: str) -> int | None:
    """How well letters fit a title in their order, more is better; None when they do not.

    Letters at the start of words and letters in a row count most.
    """
    low, score, at, last = title.lower(), 0, 0, -2
    for letter in letters.lower():
        if letter.isspace():
            continue
        found = _best_place(low, letter, at, last)
        if found < 0:
            return None
        score += _START if _starts_word(low, found) else 0
        score += _NEXT if found == last + 1 else 0
        last, at = found, found + 1
    whole = low.find(letters.lower())
    bonus = len(letters) * _START if whole >= 0 else 0
    return score + bonus * (2 if whole == 0 else 1) - len(title) // 8


def _best_place(low: str, letter: str, at: int, last: int) -> int:
    """Right after the letter before, else at the start of a word, else anywhere."""
    if at < len(low) and at == last + 1 and low[at] == letter:
        return at
    place = low.find(letter, at)
    first = place
    while place >= 0 and not _starts_word(low, place):
        place = low.find(letter, place + 1)
    return place if place >= 0 else first


def _starts_word(low: str, at: int) -> bool:
    return at == 0 or not low[at - 1].isalnum()


def _entry(action: Action, bridge: Bridge) -> Choice:
    reason = action.command.when.reason_against(bridge.session)
    where = action.command.menu.replace("/", " / ")
    key = action.keys[0] if action.keys else ""
    return Choice(
        label=title_of(action),
        value=action.id,
        detail=reason or where,
        key=f"{key} · {panel}" if key and (panel := _panel_of(action)) else key,
        colour_of=str(action.arguments.get("type", action.arguments.get("entity_type", ""))),
    )


def _panel_of(action: Action) -> str:
    """Where a key works, if that is only in one place other than the article."""
    modes = action.command.modes
    if Mode.ARTICLE in modes or len(modes) != 1:
        return ""
    names = {
        Mode.ENTITIES: _tr("in Entities"),
        Mode.CLAIMS: _tr("in Claims"),
        Mode.DOCUMENTS: _tr("in Documents"),
        Mode.EDGE: _tr("at an edge"),
        Mode.PREVIEW: _tr("in a preview"),
        Mode.SEARCH: _tr("in places found"),
    }
    return names.get(next(iter(modes)), "")
