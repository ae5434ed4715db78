"""Processes that are killed at some instant, as a power cut of their own."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable


def in_child(act: Callable[[], object], killed_after: float = 0) -> None:
    """Do something in a process of its own, and wait for its end.

    The system kills it after so many seconds, without a chance to tidy up; with 0 never.
    """
    child = os.fork()
    if child == 0:
        try:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)  # pytest's own handler would raise
            signal.setitimer(signal.ITIMER_REAL, killed_after)
            act()
        finally:
            os._exit(0)
    os.waitpid(child, 0)
