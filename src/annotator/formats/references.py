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
from annotator.model.statement import Statement

_TYPED = (Mention, Entity)


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
    """Everything by id, and the document of what lies in one."""

    content: ProjectContent
    known: Callable[[Ref], bool]
    faults: list[Fault] = field(default_factory=list)
    homes: dict[Ref, DocumentId | None] = field(default_factory=dict)

    def add(self, ref: Ref, home: DocumentId | None) -> None:
        if ref in self.homes:
            self._note(ref, "the id is there twice")
        self.homes[ref] = home

    def need(self, owner: Ref, what: str, named: Ref) -> None:
        """Report a named object that is not there, or that lies in another document."""
        if named.kind == "project":
            return
        if named not in self.homes:
            if not self.known(named):
                self._note(owner, f"{what} is {_name(named)}, which is missing", named)
            return
        here, there = self.homes.get(owner), self.homes[named]
        if here is not None and there is not None and here != there:
            self._note(owner, f"{what} is {_name(named)} of another document", named)

    def type(self, owner: Ref, found: object, id: str) -> None:
        if found is None:
            self._note(owner, f"the schema has no type {id!r}")

    def nested(self, statement: StatementId, parent: StatementId) -> None:
        self._note(Ref("statement", statement), "it is nested in itself", Ref("statement", parent))

    def _note(self, owner: Ref, problem: str, named: Ref | None = None) -> None:
        self.faults.append(Fault(owner, f"{_name(owner)}: {problem}", named))


def reference_problems(content: ProjectContent) -> list[str]:
    """Return a sentence for every id that is there twice, named but missing, or no type.

    The documents must be a tuple: they are read twice.
    """
    return [fault.problem for fault in reference_faults(content)]


def reference_faults(
    content: ProjectContent, known: Callable[[Ref], bool] = lambda _: False
) -> list[Fault]:
    """Return all that does not hold in a project, or in a part of one.

    `known` says whether something that is not in this part is in another. Types are not looked at
    where the schema declares none. The documents must be a tuple: they are read twice.
    """
    index = _Index(content, known)
    documents = tuple(content.documents)
    for ref, home, _ in _objects(content, documents):
        index.add(ref, home)
    for ref, _, value in _objects(content, documents):
        for what, named in named_by(value):
            if named is not None:
                index.need(ref, what, named)
        if content.schema.entity_types:
            _check_type(index, ref, value)
    _check_parents(index, documents)
    return index.faults


def _objects(
    content: ProjectContent, documents: Iterable[AnnotatedDocument]
) -> Iterator[tuple[Ref, DocumentId | None, Annotation | Document]]:
    for annotated in documents:
        home = annotated.document.id
        yield Ref("document", home), None, annotated.document
        for mention in annotated.mentions:
            yield Ref("mention", mention.id), home, mention
        for statement in annotated.statements:
            yield Ref("statement", statement.id), home, statement
    shared: tuple[tuple[Kind, Iterable[Annotation]], ...] = (
        ("entity", content.entities),
        ("claim", content.claims),
        ("evidence", content.evidence),
        ("relation", content.relations),
        ("note", content.notes),
    )
    for kind, values in shared:
        for value in values:
            yield Ref(kind, value.id), None, value


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


def _check_type(index: _Index, ref: Ref, value: Annotation | Document) -> None:
    schema = index.content.schema
    if isinstance(value, _TYPED):
        index.type(ref, schema.entity_type(value.type), value.type)
    elif isinstance(value, Relation):
        index.type(ref, schema.relation_type(value.type), value.type)
    elif isinstance(value, Statement) and value.kind is not None:
        index.type(ref, schema.statement_kind(value.kind), value.kind)


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
            index.nested(at, parents[at])
        sound.update(trail)


def _name(ref: Ref) -> str:
    return f"{ref.kind} {ref.id}"
