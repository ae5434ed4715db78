"""The title and the line about the document that stand above its text and scroll with it."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale, QPointF
from PySide6.QtGui import QColor, QPainter, QTextLayout, QTextOption

from annotator.model.document import Document
from annotator.ui.article.display import displayed, reads_right_to_left, turn
from annotator.ui.article.metrics import Metrics
from annotator.ui.numbers import grouped
from annotator.ui.theme import Theme

# Counting the words of a book takes longer than painting it; beyond this its characters are told.
_COUNT_WORDS_UP_TO = 2_000_000
_NO_SPACES = ("zh", "ja", "th", "lo", "km", "my")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class Header:
    """Title and metadata laid out for a width; `height` includes the space around them."""

    def __init__(
        self, title: str, meta: str, metrics: Metrics, width: int, *, rtl: bool = False
    ) -> None:
        """`rtl` is the direction of the text below, which counts where there is no title."""
        rtl = reads_right_to_left(title) if title else rtl
        above = round(28 * metrics.scale)
        self._title = _lines(displayed(title), metrics, width, above, rtl=rtl) if title else None
        bottom = self._bottom(above)
        self._meta = QTextLayout(displayed(meta), metrics.small)
        option = QTextOption()
        turn(option, rtl=reads_right_to_left(meta), at_right=rtl)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._meta.setTextOption(option)
        top = bottom + round(6 * metrics.scale)
        self._meta.beginLayout()
        while (line := self._meta.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            top += round(line.height())
        self._meta.endLayout()
        self.height = top + round(17 * metrics.scale)

    def paint(self, painter: QPainter, left: int, top: int, theme: Theme) -> None:
        """Draw title and metadata with their top left corner at a point."""
        at = QPointF(left, top)
        if self._title is not None:
            painter.setPen(QColor(theme.text))
            self._title.draw(painter, at)
        painter.setPen(QColor(theme.muted))
        self._meta.draw(painter, at)

    def _bottom(self, above: int) -> int:
        if self._title is None:
            return above
        last = self._title.lineAt(self._title.lineCount() - 1)
        return round(last.y() + last.height())


def about(document: Document, text: str) -> str:
    """The line below the title: publisher, date, language and length, as far as they are known."""
    parts = (
        document.publisher,
        _day(document.published),
        document.language,
        _length(document, text),
        _corrected(document),
    )
    return " · ".join(part for part in parts if part)


def _corrected(document: Document) -> str:
    edits = document.corrections.edits if document.corrections else ()
    return _tr("%n correction(s)", len(edits)) if edits else ""


def _day(published: str | None) -> str:
    if not published:
        return ""
    found = _ISO_DATE.match(published)
    try:
        day = date.fromisoformat(found.group() if found else published)
    except ValueError:
        return published
    return f"{day.day} {QLocale().standaloneMonthName(day.month)} {day.year}"


def _length(document: Document, text: str) -> str:
    if len(text) > _COUNT_WORDS_UP_TO or document.language.startswith(_NO_SPACES):
        return _tr("%n character(s)", len(text))
    return _tr("%n word(s)", len(text.split()))


def _tr(source: str, number: int) -> str:
    made = QCoreApplication.translate("Header", source, None, number)
    # without a translation file Qt leaves its plural mark in the text
    made = made.replace("(s)", "" if number == 1 else "s")
    return made.replace(str(number), grouped(number))


def _lines(title: str, metrics: Metrics, width: int, above: int, *, rtl: bool) -> QTextLayout:
    layout = QTextLayout(title, metrics.title)
    option = QTextOption()
    turn(option, rtl=rtl)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    pitch = round(metrics.title.pixelSize() * 1.3)
    layout.beginLayout()
    top = above
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top + (pitch - line.height()) / 2))
        top += pitch
    layout.endLayout()
    return layout
