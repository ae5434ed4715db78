"""Takes out of a part what does not hold: wrong objects, links to what is missing, what needs it.

A link that may be missing is taken off (a mention's entity, a statement's parent); what cannot be
without it goes (a relation, a note, evidence). Each is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from annotator.formats.losses import Tally
from annotator.formats.references import Fault, Known, reference_faults
from annotator.model.annotations import AnnotatedDocument, Annotation, ProjectContent
from annotator.model.claim import Claim, Evidence
from annotator.model.entity import Entity, EventFrame
from annotator.model.ids import EntityId, Kind, Ref
from annotator.model.mention import Mention
from annotator.model.relation import Note, Relation
from annotator.model.statement import Party, Source, Statement

WRONG = "wrong objects"
MISSING = "links to what is missing or wrong"
HANGING = "relations, notes and evidence on what is missing or wrong"

P = TypeVar("P", Party, Source)
V = TypeVar("V", Mention, Statement, Entity, Claim, Evidence, Relation, Note)
Lacking = Mapping[Ref, set[Ref] | None]
"""For each object with a fault: what it names in vain, or None where it must go itself."""
_KINDS: dict[type[Annotation], Kind] = {
    Mention: "mention",
    Statement: "statement",
    Entity: "entity",
    Claim: "claim",
    Evidence: "evidence",
    Relation: "relation",
    Note: "note",
}


def mended(
    content: ProjectContent, known: Known, tally: Tally, place: Callable[[Ref], str]
) -> ProjectContent:
    """The same part, without what does not hold in it. Its groups must be tuples.

    `known` is for what is in other parts; `place` says where an object is from.
    """
    while faults := reference_faults(content, known):
        lacking: dict[Ref, set[Ref] | None] = {}
        for fault in faults:
            _note(fault, lacking)
            tally.add(_what(fault), f"{place(fault.owner)}: {fault.problem}")
        content = _without(content, lacking)
    return content


def _note(fault: Fault, lacking: dict[Ref, set[Ref] | None]) -> None:
    named = lacking.setdefault(fault.owner, set())
    if fault.named is None or _needs_all(fault.owner):
        lacking[fault.owner] = None
    elif named is not None:
        named.add(fault.named)


def _needs_all(owner: Ref) -> bool:
    return owner.kind in ("relation", "note", "evidence")


def _what(fault: Fault) -> str:
    if fault.named is None:
        return WRONG
    return HANGING if _needs_all(fault.owner) else MISSING


def _without(content: ProjectContent, lacking: Lacking) -> ProjectContent:
    return replace(
        content,
        documents=tuple(_document(each, lacking) for each in content.documents),
        entities=_each(content.entities, lacking),
        claims=_each(content.claims, lacking),
        evidence=_each(content.evidence, lacking),
        relations=_each(content.relations, lacking),
        notes=_each(content.notes, lacking),
    )


def _document(annotated: AnnotatedDocument, lacking: Lacking) -> AnnotatedDocument:
    return replace(
        annotated,
        mentions=_each(annotated.mentions, lacking),
        statements=_each(annotated.statements, lacking),
    )


def _each(values: Iterable[V], lacking: Lacking) -> tuple[V, ...]:
    kept = []
    for value in values:
        ref = Ref(_KINDS[type(value)], value.id)
        named = lacking.get(ref, set())
        if named is not None:
            kept.append(_unlinked(value, named) if named else value)
    return tuple(kept)


def _unlinked(value: V, named: set[Ref]) -> V:
    """The same object without the links to what is named in vain."""

    def entity(id: EntityId | None) -> EntityId | None:
        return None if id is None or Ref("entity", id) in named else id

    def party(one: P) -> P:
        lost = one.mention is not None and Ref("mention", one.mention) in named
        return replace(one, mention=None if lost else one.mention, entity=entity(one.entity))

    match value:
        case Mention():
            return replace(value, entity=entity(value.entity), stands_for=entity(value.stands_for))
        case Statement():
            parent = value.parent is not None and Ref("statement", value.parent) in named
            claim = value.claim is not None and Ref("claim", value.claim) in named
            return replace(
                value,
                source=party(value.source) if value.source else None,
                addressee=party(value.addressee),
                time=party(value.time),
                place=party(value.place),
                parent=None if parent else value.parent,
                claim=None if claim else value.claim,
                about=tuple(id for id in value.about if entity(id) is not None),
            )
        case Entity():
            event = value.event
            return replace(
                value,
                members=tuple(id for id in value.members if entity(id) is not None),
                event=EventFrame(
                    entity(event.agent),
                    entity(event.target),
                    entity(event.time),
                    entity(event.place),
                    event.realis,
                ),
            )
    return value
