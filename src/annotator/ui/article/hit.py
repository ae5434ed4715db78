"""From a position to the one above, below, or at an end of its line."""

from __future__ import annotations

from annotator.ui.article.block import Block
from annotator.ui.article.layout import ArticleLayout


def column_x(layout: ArticleLayout, at: int) -> int:
    """How far from the left of the column the caret at a position stands, in pixels."""
    return _block(layout, at).caret_x(_inside(layout, at))


def line_start(layout: ArticleLayout, at: int) -> int:
    """The position at which the line of a position begins."""
    block = _block(layout, at)
    return block.lines[block.line_at(_inside(layout, at))].start


def line_end(layout: ArticleLayout, at: int) -> int:
    """The last caret position of a line, before the spaces at which it was broken."""
    block = _block(layout, at)
    return _last_position(block, block.line_at(_inside(layout, at)))


def moved_by_lines(layout: ArticleLayout, at: int, lines: int, x: int) -> int:
    """The position that many lines further down (up when negative), nearest to an x of the column.

    Beyond the first and the last line it is the start and the end of the text, as in any text view.
    """
    number = layout.blocks.at(at)
    line = layout.block(number).line_at(_inside(layout, at)) + lines
    while line < 0:
        if number == 0:
            return 0
        number -= 1
        line += len(layout.block(number).lines)
    while line >= len(layout.block(number).lines):
        line -= len(layout.block(number).lines)
        number += 1
        if number == len(layout.blocks):
            return len(layout.text)
    block = layout.block(number)
    return min(block.position_at(line, x), _last_position(block, line))


def _last_position(block: Block, number: int) -> int:
    line = block.lines[number]
    wrapped = number + 1 < len(block.lines)
    # where no space was dropped at the break, the end of this line is the start of the next one
    if wrapped and line.visible_end == line.end:
        return max(line.start, line.end - 1)
    return line.visible_end if wrapped else line.end


def _block(layout: ArticleLayout, at: int) -> Block:
    return layout.block_at(at)


def _inside(layout: ArticleLayout, at: int) -> int:
    """A position moved out of a line end: between CR and LF there is nothing to draw."""
    return min(at, layout.block_at(at).end)
