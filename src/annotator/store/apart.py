"""Work in child processes, which may die of what they read and leave this one whole."""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress

from sqlite_utils import Database

from annotator.store.finding import Finding, finding_of

Opened = Callable[[], AbstractContextManager[Database]]
Part = Callable[[Database], Iterable[Finding]]
Told = tuple[int, Finding | None]
"""The number of a part that was begun, or of one and what it found."""
_MOST = 4
_FAILED = 70


def can_fork() -> bool:
    """Whether this system makes a child process that goes on from here."""
    return hasattr(os, "fork") and sys.platform != "darwin"  # whose libraries break in a fork


def found_apart(parts: Sequence[Part], opened: Opened, order: Sequence[int]) -> list[list[Finding]]:
    """What each part of some work finds, which as many processes do as there are processors.

    The first part comes first; where it finds anything, the others are ended. They are taken up in
    the `order` of their numbers, the longest of them best first.
    """
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
    turns = _Turns(order)
    first = Child(lambda: _in_turn(parts, opened, turns, 0))
    others = range(min(processors, _MOST) - 1)
    children = [first, *(Child(lambda: _in_turn(parts, opened, turns)) for _ in others)]
    turns.close()
    found: list[list[Finding]] = [[] for _ in parts]
    try:
        for child in children:
            for number, finding in child.told():
                if finding:
                    found[number].append(finding)
            if found[0]:
                break
    finally:
        for child in children:
            child.stop()
    return found


def _in_turn(
    parts: Sequence[Part], opened: Opened, turns: _Turns, first: int | None = None
) -> Iterator[Told]:
    """Do the first part, and while that finds nothing those that nobody else has begun."""
    with opened() as db:
        number = turns.next() if first is None else first
        while number is not None:
            yield number, None
            one = None
            for one in parts[number](db):
                yield number, one
            number = None if one and number == first else turns.next()


class _Turns:
    """Numbers, of which several processes each get the next."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._reading, writing = os.pipe()
        os.write(writing, bytes(numbers))
        os.close(writing)

    def next(self) -> int | None:
        """A number that nobody else gets; None when all are gone."""
        number = os.read(self._reading, 1)
        return number[0] if number else None

    def close(self) -> None:
        """Take no more of them in this process."""
        os.close(self._reading)


class Child:
    """A process that does some work. It holds no open project, and no other threads run here."""

    def __init__(self, work: Callable[[], Iterable[Told]]) -> None:
        self._pipe, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(self._pipe)
            _do(work, writing)
        os.close(writing)
        self._pid: int | None = pid

    def told(self) -> Iterator[Told]:
        """What it begins and finds, until it ends; that it died is a finding too."""
        number = 0
        with os.fdopen(self._pipe, "rb", closefd=False) as pipe:
            for line in pipe:
                number, tree = json.loads(line)
                yield number, finding_of(tree) if tree else None
        status = self._ended()
        if status:
            signal_ = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
            how = signal.Signals(signal_).name if signal_ else "an error of its own"
            told = f"The check ended by itself ({how}): the file makes SQLite or Python fail."
            yield number, Finding("damage", None, told)

    def stop(self) -> None:
        """End it, if it has not ended; what it found does not matter any more."""
        if self._pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            self._ended()

    def _ended(self) -> int:
        assert self._pid is not None
        os.close(self._pipe)
        _, status = os.waitpid(self._pid, 0)
        self._pid = None
        return status


def _do(work: Callable[[], Iterable[Told]], pipe: int) -> None:
    """Do the work and end the process, without what else this one would do at its end."""
    status = _FAILED
    gc.disable()  # what it makes are rows, which hold nothing that could hold them
    try:
        with os.fdopen(pipe, "wb", buffering=0) as out:
            for number, finding in work():
                out.write(json.dumps([number, finding and finding.tree()]).encode() + b"\n")
        status = 0
    except Exception:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)
