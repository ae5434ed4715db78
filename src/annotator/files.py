"""Reading a file that somebody else made: a file and no pipe, and not more of it than is wanted."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


def read_file(path: Path, most: int) -> bytes:
    """Return all bytes of a file.

    Raises OSError, whose `strerror` says in words what is wrong: also for what would be waited for
    or never end (a pipe, a device, a folder), and for more than `most` bytes, which are not read.
    """
    # A pipe that nobody writes to would be waited for already when it is opened.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is no file with an end, but a folder, pipe or device")
        if status.st_size > most:
            raise _too_large(status.st_size, most)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            data = file.read((status.st_size or most) + 1)
        if len(data) > most:  # of a system's own files the size is not known before
            raise _too_large(len(data), most)
        return data
    finally:
        os.close(descriptor)


_BINARY = getattr(os, "O_BINARY", 0)


def _too_large(size: int, most: int) -> OSError:
    return OSError(errno.EFBIG, f"it has {_amount(size)}, and {_amount(most)} are the most")


def _amount(size: int) -> str:
    for unit, bytes_ in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)):
        if size >= bytes_:
            return f"{size / bytes_:.0f} {unit}"
    return f"{size} bytes"
