"""Choosing an entity by a few letters, best guess first, or making one by typing a new name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from annotator.commands.choices import folded, rank
from annotator.commands.current import CannotRun, quoted, shortened, tidy_or_refuse
from annotator.model.entity import Entity
from annotator.model.ids import EntityId
from annotator.model.mention import Level, Mention
from annotator.model.span import Span
from annotator.model.statement import Statement
from annotator.model.suggestion import SuggestedStatement
from annotator.session import Choice, Session
from annotator.store.name_words import words_in
from annotator.store.transaction import Transaction

_SHOWN = 40
_FOUND = 120
_BEFORE, _AFTER = 6_000, 2_000
_FAR = 1 << 40
_SHARED_LETTERS = 4
_LIKELY = 2
_STRANGER = 9


@dataclass(frozen=True, slots=True)
class NewEntity:
    """An entity to be made; without a type it gets that of what it is made for."""

    name: str
    type: str | None = None


EntityTarget = EntityId | NewEntity | str


def entity_for(session: Session, tx: Transaction, target: EntityTarget, type: str) -> EntityId:
    """The id of a target: one that exists, a new one, or by name an existing one, else a new one.

    Raises CannotRun for an id that is gone and for an empty name.
    """
    entities = session.store.queries.entities
    if isinstance(target, int):
        if entities.find(target) is None:
            raise CannotRun("That entity is no longer there; choose another one.")
        return target
    if isinstance(target, str):
        known = entities.named(tidy_or_refuse(target, "The name of an entity"), type)
        if known:
            return known[0].id
        target = NewEntity(target)
    name = tidy_or_refuse(target.name, "The name of an entity")
    return EntityId(tx.add(Entity(EntityId(0), name, target.type or type, tx.provenance())))


def first_type(session: Session, *preferred: str) -> str:
    """The first of some types that the schema has, else the schema's own first.

    Raises CannotRun when the schema has no type at all.
    """
    known = [kind.id for kind in session.schema.entity_types]
    if not known:
        raise CannotRun("The schema of this project has no entity types; load another schema.")
    return next((type for type in preferred if type in known), known[0])


@dataclass(frozen=True, slots=True)
class EntitySearch:
    """Entities for the letters typed, best guess first; without letters, those likely meant.

    `surface` are the words in the text that stand for the entity, `at` is where (a code point).
    Entities of the types in `prefer` come before others that fit as well; `only` leaves others out.
    With `creates` there is a choice that makes an entity, of type `creates`. `nothing` labels a
    choice of None. With `both_sides`, what comes shortly after the place is near as well.
    """

    session: Session
    surface: str = ""
    at: int | None = None
    prefer: tuple[str, ...] = ()
    only: frozenset[str] = frozenset()
    exclude: frozenset[EntityId] = frozenset()
    creates: str = ""
    nothing: str = ""
    both_sides: bool = False

    def __call__(self, letters: str) -> Sequence[Choice]:
        """The choices for the letters."""
        typed = folded(letters)
        ranked = self._ranked(typed)
        choices = self._described([entity for _, entity in ranked[:_SHOWN]])
        name = " ".join(letters.split()) or self.surface
        if self.creates and name:
            strong = sum(1 for found, _ in ranked[:_SHOWN] if found <= _LIKELY)
            # Typed letters always offer what they found first, however poor, before a new entity.
            place = max(strong, 1 if typed else 0)
            if not typed and self._is_known(name):
                place = len(choices)
            choices.insert(place, self._new(name))
        if self.nothing and not typed:
            choices.append(Choice(self.nothing, None))
        return choices

    def _ranked(self, typed: str) -> list[tuple[int, Entity]]:
        """The entities that fit, with how well: 0 is best."""
        near = self._near()
        found = self._fitting(typed, near, self._candidates(typed, near))
        if typed and not found:
            # somewhere within a name; to find that all names are looked through
            inside = self.session.store.queries.entities.matching(typed, limit=_FOUND)
            found = self._fitting(typed, near, inside)
        return found

    def _fitting(
        self, typed: str, near: dict[EntityId, int], ids: Iterable[EntityId]
    ) -> list[tuple[int, Entity]]:
        found: list[tuple[tuple[int, bool, int, str, int], Entity]] = []
        entities = self.session.store.queries.entities
        for entity in entities.some(list(ids)):
            names = [folded(name) for name in entity.names]
            fit = rank(typed, names) if typed else likeness(folded(self.surface), names)
            if fit is not None and self._fits(entity):
                stranger = bool(self.prefer) and entity.type not in self.prefer
                place = near.get(entity.id, _FAR)
                found.append(((fit, stranger, place, names[0], entity.id), entity))
        return [(key[0], entity) for key, entity in sorted(found, key=lambda each: each[0])]

    def _fits(self, entity: Entity) -> bool:
        return entity.id not in self.exclude and (not self.only or entity.type in self.only)

    def _candidates(self, typed: str, near: dict[EntityId, int]) -> dict[EntityId, None]:
        """Entities that are near or have the words; without letters some others, lest none be."""
        entities = self.session.store.queries.entities
        words = words_in(typed or self.surface)
        if not typed:
            # the stem of the longest word finds what is derived of it, as "Kenyan" and "Kenya"
            words = [max(words, key=len)[:_SHARED_LETTERS]] if words else []
        found = dict.fromkeys([*near, *(entities.beginning(words, _FOUND) if words else ())])
        if not typed and len(found) < _SHOWN:
            if self.session.document is not None:
                found |= dict.fromkeys(entities.first_in_document(self.session.document, _SHOWN))
            found |= dict.fromkeys(entities.matching(limit=_FOUND))
        return found

    def _near(self) -> dict[EntityId, int]:
        """The entities mentioned around the place, with how far; those after count as farther."""
        if self.at is None or self.session.document is None:
            return {}
        around = Span(max(0, self.at - _BEFORE), self.at + _AFTER)
        mentions = self.session.store.queries.mentions
        distances: dict[EntityId, int] = {}
        for entity, start in mentions.entities_over(self.session.document, around):
            gap = self.at - start
            after = -2 * gap if self.both_sides else _BEFORE - gap
            distance = gap if gap >= 0 else after
            distances[entity] = min(distance, distances.get(entity, distance))
        return distances

    def _described(self, entities: Sequence[Entity]) -> list[Choice]:
        ids = [entity.id for entity in entities]
        counts = self.session.store.queries.entities.mentioned(ids)
        return [
            Choice(
                entity.name,
                entity.id,
                self._detail(entity, counts.get(entity.id, 0)),
                colour_of=entity.type,
            )
            for entity in entities
        ]

    def _detail(self, entity: Entity, mentions: int) -> str:
        kind = self.session.schema.entity_type(entity.type)
        aliases = shortened(", ".join(entity.aliases), 40)
        number = f"{mentions} mention{'' if mentions == 1 else 's'}"
        parts = (kind.label if kind else entity.type, number, entity.kb_id, aliases)
        return " · ".join(part for part in parts if part)

    def _is_known(self, name: str) -> bool:
        """Whether what is left out of the choices has the name: a second one is hardly meant."""
        find = self.session.store.queries.entities.find
        return any(entity and name in entity.names for entity in map(find, self.exclude))

    def _new(self, name: str) -> Choice:
        kind = self.session.schema.entity_type(self.creates)
        label = f"New entity {quoted(name)}"
        return Choice(
            label,
            NewEntity(name, self.creates),
            kind.label if kind else self.creates,
            colour_of=self.creates,
        )


def likeness(surface: str, names: Iterable[str]) -> int:
    """How likely folded words in a text stand for one of some folded names; 0 is likeliest.

    0 the same, 1 all words of one are in the other, 2 a longer word or the stem of the only word is
    shared ("Kenyan" and "Kenya"), more for nothing.
    """
    return min((_likeness(surface, name) for name in names), default=_STRANGER)


def _likeness(surface: str, name: str) -> int:
    if surface and surface == name:
        return 0
    words, parts = set(surface.split()), set(name.split())
    if words and parts and (words <= parts or parts <= words):
        return 1
    shared = any(len(word) >= _SHARED_LETTERS for word in words & parts)
    alone = len(words) == len(parts) == 1
    return _LIKELY if shared or (alone and _same_stem(surface, name)) else _STRANGER


def _same_stem(one: str, other: str) -> bool:
    """Whether two words begin alike for as long as a word and what is derived from it do."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    shared = sum(1 for _ in alike)
    return shared >= _SHARED_LETTERS and shared >= min(len(one), len(other)) - 1


def search_for_mention(session: Session, mention: Mention, *, nothing: str = "") -> EntitySearch:
    """The entities that a mention may refer to."""
    surface = " ".join(mention.surface(session.text).split())
    named = mention.level in (None, Level.NAM) and surface[:1].isupper()
    others = () if mention.entity is None else (mention.entity,)
    return EntitySearch(
        session,
        surface=surface if named else "",
        at=mention.extent.start,
        prefer=(mention.type,),
        exclude=frozenset(others),
        creates=mention.type,
        nothing=nothing,
    )


def search_for_role(
    session: Session, statement: Statement | SuggestedStatement, *types: str, nothing: str = ""
) -> EntitySearch:
    """The entities that a role of a statement may mean: those nearest to its content first."""
    return EntitySearch(
        session,
        at=statement.content[0].start,
        prefer=types,
        creates=first_type(session, *types),
        nothing=nothing,
        both_sides=True,
    )
