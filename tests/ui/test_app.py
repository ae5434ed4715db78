import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from annotator.app import run_window
from annotator.session.projects import open_project
from annotator.ui.window import Window


@pytest.fixture
def at_home(monkeypatch, tmp_path):
    """Keep state and keys of the person who runs the tests out of it."""
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


def close_soon(seen):
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
