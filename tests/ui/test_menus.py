from PySide6.QtGui import QAction

from annotator.ui.menus import ORDER


def entries(menu):
    for action in menu.actions():
        if action.menu() is not None:
            yield from entries(action.menu())
        elif not action.isSeparator():
            yield action


def entry(window, menu, words):
    return next(e for e in entries(window.menus.menu(menu)) if words in e.text())


def test_every_menu_has_entries_and_none_has_a_shortcut(window):
    for name in ORDER:
        found = list(entries(window.menus.menu(name)))
        assert found, name
        assert all(each.shortcut().isEmpty() for each in found)
    assert all(action.shortcut().isEmpty() for action in window.findChildren(QAction))


def test_the_key_stands_beside_the_entry(window):
    assert entry(window, "Edit", "Undo").text() == "Undo\tCtrl+Z"


def test_what_cannot_run_is_grey_and_says_why(window, session):
    undo = entry(window, "Annotate", "Cycle level")
    session.select(0, 0)
    window.menus.menu("Annotate")

    assert not undo.isEnabled()
    assert undo.statusTip() == "Go to a mention first (Tab)."


def test_an_entry_runs_its_command(window, session):
    entry(window, "View", "Zoom in").trigger()

    assert session.view.zoom > 1


def test_the_sample_articles_can_be_tried_from_the_help_menu(empty_window):
    entry(empty_window, "Help", "sample").trigger()

    assert empty_window.bridge.session.store.queries.documents.count() == 2


def test_undo_comes_first_and_quit_last(window):
    texts = [each.text() for each in entries(window.menus.menu("File"))]
    assert texts[-1] == "Quit\tCtrl+Q"
    assert next(entries(window.menus.menu("Edit"))).text().startswith("Undo")
