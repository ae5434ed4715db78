"""Relations, notes and evidence from nodes, once mentions and statements are found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.formats.layers.fields import Fields
from annotator.formats.layers.found import Found
from annotator.formats.layers.keys import unlisted
from annotator.formats.layers.mapping import Layer
from annotator.formats.layers.nodes import SOURCE, TARGET, Node
from annotator.model.claim import Evidence, Stance
from annotator.model.ids import DocumentId, EvidenceId, NoteId, Ref, RelationId
from annotator.model.provenance import Provenance
from annotator.model.relation import Note, Relation
from annotator.model.span import Span

NO_END = "relations of what did not come in"
NO_TARGET = "notes on what did not come in"
NO_CLAIM = "evidence for nothing that came in"


def type_of(fields: Fields, layer: Layer) -> str:
    """The type that a node says, or else that of its layer; in the words of the mapping."""
    said = fields.some("type")
    return layer.types.get(said, said) if said else layer.default


class LinksIn:
    """Numbers what it finds, and notes it under its node in `found.refs`.

    `document` is None for a file that has no text.
    """

    def __init__(self, found: Found, document: DocumentId | None) -> None:
        self._found = found
        self._document = document
        self.relations: list[Relation] = []
        self.notes: list[Note] = []
        self.evidence: list[Evidence] = []

    def add_relation(self, fields: Fields, layer: Layer) -> None:
        """Add the relation of a node that names two ends."""
        source = self._end(fields, "source", SOURCE)
        target = self._end(fields, "target", TARGET)
        if source is None or target is None:
            self._found.tell(NO_END, fields.node)
            return
        made = fields.made(self._found.known.file)
        id_ = RelationId(len(self.relations) + 1)
        new = Relation(id_, type_of(fields, layer), source, target, made)
        self.relations.append(replace(new, attributes=fields.attributes))
        self._found.refs[fields.node] = Ref("relation", id_)

    def add_slots(self, host: Node, links: Iterable[tuple[str, Node]]) -> None:
        """Add a relation from a mention to each that fills a role."""
        source = self._found.refs[host]
        for role, filler in links:
            target = self._found.refs.get(filler)
            if target is None:
                self._found.tell(NO_END, host)
                continue
            id_ = RelationId(len(self.relations) + 1)
            self.relations.append(Relation(id_, role, source, target, self._found.known.file))

    def _end(self, fields: Fields, name: str, feature: str) -> Ref | None:
        known = self._found.known
        entity = known.entity(fields.some(f"{name}_entity"))
        if entity is not None:
            return Ref("entity", entity)
        claim = known.claim(fields.some(f"{name}_claim"))
        if claim is not None:
            return Ref("claim", claim)
        node = fields.named(name) or fields.node.node(feature)
        return self._found.refs.get(node) if node else None

    def add_evidence(self, fields: Fields) -> None:
        """Add evidence for a claim, or say where the text tells a relation."""
        span = self._found.span(fields.node)
        told = [self._found.refs.get(node) for node in fields.linked("relation")]
        for ref in told:
            self._tell_relation(ref, span)
        claim = self._found.known.claim(fields.some("claim"))
        url = fields.some("url")
        if claim is None or (span is None and url is None):
            if not told:
                self._found.tell(NO_CLAIM, fields.node)
            return
        id_ = EvidenceId(len(self.evidence) + 1)
        stance = fields.one_of("stance", Stance) or Stance.CONTEXT
        new = Evidence(
            id_,
            claim,
            stance,
            fields.made(self._found.known.file),
            url=None if span else url,
            document=self._document if span else None,
            span=span,
            quote=fields.text("quote"),
            note=fields.text("note"),
        )
        self.evidence.append(new)
        self._found.refs[fields.node] = Ref("evidence", id_)

    def _tell_relation(self, ref: Ref | None, span: Span | None) -> None:
        if ref is not None and ref.kind == "relation" and span:
            relation = self.relations[ref.id - 1]
            self.relations[ref.id - 1] = replace(relation, document=self._document, span=span)

    def add_note(self, fields: Fields) -> None:
        """Add a note on what its node names, or on its place, or else on the article."""
        target, span = self._target(fields)
        if target is None:
            self._found.tell(NO_TARGET, fields.node)
            return
        self._note(
            target,
            fields.text("text") or "",
            fields.made(self._found.known.file),
            span,
            tuple(unlisted(fields.text("tags") or "")),
        )

    def note_on(self, node: Node, text: str) -> None:
        """Add a note that a feature of an object's node holds."""
        self._note(self._found.refs[node], text, self._found.known.file)

    def _note(
        self,
        target: Ref,
        text: str,
        made: Provenance,
        span: Span | None = None,
        tags: tuple[str, ...] = (),
    ) -> None:
        self.notes.append(Note(NoteId(len(self.notes) + 1), target, text, made, span, tags))

    def _target(self, fields: Fields) -> tuple[Ref | None, Span | None]:
        known = self._found.known
        for node in (*fields.linked("on"), fields.named("on")):
            if node is not None:
                return self._found.refs.get(node), None
        entity, claim = known.entity(fields.some("entity")), known.claim(fields.some("claim"))
        if entity is not None:
            return Ref("entity", entity), None
        if claim is not None:
            return Ref("claim", claim), None
        if self._document is None:
            return None, None
        return Ref("document", self._document), self._found.span(fields.node)
