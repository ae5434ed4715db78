"""Draws one block with everything on it, from the ground up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextCharFormat, QTextLayout

from annotator.model.mention import Mention
from annotator.model.provenance import Status
from annotator.model.schema import EntityType, Schema
from annotator.model.span import Span
from annotator.ui.article.block import Block, Piece
from annotator.ui.article.marks import BlockMarks, Outline, Role, gaps
from annotator.ui.article.metrics import Metrics
from annotator.ui.article.state import Overlay
from annotator.ui.article.strokes import dashes, fill, outline, underline, wedge
from annotator.ui.theme import Theme, mixed

_LIT = 1.5
_SUGGESTED = 0.6
_DESCENDING = "gjpqy"
_SCRIPT_L = "\u2113"


@dataclass(frozen=True, slots=True)
class Placed:
    """A block on the screen: its number, and the viewport point where its column begins."""

    number: int
    block: Block
    left: int
    top: int


class BlockPainter:
    """Paints blocks with one theme, schema and size; made anew when one of them changes."""

    def __init__(self, painter: QPainter, metrics: Metrics, theme: Theme, schema: Schema) -> None:
        self._painter = painter
        self._metrics = metrics
        self._theme = theme
        self._types = {kind.id: kind for kind in schema.entity_types}
        self._letter = QFontMetrics(metrics.letter)
        self._area = QRect()

    def paint(self, placed: Placed, marks: BlockMarks, overlay: Overlay, area: QRect) -> None:
        """Draw a block where it is placed; `area` is the part of the viewport that is asked for."""
        self._area = area
        first = placed.block.line_below(area.top() - placed.top)
        last = placed.block.line_below(area.bottom() - placed.top)
        # underlines and outlines reach a little into the lines above and below
        marks = marks.on_lines(first - 1, last + 1)
        self._contents_lit(placed, marks, overlay)
        self._fills(placed, marks, overlay)
        self._selection(placed, overlay)
        self._previews(placed, overlay)
        self._content_lines(placed, marks, overlay)
        self._underlines(placed, marks, overlay)
        self._outlines(placed, marks, overlay)
        self._corrections(placed, marks)
        self._words(placed, marks)
        self._letters(placed, marks)
        self._invisibles(placed)

    def _type(self, mention: Mention) -> EntityType | None:
        return self._types.get(mention.type)

    def _colour(self, mention: Mention) -> QColor:
        colour = self._theme.colour_of(self._type(mention))
        if _is_suggested(mention):
            return mixed(colour, self._theme.suggestion, _SUGGESTED)
        return QColor(colour)

    def _ground(self, placed: Placed, piece: Piece, outwards: int = 0) -> QRect:
        """The area behind a piece, from the key letter down to the first underline."""
        metrics = self._metrics
        line = placed.block.lines[piece.line]
        shift = line.baseline - metrics.baseline
        top = placed.top + line.top + metrics.fill_top
        bottom = placed.top + line.top + shift + metrics.underline_top + metrics.line
        return QRect(
            placed.left + piece.left - outwards,
            top - min(outwards, 1),
            piece.right - piece.left + 2 * outwards,
            bottom - top + outwards,
        )

    def _below(self, placed: Placed, piece: Piece, slot: int, height: int) -> QRect:
        """The area of an underline at a depth."""
        line = placed.block.lines[piece.line]
        top = line.top + line.baseline - self._metrics.baseline + self._metrics.underline(slot)
        return QRect(placed.left + piece.left, placed.top + top, piece.right - piece.left, height)

    def _contents_lit(self, placed: Placed, marks: BlockMarks, overlay: Overlay) -> None:
        colour = QColor(self._theme.content)
        colour.setAlphaF(0.09 if not self._theme.dark else 0.14)
        for mark in marks.contents:
            if mark.statement.id == overlay.focus.statement:
                fill(self._painter, self._ground(placed, mark.piece), colour)

    def _fills(self, placed: Placed, marks: BlockMarks, overlay: Overlay) -> None:
        for mark in marks.mentions:
            lit = _is_lit(mark.mention, overlay)
            if _is_suggested(mark.mention) and not lit:
                continue
            colour = self._colour(mark.mention)
            colour.setAlphaF(self._theme.fill * (_LIT if lit else 1))
            fill(self._painter, self._ground(placed, mark.piece), colour)

    def _selection(self, placed: Placed, overlay: Overlay) -> None:
        selection = overlay.selection
        if selection is None:
            return
        block, colour = placed.block, QColor(self._theme.selection)
        for piece in block.pieces(selection):
            self._painter.fillRect(self._ground(placed, piece), colour)
        # a selected line end or space at a break shows as a small step
        for number, line in enumerate(block.lines):
            last = number + 1 == len(block.lines)
            reaches = line.end + (1 if last else 0)
            if selection.start <= line.visible_end < selection.end and line.visible_end < reaches:
                x = block.caret_x(line.end) if last else block.edge_x(number)
                step = Piece(number, 0, 0, x, x + self._metrics.descent)
                self._painter.fillRect(self._ground(placed, step), colour)

    def _previews(self, placed: Placed, overlay: Overlay) -> None:
        preview = overlay.preview
        accent = QColor(self._theme.accent)
        soft = QColor(accent)
        soft.setAlphaF(0.14)
        for piece in self._all_pieces(placed, preview.spans):
            fill(self._painter, self._ground(placed, piece), soft)
            outline(self._painter, self._ground(placed, piece, 1), accent, dashed=True)
        muted = QColor(self._theme.muted)
        for piece in self._all_pieces(placed, preview.dropped):
            ground = self._ground(placed, piece)
            outline(self._painter, ground, muted, dashed=True)
            middle = QRect(ground.left(), ground.center().y(), ground.width(), 1)
            self._painter.fillRect(middle, muted)
        for piece in self._all_pieces(placed, (preview.current,) if preview.current else ()):
            outline(self._painter, self._ground(placed, piece, 2), accent, width=2)

    def _content_lines(self, placed: Placed, marks: BlockMarks, overlay: Overlay) -> None:
        content = self._theme.content
        for mark in marks.contents:
            if mark.statement.provenance.status is Status.SUGGESTED:
                colour = mixed(content, self._theme.suggestion, _SUGGESTED)
                area = self._below(placed, mark.piece, mark.slot, max(1, self._metrics.line // 2))
                dashes(self._painter, area, colour, 3, 3)
            else:
                area = self._below(placed, mark.piece, mark.slot, self._metrics.line)
                self._painter.fillRect(area, QColor(content))
        self._join_current(placed, marks, overlay)

    def _underlines(self, placed: Placed, marks: BlockMarks, overlay: Overlay) -> None:
        for mark in marks.mentions:
            colour = self._colour(mark.mention)
            if _is_suggested(mark.mention):
                thin = max(1, self._metrics.line // 2)
                area = self._below(placed, mark.piece, mark.slot, thin)
                dashes(self._painter, area, colour, 3, 3)
            else:
                area = self._below(placed, mark.piece, mark.slot, self._metrics.line)
                underline(self._painter, area, colour, mark.mention.level)
            if _is_lit(mark.mention, overlay):
                outline(self._painter, self._ground(placed, mark.piece, 1), colour)

    def _join_current(self, placed: Placed, marks: BlockMarks, overlay: Overlay) -> None:
        """Thin dashes below what lies between the pieces of the current mention and statement."""
        joined: dict[tuple[Span, ...], tuple[int, QColor]] = {}
        for mark in marks.mentions:
            if mark.mention.id == overlay.focus.mention:
                slot = joined.get(mark.mention.spans, (0,))[0]
                joined[mark.mention.spans] = (max(slot, mark.slot), self._colour(mark.mention))
        for content in marks.contents:
            if content.statement.id == overlay.focus.statement:
                slot = joined.get(content.statement.content, (0,))[0]
                colour = QColor(self._theme.content)
                joined[content.statement.content] = (max(slot, content.slot), colour)
        for spans, (slot, colour) in joined.items():
            for piece in self._all_pieces(placed, gaps(spans)):
                dashes(self._painter, self._below(placed, piece, slot, 1), colour, 2, 3)

    def _outlines(self, placed: Placed, marks: BlockMarks, overlay: Overlay) -> None:
        for mark in marks.outlines:
            current = mark.statement.id == overlay.focus.statement
            if mark.role is Role.OTHER and not current:
                continue
            dashed = mark.statement.provenance.status is Status.SUGGESTED or mark.role is Role.OTHER
            ground = self._ground(placed, mark.piece, 1)
            width = 1.5 if current else 1.0
            outline(self._painter, ground, self._role(mark), width=width, dashed=dashed)

    def _corrections(self, placed: Placed, marks: BlockMarks) -> None:
        """Dots close below corrected words, above any underline; a wedge where some are missing."""
        metrics, muted = self._metrics, QColor(self._theme.muted)
        dot = max(1, metrics.line // 2)
        for piece in marks.corrected:
            area = self._below(placed, piece, 0, dot).translated(0, -2 * dot)
            dashes(self._painter, area, muted, dot, dot)
        for mark in marks.wedges:
            line = placed.block.lines[mark.line]
            foot = placed.top + line.top + line.baseline + metrics.descent
            wedge(self._painter, QPoint(placed.left + mark.x, foot), metrics.descent, muted)

    def _role(self, mark: Outline) -> QColor:
        theme = self._theme
        colours = {Role.CUE: theme.cue, Role.SOURCE: theme.source, Role.OTHER: theme.muted}
        return QColor(colours[mark.role])

    def _words(self, placed: Placed, marks: BlockMarks) -> None:
        self._painter.setPen(QColor(self._theme.text))
        at = QPointF(placed.left, placed.top)
        placed.block.layout.draw(
            self._painter, at, self._greyed(placed.block, marks), self._area.toRectF()
        )

    def _greyed(self, block: Block, marks: BlockMarks) -> list[QTextLayout.FormatRange]:
        """Words that are only suggested, drawn in grey: a pen, not a layout, so nothing moves."""
        owned = [(mark.mention.provenance.status, mark.piece) for mark in marks.mentions]
        owned += [(mark.statement.provenance.status, mark.piece) for mark in marks.contents]
        if all(status is not Status.SUGGESTED for status, _ in owned):
            return []
        grey = _covered(piece for status, piece in owned if status is Status.SUGGESTED)
        # grey on the fill of an accepted mention would be hard to read
        filled = (mark.piece for mark in marks.mentions if not _is_suggested(mark.mention))
        return [self._range(block, span) for span in _stretches(grey - _covered(filled))]

    def _range(self, block: Block, span: Span) -> QTextLayout.FormatRange:
        made, look = QTextLayout.FormatRange(), QTextCharFormat()
        look.setForeground(QColor(self._theme.suggestion))
        start = block.offsets.to_utf16(span.start - block.start)
        made.start = start
        made.length = block.offsets.to_utf16(span.end - block.start) - start
        made.format = look
        return made

    def _letters(self, placed: Placed, marks: BlockMarks) -> None:
        painter, metrics = self._painter, self._metrics
        painter.setFont(metrics.letter)
        reached: tuple[int, int] = (-1, 0)
        for letter in marks.letters:
            text = self._key(letter.mention)
            width = self._letter.horizontalAdvance(text)
            x = letter.x + 1 if letter.rtl else letter.x - width - 1
            # two mentions that end together show their letters side by side, in the empty leading
            if reached[0] == letter.line:
                x = max(x, reached[1] + 2)
            reached = (letter.line, x + width)
            line = placed.block.lines[letter.line]
            painter.setPen(self._colour(letter.mention))
            y = placed.top + line.top + metrics.letter_baseline
            if text[0] in _DESCENDING:
                y -= metrics.line // 2  # its tail stays clear of the word below
            painter.drawText(QPointF(placed.left + x, y), text)

    def _key(self, mention: Mention) -> str:
        kind = self._type(mention)
        key = kind.key if kind and kind.key else "*"
        # a small l without serifs is a bar
        if key == "l" and self._letter.inFontUcs4(ord(_SCRIPT_L)):
            key = _SCRIPT_L
        return f"{key}?" if _is_suggested(mention) or mention.doubt else key

    def _invisibles(self, placed: Placed) -> None:
        """A small flag where a character without width stands, as a control of direction."""
        block = placed.block
        for position in block.invisible:
            line = block.lines[block.line_at(position)]
            x = placed.left + block.caret_x(position)
            top = placed.top + line.top + line.baseline - self._metrics.baseline // 2
            height = self._metrics.baseline // 2 + self._metrics.descent
            mark = QColor(self._theme.mark)
            self._painter.fillRect(QRect(x, top, 1, height), mark)
            self._painter.fillRect(QRectF(x, top, 3, 2), mark)

    def _all_pieces(self, placed: Placed, spans: Iterable[Span]) -> Iterable[Piece]:
        for span in spans:
            yield from placed.block.pieces(span)


def _is_suggested(mention: Mention) -> bool:
    return mention.provenance.status is Status.SUGGESTED


def _covered(pieces: Iterable[Piece]) -> set[int]:
    return {position for piece in pieces for position in range(piece.start, piece.end)}


def _stretches(positions: set[int]) -> Iterator[Span]:
    """The unbroken stretches that positions make."""
    start = reached = -1
    for position in sorted(positions):
        if position != reached:
            if start >= 0:
                yield Span(start, reached)
            start = position
        reached = position + 1
    if start >= 0:
        yield Span(start, reached)


def _is_lit(mention: Mention, overlay: Overlay) -> bool:
    focus = overlay.focus
    if focus.entity is not None and mention.entity == focus.entity:
        return True
    return focus.mention is not None and mention.id == focus.mention


def caret_rect(placed: Placed, position: int, metrics: Metrics) -> QRect:
    """Where the caret before the character at a position is drawn, in the viewport."""
    block = placed.block
    line = block.lines[block.line_at(position)]
    thick = max(2, round(2 * metrics.scale))
    top = line.top + line.baseline - round(metrics.baseline * 0.78)
    height = round(metrics.baseline * 0.78) + metrics.descent + 1
    x = placed.left + block.caret_x(position) - thick // 2
    return QRect(x, placed.top + top, thick, height)
