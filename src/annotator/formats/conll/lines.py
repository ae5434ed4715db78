"""The lines of a text file one by one, decoded strictly, with their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import NamedTuple

from annotator.formats.decoding import decode
from annotator.formats.documents import ImportFailed

LONGEST = 1_000_000
"""The longest line in characters; a line holds one word."""
_START = 1 << 16
_GAPS = re.compile(r"[\t ]+")
_OFTEN = 100


class Line(NamedTuple):
    """One line without its end; an empty one ends a sentence."""

    number: int
    text: str


def columns(text: str) -> list[str]:
    """The cells of a line that begins and ends with one, parted by tabs or spaces."""
    if "\t" in text or "  " in text:
        return _GAPS.split(text)
    return text.split(" ")


class Lines:
    """The lines of a file; `notices` says so when its encoding was guessed.

    Raises ImportFailed or DecodingError when the file cannot be read.
    """

    def __init__(self, path: Path, encoding: str | None = None) -> None:
        self._path = path
        try:
            with path.open("rb") as file:
                start = file.read(_START)
        except OSError as error:
            raise _unreadable(path, error) from error
        if len(start) == _START:
            start = start[: start.rfind(b"\n") + 1] or start
        decoded = decode(start, encoding, name=path.name)
        self._encoding, self._bom = decoded.encoding, decoded.bom
        self.share = 0.0
        """How much of the file was read, from 0 to 1."""
        self.notices: tuple[str, ...] = ()
        if not decoded.certain:
            guess = f"{path.name} does not say its encoding and was read as {decoded.encoding}"
            self.notices = (f"{guess}; if that is wrong, name it with the option encoding.",)

    @property
    def name(self) -> str:
        """The name of the file."""
        return self._path.name

    def __iter__(self) -> Iterator[Line]:
        """From the first line; raises ImportFailed where one is no text."""
        number = 0
        try:
            size = max(1, self._path.stat().st_size)
            with (
                self._path.open("rb") as raw,
                TextIOWrapper(raw, encoding=self._encoding, newline="\n") as file,
            ):
                if self._bom:
                    file.read(1)
                while line := file.readline(LONGEST):
                    number += 1
                    if len(line) == LONGEST:
                        raise ImportFailed(
                            f"{self.name}, line {number} is longer than {LONGEST:,} characters; a "
                            "line should hold one word."
                        )
                    if number % _OFTEN == 0:
                        self.share = raw.tell() / size
                    yield Line(number, line.rstrip("\r\n"))
        except UnicodeDecodeError as error:
            raise ImportFailed(
                f"{self.name} is not {self._encoding} after line {number}; name its encoding with "
                "the option encoding, as cp1252."
            ) from error
        except OSError as error:
            raise _unreadable(self._path, error) from error


def _unreadable(path: Path, error: OSError) -> ImportFailed:
    return ImportFailed(
        f"{path} cannot be read ({error.strerror}). Check that it is there and may be read."
    )
