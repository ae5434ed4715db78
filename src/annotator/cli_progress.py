"""How far long work is, in one line of the terminal that is overwritten and wiped in the end."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TextIO

from annotator.session.headless import Alone
from annotator.session.ports import Watch

_FIRST_S, _EVERY_S = 0.5, 0.1
_WIPE = "\r\x1b[K"


@contextmanager
def shown(
    title: str, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
) -> Iterator[Watch]:
    """Watch the work of a `with` block; a stream that is no terminal is told nothing.

    Control+C gives the work up as Cancel does in the window: nothing is half done.
    """
    stream = stream or sys.stderr
    if not stream.isatty():
        yield Alone()
        return
    line = _Line(title, stream, clock)
    try:
        yield Alone(line.report)
    finally:
        line.wipe()


class OnTerminal:
    """The `Progress` of the command line."""

    def during(self, title: str, /) -> AbstractContextManager[Watch]:
        """Tell on standard error how far the work of a `with` block is."""
        return shown(title)


class _Line:
    def __init__(self, title: str, stream: TextIO, clock: Callable[[], float]) -> None:
        self._title, self._stream, self._clock = title, stream, clock
        self._next = clock() + _FIRST_S
        self._written = False

    def report(self, done: int, total: int) -> bool:
        now = self._clock()
        if now >= self._next:
            self._next = now + _EVERY_S
            self._written = True
            self._write(f"{_WIPE}{self._title}: {done:,} of {total:,}")
        return True

    def wipe(self) -> None:
        if self._written:
            self._write(_WIPE)

    def _write(self, words: str) -> None:
        self._stream.write(words)
        self._stream.flush()
