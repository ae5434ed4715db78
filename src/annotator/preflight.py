"""Whether Qt can open a window here, found out before Qt is asked.

Qt aborts the whole process when a system library or the display is missing, and names the wrong
library. Everything it would stumble over is tried here first, so that a person reads one sentence.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

EXIT_STATUS = 3

_LIBRARY = re.compile(r"(lib[\w+.-]+?\.so(?:\.\d+)*)")

# Library names and the Debian packages that carry them, as Qt 6.10 to 6.12 link them.
_FOR_QT = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
_FOR_XCB = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_FOR_WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
_FOR_PLATFORM = {"xcb": _FOR_XCB, "wayland": _FOR_WAYLAND}
_PACKAGES = _FOR_QT | _FOR_XCB | _FOR_WAYLAND


class Machine(Protocol):
    """What the preflight asks of a machine; tests answer for machines that lack things."""

    system: str
    python: tuple[int, int]

    def qt_version(self) -> str | None:
        """Return the version of the installed PySide6, if it is known."""

    def import_qt(self) -> None:
        """Import the Qt widgets; raises ImportError as Python does."""

    def load(self, library: str) -> None:
        """Load a shared library by name or path; raises OSError with the linker's message."""

    def plugin(self, platform: str) -> str | None:
        """Return the path of Qt's plug-in for a platform, if it lies where the wheel puts it."""

    def reaches_display(self, display: str) -> bool:
        """Tell whether an X server answers at a display name such as `:0`."""


class ThisMachine:
    """The machine we are on."""

    system = sys.platform
    python = (sys.version_info.major, sys.version_info.minor)

    def qt_version(self) -> str | None:
        """Return the version that PySide6 gives itself; None when it does not load."""
        try:
            return str(importlib.import_module("PySide6").__version__)
        except ImportError:
            return None

    def import_qt(self) -> None:
        """Import the Qt widgets, and with them nearly all of Qt that we use."""
        importlib.import_module("PySide6.QtWidgets")

    def load(self, library: str) -> None:
        """Load a shared library into this process."""
        ctypes.CDLL(library)

    def plugin(self, platform: str) -> str | None:
        """Return the path of the plug-in inside the installed wheel."""
        spec = importlib.util.find_spec("PySide6")
        if spec is None or spec.origin is None:
            return None
        path = Path(spec.origin).parent / "Qt" / "plugins" / "platforms" / f"libq{platform}.so"
        return str(path) if path.exists() else None

    def reaches_display(self, display: str) -> bool:
        """Connect to the X server the way Qt's plug-in will, and hang up."""
        xcb = ctypes.CDLL("libxcb.so.1")
        xcb.xcb_connect.restype = ctypes.c_void_p
        xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
        xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
        xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
        connection = xcb.xcb_connect(display.encode(), None)
        failed = bool(xcb.xcb_connection_has_error(connection))
        xcb.xcb_disconnect(connection)
        return not failed


def problem(environ: Mapping[str, str], machine: Machine | None = None) -> str | None:
    """Return one sentence on what keeps Qt from opening a window, or None when nothing does.

    `environ` is read for the display and for `QT_QPA_PLATFORM`. Nothing is written and no window
    is opened; Qt's libraries are loaded when they are there.
    """
    machine = machine or ThisMachine()
    wrong = _wrong_qt(machine) or _no_import(machine)
    if wrong or not machine.system.startswith("linux"):
        return wrong
    platforms = _platforms(environ)
    if not platforms:
        return (
            "There is no display to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set; "
            "start annotator in a graphical session, or under xvfb-run."
        )
    return _no_platform(platforms, environ, machine)


def check(environ: Mapping[str, str] | None = None) -> None:
    """Leave the process with status 3 and one sentence on standard error if Qt cannot start."""
    sentence = problem(os.environ if environ is None else environ)
    if sentence is not None:
        sys.stderr.write(f"annotator: {sentence}\n")
        raise SystemExit(EXIT_STATUS)


def _wrong_qt(machine: Machine) -> str | None:
    version = machine.qt_version() or ""
    # 6.12 on 3.11 loses a reference of None at every void call and aborts after some thousands.
    if machine.python == (3, 11) and version.startswith("6.12"):
        return (
            f"PySide6 {version} crashes on Python 3.11; install an earlier one with: "
            "python3 -m pip install 'PySide6-Essentials>=6.10.3,<6.12'"
        )
    return None


def _no_import(machine: Machine) -> str | None:
    try:
        machine.import_qt()
    except ImportError as error:
        if _LIBRARY.search(str(error)) and machine.system.startswith("linux"):
            return _missing(str(error), _FOR_QT, machine)
        return f"The window library PySide6 does not load ({error}); install annotator again."
    return None


def _platforms(environ: Mapping[str, str]) -> list[str]:
    """Return the platforms Qt will try, in its order; none when no window can be shown."""
    asked = environ.get("QT_QPA_PLATFORM", "")
    if asked:
        return [name.partition(":")[0] for name in asked.split(";")]
    shown = {"wayland": environ.get("WAYLAND_DISPLAY"), "xcb": environ.get("DISPLAY")}
    return [name for name, display in shown.items() if display]


def _no_platform(
    platforms: Iterable[str], environ: Mapping[str, str], machine: Machine
) -> str | None:
    """Return what is wrong with the first of the platforms, or None when one of them works."""
    wrong = [_unusable(platform, environ, machine) for platform in platforms]
    return wrong[0] if all(wrong) else None


def _unusable(platform: str, environ: Mapping[str, str], machine: Machine) -> str | None:
    plugin = machine.plugin(platform) if platform in _FOR_PLATFORM else None
    if plugin is None:
        return None
    try:
        machine.load(plugin)
    except OSError as error:
        return _missing(str(error), _FOR_PLATFORM[platform], machine)
    return _unreachable(environ, machine) if platform == "xcb" else None


def _unreachable(environ: Mapping[str, str], machine: Machine) -> str | None:
    display = environ.get("DISPLAY", "")
    if not display:
        return "There is no display to open a window on: DISPLAY is not set, which xcb needs."
    if not machine.reaches_display(display):
        return (
            f"No display answers at DISPLAY={display}; "
            "start annotator in a graphical session, or under xvfb-run."
        )
    return None


def _missing(message: str, needed: Mapping[str, str], machine: Machine) -> str:
    """Return the sentence for a linker's message, with a package line for all that is missing."""
    found = _LIBRARY.search(message)
    if found is None or "cannot open" not in message:
        return f"The window library Qt does not load on this system: {message}."
    library = found.group(1)
    missing = [library, *(name for name in needed if not _loads(name, machine))]
    packages = sorted({_PACKAGES[name] for name in missing if name in _PACKAGES})
    sentence = f"The system library {library} is missing, without which Qt cannot open a window"
    if library not in _PACKAGES:
        return f"{sentence}; install the package of your system that contains it."
    return f"{sentence}; install it with: apt-get install {' '.join(packages)}"


def _loads(library: str, machine: Machine) -> bool:
    try:
        machine.load(library)
    except OSError:
        return False
    return True
