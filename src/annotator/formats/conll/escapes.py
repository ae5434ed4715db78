"""Words as a part of one field: nothing in them can be taken for a bracket, a column or a line."""

from __future__ import annotations

import re
from urllib.parse import unquote

_SPECIAL = re.compile(r"[^\w.'/@+]")
_SPECIAL_OR_BAR = re.compile(r"[^\w.'/@+]|_")
_ESCAPE = re.compile(r"\\(?:u\{([0-9A-F]{1,6})\}|(.))", re.DOTALL)
_NAMED = {" ": "s", "\t": "t", "\r": "r", "\n": "n", "|": "p", "\\": "\\"}
_BY_NAME = {name: char for char, name in _NAMED.items()}
_FIRST_PRINTED = 32


def escaped(words: str) -> str:
    """Words with `_` for each space, and whatever else is special as `%28`."""
    return _SPECIAL_OR_BAR.sub(_blank_or_percent, words)


def label_escaped(label: str) -> str:
    """The name of a type, in which `_` may stay as it is."""
    return _SPECIAL.sub(_percent, label) or "_"


def unescaped(field: str) -> str:
    """The words that a field was made of."""
    return unquote(field.replace("_", " "))


def blanks_escaped(blanks: str) -> str:
    r"""White space as `SpacesAfter` has it: `\\s\\t\\r\\n`, and other kinds as `\\u{A0}`."""
    return "".join(_named_or_code(char) for char in blanks)


def line_escaped(words: str) -> str:
    """Words that stay on one line and keep their spaces at both ends."""
    inner = words.strip(" ")
    before, _, after = words.partition(inner) if inner else (words, "", "")
    kept = "".join(_named_or_code(char) if _ends_lines(char) else char for char in inner)
    return f"{blanks_escaped(before)}{kept}{blanks_escaped(after)}"


def escapes_undone(field: str) -> str:
    """The words or white space that stand for themselves or after a backslash."""
    return _ESCAPE.sub(_undone, field) if "\\" in field else field


def _undone(match: re.Match[str]) -> str:
    if match[1] is None:
        return _BY_NAME.get(match[2], match[0])
    code = int(match[1], 16)
    surrogate = 0xD800 <= code < 0xE000  # noqa: PLR2004 - as Unicode has them
    return match[0] if surrogate or code > 0x10FFFF else chr(code)  # noqa: PLR2004


def _ends_lines(char: str) -> bool:
    return char == "\\" or (char != " " and char.isspace()) or ord(char) < _FIRST_PRINTED


def _named_or_code(char: str) -> str:
    return f"\\{_NAMED[char]}" if char in _NAMED else f"\\u{{{ord(char):X}}}"


def _blank_or_percent(match: re.Match[str]) -> str:
    return "_" if match[0] == " " else _percent(match)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())
