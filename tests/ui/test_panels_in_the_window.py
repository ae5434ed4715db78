"""The panels beside the article, driven by real keys in a real window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from annotator.model.entity import Entity
from annotator.model.ids import EntityId
from annotator.model.statement import Form
from annotator.session import ChoiceQuestion, Panel

# What the offscreen platform says of every window and every menu.


class FirstChoice:
    """Answers every question with the first of its choices that has some letters."""

    def __init__(self, letters: str) -> None:
        self.letters = letters

    def choice(self, question: ChoiceQuestion, then) -> None:
        then(question.search(self.letters)[0].value)


def select(session, words: str) -> None:
    start = session.text.index(words)
    session.select(start, start + len(words), exact=True)


def go_to(press, session, panel: Panel) -> None:
    for _ in Panel:
        if session.panel is panel:
            return
        press("F6")


def spoken(panel) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    return [panel.model.index(row).data(role) for row in range(panel.model.rowCount())]


def test_a_tagged_name_appears_among_the_entities_and_enter_jumps_to_it(window, session, press):
    select(session, "Ilse Brandt")
    press("p")
    session.select(0, 0)
    go_to(press, session, Panel.ENTITIES)

    press("Enter")

    assert spoken(window.entities) == ["Person, 1 entity", "Ilse Brandt, person, 1 mention"]
    assert session.selection.of(session.text) == "Ilse Brandt"


def test_two_entities_are_selected_and_merged_by_keys(window, session, press):
    for words in ("Ilse Brandt", "Per Lund"):
        select(session, words)
        press("p")
    session.ask = FirstChoice("")
    go_to(press, session, Panel.ENTITIES)
    press("Home", "Shift+Down")

    selected = session.selected_entities
    press("m")

    assert len(selected) == 2
    assert len(spoken(window.entities)) == 2


def test_a_new_statement_opens_in_the_claim_panel_and_its_form_is_set_there(window, session, press):
    select(session, "its auditors had not seen the letter")
    press("s")
    opened = window.claims.model.opened
    session.ask = FirstChoice("direct")
    go_to(press, session, Panel.CLAIMS)

    press("Down", "Down", "Enter")

    assert opened == session.statement
    assert session.current_statement.form is Form.DIRECT
    assert window.claims.rows.hasFocus()


def test_tab_walks_and_delete_clears_in_the_claim_panel(window, session, press):
    select(session, "its auditors had not seen the letter")
    press("s", "2")
    go_to(press, session, Panel.CLAIMS)

    press("Tab", "Del")

    assert session.current_statement is not None
    assert session.current_statement.kind is None


def test_enter_on_a_card_goes_back_to_the_article(window, session, press):
    select(session, "its auditors had not seen the letter")
    press("s")
    go_to(press, session, Panel.CLAIMS)

    press("Enter")

    assert session.panel is Panel.ARTICLE
    assert not window.claims.isAncestorOf(QApplication.focusWidget())


def test_a_filter_owns_the_keyboard(window, session, press):
    select(session, "Ilse Brandt")
    press("p")
    window.entities.filter.setFocus()

    press("p", "e", "r")

    assert window.entities.filter.text() == "per"
    assert len(session.store.queries.mentions.all()) == 1


def menu_at(panel, row: int) -> list[str]:
    at = panel.rows.visualRect(panel.model.index(row)).center()
    panel.rows.customContextMenuRequested.emit(at)
    menu = next(m for m in panel.findChildren(QMenu) if m.isVisible())
    words = [action.text() for action in menu.actions()]
    menu.close()
    return words


def test_the_menu_of_an_entity_has_the_commands_of_its_keys(window, session, press):
    select(session, "Ilse Brandt")
    press("p")
    go_to(press, session, Panel.ENTITIES)

    words = menu_at(window.entities, 1)

    assert any(entry.endswith("\tF2") for entry in words)
    assert any(entry.endswith("\tDel") for entry in words)


def test_the_menu_of_a_field_begins_with_changing_and_clearing_it(window, session, press):
    select(session, "its auditors had not seen the letter")
    press("s")
    go_to(press, session, Panel.CLAIMS)

    words = menu_at(window.claims, 1)

    assert words[:2] == ["Change “Kind”…\tEnter", "Clear “Kind”\tDel"]
    assert any("\t2" in entry for entry in words)


def test_the_first_entity_shows_with_the_heading_above_it(window, session, press):
    with session.store.transaction("Many") as tx:
        for number in range(60):
            tx.add(Entity(EntityId(0), f"Name {number:02}", "person", tx.provenance()))
    rows = window.entities.rows
    go_to(press, session, Panel.ENTITIES)

    press("End")
    last = window.entities.model.rowCount() - 1
    assert rows.rowViewportPosition(last) + rows.rowHeight(last) <= rows.viewport().height()

    press("Home")
    assert rows.rowViewportPosition(0) == 0
