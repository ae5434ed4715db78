"""The child process in which untrusted bytes are read; it is run by `python -m`.

It gets jobs over its standard input until that is closed, and gives back values over what was its
standard output. It writes no file.
"""

from __future__ import annotations

import errno
import io
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO

import msgspec

from annotator.errors import AnnotatorError
from annotator.formats.blocks import A_BLOCK
from annotator.formats.confined_wire import Job, Kind, Wanted, receive, send, send_values

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

if sys.platform != "win32":
    import resource
    import signal

Reader = Callable[[bytes, str, Mapping[str, str]], Iterable[object]]
"""Gets the bytes, the file's name and options, and gives back values one by one."""
StreamReader = Callable[[BinaryIO, str, Mapping[str, str]], Iterable[object]]
"""The same with a file, of which it is given what it reads."""
_TOGETHER, _SOON_S = 1 << 18, 0.1
"""Values are handed over when they have so many bytes, or the first of them has waited so long."""
_MOST_HELD = 150_000_000
"""It ends when it still holds so much after a file; a new one is smaller."""
_PAGE = 4096 if sys.platform == "win32" else os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    """Serve jobs until there are no more."""
    jobs, answers = _pipes()
    _write_no_files()
    while (job := _next(jobs)) is not None and _serve(*job, answers):
        pass


def _pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes; what a library prints or asks goes nowhere from now on."""
    jobs, answers = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    return os.fdopen(jobs, "rb"), os.fdopen(answers, "wb")


def _next(jobs: IO[bytes]) -> tuple[Job, bytes | _Asked] | None:
    """The next job with its bytes, or with the file in which they are asked for."""
    first = receive(jobs)
    if first is None:
        return None
    job = msgspec.msgpack.decode(first[1], type=Job)
    if job.size is not None:
        return job, _Asked(job.size, job.a_megabyte, jobs)
    second = receive(jobs)
    return None if second is None else (job, second[1])


def _serve(job: Job, given: bytes | _Asked, answers: IO[bytes]) -> bool:
    """Do a job; False when the process has to end, so that the next file sees nothing of this."""
    kind, said = _done(job, given, answers)
    goes_on = kind in (Kind.DONE, Kind.REFUSED) and _pages(1) < _MOST_HELD
    if not goes_on:
        send(answers, Kind.ENDING)
    send(answers, kind, said.encode("utf-8", "replace"))
    return goes_on


def _done(job: Job, given: bytes | _Asked, answers: IO[bytes]) -> tuple[Kind, str]:
    """Hand over the values of a job, and say how it ended."""
    read = _reader(job.reader)  # what its import takes is not the file's fault
    source = given if isinstance(given, bytes) else given.file(answers)
    try:
        with _limited(job.seconds, job.memory):
            _hand_over(read(source, job.name, job.options), answers)
    except AnnotatorError as error:
        return Kind.REFUSED, str(error)
    except MemoryError:
        return Kind.MEMORY, ""
    except RecursionError:
        return Kind.DEPTH, ""
    except Exception as error:  # a reader may fail in any way
        return Kind.FAILED, f"{type(error).__name__}: {str(error)[:200]}"
    return Kind.DONE, ""


def _hand_over(values: Iterable[object], answers: IO[bytes]) -> None:
    """Send values, some together; those that came before an error, too."""
    packed: list[bytes] = []
    size, since = 0, 0.0
    try:
        for value in values:
            since = since if packed else time.monotonic()
            packed.append(msgspec.msgpack.encode(value))
            size += len(packed[-1])
            if size >= _TOGETHER or time.monotonic() > since + _SOON_S:
                together, packed, size = packed, [], 0
                send_values(answers, together)
    finally:
        if packed:
            send_values(answers, packed)


class _Asked(io.RawIOBase):
    """The file of a job; each block that comes of it gives some more time."""

    def __init__(self, size: int, a_megabyte: float, jobs: IO[bytes]) -> None:
        self._size, self._a_megabyte, self._jobs = size, a_megabyte, jobs
        self._answers: IO[bytes] | None = None
        self._at = 0
        self._unpaid = size

    def file(self, answers: IO[bytes]) -> BinaryIO:
        """The file to read from, which asks over a pipe."""
        self._answers = answers
        return io.BufferedReader(self, A_BLOCK)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        begin = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        if begin + offset < 0:
            raise OSError(errno.EINVAL, "a place before the file")
        self._at = begin + offset
        return self._at

    def readinto(self, buffer: WriteableBuffer) -> int:
        space = memoryview(buffer)
        length = min(len(space), self._size - self._at)
        if length <= 0 or self._answers is None:
            return 0
        send(self._answers, Kind.WANTED, msgspec.msgpack.encode(Wanted(self._at, length)))
        frame = receive(self._jobs)
        data = b"" if frame is None else frame[1]
        space[: len(data)] = data
        self._at += len(data)
        _give_time(self._a_megabyte * min(len(data), self._unpaid) / 1_000_000)
        self._unpaid = max(0, self._unpaid - len(data))
        return len(data)


def _reader(name: str) -> Callable[..., Iterable[object]]:
    module, _, function = name.partition(":")
    reader: Callable[..., Iterable[object]] = getattr(import_module(module), function)
    return reader


@contextmanager
def _limited(seconds: float, memory: int) -> Iterator[None]:
    """Hold what is done within to some seconds of the processor and some more bytes of memory.

    The process is killed when the time is over. Memory is refused, as MemoryError or as the failure
    of a library. Where the system has no such limits, whoever waits ends the child after some time.
    """
    if sys.platform == "win32":
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    space = _pages(0)
    most = space + memory
    if space and (before[1] == resource.RLIM_INFINITY or most < before[1]):
        resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_AS, before)


def _give_time(seconds: float) -> None:
    """Let what is limited go on for so much longer."""
    if sys.platform == "win32":
        return
    left, _ = signal.getitimer(signal.ITIMER_PROF)
    if left:
        signal.setitimer(signal.ITIMER_PROF, left + seconds)


def _write_no_files() -> None:
    if sys.platform != "win32":
        for limit in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
            resource.setrlimit(limit, (0, 0))


def _pages(which: int) -> int:
    """How many bytes of addresses (0) or of memory (1) it has; 0 where the system does not say."""
    with suppress(OSError):
        return int(Path("/proc/self/statm").read_text("ascii").split()[which]) * _PAGE
    return 0


if __name__ == "__main__":
    main()
