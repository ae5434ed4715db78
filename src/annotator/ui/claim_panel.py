"""The claim panel: each statement of the article as a card, the current one open as a form."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, QTimer
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from annotator.model.ids import StatementId
from annotator.model.suggestion import SuggestedStatement
from annotator.session import Mode, Moved, Panel, Topic
from annotator.store.change import Change
from annotator.ui.bridge import Bridge
from annotator.ui.claim_heights import RowHeights
from annotator.ui.claim_list import ClaimDelegate, ClaimList
from annotator.ui.claim_model import ClaimModel
from annotator.ui.claim_order import Row
from annotator.ui.guard import guarded
from annotator.ui.numbers import grouped
from annotator.ui.order_button import OrderButton
from annotator.ui.panel_frame import PanelFrame, PanelMetrics
from annotator.ui.panel_menu import open_menu, panel_actions, panel_menu
from annotator.ui.statement_editor import run_act
from annotator.ui.statement_field import Field
from annotator.ui.theme import LIGHT, Theme

_FLAGS = QItemSelectionModel.SelectionFlag
_MODULES = ("statement", "statement_fields", "claim", "relation", "note")
_GROUPINGS = ("text", "source", "claim")
_PAUSE_MS = 60
_CARD = 71


class ClaimPanel(PanelFrame):
    """Shows statements, follows the session's current one, and runs what sets fields."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        rows = ClaimList()
        super().__init__(self.tr("Claims"), rows, self.tr("Filter the claims"))
        if parent is not None:
            self.setParent(parent)
        self._bridge = bridge
        self._session = bridge.session
        self._following = False
        self._looks = (self._session.view.zoom, self._session.view.group_claims)
        self.model = ClaimModel(self._session, self)
        self._delegate = ClaimDelegate(self.model, bridge, rows)
        self._heights = RowHeights(rows, self.model, self._delegate.height)
        rows.setModel(self.model)
        rows.setItemDelegate(self._delegate)
        rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        rows.setAutoScroll(False)
        self._list = rows
        self._grouping = self._grouping_button()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._apply_filter)
        self._connect()
        self._measure()
        self.set_theme(LIGHT)
        self._say_counts()
        self._follow_session()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of a theme."""
        self._delegate.set_theme(theme)
        self.paint_with(theme)
        self.rows.viewport().update()

    def take_key(self, key: str) -> bool:
        """Act on Enter and Del in the list, before the keymap; False for other keys."""
        if super().take_key(key):
            return True
        index = self.rows.currentIndex()
        if not self.rows.hasFocus() or not index.isValid() or key not in ("Enter", "Del"):
            return False
        if key == "Enter":
            self._on_opened(index)
        else:
            self._on_emptied(index)
        return True

    def source_place(self, inside: QWidget) -> QRect | None:
        """Where the source of the open card is, as a widget around has it; None where unseen."""
        viewport = self._list.viewport()
        if self.model.opened is None or not viewport.isVisible():
            return None
        for row in (Row("field", self.model.opened, "source"), Row("card", self.model.opened)):
            number = self.model.number_of(row)
            seen = self._list.visualRect(self.model.index(-1 if number is None else number))
            seen = seen.intersected(viewport.rect())
            if not seen.isEmpty():
                return QRect(viewport.mapTo(inside, seen.topLeft()), seen.size())
        return None

    def _connect(self) -> None:
        self._bridge.changed.connect(self._on_changed)
        self._bridge.moved.connect(self._on_moved)
        self._bridge.keymap_changed.connect(self._on_keymap)
        self.filter.textChanged.connect(self._on_filter)
        self._list.selectionModel().currentRowChanged.connect(self._on_current)
        self._list.focused.connect(self._on_focused)
        self._list.opened.connect(self._on_opened)
        self._list.emptied.connect(self._on_emptied)
        self._list.doubleClicked.connect(self._on_opened)
        self._list.clicked_at.connect(self._on_clicked)
        self._list.stepped.connect(self._on_stepped)
        self._list.widened.connect(self._on_widened)
        self._list.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._list.customContextMenuRequested.connect(self._on_menu)

    # What the project and the session tell

    @guarded
    def _on_changed(self, change: Change) -> None:
        with self._heights.keeping(self._current_row()):
            self._following = True
            try:
                outdated = self.model.follow(change)
            finally:
                self._following = False
            self._heights.forget(outdated)
            self._heights.settle()
        self._say_counts()
        self._follow_session()

    @guarded
    def _on_moved(self, moved: Moved) -> None:
        topics = moved.topics
        looks = (self._session.view.zoom, self._session.view.group_claims)
        if Topic.DOCUMENT in topics or Topic.PROJECT in topics or looks != self._looks:
            self._looks = looks
            self._reload()
        elif Topic.SUGGESTIONS in topics:
            self._follow_suggestions()
        if topics & {Topic.CURRENT, Topic.DOCUMENT, Topic.SUGGESTIONS}:
            self._follow_session()

    def _follow_suggestions(self) -> None:
        """Show the cards of what is suggested now, the others staying where they are."""
        with self._heights.keeping(self._current_row()):
            self._following = True
            try:
                outdated = self.model.follow_suggestions()
            finally:
                self._following = False
            self._heights.forget(outdated)
            self._heights.settle()
        self._say_counts()

    def _shown(self) -> StatementId | None:
        """The statement whose card is current: the session's, or the one that is suggested."""
        if isinstance(self._session.current_suggestion, SuggestedStatement):
            return StatementId(self._session.suggestion or 0)
        return self._session.statement

    def _reload(self) -> None:
        self._following = True
        try:
            self._measure()
            self.model.load()
        finally:
            self._following = False
        self._heights.settle()
        self._say_counts()
        self._follow_session()

    def _follow_session(self) -> None:
        """Open the card of the session's statement, and bring it into view."""
        if self._following:
            return
        statement = self._shown()
        current = self._current_row()
        if self.model.opened == statement and current and current.statement == statement:
            return
        self._following = True
        try:
            self._open(statement, current)
        finally:
            self._following = False

    def _open(self, statement: StatementId | None, current: Row | None) -> None:
        stays = current is not None and current.statement == statement
        with self._heights.keeping(current):
            turned = (self.model.opened, statement)
            self._heights.forget(Row("card", each) for each in turned if each is not None)
            self.model.open(statement)
            self._heights.settle()
        card = Row("card", statement or 0)
        number = self.model.number_of(current if stays and current else card)
        if number is None:
            self._list.setCurrentIndex(QModelIndex())
            return
        flags = _FLAGS.ClearAndSelect | _FLAGS.Current
        self._list.selectionModel().setCurrentIndex(self.model.index(number), flags)
        self._bring_into_view(statement)

    def _bring_into_view(self, statement: StatementId | None) -> None:
        """Scroll as little as shows the whole open card, or its top where it is too long."""
        first = self.model.number_of(Row("card", statement or 0))
        if first is None:
            return
        last = first
        while not self.model.is_last(last):
            last += 1
        self._heights.settle()
        self._list.updateGeometries()
        top = self._list.rowViewportPosition(first)
        bottom = self._list.rowViewportPosition(last) + self._list.rowHeight(last)
        if top < 0:
            self._heights.scroll_by(top)
        else:
            self._heights.scroll_by(max(0, min(top, bottom - self._list.viewport().height())))

    # What the user does

    @guarded
    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        row = self.model.row(now.row())
        if self._following or row is None:
            return
        if row.statement == self._shown():
            self._list.scrollTo(now)
            return
        found = self._session.store.queries.statements.find(row.statement)
        self._following = True
        try:
            if found is not None:
                self._session.go_to_statement(found)
            else:
                self._session.go_to_suggestion(row.statement)
        finally:
            self._following = False
        self._follow_session()
        self._open(self._shown(), self._current_row())

    @guarded
    def _on_focused(self) -> None:
        if self._session.panel is not Panel.CLAIMS:
            self._session.focus(Panel.CLAIMS)
        if not self._list.currentIndex().isValid():
            self._step(-1, 1)

    @guarded
    def _on_stepped(self, step: int) -> None:
        self._step(self._list.currentIndex().row(), step)

    def _step(self, number: int, step: int) -> None:
        """Make the next or previous card current."""
        current = self._current_row()
        number += step
        while (row := self.model.row(number)) is not None:
            same = current is not None and row.statement == current.statement
            if row.kind == "card" and not (same and step > 0):
                self._list.setCurrentIndex(self.model.index(number))
                return
            number += step

    @guarded
    def _on_opened(self, index: QModelIndex) -> None:
        """Set a field; answer a suggestion; go from a card to its words in the article."""
        row = self.model.row(index.row())
        field = self._field(row)
        if field is not None:
            run_act(self._bridge, field.set)
        elif row is not None and row.kind == "card":
            card = self.model.card(row.statement)
            if card is not None and card.suggested:
                self._bridge.run("suggestion.accept")
            else:
                self._session.focus(Panel.ARTICLE)

    @guarded
    def _on_emptied(self, index: QModelIndex) -> None:
        """Clear a field, or remove the statement of a card."""
        row = self.model.row(index.row())
        field = self._field(row)
        if field is not None:
            run_act(self._bridge, field.clear)
        elif row is not None and row.kind == "card":
            self._bridge.run("statement.remove")

    @guarded
    def _on_clicked(self, index: QModelIndex, x: int) -> None:
        row = self.model.row(index.row())
        if row is None or row.kind != "field":
            return
        place = self._list.visualRect(index)
        if self._delegate.fields.acts_at(place, self._delegate.stand(row), x):
            self._on_opened(index)

    @guarded
    def _on_menu(self, at: QPoint) -> None:
        row = self.model.row(self._list.indexAt(at).row())
        if row is None or row.kind == "heading":
            return
        actions = panel_actions(self._bridge, Mode.CLAIMS, _MODULES)
        menu = panel_menu(self._bridge, self, actions)
        self._offer_field(menu, self._list.indexAt(at))
        open_menu(menu, self._list.viewport(), at)

    def _offer_field(self, menu: QMenu, index: QModelIndex) -> None:
        """Put changing and clearing the field under the pointer on top of the menu."""
        field = self._field(self.model.row(index.row()))
        top = menu.actions()[0] if menu.actions() else None
        if field is None:
            return
        offers = (
            (self.tr("Change “{name}”…\tEnter"), field.set, self._on_opened),
            (self.tr("Clear “{name}”\tDel"), field.clear, self._on_emptied),
        )
        for words, act, run in offers:
            if act is not None:
                entry = menu.addAction(words.format(name=field.name.replace("&", "&&")))
                entry.triggered.connect(partial(_run_row, run, index))
                if top is not None:
                    menu.insertAction(top, entry)
        if top is not None:
            menu.insertSeparator(top)

    def _field(self, row: Row | None) -> Field | None:
        """A field of the open card as it is now, since what sets it may hang on the selection."""
        if row is None or row.kind != "field":
            return None
        self.model.read_fields()
        return self.model.field(row)

    def _current_row(self) -> Row | None:
        return self.model.row(self._list.currentIndex().row())

    # Looks

    @guarded
    def _on_filter(self, _words: str) -> None:
        self._pause.start(_PAUSE_MS if self.model.rowCount() > 200 else 0)  # noqa: PLR2004

    @guarded
    def _apply_filter(self) -> None:
        self.model.set_filter(self.filter.text().strip())
        self._reload()

    @guarded
    def _on_widened(self) -> None:
        self._heights.forget()
        self._heights.settle()

    @guarded
    def _on_scrolled(self, _value: int) -> None:
        self._heights.settle()

    @guarded
    def _on_keymap(self) -> None:
        self._delegate.read_keys()
        self._list.viewport().update()

    def _measure(self) -> None:
        metrics = PanelMetrics.at(self._session.view.zoom)
        self._delegate.cards.metrics = metrics
        self.set_measures(metrics)
        self._list.set_row_height(metrics.px(_CARD))
        self._list.verticalScrollBar().setSingleStep(metrics.px(24))
        self._heights.forget()
        self._grouping.show_order(self._session.view.group_claims)

    def _say_counts(self) -> None:
        statements, suggested = self.model.counts()
        words = self.tr("1 statement") if statements == 1 else self.tr("{n} statements")
        if suggested:
            words += self.tr(" · {s} suggested")
        told = words.format(n=grouped(statements), s=grouped(suggested))
        self.note.setText(told if statements or suggested else "")
        if statements or suggested:
            self.say_empty("")
        elif self.filter.text().strip():
            self.say_empty(self.tr("No statement has these words."))
        elif self._session.document is None:
            self.say_empty(self.tr("No article is open."))
        else:
            self.say_empty(self.tr("No statements yet: select what is said and press s"))

    def _grouping_button(self) -> OrderButton:
        names = (self.tr("In text order"), self.tr("By source"), self.tr("By claim"))
        words = dict(zip(_GROUPINGS, names, strict=True))
        button = OrderButton(self._bridge, "view.group_claims", words, self)
        button.setAccessibleName(self.tr("Order of the claims"))
        self.filter_line.addWidget(button)
        return button


def _run_row(run: Callable[[QModelIndex], None], index: QModelIndex, *_checked: bool) -> None:
    run(index)
