"""Work in slices short enough that keys and painting never wait for it, with a way to stop it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QObject, QTimer, Signal

WAITING = "annotator_waiting"
"""The property of the application that is true while work has the store to itself."""
_SLICE_MS = 8
_LATER_MS = 50


def window_waits() -> bool:
    """Whether work has the store to itself, so that all else must leave it alone."""
    application = QCoreApplication.instance()
    return application is not None and bool(application.property(WAITING))


def when_free(receiver: QObject, act: Callable[[], object]) -> None:
    """Act with a next turn of the event loop, but not while work has the store to itself."""

    def act_or_wait() -> None:
        if window_waits():
            QTimer.singleShot(_LATER_MS, receiver, act_or_wait)
        else:
            act()

    QTimer.singleShot(0, receiver, act_or_wait)


def pause(parent: QObject, ms: int, then: Callable[[], None]) -> QTimer:
    """A timer that, once started, runs out a single time; started again it waits anew."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(ms)
    timer.timeout.connect(then)
    return timer


def stepwise(step: Callable[[], bool]) -> Iterator[int]:
    """Work for a SlicedJob, done a step at a time until the function says that none is left."""
    while step():
        yield 1


class SlicedJob(QObject):
    """Draws from an iterator on the main thread, a few milliseconds at a time.

    The iterator yields whenever a piece of work is done; the value is how many pieces that makes.
    It rests while the window waits for an import or export.
    """

    progressed = Signal(int)
    finished = Signal()
    """The iterator ended; not sent when it was cancelled."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Iterator[int] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._slice)
        self._clock = QElapsedTimer()

    @property
    def running(self) -> bool:
        """Whether there is more to do."""
        return self._work is not None

    def start(self, work: Iterator[int]) -> None:
        """Begin with the next turn of the event loop; what was to be done before is dropped."""
        self._work = work
        self._timer.start(0)

    def cancel(self) -> None:
        """Stop; what was done stays."""
        self._work = None
        self._timer.stop()

    def _slice(self) -> None:
        if window_waits():
            self._timer.setInterval(_LATER_MS)
            return
        self._timer.setInterval(0)
        self._clock.start()
        work, done = self._work, None
        while work is not None and work is self._work and self._clock.elapsed() < _SLICE_MS:
            try:
                done = next(work)
            except StopIteration:
                self.cancel()
                self.finished.emit()
                return
            except Exception:
                self.cancel()
                raise
        if done is not None and work is self._work:
            self.progressed.emit(done)
