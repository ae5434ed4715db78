"""The open card shows every field of a statement, and runs the commands that set and clear it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace

import pytest
from PySide6.QtCore import Qt

from annotator.model.claim import Claim, Evidence, Stance
from annotator.model.ids import ClaimId, EvidenceId, NoteId, Ref, RelationId
from annotator.model.relation import Note, Relation
from annotator.model.statement import Form, Statement
from annotator.session import ChoiceQuestion, TextQuestion
from annotator.ui.bridge import Bridge
from annotator.ui.claim_order import Row
from annotator.ui.claim_panel import ClaimPanel
from annotator.ui.statement_field import Field
from annotator.ui.statement_fields import fields_of
from tests.ui.invented import Desk, invented, span

# The offscreen platform says so of every window with a layout.


class Answers:
    """Answers each question with the choice or the text given for it."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def text(self, question: TextQuestion, then: Callable[[str], None]) -> None:
        then(self.given.pop(0))

    def choice(self, question: ChoiceQuestion, then: Callable[[object], None]) -> None:
        words = self.given.pop(0)
        found = question.search(words)
        then(next((c.value for c in found if c.label.lower() == words.lower()), found[0].value))


@pytest.fixture
def desk(tmp_path):
    desk = invented(tmp_path)
    desk.session.go_to_statement(desk.store.queries.statements.get(desk.statements["lost"]))
    yield desk
    desk.session.close()


@pytest.fixture
def answers(desk: Desk) -> Answers:
    desk.session.ask = Answers()
    return desk.session.ask


@pytest.fixture
def panel(qtbot, desk: Desk) -> Iterator[ClaimPanel]:
    panel = ClaimPanel(Bridge(desk.session))
    qtbot.addWidget(panel)
    panel.resize(380, 900)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.focus_list()
    yield panel
    panel.close()


def current(desk: Desk) -> Statement:
    return desk.session.current_statement


def shown(desk: Desk) -> dict[str, str]:
    return {field.name: field.value for field in fields_of(desk.session, current(desk))}


def press(qtbot, panel: ClaimPanel, desk: Desk, field: str, key: Qt.Key) -> None:
    number = panel.model.number_of(Row("field", desk.session.statement, field))
    panel.rows.setCurrentIndex(panel.model.index(number))
    qtbot.keyClick(panel.rows, key)


def everything(desk: Desk) -> None:
    """Fill in what the statement does not have yet."""
    with desk.store.transaction("Everything") as tx:
        claim = Claim(ClaimId(0), "Money was stolen.", tx.provenance(), topic="theft")
        id = ClaimId(tx.add(claim))
        evidence = {"url": "https://example.org", "quote": "all of it", "note": "page 3"}
        tx.add(Evidence(EvidenceId(0), id, Stance.REFUTES, tx.provenance(), **evidence))
        here, other = (Ref("statement", desk.statements[name]) for name in ("lost", "theft"))
        tx.add(Relation(RelationId(0), "contradicts", here, other, tx.provenance()))
        tx.add(Note(NoteId(0), here, "Look again.", tx.provenance(), tags=("todo",)))
        tx.replace(
            replace(
                current(desk),
                claim=id,
                parent=desk.statements["cent"],
                about=(desk.entities["Kenya"],),
                quoted=(span("“any shilling”"),),
            )
        )


def test_every_field_of_a_statement_has_a_row(desk):
    everything(desk)
    keys = " ".join(field.key for field in fields_of(desk.session, current(desk)))
    own = {"id", "document", "attributes"}

    missing = [each.name for each in fields(Statement) if each.name not in {*keys.split(), *own}]

    assert missing == ["content"]
    assert "content:0" in keys


def test_values_are_words_and_what_is_empty_is_a_dash(desk):
    everything(desk)

    assert shown(desk)["Kind"] == "2 denies"
    assert shown(desk)["Cue"] == "denied"
    assert shown(desk)["Quoted"] == "“any shilling”"
    assert shown(desk)["Source"] == "The Kenyan Treasury"
    assert shown(desk)["… mention"] == "Kenyan Treasury · NAM"
    assert shown(desk)["Nested in"].startswith("Finance Minister John Kamau: “Every cent")
    assert shown(desk)["Evidence"] == "refutes · https://example.org"
    assert shown(desk)["Relation"] == "→ contradicts Ada Otieno: theft"
    assert shown(desk)["… tags"] == "#todo"
    assert Field("cue", "Cue").shown == "—"


def test_every_act_of_a_field_is_a_command(desk):
    everything(desk)
    bridge = Bridge(desk.session)
    acts = [
        act.action
        for field in fields_of(desk.session, current(desk))
        for act in (field.set, field.clear)
        if act
    ]
    keys = [field.keys for field in fields_of(desk.session, current(desk)) if field.keys]

    assert [id for id in (*acts, *keys) if bridge.find(id) is None] == []
    assert bridge.keymap.problems == ()


def test_enter_on_a_field_asks_for_its_value(qtbot, panel, desk, answers):
    answers.given = ["direct"]

    press(qtbot, panel, desk, "form", Qt.Key.Key_Return)

    assert current(desk).form is Form.DIRECT
    assert panel.model.row(panel.rows.currentIndex().row()).key == "form"


def test_enter_on_the_kind_takes_the_next_one(qtbot, panel, desk):
    press(qtbot, panel, desk, "kind", Qt.Key.Key_Return)

    assert current(desk).kind == "allege"


@pytest.mark.parametrize("field", ["kind", "cue", "source", "parent", "about", "quoted"])
def test_delete_clears_a_field(qtbot, panel, desk, answers, field):
    everything(desk)
    answers.given = ["Kenya"]

    press(qtbot, panel, desk, field, Qt.Key.Key_Delete)

    assert not getattr(current(desk), field)


def test_delete_on_one_of_several_pieces_takes_it_out(qtbot, panel, desk):
    pieces = (span("any shilling"), span("was lost"))
    with desk.store.transaction("Pieces") as tx:
        tx.replace(replace(current(desk), content=pieces, quoted=()))

    press(qtbot, panel, desk, "content:1", Qt.Key.Key_Delete)

    assert current(desk).content == pieces[:1]


def test_claim_topic_and_verdict_are_set_in_the_card(qtbot, panel, desk, answers):
    everything(desk)
    answers.given = ["health", "supported"]

    press(qtbot, panel, desk, "topic", Qt.Key.Key_Return)
    press(qtbot, panel, desk, "verdict", Qt.Key.Key_Return)

    assert shown(desk)["Topic"] == "health"
    assert shown(desk)["Verdict"] == "supported"
    assert shown(desk)["Reviewed"].startswith("ana")


def test_notes_are_added_edited_and_removed_in_the_card(qtbot, panel, desk, answers):
    answers.given = ["Ask the desk."]
    press(qtbot, panel, desk, "note", Qt.Key.Key_Return)
    note = desk.store.queries.links.notes.of(Ref("statement", desk.session.statement))[0]

    answers.given = ["Ask again."]
    press(qtbot, panel, desk, f"note:{note.id}", Qt.Key.Key_Return)
    edited = shown(desk)["Note"]
    press(qtbot, panel, desk, f"note:{note.id}", Qt.Key.Key_Delete)

    assert note.text == "Ask the desk."
    assert edited == "Ask again."
    assert "Note" not in shown(desk)


def test_a_click_on_the_key_sets_the_field(qtbot, panel, desk):
    number = panel.model.number_of(Row("field", desk.session.statement, "kind"))
    place = panel.rows.visualRect(panel.model.index(number))
    at = place.center()
    at.setX(place.right() - 30)

    qtbot.mouseClick(panel.rows.viewport(), Qt.MouseButton.LeftButton, pos=at)

    assert current(desk).kind == "allege"


def test_what_cannot_be_set_by_itself_says_so(qtbot, panel, desk):
    press(qtbot, panel, desk, "provenance", Qt.Key.Key_Return)

    assert desk.session.message == "This field follows from others; it is not set by itself."
