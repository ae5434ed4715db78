import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from annotator.app import run_window
from annotator.session.projects import create_project, open_project
from annotator.ui.window import Window


@pytest.fixture
def at_home(monkeypatch, tmp_path):
    """Keep state and keys of the person who runs the tests out of it."""
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


def close_soon(seen):
    if QApplication.instance().thread().loopLevel() == 0:
        # An import lets events through before the program's own loop, which alone can be ended.
        QTimer.singleShot(50, lambda: close_soon(seen))
        return
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, Window))
    seen.append(window.bridge.session.text)
    window.close()


def test_a_project_is_made_articles_are_brought_in_and_the_window_shown(
    qapp, at_home, tmp_path, articles
):
    seen = []
    QTimer.singleShot(50, lambda: close_soon(seen))

    status = run_window(tmp_path / "new" / "desk.annotator", articles)

    assert status == 0
    assert "harbour board" in seen[0]
    store = open_project(tmp_path / "new" / "desk.annotator")
    assert store.queries.documents.count() == 2
    store.close()
    qapp.setStyleSheet("")


def test_what_is_no_project_is_one_sentence_and_status_1(qapp, at_home, tmp_path, capsys):
    path = tmp_path / "letter.annotator"
    path.write_text("a letter")

    status = run_window(path, [])

    told = capsys.readouterr().err
    assert status == 1
    assert told.count("\n") == 1
    assert "letter.annotator" in told
    assert path.read_text() == "a letter"


def test_a_folder_that_cannot_be_made_is_told(qapp, at_home, tmp_path, capsys):
    (tmp_path / "file").write_text("in the way")

    assert run_window(tmp_path / "file" / "desk.annotator", []) == 1

    assert "cannot be made" in capsys.readouterr().err


def damaged(path, table):
    """Overwrite the first page of a table in a new project."""
    create_project(path).close()
    with closing(sqlite3.connect(path)) as db:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        (page,) = db.execute(sql, [table]).fetchone()
    data = path.read_bytes()
    path.write_bytes(data[: (page - 1) * 4096] + b"\xee" * 4096 + data[page * 4096 :])
    return path.read_bytes()


def test_a_damaged_project_is_shown_for_reading_and_told_on_standard_error(
    qapp, at_home, tmp_path, capsys
):
    before = damaged(tmp_path / "desk.annotator", "note")
    seen = []
    QTimer.singleShot(50, lambda: close_soon(seen))

    status = run_window(tmp_path / "desk.annotator", [])

    assert (status, len(seen)) == (0, 1)
    assert "desk.annotator is damaged: restore a backup" in capsys.readouterr().err
    assert (tmp_path / "desk.annotator").read_bytes() == before
    qapp.setStyleSheet("")


def test_a_project_too_damaged_to_read_is_one_sentence_and_no_window(at_home, tmp_path):
    before = damaged(tmp_path / "desk.annotator", "project")

    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-m", "annotator", tmp_path / "desk.annotator"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "desk.annotator: it is damaged." in done.stderr
    assert (tmp_path / "desk.annotator").read_bytes() == before
