"""The entities of a project as rows: a heading for each type, below it the entities by name.

The model holds ids in their order and reads the rows that are shown.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from annotator.model.ids import EntityId
from annotator.session import Session
from annotator.store.change import Change
from annotator.store.queries.entities import Entities, EntityCount
from annotator.ui.drawing import WORD_ROLES, plain_tip
from annotator.ui.guard import guarded
from annotator.ui.numbers import grouped

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_PAGE = 32
_KEPT = 2000
# More than this at once is read anew: one query is quicker than many.
_MANY = 300


@dataclass(frozen=True, slots=True)
class TypeHeading:
    """The heading of a type, with the number of its entities."""

    type: str
    label: str
    count: int


@dataclass(slots=True)
class _Group:
    type: str
    ids: list[EntityId]

    @property
    def rows(self) -> int:
        return len(self.ids) + 1


class EntityModel(QAbstractListModel):
    """Headings and entities. Call `load` for another filter and `follow` after a change."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._words = ""
        self._groups: list[_Group] = []
        self._starts: list[int] = []
        self._rows = 0
        self._newest = EntityId(0)
        self._read: dict[EntityId, EntityCount] = {}
        self._places: dict[EntityId, tuple[str, bytes, int]] = {}
        self.load("")

    # What the panel asks

    def load(self, words: str) -> None:
        """Show the entities with some words in the name or an alias; all of them for no words."""
        self._words = words
        self._places.clear()
        found = (_Group(type, ids) for type, ids in self._queries.grouped(words))
        groups = sorted(found, key=lambda group: self._rank(group.type))
        if [(g.type, g.ids) for g in groups] == [(g.type, g.ids) for g in self._groups]:
            self.renew()
            return
        self.beginResetModel()
        self._groups = groups
        self._newest = EntityId(max((max(group.ids) for group in groups), default=0))
        self._read.clear()
        self._count_rows()
        self.endResetModel()

    def follow(self, change: Change) -> None:
        """Show what a change did, row by row where it can."""
        touched = [EntityId(id) for id in sorted(change.ids("entity"))]
        for id in touched:
            self._places.pop(id, None)
        if change.touches("project") or len(touched) > _MANY:
            self.load(self._words)
            return
        if touched:
            self._place(touched)
            self._show_headings()
        if change.touches("mention", "document", "entity"):
            self._read_again(touched)

    def renew(self) -> None:
        """Read shown rows again."""
        self._read.clear()
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(self._rows - 1))

    def _read_again(self, touched: Sequence[EntityId]) -> None:
        """Show the rows again that say something else: entities touched, or mentioned more."""
        known = list(self._read)
        if len(known) > _MANY:
            self.renew()
            return
        counts = self._queries.mentioned(known)
        other = [id for id in known if self._read[id].mentions != counts.get(id, 0)]
        for id in {*touched, *other}:
            self._read.pop(id, None)
            row = self.row_of(id)
            if row is not None:
                self.dataChanged.emit(self.index(row), self.index(row))

    def _show_headings(self) -> None:
        for row in self._starts:
            self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, entity: EntityId) -> int | None:
        """The row of an entity, if it is shown."""
        place = self._place_of(entity)
        for group, start in zip(self._groups, self._starts, strict=True):
            if group.type == place[0]:
                at = bisect_left(group.ids, place, key=self._place_of)
                if at < len(group.ids) and group.ids[at] == entity:
                    return start + 1 + at
        return None

    def entity_at(self, row: int) -> EntityId | None:
        """The entity of a row; None for a heading."""
        if not 0 <= row < self._rows:
            return None
        group, place = self._find(row)
        return group.ids[place] if place >= 0 else None

    def entry(self, row: int) -> TypeHeading | EntityCount | None:
        """What a row shows; None for an entity that is just being deleted."""
        if not 0 <= row < self._rows:
            return None
        group, place = self._find(row)
        if place < 0:
            return TypeHeading(group.type, self._label(group.type), len(group.ids))
        entity = group.ids[place]
        if entity not in self._read:
            self._read_page(group.ids, place)
        return self._read.get(entity)

    # What Qt asks

    @guarded(default=0)
    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Headings and entities."""
        return 0 if parent.isValid() else self._rows

    @guarded(default=None)
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a row, for eyes, for a screen reader and, with all names, for a tip."""
        if role not in WORD_ROLES:
            return None
        entry = self.entry(index.row())
        if entry is None:
            return ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(entry)
        if isinstance(entry, TypeHeading):
            return self._spoken_heading(entry)
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.entity.name
        return self._spoken(entry)

    @guarded(default=Qt.ItemFlag.NoItemFlags)
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Entities can be chosen, headings cannot."""
        if self.entity_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag
        return flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemNeverHasChildren

    # Within

    @property
    def _queries(self) -> Entities:
        return self._session.store.queries.entities

    def _label(self, type: str) -> str:
        known = self._session.schema.entity_type(type)
        return known.label if known else type

    def _rank(self, type: str) -> tuple[int, str]:
        """Types in the order of the schema; those it does not know come last."""
        order = [known.id for known in self._session.schema.entity_types]
        return (order.index(type) if type in order else len(order), type)

    def _spoken_heading(self, heading: TypeHeading) -> str:
        if heading.count == 1:
            return self.tr("{label}, 1 entity").format(label=heading.label)
        several = self.tr("{label}, {count} entities")
        return several.format(label=heading.label, count=grouped(heading.count))

    def _spoken(self, entry: EntityCount) -> str:
        label = self._label(entry.entity.type).lower()
        several = self.tr("{count} mentions").format(count=grouped(entry.mentions))
        mentions = self.tr("1 mention") if entry.mentions == 1 else several
        return f"{entry.entity.name}, {label}, {mentions}"

    def _tip(self, entry: TypeHeading | EntityCount) -> str:
        if isinstance(entry, TypeHeading):
            return plain_tip(entry.label)
        return plain_tip(entry.entity.name, ", ".join(entry.entity.aliases))

    def _place_of(self, id: EntityId) -> tuple[str, bytes, int]:
        """Where an entity belongs; searches ask for the same ones again and again."""
        if id not in self._places:
            if len(self._places) > _KEPT:
                self._places.clear()
            self._places[id] = self._queries.place(id) or ("", b"", id)
        return self._places[id]

    def _count_rows(self) -> None:
        self._starts, self._rows = [], 0
        for group in self._groups:
            self._starts.append(self._rows)
            self._rows += group.rows

    def _find(self, row: int) -> tuple[_Group, int]:
        """The group of a row, and the place in it; -1 is the heading."""
        at = bisect_right(self._starts, row) - 1
        return self._groups[at], row - self._starts[at] - 1

    def _read_page(self, ids: Sequence[EntityId], place: int) -> None:
        if len(self._read) > _KEPT:
            self._read.clear()
        first = place - place % _PAGE
        page = [id for id in ids[first : first + _PAGE] if id not in self._read]
        for count in self._queries.counted(page):
            self._read[count.entity.id] = count

    def _place(self, touched: Sequence[EntityId]) -> None:
        """Put touched entities where they belong now."""
        shown = self._queries.having(self._words, touched)
        if len(shown) == len(touched) == 1 and self._stays(touched[0]):
            return
        for id in touched:
            self._take_out(id)
        for id in touched:
            if id in shown:
                self._put_in(id)

    def _stays(self, entity: EntityId) -> bool:
        row = self.row_of(entity)
        if row is None:
            return False
        group, place = self._find(row)
        around = group.ids[max(0, place - 1) : place + 2]
        places = [self._place_of(id) for id in around]
        return places == sorted(places)

    def _shown_at(self, entity: EntityId) -> int | None:
        """The row that an entity has until now, wherever it belongs."""
        if entity > self._newest:
            return None
        for group, start in zip(self._groups, self._starts, strict=True):
            if entity in group.ids:
                return start + 1 + group.ids.index(entity)
        return None

    def _take_out(self, entity: EntityId) -> None:
        row = self._shown_at(entity)
        if row is None:
            return
        group, place = self._find(row)
        alone = len(group.ids) == 1
        self.beginRemoveRows(QModelIndex(), row - alone, row)
        if alone:
            self._groups.remove(group)
        else:
            del group.ids[place]
        self._count_rows()
        self.endRemoveRows()

    def _put_in(self, entity: EntityId) -> None:
        place = self._place_of(entity)
        ranks = [self._rank(group.type) for group in self._groups]
        at = bisect_left(ranks, self._rank(place[0]))
        self._newest = max(self._newest, entity)
        if at == len(ranks) or self._groups[at].type != place[0]:
            start = self._starts[at] if at < len(ranks) else self._rows
            self.beginInsertRows(QModelIndex(), start, start + 1)
            self._groups.insert(at, _Group(place[0], [entity]))
        else:
            group = self._groups[at]
            number = bisect_left(group.ids, place, key=self._place_of)
            row = self._starts[at] + 1 + number
            self.beginInsertRows(QModelIndex(), row, row)
            group.ids.insert(number, entity)
        self._count_rows()
        self.endInsertRows()
