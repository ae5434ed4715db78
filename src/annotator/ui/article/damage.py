"""What of the page looks different after something changed, so that only that is painted.

Painting costs more than anything else that follows a key; most keys change one or two blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion

from annotator.ui.article.marks import BlockMarks
from annotator.ui.article.painting import Placed
from annotator.ui.article.state import Focus, Overlay

Page = Sequence[tuple[Placed, BlockMarks]]


@dataclass(frozen=True, slots=True)
class Damage:
    """The blocks that look different, and whether the bars and badges beside them do."""

    blocks: frozenset[int] = frozenset()
    margin: bool = False


def of_overlay(page: Page, before: Overlay, after: Overlay) -> Damage | None:
    """What looks different with another overlay; None when it may be anything on the page."""
    wide = (before.preview, before.hints) != (after.preview, after.hints)
    if wide or before.handle != after.handle:
        return None
    damaged: set[int] = set()
    if before.focus.entity != after.focus.entity:
        damaged |= _with_entity(page, before.focus) | _with_entity(page, after.focus)
    if before.focus.mention != after.focus.mention:
        damaged |= _with_mention(page, before.focus) | _with_mention(page, after.focus)
    margin = before.focus.statement != after.focus.statement
    if margin:
        damaged |= _with_statement(page, before.focus) | _with_statement(page, after.focus)
    if (before.anchor, before.caret) != (after.anchor, after.caret):
        damaged |= _selected(page, before) | _selected(page, after)
    return Damage(frozenset(damaged), margin)


def region(page: Page, damage: Damage, viewport: QRect, column: QRect, reach: int) -> QRegion:
    """The part of the viewport to paint; `column` is the room of the blocks in it.

    What belongs to a block goes so far up and down out of it as `reach` says.
    """
    found = QRegion()
    for placed, _ in page:
        if placed.number in damage.blocks:
            height = placed.block.height + 2 * reach
            top = placed.top - reach
            found = found.united(QRect(column.left(), top, column.width(), height))
    return found.united(QRegion(viewport).subtracted(column)) if damage.margin else found


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


def _with_statement(page: Page, focus: Focus) -> set[int]:
    """The blocks from the first to the last piece of the statement in focus."""
    found = [
        placed.number
        for placed, marks in page
        if focus.statement in {mark.statement.id for mark in marks.contents}
        or focus.statement in {outline.statement.id for outline in marks.outlines}
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
