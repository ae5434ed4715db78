"""The search of the project: typed, looked through and acted on by keys alone."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.session import Mode, Shown
from annotator.session.importing import import_text
from annotator.ui.search_rows import columns


@pytest.fixture
def search(window, press, qtbot):
    """Open the panel, type, and wait until all is found."""

    def find(words):
        press("Ctrl+Shift+F")
        QTest.keyClicks(QApplication.focusWidget(), words)
        panel = window.shown.opened
        qtbot.waitUntil(lambda: panel.told.text() != "" and not panel._job.running)
        return panel

    return find


def row_of(panel, number):
    row = panel.model.row(number)
    return row.line.before, row.line.words, row.line.after


def mentions(session):
    text = session.store.queries.documents.text
    found = session.store.queries.mentions.all()
    return [(each.surface(text(each.document)), each.type) for each in found]


def test_a_place_in_another_article_is_found_and_opened(session, search, press):
    panel = search("seamen")
    assert panel.told.text() == "1 place."

    press("Enter")

    assert session.current_document.title == "Ferry strike ends"
    assert session.selection.of(session.text) == "seamen"
    assert session.shown is None


def test_each_place_stands_in_its_line(search):
    panel = search('"the letter"')

    assert panel.model.rowCount() == 2
    before, words, after = row_of(panel, 1)
    assert (before[-8:], words, after[:9]) == ("printed ", "the letter", " on 3 May")


def test_the_next_place_is_one_key_from_the_article(session, search, press):
    search("torvik")
    press("Enter", "F4")

    assert session.message == "Place 2 of 3."
    press("F4")
    assert session.current_document.title == "Ferry strike ends"
    press("F4")
    assert session.message.startswith("That was the last place.")
    press("Shift+F4", "Shift+F4")
    assert session.message == "Place 1 of 3."


def test_marked_places_are_tagged_by_the_key_of_a_type_as_one_step(session, search, press):
    panel = search("torvik")

    press("Down")
    assert session.mode is Mode.SEARCH
    press("Ctrl+A", "l")

    assert mentions(session) == [("Torvik", "location")] * 3
    assert panel.model.row(0).tag == "Location"
    assert session.shown is Shown.SEARCH
    press("Ctrl+Z")
    assert mentions(session) == []
    assert panel.model.row(0).tag == ""


def pixels(panel, number):
    """The row as it is painted."""
    row = panel.rows.visualRect(panel.model.index(number))
    return panel.rows.viewport().grab(row).toImage()


def test_the_row_under_the_keys_is_seen_when_all_are_marked(search, press):
    panel = search("torvik")
    press("Down", "Down")
    chosen, other = pixels(panel, 1), pixels(panel, 2)
    corner = QPoint(chosen.width() - 20, 3)

    QTest.keyClick(panel.rows, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    assert panel.told.text() == "3 places. 3 marked."
    assert [index.row() for index in panel.rows.selectionModel().selectedRows()] == [1]
    assert pixels(panel, 1).pixelColor(corner) == chosen.pixelColor(corner)
    assert pixels(panel, 2).pixelColor(corner) == other.pixelColor(corner)
    assert chosen.pixelColor(corner) != other.pixelColor(corner)


def test_a_marked_place_shows_a_tick_in_its_box(search, press):
    panel = search("torvik")
    press("Down")
    press("Ctrl+A")

    shown = pixels(panel, 1)
    palette = QApplication.palette()
    middle = shown.height() // 2
    colours = {
        shown.pixelColor(x, y).name() for x in range(8, 22) for y in range(middle - 7, middle + 7)
    }

    assert palette.color(QPalette.ColorRole.Accent).name() in colours
    assert palette.color(QPalette.ColorRole.Base).name() in colours


def test_words_go_on_to_the_end_where_nothing_is_annotated():
    room = QRect(0, 0, 1000, 26)

    *_, before, words, _tag = columns(room, tagged=False)
    *_, before_tagged, words_tagged, tag = columns(room, tagged=True)

    assert words.right() == room.right()
    assert words_tagged.right() < tag.left()
    assert (before, words.left()) == (before_tagged, words_tagged.left())


def test_space_marks_one_place_after_the_other(session, search, press):
    panel = search("torvik")

    press("Down", "Space", "Space", "p")

    assert mentions(session) == [("Torvik", "person")] * 2
    assert panel.told.text() == "3 places. 2 marked."
    assert session.results.at == 2


def test_places_are_linked_to_an_entity_and_the_list_stays(session, search, press, window):
    panel = search("lund")
    press("Down", "Ctrl+A", "k")
    assert window.asking.popup is not None

    QTest.keyClicks(QApplication.focusWidget(), "Per Lund")
    press("Enter")

    assert session.shown is Shown.SEARCH
    assert panel.rows.hasFocus()
    assert {mention.entity for mention in session.store.queries.mentions.all()} == {1}
    assert session.store.history.undo_label() == "Link 2 places"


def test_letters_type_while_the_line_has_the_keyboard(session, search, press):
    panel = search("p")

    press("o")

    assert panel.field.text() == "po"
    assert mentions(session) == []
    press("Esc")
    assert session.shown is None


def test_up_and_slash_go_back_to_the_line(session, search, press):
    panel = search("torvik")

    press("Down", "Down", "/")
    assert panel.field.hasFocus()
    assert session.mode is Mode.ARTICLE
    press("Down", "Up", "Up")
    assert panel.field.hasFocus()


def test_what_was_found_is_there_when_the_panel_opens_again(session, search, press, window):
    search("torvik")
    press("Down", "Space", "Enter", "Ctrl+Shift+F")

    panel = window.shown.opened

    assert panel.field.text() == "torvik"
    assert panel.model.rowCount() == 3
    assert session.results.marked == {0}


def test_after_a_change_it_searches_again(session, search, press, window, qtbot):
    search("torvik")
    press("Esc")
    import_text(session.store, "Torvik again.", "New")

    press("Ctrl+Shift+F")

    qtbot.waitUntil(lambda: window.shown.opened.model.rowCount() == 4)


def test_what_cannot_be_found_is_told(search, qtbot):
    panel = search("torvik")
    for typed, told in (
        ("type:persn", "The schema of this project has no type “persn”"),
        ("/a(/", "The pattern is wrong at character 4"),
        ("nowhere", "No article has these words. nowhere* finds words that begin so."),
        ("/q{4}/", "No article matches this pattern."),
        ("/q{4}/ /z{4}/", "No article matches these patterns."),
        ("torvik /q{4}/", "No article has these words and matches this pattern."),
        ("lang:xx", "No article is so."),
        ("torvik OR", "OR at character 8 stands between two words"),
        ("published:soon", "published: at character 1 is a year, month or day"),
        ("type:person", "Nothing is annotated so."),
    ):
        panel.field.setText(typed)
        qtbot.waitUntil(lambda start=told: panel.told.text().startswith(start))


def test_a_query_that_is_not_understood_has_no_places_and_enter_says_why(
    search, session, press, qtbot
):
    panel = search("harbour")
    assert panel.model.rowCount() > 0

    panel.field.setText("harbour foo:bar")
    qtbot.waitUntil(lambda: panel.told.text().startswith("There is no filter foo:"))
    press("Enter")

    assert panel.model.rowCount() == 0
    assert session.message == panel.told.text()
    assert "foo" in session.message


def test_a_pattern_without_end_is_given_up_and_the_window_lives(session, search, press):
    import_text(session.store, "Trap\n\n" + "a" * 3000 + "!", "Trap")

    panel = search("/(a|aa)+$/")

    assert "too expensive" in panel.told.text()
    press("Esc")
    assert session.shown is None


def test_the_line_below_the_field_says_what_it_is(window, press):
    press("Ctrl+Shift+F")

    assert window.shown.opened.hint.text().startswith("Filters:  type:  ·  entity:")


def test_an_operator_is_not_completed(search):
    assert search("torvik OR").hint.text() == ""


def test_what_can_be_typed_is_shown_and_completed_by_tab(search, press):
    panel = search("ty")
    assert panel.hint.text().startswith("Tab completes:  type:  (mentions of a type)")

    press("Tab")
    assert panel.field.text() == "type:"
    assert panel.hint.text().startswith("Tab completes:  person  (Person)")
    QTest.keyClicks(panel.field, "loc")
    press("Tab")

    assert panel.field.text() == "type:location "


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        ('source:"Ilse ', ""),
        ("source:“Ilse ", ""),
        ('source:"il', '"'),
        ('source:"Ilse ', '" letter'),
    ],
)
def test_a_name_is_completed_inside_quotation_marks(window, session, press, typed, after):
    at = session.text.index("Ilse Brandt")
    session.select(at, at + len("Ilse Brandt"))
    press("p", "Ctrl+Shift+F")
    panel = window.shown.opened
    panel.field.setText(typed + after)
    panel.field.setCursorPosition(len(typed))

    assert panel.hint.text() == 'Tab completes:  "Ilse Brandt"  (Person)'
    press("Tab")

    assert panel.field.text() == f'source:"Ilse Brandt" {after.strip(chr(34)).strip()}'


def test_a_project_that_is_only_read_is_searched_and_not_tagged(session, search, press):
    search("torvik")
    session.store.stand_down()

    press("Down", "p")

    assert "being opened again" in session.message
    assert mentions(session) == []
