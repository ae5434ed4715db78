"""Walks through every widget there is, and gives all words that Qt might take for markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtGui import Qt as QtText
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QMessageBox,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

TAGS = re.compile(r"<(img|script|b|i)\b")
_ROWS = 200
Found = tuple[object, str]


def taken_for_markup() -> Iterator[Found]:
    """Everything that is shown, or would be when the mouse rests on it, as markup that is data's.

    Our own tags (`<qt>`) around escaped data are none of it.
    """
    for widget in QApplication.allWidgets():
        yield from ((widget, words) for words in rich_words(widget) if is_data(words))


def rich_words(widget: QWidget) -> Iterator[str]:
    """The words of a widget that Qt shows as rich text if they look like it."""
    yield from (widget.toolTip(), widget.whatsThis())
    yield from (words for action in widget.actions() for words in of_action(action))
    if isinstance(widget, QLabel | QMessageBox) and (
        widget.textFormat() != Qt.TextFormat.PlainText
    ):
        yield widget.text()
    if isinstance(widget, QMessageBox):
        yield widget.informativeText()
    if isinstance(widget, QTextEdit) and (
        isinstance(widget, QTextBrowser) or widget.acceptRichText()
    ):
        yield widget.toHtml()
    if isinstance(widget, QComboBox):
        yield from (str(widget.itemData(n, TIP) or "") for n in range(widget.count()))
    if isinstance(widget, QAbstractItemView):
        yield from of_rows(widget)


TIP = Qt.ItemDataRole.ToolTipRole


def of_action(action: QAction) -> Iterator[str]:
    """What a menu or button shows of an action when the mouse rests on it."""
    # Without a tip of its own an action shows its text as one.
    yield from (action.toolTip(), action.whatsThis())


def of_rows(view: QAbstractItemView) -> Iterator[str]:
    """The tips of the rows of a list, and of its headings."""
    model = view.model()
    if model is None:
        return
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for row in range(min(model.rowCount(QModelIndex()), _ROWS)):
        for column in range(columns):
            index = model.index(row, column)
            yield str(index.data(TIP) or "")
            shown = view.indexWidget(index)
            if shown is not None:
                yield from rich_words(shown)
    if isinstance(view, QHeaderView):
        yield from (
            str(model.headerData(n, view.orientation(), TIP) or "") for n in range(view.count())
        )


def is_data(words: str) -> bool:
    """Whether Qt would take words for markup, and tags in them are not ours."""
    return bool(QtText.mightBeRichText(words)) and bool(TAGS.search(words))


def buttons() -> list[QAbstractButton]:
    """Every button there is."""
    return [one for one in QApplication.allWidgets() if isinstance(one, QAbstractButton)]
