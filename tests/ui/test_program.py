from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.commands.registry import Action, actions, command
from annotator.session import Panel
from annotator.session.projects import create_project, open_project
from annotator.ui.failure_reports import write_report
from annotator.ui.theme import DARK, LIGHT
from tests.ui.conftest import press_keys, shown


def test_the_window_reopens_as_it_was_left(make_program, window, session):
    path = session.path
    window.bridge.run("document.next")
    session.select(4, 11)
    window.bridge.run("view.zoom_in")
    window.bridge.run("view.toggle_panel:claims")
    window.bridge.run("view.move_across:entities")
    window.resize(700, 600)
    window.meter.act(session.document)
    acts = window.meter.counts()
    window.close()

    again = make_program().show(open_project(path))

    kept = again.bridge.session
    assert kept.current_document.title == "Ferry strike ends"
    assert (kept.anchor, kept.caret) == (4, 11)
    assert kept.view.zoom == 1.1
    assert not again.claims.isVisible()
    assert again.meter.counts() == acts
    assert kept.view.left == (Panel.DOCUMENTS, Panel.ENTITIES)
    assert (again.width(), again.height()) == (700, 600)
    again.close()


def test_another_project_replaces_the_window(program, window, tmp_path):
    create_project(tmp_path / "second.annotator").close()

    window.bridge.run("project.open", paths=[tmp_path / "second.annotator"])
    QTest.qWait(10)

    assert program.window is not window
    assert program.window.bridge.session.path.name == "second.annotator"
    assert program.window.bridge.session.message == "You are in second.annotator now."


def test_a_project_that_is_opened_again_twice_can_be_written(program, window):
    window.bridge.run("project.open_again")
    window.bridge.run("project.open_again")
    QTest.qWait(10)

    assert program.window is not window
    assert not program.window.bridge.session.store.read_only


def test_another_window_waits_until_what_is_under_way_in_this_one_is_done(program, window, qtbot):
    window.progress._every = 0  # let the window live at every report
    window.bridge.run("project.open_again")

    with window.progress.during("Comparing articles") as watch:
        for done in range(20):
            assert watch(done, 20)
        assert program.window is window
        assert window.isVisible()

    qtbot.waitUntil(lambda: program.window is not window)
    assert program.window.isVisible()


def test_a_window_that_is_closed_while_its_project_is_opened_again_stays_closed(program, window):
    path = window.bridge.session.path

    window.bridge.run("project.open_again")
    window.close()
    QTest.qWait(10)

    assert program.window is None
    store = open_project(path)
    assert not store.read_only
    store.close()


def test_a_project_that_cannot_be_opened_leaves_the_window_as_it_is(program, window, tmp_path):
    (tmp_path / "broken.annotator").write_text("no project")

    window.bridge.run("project.open", paths=[tmp_path / "broken.annotator"])
    QTest.qWait(10)

    assert program.window is window
    assert "broken.annotator" in window.status.message.text()


def test_a_new_project_is_made_and_opened(program, window, tmp_path):
    window.bridge.run("project.new", path=tmp_path / "fresh.annotator")
    QTest.qWait(10)

    assert program.window.bridge.session.path == tmp_path / "fresh.annotator"


def test_quitting_closes_the_window_and_the_file(program, window, session):
    path = session.path
    press_keys(window, "Ctrl+Q")

    assert program.window is None
    store = open_project(path)
    assert not store.read_only
    store.close()


def test_a_project_that_another_window_holds_opens_for_reading_and_says_so(program, tmp_path):
    holder = create_project(tmp_path / "held.annotator")
    window = program.show(open_project(tmp_path / "held.annotator"))

    assert "reading only" in window.error_bar.text
    assert window.status.saved.text() == "Read only"
    holder.close()


def test_the_colours_change_at_once(program, window, session):
    window.bridge.run("view.theme:dark")
    assert QApplication.palette().window().color().name() == DARK.panel.lower()

    window.bridge.run("view.theme:light")

    assert QApplication.palette().window().color().name() == LIGHT.panel.lower()


def test_an_empty_window_names_the_key_that_imports(make_program, folders, tmp_path):
    window = shown(make_program(), tmp_path / "empty.annotator")
    assert "press Ctrl+O to import some" in window.article.focus_widget().toPlainText()
    assert window.documents.empty.text().endswith("or press Ctrl+O to import some.")
    window.close()

    folders.config.mkdir(exist_ok=True)
    (folders.config / "keymap.toml").write_text('[keys]\n"document.import_files" = "F9"\n')
    window = shown(make_program(), tmp_path / "other.annotator")
    assert "press F9 to import some" in window.article.focus_widget().toPlainText()
    assert window.documents.empty.text().endswith("or press F9 to import some.")
    window.close()

    (folders.config / "keymap.toml").write_text('[keys]\n"document.import_files" = ""\n')
    window = shown(make_program(), tmp_path / "third.annotator")
    assert "import some (File menu)" in window.article.focus_widget().toPlainText()
    assert window.documents.empty.text().endswith("import some (File menu).")
    window.close()


def test_problems_of_the_keymap_file_are_named_and_the_rest_works(make_program, folders, tmp_path):
    folders.config.mkdir()
    (folders.config / "keymap.toml").write_text(
        '[keys]\n"view.zoom_in" = "Ctrl+J"\n"no.such" = "x"\n"view.zoom_out" = "Ctrl+J"\n'
    )

    window = shown(make_program(), tmp_path / "keys.annotator")

    assert "no.such: there is no such command." in window.error_bar.text
    assert "Ctrl+J" in window.error_bar.text
    before = window.bridge.session.view.zoom
    press_keys(window, "Ctrl+J")
    assert window.bridge.session.view.zoom > before
    window.close()


def test_a_bug_is_told_reported_and_survived(make_program, folders, tmp_path):
    @command("Break", keys="Ctrl+J")
    def break_(session):
        """Breaks in the middle of a step."""
        with session.store.transaction("Half a step") as tx:
            tx.set_project(name="half")
            raise ZeroDivisionError("the secret words of the article")

    broken = Action("test.break", "Break", ("Ctrl+J",), break_)
    program = make_program(may_fail=True, actions=lambda schema: [*actions(schema), broken])
    window = shown(program, tmp_path / "bug.annotator")

    press_keys(window, "Ctrl+J")

    assert "ZeroDivisionError" in window.error_bar.text
    assert window.bridge.session.store.queries.project().name == "bug"
    report = next((folders.state / "reports").glob("failure-*.txt")).read_text()
    assert "in break_" in report
    assert "secret" not in report


def test_reports_are_few_and_name_causes(tmp_path):
    try:
        try:
            Path("/nowhere/at/all").read_text()
        except OSError as cause:
            raise ValueError("words") from cause
    except ValueError as error:
        for _ in range(25):
            path = write_report(tmp_path, error)

    assert len(list(tmp_path.iterdir())) == 20
    assert "FileNotFoundError" in path.read_text()
