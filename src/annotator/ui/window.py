"""The window: menus, documents, article, entities, claims and the line at the bottom.

It builds the views and connects each of them to the bridge; they do not know each other.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLayout,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from annotator.session import Moved, Panel, Topic
from annotator.session.state import Place
from annotator.store.change import Change
from annotator.text.visible import visible
from annotator.ui import fonts
from annotator.ui.article.pointer import dropped_paths
from annotator.ui.article.view import ArticleView
from annotator.ui.bridge import Bridge
from annotator.ui.checker import Checker
from annotator.ui.claim_panel import ClaimPanel
from annotator.ui.dispatch import Dispatcher
from annotator.ui.document_list import DocumentList
from annotator.ui.entity_panel import EntityPanel
from annotator.ui.error_bar import ErrorBar
from annotator.ui.folder_watcher import FolderWatcher
from annotator.ui.guard import guarded
from annotator.ui.indexer import Indexer
from annotator.ui.keeping_watch import KeepingWatch
from annotator.ui.leaving import Leaving
from annotator.ui.menus import Menus
from annotator.ui.meter import Meter
from annotator.ui.panel_menu import keys_of
from annotator.ui.progress import ProgressBar
from annotator.ui.status import StatusLine
from annotator.ui.suggester import Suggester
from annotator.ui.theme import Theme
from annotator.ui.trouble_bar import TroubleBar
from annotator.ui.version_watch import VersionWatch
from annotator.ui.window_article import ArticleBinding
from annotator.ui.window_asking import Asking
from annotator.ui.window_panels import Arrangement, Panels
from annotator.ui.window_shown import ShownOver
from annotator.ui.window_state import WindowState

_SIZE = (1360, 860)
_MOST_OF_TITLE = 200
# What a window manager may need around the window; how much it does is known only once it is shown.
_FRAME = (16, 48)


class Window(QMainWindow):
    """Shows one project. Closing it saves nothing: everything is saved, or it asks."""

    closing = Signal()
    """The window is about to close; its state can still be asked for."""
    theme_asked = Signal(str)
    """The reader chose `system`, `light` or `dark`."""

    def __init__(self, bridge: Bridge, state: WindowState, theme: Theme) -> None:
        super().__init__()
        self.bridge = bridge
        self._theme = theme
        self._asked_theme = ""
        self.meter = Meter()
        self.meter.remember(state.counts_in(bridge.session.path))
        self.article = ArticleView()
        self.error_bar = ErrorBar()
        self.trouble_bar = TroubleBar(bridge)
        self.progress = ProgressBar()
        self.documents = DocumentList(bridge, bridge.perform)
        self.entities = EntityPanel(bridge)
        self.claims = ClaimPanel(bridge)
        self.status = StatusLine(bridge, self.meter)
        self._whole, self._middle = self._made_whole(), self._made_middle()
        self.panels = Panels(self._middle, self._sides(), self._whole)
        self.menus = Menus(self.menuBar(), bridge)
        self.dispatcher = Dispatcher(self, bridge)
        self.indexer, self.checker = Indexer(bridge, self), Checker(bridge, self)
        self.binding = ArticleBinding(self.article, bridge)
        self.suggester = Suggester(bridge, self.article, self)
        self._lay_out()
        self.asking = Asking(self, self._whole, self._colour_of, self.claims.source_place)
        self.shown = ShownOver(self._whole, self._middle, bridge, self._colour_of)
        bridge.session.ask = self.asking
        bridge.session.progress = self.progress
        self.leaving = Leaving(self, bridge, self.close)
        self.keeping = KeepingWatch(self, bridge, self.trouble_bar, self.status)
        self._connect()
        self.restore(state)

    # --- how it looks --------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of a theme; those of the style sheet are the application's."""
        self._theme = theme
        for view in (self.article, self.documents, self.entities, self.claims):
            view.set_theme(theme)

    def restore(self, state: WindowState) -> None:
        """Look and be as the window was left: size, panels, zoom, document, caret, scroll."""
        if state.geometry:
            self.restoreGeometry(QByteArray.fromHex(state.geometry.encode("ascii")))
        else:
            self._take_first_size()
        session = self.bridge.session
        session.set_view(state.view)
        first = Arrangement.first(self.width(), fonts.scale())
        self.panels.arrange(state.arrangement if state.geometry else first)
        documents = session.store.queries.documents
        place = state.place_in(session.path)
        if session.document is None:
            found = place is not None and documents.find(place.document) is not None
            if place is not None and found:
                session.open_document(place.document, anchor=place.anchor, caret=place.caret)
                self.article.scroll_to(place.top)
            else:
                session.open_document(documents.first())
        self.focus_panel()

    def _take_first_size(self) -> None:
        """Be as large as the design where the screen has room for it and a frame, else fill it."""
        wanted = QSize(*_SIZE) * fonts.scale()
        room = self.screen().availableGeometry().size() - QSize(*_FRAME) * fonts.scale()
        self.resize(wanted.boundedTo(room))
        if wanted.boundedTo(room) != wanted:
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)

    def state(self, before: WindowState) -> WindowState:
        """How the window is now, to be left so; what it does not know stays as it was before."""
        session = self.bridge.session
        place = None
        if session.document is not None:
            top = self.article.scroll_position()
            place = Place(session.document, session.anchor, session.caret, top)
        geometry = bytes(self.saveGeometry().toHex().data()).decode("ascii")
        look = replace(
            before,
            geometry=geometry,
            arrangement=self.panels.arrangement(),
            view=session.view,
        )
        look = look.with_counts(session.path, self.meter.counts())
        return look.with_place(session.path, place)

    def leave(self) -> None:
        """Hear no more of the project, and close it."""
        self.leaving.allowed = True
        self.keeping.close()
        self.status.end()
        self.asking.decline()
        self.bridge.close()
        # What waits for a quiet moment would come to a project that is closed.
        for timer in self.findChildren(QTimer):
            timer.stop()
        self.bridge.session.close()

    def focus_panel(self) -> None:
        """Give the keyboard to the panel that the session says has it."""
        panel = self.bridge.session.panel
        if panel is Panel.ARTICLE:
            self.article.focus_widget().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._sides()[panel].setFocus(Qt.FocusReason.OtherFocusReason)

    # --- building ------------------------------------------------------------------------------

    def _sides(self) -> dict[Panel, QWidget]:
        return {
            Panel.DOCUMENTS: self.documents,
            Panel.ENTITIES: self.entities,
            Panel.CLAIMS: self.claims,
        }

    def _made_whole(self) -> QWidget:
        """All but the menus; in the window first, since what gets a parent is styled anew."""
        whole = QWidget()
        self.setCentralWidget(whole)
        return whole

    def _made_middle(self) -> QWidget:
        middle = QWidget()
        box = QVBoxLayout(middle)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.trouble_bar)
        box.addWidget(self.error_bar)
        box.addWidget(self.progress)
        box.addWidget(self.article, 1)
        return middle

    def _lay_out(self) -> None:
        box = QVBoxLayout(self._whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.panels, 1)
        line = QFrame()
        line.setProperty("role", "line")
        box.addWidget(line)
        box.addWidget(self.status)
        # Widgets that come and go must not push the window to another size.
        layout = self.layout()
        if layout is not None:
            layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumSize(480, 320)
        self.setAcceptDrops(True)
        for side in self._sides().values():
            side.setProperty("role", "panel")
            side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.set_theme(self._theme)
        self._show_title()

    def _connect(self) -> None:
        self.closing.connect(self.indexer.stop)
        self.versions = VersionWatch(self.bridge, self)
        self.folder = FolderWatcher(self.bridge, self)
        self.closing.connect(self.versions.stop)
        self.suggester.told.connect(self.error_bar.tell)
        self.bridge.moved.connect(self._on_moved)
        self.bridge.changed.connect(self._on_changed)
        self.dispatcher.pressed.connect(self._on_act)
        self.menus.explained.connect(self.status.explain)
        self.status.chosen.connect(self.bridge.run)
        self.trouble_bar.chosen.connect(self.bridge.run)
        self.entities.entity_hovered.connect(self.binding.hover)
        for clicked in (self.article, self.documents.rows, self.entities.rows, self.claims.rows):
            clicked.viewport().installEventFilter(self)
        self.bridge.keymap_changed.connect(self.show_keymap_problems)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def show_keymap_problems(self) -> None:
        """Show the keys that there are now, and name those that could not be given."""
        self.error_bar.show_key(keys_of(self.bridge, "view.close_message"))
        self.error_bar.tell(*self.bridge.keymap.problems)

    # --- following -----------------------------------------------------------------------------

    def _on_moved(self, moved: Moved) -> None:
        topics, session = moved.topics, self.bridge.session
        if Topic.VIEW in topics:
            self._show_view()
        if Topic.SHOWN in topics:
            self.shown.show(session.shown)
        if Topic.MODE in topics and self._may_move_focus():
            self.focus_panel()
        if Topic.DOCUMENT in topics or Topic.PROJECT in topics:
            self._show_title()

    def _show_view(self) -> None:
        view = self.bridge.session.view
        # The view itself follows the dots an inch of its screen.
        font_scale = fonts.scale() * 96 / self.article.logicalDpiY()
        self.article.set_zoom(view.zoom * font_scale)
        self.documents.set_zoom(view.zoom)
        self.panels.show_view(view)
        self.panels.keep_article(self.article.least_width())
        if view.theme != self._asked_theme:
            self._asked_theme = view.theme
            self.theme_asked.emit(view.theme)

    def _may_move_focus(self) -> bool:
        """Whether the keyboard is not already somewhere in the panel that should have it."""
        focused = QApplication.focusWidget()
        if focused is None or focused.window() is not self:
            return True
        panel = self.bridge.session.panel
        owner: QWidget = self.article if panel is Panel.ARTICLE else self._sides()[panel]
        return not owner.isAncestorOf(focused)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """The keys mean the panel that was clicked into."""
        if new is None or new.window() is not self:
            return
        session = self.bridge.session
        for panel, widget in ((Panel.ARTICLE, self.article), *self._sides().items()):
            if widget.isAncestorOf(new) and session.panel is not panel:
                session.focus(panel)

    def _on_act(self) -> None:
        self.meter.act(self.bridge.session.document)
        self.status.soon()

    def _on_changed(self, change: Change) -> None:
        if change.touches("document", "project"):
            self._show_title()

    def _show_title(self) -> None:
        session = self.bridge.session
        document, name = session.current_document, session.store.queries.project().name
        title = visible(document.title[:_MOST_OF_TITLE]) if document else ""
        file = visible(session.path.stem[:_MOST_OF_TITLE])  # which of two copies this is
        name = visible(name[:_MOST_OF_TITLE])
        parts = (title, name if name == file else f"{name} ({file})", "annotator")
        self.setWindowTitle(" · ".join(part for part in parts if part))

    def _colour_of(self, type: str) -> str:
        return self._theme.colour_of(self.bridge.session.schema.entity_type(type))

    # --- Qt's own ------------------------------------------------------------------------------

    @guarded
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders anywhere in the window."""
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    @guarded
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take them wherever they are let go."""
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    @guarded
    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        paths: list[Path] = dropped_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.binding.import_paths(paths)

    @guarded
    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, telling those who keep the state; ask first when something would be lost."""
        if not self.leaving.may_close():
            event.ignore()
            return
        self.closing.emit()
        event.accept()

    @guarded(default=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count clicks as acts of the user, after which the last one's sentence is old."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self._on_act()
            if self.bridge.session.message:
                self.bridge.session.say("")
        return False
