"""Reading a file that somebody else made: a file and no pipe, and not more of it than is wanted."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO


def read_file(path: Path, most: int) -> bytes:
    """Return all bytes of a file. Raises OSError as `open_file` does."""
    with open_file(path, most) as file:
        # of a system's own files the size is not known before
        data = file.read((os.fstat(file.fileno()).st_size or most) + 1)
    if len(data) > most:
        raise _too_large(len(data), most)
    return data


def open_file(path: Path, most: int) -> BinaryIO:
    """Open a file to read it in blocks.

    Raises OSError, whose `strerror` says in words what is wrong: also for what would be waited for
    or never end (a pipe, a device, a folder), and for more than `most` bytes.
    """
    # A pipe that nobody writes to would be waited for already when it is opened.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
    try:
        _refuse(os.fstat(descriptor), most)
        return os.fdopen(descriptor, "rb")
    except OSError:
        os.close(descriptor)
        raise


_BINARY = getattr(os, "O_BINARY", 0)


def _refuse(status: os.stat_result, most: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is no file with an end, but a folder, pipe or device")
    if status.st_size > most:
        raise _too_large(status.st_size, most)


def _too_large(size: int, most: int) -> OSError:
    return OSError(errno.EFBIG, f"it has {_amount(size)}, and {_amount(most)} are the most")


def _amount(size: int) -> str:
    for unit, bytes_ in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)):
        if size >= bytes_:
            return f"{size / bytes_:.0f} {unit}"
    return f"{size} bytes"
