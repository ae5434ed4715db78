"""The documents of a project as rows, of which only those on the screen are read."""

from __future__ import annotations

from bisect import bisect_left
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from annotator.model.document import Document, DocumentOrder, DocumentState
from annotator.model.ids import DocumentId
from annotator.store.queries import Queries
from annotator.store.queries.documents import DocumentCount
from annotator.ui.drawing import plain_tip
from annotator.ui.guard import guarded
from annotator.ui.numbers import grouped
from annotator.ui.times import local_time

_PAGE = 64
_NOTHING: object = None
Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What a row of the model can tell besides its title."""

    DETAIL = Qt.ItemDataRole.UserRole.value + 1
    ID = Qt.ItemDataRole.UserRole.value + 2


class DocumentModel(QAbstractListModel):
    """Ids are held for all documents, titles and counts for the pages that were looked at."""

    def __init__(self, queries: Queries, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queries = queries
        self._ids: list[DocumentId] = []
        self._rows: dict[DocumentId, int] | None = None
        self._pages: dict[int, dict[DocumentId, DocumentCount]] = {}
        # by title, in what documents differ that are called so; nothing for a title of its own
        self._apart: dict[str, tuple[str, ...]] = {}
        self._words = ""
        self._order = DocumentOrder.IMPORTED

    def filter(self, words: str) -> None:
        """Show only documents with some words in the title; empty words show all."""
        self._words = words
        self.reload()

    def arrange(self, order: DocumentOrder) -> bool:
        """List the documents in an order; False when they are in it already."""
        if order is self._order:
            return False
        self._order = order
        self.reload()
        return True

    def reload(self) -> None:
        """Read again which documents there are."""
        self.beginResetModel()
        self._ids = self._queries.documents.ids(self._words, self._order)
        self._rows = None
        self._pages.clear()
        self._apart.clear()
        self.endResetModel()

    def forget(self, *, facts: bool) -> None:
        """Read what is on the screen again: counts changed, or also facts about documents."""
        self._pages.clear()
        if facts:
            self._apart.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def document_at(self, row: int) -> DocumentId | None:
        """The document of a row."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, document: DocumentId | None) -> int | None:
        """The row of a document, None when the filter leaves it out."""
        if document is None:
            return None
        if self._order is DocumentOrder.IMPORTED:
            row = bisect_left(self._ids, document)
            return row if self._ids[row : row + 1] == [document] else None
        if self._rows is None:  # made when it is first needed: a filter is typed letter by letter
            self._rows = {id: row for row, id in enumerate(self._ids)}
        return self._rows.get(document)

    @guarded(default=0)
    def rowCount(self, parent: Index | None = None) -> int:
        """How many documents there are."""
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    @guarded(default=_NOTHING)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title, state and counts of a document."""
        document = self.document_at(index.row())
        if document is None:
            return None
        if role == Role.ID:
            return document
        counted = self._counted(index.row(), document)
        if counted is None:
            return None
        return _shown(counted, self._apart.get(counted.document.title, ()), role)

    def _counted(self, row: int, document: DocumentId) -> DocumentCount | None:
        page = row // _PAGE
        if page not in self._pages:
            ids = self._ids[page * _PAGE : (page + 1) * _PAGE]
            found = self._queries.documents.counted(ids)
            self._pages[page] = {counted.document.id: counted for counted in found}
            new = {counted.document.title for counted in found} - self._apart.keys()
            self._apart |= dict.fromkeys(new, ()) | self._queries.documents.apart(new)
        return self._pages[page].get(document)


def _shown(counted: DocumentCount, apart: tuple[str, ...], role: int) -> str | None:
    title = counted.document.title or counted.document.source_name
    detail = " · ".join((*_apart(counted.document, apart), detail_of(counted)))
    if role == Qt.ItemDataRole.DisplayRole:
        return title
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain_tip(title, detail)
    if role == Role.DETAIL:
        return detail
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return f"{title}, {detail}"
    return None


def _apart(document: Document, fields: tuple[str, ...]) -> list[str]:
    """What tells a document from others of the same title."""
    words = {
        "published": document.published or "",
        "source_name": document.source_name,
        "imported_at": _tr("imported %1").replace("%1", local_time(document.imported_at)),
        "id": _tr("document %1").replace("%1", str(document.id)),
    }
    return [words[each] for each in fields if words[each]]


def detail_of(counted: DocumentCount) -> str:
    """The second line of a document: its state, or how much is annotated."""
    if counted.document.state is DocumentState.DONE:
        return _tr("done ✓")
    if not counted.started:
        return _tr("not started")
    mentions = _number(counted.mentions, "%1 mention", "%1 mentions")
    statements = _number(counted.statements, "%1 statement", "%1 statements")
    return f"{mentions} · {statements}"


def _number(count: int, one: str, many: str) -> str:
    return _tr(one if count == 1 else many).replace("%1", grouped(count))


def _tr(words: str) -> str:
    return QCoreApplication.translate("DocumentModel", words)
