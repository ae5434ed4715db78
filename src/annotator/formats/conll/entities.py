"""Mentions as a file has them to those of the model, with the entities that they are of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import unquote

from annotator.formats.conll.building import Place
from annotator.formats.conll.escapes import unescaped
from annotator.formats.conll.found import Found
from annotator.model.entity import Entity
from annotator.model.ids import DocumentId, EntityId, MentionId
from annotator.model.mention import Level, Mention
from annotator.model.provenance import Provenance
from annotator.model.span import Span, Spans

UNTYPED = "other"
"""The type of what a file gives none."""
_NUMBER = re.compile(r"\d{1,9}")
_LEVELS = {str(level): level for level in Level}


@dataclass(frozen=True, slots=True)
class Words:
    """The places of the words of a document in its text."""

    document: DocumentId
    text: str
    places: list[Place]

    def spans(self, parts: Iterable[range]) -> Spans:
        """Where stretches of words are."""
        places = self.places
        return tuple(Span(places[part[0]][0], places[part[-1]][1]) for part in parts)


class Entities:
    """The entities of a file, each once.

    In what annotator wrote, ids with their names hold for the whole file, and say whether a mention
    has an entity. Else several mentions of one id in a document are an entity, and so is what the
    file names; that is one entity in all of the file.
    """

    def __init__(self, made: Provenance) -> None:
        self._made = made
        self._lasting: dict[tuple[str, str], EntityId] = {}
        self._last = 0

    def of(
        self, found: Sequence[Found], words: Words, *, ours: bool
    ) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
        """The mentions of a document and the entities that they are of."""
        groups: dict[str, list[Found]] = {}
        for one in found:
            groups.setdefault(one.id, []).append(one)
        entities = {
            id: self._entity(several, words, ours=ours)
            for id, several in groups.items()
            if _is_entity(several, ours=ours)
        }
        mentions = tuple(
            self._mention(MentionId(number), one, words, entities.get(one.id), ours=ours)
            for number, one in enumerate(found, 1)
        )
        # several ids may have one name
        return mentions, tuple({entity.id: entity for entity in entities.values()}.values())

    def _entity(self, found: Sequence[Found], words: Words, *, ours: bool) -> Entity:
        first, name = found[0], _name(found)
        other = _other(first) if ours else {}
        if not name and not ours:
            named = next((one for one in found if one.is_name), first)
            spans = words.spans(named.parts)
            name = " ".join(" ".join(span.of(words.text) for span in spans).split())
        return Entity(
            self._id(found, ours=ours),
            name,
            other.get("entity") or _type(first),
            self._made,
            kb_id=other.get("kb"),
        )

    def _id(self, found: Sequence[Found], *, ours: bool) -> EntityId:
        named = _name(found)
        # a file of ours may be put together from those of several projects
        key = (found[0].id if ours else "", named)
        if (ours or named) and key in self._lasting:
            return self._lasting[key]
        self._last += 1
        id = EntityId(self._last)
        if ours or named:
            self._lasting[key] = id
        return id

    def _mention(
        self, id: MentionId, found: Found, words: Words, entity: Entity | None, *, ours: bool
    ) -> Mention:
        other = _other(found) if ours else {}
        return Mention(
            id,
            words.document,
            _type(found),
            words.spans(found.parts),
            self._made,
            level=_LEVELS.get(other.get("level", "")),
            entity=entity.id if entity else None,
            head=_head(found, words, ours=ours),
            value=other.get("value"),
            doubt="doubt" in other,
        )


def _is_entity(found: Sequence[Found], *, ours: bool) -> bool:
    if ours:
        return found[0].id.startswith("e")
    return len(found) > 1 or bool(_name(found))


def _name(found: Sequence[Found]) -> str:
    names = (one.values.get("identity", "") for one in found)
    return unescaped(next(filter(None, names), ""))


def _type(found: Found) -> str:
    return unquote(found.values.get("etype", "")) or UNTYPED


def _other(found: Found) -> Mapping[str, str]:
    pairs = (pair.partition(":") for pair in found.values.get("other", "").split(",") if pair)
    return {key: unescaped(value) for key, _, value in pairs}


def _head(found: Found, words: Words, *, ours: bool) -> Span | None:
    """Where the words of the head are, which the file gives by their numbers in the mention."""
    head_word = "" if ours else found.values.get("head", "")
    numbers = (found.values.get("minspan") or head_word).split(",")
    head = [
        word
        for number in numbers
        if _NUMBER.fullmatch(number) and (word := found.word(int(number))) is not None
    ]
    apart = any(second != first + 1 for first, second in pairwise(head))
    return None if not head or apart else words.spans([range(head[0], head[-1] + 1)])[0]
