from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from annotator.session import Choice, ChoiceQuestion, PathsQuestion, SaveQuestion, TextQuestion

FRUIT = ("Apple", "Apricot", "Banana")


def search(letters):
    return [
        Choice(name, name.lower(), key=name[0]) for name in FRUIT if letters.lower() in name.lower()
    ]


@pytest.fixture
def answers():
    return []


def type_in(words):
    QTest.keyClicks(QApplication.focusWidget(), words)


def test_a_line_is_answered_with_enter(window, session, press, answers):
    session.ask.text(TextQuestion("Name", "old"), answers.append)
    type_in("new")
    press("Enter")

    assert answers == ["new"]
    assert QApplication.focusWidget() is window.article.focus_widget()


def test_a_paragraph_takes_enter_as_a_new_line(window, session, press, answers):
    session.ask.text(TextQuestion("Note", multiline=True), answers.append)
    type_in("one")
    press("Enter")
    type_in("two")
    press("Ctrl+Enter")

    assert answers == ["one\ntwo"]


def test_a_long_title_is_shown_whole(window, session, press, answers):
    title = "Note on the statement “the harbour board had not seen what the minister wrote to it”"
    session.ask.text(TextQuestion(title, multiline=True), answers.append)
    heading = window.asking.popup.heading
    QApplication.processEvents()

    assert heading.text() == title
    assert heading.width() < heading.fontMetrics().horizontalAdvance(title)
    assert heading.height() >= heading.heightForWidth(heading.width())
    assert heading.height() > heading.fontMetrics().height()
    press("Esc")


def test_escape_declines_and_the_keyboard_goes_back(window, session, press, answers):
    press("F6")
    before = QApplication.focusWidget()
    session.ask.text(TextQuestion("Name"), answers.append)
    press("Esc")

    assert answers == []
    assert QApplication.focusWidget() is before


def test_a_choice_is_found_by_letters(window, session, press, answers):
    session.ask.choice(ChoiceQuestion("Fruit", search), answers.append)
    type_in("ap")
    press("Down", "Enter")

    assert answers == ["apricot"]


def test_of_paths_both_ends_are_in_sight_and_the_tip_has_all(
    window, session, press, answers, monkeypatch
):
    path = "/" + "/".join(f"the folder of reporter {n}" for n in range(12)) + "/desk.annotator"
    choice = Choice(path, path, detail="the project, 0.1 MB")
    drawn = []
    draw = QPainter.drawText
    monkeypatch.setattr(
        "annotator.ui.drawing.QPainter.drawText",
        lambda painter, *what: (drawn.append(what[-1]), draw(painter, *what)),
    )
    session.ask.choice(ChoiceQuestion("Where?", lambda _: [choice], paths=True), answers.append)
    popup = window.asking.popup
    popup.list.repaint()

    shown = next(words for words in drawn if words.startswith("/the folder of reporter 0"))
    assert "…" in shown
    assert shown.endswith("desk.annotator")
    assert "the project, 0.1 MB" in drawn
    tip = popup.model.data(popup.model.index(0), Qt.ItemDataRole.ToolTipRole)
    assert path in tip
    press("Enter")
    assert answers == [path]


def test_a_long_choice_leaves_room_for_what_stands_beside_it(window, session, monkeypatch):
    drawn = []
    draw = QPainter.drawText
    monkeypatch.setattr(
        "annotator.ui.drawing.QPainter.drawText",
        lambda painter, *what: (drawn.append(what[-1]), draw(painter, *what)),
    )
    choice = Choice("The harbour board rejects it " * 9, 1, "monday.txt · open")
    session.ask.choice(ChoiceQuestion("Open", lambda _: [choice]), lambda _: None)
    popup = window.asking.popup
    popup.list.repaint()

    assert any(words.startswith("The harbour") and words.endswith("…") for words in drawn)
    assert choice.detail in drawn
    tip = popup.model.data(popup.model.index(0), Qt.ItemDataRole.ToolTipRole)
    assert "<br>monday.txt" in tip


def test_nothing_fits_only_where_letters_were_typed(window, session, press):
    session.ask.choice(ChoiceQuestion("Open", lambda _: []), lambda _: None)
    assert not window.asking.popup.nothing.isVisible()

    press("x")

    assert window.asking.popup.nothing.isVisible()


def test_a_choice_may_be_picked_by_its_key(window, session, press, answers):
    choices = [Choice("Apple", 1, key="a"), Choice("Banana", 2, key="Shift+B")]
    question = ChoiceQuestion("Fruit", lambda letters: choices, picks_by_key=True)
    session.ask.choice(question, answers.append)
    press("x", "p", "Shift+B")

    assert answers == [2]
    assert session.store.queries.mentions.count() == 0


def test_a_click_elsewhere_declines(window, session, press, answers):
    session.ask.choice(ChoiceQuestion("Fruit", search), answers.append)
    window.article.focus_widget().setFocus()
    QApplication.processEvents()

    assert window.asking.popup is None
    assert answers == []


def test_a_question_can_follow_from_an_answer(window, session, press, answers):
    def ask_again(value):
        session.ask.text(TextQuestion("Name", value), answers.append)

    session.ask.choice(ChoiceQuestion("Fruit", search), ask_again)
    press("Enter", "Enter")

    assert answers == ["apple"]
    assert QApplication.focusWidget() is window.article.focus_widget()


def test_files_are_asked_for_without_stopping_the_window(window, session, answers, tmp_path):
    session.ask.paths(PathsQuestion("Open", ("*.txt",)), answers.append)
    dialog = window.findChild(QFileDialog)
    dialog.filesSelected.emit([str(tmp_path / "a.txt")])
    dialog.close()

    assert answers == [[tmp_path / "a.txt"]]


def test_where_to_write_is_asked_with_a_suggestion(window, session, answers, tmp_path):
    session.ask.save_path(SaveQuestion("Save", tmp_path / "out.json"), answers.append)
    dialog = window.findChild(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "out.json"
    dialog.fileSelected.emit(str(tmp_path / "out.json"))
    dialog.close()

    assert answers == [tmp_path / "out.json"]


def test_a_name_without_its_ending_gets_one_unless_it_means_something_else(
    window, session, answers, tmp_path
):
    session.ask.save_path(
        SaveQuestion("A file", tmp_path / "out.json", ("*.json",)), answers.append
    )
    file = window.findChild(QFileDialog)
    assert file.defaultSuffix() == "json"
    file.close()

    session.ask.save_path(SaveQuestion("Or a folder", tmp_path / "out.zip", ("*",)), answers.append)
    folder = window.findChildren(QFileDialog)[-1]
    assert folder.defaultSuffix() == ""
    folder.close()
