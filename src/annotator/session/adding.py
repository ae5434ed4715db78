"""Annotations that a format hands over become objects of the project, under ids of its own.

What the file names and does not have, or marks outside of its text, is told and left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from annotator.formats.base import Imported
from annotator.formats.losses import Tally
from annotator.model.annotations import AnnotatedDocument, Annotation
from annotator.model.claim import Claim, Evidence
from annotator.model.document import Document
from annotator.model.entity import Entity, EventFrame
from annotator.model.ids import (
    ClaimId,
    DocumentId,
    EntityId,
    EvidenceId,
    Kind,
    MentionId,
    NoteId,
    Ref,
    RelationId,
    StatementId,
)
from annotator.model.mention import Mention
from annotator.model.provenance import Provenance
from annotator.model.relation import Note, Relation
from annotator.model.span import Span
from annotator.model.statement import Party, Source, Statement
from annotator.session.type_matching import Types
from annotator.store.columns import MOST_CHARACTERS, dump
from annotator.store.queries import Queries
from annotator.store.transaction import Transaction

P = TypeVar("P", Party, Source)
V = TypeVar("V", bound=Annotation)
Place = Callable[[Document, str], DocumentId | None]
_LASTING: tuple[Kind, ...] = ("entity", "claim")
OUTSIDE = "marks outside of their text"
MISSING = "links to what the file does not have"
NO_NAME = "unnamed"
TOO_LONG = f"texts of more than {MOST_CHARACTERS:,} characters"


class Ids:
    """The next free id of each kind, within one step."""

    def __init__(self, queries: Queries) -> None:
        self._queries = queries
        self._last: dict[Kind, int] = {}

    def next(self, kind: Kind) -> int:
        """An id that nothing has."""
        if kind not in self._last:
            self._last[kind] = _last_id(self._queries, kind)
        self._last[kind] += 1
        return self._last[kind]


def _last_id(queries: Queries, kind: Kind) -> int:
    links = queries.links
    readers: dict[Kind, Callable[[], int]] = {
        "document": queries.documents.last_id,
        "mention": queries.mentions.last_id,
        "entity": queries.entities.last_id,
        "statement": queries.statements.last_id,
        "claim": queries.claims.last_id,
        "evidence": queries.claims.evidence.last_id,
        "relation": links.relations.last_id,
        "note": links.notes.last_id,
    }
    return readers[kind]()


def _texts_of(value: Annotation) -> tuple[object, ...]:
    """What of an object may be of any length: texts, and what is stored as one."""
    match value:
        case Mention():
            texts: tuple[object, ...] = (value.value,)
        case Entity():
            texts = (value.name, value.aliases, value.description, value.kb_id)
        case Claim():
            texts = (value.text, value.topic)
        case Evidence():
            texts = (value.url, value.quote, value.note)
        case Note():
            texts = (value.text, value.tags)
        case _:
            texts = ()
    return texts if isinstance(value, Evidence | Note) else (*texts, dict(value.attributes))


@dataclass(frozen=True, slots=True)
class _In:
    """A document of the file as it is in the project."""

    id: DocumentId
    length: int
    title: str


class Adding:
    """Adds the parts of one file to a project.

    `place` stores a document and says under which id it is to get what lies in it, or None where
    it is left as it is; `known` gives the project's entity that one of the file is, if it has it.
    """

    def __init__(
        self,
        tx: Transaction,
        ids: Ids,
        types: Types,
        known: Callable[[Entity], EntityId | None] = lambda _: None,
    ) -> None:
        self.tally = Tally()
        self.joined = 0
        """So many entities of the file were in the project already."""
        self._tx, self._ids, self._types = tx, ids, types
        self._known = known
        self._taken: set[EntityId] = set()
        self._lasting: dict[Ref, int] = {}
        self._within: dict[Ref, int] = {}
        self._homes: dict[Ref, int] = {}
        self._documents: dict[int, _In] = {}
        self._schema = types.schema
        self._left = False  # whether a document of the part is left as it is

    def add(self, part: Imported, place: Place) -> None:
        """Add all of a part."""
        content = part.content
        self._schema = content.schema
        self._within, self._homes, self._documents, self._left = {}, {}, {}, False
        documents = [self._placed(each, place) for each in content.documents]
        shared: tuple[tuple[Kind, Iterable[Annotation]], ...] = (
            ("relation", content.relations),
            ("evidence", content.evidence),
            ("note", content.notes),
        )
        groups = [(kind, tuple(values)) for kind, values in shared]
        self._name(documents, groups)
        new_entities = self._named_entities(content.entities)
        new_claims = self._named_claims(content.claims)
        for entity in new_entities:
            self._tx.add(self._entity(entity))
        for claim in new_claims:
            self._tx.add(self._claim(claim))
        for each in documents:
            self._add_annotations(each)
        self._add_shared(groups)

    def _placed(self, annotated: AnnotatedDocument, place: Place) -> AnnotatedDocument:
        document = annotated.document
        attributes = self._types.attributes(document.attributes, "document", self._schema)
        id = place(replace(document, attributes=attributes), annotated.text)
        if id is None:
            self._left = True
            return replace(annotated, mentions=(), statements=())
        self._documents[document.id] = _In(id, len(annotated.text), document.title)
        self._within[Ref("document", document.id)] = id
        return annotated.held()

    def _name(
        self,
        documents: Iterable[AnnotatedDocument],
        groups: Iterable[tuple[Kind, Iterable[Annotation]]],
    ) -> None:
        """Give everything in the part its new id, so that whatever comes first may name it."""
        for each in documents:
            for mention in each.mentions:
                self._name_in("mention", mention, mention.spans)
            for said in each.statements:
                self._name_in("statement", said, said.parts)
        for kind, values in groups:
            for value in values:
                if self._storable(value):
                    self._within[Ref(kind, value.id)] = self._ids.next(kind)

    def _name_in(self, kind: Kind, value: Mention | Statement, spans: Iterable[Span]) -> None:
        """Give what lies in a document its new id, if it fits there."""
        if self._fits(value.document, spans, f"the {kind} {value.id}") and self._storable(value):
            ref = Ref(kind, value.id)
            self._within[ref] = self._ids.next(kind)
            self._homes[ref] = value.document

    def _fits(self, document: int, spans: Iterable[Span], what: str) -> bool:
        where = self._documents.get(document)
        if where is None:
            return False
        for span in spans:
            if not 0 <= span.start < span.end <= where.length:
                self.tally.add(
                    OUTSIDE,
                    f"{where.title}: {what} is at {span.start} to {span.end} of a text of "
                    f"{where.length} characters",
                )
                return False
        return True

    def _storable(self, value: Annotation) -> bool:
        """Whether its texts fit into the cells of a table; the store would refuse all else."""
        fits = all(
            each is None or len(each if isinstance(each, str) else dump(each)) <= MOST_CHARACTERS
            for each in _texts_of(value)
        )
        if not fits:
            kind = type(value).__name__.lower()
            self.tally.add(TOO_LONG, f"the {kind} {value.id} has a text that is too long")
        return fits

    def _named_entities(self, entities: Iterable[Entity]) -> list[Entity]:
        new = []
        for entity in entities:
            ref = Ref("entity", entity.id)
            if ref in self._lasting or not self._storable(entity):
                continue
            type_ = self._types.entity_type(entity.type, self._schema)
            known = self._known(replace(entity, type=type_))
            if known in self._taken:  # by another of the file, which tells the two apart
                known = None
            if known is not None:
                self.joined += 1
                self._taken.add(known)
            self._lasting[ref] = known if known is not None else self._ids.next("entity")
            if known is None:
                new.append(replace(entity, type=type_))
        return new

    def _named_claims(self, claims: Iterable[Claim]) -> list[Claim]:
        new = [
            each
            for each in claims
            if Ref("claim", each.id) not in self._lasting and self._storable(each)
        ]
        for each in new:
            self._lasting[Ref("claim", each.id)] = self._ids.next("claim")
        return new

    def _id(self, kind: Kind, id: int | None, home: int | None = None) -> int | None:
        """The id in the project of what the file names, or None where it does not have it.

        With a `home` it has to lie in that document of the file.
        """
        if id is None:
            return None
        ref = Ref(kind, id)
        found = (self._lasting if kind in _LASTING else self._within).get(ref)
        if found is not None and home is not None and self._homes[ref] != home:
            self.tally.add(MISSING, f"the {kind} {id} lies in another document")
            return None
        if found is None and not self._left:
            self.tally.add(MISSING, f"there is no {kind} {id} in the file")
        return found

    def _entity_id(self, id: int | None) -> EntityId | None:
        found = self._id("entity", id)
        return None if found is None else EntityId(found)

    def _entity_ids(self, ids: Iterable[int]) -> tuple[EntityId, ...]:
        return tuple(id for id in map(self._entity_id, ids) if id is not None)

    def _made(self, made: Provenance) -> Provenance:
        """Where it comes from, with the author and the time of this step where it does not say."""
        if made.author and made.created_at:
            return made
        return replace(
            made, author=made.author or self._tx.author, created_at=made.created_at or self._tx.now
        )

    def _entity(self, entity: Entity) -> Entity:
        event, find = entity.event, self._entity_id
        roles = (find(event.agent), find(event.target), find(event.time), find(event.place))
        frame = EventFrame(*roles, event.realis)
        return replace(
            entity,
            name=self._name_of(entity),
            id=EntityId(self._lasting[Ref("entity", entity.id)]),
            members=self._entity_ids(entity.members),
            event=frame,
            attributes=self._types.attributes(entity.attributes, "entity", self._schema),
            provenance=self._made(entity.provenance),
        )

    def _name_of(self, entity: Entity) -> str:
        """Its name; one that has none is called so."""
        if entity.name.strip():
            return entity.name
        self.tally.add(f"names of entities (now called {NO_NAME})", f"the entity {entity.id}")
        return NO_NAME

    def _claim(self, claim: Claim) -> Claim:
        return replace(
            claim,
            id=ClaimId(self._lasting[Ref("claim", claim.id)]),
            attributes=self._types.attributes(claim.attributes, "claim", self._schema),
            provenance=self._made(claim.provenance),
        )

    def _add_annotations(self, annotated: AnnotatedDocument) -> None:
        where = self._documents.get(annotated.document.id)
        if where is None:
            return
        for mention in annotated.mentions:
            id = self._within.get(Ref("mention", mention.id))
            if id is not None:
                self._tx.add(self._mention(mention, MentionId(id), where))
        for said in self._without_circles(annotated.statements):
            id = self._within.get(Ref("statement", said.id))
            if id is not None:
                self._tx.add(self._statement(said, StatementId(id), where))

    def _without_circles(self, statements: Iterable[Statement]) -> Iterator[Statement]:
        """The same statements; one that would be nested in itself is nested in none."""
        parents = {each.id: each.parent for each in statements if each.parent is not None}
        for each in statements:
            above, seen = each.parent, {each.id}
            while above is not None and above not in seen:
                seen.add(above)
                above = parents.get(above)
            if above is None:
                yield each
                continue
            parents.pop(each.id, None)
            self.tally.add("statements nested in themselves", f"the statement {each.id}")
            yield replace(each, parent=None)

    def _head(self, mention: Mention) -> Span | None:
        """The head of a mention, which has to lie in it."""
        head = mention.head
        if head is None or any(span.contains(head) for span in mention.spans):
            return head
        self.tally.add("heads outside of their mentions", f"the mention {mention.id}")
        return None

    def _mention(self, mention: Mention, id: MentionId, where: _In) -> Mention:
        return replace(
            mention,
            id=id,
            document=where.id,
            type=self._types.entity_type(mention.type, self._schema),
            entity=self._entity_id(mention.entity),
            stands_for=self._entity_id(mention.stands_for),
            head=self._head(mention),
            attributes=self._types.attributes(mention.attributes, "mention", self._schema),
            provenance=self._made(mention.provenance),
        )

    def _statement(self, said: Statement, id: StatementId, where: _In) -> Statement:
        kind, parent = said.kind, self._id("statement", said.parent, said.document)
        claim = self._id("claim", said.claim)
        return replace(
            said,
            id=id,
            document=where.id,
            kind=self._types.statement_kind(kind, self._schema) if kind else None,
            source=self._party(said.source, said.document) if said.source else None,
            addressee=self._party(said.addressee, said.document),
            time=self._party(said.time, said.document),
            place=self._party(said.place, said.document),
            parent=None if parent is None else StatementId(parent),
            about=self._entity_ids(said.about),
            claim=None if claim is None else ClaimId(claim),
            attributes=self._types.attributes(said.attributes, "statement", self._schema),
            provenance=self._made(said.provenance),
        )

    def _party(self, party: P, home: int) -> P:
        if party.mention is None and party.entity is None:
            return party
        mention = self._id("mention", party.mention, home)
        return replace(
            party,
            mention=None if mention is None else MentionId(mention),
            entity=self._entity_id(party.entity),
        )

    def _add_shared(self, groups: Iterable[tuple[Kind, Iterable[Annotation]]]) -> None:
        """Add links, evidence and notes; what has lost an end goes, and what is noted on it."""
        for kind, values in groups:
            for value in values:
                ref = Ref(kind, value.id)
                if ref not in self._within:
                    continue
                added = self._shared(value, self._within[ref])
                if added is None:
                    del self._within[ref]
                else:
                    self._tx.add(added)

    def _shared(self, value: Annotation, id: int) -> Relation | Evidence | Note | None:
        made = self._made(value.provenance)
        match value:
            case Relation():
                return self._relation(replace(value, id=RelationId(id), provenance=made))
            case Evidence():
                return self._evidence(replace(value, id=EvidenceId(id), provenance=made))
            case Note():
                return self._note(replace(value, id=NoteId(id), provenance=made))
        raise TypeError(f"{type(value).__name__} does not stand beside documents")

    def _relation(self, relation: Relation) -> Relation | None:
        source, target = self._ref(relation.source), self._ref(relation.target)
        if source is None or target is None:
            return None
        document, span = self._where(relation.document, relation.span)
        return replace(
            relation,
            type=self._types.relation_type(relation.type, self._schema),
            source=source,
            target=target,
            document=document,
            span=span,
            attributes=self._types.attributes(relation.attributes, "relation", self._schema),
        )

    def _evidence(self, evidence: Evidence) -> Evidence | None:
        claim = self._id("claim", evidence.claim)
        document, span = self._where(evidence.document, evidence.span)
        if claim is None or (evidence.document is not None and document is None):
            return None
        return replace(evidence, claim=ClaimId(claim), document=document, span=span)

    def _note(self, note: Note) -> Note | None:
        target = self._ref(note.target)
        if target is None:
            return None
        if note.span and not self._fits(note.target.id, (note.span,), f"the note {note.id}"):
            return None
        return replace(note, target=target)

    def _where(
        self, document: int | None, span: Span | None
    ) -> tuple[DocumentId | None, Span | None]:
        if document is None or span is None:
            return None, None
        fits = self._fits(document, (span,), "what stands beside the text")
        return (self._documents[document].id, span) if fits else (None, None)

    def _ref(self, ref: Ref) -> Ref | None:
        if ref.kind == "project":
            return ref
        id = self._id(ref.kind, ref.id)
        return None if id is None else Ref(ref.kind, id)
