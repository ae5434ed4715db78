"""Strict JSON of any size, piece by piece: what stands in its lists comes one after the other.

It refuses what `json_parse.parse` refuses, in the same words, as soon as it comes to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from json import JSONDecodeError

from annotator.formats.blocks import Blocks, WrongBytes, texts
from annotator.formats.json_parse import (
    Density,
    JsonFormatError,
    refuse_halves,
    strict_decoder,
)

Path = tuple[str | int, ...]
"""The keys of objects and the numbers in lists that lead to a value, from the top."""
MOST_OF_PIECE = 256_000_000
_MOST_KEYS = 10_000
_SPACE = re.compile(r"[ \t\n\r]*")
_OF_NUMBERS = frozenset("0123456789+-.eE")
_CUT_OFF = 16
"""So near to the end of what was read an error may be that of a word which goes on."""
_OPEN = "Unterminated string"
_NONE: Set[Path] = frozenset()


def written(path: Path) -> str:
    """A path as sentences have it, as `documents[0].text`."""
    keys = (f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)
    return "".join(keys).removeprefix(".")


class JsonStream:
    """Reads one file. A piece has no more than `most` characters."""

    def __init__(self, blocks: Blocks, most: int = MOST_OF_PIECE) -> None:
        self._blocks, self._most = blocks, most
        self._texts = texts(self._counted(), "utf-8")
        self._text, self._at = "", 0
        self._line, self._column = 1, 0  # where the text begins in the file
        self._read = 0
        self._density = Density()
        self._decoder = strict_decoder()

    @property
    def share(self) -> float:
        """How much of the file was read."""
        return self._read / (self._blocks.size or 1)

    def pieces(
        self, *, lists: Set[Path] = _NONE, objects: Set[Path] = _NONE
    ) -> Iterator[tuple[Path, object]]:
        """The values of a file with the paths to them.

        Of a list at one of the paths in `lists` each value comes alone, of an object at one of
        those in `objects` the value of each key. All others come as they are, and so do a list and
        an object with nothing in them. Raises JsonFormatError.
        """
        yield from self._at_path((), lists, objects)
        if self._next():
            raise self._wrong("Extra data")

    def _at_path(
        self, path: Path, lists: Set[Path], objects: Set[Path]
    ) -> Iterator[tuple[Path, object]]:
        first = self._next()
        if first == "[" and path in lists:
            goes_on, number = self._begins("]"), 0
            if not goes_on:
                yield path, []
            while goes_on:
                yield self._value((*path, number))
                goes_on, number = self._goes_on("]"), number + 1
        elif first == "{" and path in objects:
            goes_on, keys = self._begins("}"), set[str]()
            if not goes_on:
                yield path, {}
            while goes_on:
                yield from self._at_path((*path, self._key(path, keys)), lists, objects)
                goes_on = self._goes_on("}")
        else:
            yield self._value(path)

    def _begins(self, end: str) -> bool:
        """Go into a list or an object; whether there is anything in it."""
        self._at += 1
        if self._next() != end:
            return True
        self._at += 1
        return False

    def _goes_on(self, end: str) -> bool:
        """Go behind the sign that follows a value; whether another value comes."""
        sign = self._next()
        if sign not in (",", end):
            raise self._wrong("Expecting ',' delimiter")
        self._at += 1
        return sign != end

    def _key(self, path: Path, keys: set[str]) -> str:
        """The next key of an object, and what follows it."""
        if self._next() != '"':
            raise self._wrong("Expecting property name enclosed in double quotes")
        _, key = self._value(path)
        assert isinstance(key, str)
        if key in keys:
            raise JsonFormatError([f"the key {key[:40]!r} is there twice in one object"])
        keys.add(key)
        if len(keys) > _MOST_KEYS:
            raise JsonFormatError([f"more than {_MOST_KEYS:,} keys in one object"])
        if self._next() != ":":
            raise self._wrong("Expecting ':' delimiter")
        self._at += 1
        return key

    def _value(self, path: Path) -> tuple[Path, object]:
        self._next()
        while True:
            # a number that is cut off is another one
            while self._text[-1:] in _OF_NUMBERS and self._more():
                pass
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except JSONDecodeError as error:
                if not self._may_go_on(error) or not self._twice_as_much():
                    raise self._wrong(error.msg, error.pos) from error
            except ValueError as error:
                raise JsonFormatError([str(error)]) from error
            except RecursionError:
                raise JsonFormatError(["nested too deeply"]) from None
            else:
                break
        refuse_halves(value, self._text, self._at, end, written(path))
        self._at = end
        return path, value

    def _may_go_on(self, error: JSONDecodeError) -> bool:
        """Whether an error may be that of a value which was not read to its end."""
        return error.msg.startswith(_OPEN) or error.pos + _CUT_OFF > len(self._text)

    def _next(self) -> str:
        """The next character that is no white space; empty at the end of the file."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _twice_as_much(self) -> bool:
        """Read on, so that a large value is not begun again at every block; False at the end."""
        wanted = 2 * (len(self._text) - self._at)
        if not self._more():
            return False
        while len(self._text) - self._at < wanted and self._more():
            pass
        return True

    def _more(self) -> bool:
        """Read another block, and forget what is done; False at the end of the file."""
        try:
            text = next(self._texts, None)
        except WrongBytes as wrong:
            raise JsonFormatError([f"byte {wrong.start}: not UTF-8"]) from wrong
        if text is None:
            return False
        self._density.take(text)
        lines = self._text.count("\n", 0, self._at)
        if lines:
            self._line += lines
            self._column = self._at - self._text.rindex("\n", 0, self._at) - 1
        else:
            self._column += self._at
        self._text = self._text[self._at :] + text
        self._at = 0
        if len(self._text) > self._most:
            raise self._wrong(f"a value of more than {self._most:,} characters")
        return True

    def _counted(self) -> Iterator[bytes]:
        for block in self._blocks.read(0):
            self._read += len(block)
            yield block

    def _wrong(self, reason: str, at: int | None = None) -> JsonFormatError:
        at = self._at if at is None else at
        lines = self._text.count("\n", 0, at)
        before = self._text.rfind("\n", 0, at)
        column = at - before if lines else self._column + at + 1
        return JsonFormatError([f"line {self._line + lines}, column {column}: not JSON: {reason}"])
