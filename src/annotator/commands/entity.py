"""Entities: linking mentions to them, merging, splitting, naming and deleting them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from annotator.commands.choices import filtered, type_question
from annotator.commands.conditions import Condition, has_entity, on_mention
from annotator.commands.current import (
    CannotRun,
    mention_in_focus,
    need,
    on_either,
    quoted,
    the_entities,
    tidy,
    tidy_or_refuse,
)
from annotator.commands.entity_choices import (
    EntitySearch,
    EntityTarget,
    entity_for,
    first_type,
    search_for_mention,
    search_for_role,
)
from annotator.commands.entity_merge import absorb
from annotator.commands.entity_names import forget_names, read_kb_id, surface, surfaces
from annotator.commands.linking import release, remember_name
from annotator.commands.references import drop_links, lead_entity, link_mention
from annotator.commands.registry import Arguments, Question, command
from annotator.commands.roles import set_source_entity
from annotator.model.entity import Entity
from annotator.model.ids import DocumentId, EntityId, MentionId, Ref
from annotator.model.mention import Level, Mention
from annotator.model.provenance import Status
from annotator.session import Choice, ChoiceQuestion, Mode, Session, TextQuestion
from annotator.session.state import PANELS
from annotator.store.transaction import Transaction

ENTITIES = frozenset({Mode.ENTITIES})
MENU = "Annotate/Entity"

linked_mention = on_mention & Condition(
    lambda session: (
        session.current_mention is not None and session.current_mention.entity is not None
    ),
    "This mention is not linked to an entity; link it with k.",
)
has_alias = has_entity & Condition(
    lambda session: session.current_entity is not None and bool(session.current_entity.aliases),
    "This entity has no alias.",
)
has_kept_mention = has_entity & Condition(
    lambda session: (
        session.entity is not None
        and session.store.queries.mentions.of_entity_after(session.entity, DocumentId(0), 0)
        is not None
    ),
    "This entity has no mention.",
)


def _ask_link(session: Session, given: Arguments) -> Question:
    mention = mention_in_focus(session)
    if mention:
        words = quoted(mention.surface(session.text))
        return ChoiceQuestion(f"Link {words} to", search_for_mention(session, mention))
    statement = need(session.current_statement, on_either)
    search = search_for_role(session, statement, "person", "group", "organization", "gpe")
    return ChoiceQuestion("Source of the statement", search)


@command(
    "Link to an entity…",
    keys="k",
    when=on_either,
    modes=frozenset({Mode.ARTICLE, Mode.CLAIMS}),
    menu=MENU,
    asks={"target": _ask_link},
)
def link(session: Session, target: EntityTarget) -> None:
    """Say which entity the mention refers to; on a statement, which one is its source.

    Type a few letters of the name. A name that is new makes a new entity.
    """
    mention = mention_in_focus(session)
    if mention is None:
        set_source_entity(session, target)
        return
    left = mention.entity
    # Who links a suggestion stands behind it.
    accepted = replace(mention.provenance, status=Status.ACCEPTED)
    with session.store.transaction("Link to an entity") as tx:
        entity = entity_for(session, tx, target, mention.type)
        link_mention(session.store.queries, tx, replace(mention, provenance=accepted), entity)
        if mention.level is Level.NAM:
            remember_name(session, tx, entity, tidy(mention.surface(session.text)))
        if left != entity:
            release(session, tx, left)
    session.select_entities((entity,))


@command("Unlink the mention", keys="u", when=linked_mention, modes=ENTITIES, menu=MENU)
def unlink(session: Session) -> None:
    """Take the current mention out of its entity; mention and entity stay."""
    mention = need(session.current_mention, on_mention)
    with session.store.transaction("Unlink from the entity") as tx:
        link_mention(session.store.queries, tx, mention, None)
        release(session, tx, mention.entity)
    session.say(f"{quoted(mention.surface(session.text))} is not linked any more.")


def _ask_meant(session: Session, given: Arguments) -> Question:
    mention = need(session.current_mention, on_mention)
    search = EntitySearch(
        session,
        at=mention.extent.start,
        prefer=("organization",),
        exclude=frozenset(() if mention.entity is None else (mention.entity,)),
        creates=first_type(session, "organization"),
        nothing="Nothing but itself",
    )
    return ChoiceQuestion(f"{quoted(mention.surface(session.text))} stands for", search)


@command(
    "Stands for…", keys="b", when=on_mention, menu="Annotate/Mention", asks={"target": _ask_meant}
)
def stands_for(session: Session, target: EntityTarget | None) -> None:
    """Say which entity is meant when the mention names another, as a capital for its government."""
    mention = need(session.current_mention, on_mention)
    with session.store.transaction("Stands for") as tx:
        meant = None
        if target is not None:
            meant = entity_for(session, tx, target, first_type(session, "organization"))
        if meant is not None and meant == mention.entity:
            raise CannotRun("A mention cannot stand for the entity that it names.")
        tx.replace(replace(mention, stands_for=meant))
        if meant != mention.stands_for:
            release(session, tx, mention.stands_for)


def _ask_name(session: Session, given: Arguments) -> Question:
    return TextQuestion("Name of the new entity")


def _ask_type(session: Session, given: Arguments) -> Question:
    return type_question("Type of the new entity", session.schema)


@command("New entity…", modes=PANELS, menu=MENU, asks={"name": _ask_name, "type": _ask_type})
def new(session: Session, name: str, type: str) -> None:
    """Make an entity that no mention refers to yet, such as the group behind several people."""
    _known_type(session, type)
    with session.store.transaction("New entity") as tx:
        name = tidy_or_refuse(name, "The name of an entity")
        entity = EntityId(tx.add(Entity(EntityId(0), name, type, tx.provenance())))
    session.select_entities((entity,))


def _ask_merge(session: Session, given: Arguments) -> Question:
    chosen = the_entities(session)
    if len(chosen) > 1:
        choices = EntitySearch(session)
        described = {choice.value: choice for choice in choices("") if choice.value}
        ready = [described.get(each.id, Choice(each.name, each.id)) for each in reversed(chosen)]
        return ChoiceQuestion(f"Merge {len(chosen)} entities into", filtered(ready))
    search = EntitySearch(
        session,
        surface=chosen[0].name,
        prefer=(chosen[0].type,),
        exclude=frozenset({chosen[0].id}),
    )
    return ChoiceQuestion(f"Merge {quoted(chosen[0].name)} into", search)


@command(
    "Merge into…",
    keys="m",
    when=has_entity,
    modes=ENTITIES,
    menu=MENU,
    asks={"target": _ask_merge},
)
def merge(session: Session, target: EntityId) -> None:
    """Make one entity of the selected ones and another; nothing that refers to them is lost.

    Their names become aliases. What the other entity does not know yet, it takes from them.
    """
    queries = session.store.queries
    if queries.entities.find(target) is None:
        raise CannotRun("That entity is no longer there; choose another one.")
    sources = [entity for entity in the_entities(session) if entity.id != target]
    if not sources:
        raise CannotRun("Choose another entity to merge with.")
    session.safe.before("merging", _mentions(session, sources))
    with session.store.transaction("Merge entities") as tx:
        unkept = [note for source in sources if (note := absorb(queries, tx, source.id, target))]
    session.select_entities((target,))
    session.say(" ".join(unkept))


@command("Split off", keys="s", when=linked_mention, modes=ENTITIES, menu=MENU)
def split(session: Session, mentions: Collection[MentionId] = (), name: str = "") -> None:
    """Make a new entity of the current mention, or of the mentions given."""
    queries = session.store.queries
    chosen = [queries.mentions.get(id) for id in mentions] or [
        need(session.current_mention, on_mention)
    ]
    _refuse_whole(session, chosen)
    called = tuple(dict.fromkeys(surface(session, mention) for mention in chosen))
    name = tidy(name) or called[0]
    aliases = tuple(each for each in called if each != name and each[:1].isupper())
    old = {mention.entity for mention in chosen}
    with session.store.transaction("Split off an entity") as tx:
        made = Entity(EntityId(0), name, chosen[0].type, tx.provenance(), aliases)
        entity = EntityId(tx.add(made))
        for mention in chosen:
            link_mention(queries, tx, mention, entity)
        for id in old - {None}:
            forget_names(session, tx, id, made)
    session.select_entities((entity,))


def _refuse_whole(session: Session, chosen: Collection[Mention]) -> None:
    """Raise CannotRun when splitting would only leave an empty entity behind."""
    taken = {mention.id for mention in chosen}
    for id in {mention.entity for mention in chosen if mention.entity is not None}:
        kept = session.store.queries.mentions.of_entity(id, limit=len(taken) + 1)
        if {mention.id for mention in kept} <= taken:
            name = quoted(session.store.queries.entities.get(id).name)
            raise CannotRun(f"{name} has no other mention to split from; rename it instead.")


def _ask_rename(session: Session, given: Arguments) -> Question:
    return TextQuestion("Name of the entity", need(session.current_entity, has_entity).name)


@command(
    "Rename…",
    keys=("F2", "r"),
    when=has_entity,
    modes=ENTITIES,
    menu=MENU,
    asks={"name": _ask_rename},
)
def rename(session: Session, name: str) -> None:
    """Give the entity another name; the old one stays as an alias if a text uses it."""
    entity = need(session.current_entity, has_entity)
    name = tidy_or_refuse(name, "The name of an entity")
    aliases = [alias for alias in entity.aliases if alias != name]
    if name != entity.name and entity.name in surfaces(session, entity.id):
        aliases.append(entity.name)
    with session.store.transaction("Rename the entity") as tx:
        tx.replace(replace(entity, name=name, aliases=tuple(dict.fromkeys(aliases))))


def _ask_retype(session: Session, given: Arguments) -> Question:
    now = need(session.current_entity, has_entity).type
    return type_question("Type of the entity", session.schema, now=now)


@command(
    "Change the type…",
    keys="t",
    when=has_entity,
    modes=ENTITIES,
    menu=MENU,
    asks={"type": _ask_retype},
)
def retype(session: Session, type: str, *, with_mentions: bool = True) -> None:
    """Give the selected entities another type; mentions that had the old one follow."""
    _known_type(session, type)
    if with_mentions:
        session.safe.before("retyping", _mentions(session, the_entities(session)))
    with session.store.transaction("Change the type of the entity") as tx:
        for entity in the_entities(session):
            if with_mentions:
                _retype_mentions(session, tx, entity, type)
            tx.replace(replace(entity, type=type))


def _mentions(session: Session, entities: Collection[Entity]) -> int:
    """How many mentions some entities have together."""
    ids = [entity.id for entity in entities]
    return sum(session.store.queries.entities.mentioned(ids).values())


def _retype_mentions(session: Session, tx: Transaction, entity: Entity, type: str) -> None:
    for mention in session.store.queries.mentions.of_entity(entity.id):
        if mention.type == entity.type:
            tx.replace(replace(mention, type=type))


def _known_type(session: Session, type: str) -> None:
    if session.schema.entity_type(type) is None:
        raise CannotRun(f"The schema of this project has no entity type “{type}”.")


def _ask_alias(session: Session, given: Arguments) -> Question:
    entity = need(session.current_entity, has_entity)
    return TextQuestion(f"Another name of {quoted(entity.name)}")


@command(
    "Add an alias…",
    keys="a",
    when=has_entity,
    modes=ENTITIES,
    menu=MENU,
    asks={"alias": _ask_alias},
)
def add_alias(session: Session, alias: str) -> None:
    """Note another name by which texts call the entity."""
    entity = need(session.current_entity, has_entity)
    alias = tidy_or_refuse(alias, "An alias")
    if alias in entity.names:
        raise CannotRun(f"{quoted(entity.name)} is already called {quoted(alias)}.")
    with session.store.transaction("Add an alias") as tx:
        tx.replace(replace(entity, aliases=(*entity.aliases, alias)))


def _ask_which_alias(session: Session, given: Arguments) -> Question:
    entity = need(session.current_entity, has_entity)
    choices = [Choice(alias, alias) for alias in entity.aliases]
    return ChoiceQuestion("Remove the alias", filtered(choices))


@command(
    "Remove an alias…",
    keys="Shift+A",
    when=has_alias,
    modes=ENTITIES,
    menu=MENU,
    asks={"alias": _ask_which_alias},
)
def remove_alias(session: Session, alias: str) -> None:
    """Take one of the other names away from the entity."""
    entity = need(session.current_entity, has_entity)
    if alias not in entity.aliases:
        raise CannotRun(f"{quoted(entity.name)} has no alias {quoted(alias)}.")
    aliases = tuple(each for each in entity.aliases if each != alias)
    with session.store.transaction("Remove an alias") as tx:
        tx.replace(replace(entity, aliases=aliases))


def _ask_kb_id(session: Session, given: Arguments) -> Question:
    entity = need(session.current_entity, has_entity)
    title = "Id in a knowledge base (empty for none)"
    return TextQuestion(title, entity.kb_id or "", "wikidata:Q419")


@command(
    "Set the knowledge base id…",
    keys="i",
    when=has_entity,
    modes=ENTITIES,
    menu=MENU,
    asks={"kb_id": _ask_kb_id},
)
def set_kb_id(session: Session, kb_id: str) -> None:
    """Say which thing of a knowledge base the entity is, as `wikidata:Q419`.

    A Q number and the address of a Wikidata page are understood; an empty answer takes the id away.
    """
    entity = need(session.current_entity, has_entity)
    with session.store.transaction("Set the knowledge base id") as tx:
        tx.replace(replace(entity, kb_id=read_kb_id(kb_id)))


def _ask_description(session: Session, given: Arguments) -> Question:
    entity = need(session.current_entity, has_entity)
    title = f"Description of {quoted(entity.name)}"
    return TextQuestion(title, entity.description or "", multiline=True)


@command(
    "Describe…",
    keys="d",
    when=has_entity,
    modes=ENTITIES,
    menu=MENU,
    asks={"description": _ask_description},
)
def set_description(session: Session, description: str) -> None:
    """Write what tells the entity from others; an empty answer takes the description away."""
    entity = need(session.current_entity, has_entity)
    with session.store.transaction("Describe the entity") as tx:
        tx.replace(replace(entity, description=description.strip() or None))


@command("Delete the entity", keys="Del", when=has_entity, modes=ENTITIES, menu=MENU)
def delete(session: Session) -> None:
    """Delete the selected entities; their mentions stay in the text, not linked to anything."""
    queries = session.store.queries
    entities = the_entities(session)
    dropped = 0
    label = "Delete the entity" if len(entities) == 1 else f"Delete {len(entities)} entities"
    with session.store.transaction(label) as tx:
        for entity in entities:
            lead_entity(queries, tx, entity.id, None)
            dropped += drop_links(queries, tx, Ref("entity", entity.id))
            tx.remove(Ref("entity", entity.id))
    names = ", ".join(quoted(entity.name) for entity in entities[:3])
    links = "relation or note" if dropped == 1 else "relations and notes"
    more = f" with {dropped} {links}" if dropped else ""
    session.say(f"Deleted {names}{'…' if len(entities) > 3 else ''}{more}; the mentions stay.")  # noqa: PLR2004


@command(
    "Next mention of the entity", keys="Enter", when=has_kept_mention, modes=ENTITIES, menu="Go"
)
def next_mention(session: Session) -> None:
    """Go to the entity's next mention, in this document and then in the others."""
    entity = need(session.current_entity, has_entity)
    mention = session.current_mention
    document = session.document if session.document is not None else DocumentId(0)
    at = session.caret
    if mention and mention.entity == entity.id:
        at = mention.extent.start
    elif session.selection:
        at = session.selection.start
    found = session.store.queries.mentions.of_entity_after(entity.id, document, at)
    if found is None:
        raise CannotRun(f"{quoted(entity.name)} has no mention.")
    session.go_to_mention(found)
