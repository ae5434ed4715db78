import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from annotator.commands.keymap import normalised
from annotator.ui.keys import key_name, types_a_character

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier
KEY = Qt.Key


def named(key, held=NONE, text="", native=0):
    return key_name(QKeyEvent(QEvent.Type.KeyPress, key, held, 0, native, 0, text))


@pytest.mark.parametrize(
    ("key", "held", "text", "name"),
    [
        (KEY.Key_P, NONE, "p", "p"),
        (KEY.Key_S, SHIFT, "S", "Shift+S"),
        (KEY.Key_1, NONE, "1", "1"),
        (KEY.Key_QuoteDbl, SHIFT, '"', '"'),
        (KEY.Key_Exclam, SHIFT, "!", "!"),
        (KEY.Key_Greater, SHIFT, ">", ">"),
        (KEY.Key_ParenLeft, SHIFT, "(", "("),
        (KEY.Key_Question, SHIFT, "?", "?"),
        (KEY.Key_Space, NONE, " ", "Space"),
        (KEY.Key_Space, SHIFT, " ", "Shift+Space"),
        (KEY.Key_Return, NONE, "\r", "Enter"),
        (KEY.Key_Enter, KEYPAD, "\r", "Enter"),
        (KEY.Key_Return, CTRL, "\r", "Ctrl+Enter"),
        (KEY.Key_Tab, NONE, "\t", "Tab"),
        (KEY.Key_Backtab, SHIFT, "", "Shift+Tab"),
        (KEY.Key_Escape, NONE, "\x1b", "Esc"),
        (KEY.Key_Backspace, NONE, "\x08", "Backspace"),
        (KEY.Key_Delete, NONE, "\x7f", "Del"),
        (KEY.Key_Left, SHIFT | ALT, "", "Alt+Shift+Left"),
        (KEY.Key_PageDown, CTRL, "", "Ctrl+PgDn"),
        (KEY.Key_F6, SHIFT, "", "Shift+F6"),
        (KEY.Key_Z, CTRL | SHIFT, "\x1a", "Ctrl+Shift+Z"),
        (KEY.Key_Plus, CTRL | SHIFT, "+", "Ctrl++"),
        (KEY.Key_Minus, CTRL, "-", "Ctrl+-"),
        (KEY.Key_4, KEYPAD, "4", "4"),
    ],
)
def test_a_key_is_named_as_a_keymap_writes_it(key, held, text, name):
    assert named(key, held, text) == name
    assert normalised(name) == name


def test_caps_lock_changes_no_letter():
    assert named(KEY.Key_P, NONE, "P") == "p"
    assert named(KEY.Key_S, SHIFT, "s") == "Shift+S"


def test_a_digit_is_the_character_typed_not_the_place_of_the_key():
    # A French keyboard types "1" with Shift, and "&" without.
    assert named(KEY.Key_Ampersand, NONE, "&") == "&"
    assert named(KEY.Key_1, SHIFT, "1") == "1"


def test_a_sign_typed_with_alt_gr_is_itself():
    assert named(KEY.Key_BracketLeft, CTRL | ALT, "[") in ("[", "Ctrl+Alt+[")
    assert named(KEY.Key_8, CTRL | ALT, "[") == "["


def test_a_letter_of_another_alphabet_is_itself():
    assert named(Qt.Key(0x416), NONE, "ж") == "ж"
    assert named(Qt.Key(0x416), SHIFT, "Ж") == "Shift+Ж"


def test_ctrl_with_another_alphabet_gives_the_latin_letter_of_the_system():
    assert named(Qt.Key(0x42F), CTRL, "", native=ord("Z")) == "Ctrl+Z"


def test_modifiers_alone_and_dead_keys_have_no_name():
    assert named(KEY.Key_Shift, SHIFT) == ""
    assert named(KEY.Key_Control, CTRL) == ""
    assert named(KEY.Key_Dead_Acute, NONE) == ""


def test_what_types_is_told_from_what_moves():
    assert types_a_character("p")
    assert types_a_character("Shift+S")
    assert not types_a_character("Space")
    assert not types_a_character("Ctrl+K")
