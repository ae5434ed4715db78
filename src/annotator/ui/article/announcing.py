"""Says aloud which annotations the caret enters and leaves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from annotator.model.mention import Mention
from annotator.model.schema import Schema
from annotator.ui.article.accessible import Mirror, described
from annotator.ui.article.marks import BlockMarks
from annotator.ui.article.painting import Placed


class Announcer:
    """Remembers which mentions the caret is in, and tells the difference."""

    def __init__(self, mirror: Mirror) -> None:
        self._mirror = mirror
        self._schema: Schema | None = None
        self._text = ""
        self._inside: dict[int, Mention] = {}

    def start(self, schema: Schema, text: str) -> None:
        """Begin with another document."""
        self._schema, self._text, self._inside = schema, text, {}

    def caret_moved(self, page: Sequence[tuple[Placed, BlockMarks]], caret: int) -> None:
        """Announce what the caret entered, else what it left; `page` is what is on the screen."""
        if self._schema is None:
            return
        now = _around(page, caret)
        entered = [mention for id, mention in now.items() if id not in self._inside]
        left = [mention for id, mention in self._inside.items() if id not in now]
        self._inside = now
        if entered:
            depth = len(now)
            words = (described(mention, self._text, self._schema, depth) for mention in entered)
            self._mirror.announce("; ".join(words))
        elif left:
            words = (described(mention, self._text, self._schema, 1) for mention in left)
            leaving = QCoreApplication.translate("Announcer", "left %1")
            self._mirror.announce(leaving.replace("%1", "; ".join(words)))


def _around(page: Sequence[tuple[Placed, BlockMarks]], caret: int) -> dict[int, Mention]:
    """The mentions of which a span holds the caret, the longest first."""
    found: dict[int, Mention] = {}
    for placed, marks in page:
        if placed.block.start <= caret <= placed.block.end:
            for mark in marks.mentions:
                if any(span.start <= caret < span.end for span in mark.mention.spans):
                    found[mark.mention.id] = mark.mention
    return found
