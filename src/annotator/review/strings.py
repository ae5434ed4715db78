"""What each string of an article is tagged as: one with two types, or linked to two entities."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from annotator.model.ids import EntityId, Ref
from annotator.model.span import Span
from annotator.review.base import Article, Check, Decision, Finding, Severity, shown
from annotator.review.names import Meaning

TWO_TYPES = Check("two_types", "strings tagged as two types", Severity.DOUBTFUL, by_words=True)
TWO_ENTITIES = Check(
    "two_entities", "strings linked to two entities", Severity.DOUBTFUL, by_words=True
)


_Place = tuple[int, int, int]
"""Where a mention starts and ends, and its id."""
_FEW = 64
_TYPE, _ENTITY = 1, 2


class Kind(NamedTuple):
    """What mentions have in common; without `words` they are no names, without a type nothing."""

    words: str
    type: str
    entity: int


class Row(NamedTuple):
    """What is remembered of a mention."""

    extent: Span
    kind: Kind


class Strings:
    """The mentions of an article by what they say: small enough for half a million of them.

    It is made of plain tuples, which cost the garbage collector nothing.
    """

    def __init__(self) -> None:
        self._rows: dict[int, tuple[int, int, int]] = {}
        self._kinds: list[tuple[str, str, int]] = []
        self._numbers: dict[tuple[str, str, int], int] = {}
        self._places: list[tuple[_Place, ...] | list[_Place]] = []
        self._of_words: dict[str, tuple[int, ...]] = {}
        self._of_entity: dict[int, tuple[int, ...]] = {}

    def row(self, mention: int) -> Row | None:
        """What is remembered of a mention."""
        found = self._rows.get(mention)
        return Row(Span(found[0], found[1]), Kind(*self._kinds[found[2]])) if found else None

    def put(self, mention: int, extent: Span, kind: Kind) -> None:
        """Remember a mention."""
        self.drop(mention)
        number = self._number(kind)
        self._rows[mention] = (extent.start, extent.end, number)
        self._place(number, (extent.start, extent.end, mention))

    def drop(self, mention: int) -> None:
        """Forget a mention."""
        found = self._rows.pop(mention, None)
        if found is not None:
            places, gone = self._places[found[2]], (found[0], found[1], mention)
            if isinstance(places, list):
                del places[bisect_left(places, gone)]
            else:
                self._places[found[2]] = tuple(each for each in places if each != gone)

    def _place(self, number: int, place: _Place) -> None:
        places = self._places[number]
        if isinstance(places, list):
            insort(places, place)
        else:
            more = sorted((*places, place))
            self._places[number] = more if len(more) > _FEW else tuple(more)

    def has_words(self, words: str) -> bool:
        """Whether a mention has these words."""
        return any(self._places[number] for number in self._of_words.get(words, ()))

    def has_entity(self, entity: int) -> bool:
        """Whether a mention is of an entity."""
        return any(self._places[number] for number in self._of_entity.get(entity, ()))

    def of_entity(self, entity: int) -> Iterator[int]:
        """The mentions of an entity."""
        for number in self._of_entity.get(entity, ()):
            yield from (mention for _, _, mention in self._places[number])

    def words_of_entity(self, entity: int) -> set[str]:
        """The words of the names by which an entity is mentioned."""
        return {self._kinds[number][0] for number in self._of_entity.get(entity, ())}

    def first_of_entity(self, entity: int) -> Span | None:
        """The first mention of an entity."""
        lists = (self._places[number] for number in self._of_entity.get(entity, ()))
        firsts = [places[0] for places in lists if places]
        return Span(*min(firsts)[:2]) if firsts else None

    def types_of_entity(self, entity: int) -> Mapping[str, int]:
        """How often an entity is tagged as which type."""
        counts: Counter[str] = Counter()
        for number in self._of_entity.get(entity, ()):
            counts[self._kinds[number][1]] += len(self._places[number])
        return +counts

    def meaning(self, words: str) -> Meaning | None:
        """What a string is mostly tagged as; no entity where it is linked to several."""
        types = self._counted(words, _TYPE)
        if not types:
            return None
        entities = self._counted(words, _ENTITY)
        entities.pop(0, None)
        entity = EntityId(int(next(iter(entities)))) if len(entities) == 1 else None
        return Meaning(str(_most(types)), entity)

    def conflicts(
        self, words: str, article: Article, name: Callable[[EntityId], str]
    ) -> Iterator[Finding]:
        """What is to be looked at in the mentions of a string, at the first that is not as most.

        `name` knows the names of entities.
        """
        types, entities = self._counted(words, _TYPE), self._counted(words, _ENTITY)
        entities.pop(0, None)
        if len(types) > 1:
            told = _told([(article.label(str(type)), count) for type, count in types.items()])
            fix = Decision("Choose the type of all", "review.settle_type")
            sentence = f"{shown(words)} is tagged as {told}."
            yield self._found(TWO_TYPES, self._first_odd(words, _TYPE, types), sentence, fix)
        elif len(entities) > 1:
            told = _told([(name(EntityId(int(each))), count) for each, count in entities.items()])
            fix = Decision("Choose the entity of all", "review.settle_entity")
            sentence = f"{shown(words)} is linked to {told}."
            odd = self._first_odd(words, _ENTITY, entities)
            yield self._found(TWO_ENTITIES, odd, sentence, fix)

    @staticmethod
    def _found(check: Check, place: tuple[int, int, int], said: str, fix: Decision) -> Finding:
        start, end, mention = place
        return Finding(check, Span(start, end), said, Ref("mention", mention), fix)

    def mentions(self, words: str) -> list[int]:
        """The mentions with some words, in text order."""
        numbers = self._of_words.get(words, ())
        places = sorted(place for number in numbers for place in self._places[number])
        return [mention for _, _, mention in places]

    def _first_odd(
        self, words: str, field: int, counts: Mapping[str | int, int]
    ) -> tuple[int, int, int]:
        """The first mention whose type or entity is not the one that most have."""
        most = _most(counts)
        odd = (
            self._places[number][0]
            for number in self._of_words[words]
            if self._places[number] and self._kinds[number][field] not in (most, 0)
        )
        return min(odd)

    def _counted(self, words: str, field: int) -> dict[str | int, int]:
        counts: dict[str | int, int] = {}
        for number in self._of_words.get(words, ()):
            value = self._kinds[number][field]
            if self._places[number]:
                counts[value] = counts.get(value, 0) + len(self._places[number])
        return counts

    def _number(self, kind: Kind) -> int:
        plain = (kind.words, kind.type, kind.entity)
        number = self._numbers.get(plain)
        if number is None:
            number = self._numbers[plain] = len(self._kinds)
            self._kinds.append(plain)
            self._places.append(())
            if kind.words:
                self._of_words[kind.words] = (*self._of_words.get(kind.words, ()), number)
            if kind.entity:
                self._of_entity[kind.entity] = (*self._of_entity.get(kind.entity, ()), number)
        return number


def _most(counts: Mapping[str | int, int]) -> str | int:
    return max(counts, key=lambda each: (counts[each], str(each)))


def _told(counts: Iterable[tuple[str, int]]) -> str:
    """Names with how often each is meant, the most frequent first."""
    ordered = sorted(counts, key=lambda each: (-each[1], each[0]))
    words = [f"{name} ({count:,})" for name, count in ordered]
    return " and ".join([", ".join(words[:-1]), words[-1]])
