"""What an article mentions: its strings, the entities they are linked to, and all their names."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.entity import Entity
from annotator.model.ids import EntityId, MentionId
from annotator.model.mention import Level, Mention
from annotator.model.provenance import Status
from annotator.review.names import Meaning, Names, name_of
from annotator.review.strings import Kind, Row, Strings

#: Types of values: what is written alike need not be the same thing.
_VALUES = frozenset({"date", "quantity", "money"})
_NOT_COUNTED = Kind("", "", 0)


class Mentioned:
    """Follows mentions and entities, and collects what that makes doubtful until it is taken."""

    def __init__(self, text: str) -> None:
        self.strings, self.names = Strings(), Names()
        self.entities: dict[EntityId, Entity] = {}
        self.words: set[str] = set()
        """Strings that are tagged in another way than before."""
        self.came_or_went: set[str] = set()
        """Names that became known, or are known no more."""
        self.doubtful: set[EntityId] = set()
        """Entities whose mentions are others than before."""
        self._text = text
        self._by_name: dict[str, tuple[EntityId, ...]] = {}

    def load(self, entities: Iterable[Entity]) -> None:
        """Have the values of entities before their mentions are seen."""
        for entity in entities:
            self.entities[entity.id] = entity

    def see(self, mention: Mention) -> None:
        """Remember a mention as it is now; suggested and rejected ones only by their place."""
        self.forget(mention.id)
        kind, entity = self._kind(mention), EntityId(mention.entity or 0)
        is_new = bool(kind.words) and not self.strings.has_words(kind.words)
        is_first = bool(kind.entity) and not self.strings.has_entity(kind.entity)
        self.strings.put(mention.id, mention.extent, kind)
        if is_new:
            self._know(kind.words)
        if is_first:
            self._know_names(entity)
        self._doubt(kind)

    def forget(self, id: MentionId) -> Row | None:
        """Forget a mention. Returns what was remembered of it."""
        row = self.strings.row(id)
        if row is None:
            return None
        self.strings.drop(id)
        kind = row.kind
        if kind.words and not self.strings.has_words(kind.words):
            self._unknow(kind.words)
        if kind.entity and not self.strings.has_entity(kind.entity):
            self._unknow_names(EntityId(kind.entity))
        self._doubt(kind)
        return row

    def change(self, id: EntityId, entity: Entity | None) -> None:
        """Have another value of an entity, or none: its names may be others now."""
        is_here = self.strings.has_entity(id)
        if is_here:
            self.words |= self.strings.words_of_entity(id) | self._names_of(id)
            self._unknow_names(id)
        self.entities.pop(id, None)
        if entity is not None:
            self.entities[id] = entity
        if is_here:
            self._know_names(id)
            self.words |= self._names_of(id)
            self.doubtful.add(id)

    def meaning(self, name: str) -> Meaning | None:
        """What a name stands for here: by the mentions with these words, else as a name."""
        found = self.strings.meaning(name)
        if found is not None:
            named = self.entities.get(found.entity) if found.entity is not None else None
            return Meaning(found.type, found.entity, named.name if named else "")
        entities = sorted(self._by_name.get(name, ()))
        if not entities:
            return None
        one = self.entities[entities[0]]
        return Meaning(one.type, one.id, one.name) if len(entities) == 1 else None

    def name(self, id: EntityId) -> str:
        """The name of an entity that is mentioned."""
        known = self.entities.get(id)
        return known.name if known else ""

    def _kind(self, mention: Mention) -> Kind:
        if mention.provenance.status is not Status.ACCEPTED:
            return _NOT_COUNTED
        is_name = mention.level in (None, Level.NAM) and mention.type not in _VALUES
        words = name_of(mention.surface(self._text)) if is_name else ""
        return Kind(words, mention.type, mention.entity or 0)

    def _doubt(self, kind: Kind) -> None:
        if kind.words:
            self.words.add(kind.words)
        if kind.entity:
            self.doubtful.add(EntityId(kind.entity))

    def _know(self, name: str) -> None:
        if self.names.add(name):
            self.came_or_went ^= {name}

    def _unknow(self, name: str) -> None:
        if self.names.drop(name):
            self.came_or_went ^= {name}

    def _names_of(self, id: EntityId) -> set[str]:
        known = self.entities.get(id)
        return {name_of(name) for name in known.names} if known else set()

    def _know_names(self, id: EntityId) -> None:
        for name in self._names_of(id):
            self._by_name[name] = (*self._by_name.get(name, ()), id)
            self.words.add(name)
            self._know(name)

    def _unknow_names(self, id: EntityId) -> None:
        for name in self._names_of(id):
            rest = tuple(each for each in self._by_name.pop(name) if each != id)
            if rest:
                self._by_name[name] = rest
            self.words.add(name)
            self._unknow(name)
