"""Reports of what went wrong, for those who mend it: types and places in the code, and no words.

No message of an exception and no value of a variable is written, since either may quote an article.
"""

from __future__ import annotations

import faulthandler
import os
import platform
import sys
import traceback
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import PySide6

from annotator import __version__

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
    """A private file that Python names the places into when the process itself dies of a signal."""

    def __init__(self, folder: Path) -> None:
        self._before = faulthandler.is_enabled()
        self._path = folder / f"crash-{os.getpid()}.txt"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = os.open(self._path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, _PRIVATE)
        except OSError:
            self._file = -1
            return
        _keep_newest(folder, "crash-*.txt")
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


def crashes_before(folder: Path) -> list[Path]:
    """The traces of processes that died, as reports now, so that each is found once."""
    return list(_turned_to_reports(folder))


def _turned_to_reports(folder: Path) -> Iterator[Path]:
    for trace in sorted(folder.glob("crash-*.txt")):
        try:
            # Empty ones belong to windows that are open, or that were killed.
            if trace.stat().st_size:
                yield trace.rename(trace.with_name(f"failure-{trace.stem}-{os.getpid()}.txt"))
        except OSError:
            continue


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
