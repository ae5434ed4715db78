"""The entity panel shows the entities, selects them, and follows what happens elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QMouseEvent

from annotator.model.entity import Entity
from annotator.model.ids import EntityId, MentionId, Ref
from annotator.model.mention import Level, Mention
from annotator.session import Panel, Session
from annotator.text.lexicon import Lexicon
from annotator.ui.bridge import Bridge
from annotator.ui.entity_panel import EntityPanel
from annotator.ui.theme import DARK
from tests.ui.invented import Desk, empty_store, invented, span

# The offscreen platform says so of every window with a layout.

HOSTILE = "<img src=x><script>alert(1)</script>"


@pytest.fixture
def desk(tmp_path):
    desk = invented(tmp_path)
    yield desk
    desk.session.close()


@pytest.fixture
def panel(qtbot, desk: Desk) -> Iterator[EntityPanel]:
    panel = opened(qtbot, desk.session)
    yield panel
    panel.close()


def opened(qtbot, session: Session) -> EntityPanel:
    panel = EntityPanel(Bridge(session, actions=lambda schema: []))
    qtbot.addWidget(panel)
    panel.resize(380, 400)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def rows(panel: EntityPanel) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    return [panel.model.index(row).data(role) for row in range(panel.model.rowCount())]


def rename(desk: Desk, name: str, new: str, **more: object) -> None:
    entity = desk.store.queries.entities.get(desk.entities[name])
    with desk.store.transaction("Rename") as tx:
        tx.replace(replace(entity, name=new, **more))


def test_entities_stand_by_type_and_name_with_their_mentions(panel):
    assert rows(panel) == [
        "Person, 2 entities",
        "Ada Otieno, person, 3 mentions",
        "John Kamau, person, 1 mention",
        "Organization, 2 entities",
        "Audit Office of Kenya, organization, 0 mentions",
        "National Treasury of Kenya, organization, 1 mention",
        "Country, region, city, 2 entities",
        "Kenya, country, region, city, 1 mention",
        "Nairobi, country, region, city, 1 mention",
    ]


def test_an_entity_of_a_new_type_gets_a_heading_in_the_order_of_the_schema(panel, desk):
    with desk.store.transaction("New") as tx:
        tx.add(Entity(EntityId(0), "the pair", "group", tx.provenance()))

    assert rows(panel)[2:5] == [
        "John Kamau, person, 1 mention",
        "Group, 1 entity",
        "the pair, group, 0 mentions",
    ]


def test_a_renamed_entity_moves_to_its_place_and_stays_chosen(panel, desk):
    desk.session.select_entities((desk.entities["Ada Otieno"],))

    rename(desk, "Ada Otieno", "Zoe Otieno")

    assert rows(panel)[1:3] == ["John Kamau, person, 1 mention", "Zoe Otieno, person, 3 mentions"]
    assert panel.selected() == (desk.entities["Ada Otieno"],)


def test_the_last_of_a_type_takes_its_heading_along(panel, desk):
    rename(desk, "Audit Office of Kenya", "Audit Office", type="group")
    rename(desk, "National Treasury of Kenya", "Treasury", type="group")

    assert "Organization, 2 entities" not in rows(panel)
    assert [row for row in rows(panel) if row.startswith("Organization")] == []


def test_undo_brings_a_deleted_entity_back_to_its_row(panel, desk):
    before = rows(panel)
    with desk.store.transaction("Delete") as tx:
        tx.remove(Ref("entity", desk.entities["Audit Office of Kenya"]))
    without = rows(panel)

    desk.store.undo()

    assert "Audit Office of Kenya, organization, 0 mentions" not in without
    assert rows(panel) == before


def test_arrows_with_shift_select_several_entities_in_the_session(qtbot, panel, desk):
    panel.focus_list()
    qtbot.keyClick(panel.rows, Qt.Key.Key_Down)
    qtbot.keyClick(panel.rows, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    assert desk.session.panel is Panel.ENTITIES
    assert desk.session.selected_entities == (
        desk.entities["John Kamau"],
        desk.entities["Audit Office of Kenya"],
    )
    assert desk.session.entity == desk.entities["Audit Office of Kenya"]


def test_what_becomes_current_in_the_article_is_shown_without_taking_the_focus(panel, desk):
    panel.filter.setFocus()
    mention = desk.store.queries.mentions.get(desk.mentions["Nairobi"])

    desk.session.go_to_mention(mention)

    assert panel.selected() == (desk.entities["Nairobi"],)
    assert not panel.rows.hasFocus()
    assert desk.session.selected_entities == ()


def test_commands_mean_what_is_seen_once_the_list_has_the_focus(panel, desk):
    desk.session.select_entities((desk.entities["Kenya"], desk.entities["Nairobi"]))
    desk.session.make_current(mention=desk.mentions["John Kamau"])

    panel.focus_list()

    assert desk.session.selected_entities == (desk.entities["John Kamau"],)


def test_a_filter_finds_names_and_aliases(qtbot, panel):
    qtbot.keyClicks(panel.filter, "ministry")

    qtbot.waitUntil(lambda: len(rows(panel)) == 2)
    assert rows(panel)[1] == "National Treasury of Kenya, organization, 1 mention"

    qtbot.keyClick(panel.filter, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(rows(panel)) == 9)


def test_a_filter_that_finds_nothing_says_so(qtbot, panel):
    qtbot.keyClicks(panel.filter, "zzz")

    qtbot.waitUntil(panel.empty.isVisible)
    assert panel.empty.text() == "No entity has these words in its name."


def test_an_empty_project_says_how_to_begin(qtbot, tmp_path):
    session = Session(empty_store(tmp_path / "new.annotator"), lexicon=Lexicon())

    panel = opened(qtbot, session)

    begin = "No entities yet: select a name and press p."
    assert panel.empty.text() == f"{begin} Space goes through what is suggested, Enter accepts it."
    session.set_view(replace(session.view, suggestions=False))
    assert panel.empty.text() == begin
    panel.close()
    session.close()


def test_hovering_tells_which_entity_lies_under_the_pointer(qtbot, panel, desk):
    heard: list[object] = []
    panel.entity_hovered.connect(heard.append)
    at = panel.rows.visualRect(panel.model.index(2)).center()

    move_pointer(panel, at)
    panel.rows.leaveEvent(QEvent(QEvent.Type.Leave))

    assert heard == [desk.entities["John Kamau"], None]


def move_pointer(panel: EntityPanel, at: QPoint) -> None:
    viewport, place = panel.rows.viewport(), QPointF(at)
    everywhere = QPointF(viewport.mapToGlobal(at))
    panel.rows.viewportEvent(QEnterEvent(place, place, everywhere))
    none = Qt.MouseButton.NoButton
    panel.rows.mouseMoveEvent(
        QMouseEvent(
            QEvent.Type.MouseMove,
            place,
            everywhere,
            none,
            none,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_hostile_names_are_painted_as_they_are(panel, desk):
    rename(desk, "Kenya", HOSTILE + "\n\x00" + "x" * 10_000, aliases=(HOSTILE,))
    panel.set_theme(DARK)

    assert not panel.grab().isNull()
    assert rows(panel)[7].startswith(HOSTILE)


def test_a_change_elsewhere_keeps_the_scroll_position(qtbot, panel, desk):
    with desk.store.transaction("Many") as tx:
        for number in range(500):
            tx.add(Entity(EntityId(0), f"Person {number:03}", "person", tx.provenance()))
    qtbot.waitUntil(lambda: panel.rows.verticalScrollBar().maximum() > 2000)
    panel.rows.verticalScrollBar().setValue(2000)

    with desk.store.transaction("One more") as tx:
        tx.add(Entity(EntityId(0), "Zimbabwe", "gpe", tx.provenance()))

    assert panel.rows.verticalScrollBar().value() == 2000
    assert any(row.startswith("Zimbabwe") for row in rows(panel))


def test_the_tip_of_an_entity_has_all_its_names(panel):
    tips = [
        panel.model.index(number).data(Qt.ItemDataRole.ToolTipRole)
        for number in range(panel.model.rowCount())
    ]

    assert "<qt>Ada Otieno<br>Ms Otieno, she, who</qt>" in tips


def test_only_the_row_of_an_entity_that_is_mentioned_more_is_read_and_shown_again(panel, desk):
    rows(panel)
    shown: list[str] = []
    panel.model.dataChanged.connect(lambda first, last: shown.extend(spoken(panel, first, last)))
    with desk.store.transaction("Tag") as tx:
        tx.add(mention(desk, tx, "counties", "Kenya"))

    assert shown == ["Kenya, country, region, city, 2 mentions"]


def spoken(panel: EntityPanel, first: QModelIndex, last: QModelIndex) -> list[str]:
    return rows(panel)[first.row() : last.row() + 1]


def mention(desk: Desk, tx, words: str, name: str) -> Mention:
    given = (MentionId(0), desk.document, "gpe", (span(words),), tx.provenance())
    return Mention(*given, level=Level.NOM, entity=desk.entities[name])
