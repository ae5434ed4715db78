"""Untrusted bytes are read in a child process: with little time and memory, and without trust.

A crash of a library is a sentence, not the end of the program, and only plain values come back.
"""

from __future__ import annotations

import signal
import subprocess
import threading
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import IO, BinaryIO, TypeVar, cast

import msgspec

from annotator.formats.blocks import size_of
from annotator.formats.child import command, environment
from annotator.formats.confined_wire import CHILD, Job, Kind, Wanted, WrongFrame, receive, send
from annotator.formats.documents import ImportFailed

T = TypeVar("T")

MOST_ANSWERED = 1_000_000_000
"""So many bytes a file may become in all; one in blocks `_TIMES` its size more."""
_TIMES = 10
_MEGABYTE = 1_000_000
_AT_LEAST, _A_MEGABYTE, _AT_MOST = 1.2, 4.0, 120.0
"""Seconds of the processor."""
_MOST_SAID = 600
_MOST_IDLE = 2
_PATIENCE = 5
"""The clock may run so much longer than the processor: others work on the machine too."""
_STARTING = 30
"""So many seconds a child may take to start and to load its library."""
_NEXT = (
    "It may be damaged, or made to do harm. If you trust it, open it in its own program and save "
    "its text as .txt."
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading may take: seconds of the processor, and bytes of memory beside the library.

    `a_megabyte` are seconds more for each megabyte of a file that is read in blocks, as they come.
    """

    seconds: float
    memory: int
    a_megabyte: float = 0.0


def limits_of(size: int) -> Limits:
    """What reading a file of a size may take: a small one that takes much is made to do harm."""
    seconds = _AT_LEAST + _A_MEGABYTE * size / _MEGABYTE
    return Limits(min(seconds, _AT_MOST), _memory_of(size, 3000))


def limits_in_blocks(size: int) -> Limits:
    """The same for one that is read in blocks, which may go on for as long as more of it comes."""
    return Limits(_AT_LEAST, _memory_of(size, 2000), _A_MEGABYTE)


def _memory_of(size: int, most: int) -> int:
    return min(120 + int(60 * size / _MEGABYTE), most) * _MEGABYTE


@dataclass(slots=True, weakref_slot=True)
class Confined:
    """Reads files in a child process, which serves one after the other.

    After anything that went wrong the next file gets a new child. The children end with this.
    """

    _idle: list[_Child] = field(default_factory=list)

    def __post_init__(self) -> None:
        weakref.finalize(self, _end_all, self._idle)

    def values(
        self,
        reader: str,
        data: bytes | BinaryIO,
        name: str,
        type: type[T],
        *,
        options: Mapping[str, str] | None = None,
        limits: Limits | None = None,
    ) -> Iterator[T]:
        """What a reader makes of the bytes of a file, each value soon after it comes.

        `reader` is `module:function`, a `confined_child.Reader`, or for a file that is read in
        blocks a `StreamReader`; `type` is that of its values, one that msgspec decodes. Raises
        ImportFailed with the reader's sentence, or with one that says how it failed: too much time
        or memory, too deep, a crash, anything but such values.
        """
        whole = isinstance(data, bytes)
        size = len(data) if isinstance(data, bytes) else size_of(data)
        within = limits or (limits_of(size) if whole else limits_in_blocks(size))
        job = Job(
            reader,
            name,
            within.seconds,
            within.memory,
            dict(options or {}),
            None if whole else size,
            within.a_megabyte,
        )
        decoder = msgspec.msgpack.Decoder(list[type])  # type: ignore[valid-type]
        child, used = self._child()
        try:
            for payload in child.values(job, data):
                used = False  # what was handed over cannot be taken back
                yield from decoder.decode(payload)
        except _Crashed as crash:
            if not used:
                raise ImportFailed(_sentence(name, Kind.FAILED, str(crash))) from crash
        except (msgspec.MsgspecError, UnicodeError, WrongFrame) as error:
            raise ImportFailed(
                f"{name} was not read: its reader gave back what it should not. {_NEXT}"
            ) from error
        else:
            return
        finally:
            self._put_back(child)
        # It may be that an earlier file broke the child: this one is asked alone.
        yield from Confined().values(reader, data, name, type, options=options, limits=within)

    def _child(self) -> tuple[_Child, bool]:
        """A child, and whether it has served before."""
        while self._idle:
            child = self._idle.pop()
            if child.is_ready():
                return child, True
            child.end()
        return _Child(), False

    def _put_back(self, child: _Child) -> None:
        if child.is_ready() and len(self._idle) < _MOST_IDLE:
            self._idle.append(child)
        else:
            child.end()


class _Crashed(Exception):
    """The child ended in the middle of its work."""


class _Child:
    """One child process, and whether it may be asked again."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603
            command(CHILD),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._jobs = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)
        self._ready = True
        self._expired = False

    def is_ready(self) -> bool:
        return self._ready and self._process.poll() is None

    def end(self) -> None:
        """Kill it, if it has not ended, and let the system forget it."""
        self._process.kill()
        for pipe in (self._jobs, self._answers):
            with suppress(OSError):  # what was not yet written
                pipe.close()
        self._process.wait()

    def values(self, job: Job, data: bytes | BinaryIO) -> Iterator[bytes]:
        """The payloads of the values; raises ImportFailed, WrongFrame and _Crashed."""
        self._ready, ending, answered = False, False, 0
        most = MOST_ANSWERED + _TIMES * (job.size or 0)
        kind, payload = self._asked(job, data)
        while kind in (Kind.VALUES, Kind.WANTED, Kind.ENDING):
            answered += len(payload)
            if answered > most:
                raise WrongFrame(f"{answered:,} bytes are too many")
            if kind is Kind.VALUES:
                yield payload
            elif kind is Kind.WANTED:
                self._give(job, _block(data, payload))
            ending = kind is Kind.ENDING
            kind, payload = self._waited(job)
        self._ready = not ending
        if kind is not Kind.DONE:
            raise ImportFailed(_sentence(job.name, kind, _said(payload)))

    def _asked(self, job: Job, data: bytes | BinaryIO) -> tuple[Kind, bytes]:
        with self._watched(job):
            try:
                send(self._jobs, Kind.JOB, msgspec.msgpack.encode(job))
                if isinstance(data, bytes):
                    send(self._jobs, Kind.BYTES, data)
            except OSError:
                raise self._death(job) from None
        return self._waited(job)

    def _give(self, job: Job, block: bytes) -> None:
        with self._watched(job):
            try:
                send(self._jobs, Kind.BYTES, block)
            except OSError:
                raise self._death(job) from None

    def _waited(self, job: Job) -> tuple[Kind, bytes]:
        with self._watched(job):
            frame = receive(self._answers)
            if frame is None:
                raise self._death(job)
            return frame

    @contextmanager
    def _watched(self, job: Job) -> Iterator[None]:
        """The child is killed when it takes too long by the clock."""
        blocks = min(job.a_megabyte * (job.size or 0) / _MEGABYTE, _AT_MOST)
        patience = _STARTING + _PATIENCE * (job.seconds + blocks)
        watch = threading.Timer(patience, self._expire)
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()

    def _expire(self) -> None:
        self._expired = True
        self._process.kill()

    def _death(self, job: Job) -> Exception:
        """What became of it: its time was over, or it crashed."""
        status = self._process.wait()
        if self._expired or status == -getattr(signal, "SIGPROF", 0):
            return ImportFailed(
                f"{job.name} was not read: it takes more time than a file of its size should. "
                f"{_NEXT}"
            )
        return _Crashed(f"it ended with status {status}")


def _block(data: bytes | BinaryIO, payload: bytes) -> bytes:
    """The bytes of a file that the child wants; raises WrongFrame, and OSError as the file does."""
    wanted = msgspec.msgpack.decode(payload, type=Wanted)
    if isinstance(data, bytes) or not 0 <= wanted.at < wanted.at + wanted.length <= size_of(data):
        raise WrongFrame("there are no such bytes")
    data.seek(wanted.at)
    return data.read(wanted.length)


def _sentence(name: str, kind: Kind, said: str) -> str:
    if kind is Kind.REFUSED:
        return said
    if kind is Kind.MEMORY:
        return f"{name} was not read: it takes more memory than a file of its size should. {_NEXT}"
    if kind is Kind.DEPTH:
        return f"{name} was not read: it is nested too deeply. {_NEXT}"
    return f"{name} was not read: its reader failed on it ({said}). {_NEXT}"


def _said(payload: bytes) -> str:
    """Words of the child, of which nothing is believed."""
    words = payload[: 4 * _MOST_SAID].decode("utf-8", "replace")[:_MOST_SAID]
    return "".join(char if char.isprintable() else " " for char in words)


def _end_all(idle: list[_Child]) -> None:
    while idle:
        idle.pop().end()
