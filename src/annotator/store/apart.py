"""Work in child processes, which may die of what they read and leave this one whole."""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

from annotator.store.finding import Finding, finding_of

Work = Callable[[], Iterable[Finding]]
_FAILED = 70


def can_fork() -> bool:
    """Whether this system makes a child process that goes on from here."""
    return hasattr(os, "fork") and sys.platform != "darwin"  # whose libraries break in a fork


@dataclass(frozen=True, slots=True)
class Child:
    """A process that does some work. It holds no open project, and no other threads run here."""

    pid: int
    pipe: int

    @classmethod
    def doing(cls, work: Work) -> Child:
        """Begin some work."""
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            _do(work, writing)
        os.close(writing)
        return cls(pid, reading)

    def found(self) -> list[Finding]:
        """Wait for what it finds; that it died is a finding too."""
        with os.fdopen(self.pipe, "rb") as pipe:
            lines = pipe.read().decode("utf-8").splitlines()
        _, status = os.waitpid(self.pid, 0)
        findings = [finding_of(json.loads(line)) for line in lines]
        if status:
            signal_ = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
            how = signal.Signals(signal_).name if signal_ else "an error of its own"
            told = f"The check ended by itself ({how}): the file makes SQLite or Python fail."
            findings.append(Finding("damage", None, told))
        return findings

    def stop(self) -> None:
        """End it; what it found does not matter any more."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.close(self.pipe)
        os.waitpid(self.pid, 0)


def _do(work: Work, pipe: int) -> None:
    """Do the work and end the process, without what else this one would do at its end."""
    status = _FAILED
    try:
        with os.fdopen(pipe, "wb") as out:
            for finding in work():
                out.write(json.dumps(finding.tree()).encode() + b"\n")
        status = 0
    except Exception:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)
