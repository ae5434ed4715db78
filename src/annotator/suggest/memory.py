"""Proposes the names that the desk knows, linked to whom they mean, with the type they had."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.model.annotations import AnnotatedDocument
from annotator.model.ids import EntityId
from annotator.model.provenance import Status
from annotator.model.suggestion import Ground, SuggestedMention, Suggestion
from annotator.suggest.base import Desk, KnownEntity
from annotator.suggest.decided import is_refused
from annotator.suggest.known_names import KnownNames, Place, is_doubtful, is_part
from annotator.suggest.pieces import pieces
from annotator.text.levels import level_of
from annotator.text.search import surname_forms

ENTITY, TYPE = "memory:entity", "memory:type"
_PERSON = "person"
#: Measured on the story of `benchmarks/story.py`, rounded down.
_NAMED, _SHORT, _ONE_OF, _ALONE = 0.98, 0.97, 0.95, 0.9
#: Where words were accepted as several types, one that is rarer is not proposed.
_MOSTLY = 0.8


class Memory:
    """Names and aliases of the project's entities, wherever they stand."""

    name = "memory"

    def suggest(self, document: AnnotatedDocument, desk: Desk) -> Iterator[Sequence[Suggestion]]:
        """The known names of a text; it is read once before, to see who is named in full."""
        if not desk.known.names:
            return
        text = document.text
        remembered = _Remembered.of(document, desk)
        names = KnownNames.of(desk.known.names)
        for piece in pieces(text):
            for place in names.within(text, piece):
                remembered.meet(place)
            yield ()
        bearers = remembered.with_surnames()
        names = KnownNames.of(bearers)
        found = []
        for piece in pieces(text):
            found.append(list(names.within(text, piece)))
            yield ()
        for places in found:
            yield [
                each
                for place in places
                if (each := remembered.proposed(place, bearers[place.words], names.contested))
            ]


@dataclass(slots=True)
class _Remembered:
    """What is known of the names of one text, and who is named in it for certain."""

    text: str
    desk: Desk
    here: set[EntityId] = field(default_factory=set)
    _in_full: dict[EntityId, KnownEntity] = field(default_factory=dict)

    @classmethod
    def of(cls, document: AnnotatedDocument, desk: Desk) -> _Remembered:
        linked = {
            each.entity
            for each in document.mentions
            if each.entity is not None and each.provenance.status is Status.ACCEPTED
        }
        return cls(document.text, desk, linked)

    def meet(self, place: Place) -> None:
        """Notice who is named in full at a place."""
        bearers = self.desk.known.names[place.words]
        entity = bearers[0]
        if len(bearers) == 1 and not (self._is_part(place, entity) or self._doubts(place, entity)):
            self.here.add(entity.id)
            self._in_full[entity.id] = entity

    def with_surnames(self) -> dict[str, list[KnownEntity]]:
        """The known names, and the surnames of the persons who are named in full."""
        bearers = {words: list(found) for words, found in self.desk.known.names.items()}
        for entity in self._in_full.values():
            if entity.type == _PERSON:
                for form in surname_forms(entity.name, type_is_person=True):
                    group = bearers.setdefault(form, [])
                    if entity not in group:
                        group.append(entity)
        return bearers

    def proposed(
        self, place: Place, bearers: Sequence[KnownEntity], contested: set[str]
    ) -> SuggestedMention | None:
        """What a known name is taken for at a place; None where that is not clear enough."""
        decided = self._entity(place, bearers, contested) or self._type(place, bearers, contested)
        if decided is None or is_refused(self.desk.known, place.words, decided[0]):
            return None
        type, entity, ground = decided
        return SuggestedMention(place.span, type, ground, level_of(place.words), entity=entity)

    def _entity(
        self, place: Place, bearers: Sequence[KnownEntity], contested: set[str]
    ) -> _Decided | None:
        """The one entity that is meant."""
        present = [each for each in bearers if each.id in self.here]
        one = present or bearers
        words = place.words
        if len(one) != 1 or words in contested:
            return None
        entity = one[0]
        if self._is_part(place, entity):
            if not present:
                return None
            reason = f"“{words}” is short for {entity.name}, also named in this article."
            return entity.type, entity.id, Ground(ENTITY, _SHORT, reason)
        if not present and self._doubts(place, entity):
            return None
        reason = _known_as(words, entity)
        return (
            entity.type,
            entity.id,
            Ground(ENTITY, _NAMED if len(bearers) == 1 else _SHORT, reason),
        )

    def _type(
        self, place: Place, bearers: Sequence[KnownEntity], contested: set[str]
    ) -> _Decided | None:
        """Only the type, where several may be meant, or somebody who is not named in full."""
        words = place.words
        if self._doubts(place, bearers[0]) or not words.split()[0][0].isupper():
            return None
        type, share = _mostly(bearers)
        if share < _MOSTLY or (words in contested and type != _PERSON):
            return None
        if len(bearers) == 1:
            elsewhere = f"“{words}” is {bearers[0].name} elsewhere"
            reason = f"{elsewhere}, whose full name this article does not have."
            return type, None, Ground(TYPE, _ALONE, reason)
        reason = f"“{words}” may be any of {len(bearers)} entities of this type."
        return type, None, Ground(TYPE, _ONE_OF * share, reason)

    def _doubts(self, place: Place, entity: KnownEntity) -> bool:
        at, lexicon = place.span.start, self.desk.lexicon
        return is_doubtful(place.words, entity.type, at, self.text, lexicon)

    def _is_part(self, place: Place, entity: KnownEntity) -> bool:
        return is_part(place.words, entity, self.desk.lexicon)


_Decided = tuple[str, EntityId | None, Ground]


def _mostly(bearers: Sequence[KnownEntity]) -> tuple[str, float]:
    """The type that most of some entities' mentions have, and their share."""
    counts: Mapping[str, int] = {}
    for each in bearers:
        counts = {**counts, each.type: counts.get(each.type, 0) + max(1, each.times)}
    type = max(counts, key=lambda each: counts[each])
    return type, counts[type] / sum(counts.values())


def _known_as(words: str, entity: KnownEntity) -> str:
    count = "one mention" if entity.times == 1 else f"{entity.times:,} mentions"
    if words == entity.name:
        return f"{entity.name} has {count} in this project."
    return f"“{words}” is a name of {entity.name}, which has {count} in this project."
