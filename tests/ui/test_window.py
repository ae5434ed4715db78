import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.model.span import Span
from annotator.session import Panel
from annotator.ui.window_panels import Arrangement


def focused():
    return QApplication.focusWidget()


def select(session, words):
    at = session.text.index(words)
    session.select(at, at + len(words))


def test_a_type_key_tags_the_selection_and_everything_shows_it(window, session, press):
    select(session, "Ilse Brandt")

    press("p")

    mention = session.current_mention
    assert (mention.type, mention.surface(session.text)) == ("person", "Ilse Brandt")
    assert "All changes saved" in window.status.saved.text()
    assert window.entities.model.rowCount() > 0


def test_keys_move_the_caret_and_the_status_line_tells_the_selection(window, session, press):
    press("Ctrl+Home", "Shift+Right", "Shift+Right")

    assert session.selection == Span(0, len("The harbour"))
    assert window.status.selection.words == "The harbour · 2 words"


def test_an_unbound_key_says_so(window, session, press):
    press("9")

    assert window.status.message.text() == "“9” does nothing here. ? shows the keys."


def test_a_key_that_cannot_act_says_why(window, session, press):
    session.select(0, 0)

    press("u")

    assert window.status.message.text().startswith("Go to a mention first (Tab).")


def test_f6_goes_round_the_panels_and_escape_comes_back(window, session, press):
    press("F6")
    assert window.entities.isAncestorOf(focused())
    press("F6")
    assert window.claims.isAncestorOf(focused())
    press("F6")
    assert window.documents.isAncestorOf(focused())
    press("Shift+F6", "Esc")

    assert session.panel is Panel.ARTICLE
    assert focused() is window.article.focus_widget()


def test_no_tag_can_happen_from_a_text_field(window, session, press):
    select(session, "Torvik")
    window.entities.filter.setFocus()

    press("p", "s", "9", "Space", "Backspace")

    assert session.store.queries.mentions.count() == 0
    assert window.entities.filter.text() == "ps9"
    assert session.message == ""


def test_a_text_field_lets_the_few_keys_for_everywhere_through(window, session, press):
    window.documents.filter.setFocus()
    assert session.panel is Panel.DOCUMENTS

    press("F6")

    assert session.panel is Panel.ARTICLE
    assert focused() is window.article.focus_widget()


def test_a_click_moves_the_caret_and_a_double_click_takes_the_word(window, session):
    viewport = window.article.viewport()
    at = session.text.index("Torvik")
    window.article.set_selection(at + 2, at + 2)
    place = window.article.caret_rect(at + 2).center()

    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert abs(session.caret - at - 2) <= 1
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)

    assert session.selection.of(session.text) == "Torvik"


def test_a_drag_selects_whole_words(window, session):
    at = session.text.index("Ilse Brandt")
    view = window.article

    view.selection_changed.emit(at + 2, at + 8)

    assert session.selection.of(session.text) == "Ilse Brandt"


def test_selecting_in_a_panel_does_not_take_the_keyboard_from_the_article(window, session, press):
    select(session, "Ilse Brandt")
    press("p")

    session.select_entities((session.entity,))

    assert focused() is window.article.focus_widget()


def test_dropped_files_are_imported(window, session, tmp_path):
    path = tmp_path / "third.txt"
    path.write_text("A third article\n\nNothing happened in it.\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )

    window.dropEvent(event)

    assert session.store.queries.documents.count() == 3


def test_pasted_text_becomes_an_article(window, session, press):
    QApplication.clipboard().setText("Pasted heading\n\nPasted words.\n")

    press("Ctrl+V")

    assert session.store.queries.documents.count() == 3
    assert "Pasted words." in session.text


def test_undo_and_redo_show_at_once(window, session, press):
    select(session, "Per Lund")
    press("p", "Ctrl+Z")
    assert session.store.queries.mentions.count() == 0
    press("Ctrl+Shift+Z")

    assert session.store.queries.mentions.count() == 1


def test_the_meter_counts_presses_for_each_annotation(window, session, press, qtbot):
    select(session, "Per Lund")
    press("p")
    select(session, "Torvik Gazette")
    press("Left", "Right")
    select(session, "Torvik Gazette")

    press("o")

    counter = window.status.counter
    qtbot.waitUntil(lambda: counter.text() == "2.0 keys per annotation")
    assert counter.accessibleDescription().startswith(
        "Your keys and clicks in this article: 4, for 2 annotations."
    )
    window.resize(700, 700)  # where the keys of the next step need the room
    qtbot.waitUntil(lambda: not counter.isVisible())
    window.resize(1300, 700)
    qtbot.waitUntil(counter.isVisible)
    window.bridge.run("view.toggle_meter")
    QApplication.processEvents()
    assert not counter.isVisible()


def test_panels_can_be_put_away_and_moved_to_the_other_side(window, session, press):
    press("Ctrl+2")
    assert not window.entities.isVisible()
    press("Ctrl+2")
    assert window.entities.isVisible()

    window.bridge.run("view.move_across:claims")

    assert session.view.left == (Panel.DOCUMENTS, Panel.CLAIMS)
    assert window.claims.isVisible()
    assert window.claims.mapTo(window, QPoint()).x() < window.article.mapTo(window, QPoint()).x()
    press("Ctrl+3")
    window.bridge.run("view.move_up:claims")
    press("Ctrl+3")
    tops = [panel.mapTo(window, QPoint()).y() for panel in (window.claims, window.documents)]
    assert tops == sorted(tops)


@pytest.mark.parametrize("size", [(900, 600), (640, 480)])
def test_in_a_small_window_the_panels_give_way_before_the_article(window, size):
    window.resize(1600, 900)
    window.panels.arrange(Arrangement(widths=(300, 800, 500)))
    QApplication.processEvents()
    window.resize(*size)
    QApplication.processEvents()

    assert window.article.width() >= window.article.least_width()
    assert min(window.documents.width(), window.claims.width()) > 0

    window.resize(1600, 900)
    QApplication.processEvents()
    assert (window.documents.width(), window.claims.width()) == (300, 500)


def test_an_empty_project_says_what_to_do(empty_window):
    assert "Ctrl+O" in empty_window.documents.empty.text()
    assert empty_window.documents.empty.isVisible()
    assert empty_window.documents.model.rowCount() == 0


def test_every_control_has_a_name_for_screen_readers(window, press):
    press("/")
    controls = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]

    assert [
        each for each in controls if not (each.accessibleName() or getattr(each, "text", str)())
    ] == []


def test_the_context_menu_offers_what_can_be_done_there(window, session):
    at = session.text.index("Torvik")
    window.article.menu_requested.emit(at, QPoint(300, 300))

    menu = QApplication.activePopupWidget()

    assert any("Organization" in action.text() for action in menu.actions())
    menu.close()


@pytest.mark.parametrize("name", ["documents", "entities", "claims"])
def test_a_filter_is_reached_with_a_slash_and_emptied_before_it_is_left(
    window, session, press, name
):
    panel = getattr(window, name)
    session.focus(Panel(name))

    press("/", "x")
    assert panel.filter.text() == "x"
    press("Esc")
    assert (panel.filter.text(), panel.filter.hasFocus()) == ("", True)
    press("Esc")

    assert session.panel is Panel.ARTICLE
    assert focused() is window.article.focus_widget()


def test_the_first_window_fits_a_small_screen(empty_window):
    room = empty_window.screen().availableGeometry()

    assert room.height() < 860
    assert empty_window.isMaximized()
    assert empty_window.normalGeometry().height() < room.height()
    assert empty_window.normalGeometry().width() < room.width()


def test_what_was_in_menus_only_is_found_in_the_palette_too(window, session, press):
    press("Ctrl+K", *"entitiesside", "Enter")

    assert session.view.right == (Panel.CLAIMS,)
