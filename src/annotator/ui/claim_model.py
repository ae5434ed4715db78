"""The statements of the open document as rows of the claim panel.

The model holds ids in their order, and which one is open; what a row says is read when it is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.model.ids import ClaimId, EntityId, StatementId
from annotator.session import Session
from annotator.store.change import Change
from annotator.ui.claim_rows import Entry, Row, closed_rows, depth, entry_of, opened
from annotator.ui.guard import guarded
from annotator.ui.statement_field import Field
from annotator.ui.statement_fields import fields_of
from annotator.ui.statement_words import Card, card_of, entity_name, said, tr

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_KEPT = 500


class ClaimModel(QAbstractListModel):
    """Headings, cards, and the fields of the open card."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._words = ""
        self._entries: dict[StatementId, Entry] = {}
        self._closed: list[Row] = []
        self._rows: list[Row] = []
        self._open: StatementId | None = None
        self._cards: dict[int, Card | None] = {}
        self._fields: dict[str, Field] = {}
        self.load()

    # What the panel asks

    def set_filter(self, words: str) -> None:
        """Show only cards that contain some words, from the next `load` on."""
        self._words = words.casefold()

    def load(self) -> None:
        """Read the document's statements anew."""
        self._cards.clear()
        self._reread()
        self.beginResetModel()
        self._rows = self._wanted()
        self.endResetModel()

    def follow(self, change: Change) -> None:
        """Show what a change did, row by row where it can."""
        self._cards.clear()
        grouped = self._session.view.group_claims != "text"
        if (
            change.touches("project")
            or (self._words and change.touches("statement"))
            or (grouped and change.touches("mention", "statement", "entity", "claim"))
        ):
            self._reread()
        else:
            self._update([StatementId(id) for id in change.ids("statement")])
        self._show(self._wanted())
        self.renew()

    def open(self, statement: StatementId | None) -> None:
        """Open the card of a statement, and close the one that was open."""
        if statement == self._open:
            return
        self._open = None
        self._show(self._wanted())
        self._open = statement
        self._show(self._wanted())

    def renew(self) -> None:
        """Have shown rows read again."""
        self._cards.clear()
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    @property
    def opened(self) -> StatementId | None:
        """The statement whose card is open."""
        return self._open

    def counts(self) -> tuple[int, int]:
        """How many statements are shown, and how many of them are suggestions."""
        return len(self._entries), sum(entry.suggested for entry in self._entries.values())

    def row(self, number: int) -> Row | None:
        """What kind of row a row is."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def number_of(self, row: Row) -> int | None:
        """Where a row stands."""
        return self._rows.index(row) if row in self._rows else None

    def is_last(self, number: int) -> bool:
        """Whether a row is the last of its card."""
        below = self.row(number + 1)
        return below is None or below.kind != "field"

    def card(self, statement: int) -> Card | None:
        """The words of a card; None when the statement is just being deleted."""
        if statement not in self._cards:
            if len(self._cards) > _KEPT:
                self._cards.clear()
            found = self._session.store.queries.statements.find(statement)
            card = card_of(self._session, found) if found else None
            if card and self._session.view.group_claims == "claim":
                card = replace(card, claim="")  # the heading says it
            self._cards[statement] = card
        return self._cards[statement]

    def field(self, row: Row) -> Field | None:
        """A field of the open card."""
        return self._fields.get(row.key)

    def depth(self, statement: int) -> int:
        """How deep a card stands in: as its statement is nested, where the order shows that."""
        if self._session.view.group_claims != "text":
            return 0
        return depth(self._entries, StatementId(statement))

    def heading(self, row: Row) -> tuple[str, str]:
        """The words of a heading, and what stands at its right: a verdict."""
        kind, _, value = row.key.partition(":")
        if kind == "claim":
            claim = self._session.store.queries.claims.find(ClaimId(int(value)))
            return (claim.text, said(claim.verdict.value)) if claim else ("", "")
        if kind == "entity":
            return entity_name(self._session, EntityId(int(value))), ""
        by_claim = self._session.view.group_claims == "claim"
        return value or (tr("Without a claim") if by_claim else tr("Without a source")), ""

    # What Qt asks

    @guarded(default=0)
    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Headings, cards and fields."""
        return 0 if parent.isValid() else len(self._rows)

    @guarded(default=None)
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a row, for a screen reader."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row(index.row())
        if row is None:
            return ""
        if row.kind == "heading":
            return ", ".join(part for part in self.heading(row) if part)
        if row.kind == "field":
            field = self.field(row)
            return field.spoken if field else ""
        card = self.card(row.statement)
        return card.spoken if card else ""

    @guarded(default=Qt.ItemFlag.NoItemFlags)
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        row = self.row(index.row())
        if row is None or row.kind == "heading":
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag
        return flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemNeverHasChildren

    # Within

    def _reread(self) -> None:
        document, grouping = self._session.document, self._session.view.group_claims
        statements = self._session.store.queries.statements
        found = [] if document is None else statements.in_text_order(document)
        entries = (entry_of(self._session, statement, grouping) for statement in found)
        self._arrange({e.statement: e for e in entries if e and self._fits(e)})

    def _update(self, touched: Sequence[StatementId]) -> None:
        """Read where touched statements stand; most changes leave them where they are."""
        entries = dict(self._entries)
        for id in touched:
            entry = self._entry(id)
            if entry:
                entries[id] = entry
            else:
                entries.pop(id, None)
        if entries != self._entries:
            ordered = sorted(entries.values(), key=lambda entry: entry.place)
            self._arrange({entry.statement: entry for entry in ordered})

    def _entry(self, id: StatementId) -> Entry | None:
        found = self._session.store.queries.statements.find(id)
        if found is None or found.document != self._session.document:
            return None
        return entry_of(self._session, found, self._session.view.group_claims)

    def _arrange(self, entries: dict[StatementId, Entry]) -> None:
        self._entries = entries
        self._closed = closed_rows(list(entries.values()), self._session.view.group_claims)

    def _fits(self, entry: Entry) -> bool:
        card = self.card(entry.statement) if self._words else None
        return card is None or self._words in card.spoken.casefold()

    def read_fields(self) -> None:
        """Read the fields of the open card again."""
        self._fields = {}
        if self._open is not None:
            found = self._session.store.queries.statements.find(self._open)
            if found:
                self._fields = {field.key: field for field in fields_of(self._session, found)}

    def _wanted(self) -> list[Row]:
        """The rows as they should be now."""
        self.read_fields()
        return opened(self._closed, self._open, self._fields)

    def _show(self, wanted: list[Row]) -> None:
        """Take out and put in the rows between what is the same at the start and at the end."""
        have = self._rows
        start = _common(have, wanted)
        end = _common(have[start:][::-1], wanted[start:][::-1])
        if start < len(have) - end:
            self.beginRemoveRows(QModelIndex(), start, len(have) - end - 1)
            self._rows = [*have[:start], *have[len(have) - end :]]
            self.endRemoveRows()
        if start < len(wanted) - end:
            self.beginInsertRows(QModelIndex(), start, len(wanted) - end - 1)
            self._rows = wanted
            self.endInsertRows()


def _common(one: Sequence[Row], other: Sequence[Row]) -> int:
    """How many rows at the start are the same."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
