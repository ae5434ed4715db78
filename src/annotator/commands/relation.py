"""Relations: typed, directed links between entities, mentions, statements and claims."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotator.commands.attributes import (
    attribute_question,
    declared_on,
    value_question,
    with_answer,
)
from annotator.commands.choices import filtered, picks
from annotator.commands.conditions import Condition, has_selection
from annotator.commands.current import CannotRun, find_claim, need, quoted, shortened, words_of
from annotator.commands.entity_choices import NewEntity, entity_for
from annotator.commands.references import move_notes
from annotator.commands.registry import Arguments, Question, command
from annotator.commands.relation_targets import TargetSearch, fits
from annotator.model.ids import Ref, RelationId
from annotator.model.relation import Relation
from annotator.model.schema import RelationType
from annotator.session import Choice, ChoiceQuestion, Mode, Panel, Session
from annotator.session.state import PANELS
from annotator.text.snap import snap

MENU = "Annotate/Relation"


@dataclass(frozen=True, slots=True)
class Start:
    """Where a new relation begins: its type and the object that it leads from."""

    type: str
    source: Ref


def here(session: Session) -> list[Ref]:
    """The current objects, those that the keyboard is about first."""
    entity = session.current_entity
    statement, claim = session.current_statement, find_claim(session)
    refs: list[Ref] = []
    if session.panel == Panel.ENTITIES:
        return [Ref("entity", entity.id)] if entity else []
    mention = session.current_mention if session.panel == Panel.ARTICLE else None
    if mention:
        if mention.entity is not None:
            refs.append(Ref("entity", mention.entity))
        refs.append(Ref("mention", mention.id))
    if statement:
        refs.append(Ref("statement", statement.id))
    if claim:
        refs.append(Ref("claim", claim.id))
    return refs


def _starts(session: Session) -> list[tuple[RelationType, Ref]]:
    return [
        (type, ref)
        for ref in here(session)
        for type in session.schema.relation_types
        if fits(session, ref, type.sources)
    ]


can_relate = Condition(
    lambda session: bool(_starts(session)),
    "Go to a mention that is linked to an entity (k), or to a statement; the schema has no "
    "relation from here.",
)


def _ask_start(session: Session, given: Arguments) -> Question:
    choices = [
        Choice(type.label, Start(type.id, ref), f"from {shortened(words_of(session, ref))}")
        for type, ref in _starts(session)
    ]
    return picks("Relation", choices)


def _ask_target(session: Session, given: Arguments) -> Question:
    start = given["start"]
    assert isinstance(start, Start)
    kind = _type(session, start.type)
    title = f"{quoted(words_of(session, start.source))} {kind.label}"
    return ChoiceQuestion(title, TargetSearch(session, start.source, kind.targets))


@command(
    "Relate to…",
    keys="r",
    when=can_relate,
    modes=frozenset({Mode.ARTICLE, Mode.CLAIMS}),
    menu=MENU,
    asks={"start": _ask_start, "target": _ask_target},
)
def add(session: Session, start: Start, target: Ref | NewEntity) -> None:
    """Link what is current to something else: choose the type of relation, then the other end.

    Leads from the entity of the mention, from the mention, from the statement or from its claim.
    """
    _add(session, start, target)


@command(
    "Relate the entity to…",
    keys="l",
    when=can_relate,
    modes=frozenset({Mode.ENTITIES}),
    menu=MENU,
    asks={"start": _ask_start, "target": _ask_target},
)
def add_from_entity(session: Session, start: Start, target: Ref | NewEntity) -> None:
    """Link the entity to something else: choose the type of relation, then the other end."""
    _add(session, start, target)


def _add(session: Session, start: Start, target: Ref | NewEntity) -> None:
    kind = _type(session, start.type)
    with session.store.transaction("Add a relation") as tx:
        if isinstance(target, NewEntity):
            type = target.type or session.schema.entity_types[0].id
            target = Ref("entity", entity_for(session, tx, target, type))
        relation = Relation(RelationId(0), kind.id, start.source, target, tx.provenance())
        _check(session, relation)
        id = tx.add(relation)
    session.say(f"{words_of(session, Ref('relation', id))}.")


def _type(session: Session, id: str) -> RelationType:
    found = session.schema.relation_type(id)
    if found is None:
        raise CannotRun(f"The schema of this project has no relation type “{id}”.")
    return found


def _check(session: Session, relation: Relation) -> None:
    """Raise CannotRun for a relation that the schema does not allow, or that is there already."""
    kind = _type(session, relation.type)
    source, target = words_of(session, relation.source), words_of(session, relation.target)
    if not source or not target:
        raise CannotRun("One end of the relation is no longer there; choose another one.")
    if relation.source == relation.target:
        raise CannotRun("A relation needs two different ends; choose another one.")
    if not fits(session, relation.source, kind.sources):
        raise CannotRun(f"“{kind.label}” cannot lead from {quoted(source)}.")
    if not fits(session, relation.target, kind.targets):
        raise CannotRun(f"“{kind.label}” cannot lead to {quoted(target)}.")
    for other in session.store.queries.links.relations.of(relation.source):
        same = (other.type, other.source, other.target) == (
            relation.type,
            relation.source,
            relation.target,
        )
        if same and other.id != relation.id and other.attributes == relation.attributes:
            raise CannotRun(f"{quoted(source)} {kind.label} {quoted(target)} is there already.")


def relations_here(session: Session) -> list[Relation]:
    """The relations of the current objects, each once."""
    refs = here(session)
    entity = session.current_entity
    if entity and Ref("entity", entity.id) not in refs:
        refs.append(Ref("entity", entity.id))
    links = session.store.queries.links.relations
    found = {relation.id: relation for ref in refs for relation in links.of(ref)}
    return list(found.values())


has_relation = Condition(
    lambda session: bool(relations_here(session)), "Nothing current has a relation; r adds one."
)


def _ask_relation(session: Session, given: Arguments) -> Question:
    choices = [
        Choice(words_of(session, Ref("relation", relation.id)), relation.id)
        for relation in relations_here(session)
    ]
    return ChoiceQuestion("Which relation?", filtered(choices))


def _relation(session: Session, id: object) -> Relation:
    found = session.store.queries.links.relations.find(id) if isinstance(id, int) else None
    if found is None:
        raise CannotRun("That relation is no longer there; choose another one.")
    return found


def _keep(session: Session, label: str, relation: Relation) -> None:
    with session.store.transaction(label) as tx:
        tx.replace(relation)


@command(
    "Remove a relation…",
    keys="Shift+R",
    when=has_relation,
    modes=PANELS - {Mode.DOCUMENTS},
    menu=MENU,
    asks={"relation": _ask_relation},
)
def remove(session: Session, relation: RelationId) -> None:
    """Remove a relation of what is current; notes on it move to where it led from."""
    found = _relation(session, relation)
    with session.store.transaction("Remove a relation") as tx:
        move_notes(session.store.queries, tx, Ref("relation", found.id), found.source)
        tx.remove(Ref("relation", found.id))
    session.say("Relation removed.")


@command(
    "Reverse a relation…",
    when=has_relation,
    modes=PANELS,
    menu=MENU,
    asks={"relation": _ask_relation},
)
def reverse(session: Session, relation: RelationId) -> None:
    """Let a relation lead the other way round, where the schema allows that."""
    found = _relation(session, relation)
    turned = replace(found, source=found.target, target=found.source)
    _check(session, turned)
    _keep(session, "Reverse a relation", turned)
    session.say(f"{words_of(session, Ref('relation', found.id))}.")


@command(
    "Show where the relation stands…",
    when=has_relation & has_selection,
    menu=MENU,
    asks={"relation": _ask_relation},
)
def set_evidence(session: Session, relation: RelationId) -> None:
    """Note the selected words as the place in the text that says the relation holds."""
    span = need(session.selection, has_selection)
    span = span if session.exact else snap(session.text, span)
    found = _relation(session, relation)
    _keep(session, "Place of a relation", replace(found, document=session.document, span=span))
    session.say(f"{words_of(session, Ref('relation', found.id))}: {quoted(span.of(session.text))}.")


has_evidence = has_relation & Condition(
    lambda session: any(relation.span for relation in relations_here(session)),
    "No relation of what is current has a place in the text.",
)


@command(
    "Forget where the relation stands…",
    when=has_evidence,
    modes=PANELS,
    menu=MENU,
    asks={"relation": _ask_relation},
)
def clear_evidence(session: Session, relation: RelationId) -> None:
    """Take away the place in the text that says the relation holds."""
    changed = replace(_relation(session, relation), document=None, span=None)
    _keep(session, "Place of a relation", changed)


def _ask_attribute(session: Session, given: Arguments) -> Question:
    present = _relation(session, given["relation"]).attributes
    return attribute_question(session.schema, "relation", present)


def _ask_value(session: Session, given: Arguments) -> Question:
    present = _relation(session, given["relation"]).attributes
    return value_question(session.schema, given["name"], present)


@command(
    "Set an attribute of a relation…",
    when=has_relation & declared_on("relation"),
    modes=PANELS,
    menu=MENU,
    asks={"relation": _ask_relation, "name": _ask_attribute, "value": _ask_value},
)
def set_attribute(session: Session, relation: RelationId, name: str, value: object) -> None:
    """Give a relation an extra value that the schema declares, such as a role, or take it away."""
    found = _relation(session, relation)
    attributes = with_answer(session.schema, found.attributes, name, value)
    _keep(session, "Set an attribute", replace(found, attributes=attributes))
