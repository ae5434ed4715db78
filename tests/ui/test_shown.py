"""What opens over the window, opened and used by its keys."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.session import Shown
from annotator.ui.palette import fuzzy


def opened(window):
    return window.shown.opened


def type_in(words):
    QTest.keyClicks(QApplication.focusWidget(), words)
    QApplication.processEvents()


def tag(window, words, type):
    session = window.bridge.session
    at = session.text.index(words)
    session.select(at, at + len(words))
    assert window.bridge.run(f"mention.add:{type}")


class TestPalette:
    def test_a_command_is_found_by_a_few_letters_and_run(self, window, session, press):
        tag(window, "Per Lund", "person")
        session.select(0, 0)

        press("Ctrl+K")
        type_in("nextmen")
        press("Enter")

        assert session.selection.of(session.text) == "Per Lund"
        assert session.shown is None
        assert QApplication.focusWidget() is window.article.focus_widget()

    def test_it_tells_why_a_command_cannot_run(self, window, press):
        press(":")
        type_in("cycle level")

        assert opened(window).model.choices[0].detail == "Go to a mention first (Tab)."

    def test_what_was_run_lately_comes_first(self, window, press):
        press("Ctrl+K")
        type_in("zoom out")
        press("Enter", "Ctrl+K")

        assert opened(window).model.choices[0].label == "Zoom out"

    def test_escape_closes_it_and_gives_the_keyboard_back(self, window, session, press):
        press("F6", "Ctrl+K", "Esc")

        assert session.shown is None
        assert window.entities.isAncestorOf(QApplication.focusWidget())

    def test_a_key_of_another_panel_says_in_which_it_works(self, window, press):
        press("Ctrl+K")
        type_in("merge into")

        assert opened(window).model.choices[0].key == "m · in Entities"

    def test_the_letters_of_hints_are_no_commands_to_choose_from(self, window, press):
        press("Ctrl+K")
        type_in("hint letter")
        ids = [str(choice.value) for choice in opened(window).model.choices]
        press("Esc", "?")
        rows = [opened(window).model.item(row).text() for row in range(100)]

        assert not [id for id in ids if id.startswith("select.hint_letter")]
        assert not [row for row in rows if row.startswith("Hint")]

    def test_a_word_in_the_id_of_a_command_goes_before_scattered_letters(self, window, press):
        press("Ctrl+K")
        type_in("theme")

        labels = [choice.label for choice in opened(window).model.choices]
        assert labels[:3] == ["As the system", "Light", "Dark"]
        assert "Doubt the mention" in labels[3:]

    def test_typing_in_it_tags_nothing(self, window, session, press):
        press("Ctrl+K")
        type_in("pgo")

        assert session.store.queries.mentions.count() == 0

    @pytest.mark.parametrize(
        ("letters", "better", "worse"),
        [
            ("nm", "Next mention", "Undo the merge"),
            ("zoom", "Zoom in", "Zero room"),
            ("x", "x", "y"),
        ],
    )
    def test_starts_of_words_count_most(self, letters, better, worse):
        assert (fuzzy(letters, better) or 0) > (fuzzy(letters, worse) or 0)


class TestKeyHelp:
    def test_it_lists_the_keys_of_now_first_and_finds_one(self, window, press):
        press("?")
        model = opened(window).model
        assert model.item(0).text() == "Right now"

        type_in("next mention")

        titles = [model.item(row).text() for row in range(model.rowCount())]
        assert "Next mention" in titles
        assert "Zoom in" not in titles

    def test_enter_runs_the_line(self, window, session, press):
        press("?")
        type_in("end of article")
        press("Enter")

        assert session.caret == len(session.text)
        assert session.shown is None


class TestFind:
    def test_typing_selects_the_first_place_and_f3_the_next(self, window, session, press):
        press("/")
        type_in("brandt")
        first = session.selection

        press("F3")

        assert first.of(session.text) == "Brandt"
        assert session.selection.start > first.start
        press("Shift+Enter")
        assert session.selection == first

    def test_escape_leaves_the_caret_there_and_the_keys_to_the_article(
        self, window, session, press
    ):
        press("/")
        type_in("Gazette")
        press("Esc")

        assert session.selection.of(session.text) == "Gazette"
        assert QApplication.focusWidget() is window.article.focus_widget()
        assert opened(window) is None

    def test_what_is_not_there_is_said(self, window, press):
        press("/")
        type_in("zeppelin")

        assert opened(window).count.text() == "not in this article"


class TestHistory:
    def test_enter_goes_back_to_a_step_and_forth_again(self, window, session, press):
        for words in ("Ilse Brandt", "Per Lund", "Torvik Gazette"):
            tag(window, words, "person")
        mentions = session.store.queries.mentions
        press("Ctrl+H", "Down", "Down", "Enter")
        assert mentions.count() == 1
        panel = opened(window)
        newest = next(
            row
            for row in range(panel.model.rowCount())
            if panel.model.step_at(row).kind == "do"
            and panel.model.is_undone(panel.model.step_at(row))
        )

        panel.rows.setCurrentIndex(panel.model.index(newest))
        press("Enter")

        assert mentions.count() == 3

    def test_a_step_of_an_earlier_day_is_gone_back_to_without_a_question(
        self, window, session, press, tmp_path
    ):
        more = [tmp_path / "third.txt", tmp_path / "fourth.txt"]
        for path in more:
            path.write_text(f"The {path.stem} ferry was late again.\n")
        window.bridge.run("document.import_files", paths=more)
        session.store.began_after = 9  # as if all of it were of an earlier day

        press("Ctrl+H", "Down", "Enter")

        assert window.asking.popup is None
        assert session.store.queries.documents.count() == 2

    def test_a_step_says_who_and_when(self, window, session, press):
        tag(window, "Per Lund", "person")
        press("Ctrl+H")

        spoken = opened(window).model.index(0).data(0x000B)

        assert session.store.author in spoken


class TestInspector:
    def test_it_shows_every_field_and_follows_the_reader(self, window, session, press):
        tag(window, "Per Lund", "person")
        press("i")
        assert "Per Lund" in opened(window).words
        assert "origin: human" in opened(window).words
        assert QApplication.focusWidget() is window.article.focus_widget()

        session.select(0, 0)

        assert opened(window).words.startswith("Document")
        press("Esc")
        assert session.shown is None


def test_about_names_the_versions(window, session):
    window.bridge.run("view.about")

    assert "annotator" in opened(window).heading.text()
    session.show(None)
    assert opened(window) is None


def test_only_one_thing_is_open_at_a_time(window, session, press):
    press("/", "Ctrl+K")

    assert session.shown is Shown.PALETTE
    press("Esc")
    assert session.shown is None
