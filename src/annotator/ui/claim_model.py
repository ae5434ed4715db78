"""The statements of the open document as rows of the claim panel.

The model holds ids in their order, and which one is open; what a row says is read when it is shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.model.ids import ClaimId, EntityId, MentionId, Ref, RelationId, StatementId
from annotator.model.provenance import Status
from annotator.model.suggestion import SuggestedStatement
from annotator.session import Session
from annotator.store.change import Change
from annotator.ui.card_objects import CardObjects
from annotator.ui.claim_order import Order, Row, Standing
from annotator.ui.claim_rows import standing_of, standings
from annotator.ui.drawing import WORD_ROLES, plain_tip
from annotator.ui.guard import guarded
from annotator.ui.statement_field import Field
from annotator.ui.statement_fields import fields_of
from annotator.ui.statement_words import Card, card_of, entity_name, said, tr

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_KEPT = 500
_DEEPEST = 5
# More than this at once is read anew: one query is quicker than many.
_MANY = 300
# Qt takes rows out one by one.
_MOST_MOVED = 2_000


class ClaimModel(QAbstractListModel):
    """Headings, cards, and the fields of the open card."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._words = ""
        self._order = Order()
        # suggestions that are stored, and those that are only computed
        self._suggested: set[StatementId] = set()
        self._computed: set[StatementId] = set()
        self._open: StatementId | None = None
        # the fields that stand below the open card, and the row of that card where it is shown
        self._keys: tuple[str, ...] = ()
        self._at: int | None = None
        self._deep = 0
        # the rows on the way from one order to another
        self._between: list[Row] | None = None
        self._cards: dict[int, Card | None] = {}
        self._objects = CardObjects()
        self._fields: dict[str, Field] = {}
        self.load()

    # What the panel asks

    def set_filter(self, words: str) -> None:
        """Show only cards that contain some words, from the next `load` on."""
        self._words = words.casefold()

    def load(self) -> None:
        """Read the document's statements anew."""
        self._forget_cards()
        self.beginResetModel()
        self._read()
        self._keys = self._wanted_keys()
        self.endResetModel()

    def follow(self, change: Change) -> Collection[Row] | None:
        """Show what a change did, row by row where it can.

        Returns the rows that were there and may say something else now; None for all of them.
        """
        moved, fields = self._moved(change), self._fields
        outdated = self._outdated(change, moved)
        self._forget_cards(outdated)
        anew = change.touches("project") or bool(self._words and change.touches("statement"))
        if anew or moved is None or not all(self._follow(id) for id in moved):
            self._rearrange()
        self._show_fields(self._wanted_keys())
        rows = None if outdated is None else self._outdated_rows(change, outdated, fields)
        self._show_again(rows)
        return rows

    def follow_suggestions(self) -> Collection[Row]:
        """Show what is suggested now that was not, and no longer what is gone.

        Returns the rows that may stand further in or out now.
        """
        document = self._session.document
        places = [] if document is None else self._session.seen.suggested_statements(document)
        turned = self._computed ^ {id for _, id in places}
        if not turned:
            return ()
        around = self._objects.telling_of(Ref("statement", id) for id in turned)
        self._forget_cards({*around, *(id for id in self._cards if id < 0)})
        if len(turned) > _MANY or not all(self._follow(id) for id in turned):
            self._rearrange()
        self._show_fields(self._wanted_keys())
        self._show_again(None)
        return [Row("card", id) for id in (*around, *self._nested())]

    def _nested(self) -> Iterator[StatementId]:
        """What is suggested as said within something else, which may have come after it."""
        suggestions = self._session.suggestions
        for id in self._computed:
            found = suggestions.undecided.find(id) if suggestions else None
            if isinstance(found, SuggestedStatement) and found.parent is not None:
                yield id

    def open(self, statement: StatementId | None) -> None:
        """Open the card of a statement, and close the one that was open."""
        if statement == self._open:
            return
        self._show_fields(())
        self._open = statement
        self._find_open()
        self._deep = self.depth(statement) if statement is not None else 0
        self._show_fields(self._wanted_keys())

    @property
    def opened(self) -> StatementId | None:
        """The statement whose card is open."""
        return self._open

    def counts(self) -> tuple[int, int]:
        """How many stored statements are shown, and how many suggestions, stored or not."""
        computed = len(self._computed)
        return self._order.cards - computed, len(self._suggested) + computed

    def row(self, number: int) -> Row | None:
        """What kind of row a row is."""
        if not 0 <= number < self.rowCount():
            return None
        if self._between is not None:
            return self._between[number]
        if self._at is None or self._open is None or number <= self._at:
            return self._order.row(number)
        below = number - self._at - 1
        if below < len(self._keys):
            return Row("field", self._open, self._keys[below])
        return self._order.row(number - len(self._keys))

    def number_of(self, row: Row) -> int | None:
        """Where a row stands."""
        if row.kind == "field":
            known = self._at is not None and row.statement == self._open and row.key in self._keys
            return (self._at or 0) + 1 + self._keys.index(row.key) if known else None
        number = self._order.number_of(row)
        return None if number is None else self._below_fields(number)

    def is_last(self, number: int) -> bool:
        """Whether a row is the last of its card."""
        below = self.row(number + 1)
        return below is None or below.kind != "field"

    def card(self, statement: int) -> Card | None:
        """The words of a card; None when the statement is just being deleted."""
        if statement not in self._cards:
            if len(self._cards) > _KEPT:
                self._cards.clear()
            found = self._session.seen.statement(statement)
            card = card_of(self._session, found) if found else None
            if card:
                self._objects.note(statement, card.objects)
            if card and self._session.view.group_claims == "claim":
                card = replace(card, claim="")  # the heading says it
            self._cards[statement] = card
        return self._cards[statement]

    def field(self, row: Row) -> Field | None:
        """A field of the open card."""
        return self._fields.get(row.key)

    def depth(self, statement: int) -> int:
        """How deep a card stands in: as its statement is nested, where the order shows that."""
        deep = 0
        while self._session.view.group_claims == "text" and deep < _DEEPEST:
            card = self.card(statement)
            if card is None or card.parent is None or self._order.standing(card.parent) is None:
                break
            statement, deep = card.parent, deep + 1
        return deep

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
        if parent.isValid():
            return 0
        shown = len(self._order) + len(self._keys)
        return shown if self._between is None else len(self._between)

    @guarded(default=None)
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a row, for a screen reader and, whole, for a tip."""
        if role not in WORD_ROLES:
            return None
        row = self.row(index.row())
        if row is None:
            return ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row)
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

    def _tip(self, row: Row) -> str:
        """What a row may have to cut, whole."""
        if row.kind == "heading":
            return plain_tip(*self.heading(row))
        if row.kind == "field":
            field = self.field(row)
            return plain_tip(field.value) if field else ""
        card = self.card(row.statement)
        if card is None:
            return ""
        return plain_tip(f"{card.source} · {card.manner}", card.hint, card.claim, card.content)

    def read_fields(self) -> None:
        """Read the fields of the open card again."""
        self._fields = {}
        if self._open is not None:
            found = self._session.store.queries.statements.find(self._open)
            if found:
                self._fields = {field.key: field for field in fields_of(self._session, found)}

    def _read(self) -> None:
        """Read where all statements stand."""
        document, grouping = self._session.document, self._session.view.group_claims
        found = [] if document is None else standings(self._session, document, grouping)
        fitting = [each for each in found if self._fits(each)] if self._words else found
        self._order = Order(fitting, headed=grouping != "text")
        suggested = self._session.store.queries.statements.suggested_in
        self._suggested = suggested(document) if document is not None else set()
        self._computed = {StatementId(e.place[1]) for e in fitting if e.place[1] < 0}
        if self._words:
            self._suggested &= {StatementId(each.place[1]) for each in fitting}
        self._find_open()

    def _fits(self, standing: Standing) -> bool:
        card = self.card(standing.place[1]) if self._words else None
        return card is None or self._words in card.spoken.casefold()

    def _forget_cards(self, statements: Collection[int] | None = None) -> None:
        """Have the cards of some statements made again when they are shown; all for None."""
        if statements is None:
            self._cards.clear()
            self._objects.clear()
        for id in statements or ():
            self._cards.pop(id, None)

    def _moved(self, change: Change) -> set[StatementId] | None:
        """The statements that may stand elsewhere after a change; None when those are many."""
        moved = {StatementId(id) for id in change.ids("statement")}
        mentions, by_source = change.ids("mention"), self._session.view.group_claims == "source"
        if len(moved) + len(mentions) > _MANY:
            return None if moved or by_source else set()
        if by_source:
            of_mention = self._session.store.queries.statements.of_mention
            moved |= {each.id for id in mentions for each in of_mention(MentionId(id))}
        if self._session.suggestions is not None:
            moved |= {StatementId(id) for id in self._session.suggestions.turned}
        return moved

    def _outdated(self, change: Change, moved: Set[int] | None) -> set[int] | None:
        """The statements whose cards may say something else after a change; None for all."""
        many = sum(len(ids) for ids in change.by_kind.values()) > _MANY
        if moved is None or many or change.touches("project"):
            return None
        objects = {*change.touched, *(Ref("statement", id) for id in moved)}
        relations = self._session.store.queries.links.relations
        for relation in relations.some([RelationId(id) for id in change.ids("relation")]):
            objects.add(relation.source)  # whose card does not know of a new relation
        return self._objects.telling_of(objects)

    def _outdated_rows(
        self, change: Change, outdated: Set[int], fields: Mapping[str, Field]
    ) -> set[Row]:
        """The rows of outdated cards, of headings, and of the open card, which tells of much."""
        rows = {Row("card", id) for id in outdated}
        rows |= {Row("heading", 0, f"entity:{id}") for id in change.ids("entity")}
        rows |= {Row("heading", 0, f"claim:{id}") for id in change.ids("claim")}
        if self._open is not None:
            deep, self._deep = self._deep, self.depth(self._open)
            all_of_it = deep != self._deep
            rows |= {
                Row("field", self._open, key)
                for key in self._keys
                if all_of_it or fields.get(key) != self._fields[key]
            }
        return rows

    def _show_again(self, rows: Collection[Row] | None) -> None:
        """Have some rows painted again; all for None."""
        last = self.rowCount() - 1
        if rows is None and last >= 0:
            self.dataChanged.emit(self.index(0), self.index(last))
        for row in rows or ():
            number = self.number_of(row)
            if number is not None:
                self.dataChanged.emit(self.index(number), self.index(number))

    def _follow(self, id: StatementId) -> bool:
        """Have the card of one statement where it belongs; False when more than it moves."""
        before, after = self._order.standing(id), self._standing(id)
        if before == after:
            return True
        if before is not None and not self._take_out(before):
            return False
        return after is None or self._put_in(after)

    def _standing(self, id: StatementId) -> Standing | None:
        """Where a statement's card should stand, None for nowhere; notes if it is a suggestion."""
        self._suggested.discard(id)
        self._computed.discard(id)
        found = self._session.seen.statement(id)
        if found is None or found.document != self._session.document:
            return None
        standing = standing_of(self._session, found, self._session.view.group_claims)
        if standing is None or not self._fits(standing):
            return None
        if found.provenance.status is Status.SUGGESTED:
            (self._suggested if id >= 0 else self._computed).add(id)
        return standing

    def _take_out(self, standing: Standing) -> bool:
        if standing.place[1] == self._open:
            self._show_fields(())
        rows = self._order.rows_of(standing)
        if rows is None:
            return False
        first = self._below_fields(rows[0])
        self.beginRemoveRows(QModelIndex(), first, first + rows[1] - 1)
        self._order.take_out(standing)
        self._find_open()
        self.endRemoveRows()
        return True

    def _put_in(self, standing: Standing) -> bool:
        rows = self._order.room_for(standing)
        if rows is None:
            return False
        first = self._below_fields(rows[0])
        self.beginInsertRows(QModelIndex(), first, first + rows[1] - 1)
        self._order.put_in(standing)
        self._find_open()
        self.endInsertRows()
        return True

    def _find_open(self) -> None:
        self._at = self._order.number_of(Row("card", self._open or 0))

    def _below_fields(self, number: int) -> int:
        """The row of a card or heading, counted with the fields of the open card above it."""
        return number + (len(self._keys) if self._at is not None and number > self._at else 0)

    def _wanted_keys(self) -> tuple[str, ...]:
        """The fields that should stand below the open card."""
        self.read_fields()
        return tuple(self._fields) if self._at is not None else ()

    def _show_fields(self, wanted: tuple[str, ...]) -> None:
        """Take out and put in the fields between what is the same at the start and at the end."""
        have = self._keys
        start = _common(have, wanted)
        end = _common(have[start:][::-1], wanted[start:][::-1])
        first = (self._at or 0) + 1 + start
        if start < len(have) - end:
            self.beginRemoveRows(QModelIndex(), first, first + len(have) - end - start - 1)
            self._keys = (*have[:start], *have[len(have) - end :])
            self.endRemoveRows()
        if start < len(wanted) - end:
            self.beginInsertRows(QModelIndex(), first, first + len(wanted) - end - start - 1)
            self._keys = wanted
            self.endInsertRows()

    def _rearrange(self) -> None:
        """Read all statements anew; a few rows come and go where the others stay."""
        have = self._all_rows()
        self._read()
        self._keys = self._wanted_keys()
        wanted = self._all_rows()
        start = _common(have, wanted)
        end = _common(have[start:][::-1], wanted[start:][::-1])
        if max(len(have), len(wanted)) - start - end > _MOST_MOVED:
            self.beginResetModel()
            self.endResetModel()
            return
        self._between = have
        if start < len(have) - end:
            self.beginRemoveRows(QModelIndex(), start, len(have) - end - 1)
            self._between = [*have[:start], *have[len(have) - end :]]
            self.endRemoveRows()
        if start < len(wanted) - end:
            self.beginInsertRows(QModelIndex(), start, len(wanted) - end - 1)
            self._between = None
            self.endInsertRows()
        self._between = None

    def _all_rows(self) -> list[Row]:
        rows = (self.row(number) for number in range(self.rowCount()))
        return [row for row in rows if row is not None]


def _common(one: Sequence[object], other: Sequence[object]) -> int:
    """How many things at the start are the same."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
