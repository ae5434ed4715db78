"""Whether a project holds together: ids once, and every id that is named is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from annotator.model.annotations import AnnotatedDocument, Annotation, ProjectContent
from annotator.model.claim import Evidence
from annotator.model.document import Document
from annotator.model.entity import Entity
from annotator.model.ids import DocumentId, Kind, Ref, StatementId
from annotator.model.mention import Mention
from annotator.model.relation import Note, Relation
from annotator.model.schema import EntityType, RelationType, Schema, StatementKind
from annotator.model.statement import Statement

Known = Callable[[Kind, int], bool]
"""Whether something is there under an id of a kind."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold: of which object, the sentence, and what it names in vain.

    `named` is None where the object itself is wrong.
    """

    owner: Ref
    problem: str
    named: Ref | None = None


@dataclass(slots=True)
class _Index:
    """Everything by kind and id, with the document of what lies in one."""

    known: Known
    types: frozenset[str]
    faults: list[Fault] = field(default_factory=list)
    homes: dict[Kind, dict[int, DocumentId | None]] = field(default_factory=dict)

    def add(self, kind: Kind, id: int, home: DocumentId | None) -> None:
        homes = self.homes.setdefault(kind, {})
        if id in homes:
            self.note(Ref(kind, id), "the id is there twice")
        homes[id] = home

    def is_sound(self, mention: Mention) -> bool:
        """Whether nothing is wrong with a mention, which nearly all objects of a project are."""
        return mention.type in self.types and all(
            id is None or id in self.homes.get("entity", ()) or self.known("entity", id)
            for id in (mention.entity, mention.stands_for)
        )

    def need(self, owner: Ref, what: str, named: Ref) -> None:
        """Report a named object that is not there, or that lies in another document."""
        homes = self.homes.get(named.kind, {})
        if named.id not in homes:
            if not self.known(named.kind, named.id):
                self.note(owner, f"{what} is {_name(named)}, which is missing", named)
            return
        here, there = self.homes[owner.kind][owner.id], homes[named.id]
        if here is not None and there is not None and here != there:
            self.note(owner, f"{what} is {_name(named)} of another document", named)

    def note(self, owner: Ref, problem: str, named: Ref | None = None) -> None:
        self.faults.append(Fault(owner, f"{_name(owner)}: {problem}", named))


def reference_problems(content: ProjectContent) -> list[str]:
    """Return a sentence for every id that is there twice, named but missing, or no type.

    The documents must be a tuple: they are read twice.
    """
    return [fault.problem for fault in reference_faults(content)]


def reference_faults(
    content: ProjectContent, known: Known = lambda _kind, _id: False
) -> list[Fault]:
    """Return all that does not hold in a project, or in a part of one.

    `known` says whether something that is not in this part is in another. Types are not looked at
    where the schema declares none. The documents must be a tuple: they are read twice.
    """
    schema = content.schema
    index = _Index(known, frozenset(type.id for type in schema.entity_types))
    objects = list(_objects(content))
    for kind, home, value in objects:
        index.add(kind, value.id, home)
    for kind, _, value in objects:
        if isinstance(value, Mention) and index.is_sound(value):
            continue
        owner = Ref(kind, value.id)
        for what, named in named_by(value):
            if named is not None:
                index.need(owner, what, named)
        if schema.entity_types and (type := _missing_type(schema, value)) is not None:
            index.note(owner, f"the schema has no type {type!r}")
    _check_parents(index, content.documents)
    return index.faults


def _objects(
    content: ProjectContent,
) -> Iterator[tuple[Kind, DocumentId | None, Annotation | Document]]:
    for annotated in content.documents:
        home = annotated.document.id
        yield "document", None, annotated.document
        for mention in annotated.mentions:
            yield "mention", home, mention
        for statement in annotated.statements:
            yield "statement", home, statement
    shared: tuple[tuple[Kind, Iterable[Annotation]], ...] = (
        ("entity", content.entities),
        ("claim", content.claims),
        ("evidence", content.evidence),
        ("relation", content.relations),
        ("note", content.notes),
    )
    for kind, values in shared:
        for value in values:
            yield kind, None, value


def named_by(value: Annotation | Document) -> list[tuple[str, Ref | None]]:
    """Return what an object names, each with the word for it."""
    match value:
        case Mention():
            named = [("entity", _entity(value.entity)), ("stands_for", _entity(value.stands_for))]
        case Statement():
            named = _named_by_statement(value)
        case Entity():
            named = _named_by_entity(value)
        case Evidence():
            named = [("claim", _ref(value.claim, "claim"))]
        case Relation():
            named = [("source", value.source), ("target", value.target)]
        case Note():
            named = [("target", value.target)]
        case _:
            named = []
    return named


def _named_by_entity(entity: Entity) -> list[tuple[str, Ref | None]]:
    event = entity.event
    roles = (event.agent, event.target, event.time, event.place)
    return [
        *(("a member", _entity(member)) for member in entity.members),
        *(("a part of the event", _entity(role)) for role in roles),
    ]


def _named_by_statement(statement: Statement) -> list[tuple[str, Ref | None]]:
    named: list[tuple[str, Ref | None]] = [
        ("parent", _ref(statement.parent, "statement")),
        ("claim", _ref(statement.claim, "claim")),
        *(("about", _entity(entity)) for entity in statement.about),
    ]
    parts = {
        "source": statement.source,
        "addressee": statement.addressee,
        "time": statement.time,
        "place": statement.place,
    }
    for what, part in parts.items():
        if part is not None:
            named.append((what, _ref(part.mention, "mention")))
            named.append((what, _entity(part.entity)))
    return named


def _entity(id: int | None) -> Ref | None:
    return None if id is None else Ref("entity", id)


def _ref(id: int | None, kind: Kind) -> Ref | None:
    return None if id is None else Ref(kind, id)


def _missing_type(schema: Schema, value: Annotation | Document) -> str | None:
    """The type of an object, where the schema does not have it."""
    found: EntityType | RelationType | StatementKind | None
    match value:
        case Mention() | Entity():
            found, type = schema.entity_type(value.type), value.type
        case Relation():
            found, type = schema.relation_type(value.type), value.type
        case Statement() if value.kind is not None:
            found, type = schema.statement_kind(value.kind), value.kind
        case _:
            return None
    return type if found is None else None


def _check_parents(index: _Index, documents: Iterable[AnnotatedDocument]) -> None:
    """Report every statement that is its own ancestor."""
    parents = {
        statement.id: statement.parent
        for annotated in documents
        for statement in annotated.statements
        if statement.parent is not None
    }
    sound: set[StatementId] = set()
    for start in parents:
        trail: dict[StatementId, None] = {}
        at: StatementId | None = start
        while at is not None and at not in sound and at not in trail:
            trail[at] = None
            at = parents.get(at)
        if at is not None and at in trail:
            parent = Ref("statement", parents[at])
            index.note(Ref("statement", at), "it is nested in itself", parent)
        sound.update(trail)


def _name(ref: Ref) -> str:
    return f"{ref.kind} {ref.id}"
