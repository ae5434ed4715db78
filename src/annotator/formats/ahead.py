"""A large file is read by a process of its own, some parts ahead of the program that stores them.

Reading takes about as long as storing: on two processors an import takes half of the time.
"""

from __future__ import annotations

import os
import pickle
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

from annotator.formats.ahead_wire import (
    BUFFER,
    CHILD,
    DONE,
    FAILED,
    PART,
    REFUSED,
    Unpacking,
    receive,
)
from annotator.formats.base import Imported, Importer, Stamp
from annotator.formats.child import command, environment
from annotator.formats.documents import ImportFailed

_LARGE = 4_000_000
_MANY = 500
"""A file of so many bytes, or a folder of so many files, is worth a process."""
_AHEAD = 1 << 20


class ReaderFailed(RuntimeError):
    """A reader failed in a way that it should not; the words are the trace of the other process."""


def is_large(path: Path) -> bool:
    """Whether to read a file or a folder ahead: it is large, and there is a processor for that."""
    if (os.cpu_count() or 1) < 2:  # noqa: PLR2004 - one reads, one stores
        return False
    try:
        if not path.is_dir():
            return path.stat().st_size >= _LARGE
        with os.scandir(path) as entries:
            return sum(1 for _, _ in zip(entries, range(_MANY), strict=False)) == _MANY
    except OSError:
        return False  # whoever reads it says why that cannot be


def read_ahead(importer: Importer, path: Path, stamp: Stamp) -> Iterator[Imported]:
    """What an importer makes of a file, with all of each part in memory.

    The process ends with this generator. Raises ImportFailed with what the importer says, or when
    the process did not get to an end, and ReaderFailed.
    """
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command(CHILD),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=BUFFER,
        pipesize=_AHEAD,
        env=environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    with child:
        try:
            # of one that is gone before it has read this, there will be no answer
            with suppress(BrokenPipeError), cast("IO[bytes]", child.stdin) as job:
                pickle.dump((importer, path, stamp), job)
            yield from _parts(cast("IO[bytes]", child.stdout), path.name)
        finally:
            child.kill()


def _parts(answers: IO[bytes], name: str) -> Iterator[Imported]:
    unpacking = Unpacking()
    while (frame := receive(answers)) is not None:
        letter, payload = frame
        if letter == PART:
            yield unpacking.part(payload)
        elif letter == DONE:
            return
        elif letter == REFUSED:
            raise ImportFailed(payload.decode("utf-8"))
        elif letter == FAILED:
            raise ReaderFailed(payload.decode("utf-8"))
    raise ImportFailed(
        f"{name} was not read: the process that reads it has ended. There may not be enough "
        "memory: close other programs, and import it again."
    )
