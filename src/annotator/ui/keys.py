"""Names a key press as a keymap writes it: by the character typed, never by the key's place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

NAMED = {
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Tab: "Tab",
    Qt.Key.Key_Backtab: "Tab",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_Backspace: "Backspace",
    Qt.Key.Key_Delete: "Del",
    Qt.Key.Key_Insert: "Ins",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
    Qt.Key.Key_PageUp: "PgUp",
    Qt.Key.Key_PageDown: "PgDn",
    Qt.Key.Key_Menu: "Menu",
    Qt.Key.Key_Help: "Help",
    **{Qt.Key(Qt.Key.Key_F1.value + number): f"F{number + 1}" for number in range(24)},
}
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_META = Qt.KeyboardModifier.MetaModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_LETTERS = range(ord("A"), ord("Z") + 1)
_ASCII = range(0x21, 0x7F)
_CHARACTERS = range(0x21, 0x110000)


def key_name(event: QKeyEvent) -> str:
    """The name of a key press, such as `p`, `Shift+S`, `!`, `Ctrl+Shift+F` or `Shift+Tab`.

    Empty for a modifier alone, a dead key, and whatever else types nothing and has no name.
    """
    held = event.modifiers()
    try:
        named = NAMED.get(Qt.Key(event.key()))
    except ValueError:  # a key that this Qt has no name for
        named = None
    if named:
        shift = bool(held & _SHIFT) or event.key() == Qt.Key.Key_Backtab
        return _joined(held, named, shift=shift)
    typed = event.text()
    if len(typed) == 1 and typed.isprintable() and _is_plain(held, typed, event.key()):
        return _character(typed, held)
    if held & (_CTRL | _ALT | _META):
        return _combination(event)
    return ""


def types_a_character(name: str) -> bool:
    """Whether a key of this name would type something into a text."""
    return len(name) == 1 or (name.startswith("Shift+") and len(name) == len("Shift+S"))


def _is_plain(held: Qt.KeyboardModifier, typed: str, key: int) -> bool:
    """No command modifier; Ctrl and Alt together are AltGr when they make another sign."""
    if not held & (_CTRL | _ALT | _META):
        return True
    alt_gr = bool(held & _CTRL) and bool(held & _ALT)
    return alt_gr and not typed.isalnum() and ord(typed) != key


def _character(typed: str, held: Qt.KeyboardModifier) -> str:
    """A letter tells Shift, whatever Caps Lock says; a sign is itself however it is typed."""
    if not _is_letter(typed):
        return typed
    return f"Shift+{typed.upper()}" if held & _SHIFT else typed.lower()


def _is_letter(typed: str) -> bool:
    return typed.isalpha() and typed.lower() != typed.upper() and len(typed.upper()) == 1


def _combination(event: QKeyEvent) -> str:
    key = event.key()
    # Some systems give the letter of another alphabet here; the command keys are Latin ones.
    if key not in _ASCII and event.nativeVirtualKey() in _LETTERS:
        key = event.nativeVirtualKey()
    if key not in _CHARACTERS:
        return ""
    character = chr(key).upper()
    if not character.isprintable() or len(character) != 1:
        return ""
    # Shift makes another sign of a sign (Ctrl and + on a US keyboard), but not of a letter.
    shift = bool(event.modifiers() & _SHIFT) and character.isalpha()
    return _joined(event.modifiers(), character, shift=shift)


def _joined(held: Qt.KeyboardModifier, name: str, *, shift: bool) -> str:
    parts = [
        word
        for word, is_held in (
            ("Ctrl", bool(held & _CTRL)),
            ("Alt", bool(held & _ALT)),
            ("Meta", bool(held & _META)),
            ("Shift", shift),
        )
        if is_held
    ]
    return "+".join([*parts, name])
