"""The article: shows a text with its annotations and says what the user does with mouse and wheel.

It is given values and changes nothing itself. Keys are not handled here: a dispatcher of the window
filters them on `focus_widget()`. Positions are code points of the document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from annotator.model.document import Document
from annotator.model.ids import EntityId, MentionId, StatementId
from annotator.model.schema import Schema
from annotator.model.span import Span
from annotator.ui import fonts
from annotator.ui.article import damage, hit
from annotator.ui.article.accessible import Mirror
from annotator.ui.article.announcing import Announcer
from annotator.ui.article.layout import ArticleLayout, Place
from annotator.ui.article.metrics import CHARACTERS_A_LINE, Metrics
from annotator.ui.article.page_painting import PagePainter, paint_hint_text
from annotator.ui.article.pointer import Pointer, dropped_paths
from annotator.ui.article.screen import Screen
from annotator.ui.article.scrolling import BarFollower
from annotator.ui.article.source import AnnotationSource, Touched
from annotator.ui.article.state import Focus, Handle, Overlay, Preview
from annotator.ui.guard import guarded
from annotator.ui.theme import LIGHT, Theme

_SMALLEST, _LARGEST = 0.4, 5.0
_WHEEL_LINES = 3
_LEAST_CHARACTERS = 34


class ArticleView(QAbstractScrollArea):
    """The widget in the middle of the window."""

    selection_changed = Signal(object, object)
    """Anchor and caret as the mouse set them, exactly; snapping is done by others."""
    clicked = Signal(int)
    """A press and release at one position."""
    word_chosen = Signal(int)
    """A double click at a position."""
    paragraph_chosen = Signal(object)
    """A third click: the span of the paragraph."""
    statement_chosen = Signal(int)
    """A click on the badge or bar of a statement."""
    menu_requested = Signal(int, QPoint)
    """A position, and where on the screen its context menu goes."""
    paths_dropped = Signal(list)
    """Files and folders (`Path`) that were dropped."""
    zoom_requested = Signal(int)
    """Steps of the wheel with Ctrl held: larger when positive."""
    view_changed = Signal()
    """Another part of the text is on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fonts.load_fonts()
        self._theme: Theme = LIGHT
        self._zoom = 1.0
        self._schema: Schema | None = None
        self._screen: Screen | None = None
        self._hint = self.tr(
            "No document is open.\nDrop text files here, or import some (File menu)."
        )
        self._overlay = Overlay()
        self._column: tuple[int, int] | None = None
        # what to keep at the top while the width changes in many small steps, lest roundings add up
        self._kept = (Place(0, 0), 0)
        self._bar = BarFollower(self.verticalScrollBar())
        self._mirror = Mirror(self.viewport())
        self._announcer = Announcer(self._mirror)
        self._pointer = Pointer(self)
        self._set_up()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Article"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusProxy(self._mirror)
        self.viewport().setFocusProxy(self._mirror)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAcceptDrops(True)
        self._bar.lines_wanted.connect(self._scroll_lines)
        self._bar.pages_wanted.connect(self._scroll_pages)
        self._mirror.show_nothing(self._hint)

    # --- what is shown -------------------------------------------------------------------------

    def show_document(
        self, document: Document, text: str, source: AnnotationSource, schema: Schema
    ) -> None:
        """Show a document from its beginning, with the annotations that the source has of it."""
        self._schema = schema
        self._overlay = Overlay()
        self._column = None
        self._kept = (Place(0, 0), 0)
        layout = ArticleLayout(document, text, self._metrics(), self._column_width())
        self._screen = Screen(layout, source)
        self._announcer.start(schema, text)
        self._place_column()
        self._mirror_caret()

    def clear(self, hint: str = "") -> None:
        """Show no document, but what to do to get one; `hint` says it in other words."""
        self._hint = hint or self._hint
        self._screen = None
        self._overlay = Overlay()
        self._mirror.show_nothing(self._hint)
        self._sync_bar()
        self.viewport().update()

    @guarded
    def refresh(self, touched: Touched | None = None) -> None:
        """Annotations changed: read again those around what was touched, all of them for None.

        Nothing moves. A source that fails is reported, as while painting; the next frame reads
        anew.
        """
        if self._screen is not None:
            self._repaint(self._screen.refresh(touched))

    def set_selection(self, anchor: int, caret: int, *, reveal: bool = True) -> None:
        """Select from anchor to caret; equal positions mean a caret only.

        Positions outside the text are moved to its ends. `reveal` scrolls as far as needed to show
        the caret.
        """
        if self._screen is None:
            return
        length = len(self._screen.layout.text)
        anchor, caret = (min(max(0, position), length) for position in (anchor, caret))
        before = self._overlay
        self._overlay = replace(before, anchor=anchor, caret=caret)
        if self._column is not None and self._column[0] != caret:
            self._column = None
        place = self._screen.place
        if reveal:
            self._screen.reveal(caret)
        if self._screen.place != place:
            self._scrolled(moved=True)
        else:
            if before.anchor != before.caret or anchor != caret:
                self._repaint(damage.of_overlay(self._screen.page(), before, self._overlay))
            # it reaches further down than an empty line
            self._update_caret(before.caret)
        self._mirror_caret()

    def set_focus_objects(
        self, mention: MentionId | None, statement: StatementId | None, entity: EntityId | None
    ) -> None:
        """Light up what is current: a mention, a statement, every mention of an entity."""
        self._set_overlay(replace(self._overlay, focus=Focus(mention, statement, entity)))

    def set_preview(
        self, spans: Sequence[Span], dropped: Sequence[Span], current: Span | None
    ) -> None:
        """Show what a command would annotate, what was dropped from it, and the one keys act on."""
        preview = Preview(tuple(spans), tuple(dropped), current)
        self._set_overlay(replace(self._overlay, preview=preview))

    def set_hints(self, hints: Mapping[str, Span]) -> None:
        """Draw a label over the start of each span; an empty mapping takes them away."""
        self._set_overlay(replace(self._overlay, hints=dict(hints)))

    def set_handle(self, handle: Handle | None) -> None:
        """Mark the edge that the arrow keys move, instead of the caret; None for no edge."""
        self._set_overlay(replace(self._overlay, handle=handle))

    def set_theme(self, theme: Theme) -> None:
        """Change the colours; nothing moves."""
        self._theme = theme
        self.viewport().update()

    def set_zoom(self, factor: float) -> None:
        """Change the size of the text; the line at the top stays at the top. 1 is normal."""
        self._zoom = min(max(factor, _SMALLEST), _LARGEST)
        self._lay_out_again()

    # --- where things are ----------------------------------------------------------------------

    def focus_widget(self) -> QWidget:
        """The widget that has the focus when the article has it: filter its key events."""
        return self._mirror

    def visible_span(self) -> Span | None:
        """The text on the screen, None when there is none."""
        return self._screen.visible_span() if self._screen else None

    def caret_rect(self, position: int) -> QRect | None:
        """Where a caret is drawn in the viewport, None while its paragraph is off the screen."""
        return self._screen.caret_rect(position) if self._screen else None

    def position_at(self, point: QPoint) -> int:
        """The position nearest to a point of the viewport; 0 without a document."""
        return self._screen.position_at(point) if self._screen else 0

    def paragraph_at(self, position: int) -> tuple[int, int]:
        """Start and end of the block of a position, its line end left out."""
        if self._screen is None:
            return 0, 0
        block = self._screen.layout.block_at(position)
        return block.start, block.end

    def statement_at(self, point: QPoint) -> StatementId | None:
        """The statement whose badge or bar is at a point of the viewport."""
        return self._screen.margin().statement_at(point) if self._screen else None

    def position_above(self, at: int, lines: int = 1) -> int:
        """The position some lines further up; repeated moves keep to the x of the first."""
        return self._vertical(at, -lines)

    def position_below(self, at: int, lines: int = 1) -> int:
        """The position some lines further down; repeated moves keep to the x of the first."""
        return self._vertical(at, lines)

    def page_up(self, at: int) -> int:
        """The position one page further up."""
        return self._vertical(at, -self._lines_a_page())

    def page_down(self, at: int) -> int:
        """The position one page further down."""
        return self._vertical(at, self._lines_a_page())

    def line_start(self, at: int) -> int:
        """Where the line of a position begins."""
        return hit.line_start(self._screen.layout, at) if self._screen else 0

    def line_end(self, at: int) -> int:
        """Where the line of a position ends."""
        return hit.line_end(self._screen.layout, at) if self._screen else 0

    def _vertical(self, at: int, lines: int) -> int:
        if self._screen is None:
            return 0
        layout = self._screen.layout
        if self._column is None or self._column[0] != at:
            self._column = (at, hit.column_x(layout, at))
        x = self._column[1]
        found = hit.moved_by_lines(layout, at, lines, x)
        self._column = (found, x)
        return found

    def _lines_a_page(self) -> int:
        return max(1, self.viewport().height() // self._metrics().leading - 1)

    # --- scrolling -----------------------------------------------------------------------------

    def scroll_pixels(self, pixels: int) -> None:
        """Scroll down by pixels, up when negative."""
        if self._screen is None:
            return
        place = self._screen.place
        self._screen.scroll(pixels)
        if self._screen.place != place:
            self._scrolled(moved=True)

    def scroll_position(self) -> int:
        """The code point at the top of the screen, to come back to."""
        return self._screen.layout.position_of(self._screen.place) if self._screen else 0

    def scroll_to(self, position: int) -> None:
        """Scroll a code point to the top of the screen, as far as the end of the text allows."""
        if self._screen is not None:
            self._screen.go(self._screen.layout.place_of(position, self.viewport().height()))
            self._scrolled(moved=True)

    def _scrolled(self, *, moved: bool) -> None:
        self._sync_bar()
        self.viewport().update()
        if moved:
            self.view_changed.emit()

    def _sync_bar(self) -> None:
        self._bar.follow(self._screen, self.viewport().height())

    def _scroll_lines(self, lines: int) -> None:
        self.scroll_pixels(lines * self._metrics().leading)

    def _scroll_pages(self, pages: int) -> None:
        self.scroll_pixels(pages * (self.viewport().height() - self._metrics().leading))

    @guarded
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The bar was dragged: go to its code point."""
        wanted = self._bar.dragged_to
        if wanted is not None:
            self.scroll_to(wanted)

    @guarded
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by pixels or lines; with Ctrl ask for another zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_requested.emit(1 if event.angleDelta().y() > 0 else -1)
        elif not event.pixelDelta().isNull():
            self.scroll_pixels(-event.pixelDelta().y())
        else:
            lines = event.angleDelta().y() / 120 * _WHEEL_LINES
            self.scroll_pixels(round(-lines * self._metrics().leading))
        event.accept()

    # --- laying out and painting ---------------------------------------------------------------

    def _metrics(self) -> Metrics:
        scale = self._zoom * self.logicalDpiY() / 96
        if self._screen is not None and self._screen.layout.metrics.asked == scale:
            return self._screen.layout.metrics
        return Metrics.at(scale)

    def _column_width(self) -> int:
        metrics = self._metrics()
        room = self.viewport().width() - metrics.margin - metrics.far_margin
        return min(metrics.column, max(metrics.leading * 4, room))

    def _place_column(self) -> None:
        if self._screen is None:
            return
        layout = self._screen.layout
        left = max(layout.metrics.margin, (self.viewport().width() - layout.width) // 2)
        self._screen.set_size(left, self.viewport().height())
        self._scrolled(moved=True)

    def _lay_out_again(self) -> None:
        if self._screen is None:
            self.viewport().update()
            return
        layout, metrics, width = self._screen.layout, self._metrics(), self._column_width()
        if (layout.metrics, layout.width) != (metrics, width):
            if self._screen.place != self._kept[0]:
                self._kept = (self._screen.place, layout.position_of(self._screen.place))
            top = self._kept[1]
            layout.set_width(metrics, width)
            self._screen.laid_out_again()
            self._screen.go(layout.place_of(top, self.viewport().height()))
            self._kept = (self._screen.place, top)
            self._column = None
        self._place_column()

    def _set_overlay(self, overlay: Overlay) -> None:
        before, self._overlay = self._overlay, overlay
        if overlay == before:
            return
        page = self._screen.page() if self._screen is not None else ()
        self._repaint(damage.of_overlay(page, before, overlay))

    def _repaint(self, damaged: damage.Damage | None) -> None:
        """Paint what looks different again, or everything for None."""
        screen, viewport = self._screen, self.viewport()
        if damaged is None or screen is None:
            viewport.update()
        elif damaged.blocks or damaged.margin:
            column, reach, page = screen.column(), screen.layout.metrics.reach, screen.page()
            viewport.update(damage.region(page, damaged, viewport.rect(), column, reach))

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the column to the new width."""
        self._lay_out_again()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what lies in the rectangle that Qt asks for."""
        painter = QPainter(self.viewport())
        try:
            self._paint(painter, event.region())
        finally:
            # an active painter left behind would crash Qt at the next frame
            painter.end()

    def _paint(self, painter: QPainter, area: QRegion) -> None:
        painter.fillRect(area.boundingRect(), QColor(self._theme.page))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._screen is None or self._schema is None:
            room, pixels = self.viewport().rect(), round(17 * self._zoom)
            paint_hint_text(painter, room, self._hint, self._theme, pixels)
            return
        focused = self._mirror.hasFocus()
        page = PagePainter(self._theme, self._schema, self._overlay, focused)
        page.paint(painter, area, self._screen)

    def _update_caret(self, before: int) -> None:
        for position in (before, self._overlay.caret):
            rect = self.caret_rect(position)
            if rect is not None:
                self.viewport().update(rect.adjusted(-2, -2, 2, 2))

    def _mirror_caret(self) -> None:
        if self._screen is None:
            return
        caret, anchor = self._overlay.caret, self._overlay.anchor
        self._mirror.show_block(self._screen.layout.block_at(caret), anchor, caret)
        rect = self._screen.caret_rect(caret)
        if rect is not None:
            self._mirror.move(rect.topLeft())
        self._announcer.caret_moved(self._screen.page(), caret)

    # --- the mouse -----------------------------------------------------------------------------

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Place the caret, begin a selection, or choose a statement by its badge."""
        self._pointer.pressed(event, self._overlay.anchor)

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Stretch the selection."""
        self._pointer.moved(event)

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a selection or a click."""
        self._pointer.released(event)

    @guarded
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Choose a word."""
        self._pointer.double_clicked(event)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the window, also those by which a scroll area would scroll."""
        event.ignore()

    @guarded
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a position; with the menu key that of the caret."""
        at, where = self.position_at(event.pos()), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self._overlay.caret
            rect = self.caret_rect(at) or QRect()
            where = self.viewport().mapToGlobal(rect.bottomLeft())
        self.menu_requested.emit(at, where)

    @guarded
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take local files."""
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    @guarded
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take local files anywhere."""
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    @guarded
    def dropEvent(self, event: QDropEvent) -> None:
        """Say which files were dropped."""
        paths = dropped_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.paths_dropped.emit(paths)

    @guarded(default=False)
    def event(self, event: QEvent) -> bool:
        """Fit the layout to another resolution when the window moves to another screen."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._lay_out_again()
        return super().event(event)

    def least_width(self) -> int:
        """How wide it must be for lines of words, not of single ones."""
        metrics = self._metrics()
        sides = metrics.margin + metrics.far_margin + self.verticalScrollBar().sizeHint().width()
        return sides + metrics.column * _LEAST_CHARACTERS // CHARACTERS_A_LINE

    @guarded(default=QSize(760, 600))
    def sizeHint(self) -> QSize:
        """Room for the column with its margins."""
        metrics = self._metrics()
        return QSize(metrics.column + metrics.margin + metrics.far_margin, metrics.leading * 24)
