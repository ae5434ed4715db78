r"""How WebAnno TSV writes what has a meaning in it.

In values `\ [ ] | _ ; * TAB LF` and `->` get a backslash before them. In texts control characters
get one, and those that have a letter are written with it. A carriage return in a value is written
as in a text: the format itself has no way for it.
"""

from __future__ import annotations

import re

_VALUE = re.compile(r"->|[\\\[\]|_;*\t\n\r]")
_ESCAPED_VALUE = re.compile(r"\\(->|[\\\[\]|_;*tnr])")
_LETTERS = {"\t": "t", "\n": "n", "\r": "r", "\f": "f", "\b": "b"}
_MEANT = {letter: char for char, letter in _LETTERS.items()}
_TEXT = re.compile(r"[\x00-\x0a\x0c-\x1f\\]")
_ESCAPED_TEXT = re.compile(r"\\([\x00-\x1f\\tnrfb])")
_JAVA_TEXT = re.compile(r"\\(?:u+([0-9a-fA-F]{4})|([0-3]?[0-7]{1,2})|(.))", re.DOTALL)
_TOKEN = re.compile(r"[\t\n\r]")
_PARTS = {mark: re.compile(rf"((?:\\.?|[^\\{mark}])*+)(?:\{mark}|\Z)", re.DOTALL) for mark in "|;"}


def escape_value(value: str) -> str:
    """The value of a feature as it is written."""
    return _VALUE.sub(lambda found: "\\" + _LETTERS.get(found[0], found[0]), value)


def unescape_value(written: str) -> str:
    """The value that is written; a backslash before anything else is one."""
    return _ESCAPED_VALUE.sub(lambda found: _MEANT.get(found[1], found[1]), written)


def escape_text(text: str) -> str:
    """A line of a text as it is written."""
    return _TEXT.sub(lambda found: "\\" + _LETTERS.get(found[0], found[0]), text)


def unescape_text(written: str, version: tuple[int, int] = (3, 3)) -> str:
    """The text that is written; before 3.2 it was written as Java writes its texts."""
    if version < (3, 2):
        found = _JAVA_TEXT.sub(_of_java, written)
        # Java writes characters beyond U+FFFF as two
        return found.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return _ESCAPED_TEXT.sub(lambda found: _MEANT.get(found[1], found[1]), written)


def _of_java(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    if found[2]:
        return chr(int(found[2], 8))
    return _MEANT.get(found[3], found[3])


def escape_token(token: str) -> str:
    """A token as it is written in its row: as it is, but for what would end its cell."""
    return _TOKEN.sub(lambda found: "\\" + _LETTERS[found[0]], token)


def parts(cell: str, mark: str) -> list[str]:
    """The parts of a cell between marks (`|` or `;`) that are not escaped."""
    if mark not in cell:
        return [cell]
    found = []
    for match in _PARTS[mark].finditer(cell):
        found.append(match[1])
        if match.end() == match.end(1):  # no mark behind it: it was the last
            break
    return found
