"""The part of the article on the screen: its blocks, their annotations, where things are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

from PySide6.QtCore import QPoint, QRect

from annotator.model.mention import Mention
from annotator.model.span import Span
from annotator.model.statement import Statement
from annotator.text.corrected_words import CorrectedWords, corrected_words
from annotator.ui.article.damage import Damage
from annotator.ui.article.layout import ArticleLayout, Place
from annotator.ui.article.margin import Margin, margin_of, nearest_bar
from annotator.ui.article.marks import BlockMarks, marks_of
from annotator.ui.article.painting import Placed, caret_rect
from annotator.ui.article.source import AnnotationSource, Touched

A = TypeVar("A", Mention, Statement)

Share = tuple[list[Mention], list[Statement]]
_NO_MARKS = BlockMarks()
_NONE: Mapping[int, Any] = MappingProxyType({})
# how many blocks away one step of the caret can lead
_NEAR = 2


class Screen:
    """A window onto a laid out article; it reads annotations for what it shows and no more."""

    def __init__(self, layout: ArticleLayout, source: AnnotationSource) -> None:
        self.layout = layout
        self.place = Place(0, 0)
        self._source = source
        self._marks: dict[int, BlockMarks] = {}
        self._shares: dict[int, Share] = {}
        self._page: list[tuple[Placed, BlockMarks]] | None = None
        self._margin: Margin | None = None
        self._left, self._height = 0, 1

    def set_size(self, left: int, height: int) -> None:
        """The x at which the column begins, and the height of the window."""
        self._left, self._height = left, max(1, height)
        self.go(self.place)

    def laid_out_again(self) -> None:
        """The layout has another width: everything drawn is made anew."""
        self._marks.clear()
        self._shares.clear()
        self._page = self._margin = None

    def refresh(self, touched: Touched | None = None) -> Damage:
        """Annotations changed: read again those of the blocks that were touched; all for None.

        Returns what looks different now.
        """
        shown = [placed for placed, _ in self.page()]
        marks, shares = self._marks, self._shares
        stale = {number for number in marks if touched is None or self._has(number, touched)}
        self._marks = {number: each for number, each in marks.items() if number not in stale}
        self._shares = {number: each for number, each in shares.items() if number not in stale}
        self._page = None
        again = [placed for placed in shown if placed.number not in self._marks]
        if again:
            self._read(again, marks, shares)
        margin = any(self._statements(placed, shares) for placed in again)
        if margin:
            self._margin = None
        other = (n for n in stale if self._marks.get(n) is not marks[n])
        return Damage(frozenset(other), margin)

    def _has(self, number: int, touched: Touched) -> bool:
        """Whether something that was touched lies in a block, or lay there."""
        mentions, statements = self._shares[number]
        start, end = self.layout.blocks.start(number), self.layout.blocks.following(number)
        return (
            any(mention.id in touched.mentions for mention in mentions)
            or any(statement.id in touched.statements for statement in statements)
            or any(place.start < end and start < place.end for place in touched.places)
        )

    def _statements(self, placed: Placed, shares: Mapping[int, Share]) -> bool:
        """Whether the statements in a block are others than they were."""
        nothing: Share = ([], [])
        before, after = (each.get(placed.number, nothing) for each in (shares, self._shares))
        return before[1] != after[1]

    def go(self, place: Place) -> None:
        """Scroll so that a place is at the top, as far as the end of the text allows."""
        self.place = max(Place(0, 0), min(place, self.layout.last_place(self._height)))
        self._page = self._margin = None

    def scroll(self, pixels: int) -> None:
        """Scroll down by some pixels, up when negative."""
        self.go(self.layout.moved(self.place, pixels, self._height))

    def page(self) -> list[tuple[Placed, BlockMarks]]:
        """The blocks on the screen with their marks, from the top."""
        if self._page is None:
            placed = self._placed()
            if any(each.number not in self._marks for each in placed):
                self._forget_far()
                self._read([each for each in placed if each.number not in self._marks])
            self._page = [(each, self._marks.get(each.number, _NO_MARKS)) for each in placed]
        return self._page

    def margin(self) -> Margin:
        """The bars and badges on the screen."""
        if self._margin is None:
            self._margin = margin_of(self.page(), self.layout.metrics, self.layout.width)
        return self._margin

    def column(self) -> QRect:
        """The room of the blocks in the window; bars and badges lie beside it."""
        reach = nearest_bar(self.layout.metrics)
        return QRect(self._left - reach, 0, self.layout.width + 2 * reach, self._height)

    def visible_span(self) -> Span | None:
        """The text of the lines of which any part is on the screen; None when there is none."""
        page = self.page()
        first, last = page[0][0], page[-1][0]
        start = first.block.lines[first.block.line_below(-first.top)].start
        end = last.block.lines[last.block.line_below(self._height - 1 - last.top)].end
        return Span(start, end) if start < end else None

    def caret_rect(self, position: int) -> QRect | None:
        """Where the caret is drawn, None when its block is not on the screen."""
        number = self.layout.blocks.at(position)
        for placed, _ in self.page():
            if placed.number == number:
                return caret_rect(placed, min(position, placed.block.end), self.layout.metrics)
        return None

    def edge_rect(self, position: int, *, left: bool) -> QRect | None:
        """Where the edge of an annotation is drawn, None when it is not on the screen.

        The right edge stands after its last character, also where a line or paragraph ends there.
        """
        rect = self.caret_rect(position)
        inside = max(0, position - 1)
        for placed, _ in self.page():
            block = placed.block
            if left or not block.start <= inside < block.end:
                continue
            piece = next(block.line_pieces(block.line_at(inside), inside, position), None)
            beside = self.caret_rect(inside)
            if piece is not None and beside is not None:
                x = placed.left + block.last_edge(piece)[0]
                rect = QRect(x - beside.width() // 2, beside.top(), beside.width(), beside.height())
        thicker = self.layout.metrics.line // 2
        return rect.adjusted(-thicker, -2, thicker, 2) if rect is not None else None

    def position_at(self, point: QPoint) -> int:
        """The caret position nearest to a point."""
        page = self.page()
        chosen = page[-1][0]
        for placed, _ in page:
            if point.y() < placed.top + placed.block.height:
                chosen = placed
                break
        number = chosen.block.line_below(point.y() - chosen.top)
        return chosen.block.position_at(number, point.x() - chosen.left)

    def reveal(self, position: int) -> None:
        """Scroll no further than needed to show a position; a far one goes to the upper third."""
        before = self.place
        self._bring_into_view(position)
        if self.place != before or position == 0:
            self._show_whole_title(position)

    def _show_whole_title(self, position: int) -> None:
        """Go to the top rather than cut the title, where the position stays in sight."""
        rect, scrolled = self.caret_rect(position), self.place.offset
        cut = self.place.block == 0 and 0 < scrolled < self.layout.header.height
        if cut and rect is not None and rect.bottom() + scrolled < self._height:
            self.go(Place(0, 0))

    def _bring_into_view(self, position: int) -> None:
        rect = self.caret_rect(position)
        room = self.layout.metrics.leading
        if rect is None:
            self._bring(position)
            return
        if rect.top() < room // 2:
            self.scroll(rect.top() - room)
        elif rect.bottom() > self._height - room // 2:
            self.scroll(rect.bottom() - self._height + room)

    def _bring(self, position: int) -> None:
        layout = self.layout
        number = layout.blocks.at(position)
        block = layout.block(number)
        line = block.lines[block.line_at(min(position, block.end))]
        near = abs(number - self.place.block) <= _NEAR
        window = self._height
        room = layout.metrics.leading * 2
        lower = number > self.place.block
        # one step out of sight moves by a line, a jump puts the place where reading on is easy
        from_top = (window - room if lower else room) if near else window // 3
        self.go(layout.moved(Place(number, line.top), -from_top, window))

    def _placed(self) -> list[Placed]:
        found: list[Placed] = []
        number, top = self.place.block, -self.place.offset
        while number < len(self.layout.blocks) and (top < self._height or not found):
            block = self.layout.block(number)
            found.append(Placed(number, block, self._left, top))
            top += block.height
            number += 1
        return found

    def _forget_far(self) -> None:
        """Marks go with the blocks for which they were made."""
        for number in [number for number in self._marks if not self.layout.keeps(number)]:
            del self._marks[number], self._shares[number]

    def _read(
        self,
        missing: list[Placed],
        marks: Mapping[int, BlockMarks] = _NONE,
        shares: Mapping[int, Share] = _NONE,
    ) -> None:
        """Read the annotations of blocks that have no marks yet, in one query for all of them.

        Marks made for the same annotations before are used again.
        """
        start, end = missing[0].block.start, self.layout.blocks.following(missing[-1].number)
        if start == end:
            return
        stretch, document = Span(start, end), self.layout.document.id
        mentions = self._source.mentions_in(document, stretch)
        statements = self._source.statements_in(document, stretch)
        starts = [placed.block.start for placed in missing]
        by_mention = _shared_out(starts, mentions)
        by_statement = _shared_out(starts, statements)
        for number, placed in enumerate(missing):
            share = self._shares[placed.number] = (by_mention[number], by_statement[number])
            same = shares.get(placed.number) == share
            known = marks.get(placed.number) if same else None
            self._marks[placed.number] = known or marks_of(
                placed.block, *share, self._corrected(placed)
            )

    def _corrected(self, placed: Placed) -> Iterator[CorrectedWords]:
        """What was corrected in a block; at the border of two it belongs to the later one."""
        blocks, text = self.layout.blocks, self.layout.text
        start, end = placed.block.start, placed.block.end
        for words in corrected_words(text, self.layout.document.corrections, start, end):
            if words.start < words.end or blocks.at(words.start) == placed.number:
                yield words


def _shared_out(starts: Sequence[int], annotations: Sequence[A]) -> list[list[A]]:
    """For each block (by its start), the annotations whose extent touches it."""
    shares: list[list[A]] = [[] for _ in starts]
    for annotation in annotations:
        extent = annotation.extent
        first = max(0, bisect_right(starts, extent.start) - 1)
        for number in range(first, bisect_left(starts, extent.end)):
            shares[number].append(annotation)
    return shares
