"""Which blocks of the page look different after something changed, so that only they are painted.

Painting costs more than anything else that follows a key; most keys change one or two blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion

from annotator.ui.article.marks import BlockMarks
from annotator.ui.article.painting import Placed
from annotator.ui.article.state import Focus, Overlay

Page = Sequence[tuple[Placed, BlockMarks]]
# how far fills, outlines and letters reach out of their block
_REACH = 8


def of_overlay(page: Page, before: Overlay, after: Overlay) -> frozenset[int] | None:
    """The blocks in which two overlays differ; None when it may be anywhere on the page."""
    wide = (before.preview, before.hints) != (after.preview, after.hints)
    if wide or before.handle != after.handle or before.focus.statement != after.focus.statement:
        return None
    damaged: set[int] = set()
    if before.focus.entity != after.focus.entity:
        damaged |= _with_entity(page, before.focus) | _with_entity(page, after.focus)
    if before.focus.mention != after.focus.mention:
        damaged |= _with_mention(page, before.focus) | _with_mention(page, after.focus)
    if (before.anchor, before.caret) != (after.anchor, after.caret):
        damaged |= _selected(page, before) | _selected(page, after)
    return frozenset(damaged)


def region(page: Page, numbers: Iterable[int], width: int) -> QRegion:
    """The part of the viewport that some blocks of the page take up."""
    wanted, found = set(numbers), QRegion()
    for placed, _ in page:
        if placed.number in wanted:
            height = placed.block.height + 2 * _REACH
            found = found.united(QRect(0, placed.top - _REACH, width, height))
    return found


def _with_entity(page: Page, focus: Focus) -> set[int]:
    """The blocks with a mention of the entity in focus."""
    if focus.entity is None:
        return set()
    return {
        placed.number
        for placed, marks in page
        if any(mark.mention.entity == focus.entity for mark in marks.mentions)
    }


def _with_mention(page: Page, focus: Focus) -> set[int]:
    """The blocks from the first to the last piece of the mention in focus."""
    found = [
        placed.number
        for placed, marks in page
        if any(mark.mention.id == focus.mention for mark in marks.mentions)
    ]
    return set(range(found[0], found[-1] + 1)) if found else set()


def _selected(page: Page, overlay: Overlay) -> set[int]:
    """The blocks that the selection touches, or in which the caret stands."""
    start, end = sorted((overlay.anchor, overlay.caret))
    return {
        placed.number
        for placed, _ in page
        if placed.block.start <= end and start <= placed.block.end
    }
