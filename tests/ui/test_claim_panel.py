"""The claim panel shows each statement as a card, in three orders, and follows the article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from annotator.model.claim import Claim, Verdict
from annotator.model.ids import ClaimId, Ref, RelationId, StatementId
from annotator.model.provenance import Status
from annotator.model.relation import Relation
from annotator.model.span import Span
from annotator.model.statement import Form, Statement
from annotator.session import Panel
from annotator.ui.bridge import Bridge
from annotator.ui.claim_order import Row
from annotator.ui.claim_panel import ClaimPanel
from annotator.ui.plain_painting import Brush, reads_right_to_left
from annotator.ui.theme import DARK
from tests.ui.invented import Desk, add_document, invented, span

# The offscreen platform says so of every window with a layout.

CENT = "“Every cent reached the counties, and the ledgers show it,”"
HOSTILE = "<img src=x><script>alert(1)</script>"


@pytest.fixture
def desk(tmp_path):
    desk = invented(tmp_path)
    desk.session.statement = None
    yield desk
    desk.session.close()


@pytest.fixture
def panel(qtbot, desk: Desk) -> Iterator[ClaimPanel]:
    panel = ClaimPanel(Bridge(desk.session))
    qtbot.addWidget(panel)
    panel.resize(380, 600)
    with qtbot.waitExposed(panel):
        panel.show()
    yield panel
    panel.close()


def rows(panel: ClaimPanel, *kinds: str) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    return [
        panel.model.index(number).data(role)
        for number in range(panel.model.rowCount())
        if not kinds or panel.model.row(number).kind in kinds
    ]


def change(desk: Desk, name: str, **fields: object) -> None:
    statement = desk.store.queries.statements.get(desk.statements[name])
    with desk.store.transaction("Change") as tx:
        tx.replace(replace(statement, **fields))


def make_current(desk: Desk, name: str) -> None:
    desk.session.go_to_statement(desk.store.queries.statements.get(desk.statements[name]))


def group(desk: Desk, by: str) -> None:
    desk.session.set_view(replace(desk.session.view, group_claims=by))


def claimed(desk: Desk, *names: str) -> ClaimId:
    with desk.store.transaction("Claim") as tx:
        claim = Claim(ClaimId(0), "Money was stolen.", tx.provenance(), verdict=Verdict.MIXED)
        id = ClaimId(tx.add(claim))
        for name in names:
            statement = desk.store.queries.statements.get(desk.statements[name])
            tx.replace(replace(statement, claim=id))
    return id


def test_statements_stand_in_text_order_with_source_kind_and_form(panel):
    assert rows(panel) == [
        "National Treasury of Kenya, denies · mixed: that “any shilling” was lost",
        "Ada Otieno, alleges · reported: theft",
        "Finance Minister John Kamau, asserts · direct: " + CENT,
        "Ada Otieno ?, suggested · indirect: her team had examined 1,200 vouchers",
        "— unspecified, indirect: that more will follow",
    ]
    assert panel.note.text() == "5 statements · 1 suggested"


def test_a_rejected_suggestion_leaves_the_panel(panel, desk):
    made = desk.store.queries.statements.get(desk.statements["vouchers"]).provenance

    change(desk, "vouchers", provenance=replace(made, status=Status.REJECTED))

    assert len(rows(panel)) == 4
    assert panel.note.text() == "4 statements"


def test_a_new_statement_takes_its_place_in_the_text(panel, desk):
    with desk.store.transaction("New") as tx:
        statement = Statement(
            StatementId(0),
            desk.document,
            (span("on Friday"),),
            Form.REPORTED,
            None,
            tx.provenance(),
        )
        tx.add(statement)

    assert rows(panel)[0] == "—, reported: on Friday"


def test_a_relation_is_hinted_at_with_the_way_to_its_target(panel, desk):
    with desk.store.transaction("Relate") as tx:
        one, other = (Ref("statement", desk.statements[name]) for name in ("lost", "theft"))
        tx.add(Relation(RelationId(0), "contradicts", one, other, tx.provenance()))

    assert "contradicts ↓" in rows(panel)[0]


def test_by_source_cards_of_one_source_stand_together(panel, desk):
    group(desk, "source")

    assert rows(panel, "heading") == [
        "National Treasury of Kenya",
        "Ada Otieno",
        "Finance Minister John Kamau",
        "— unspecified",
    ]
    assert [row.split(",")[0] for row in rows(panel, "card")][1:3] == ["Ada Otieno", "Ada Otieno ?"]


def test_by_claim_headings_are_claims_with_their_verdict(panel, desk):
    claimed(desk, "cent", "theft")

    group(desk, "claim")

    assert rows(panel, "heading") == ["Money was stolen., mixed", "Without a claim"]
    assert rows(panel)[1].startswith("Ada Otieno, alleges")


def test_a_claim_is_named_on_the_cards_that_put_it_forward(panel, desk):
    claimed(desk, "theft")

    assert "Money was stolen. · mixed" in rows(panel)[1]


def test_the_statement_of_the_article_opens_without_taking_the_focus(panel, desk):
    panel.filter.setFocus()

    make_current(desk, "theft")

    assert panel.model.opened == desk.statements["theft"]
    assert "Cue: alleged" in rows(panel, "field")
    assert not panel.rows.hasFocus()


def test_walking_goes_through_the_fields_and_on_to_the_next_card(qtbot, panel, desk):
    make_current(desk, "lost")
    panel.focus_list()

    for _ in range(len(rows(panel, "field")) + 1):
        qtbot.keyClick(panel.rows, Qt.Key.Key_Down)

    assert desk.session.statement == desk.statements["theft"]
    assert panel.model.row(panel.rows.currentIndex().row()) == Row("card", desk.statements["theft"])
    assert desk.session.panel is Panel.CLAIMS


def test_tab_walks_as_down_does_and_page_down_goes_to_the_next_card(qtbot, panel, desk):
    make_current(desk, "lost")
    panel.focus_list()

    qtbot.keyClick(panel.rows, Qt.Key.Key_Tab)
    tabbed = panel.model.row(panel.rows.currentIndex().row())
    qtbot.keyClick(panel.rows, Qt.Key.Key_PageDown)

    assert tabbed == Row("field", desk.statements["lost"], "kind")
    assert desk.session.statement == desk.statements["theft"]
    qtbot.keyClick(panel.rows, Qt.Key.Key_PageUp)
    assert desk.session.statement == desk.statements["lost"]


def test_the_row_under_the_keys_stays_where_it_is_while_cards_open_and_close(qtbot, panel, desk):
    panel.resize(380, 300)
    make_current(desk, "lost")
    panel.focus_list()
    number = panel.model.number_of(Row("card", desk.statements["theft"]))
    panel.rows.scrollTo(panel.model.index(number), panel.rows.ScrollHint.PositionAtCenter)
    qtbot.wait(10)

    panel.rows.setCurrentIndex(panel.model.index(number))

    card = panel.model.number_of(Row("card", desk.statements["theft"]))
    top = panel.rows.rowViewportPosition(card)
    assert 0 <= top < panel.rows.viewport().height()


def test_a_filter_looks_at_source_and_content(qtbot, panel):
    qtbot.keyClicks(panel.filter, "otieno")

    qtbot.waitUntil(lambda: len(rows(panel)) == 2)
    assert panel.note.text() == "2 statements · 1 suggested"


def test_an_article_without_statements_says_how_to_make_one(panel, desk):
    with desk.store.transaction("Import") as tx:
        other = add_document(tx, "Nothing was said.", "Silence")

    desk.session.open_document(other)

    assert panel.empty.text() == "No statements yet: select what is said and press s"
    assert panel.note.text() == ""


def test_a_deleted_statement_takes_its_open_card_along_and_undo_brings_it_back(panel, desk):
    make_current(desk, "follow")
    with desk.store.transaction("Remove") as tx:
        tx.remove(Ref("statement", desk.statements["follow"]))
    without = rows(panel)

    desk.store.undo()

    assert len(without) == 4
    assert len(rows(panel, "card")) == 5


def test_hostile_words_are_painted_as_they_are(panel, desk):
    entity = desk.store.queries.entities.get(desk.entities["Ada Otieno"])
    with desk.store.transaction("Rename") as tx:
        tx.replace(replace(entity, name=HOSTILE + "\n\x00" + "y" * 10_000))
    make_current(desk, "theft")
    panel.set_theme(DARK)

    assert not panel.grab().isNull()
    assert rows(panel, "card")[1].startswith(HOSTILE)


def test_rows_are_as_high_as_their_words_at_every_zoom(qtbot, panel, desk):
    make_current(desk, "cent")
    before = panel.rows.rowHeight(0)

    desk.session.set_view(replace(desk.session.view, zoom=1.5))

    qtbot.waitUntil(lambda: panel.rows.rowHeight(0) > before * 1.2)
    assert panel.model.opened == desk.statements["cent"]


def test_two_thousand_statements_open_and_change_without_a_reset(qtbot, panel, desk):
    text = "He said so again and again. " * 2000
    with desk.store.transaction("Import") as tx:
        long = add_document(tx, text, "Long")
        for number in range(2000):
            place = Span(number * 28 + 8, number * 28 + 26)
            tx.add(
                Statement(StatementId(0), long, (place,), Form.INDIRECT, "assert", tx.provenance())
            )
    desk.session.open_document(long)
    desk.session.go_to_statement(desk.store.queries.statements.in_text_order(long)[1000])
    resets: list[None] = []
    panel.model.modelReset.connect(lambda: resets.append(None))
    top = panel.rows.verticalScrollBar().value()

    with desk.store.transaction("Kind") as tx:
        tx.replace(replace(desk.session.current_statement, kind="deny"))

    assert resets == []
    assert panel.rows.verticalScrollBar().value() == top
    assert "Kind: 2 denies" in rows(panel, "field")


def test_words_read_in_their_own_direction():
    assert reads_right_to_left("«" + "\u0642\u0627\u0644 NATO")
    assert not reads_right_to_left("1,200 vouchers")
    assert not reads_right_to_left("")


def test_what_a_row_has_to_cut_is_whole_in_its_tip(panel, desk):
    make_current(desk, "cent")
    tips = [
        panel.model.index(number).data(Qt.ItemDataRole.ToolTipRole)
        for number in range(panel.model.rowCount())
    ]

    assert any("John Kamau" in tip and "the ledgers show it" in tip for tip in tips)


def test_a_long_name_has_two_thirds_of_the_head_of_its_card(panel, desk, monkeypatch):
    drawn = []
    line = Brush.line

    def spied(brush, room, font, words, colour, **more):
        drawn.append((words, room.width()))
        return line(brush, room, font, words, colour, **more)

    monkeypatch.setattr(Brush, "line", spied)
    panel.resize(220, 600)
    panel.grab()

    rooms = dict(drawn)
    name = "National Treasury of Kenya"
    assert rooms[name] > 2 * (rooms["denies · mixed"] - 10)
