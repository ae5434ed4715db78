"""Who and what a text names, each with everything that the text says of it: who may be speaking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex

from annotator.model.entity import Entity
from annotator.model.ids import EntityId
from annotator.model.mention import Level, Mention
from annotator.model.span import Span
from annotator.model.suggestion import SuggestedMention
from annotator.suggest.describing import descriptions
from annotator.suggest.figures import Figure, Place
from annotator.suggest.genders import GenderOf, read_genders
from annotator.suggest.layout import Layout
from annotator.text.demonyms import beginning, beginnings, belongs_to
from annotator.text.lexicon import Lexicon
from annotator.text.names import acronym, surnames, without_titles
from annotator.text.words import FUNCTION_WORDS, TITLE_HEADS

SPEAKING = frozenset({"person", "group", "organization", "gpe"})
_PREPOSITION = regex.compile(
    r"\b(?:of|in|at|by|for|from|with|to|on|against|about|near|over|under|via)\s+(?:the\s+)?"
    r"(?:[\p{Lu}][\p{L}.]*\s+){0,2}\Z"
)
_VERBAL = regex.compile(
    r"(?:,?\s+who\b[^,.\n]{0,80},|,[^,.\n]{0,60},)?\s+"
    r"(?:(?:also|then|later|never|now|only|first)\s+)?"
    r"(?P<verb>is|was|were|are|has|had|have|did|does|will|would|could|can|may|said|\p{Ll}+ed|\p{Ll}+s)\b"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the text, annotated or only found; `name` is the full one where it says less."""

    span: Span
    type: str
    name: str | None = None
    entity: EntityId | None = None


def names_of(
    mentions: Iterable[Mention],
    suggested: Iterable[SuggestedMention] = (),
    entities: Mapping[EntityId, Entity] | None = None,
) -> list[Named]:
    """The names of a document in text order; what is annotated goes before what is suggested."""
    found: dict[Span, Named] = {}
    known = entities or {}
    for mention in mentions:
        entity = known.get(mention.entity) if mention.entity is not None else None
        if mention.level in (Level.NAM, None) or entity is not None:
            name = entity.name if entity else None
            found[mention.extent] = Named(mention.extent, mention.type, name, mention.entity)
    for each in suggested:
        entity = known.get(each.entity) if each.entity is not None else None
        name = entity.name if entity else each.name
        found.setdefault(each.span, Named(each.span, each.type, name, each.entity))
    return sorted(found.values(), key=lambda named: (named.span.start, -named.span.end))


class Cast:
    """Everybody who is named in a text; it is read once, in one pass over the names."""

    def __init__(
        self,
        text: str,
        names: Sequence[Named],
        lexicon: Lexicon,
        gender_of: GenderOf | None = None,
    ) -> None:
        self.text = text
        self.layout = Layout(text)
        self.figures: list[Figure] = []
        self._lexicon = lexicon
        self._by_entity: dict[EntityId, Figure] = {}
        self._by_name: dict[str, list[Figure]] = {}
        self._countries: dict[str, list[Figure]] = {}
        at: dict[Span, Figure] = {}
        spoken = [each for each in names if each.type in SPEAKING]
        for each in sorted(spoken, key=lambda each: -_fullness(each, text)):
            at[each.span] = self._figure_of(each)
        for each in spoken:
            self._meet(each.span, at[each.span])
        self._by_head = self._heads()
        read_genders(self.text, self.layout, self.figures, gender_of)

    def _heads(self) -> dict[str, list[Figure]]:
        found: dict[str, list[Figure]] = {}
        for figure in self.figures:
            heads = {each.head for each in figure.described if each.head}
            for head in heads if figure.type == "person" else heads | figure.words:
                found.setdefault(head, []).append(figure)
        return found

    def figure_of(self, entity: EntityId | None) -> Figure | None:
        """The figure of an entity that the text names."""
        return self._by_entity.get(entity) if entity is not None else None

    def bearers(self, name: str) -> list[Figure]:
        """Everybody who goes by a name, in full or in short."""
        return self._by_name.get(name, [])

    def country_of(self, demonym: str) -> list[Figure]:
        """The countries of the text that a demonym such as "Kenyan" belongs to."""
        return [
            each
            for start in beginnings(demonym)
            for each in self._countries.get(start, ())
            if belongs_to(demonym, each.name)
        ]

    def described_as(self, head: str) -> list[Figure]:
        """Everybody whom the text, or their own name, calls by a word."""
        return self._by_head.get(head, [])

    # Who is one

    def _figure_of(self, named: Named) -> Figure:
        """The figure of a name, the one that is there already if it may be the same."""
        surface = " ".join(named.span.of(self.text).split())
        name = named.name or surface.removeprefix("The ")
        figure = self.figure_of(named.entity) or self._known(surface, name, named)
        if figure is None:
            words = frozenset(name.lower().split())
            figure = Figure(name, named.type, named.span, named.entity, words=words)
            self.figures.append(figure)
            if figure.type == "gpe":
                self._countries.setdefault(beginning(name), []).append(figure)
        if named.entity is not None and figure.entity is None:
            figure.entity, figure.name, figure.type = named.entity, name, named.type
        if named.entity is not None:
            self._by_entity.setdefault(named.entity, figure)
        for form in {
            surface,
            surface.removeprefix("The "),
            name,
            *self._short_forms(name, figure.type),
        }:
            bearers = self._by_name.setdefault(form, [])
            if figure not in bearers:
                bearers.append(figure)
        return figure

    def _known(self, surface: str, name: str, named: Named) -> Figure | None:
        found = [
            each
            for each in (self._by_name.get(name) or self._by_name.get(surface) or [])
            if _fits(each, named)
        ]
        if not found and named.type == "gpe":
            found = self.country_of(surface.lower())
        # Of two with one surname the one named last before is meant.
        before = [each for each in found if each.span.start <= named.span.start]
        return max(before or found, key=lambda each: each.span.start, default=None)

    def _short_forms(self, name: str, type: str) -> Iterable[str]:
        if type == "person":
            parts = without_titles(name)
            return {*surnames(name), *parts[:1]} if len(parts) > 1 else surnames(name)
        words = name.split()
        first = words[0] if len(words) > 1 and words[0].lower() not in FUNCTION_WORDS else name
        return {*acronym(name), first} if first.lower() not in TITLE_HEADS else acronym(name)

    # What is said of them

    def _meet(self, span: Span, figure: Figure) -> None:
        before = self.text[max(0, span.start - 60) : span.start]
        behind = self.text[span.end : span.end + 110]
        figure.span = min(figure.span, span)
        sentence, paragraph = self.layout.numbers(span.start)
        figure.places.append(Place(span, self._weight(span, before, behind), sentence, paragraph))
        figure.describe(descriptions(self.text, span, self._lexicon.verbs))

    def _weight(self, span: Span, before: str, behind: str) -> float:
        """How likely a place is what its sentence is about: a subject rather than an object."""
        if self.layout.quotation(span.start) is not None:
            return 0.25
        if behind.startswith(("'s", "\u2019s")):
            return 0.45
        if _VERBAL.match(behind):
            return 0.6 if _PREPOSITION.search(before) else 1.0
        opens = span.start - self.layout.sentence_start(span.start) < 4  # noqa: PLR2004
        return 0.8 if opens else 0.5 if _PREPOSITION.search(before) else 0.6


def _fullness(named: Named, text: str) -> int:
    """A linked name first, then longer ones; of a country and its demonym the shorter one."""
    length = len(named.name or named.span.of(text))
    return (1 << 20 if named.entity is not None else 0) + (
        -length if named.type == "gpe" else length
    )


def _fits(figure: Figure, named: Named) -> bool:
    if figure.entity is not None and named.entity is not None:
        return figure.entity == named.entity
    return figure.type == named.type
