"""One piece of work on a thread of its own, with its result or its error brought back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Aside(Generic[T]):
    """Starts work at once. It may use no widget, and has to itself whatever else it uses."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._ended = threading.Event()
        self._results: list[T] = []
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="annotator-work", daemon=True)
        self._thread.start()

    def ended(self, seconds: float) -> bool:
        """Whether the work has ended, after waiting for that so long."""
        return self._ended.wait(seconds)

    def join(self) -> None:
        """Wait for the end."""
        self._thread.join()

    def result(self) -> T:
        """What the work returned; raises what it raised."""
        if self._error is not None:
            raise self._error
        return self._results[0]

    def _run(self) -> None:
        try:
            self._results.append(self._work())
        except BaseException as error:  # brought back to whoever waits
            self._error = error
        finally:
            self._ended.set()
