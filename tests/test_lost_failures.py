"""What fails where nobody can catch it fails its test: each way is tried in a run of pytest."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOST = """
import gc, threading, warnings
import pytest
from PySide6.QtCore import QObject, QTimer, Signal, qWarning
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget


class Sender(QObject):
    sent = Signal()


def fails():
    raise ValueError("lost")


def test_slot(qapp):
    sender = Sender()
    sender.sent.connect(fails)
    sender.sent.emit()


def test_timer(qapp):
    QTimer.singleShot(0, fails)
    qapp.processEvents()


def test_timer_that_nobody_waits_for(qapp):
    QTimer.singleShot(0, fails)


def test_override(qapp):
    class Broken(QWidget):
        def keyPressEvent(self, event):
            raise ValueError("lost")

        def event(self, event):
            raise ValueError("lost")

    widget = Broken()
    widget.show()
    qapp.processEvents()
    widget.deleteLater()


def test_thread():
    thread = threading.Thread(target=fails)
    thread.start()
    thread.join()


def test_finaliser():
    class Finalised:
        def __del__(self):
            fails()

    Finalised()


def test_finaliser_in_a_cycle():
    class Finalised:
        def __del__(self):
            fails()

    ring = Finalised()
    ring.ring = ring
    del ring
    gc.collect()


def test_generator():
    def steps():
        try:
            yield
        finally:
            fails()

    left = steps()
    next(left)


def test_warning_of_python():
    warnings.warn("lost", stacklevel=1)


def test_file_left_open(tmp_path):
    (tmp_path / "file").open("w")


def test_warning_of_qt(qapp):
    qWarning("lost")


def test_painter_that_is_not_active(qapp):
    QPainter(QPixmap()).drawPoint(1, 1)


def test_listener(tmp_path):
    from annotator.store.store import Store

    store = Store.create(tmp_path / "desk.annotator", schema="{}")
    store.subscribe(lambda change: fails())
    try:
        with store.transaction("Rename") as tx:
            tx.set_project(name="other")
    finally:
        store.close()


def test_innocent(qapp):
    gc.collect()
"""


def test_every_failure_that_nobody_catches_fails_its_test(tmp_path: Path) -> None:
    snippet = tmp_path / "test_lost.py"
    snippet.write_text(LOST)
    (tmp_path / "conftest.py").write_text("from tests.conftest import *\n")

    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "pytest", "-c", ROOT / "pyproject.toml", "-rA", snippet],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )

    summary = done.stdout.split("short test summary info")[-1]
    failed = {
        line.split("::")[1].split(" ")[0]
        for line in summary.splitlines()
        if line.startswith(("FAILED", "ERROR"))
    }
    written = {
        line[4 : line.index("(")] for line in LOST.splitlines() if line.startswith("def test_")
    }
    assert written - failed == {"test_innocent"}, done.stdout + done.stderr
    assert "test_innocent" not in failed
