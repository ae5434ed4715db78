"""The child process in which untrusted bytes are read; it is run by `python -m`.

It gets jobs over its standard input until that is closed, and gives back values over what was its
standard output. It writes no file.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import IO

import msgspec

from annotator.errors import AnnotatorError
from annotator.formats.confined_wire import Job, Kind, receive, send

if sys.platform != "win32":
    import resource
    import signal

Reader = Callable[[bytes, str, Mapping[str, str]], Iterable[object]]
"""Gets the bytes, the file's name and options, and gives back values one by one."""
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


def _next(jobs: IO[bytes]) -> tuple[Job, bytes] | None:
    first, second = receive(jobs), receive(jobs)
    if first is None or second is None:
        return None
    return msgspec.msgpack.decode(first[1], type=Job), second[1]


def _serve(job: Job, data: bytes, answers: IO[bytes]) -> bool:
    """Do a job; False when the process has to end, so that the next file sees nothing of this."""
    kind, said = _done(job, data, answers)
    goes_on = kind in (Kind.DONE, Kind.REFUSED) and _pages(1) < _MOST_HELD
    if not goes_on:
        send(answers, Kind.ENDING)
    send(answers, kind, said.encode("utf-8", "replace"))
    return goes_on


def _done(job: Job, data: bytes, answers: IO[bytes]) -> tuple[Kind, str]:
    """Hand over the values of a job, and say how it ended."""
    read = _reader(job.reader)  # what its import takes is not the file's fault
    try:
        with _limited(job.seconds, job.memory):
            for value in read(data, job.name, job.options):
                send(answers, Kind.VALUE, msgspec.msgpack.encode(value))
    except AnnotatorError as error:
        return Kind.REFUSED, str(error)
    except MemoryError:
        return Kind.MEMORY, ""
    except RecursionError:
        return Kind.DEPTH, ""
    except Exception as error:  # a reader may fail in any way
        return Kind.FAILED, f"{type(error).__name__}: {str(error)[:200]}"
    return Kind.DONE, ""


def _reader(name: str) -> Reader:
    module, _, function = name.partition(":")
    reader: Reader = getattr(import_module(module), function)
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
