"""The preflight, on machines that lack one thing or another."""

import os
import subprocess
import sys
from dataclasses import dataclass
from importlib import metadata

import pytest

from annotator import preflight


@dataclass
class Machine:
    """A Linux machine with everything, less what a test takes away."""

    system: str = "linux"
    python: tuple[int, int] = (3, 11)
    version: str | None = "6.11.3"
    absent: frozenset[str] = frozenset()
    import_error: str = ""
    display: str = ":0"

    def qt_version(self):
        return self.version

    def import_qt(self):
        if self.import_error:
            raise ImportError(self.import_error)

    def load(self, library):
        missing = sorted(self.absent) if library.startswith("/") else self.absent & {library}
        for name in missing:
            raise OSError(f"{name}: cannot open shared object file: No such file or directory")

    def plugin(self, platform):
        return f"/qt/platforms/libq{platform}.so" if platform in {"xcb", "wayland"} else None

    def reaches_display(self, display):
        return display == self.display


ON_SCREEN = {"DISPLAY": ":0"}


@pytest.mark.parametrize(
    "environ",
    [
        ON_SCREEN,
        {"WAYLAND_DISPLAY": "wayland-0"},
        {"QT_QPA_PLATFORM": "offscreen"},
        {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":0"},
        {"QT_QPA_PLATFORM": "wayland;xcb", "DISPLAY": ":0"},
    ],
)
def test_a_complete_machine_has_no_problem(environ):
    assert preflight.problem(environ, Machine()) is None


def test_a_missing_xcb_library_is_named_with_the_package_line_for_all_that_is_missing():
    machine = Machine(absent=frozenset({"libxcb-icccm.so.4", "libxcb-keysyms.so.1"}))

    sentence = preflight.problem(ON_SCREEN, machine)

    assert "libxcb-icccm.so.4 is missing" in sentence
    assert sentence.endswith("apt-get install libxcb-icccm4 libxcb-keysyms1")


def test_a_library_missing_at_import_is_named_with_its_package():
    machine = Machine(
        absent=frozenset({"libGL.so.1", "libEGL.so.1"}),
        import_error="libGL.so.1: cannot open shared object file: No such file or directory",
    )

    sentence = preflight.problem({"QT_QPA_PLATFORM": "offscreen"}, machine)

    assert "libGL.so.1 is missing" in sentence
    assert sentence.endswith("apt-get install libegl1 libgl1")


def test_a_library_of_no_known_package_gives_no_package_line():
    error = "libstrange.so.9: cannot open shared object file: No such file or directory"

    sentence = preflight.problem(ON_SCREEN, Machine(import_error=error))

    assert "libstrange.so.9 is missing" in sentence
    assert "apt-get" not in sentence


def test_a_library_too_old_for_qt_is_reported_in_the_words_of_the_linker():
    error = "/lib/libc.so.6: version `GLIBC_2.34' not found (required by libQt6Core.so.6)"

    assert "GLIBC_2.34" in preflight.problem(ON_SCREEN, Machine(import_error=error))


def test_a_missing_pyside_asks_to_install_again():
    machine = Machine(version=None, import_error="No module named 'PySide6'")

    assert "install annotator again" in preflight.problem(ON_SCREEN, machine)


def test_no_display_is_said_in_one_sentence():
    sentence = preflight.problem({}, Machine())

    assert "neither DISPLAY nor WAYLAND_DISPLAY is set" in sentence
    assert "\n" not in sentence


def test_asking_for_xcb_without_a_display_is_refused():
    assert "DISPLAY is not set" in preflight.problem({"QT_QPA_PLATFORM": "xcb"}, Machine())


def test_a_display_that_does_not_answer_is_named():
    assert "DISPLAY=:7" in preflight.problem({"DISPLAY": ":7"}, Machine())


def test_one_platform_that_works_is_enough():
    environ = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":7"}

    assert preflight.problem(environ, Machine()) is None


@pytest.mark.parametrize(
    ("python", "version", "refused"),
    [
        ((3, 11), "6.12.0", True),
        ((3, 11), "6.11.3", False),
        ((3, 12), "6.12.0", False),
        ((3, 13), "6.12.0", False),
    ],
)
def test_the_pyside_that_crashes_on_python_3_11_is_refused(python, version, refused):
    sentence = preflight.problem(ON_SCREEN, Machine(python=python, version=version))

    assert (sentence is not None) == refused
    assert not refused or "PySide6 6.12.0 crashes on Python 3.11" in sentence


def test_other_systems_need_no_display_variable():
    assert preflight.problem({}, Machine(system="darwin")) is None


def test_this_machine_can_run_without_a_screen():
    assert preflight.problem({"QT_QPA_PLATFORM": "offscreen"}) is None


def test_the_process_ends_with_one_sentence_and_status_3_where_there_is_no_display():
    shown = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environ = {name: value for name, value in os.environ.items() if name not in shown}

    done = subprocess.run(
        [sys.executable, "-c", "from annotator import preflight; preflight.check()"],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )

    expected = 3 if sys.platform.startswith("linux") else 0
    assert done.returncode == expected
    assert len(done.stderr.splitlines()) == expected // 3


def test_this_machine_knows_the_version_of_its_qt():
    assert preflight.ThisMachine().qt_version() == metadata.version("PySide6-Essentials")
