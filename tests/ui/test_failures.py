"""Whatever fails, wherever, comes to one handler: rolled back, told, reported, and survived."""

import gc
import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QApplication

from annotator.app import run_window
from annotator.session.projects import create_project, open_project
from annotator.store.check import check
from annotator.ui import collecting
from annotator.ui.failure_reports import write_report
from tests.ui.conftest import send_key, shown

ARTICLE = "the secret words of the article"


class Odd(Exception):
    """What only these tests raise."""


@dataclass
class Now:
    """A clock that stands until it is moved."""

    seconds: float = 0.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Now()


@pytest.fixture
def watched(make_program, tmp_path, clock):
    """A window whose failures are its own affair, with the hooks of Python in its hands."""
    program = make_program(may_fail=True)
    program.failures._clock = clock
    program.failures.install()
    window = shown(program, tmp_path / "desk.annotator")
    return program, window


def half_a_step(window):
    with window.bridge.session.store.transaction("Half a step") as tx:
        tx.set_project(name="half")
        raise Odd(ARTICLE)


def in_a_slot(window):
    window.bridge.ran.connect(lambda _: half_a_step(window))
    window.bridge.ran.emit("some.thing")


def in_a_timer(window):
    QTimer.singleShot(0, lambda: half_a_step(window))
    QApplication.processEvents()


def in_an_override(window):
    window.dispatcher.dispatch = lambda *_: half_a_step(window)
    send_key(window.article.focus_widget(), "p")


def in_a_thread(_window):
    def work():
        raise Odd(ARTICLE)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    QApplication.processEvents()


def in_a_finaliser(window):
    class Finalised:
        def __del__(self):
            half_a_step(window)

    Finalised()


def in_a_generator(window):
    def steps():
        try:
            yield
        finally:
            half_a_step(window)

    left = steps()
    next(left)
    del left
    gc.collect()


@pytest.mark.parametrize(
    "fail", [in_a_slot, in_a_timer, in_an_override, in_a_thread, in_a_finaliser, in_a_generator]
)
def test_a_failure_is_rolled_back_told_and_reported_without_words(watched, folders, fail):
    program, window = watched

    fail(window)

    store = window.bridge.session.store
    report = next((folders.state / "reports").glob("failure-*.txt")).read_text()
    assert "(Odd)" in window.error_bar.text
    assert "Odd" in report.splitlines()
    assert "test_failures.py" in report
    assert "secret" not in report + window.error_bar.text
    assert program.failures.fired == 1
    assert store.queries.project().name == "desk"
    with store.transaction("Go on") as tx:
        tx.set_project(name="whole")
    assert check(store) == []


def test_a_view_that_fails_keeps_no_other_from_hearing_of_a_change(watched):
    program, window = watched
    store, heard = window.bridge.session.store, []

    def fails(_change):
        raise Odd(ARTICLE)

    store.subscribe(fails)
    store.subscribe(heard.append)
    with store.transaction("Rename") as tx:
        tx.set_project(name="renamed")

    assert [change.label for change in heard] == ["Rename"]
    assert "(Odd)" in window.error_bar.text
    assert "done whole or not at all" in window.error_bar.text
    assert "renamed" in window.windowTitle()
    assert program.failures.fired == 1


def test_what_fails_again_and_again_is_reported_once_and_told_when_it_comes_back(
    watched, folders, clock
):
    program, window = watched

    def fails():
        program.failures.fail(_odd())

    fails()
    window.error_bar.clear()
    fails()
    assert window.error_bar.text == ""
    clock.seconds += 2
    fails()

    assert "(Odd)" in window.error_bar.text
    assert len(list((folders.state / "reports").glob("failure-*.txt"))) == 1
    for _ in range(10):
        fails()
    assert "close annotator and open it again" in window.error_bar.text


def test_what_fails_while_a_failure_is_told_does_not_go_on_for_ever(watched):
    program, window = watched

    def fails(_words):
        program.failures.fail(_odd())

    program.failures.told.connect(fails)
    program.failures.fail(_odd())

    assert program.failures.fired == 2
    assert window.error_bar.text.count("(Odd)") == 1


def test_the_hooks_of_python_are_as_before_afterwards(make_program):
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    program = make_program(may_fail=True)
    program.failures.install()
    assert sys.unraisablehook != before[2]

    program.failures.uninstall()

    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def test_a_report_is_private_and_names_the_parts_of_a_group(tmp_path):
    group = ExceptionGroup(ARTICLE, [Odd(ARTICLE), KeyError(ARTICLE)])
    path = write_report(tmp_path / "reports", group)

    assert {"Odd", "KeyError"} <= set(path.read_text().split())
    assert "secret" not in path.read_text()
    assert path.stat().st_mode & 0o077 == 0


CRASHES = """
import ctypes, sys
from pathlib import Path
from annotator.ui.failure_reports import CrashTrace
trace = CrashTrace(Path(sys.argv[1]))
def die_here(words):
    ctypes.string_at(0)
die_here("the secret words of the article")
"""


def test_a_crash_of_the_process_is_told_at_the_next_start_and_once(make_program, folders, tmp_path):
    reports = folders.state / "reports"
    died = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", CRASHES, reports], check=False, capture_output=True
    )
    told = []
    for name in ("first", "second"):
        program = make_program()
        program.failures.install()
        told.append(shown(program, tmp_path / f"{name}.annotator").error_bar.text)

    report = next(reports.glob("failure-crash-*.txt")).read_text()
    assert died.returncode < 0
    assert "die_here" in report
    assert "secret" not in report
    assert "ended without warning the last time" in told[0]
    assert told[1] == ""


KILLED = """
import os, signal, sys
from pathlib import Path
from annotator.model.document import Document, sha256_of
from annotator.model.ids import DocumentId
from annotator.store.store import Store
from annotator.ui.failure_reports import CrashTrace
trace = CrashTrace(Path(sys.argv[1]))
store = Store.open(Path(sys.argv[2]))
store._db.execute("PRAGMA cache_size = 2")  # so that half of the step is in the file already
with store.transaction("Half done") as tx:
    for number in range(40):
        text = f"{number} " + "Ada said no. " * 2000
        tx.add_document(Document(DocumentId(0), "t", sha256_of(text), len(text), tx.now, "b"), text)
    os.kill(os.getpid(), signal.SIGKILL)
"""
LIVES = """
import sys
from pathlib import Path
from annotator.ui.failure_reports import CrashTrace
trace = CrashTrace(Path(sys.argv[1]))
print("there", flush=True)
sys.stdin.read()
trace.close()
"""


def traces(reports):
    return sorted(path.name for path in reports.glob("*") if not path.name.startswith("failure-"))


def test_a_killed_process_is_told_of_at_the_next_start_once_and_leaves_no_empty_file(
    make_program, folders, tmp_path
):
    reports, project = folders.state / "reports", tmp_path / "desk.annotator"
    create_project(project).close()
    killed = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", KILLED, reports, project], check=False
    )
    left = traces(reports)

    told = []
    for _ in range(2):
        program = make_program()
        program.failures.install()
        told.append(program.show(open_project(project)).error_bar.text)

    assert killed.returncode < 0
    assert len(left) == 1
    assert told[0] == (
        "annotator was not closed the last time: it was killed, or the computer stopped."
        " Everything that was shown as saved is there.\n"
        "desk.annotator was being written when annotator or the computer stopped."
        " What was not finished is taken back; everything that was shown as saved is there."
    )
    assert told[1] == ""
    assert traces(reports) == [f"crash-{os.getpid()}.txt"], "that of the window that is open"


def test_another_window_that_is_still_open_is_not_taken_for_killed(make_program, folders, tmp_path):
    reports = folders.state / "reports"
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", LIVES, reports],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout.readline() == "there\n"
        program = make_program()
        program.failures.install()
        window = shown(program, tmp_path / "desk.annotator")

        assert window.error_bar.text == ""
        assert f"crash-{other.pid}.txt" in traces(reports)
        other.stdin.close()
    assert other.returncode == 0
    assert f"crash-{other.pid}.txt" not in traces(reports)


def test_every_report_of_a_crash_is_named(make_program, folders, tmp_path):
    reports = folders.state / "reports"
    reports.mkdir(parents=True)
    for pid in (4001, 4002):
        (reports / f"crash-{pid}.txt").write_text("Fatal Python error: Segmentation fault\n")
    (reports / "crash-4003.txt").touch()

    program = make_program()
    program.failures.install()
    told = shown(program, tmp_path / "desk.annotator").error_bar.text

    for report in reports.glob("failure-crash-*.txt"):
        assert str(report) in told
    assert told.count("failure-crash-") == 2
    assert len(told.splitlines()) == 1


@contextmanager
def closed_after(application, ms):
    """Close every window after some time, and end the loop if another test left one open."""
    timer = QTimer()
    timer.timeout.connect(application.closeAllWindows)
    late = QTimer()
    late.timeout.connect(application.exit)
    timer.start(ms)
    late.start(10 * ms)
    yield
    timer.stop()
    late.stop()


@pytest.mark.parametrize(("strict", "status"), [("1", 70), ("", 0)])
@pytest.mark.parametrize("fail", [lambda: 1 / 0, lambda: qWarning("odd")])
def test_in_strict_mode_a_failure_that_was_survived_shows_in_the_exit_status(
    qapp, monkeypatch, tmp_path, strict, status, fail
):
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("ANNOTATOR_STRICT", strict)
    QTimer.singleShot(0, fail)
    with closed_after(qapp, 100):
        assert run_window(tmp_path / "desk.annotator", []) == status
    qapp.setStyleSheet("")


def test_no_garbage_is_collected_on_a_thread_while_a_window_is_open(qapp, monkeypatch, tmp_path):
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setattr(collecting, "_EVERY_MS", 10)
    threads = set()

    def note(_phase, _info):
        threads.add(threading.current_thread())

    def litter():
        for _ in range(20_000):
            ring = []
            ring.append(ring)

    def work():
        worker = threading.Thread(target=litter)
        worker.start()
        worker.join()
        gc.callbacks.append(note)

    QTimer.singleShot(0, work)
    gc.callbacks.append(note)
    try:
        with closed_after(qapp, 200):
            run_window(tmp_path / "desk.annotator", [])
    finally:
        gc.callbacks[:] = [each for each in gc.callbacks if each is not note]

    assert threads == {threading.main_thread()}
    assert gc.isenabled()
    qapp.setStyleSheet("")


def _odd():
    try:
        _raise()
    except Odd as error:
        return error


def _raise():
    raise Odd(ARTICLE)
