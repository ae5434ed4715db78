"""Annotations that a format hands over become objects of the project, under ids of its own.

What the file names and does not have, or marks outside of its text, is told and left out.
"""

from __future__ import annotations

from collections import defaultdict
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
from annotator.model.relation import LINKABLE, NOTABLE, Note, Relation
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
_Known = defaultdict[Kind, dict[int, int]]
"""By kind: the id in the project of what has an id in the file."""
OUTSIDE = "marks outside of their text"
MISSING = "links to what the file does not have"
UNFIT = "links to what annotator cannot link"
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
    given = getattr(value, "attributes", None)
    return (*texts, dict(given)) if given else texts


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
        self._lasting: _Known = defaultdict(dict)
        self._within: _Known = defaultdict(dict)
        self._homes: _Known = defaultdict(dict)
        """The document of the file that something lies in."""
        self._documents: dict[int, _In] = {}
        self._schema = types.schema
        self._filled: tuple[Provenance, Provenance] | None = None
        """The last provenance that did not say all: most of a file have the same."""
        self._left = False  # whether a document of the part is left as it is

    def add(self, part: Imported, place: Place) -> None:
        """Add all of a part."""
        content = part.content
        self._schema = content.schema
        self._within, self._homes = defaultdict(dict), defaultdict(dict)
        self._documents, self._left = {}, False
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
        self._tx.add_all([self._entity(entity) for entity in new_entities])
        self._tx.add_all([self._claim(claim) for claim in new_claims])
        for each in documents:
            self._add_annotations(each)
        self._add_shared(groups)

    def _placed(self, annotated: AnnotatedDocument, place: Place) -> AnnotatedDocument:
        document = annotated.document
        if document.attributes:
            given = self._types.attributes(document.attributes, "document", self._schema)
            document = replace(document, attributes=given)
        id = place(document, annotated.text)
        if id is None:
            self._left = True
            return replace(annotated, mentions=(), statements=())
        self._documents[document.id] = _In(id, len(annotated.text), document.title)
        self._within["document"][document.id] = id
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
                    self._within[kind][value.id] = self._ids.next(kind)

    def _name_in(self, kind: Kind, value: Mention | Statement, spans: Iterable[Span]) -> None:
        """Give what lies in a document its new id, if it fits there."""
        if self._fits(value.document, spans, kind, value.id) and self._storable(value):
            self._within[kind][value.id] = self._ids.next(kind)
            self._homes[kind][value.id] = value.document

    def _fits(self, document: int, spans: Iterable[Span], kind: Kind, id: int) -> bool:
        """Whether the spans of an object lie in the text of its document; told is what does not."""
        where = self._documents.get(document)
        if where is None:
            return False
        for span in spans:
            if not 0 <= span.start < span.end <= where.length:
                self.tally.add(
                    OUTSIDE,
                    f"{where.title}: the {kind} {id} is at {span.start} to {span.end} of a text of "
                    f"{where.length} characters",
                )
                return False
        return True

    def _storable(self, value: Annotation) -> bool:
        """Whether its texts fit into the cells of a table; the store would refuse all else."""
        for each in _texts_of(value):
            if each and len(each if isinstance(each, str) else dump(each)) > MOST_CHARACTERS:
                kind = type(value).__name__.lower()
                self.tally.add(TOO_LONG, f"the {kind} {value.id} has a text that is too long")
                return False
        return True

    def _named_entities(self, entities: Iterable[Entity]) -> list[Entity]:
        new = []
        for entity in entities:
            if entity.id in self._lasting["entity"] or not self._storable(entity):
                continue
            type_ = self._types.entity_type(entity.type, self._schema)
            known = self._known(replace(entity, type=type_))
            if known in self._taken:  # by another of the file, which tells the two apart
                known = None
            if known is not None:
                self.joined += 1
                self._taken.add(known)
            self._lasting["entity"][entity.id] = known or self._ids.next("entity")
            if known is None:
                new.append(replace(entity, type=type_))
        return new

    def _named_claims(self, claims: Iterable[Claim]) -> list[Claim]:
        new = [
            each
            for each in claims
            if each.id not in self._lasting["claim"] and self._storable(each)
        ]
        for each in new:
            self._lasting["claim"][each.id] = self._ids.next("claim")
        return new

    def _id(self, kind: Kind, id: int | None, home: int | None = None) -> int | None:
        """The id in the project of what the file names, or None where it does not have it.

        With a `home` it has to lie in that document of the file.
        """
        if id is None:
            return None
        found = (self._lasting if kind in _LASTING else self._within)[kind].get(id)
        if found is not None and home is not None and self._homes[kind][id] != home:
            self.tally.add(MISSING, f"the {kind} {id} lies in another document")
            return None
        if found is None and not self._left:
            self.tally.add(MISSING, f"there is no {kind} {id} in the file")
        return found

    def _entity_id(self, id: int | None) -> EntityId | None:
        found = None if id is None else self._id("entity", id)
        return None if found is None else EntityId(found)

    def _entity_ids(self, ids: Iterable[int]) -> tuple[EntityId, ...]:
        return tuple(id for id in map(self._entity_id, ids) if id is not None)

    def _made(self, made: Provenance) -> Provenance:
        """Where it comes from, with the author and the time of this step where it does not say."""
        if made.author and made.created_at:
            return made
        if self._filled is None or self._filled[0] != made:
            author, at = made.author or self._tx.author, made.created_at or self._tx.now
            self._filled = made, replace(made, author=author, created_at=at)
        return self._filled[1]

    def _entity(self, entity: Entity) -> Entity:
        event, find = entity.event, self._entity_id
        roles = (find(event.agent), find(event.target), find(event.time), find(event.place))
        frame = EventFrame(*roles, event.realis)
        return replace(
            entity,
            name=self._name_of(entity),
            id=EntityId(self._lasting["entity"][entity.id]),
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
            id=ClaimId(self._lasting["claim"][claim.id]),
            attributes=self._types.attributes(claim.attributes, "claim", self._schema),
            provenance=self._made(claim.provenance),
        )

    def _add_annotations(self, annotated: AnnotatedDocument) -> None:
        where = self._documents.get(annotated.document.id)
        if where is None:
            return
        named = self._within["mention"]
        self._tx.add_all(
            [
                self._mention(mention, MentionId(named[mention.id]), where)
                for mention in annotated.mentions
                if mention.id in named
            ]
        )
        named = self._within["statement"]
        self._tx.add_all(
            [
                self._statement(said, StatementId(named[said.id]), where)
                for said in self._without_circles(annotated.statements)
                if said.id in named
            ]
        )

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
        return Mention(  # there are so many that `replace` would be a tenth of an import
            id,
            where.id,
            self._types.entity_type(mention.type, self._schema),
            mention.spans,
            self._made(mention.provenance),
            mention.level,
            self._entity_id(mention.entity),
            self._head(mention),
            self._entity_id(mention.stands_for),
            mention.value,
            mention.doubt,
            self._types.attributes(mention.attributes, "mention", self._schema),
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
            added, named = [], self._within[kind]
            for value in values:
                if value.id not in named:
                    continue
                one = self._shared(value, named[value.id])
                if one is None:
                    del named[value.id]
                else:
                    added.append(one)
            self._tx.add_all(added)

    def _shared(self, value: Annotation, id: int) -> Relation | Evidence | Note | None:
        match value:
            case Relation():
                return self._relation(value, RelationId(id))
            case Evidence():
                return self._evidence(value, EvidenceId(id))
            case Note():
                return self._note(value, NoteId(id))
        raise TypeError(f"{type(value).__name__} does not stand beside documents")

    def _relation(self, relation: Relation, id: RelationId) -> Relation | None:
        what = f"the relation {relation.id}"
        source = self._ref(relation.source, LINKABLE, what)
        target = self._ref(relation.target, LINKABLE, what)
        if source is None or target is None:
            return None
        document, span = self._where(relation.document, relation.span, "relation", relation.id)
        return replace(
            relation,
            id=id,
            type=self._types.relation_type(relation.type, self._schema),
            source=source,
            target=target,
            document=document,
            span=span,
            attributes=self._types.attributes(relation.attributes, "relation", self._schema),
            provenance=self._made(relation.provenance),
        )

    def _evidence(self, evidence: Evidence, id: EvidenceId) -> Evidence | None:
        claim = self._id("claim", evidence.claim)
        document, span = self._where(evidence.document, evidence.span, "evidence", evidence.id)
        if claim is None or (evidence.document is not None and document is None):
            return None
        return replace(
            evidence,
            id=id,
            claim=ClaimId(claim),
            document=document,
            span=span,
            provenance=self._made(evidence.provenance),
        )

    def _note(self, note: Note, id: NoteId) -> Note | None:
        target = self._ref(note.target, NOTABLE, f"the note {note.id}")
        if target is None:
            return None
        if note.span and not self._fits(note.target.id, (note.span,), "note", note.id):
            return None
        return replace(note, id=id, target=target, provenance=self._made(note.provenance))

    def _where(
        self, document: int | None, span: Span | None, kind: Kind, id: int
    ) -> tuple[DocumentId | None, Span | None]:
        if document is None or span is None:
            return None, None
        fits = self._fits(document, (span,), kind, id)
        return (self._documents[document].id, span) if fits else (None, None)

    def _ref(self, ref: Ref, kinds: tuple[Kind, ...], what: str) -> Ref | None:
        if ref.kind not in kinds:
            self.tally.add(UNFIT, f"{what} names the {ref.kind}")
            return None
        id = self._id(ref.kind, ref.id)
        return None if id is None else Ref(ref.kind, id)
