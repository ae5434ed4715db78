"""Reading entities."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.model.entity import Entity
from annotator.model.ids import DocumentId, EntityId
from annotator.store.columns import Cell
from annotator.store.guarded import readable
from annotator.store.name_words import key_word
from annotator.store.queries.reader import Reader, containing
from annotator.store.rows import ENTITIES
from annotator.text.names import same_name

_LAST = "\U0010ffff"
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class EntityCount:
    """An entity with how many mentions it has in the project."""

    entity: Entity
    mentions: int


class Entities(Reader[Entity]):
    """Entities by name and by what refers to them."""

    codec = ENTITIES

    def grouped(self, words: str = "") -> list[tuple[str, list[EntityId]]]:
        """The ids of each type's entities by name; with words those that have them in a name.

        The ids of a type come as one text out of an index that lists them in this order: 200,000
        rows fetched one by one would take longer than the eye waits, and so would an ORDER BY.
        """
        condition, values = _having(words)
        rows = self._db.execute(
            "SELECT type, group_concat(id) FROM entity INDEXED BY idx_entity_list"
            f" WHERE {condition} GROUP BY type",
            values,
        )
        return [(type, json.loads(f"[{ids}]")) for type, ids in rows]

    def matching(self, words: str = "", *, limit: int = 1 << 60) -> list[EntityId]:
        """Ids of the entities whose name or an alias contains some words, by type and name."""
        condition, values = _having(words)
        rows = self._db.execute(
            f"SELECT id FROM entity INDEXED BY idx_entity_list WHERE {condition}"
            " ORDER BY type, name COLLATE NOCASE, id LIMIT ?",
            [*values, limit],
        )
        return [EntityId(id) for (id,) in rows]

    def having(self, words: str, ids: Sequence[EntityId]) -> set[EntityId]:
        """Which of some entities have words in a name."""
        condition, values = _having(words)
        marks = ", ".join("?" * len(ids))
        sql = f"SELECT id FROM entity WHERE id IN ({marks}) AND {condition}"
        return {EntityId(id) for (id,) in self._db.execute(sql, [*ids, *values])}

    def place(self, id: EntityId) -> tuple[str, bytes, int] | None:
        """Where an entity stands in `grouped`: by type, name as SQLite's NOCASE has it, and id."""
        row = self._db.execute("SELECT type, name FROM entity WHERE id = ?", [id]).fetchone()
        if row is None:
            return None
        with readable(self._db, f"entity {id}"):
            type, name = row
            return type, name.encode("utf-8", "surrogatepass").lower(), id

    def counted(self, ids: Sequence[EntityId]) -> list[EntityCount]:
        """Entities in the order asked for, with counts of mentions; missing ids are left out."""
        found = {entity.id: entity for entity in self.some(ids)}
        counts = self.mentioned(ids)
        return [EntityCount(found[id], counts.get(id, 0)) for id in ids if id in found]

    def mentioned(self, ids: Sequence[EntityId]) -> dict[EntityId, int]:
        """How often entities are mentioned in the project; those that are not are left out."""
        marks = ", ".join("?" * len(ids))
        sql = f"SELECT id, mentions FROM entity_tally WHERE id IN ({marks})"
        return {EntityId(id): mentions for id, mentions in self._db.execute(sql, list(ids))}

    def named(self, name: str, type: str | None = None) -> list[Entity]:
        """The entities with exactly this name or alias, in id order; of one type if given."""
        # the sign keeps SQLite from reading all entities of the type instead
        of_type = " AND +type = ?" if type else ""
        return self._where(
            "id IN (SELECT id FROM entity WHERE name = ?"
            f" UNION SELECT entity FROM entity_alias WHERE name = ?){of_type} ORDER BY id",
            [name, name, *([type] if type else [])],
        )

    def in_capitals(self, name: str, type: str) -> list[Entity]:
        """The entities of a type with this name or alias all in capitals, in id order.

        For a name that is so itself, those with it in small letters.
        """
        if not name.isupper():
            return self.named(name.upper(), type)
        found = self._where(
            "id IN (SELECT entity FROM entity_word WHERE word = ?) AND +type = ? ORDER BY id",
            [key_word(name), type],
        )
        return [each for each in found if any(same_name(name, other) for other in each.names)]

    def sharing(self, name: str, document: DocumentId) -> list[Entity]:
        """The entities of a document's mentions that share the longest word of a name.

        Initials by which an entity goes count as its names. Only accepted mentions count. In id
        order.
        """
        return self._where(
            "id IN (SELECT entity FROM entity_word WHERE word = ? AND EXISTS"
            " (SELECT 1 FROM mention m WHERE m.entity = entity_word.entity AND m.document = ?"
            " AND m.status = 'accepted')) ORDER BY id",
            [key_word(name), document],
        )

    def beginning(self, words: Sequence[str], limit: int) -> list[EntityId]:
        """Ids of entities with a word in a name for the beginning of each of some words.

        The words are as `words_in` has them, at least one. Whole words come first. Of many, as when
        a page was pasted, the longest decide.
        """
        first, *others = sorted(words, key=len, reverse=True)[:_MOST_WORDS]
        same = "AND EXISTS (SELECT 1 FROM entity_word o WHERE o.entity = w.entity AND {})"
        begins = "{0}.word >= ? AND {0}.word < ?"
        rows = self._db.execute(
            f"SELECT DISTINCT entity FROM entity_word w WHERE {begins.format('w')}"
            f" {' '.join(same.format(begins.format('o')) for _ in others)}"
            " ORDER BY word, entity LIMIT ?",
            [*(bound for word in (first, *others) for bound in (word, f"{word}{_LAST}")), limit],
        )
        return list(dict.fromkeys(EntityId(id) for (id,) in rows))

    def first_in_document(self, document: DocumentId, limit: int) -> list[EntityId]:
        """Ids of the entities that are mentioned first in a document, as many as that."""
        rows = self._db.execute(
            "SELECT DISTINCT entity FROM (SELECT entity FROM mention WHERE document = ?"
            " AND entity IS NOT NULL AND status = 'accepted' ORDER BY start) LIMIT ?",
            [document, limit],
        )
        return [EntityId(id) for (id,) in rows]

    def linked_from(self, entity: EntityId) -> list[Entity]:
        """The entities that name another one as a member or in their event frame, in id order."""
        return self._where(
            "agent = ? OR target = ? OR time = ? OR place = ?"
            " OR id IN (SELECT owner FROM entity_member WHERE entity = ?) ORDER BY id",
            [entity] * 5,
        )


def _having(words: str) -> tuple[str, list[Cell]]:
    """The condition for entities with some words in the name or an alias."""
    if not words:
        return "1", []
    pattern = containing(words)
    aliases = "(aliases IS NOT NULL AND aliases LIKE ? ESCAPE '\\')"
    return f"(name LIKE ? ESCAPE '\\' OR {aliases})", [pattern, pattern]
