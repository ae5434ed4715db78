"""Strict JSON: bytes to a tree, refusing all that two programs could read differently."""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from annotator.errors import AnnotatorError
from annotator.text.visible import cut

LARGEST_INTEGER = 2**63 - 1
MOST_SHOWN = 5
"""So many problems are named in one message; the rest are counted."""
MOST_SAID = 250
"""So many characters of each problem are shown."""
_MOST_NAMED = 40
_LONG = 19
"""Fewer digits than that always fit into 64 bits."""
_MANY_PARTS = 500_000
_LEAST_OF_PART = 20
_SURROGATE = re.compile("[\ud800-\udfff]")
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""How a half, or a whole one of two, is written; most files have none."""


class JsonFormatError(AnnotatorError):
    """A file that is not the native format, or does not hold together; `problems` says why."""

    def __init__(self, problems: Sequence[str]) -> None:
        shown = "\n".join(f"  {cut(problem, MOST_SAID)}" for problem in problems[:MOST_SHOWN])
        more = len(problems) - MOST_SHOWN
        rest = f"\n  and {more} more" if more > 0 else ""
        super().__init__(f"The file cannot be imported; mend it or export it again:\n{shown}{rest}")
        self.problems = tuple(problems)


def parse(data: bytes) -> object:
    """Return the tree of a JSON file in UTF-8.

    Raises JsonFormatError for anything else than one JSON value, for NaN and infinities, for
    integers beyond 64 bits, for a key twice in an object, and for halves of characters.
    """
    Density().take(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise JsonFormatError([f"byte {error.start}: not UTF-8"]) from error
    try:
        found: object = strict_decoder().decode(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise JsonFormatError([f"{place}: not JSON: {error.msg}"]) from error
    except ValueError as error:
        raise JsonFormatError([str(error)]) from error
    except RecursionError:
        raise JsonFormatError(["nested too deeply"]) from None
    refuse_halves(found, text)
    return found


@cache
def strict_decoder() -> json.JSONDecoder:
    """What decodes JSON so; it raises JsonFormatError, ValueError and RecursionError."""
    return json.JSONDecoder(
        object_pairs_hook=distinct,
        parse_constant=_constant,
        parse_float=_float,
        parse_int=_integer,
    )


class Density:
    """Refuses what fills the memory: an export has a list in 60 bytes, such a file one in three."""

    def __init__(self) -> None:
        self._parts = self._size = 0

    def take(self, more: bytes | str) -> None:
        """Look at what follows. Raises JsonFormatError."""
        self._size += len(more)
        if isinstance(more, str):
            self._parts += more.count("[") + more.count("{")
        else:
            self._parts += more.count(b"[") + more.count(b"{")
        if self._parts > _MANY_PARTS and self._parts * _LEAST_OF_PART > self._size:
            raise JsonFormatError([f"{self._parts:,} lists and objects in {self._size:,} bytes"])


def refuse_halves(
    found: object, text: str, begin: int = 0, end: int = sys.maxsize, path: str = ""
) -> None:
    """Raise JsonFormatError with the place of a text or key that holds half a character.

    `found` is what stands from `begin` to `end` in a text of JSON, and in the file at `path`.
    """
    waiting = [(path, found)] if _HALF.search(text, begin, end) else []
    while waiting:
        path, value = waiting.pop()
        texts: Iterable[object] = (value,)
        if isinstance(value, dict):
            texts = value
            waiting += [(f"{path}.{key}" if path else key, each) for key, each in value.items()]
        elif isinstance(value, list):
            waiting += [(f"{path}[{number}]", each) for number, each in enumerate(value)]
        if any(isinstance(each, str) and _SURROGATE.search(each) for each in texts):
            where = path or "the file"
            raise JsonFormatError([f"{where}: holds half a character (a lone surrogate)"])


def distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object of JSON; raises ValueError when it has a key twice, of which one would be lost."""
    tree = dict(pairs)
    if len(tree) != len(pairs):
        counts = Counter(key for key, _ in pairs)
        twice = next(key for key, count in counts.items() if count > 1)
        raise ValueError(f"the key {twice[:_MOST_NAMED]!r} is there twice in one object")
    return tree


def _constant(name: str) -> object:
    raise JsonFormatError([f"{name} is no JSON number"])


def _float(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise JsonFormatError([f"the number {digits[:20]} is too large"])
    return value


def _integer(digits: str) -> int:
    if len(digits) < _LONG:
        return int(digits)
    # the length first: Python refuses to convert thousands of digits with an error of its own
    if len(digits) > len(str(LARGEST_INTEGER)) + 1 or abs(int(digits)) > LARGEST_INTEGER:
        raise JsonFormatError([f"the number {digits[:20]} is too large"])
    return int(digits)
