"""An act makes, measures and paints again only the cards that tell of what it touched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from annotator.model.ids import MentionId, Ref, RelationId
from annotator.model.mention import Level, Mention
from annotator.model.provenance import Status
from annotator.model.relation import Relation
from annotator.model.statement import Source, SourceKind
from annotator.ui.bridge import Bridge
from annotator.ui.claim_panel import ClaimPanel
from tests.ui.invented import Desk, invented, span


class Work:
    """The statements whose rows were measured, and those whose rows were shown again."""

    def __init__(self, panel: ClaimPanel) -> None:
        self._panel = panel
        self._measure = panel._heights._measure
        self.measured: list[int] = []
        self.shown: list[int] = []
        panel._heights._measure = self._measured
        panel.model.dataChanged.connect(self._shown)

    def _measured(self, number: int) -> int:
        self.measured.append(self._panel.model.row(number).statement)
        return self._measure(number)

    def _shown(self, first, last) -> None:
        rows = range(first.row(), last.row() + 1)
        self.shown += [self._panel.model.row(number).statement for number in rows]


@pytest.fixture
def desk(tmp_path) -> Iterator[Desk]:
    desk = invented(tmp_path)
    desk.session.statement = None
    yield desk
    desk.session.close()


@pytest.fixture
def panel(qtbot, desk: Desk) -> ClaimPanel:
    panel = ClaimPanel(Bridge(desk.session))
    qtbot.addWidget(panel)
    panel.resize(380, 600)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


@pytest.fixture
def work(panel: ClaimPanel) -> Work:
    QApplication.processEvents()
    return Work(panel)


def settle(panel: ClaimPanel) -> None:
    while panel._heights._idle.isActive():
        QApplication.processEvents()


def test_a_mention_of_which_no_card_tells_costs_no_card_anything(panel, desk, work):
    with desk.store.transaction("Tag") as tx:
        given = (MentionId(0), desk.document, "gpe", (span("counties"),), tx.provenance())
        tx.add(Mention(*given, level=Level.NOM, entity=desk.entities["Kenya"]))
    settle(panel)

    assert (work.shown, work.measured) == ([], [])


def test_another_name_of_an_entity_shows_and_measures_the_cards_of_that_source(panel, desk, work):
    otieno = desk.store.queries.entities.get(desk.entities["Ada Otieno"])
    with desk.store.transaction("Rename") as tx:
        tx.replace(replace(otieno, name="Ada " + "Otieno-" * 20))
    settle(panel)

    hers = {desk.statements["theft"], desk.statements["vouchers"]}
    assert set(work.shown) == hers
    assert sorted(work.measured) == sorted(hers)
    assert panel.model.card(desk.statements["theft"]).source.startswith("Ada Otieno-")


def test_a_card_follows_the_mention_through_which_its_source_is_known(panel, desk, work):
    mention = desk.store.queries.mentions.get(desk.mentions["Ms Otieno"])
    with desk.store.transaction("Link") as tx:
        tx.replace(replace(mention, entity=desk.entities["John Kamau"]))

    assert work.shown == [desk.statements["vouchers"]]
    assert panel.model.card(desk.statements["vouchers"]).source == "John Kamau ?"


def test_a_relation_that_comes_or_goes_is_seen_on_the_card_it_goes_out_from(panel, desk, work):
    one, other = (Ref("statement", desk.statements[name]) for name in ("lost", "theft"))
    with desk.store.transaction("Relate") as tx:
        tx.add(Relation(RelationId(0), "contradicts", one, other, tx.provenance()))
    hinted = panel.model.card(desk.statements["lost"]).hint
    desk.store.undo()

    assert hinted == "contradicts ↓"
    assert panel.model.card(desk.statements["lost"]).hint == ""
    assert work.shown == [desk.statements["lost"]] * 2


def test_a_card_moves_out_again_when_the_one_that_it_is_nested_in_goes(panel, desk, work):
    statements = desk.store.queries.statements
    outer, inner = (statements.get(desk.statements[name]) for name in ("lost", "cent"))
    with desk.store.transaction("Nest") as tx:
        tx.replace(replace(inner, parent=outer.id))
    nested = panel.model.depth(inner.id)
    with desk.store.transaction("Reject") as tx:
        rejected = replace(outer.provenance, status=Status.REJECTED)
        tx.replace(replace(outer, provenance=rejected))
    settle(panel)

    assert (nested, panel.model.depth(inner.id)) == (1, 0)
    assert work.measured.count(inner.id) == 2


def test_of_the_open_card_only_the_fields_that_say_something_else_are_shown_again(
    panel, desk, work
):
    theft = desk.store.queries.statements.get(desk.statements["theft"])
    desk.session.go_to_statement(theft)
    settle(panel)
    work.shown.clear()
    work.measured.clear()
    with desk.store.transaction("Source") as tx:
        tx.replace(replace(theft, source=Source(SourceKind.ANONYMOUS)))
    settle(panel)

    fields = len(panel.model._keys)
    assert 1 < len(work.shown) < fields
    assert set(work.shown) == {theft.id}


def test_all_cards_are_measured_once_where_the_list_has_another_width(panel, desk, work):
    panel.resize(500, 600)
    settle(panel)

    assert sorted(work.measured) == sorted(desk.statements.values())
