"""From the start of the process to a window that can be used, each time in a process of its own.

Run with `python -m benchmarks.start [--repeats N]`.
The way is that of `annotator PROJECT`: command line, preflight, window. Every start finds our
modules compiled, as all but the very first start after an installation do; that one is told apart.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TIMES = 20
ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.common import Report, Times, parser  # noqa: E402

_WINDOW = """
import os, sys, time
from pathlib import Path
from annotator import cli, cli_window
plan = cli_window.plan((Path(sys.argv[1]),))
cli_window.prepare()
cli.problem(os.environ)
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
application = QApplication(["annotator"])
def usable():
    # The event loop runs and the first paint is done: keys act from here on.
    print(time.time(), time.process_time())
    application.closeAllWindows()
QTimer.singleShot(0, lambda: QTimer.singleShot(0, usable))
sys.exit(cli_window.open_window(plan))
"""


def start(folder: Path, times: Times) -> None:
    """Start once, and note how long it took, imports included."""
    homes = {name: str(folder / name) for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    environment = os.environ | homes | {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPATH"] = str(ROOT / "src")
    began = time.time()
    done = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", _WINDOW, str(folder / "desk.annotator")],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
    )
    usable, worked = map(float, done.stdout.split())
    times.wall.append((usable - began) * 1000)
    times.cpu.append(worked * 1000)


def main() -> None:
    """Measure and print median and 99th percentile."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    options = parser(__doc__)
    options.set_defaults(repeats=TIMES)
    given = options.parse_args()
    report = Report("start", given.json)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder)
        first, later = Times(), Times()
        start(folder, first)
        for _ in range(given.repeats):
            start(folder, later)
    report.times("the very first start", 1, first)
    report.times("start to usable window", 1, later)
    report.finish()


def fill(folder: Path) -> None:
    """Make the project that is opened: the sample articles."""
    from annotator.session.importing import import_paths  # noqa: PLC0415 - only in the parent
    from annotator.session.projects import create_project, sample_articles  # noqa: PLC0415

    store = create_project(folder / "desk.annotator")
    import_paths(store, sample_articles())
    store.close()


if __name__ == "__main__":
    main()
