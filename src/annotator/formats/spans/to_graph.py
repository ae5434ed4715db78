"""Annotated documents as graphs of stretches, with a count of all that these cannot say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from annotator.formats.labels import names_in
from annotator.formats.losses import Tally
from annotator.formats.spans.graph import (
    CONTINUES,
    COREF,
    CUE,
    OWN_LABELS,
    SOURCE,
    STATEMENT,
    WITHIN,
    Graph,
)
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.ids import Ref
from annotator.model.mention import Mention
from annotator.model.provenance import Status
from annotator.model.relation import Relation
from annotator.model.span import Spans
from annotator.model.statement import SourceKind, Statement

NOT_ACCEPTED = "annotations that are not accepted"
MADE = "authors and times of annotations"
DETAILS = "details of documents"
ENTITIES = "names and details of entities (they are named after their mentions)"
ONCE = "links to entities that a document mentions once"


def graphs_of(content: ProjectContent, tally: Tally, format_: str) -> Iterator[Graph]:
    """Each document as a graph; what it cannot say is counted while the documents pass.

    Types have the names that the schema maps for the format, or else their ids.
    """
    schema = content.schema
    types = names_in(format_, schema.entity_types, _is_label)
    links = names_in(format_, schema.relation_types, _is_label)
    relations: dict[Ref, list[Relation]] = defaultdict(list)
    for relation in content.relations:
        kinds = {relation.source.kind, relation.target.kind}
        if kinds <= {"mention", "statement"}:
            relations[relation.source].append(relation)
        else:
            tally.add("relations of entities and claims", f"the relation {relation.id}")
    kb_ids: dict[int, str] = {each.id: each.kb_id for each in content.entities if each.kb_id}
    _tell_beside(content, tally)
    for annotated in content.documents:
        making = _Making(annotated, tally, types, links)
        making.mentions(annotated.mentions, kb_ids)
        making.statements(annotated.statements)
        making.relations(relations)
        yield making.graph
    for left in relations.values():
        for relation in left:
            tally.add("relations of entities and claims", f"the relation {relation.id}")


def _is_label(name: str) -> bool:
    """Whether a label can stand for a type: it says nothing else, and is there."""
    return bool(name.strip()) and name not in OWN_LABELS and not name.startswith(STATEMENT)


def _tell_beside(content: ProjectContent, tally: Tally) -> None:
    for what, group in (
        (ENTITIES, content.entities),
        ("claims", content.claims),
        ("evidence of claims", content.evidence),
        ("notes", content.notes),
    ):
        count = sum(1 for _ in group)
        if count:
            tally.add(what, times=count)


class _Making:
    """One document in the making; `types` and `links` are the labels of those that have another."""

    def __init__(
        self,
        annotated: AnnotatedDocument,
        tally: Tally,
        types: Mapping[str, str],
        links: Mapping[str, str],
    ) -> None:
        self.graph = Graph(annotated.document, annotated.text)
        self._tally = tally
        self._types, self._links = types, links
        self._where = annotated.document.title or annotated.document.source_name
        self._numbers: dict[Ref, int] = {}

    def mentions(self, mentions: Iterable[Mention], kb_ids: dict[int, str]) -> None:
        """Add the accepted mentions, and link those of one entity."""
        chains: dict[int, list[int]] = defaultdict(list)
        for mention in sorted(mentions, key=lambda each: (each.extent.start, each.id)):
            if not self._is_accepted(mention):
                continue
            number = self._pieces(mention.spans, self._types.get(mention.type, mention.type))
            self._numbers[Ref("mention", mention.id)] = number
            if mention.entity is not None:
                chains[mention.entity].append(number)
                if mention.entity in kb_ids:
                    self.graph.kb_ids[number] = kb_ids[mention.entity]
            self._tell_mention(mention)
        for chain in chains.values():
            for before, after in pairwise(chain):
                self.graph.link(after, before, COREF)
            if len(chain) == 1:
                self._tell(ONCE, self.graph.stretches[chain[0]].start)

    def statements(self, statements: Iterable[Statement]) -> None:
        """Add the accepted statements with their cues and sources, and link what is nested."""
        accepted = [each for each in statements if self._is_accepted(each)]
        for said in accepted:
            number = self._pieces(said.content, f"{STATEMENT}{said.kind or ''}")
            self._numbers[Ref("statement", said.id)] = number
            if said.cue:
                cue = self.graph.add(said.cue.start, said.cue.end, CUE)
                self.graph.link(number, cue, CUE)
            self._source(said, number)
            self._tell_statement(said)
        for said in accepted:
            parent = self._numbers.get(Ref("statement", said.parent or 0))
            if parent is not None:
                self.graph.link(self._numbers[Ref("statement", said.id)], parent, WITHIN)
            elif said.parent is not None:
                self._tell("statements within others that are not accepted", said.content[0].start)

    def relations(self, relations: dict[Ref, list[Relation]]) -> None:
        """Add the relations between what lies in this document."""
        for ref, number in list(self._numbers.items()):
            for relation in relations.pop(ref, ()):
                target = self._numbers.get(relation.target)
                if target is None or relation.provenance.status is not Status.ACCEPTED:
                    self._tally.add("relations of what is not accepted", f"{relation.id}")
                    continue
                label = self._links.get(relation.type, relation.type)
                self.graph.link(number, target, label)
                if relation.attributes or relation.span:
                    self._tally.add("places and attributes of relations", f"{relation.id}")

    def _source(self, said: Statement, number: int) -> None:
        source = said.source
        if source is None:
            return
        mention = self._numbers.get(Ref("mention", source.mention or 0))
        if source.span is not None:
            if mention is not None:
                self._tell("links of sources to mentions", source.span.start)
            stretch: int | None = self.graph.add(source.span.start, source.span.end, SOURCE)
        else:
            stretch = mention
        if stretch is not None:
            self.graph.link(number, stretch, SOURCE)
        if stretch is None or source.kind is not SourceKind.ENTITY or source.entity is not None:
            self._tell("kinds and entities of sources", said.content[0].start)

    def _pieces(self, spans: Spans, label: str) -> int:
        first, *more = (self.graph.add(span.start, span.end, label) for span in spans)
        for piece in more:
            self.graph.link(piece, first, CONTINUES)
        return first

    def _is_accepted(self, value: Mention | Statement) -> bool:
        if value.provenance.status is Status.ACCEPTED:
            return True
        kind = "mention" if isinstance(value, Mention) else "statement"
        self._tally.add(NOT_ACCEPTED, f"{self._where}: the {kind} {value.id}")
        return False

    def _tell_mention(self, mention: Mention) -> None:
        said = {
            "levels of mentions": mention.level,
            "heads of mentions": mention.head,
            "values of mentions": mention.value is not None,
            "entities that mentions stand for": mention.stands_for,
            "doubts about mentions": mention.doubt,
            "attributes of mentions": mention.attributes,
        }
        for what, there in said.items():
            if there:
                self._tell(what, mention.extent.start)

    def _tell_statement(self, said: Statement) -> None:
        others = {
            "forms and stances of statements": True,
            "quoted parts of statements": said.quoted,
            "addressees, times and places of statements": said.addressee or said.time or said.place,
            "what statements are about": said.about,
            "channels of statements": said.channel,
            "claims of statements": said.claim,
            "doubts about statements": said.doubt,
            "attributes of statements": said.attributes,
        }
        for what, there in others.items():
            if there:
                self._tell(what, said.content[0].start)

    def _tell(self, what: str, at: int) -> None:
        self._tally.add(what, f"{self._where}: at {at}")
