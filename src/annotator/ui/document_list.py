"""The documents of the project: title, state and counts, a filter, and how many are done."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from annotator.model.document import DocumentOrder
from annotator.model.ids import DocumentId
from annotator.session import Moved, Panel, Topic
from annotator.store.change import Change
from annotator.ui.bridge import Bridge, RunAction
from annotator.ui.document_delegate import DocumentDelegate
from annotator.ui.document_model import DocumentModel
from annotator.ui.numbers import grouped
from annotator.ui.order_button import OrderButton, order_style
from annotator.ui.panel_frame import FilterField, PanelMetrics, RowList
from annotator.ui.panel_menu import keys_of
from annotator.ui.theme import Theme

_OPENS = "document.open"
_REFRESH_MS = 60


class DocumentList(QWidget):
    """The panel at the left. Refreshes from events and runs actions, nothing else."""

    def __init__(self, bridge: Bridge, run: RunAction) -> None:
        super().__init__()
        self._bridge = bridge
        self._run = run
        self.model = DocumentModel(bridge.session.store.queries, self)
        self.heading = _label("section")
        self.empty = _label("muted")
        self.empty.setWordWrap(True)
        self.heading.setWordWrap(True)
        self.filter = FilterField(self)
        self.order = self._order_button()
        self.rows = RowList()
        self._delegate = DocumentDelegate(self.rows)
        self._facts_changed = False
        self._refresher = QTimer(self)
        self._refresher.setSingleShot(True)
        self._refresher.setInterval(_REFRESH_MS)
        self._refresher.timeout.connect(self._refresh_counts)
        self._set_up()
        self._lay_out()
        self._connect()
        self._sort()
        self._reload()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of a theme."""
        self._delegate.theme = theme
        self.order.setStyleSheet(order_style(theme, self._delegate.metrics.px(11)))
        self.rows.viewport().update()

    def set_zoom(self, zoom: float) -> None:
        """Use larger or smaller letters."""
        metrics = PanelMetrics.at(zoom)
        self._delegate.measure(metrics)
        # the style sheet of the application would fix the size of these letters
        self.heading.setStyleSheet(f"font-size: {metrics.px(11)}px")
        for widget in (self.filter, self.empty):
            widget.setStyleSheet(f"font-size: {metrics.px(13)}px")
        self.order.setStyleSheet(order_style(self._delegate.theme, metrics.px(11)))
        self.rows.set_row_height(self._delegate.row_height)

    def take_key(self, key: str) -> bool:
        """`/` goes to the filter, and Escape empties it, before they mean anything else."""
        if key == "/" and not self.filter.hasFocus():
            self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        return key == "Esc" and self.filter.hasFocus() and self.filter.emptied()

    def _set_up(self) -> None:
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Documents"))
        self.setFocusProxy(self.rows)
        self.rows.setModel(self.model)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.rows.setItemDelegate(self._delegate)
        self.rows.setAccessibleName(self.tr("Documents"))
        # the rows paint themselves which of them is open, and which has the keyboard
        self.rows.setStyleSheet(
            "QTableView { selection-background-color: transparent; }"
            "QTableView::item, QTableView::item:selected { background: transparent; border: none; }"
        )
        self.rows.set_row_height(self._delegate.row_height)
        self.filter.setPlaceholderText(self.tr("Filter…"))
        self.filter.setAccessibleName(self.tr("Filter documents by title"))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 14, 10, 6)
        layout.setSpacing(8)
        self.heading.setContentsMargins(8, 0, 8, 0)
        self.empty.setContentsMargins(8, 0, 8, 0)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.filter, 1)
        line.addWidget(self.order)
        layout.addWidget(self.heading)
        layout.addLayout(line)
        layout.addWidget(self.empty)
        layout.addWidget(self.rows, 1)

    def _connect(self) -> None:
        self._bridge.moved.connect(self._on_moved)
        self._bridge.changed.connect(self._on_changed)
        self.filter.textChanged.connect(self._on_filter)
        self.filter.left.connect(self._leave_filter)
        self.rows.focused.connect(self._on_focused)
        self.rows.opened.connect(self._open)
        self.rows.clicked.connect(self._open)

    def _on_moved(self, moved: Moved) -> None:
        if Topic.VIEW in moved.topics:
            self._sort()
        if Topic.DOCUMENT in moved.topics:
            self._show_current()

    def _sort(self) -> None:
        order = self._bridge.session.view.sort_documents
        self.order.show_order(order.value)
        if self.model.arrange(order):
            self._show_current()

    def _order_button(self) -> OrderButton:
        words: dict[str, str] = {
            DocumentOrder.IMPORTED: self.tr("Imported"),
            DocumentOrder.TITLE: self.tr("Title"),
            DocumentOrder.NEWEST: self.tr("Newest"),
            DocumentOrder.ANNOTATED: self.tr("Annotated"),
            DocumentOrder.OPEN: self.tr("Not done"),
        }
        button = OrderButton(self._bridge, "view.sort_documents", words, self)
        button.setAccessibleName(self.tr("Order of the documents"))
        return button

    def _on_changed(self, change: Change) -> None:
        if change.touches("document") and (self.filter.text() or self._came_or_went(change)):
            self._reload()
        elif change.touches("document", "mention", "statement"):
            self._facts_changed = self._facts_changed or change.touches("document")
            self._refresher.start()

    def _came_or_went(self, change: Change) -> bool:
        """Whether a change added or deleted a document; others only changed."""
        find = self._bridge.session.store.queries.documents.find
        return any(
            (find(id) is None) != (self.model.row_of(DocumentId(id)) is None)
            for id in change.ids("document")
        )

    def _refresh_counts(self) -> None:
        self.model.forget(facts=self._facts_changed)
        self._facts_changed = False
        self._show_heading()

    def _reload(self) -> None:
        self.model.reload()
        self._show_heading()
        self._show_empty()
        self._show_current()

    def _on_filter(self, words: str) -> None:
        self.model.filter(words.strip())
        self._show_empty()
        self._show_current()

    def _on_focused(self) -> None:
        if self._bridge.session.panel is not Panel.DOCUMENTS:
            self._bridge.session.focus(Panel.DOCUMENTS)

    def _leave_filter(self) -> None:
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.rows.currentIndex().isValid() and self.model.rowCount():
            self.rows.setCurrentIndex(self.model.index(0))

    def _open(self, index: QModelIndex) -> None:
        document = self.model.document_at(index.row())
        if document is not None and document != self._bridge.session.document:
            self._run(_OPENS, {"document": document})

    def _show_current(self) -> None:
        """Mark the document that is open; the keyboard stays where it is."""
        document: DocumentId | None = self._bridge.session.document
        row = self.model.row_of(document)
        self._delegate.open = document
        if row is None:
            self.rows.clearSelection()
        else:
            self.rows.choose(self.model.index(row))
        self.rows.viewport().update()

    def _show_heading(self) -> None:
        documents = self._bridge.session.store.queries.documents
        total, done = documents.count(), documents.done()
        title = self.tr("DOCUMENTS")
        if total:
            of = self.tr("%1 of %2 done").replace("%1", grouped(done))
            title = f"{title} · {of.replace('%2', grouped(total))}"
        self.heading.setText(title)

    def _show_empty(self) -> None:
        found = self.model.rowCount() > 0
        if self.filter.text():
            self.empty.setText(self.tr("No title has these words."))
        else:
            key = keys_of(self._bridge, "document.import_files")
            by_key = self.tr("Drop text files here, or press %1 to import some.").replace("%1", key)
            by_menu = self.tr("Drop text files here, or import some (File menu).")
            self.empty.setText(by_key if key else by_menu)
        self.empty.setVisible(not found)


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label
