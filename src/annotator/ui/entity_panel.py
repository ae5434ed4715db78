"""The entity panel: every entity of the project by type, with what may be done to it."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QTimer,
    Signal,
)
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from annotator.model.ids import EntityId
from annotator.session import Mode, Moved, Panel, Topic
from annotator.store.change import Change
from annotator.ui.bridge import Bridge
from annotator.ui.entity_delegate import EntityDelegate
from annotator.ui.entity_model import EntityModel
from annotator.ui.guard import guarded
from annotator.ui.panel_frame import PanelFrame, PanelMetrics, RowList
from annotator.ui.panel_menu import open_menu, panel_actions, panel_menu
from annotator.ui.theme import LIGHT, Theme

_SELECTION = QItemSelectionModel.SelectionFlag
_MODULES = ("entity", "entity_fields", "relation", "note")


class EntityPanel(PanelFrame):
    """Shows the entities, selects them in the session, and follows the session's current entity."""

    entity_hovered = Signal(object)
    """The `EntityId` under the pointer, or None."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        rows = RowList()
        super().__init__(self.tr("Entities"), rows, self.tr("Filter the entities"))
        if parent is not None:
            self.setParent(parent)
        self._bridge = bridge
        self._session = bridge.session
        self._following = False
        self._hovered: EntityId | None = None
        self.note.setText("F6")
        self.model = EntityModel(self._session, self)
        self._delegate = EntityDelegate(self.model, self._session, LIGHT, self)
        rows.setModel(self.model)
        rows.setItemDelegate(self._delegate)
        rows.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._connect()
        self._measure()
        self.set_theme(LIGHT)
        self._say_if_empty()
        self._follow_session()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of a theme."""
        self._delegate.theme = theme
        self.paint_with(theme)
        self.rows.viewport().update()

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the top: rows were scrolled to while the list had no height yet."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._show_from_top)

    def selected(self) -> tuple[EntityId, ...]:
        """The entities chosen in the list, the one with the keyboard last."""
        chosen: list[EntityId] = []
        selection = self.rows.selectionModel().selection()
        for stretch in (selection.at(number) for number in range(selection.count())):
            for row in range(stretch.top(), stretch.bottom() + 1):
                entity = self.model.entity_at(row)
                if entity is not None:
                    chosen.append(entity)
        at = self.model.entity_at(self.rows.currentIndex().row())
        return tuple(sorted(chosen, key=lambda entity: entity == at))

    def _connect(self) -> None:
        self._bridge.changed.connect(self._on_changed)
        self._bridge.moved.connect(self._on_moved)
        self.filter.textChanged.connect(self._on_filter)
        self.rows.selectionModel().selectionChanged.connect(self._on_selected)
        self.rows.focused.connect(self._on_focused)
        self.rows.hovered.connect(self._on_hovered)
        self.rows.doubleClicked.connect(self._on_opened)
        self.rows.customContextMenuRequested.connect(self._on_menu)

    # What the project and the session tell

    @guarded
    def _on_changed(self, change: Change) -> None:
        self._following = True
        try:
            self.model.follow(change)
        finally:
            self._following = False
        self._say_if_empty()
        self._follow_session()

    @guarded
    def _on_moved(self, moved: Moved) -> None:
        if Topic.VIEW in moved.topics:
            self._measure()
            self._say_if_empty()
        if Topic.PROJECT in moved.topics:
            self._apply_filter()
        if Topic.CURRENT in moved.topics or Topic.DOCUMENT in moved.topics:
            self._follow_session()

    def _follow_session(self) -> None:
        """Show the session's entities as chosen, and scroll to the current one."""
        if self._following:
            return
        current, chosen = self._session.entity, self._session.selected_entities
        wanted = chosen if current in chosen else (current,) if current is not None else ()
        if wanted == self.selected():
            return
        self._following = True
        try:
            self._choose(wanted)
        finally:
            self._following = False

    def _choose(self, entities: tuple[EntityId, ...]) -> None:
        selection = QItemSelection()
        last = QModelIndex()
        for entity in entities:
            row = self.model.row_of(entity)
            if row is not None:
                last = self.model.index(row)
                selection.select(last, last)
        self.rows.selectionModel().select(selection, _SELECTION.ClearAndSelect)
        if last.isValid():
            self.rows.selectionModel().setCurrentIndex(last, _SELECTION.NoUpdate)
            self.rows.scrollTo(last)

    @guarded
    def _show_from_top(self) -> None:
        self.rows.scrollToTop()
        if self.rows.currentIndex().isValid():
            self.rows.scrollTo(self.rows.currentIndex())

    # What the user does

    @guarded
    def _on_selected(self, _now: QItemSelection, _before: QItemSelection) -> None:
        if self._following:
            return
        self._following = True
        try:
            self._session.select_entities(self.selected())
        finally:
            self._following = False

    @guarded
    def _on_focused(self) -> None:
        """Have keys mean this panel, and commands mean what is seen to be chosen in it."""
        if self._session.panel is not Panel.ENTITIES:
            self._session.focus(Panel.ENTITIES)
        if not self.rows.currentIndex().isValid() and self.model.rowCount() > 1:
            self.rows.selectRow(1)
        elif self.selected() != self._session.selected_entities:
            self._session.select_entities(self.selected())

    @guarded
    def _on_opened(self, _index: QModelIndex) -> None:
        self._bridge.run("entity.next_mention")

    @guarded
    def _on_hovered(self, index: QModelIndex) -> None:
        entity = self.model.entity_at(index.row()) if index.isValid() else None
        if entity != self._hovered:
            self._hovered = entity
            self.entity_hovered.emit(entity)

    @guarded
    def _on_menu(self, at: QPoint) -> None:
        if self.model.entity_at(self.rows.indexAt(at).row()) is None:
            return
        actions = panel_actions(self._bridge, Mode.ENTITIES, _MODULES)
        open_menu(panel_menu(self._bridge, self, actions), self.rows.viewport(), at)

    @guarded
    def _on_filter(self, _words: str) -> None:
        self._apply_filter()

    def _apply_filter(self) -> None:
        self._following = True
        try:
            self.model.load(self.filter.text().strip())
        finally:
            self._following = False
        self._say_if_empty()
        self._follow_session()

    def _say_if_empty(self) -> None:
        if self.model.rowCount():
            self.say_empty("")
        elif self.filter.text().strip():
            self.say_empty(self.tr("No entity has these words in its name."))
        else:
            words = self.tr("No entities yet: select a name and press p.")
            if self._session.view.suggestions:
                words += self.tr(" Space goes through what is suggested, Enter accepts it.")
            self.say_empty(words)

    def _measure(self) -> None:
        zoom = self._session.view.zoom
        if self._delegate.metrics.zoom != zoom or not self.rows.property("measured"):
            self._delegate.metrics = PanelMetrics.at(zoom)
            self.set_measures(self._delegate.metrics)
            self.rows.set_row_height(self._delegate.row_height)
            self.rows.setProperty("measured", True)
