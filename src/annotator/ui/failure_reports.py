"""Reports of what went wrong, for those who mend it: types and places in the code, and no words.

No message of an exception and no value of a variable is written, since either may quote an article.
"""

from __future__ import annotations

import faulthandler
import os
import platform
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import PySide6

from annotator import __version__

try:
    import fcntl
except ImportError:  # Windows, where an open file cannot be removed
    fcntl = None  # type: ignore[assignment]

_MOST_REPORTS = 20
_PRIVATE = 0o600


def write_report(
    folder: Path, error: BaseException, *, now: Callable[[], datetime] = datetime.now
) -> Path | None:
    """Write where in the code an exception rose; None when the folder cannot be written."""
    at = now()
    lines = [
        f"annotator {__version__} · Python {platform.python_version()} · Qt {PySide6.__version__}",
        f"{platform.platform()} · {at.isoformat(timespec='seconds')}",
        "",
        *_chain(error, set()),
    ]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"failure-{at:%Y%m%d-%H%M%S-%f}.txt"
        path.touch(_PRIVATE)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        _keep_newest(folder, "failure-*.txt")
    except OSError:
        return None
    return path


def place_of(error: BaseException) -> str:
    """The type of an exception and where it rose: the same for the same failure again."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__qualname__} {where}"


class CrashTrace:
    """A private file that Python names the places into when the process itself dies of a signal.

    It is locked for as long as the process lives, so that others know an empty one of a process
    that was killed.
    """

    def __init__(self, folder: Path) -> None:
        self._before = faulthandler.is_enabled()
        self._path = folder / f"crash-{os.getpid()}.txt"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = _made_and_held(self._path)
        except OSError:
            self._file = -1
            return
        faulthandler.enable(self._file)

    def close(self) -> None:
        """End without a crash."""
        if self._file < 0:
            return
        faulthandler.disable()
        if self._before and sys.__stderr__ is not None:
            faulthandler.enable(sys.__stderr__)
        os.close(self._file)
        self._file = -1
        self._path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Ended:
    """How earlier processes ended: the reports of those that crashed; whether one was killed."""

    reports: tuple[Path, ...] = ()
    killed: bool = False


def ended_before(folder: Path) -> Ended:
    """What processes that live no more have left; asked again, it is nothing.

    The trace of a crash becomes a report, and the empty one of a process that was killed goes.
    """
    reports, killed = [], False
    for trace in sorted(folder.glob("crash-*.txt")):
        with suppress(OSError):
            if _is_held(trace):
                continue
            if trace.stat().st_size:
                report = trace.with_name(f"failure-{trace.stem}-{os.getpid()}.txt")
                reports.append(trace.rename(report))
            else:
                trace.unlink()
                killed = True
    return Ended(tuple(reports), killed)


def _made_and_held(path: Path) -> int:
    """Make a file that is locked before it has its name, so that nobody takes it for left."""
    made = path.with_suffix(".part") if fcntl is not None else path
    file = os.open(made, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, _PRIVATE)
    if fcntl is not None:
        with suppress(OSError):  # of a file system without locks
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        made.rename(path)
    return file


def _is_held(path: Path) -> bool:
    """Whether the process that made a trace lives; raises OSError where it cannot be told.

    On Windows a file that is open cannot be removed, which tells the same.
    """
    if fcntl is None:
        return False
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _keep_newest(folder: Path, pattern: str) -> None:
    found = sorted(folder.glob(pattern), key=lambda path: path.stat().st_mtime_ns)
    for old in found[:-_MOST_REPORTS]:
        old.unlink(missing_ok=True)


def _chain(error: BaseException | None, seen: set[int]) -> list[str]:
    """An exception, its parts and what caused it: types and places."""
    lines: list[str] = []
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        lines.append(type(error).__qualname__)
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
        if isinstance(error, BaseExceptionGroup):
            lines += [line for part in error.exceptions for line in _chain(part, seen)]
        error = error.__cause__ or error.__context__
    return lines
