"""Reading entities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.model.entity import Entity
from annotator.model.ids import DocumentId, EntityId
from annotator.store.queries.reader import Reader
from annotator.store.rows import ENTITIES


@dataclass(frozen=True, slots=True)
class EntityCount:
    """An entity with how many mentions it has in the project and in one document."""

    entity: Entity
    mentions: int
    here: int


class Entities(Reader[Entity]):
    """Entities by name and by what refers to them."""

    codec = ENTITIES

    def matching(self, words: str = "", *, limit: int = 1 << 60) -> list[EntityId]:
        """Ids of the entities whose name or an alias contains some words, by type and name."""
        pattern = f"%{_escaped(words)}%"
        rows = self._db.execute(
            "SELECT id FROM entity WHERE name LIKE ? ESCAPE '\\' OR aliases LIKE ? ESCAPE '\\'"
            " ORDER BY type, name COLLATE NOCASE, id LIMIT ?",
            [pattern, pattern, limit],
        )
        return [EntityId(id) for (id,) in rows]

    def counted(self, ids: Sequence[EntityId], here: DocumentId | None) -> list[EntityCount]:
        """Entities in the order asked for, with counts of mentions; missing ids are left out."""
        found = {entity.id: entity for entity in self._many(ids)}
        counts = self._mentions(ids, here)
        return [EntityCount(found[id], *counts.get(id, (0, 0))) for id in ids if id in found]

    def named(self, name: str, type: str | None = None) -> list[Entity]:
        """The entities with exactly this name or alias, in id order; of one type if given."""
        alias = f'%"{_escaped(_json_inner(name))}"%'
        of_type = " AND type = ?" if type else ""
        found = self._where(
            f"(name = ? OR (aliases IS NOT NULL AND aliases LIKE ? ESCAPE '\\'))"
            f"{of_type} ORDER BY id",
            [name, alias, *([type] if type else [])],
        )
        # LIKE folds case; names do not.
        return [entity for entity in found if name in entity.names]

    def in_document(self, document: DocumentId) -> list[Entity]:
        """The entities mentioned in a document, in id order."""
        return self._where(
            "id IN (SELECT entity FROM mention WHERE document = ?) ORDER BY id", [document]
        )

    def linked_from(self, entity: EntityId) -> list[Entity]:
        """The entities that name another one as a member or in their event frame, in id order."""
        return self._where(
            "agent = ? OR target = ? OR time = ? OR place = ?"
            " OR id IN (SELECT owner FROM entity_member WHERE entity = ?) ORDER BY id",
            [entity] * 5,
        )

    def _many(self, ids: Sequence[EntityId]) -> list[Entity]:
        marks = ", ".join("?" * len(ids))
        return self._where(f"id IN ({marks})", list(ids)) if ids else []

    def _mentions(
        self, ids: Sequence[EntityId], here: DocumentId | None
    ) -> dict[EntityId, tuple[int, int]]:
        """How often each entity is mentioned, in the project and in one document."""
        marks = ", ".join("?" * len(ids))
        rows = self._db.execute(
            "SELECT id, mentions,"
            " (SELECT count(*) FROM mention WHERE entity = entity_tally.id AND document = ?)"
            f" FROM entity_tally WHERE id IN ({marks})",
            [here or 0, *ids],
        )
        return {EntityId(entity): (mentions, inside) for entity, mentions, inside in rows}


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _json_inner(name: str) -> str:
    """A name as it stands between the quotes of a JSON string."""
    return name.replace("\\", "\\\\").replace('"', '\\"')
