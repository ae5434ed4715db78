"""The laid out page: blocks made when looked at, the title, and places to scroll to."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from annotator.model.document import Document
from annotator.ui.article.block import Block
from annotator.ui.article.blocks import Blocks
from annotator.ui.article.header import Header, about
from annotator.ui.article.metrics import Metrics

# In lines: a page has some thirty, on a very large screen with small letters 150.
_KEPT = 200


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """What is at the top of the window: a block, and how many pixels of it are above."""

    block: int
    offset: int


class ArticleLayout:
    """The text of a document at a width; its cost follows what is looked at, not its length."""

    def __init__(self, document: Document, text: str, metrics: Metrics, width: int) -> None:
        self.document = document
        self.text = text
        self.blocks = Blocks(text)
        # counts words, so it is made once and not at every width
        self._about = about(document, text)
        self.set_width(metrics, width)

    def set_width(self, metrics: Metrics, width: int) -> None:
        """Lay everything out anew for another zoom or width of the column, in pixels."""
        self.metrics = metrics
        self.width = width
        rtl = self.blocks.right_to_left(0)
        self.header = Header(self.document.title, self._about, metrics, width, rtl=rtl)
        self._made: OrderedDict[int, Block] = OrderedDict()
        self._lines = 0

    def block(self, number: int) -> Block:
        """The laid out block of a number; far ones are forgotten again."""
        found = self._made.get(number)
        if found is None:
            found = self._made[number] = self._make(number)
            self._lines += len(found.lines)
            while self._lines > _KEPT and len(self._made) > 1:
                self._lines -= len(self._made.popitem(last=False)[1].lines)
        else:
            self._made.move_to_end(number)
        return found

    def keeps(self, number: int) -> bool:
        """Whether a block is laid out and not forgotten yet."""
        return number in self._made

    def block_at(self, position: int) -> Block:
        """The block in which a position lies."""
        return self.block(self.blocks.at(position))

    def moved(self, place: Place, pixels: int, window: int) -> Place:
        """The place that many pixels further down (up when negative) in a window of a height."""
        block, offset = place.block, place.offset + pixels
        while offset < 0 and block > 0:
            block -= 1
            offset += self.block(block).height
        while block + 1 < len(self.blocks) and offset >= self.block(block).height:
            offset -= self.block(block).height
            block += 1
        return min(Place(block, max(0, offset)), self.last_place(window))

    def last_place(self, window: int) -> Place:
        """The place at which the end of the text stands at the bottom of a window."""
        block = len(self.blocks) - 1
        offset = self.block(block).height + self.metrics.leading * 2 - window
        while offset < 0 and block > 0:
            block -= 1
            offset += self.block(block).height
        return Place(block, max(0, offset))

    def position_of(self, place: Place) -> int:
        """The code point at a place, in proportion within its block: what the scroll bar shows."""
        start, end = self.blocks.start(place.block), self.blocks.following(place.block)
        return start + (end - start) * place.offset // max(1, self.block(place.block).height)

    def place_of(self, position: int, window: int) -> Place:
        """The place of a code point, the opposite of `position_of`."""
        number = self.blocks.at(position)
        start, end = self.blocks.start(number), self.blocks.following(number)
        offset = self.block(number).height * (position - start) // max(1, end - start)
        return min(Place(number, offset), self.last_place(window))

    def _make(self, number: int) -> Block:
        start, end = self.blocks.start(number), self.blocks.end(number)
        return Block(
            start,
            self.text[start:end],
            self.metrics,
            width=self.width,
            top=self._top(number),
            rtl=self.blocks.right_to_left(number),
        )

    def _top(self, number: int) -> int:
        """The space above a block: the title, or a gap where no empty line parts paragraphs."""
        if number == 0:
            return self.header.height
        parted = self.blocks.continues(number) or self._empty(number) or self._empty(number - 1)
        return 0 if parted else self.metrics.gap

    def _empty(self, number: int) -> bool:
        return self.blocks.start(number) == self.blocks.end(number)
