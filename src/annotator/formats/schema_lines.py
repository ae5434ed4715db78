"""Where in a schema file a value stands: its line, for messages that a person can act on."""

from __future__ import annotations

import re
from collections.abc import Iterator

Path = tuple[str | int, ...]
"""The keys and list positions that lead to a value, as `("entity_type", 2, "key")`."""

_TOML_TABLE = re.compile(r"\s*(\[\[?)([^\[\]#]+)\]")
_TOML_KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")
_JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+', re.S)


def line_of(path: Path, lines: dict[Path, int]) -> int | None:
    """Return the line of a value, or that of the nearest thing around it that has one."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def toml_lines(text: str) -> dict[Path, int]:
    """Return the line of every table and key of a TOML file."""
    lines: dict[Path, int] = {}
    counts: dict[str, int] = {}
    table: Path = ()
    for number, line in enumerate(text.split("\n"), start=1):
        header = _TOML_TABLE.match(line)
        if header:
            name = header[2].strip().strip("\"'")
            table = (name,)
            if header[1] == "[[":
                counts[name] = counts.get(name, -1) + 1
                table = (name, counts[name])
            lines.setdefault(table[:1], number)
            lines.setdefault(table, number)
        elif key := _TOML_KEY.match(line):
            lines.setdefault((*table, key[1]), number)
    return lines


def json_lines(text: str) -> dict[Path, int]:
    """Return the line of every value of a JSON file that parses."""
    lines: dict[Path, int] = {}
    stack: list[str | int | None] = []
    for mark, number in _json_tokens(text):
        if mark in "]}":
            stack.pop()
        elif mark == ",":
            # the next list position; in an object None waits for the next key
            last = stack[-1]
            stack[-1] = last + 1 if isinstance(last, int) else None
        elif stack and stack[-1] is None:
            stack[-1] = _unquoted(mark)
            lines[_path(stack)] = number
        elif mark != ":":
            lines.setdefault(_path(stack), number)
            if mark in "[{":
                stack.append(0 if mark == "[" else None)
    return lines


def _json_tokens(text: str) -> Iterator[tuple[str, int]]:
    number, at = 1, 0
    for match in _JSON_TOKEN.finditer(text):
        number += text.count("\n", at, match.start())
        at = match.start()
        yield match[0], number


def _unquoted(mark: str) -> str:
    return mark[1:-1]


def _path(stack: list[str | int | None]) -> Path:
    return tuple(part for part in stack if part is not None)
