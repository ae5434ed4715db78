"""On which disk a path lies and how much is free there, so that a full one can be found."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_MUCH = 10_000_000
"""With so much free no disk is full; what the system lets this user have may be."""
_UNITS = (("kB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000))


def disk_of(path: Path) -> Path:
    """Where the disk is mounted on which a path lies, or would lie; a drive on Windows."""
    places = (path.absolute(), *path.absolute().parents)
    there = next((place for place in places if place.exists()), places[-1]).resolve()
    return next((place for place in (there, *there.parents) if os.path.ismount(place)), there)


def full_disk(path: Path) -> str:
    """That the disk of a path is full, which disk it is, and how much is free."""
    disk = disk_of(path)
    try:
        free = shutil.disk_usage(disk).free
    except OSError:
        return f"the disk is full ({disk})"
    quota = ": is there a quota?" if free >= _MUCH else ""
    return f"the disk is full ({disk} has {size(free)} free{quota})"


def reason(error: OSError, path: Path) -> str:
    """Why the system did not let a path be written, in words."""
    if error.errno in _FULL:
        return full_disk(path)
    return error.strerror or str(error)


def size(count: int) -> str:
    """So many bytes, in the unit in which they have one to three digits before the point."""
    unit, bytes_ = next((one for one in reversed(_UNITS) if count >= one[1]), _UNITS[0])
    return f"{count / bytes_:,.{0 if unit == 'kB' else 1}f} {unit}"
