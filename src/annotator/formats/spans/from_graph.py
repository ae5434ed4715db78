"""Graphs of stretches as annotated documents; `graph` says how each thing is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from annotator.formats.base import NO_SCHEMA, Stamp
from annotator.formats.losses import Tally
from annotator.formats.spans.graph import (
    CONTINUES,
    COREF,
    CUE,
    SOURCE,
    STATEMENT,
    WITHIN,
    Graph,
    Link,
)
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.entity import Entity
from annotator.model.ids import EntityId, MentionId, Ref, RelationId, StatementId
from annotator.model.mention import Mention
from annotator.model.provenance import Provenance
from annotator.model.relation import Relation
from annotator.model.span import Span, Spans
from annotator.model.statement import Source, SourceKind, Statement
from annotator.text.levels import level_of
from annotator.text.quotes import form_of, quoted_parts


class Entities:
    """Gives entities their numbers, one after another in all documents of a file."""

    def __init__(self) -> None:
        self.last = 0

    def next(self) -> EntityId:
        """A number that no entity has."""
        self.last += 1
        return EntityId(self.last)


def content_of(
    graph: Graph, origin: str, stamp: Stamp, entities: Entities, tally: Tally
) -> ProjectContent:
    """A document with what its graph says, as a part of a file.

    Links to or from what is no annotation are counted as lost.
    """
    made = Provenance(stamp.by, stamp.at, origin=f"import:{origin}")
    return _Reading(graph, made, entities, tally).content()


class _Reading:
    def __init__(self, graph: Graph, made: Provenance, entities: Entities, tally: Tally) -> None:
        self._graph, self._made, self._entities, self._tally = graph, made, entities, tally
        self._links: dict[str, list[Link]] = defaultdict(list)
        self._pieces: dict[int, list[int]] = defaultdict(list)
        self._continued: set[int] = set()
        self._sort_links()
        self._parts = {
            link.target
            for link in (*self._links[CUE], *self._links[SOURCE])
            if graph.stretches[link.target].label in (CUE, SOURCE)
        }

    def content(self) -> ProjectContent:
        """All of it."""
        numbers = range(len(self._graph.stretches))
        own = [each for each in numbers if each not in self._continued | self._parts]
        said = [each for each in own if self._label(each).startswith(STATEMENT)]
        mentioned = [each for each in own if each not in set(said)]
        chained = self._chains(mentioned)
        annotated = AnnotatedDocument(
            self._graph.document,
            self._graph.text,
            tuple(self._mention(each, chained.get(each)) for each in mentioned),
            tuple(self._statement(each, set(said), set(mentioned)) for each in said),
        )
        entities = tuple(self._named(chained, mentioned))
        relations = tuple(self._relations(set(said), set(mentioned)))
        return ProjectContent(NO_SCHEMA, "", (annotated,), entities, relations=relations)

    def _sort_links(self) -> None:
        known = (CUE, SOURCE, WITHIN, COREF)
        for link in self._graph.links:
            if link.label == CONTINUES:
                self._pieces[link.target].append(link.source)
                self._continued.add(link.source)
            else:
                self._links[link.label if link.label in known else ""].append(link)

    def _label(self, number: int) -> str:
        return self._graph.stretches[number].label

    def _spans(self, number: int) -> Spans:
        pieces = (number, *self._pieces[number])
        found = (self._graph.stretches[each] for each in pieces)
        return tuple(Span(each.start, each.end) for each in found)

    def _chains(self, mentioned: Iterable[int]) -> dict[int, EntityId]:
        """The entity of each mention that is linked to another, or to a knowledge base."""
        of: dict[int, int] = {each: each for each in mentioned}

        def root(number: int) -> int:
            while of[number] != number:
                number = of[number]
            return number

        for link in self._links[COREF]:
            if link.source in of and link.target in of:
                of[root(link.source)] = root(link.target)
            else:
                self._lose(link)
        linked = {link.source for link in self._links[COREF]}
        linked |= {link.target for link in self._links[COREF]} | set(self._graph.kb_ids)
        ids: dict[int, EntityId] = {}
        for each in sorted(linked & of.keys()):
            ids.setdefault(root(each), EntityId(0))
        ids = {number: self._entities.next() for number in ids}
        return {each: ids[root(each)] for each in of if root(each) in ids}

    def _named(self, chained: dict[int, EntityId], mentioned: Iterable[int]) -> Iterable[Entity]:
        """Each entity named after the longest words for it."""
        members: dict[EntityId, list[int]] = defaultdict(list)
        for each in mentioned:
            if each in chained:
                members[chained[each]].append(each)
        for id, numbers in members.items():
            words = [self._words(each) for each in numbers]
            kb_ids = (self._graph.kb_ids.get(each) for each in numbers)
            yield Entity(
                id,
                max(words, key=len),
                self._label(numbers[0]),
                self._made,
                kb_id=next(filter(None, kb_ids), None),
            )

    def _words(self, number: int) -> str:
        return " ".join(" ".join(s.of(self._graph.text).split()) for s in self._spans(number))

    def _mention(self, number: int, entity: EntityId | None) -> Mention:
        spans = self._spans(number)
        level = level_of(self._words(number))
        return Mention(
            MentionId(number + 1),
            self._graph.document.id,
            self._label(number),
            spans,
            self._made,
            level,
            entity,
        )

    def _statement(self, number: int, said: set[int], mentioned: set[int]) -> Statement:
        content = self._spans(number)
        text = self._graph.text
        cue = self._target(CUE, number)
        source = self._target(SOURCE, number)
        parent = self._target(WITHIN, number)
        return Statement(
            StatementId(number + 1),
            self._graph.document.id,
            content,
            form_of(text, content),
            self._label(number).removeprefix(STATEMENT) or None,
            self._made,
            cue=self._spans(cue)[0] if cue is not None else None,
            source=self._source(source, mentioned),
            quoted=quoted_parts(text, content),
            parent=StatementId(parent + 1) if parent is not None and parent in said else None,
        )

    def _source(self, number: int | None, mentioned: set[int]) -> Source | None:
        if number is None:
            return None
        if number in mentioned:
            return Source(SourceKind.ENTITY, mention=MentionId(number + 1))
        return Source(SourceKind.ENTITY, self._spans(number)[0])

    def _target(self, label: str, number: int) -> int | None:
        found = (link.target for link in self._links[label] if link.source == number)
        return next(found, None)

    def _relations(self, said: set[int], mentioned: set[int]) -> Iterable[Relation]:
        for count, link in enumerate(self._links[""], 1):
            ends = [self._ref(end, said, mentioned) for end in (link.source, link.target)]
            if ends[0] is None or ends[1] is None:
                self._lose(link)
                continue
            yield Relation(RelationId(count), link.label, ends[0], ends[1], self._made)

    def _ref(self, number: int, said: set[int], mentioned: set[int]) -> Ref | None:
        if number in said:
            return Ref("statement", number + 1)
        return Ref("mention", number + 1) if number in mentioned else None

    def _lose(self, link: Link) -> None:
        where = self._graph.document.source_name
        self._tally.add("links of what is no annotation", f"{where}: a link {link.label!r}")
