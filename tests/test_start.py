"""What a start does not load: the modules that only later acts need stay out of it.

Time itself is measured by `python -m benchmarks.start`; a test of it would fail on a busy machine.
"""

import os
import subprocess
import sys

import pytest

from annotator.commands.registry import MODULES
from annotator.session.projects import create_project

_OPEN = """
import os, sys
from pathlib import Path
from annotator import cli, cli_window
plan = cli_window.plan((Path(sys.argv[1]),))
cli_window.prepare()
before_qt = set(sys.modules)
assert cli.problem(os.environ) is None
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
application = QApplication(["annotator"])
def shown():
    assert application.activeWindow() or application.topLevelWidgets()
    print(*sorted(sys.modules))
    print(*sorted(before_qt))
    application.closeAllWindows()
QTimer.singleShot(0, lambda: QTimer.singleShot(0, shown))
sys.exit(cli_window.open_window(plan))
"""

# What each is for: guessing encodings, plug-ins, exports and their proof, checking files, asking.
_LATER = (
    "charset_normalizer",
    "importlib.metadata",
    "annotator.formats.registry",
    "annotator.formats.json_file",
    "annotator.formats.json_write",
    "annotator.formats.verify",
    "annotator.store.check",
    "annotator.cli_work",
    "annotator.session.searching",
    "concurrent.futures",
    "annotator.ui.dialogs.choice",
    "annotator.ui.dialogs.about",
    "annotator.ui.find_bar",
    "annotator.ui.history_panel",
    "annotator.ui.key_help",
    "annotator.ui.search_panel",
    "jsonschema",
    "msgspec",
    "unittest",
    "multiprocessing",
    "asyncio",
    "PySide6.QtNetwork",
    "PySide6.QtSvg",
)


@pytest.fixture(scope="session")
def loaded(tmp_path_factory):
    """Open a window in a process of its own; return the modules in the end and before Qt."""
    folder = tmp_path_factory.mktemp("start")
    project = folder / "desk.annotator"
    create_project(project).close()
    homes = {name: str(folder) for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    done = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", _OPEN, str(project)],
        capture_output=True,
        text=True,
        env=os.environ | homes,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return [set(line.split()) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("module", _LATER)
def test_a_start_does_not_load_what_only_later_acts_need(loaded, module):
    assert module not in loaded[0]


def test_a_start_brings_all_commands_before_qt(loaded):
    # PySide reads the source of every module that is imported after it.
    end, before = loaded

    assert "PySide6" in end - before
    assert {f"annotator.commands.{name}" for name in MODULES} <= before
