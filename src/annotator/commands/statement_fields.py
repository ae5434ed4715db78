"""The fields of a statement that are chosen from a list: each is one undoable step."""

from __future__ import annotations

from dataclasses import replace

from annotator.commands.attributes import (
    attribute_question,
    declared_on,
    value_question,
    with_answer,
)
from annotator.commands.choices import enum_label, enum_question, filtered, picks
from annotator.commands.conditions import Condition, has_selection, in_statement
from annotator.commands.current import (
    CannotRun,
    entity_name,
    mention_in_focus,
    need,
    on_either,
    quoted,
    text_of,
)
from annotator.commands.entity_choices import (
    EntityTarget,
    entity_for,
    first_type,
    search_for_role,
)
from annotator.commands.linking import release
from annotator.commands.registry import Arguments, Question, command
from annotator.commands.roles import ROLE_TYPES, of_kind, set_role_entity, set_source_entity
from annotator.commands.statement_parts import (
    cleared,
    entities_of,
    filled_fields,
    statement_choices,
)
from annotator.model.ids import EntityId, StatementId
from annotator.model.span import Span, Spans, normalised
from annotator.model.statement import (
    Channel,
    Checkworthy,
    Epistemic,
    Form,
    SourceKind,
    Statement,
)
from annotator.session import Choice, ChoiceQuestion, Mode, Session
from annotator.session.state import PANELS
from annotator.text.quotes import quoted_parts

MENU = "Annotate/Statement"
BOTH = frozenset({Mode.ARTICLE, Mode.CLAIMS})
CLAIMS = frozenset({Mode.CLAIMS})


def _current(session: Session) -> Statement:
    return need(session.current_statement, in_statement)


def _keep(session: Session, label: str, statement: Statement) -> None:
    with session.store.transaction(label) as tx:
        tx.replace(statement)


def _ask_channel(session: Session, given: Arguments) -> Question:
    return enum_question("Channel", Channel, now=_current(session).channel, nothing="Not said")


@command(
    "Channel…",
    keys="Shift+K",
    when=in_statement,
    modes=BOTH,
    menu=MENU,
    asks={"channel": _ask_channel},
)
def set_channel(session: Session, channel: Channel | None) -> None:
    """Say where the source spoke: at a press conference, in an interview, in court."""
    _keep(session, "Set the channel", replace(_current(session), channel=channel))
    session.say(f"Channel: {enum_label(channel) if channel else 'not said'}.")


_KIND_HELP = {
    SourceKind.ENTITY: "someone named or described",
    SourceKind.AUTHOR: "the article itself",
    SourceKind.UNSPECIFIED: "“allegedly”, “it is said”",
    SourceKind.ANONYMOUS: "someone, deliberately not named",
    SourceKind.INFERRED: "not stated here; you conclude it",
}


def _ask_source_kind(session: Session, given: Arguments) -> Question:
    return picks(
        "Kind of source",
        [Choice(enum_label(kind).capitalize(), kind, _KIND_HELP[kind]) for kind in SourceKind],
    )


@command(
    "Kind of source…",
    keys="Shift+O",
    when=in_statement,
    modes=BOTH,
    menu=MENU,
    asks={"kind": _ask_source_kind},
)
def set_source_kind(session: Session, kind: SourceKind) -> None:
    """Say what is known about who speaks: an entity, the article itself, nobody in particular."""
    statement = _current(session)
    source = of_kind(statement.source, kind)
    with session.store.transaction("Set the kind of source") as tx:
        tx.replace(replace(statement, source=source))
        if statement.source and statement.source.entity != source.entity:
            release(session, tx, statement.source.entity)
    if session.awaiting_source == statement.id:
        session.awaiting_source = None
    session.say(f"Source: {enum_label(kind)}.")


def _role_question(session: Session, role: str, title: str) -> ChoiceQuestion:
    return ChoiceQuestion(title, search_for_role(session, _current(session), *ROLE_TYPES[role]))


def _ask_source(session: Session, given: Arguments) -> Question:
    return _role_question(session, "source", "Source of the statement")


@command("Source entity…", when=in_statement, modes=PANELS, menu=MENU, asks={"target": _ask_source})
def set_source(session: Session, target: EntityTarget) -> None:
    """Say which entity speaks; those mentioned just before are offered first."""
    set_source_entity(session, target)


def _ask_addressee(session: Session, given: Arguments) -> Question:
    return _role_question(session, "addressee", "Addressee of the statement")


@command(
    "Addressee entity…",
    keys="a",
    when=in_statement,
    modes=CLAIMS,
    menu=MENU,
    asks={"target": _ask_addressee},
)
def set_addressee(session: Session, target: EntityTarget) -> None:
    """Say which entity is spoken to."""
    set_role_entity(session, "addressee", target)


def _ask_time(session: Session, given: Arguments) -> Question:
    return _role_question(session, "time", "Time of the statement")


@command("Time…", keys="d", when=in_statement, modes=CLAIMS, menu=MENU, asks={"target": _ask_time})
def set_time(session: Session, target: EntityTarget) -> None:
    """Say when it was said."""
    set_role_entity(session, "time", target)


def _ask_place(session: Session, given: Arguments) -> Question:
    return _role_question(session, "place", "Place of the statement")


@command(
    "Place…", keys="l", when=in_statement, modes=CLAIMS, menu=MENU, asks={"target": _ask_place}
)
def set_place(session: Session, target: EntityTarget) -> None:
    """Say where it was said."""
    set_role_entity(session, "place", target)


def _ask_about(session: Session, given: Arguments) -> Question:
    statement = _current(session)
    search = replace(search_for_role(session, statement), exclude=frozenset(statement.about))
    return ChoiceQuestion("The statement is about", search)


@command(
    "About…",
    keys="Shift+B",
    when=in_statement,
    modes=BOTH,
    menu=MENU,
    asks={"entity": _ask_about},
)
def add_about(session: Session, entity: EntityTarget) -> None:
    """Say whom or what the statement is about; it may be several."""
    statement = _current(session)
    with session.store.transaction("About") as tx:
        id = entity_for(session, tx, entity, first_type(session))
        if id in statement.about:
            raise CannotRun(f"The statement is about {quoted(entity_name(session, id))} already.")
        tx.replace(replace(statement, about=(*statement.about, id)))
    session.say(f"About {quoted(entity_name(session, id))}.")


has_about = in_statement & Condition(
    lambda session: bool(_current(session).about),
    "The statement is not said to be about anything; Shift+B does that.",
)


def _ask_which_about(session: Session, given: Arguments) -> Question:
    choices = [Choice(entity_name(session, id), id) for id in _current(session).about]
    return ChoiceQuestion("The statement is not about", filtered(choices))


@command(
    "Not about…",
    when=has_about,
    modes=PANELS,
    menu=MENU,
    asks={"entity": _ask_which_about},
)
def remove_about(session: Session, entity: EntityId) -> None:
    """Take away something that the statement is not about after all."""
    statement = _current(session)
    if entity not in statement.about:
        raise CannotRun("The statement is not said to be about that.")
    about = tuple(id for id in statement.about if id != entity)
    with session.store.transaction("Not about") as tx:
        tx.replace(replace(statement, about=about))
        release(session, tx, entity)


@command("Quote the selection", when=in_statement & has_selection, menu=MENU)
def quote_selection(session: Session) -> None:
    """Mark the selected words as quoted, or no longer; they must lie in the content."""
    statement, selection = _current(session), need(session.selection, has_selection)
    inside = _within(selection, statement.content)
    if not inside:
        raise CannotRun("Select words of the statement's content to mark them as quoted.")
    if set(inside) <= set(statement.quoted):
        left = tuple(span for span in statement.quoted if span not in inside)
    else:
        left = normalised((*statement.quoted, *inside))
    _keep(session, "Quoted words", replace(statement, quoted=left))
    session.say(f"{len(left)} quoted {'part' if len(left) == 1 else 'parts'}.")


def _within(span: Span, content: Spans) -> Spans:
    return tuple(
        Span(max(span.start, piece.start), min(span.end, piece.end))
        for piece in content
        if piece.overlaps(span)
    )


@command("Find the quoted words", keys="q", when=in_statement, modes=CLAIMS, menu=MENU)
def detect_quoted(session: Session) -> None:
    """Take the quoted parts of the content from its quotation marks again."""
    statement = _current(session)
    found = quoted_parts(text_of(session, statement.document), statement.content)
    _keep(session, "Find the quoted words", replace(statement, quoted=found))
    session.say(f"{len(found)} quoted {'part' if len(found) == 1 else 'parts'}.")


@command("Doubt", keys="Shift+D", when=on_either, modes=BOTH, menu="Annotate")
def doubt(session: Session) -> None:
    """Mark the current mention, or else the statement, as doubtful, or no longer."""
    mention = mention_in_focus(session)
    with session.store.transaction("Doubt") as tx:
        if mention:
            doubtful = not mention.doubt
            tx.replace(replace(mention, doubt=doubtful))
        else:
            statement = _current(session)
            doubtful = not statement.doubt
            tx.replace(replace(statement, doubt=doubtful))
    what = "mention" if mention else "statement"
    session.say(f"The {what} is {'doubtful' if doubtful else 'not doubtful any more'}.")


def _ask_form(session: Session, given: Arguments) -> Question:
    return enum_question("Form", Form, now=_current(session).form)


@command("Form…", keys="f", when=in_statement, modes=CLAIMS, menu=MENU, asks={"form": _ask_form})
def set_form(session: Session, form: Form) -> None:
    """Say how the content is reported: in quotation marks, in part, not at all."""
    _keep(session, f"Form {form.value}", replace(_current(session), form=form))


def _ask_epistemic(session: Session, given: Arguments) -> Question:
    return enum_question("Stance of the source", Epistemic, now=_current(session).epistemic)


@command("Stance…", when=in_statement, modes=PANELS, menu=MENU, asks={"epistemic": _ask_epistemic})
def set_epistemic(session: Session, epistemic: Epistemic) -> None:
    """Say how sure the source is of its own content."""
    label = f"Stance {enum_label(epistemic)}"
    _keep(session, label, replace(_current(session), epistemic=epistemic))


def _ask_checkworthy(session: Session, given: Arguments) -> Question:
    return enum_question("Worth checking?", Checkworthy, now=_current(session).checkworthy)


@command(
    "Worth checking…",
    keys="w",
    when=in_statement,
    modes=CLAIMS,
    menu=MENU,
    asks={"checkworthy": _ask_checkworthy},
)
def set_checkworthy(session: Session, checkworthy: Checkworthy) -> None:
    """Say whether the content deserves a fact check."""
    label = f"Checkworthy {checkworthy.value}"
    _keep(session, label, replace(_current(session), checkworthy=checkworthy))


def _ask_parent(session: Session, given: Arguments) -> Question:
    statement = _current(session)
    inner = {statement.id, *_inside(session, statement.id)}
    choices = statement_choices(session, statement, exclude=frozenset(inner))
    if statement.parent is not None:
        choices.append(Choice("Not nested", None))
    return ChoiceQuestion("Reported inside the statement", filtered(choices))


@command(
    "Nest inside…",
    keys="p",
    when=in_statement,
    modes=CLAIMS,
    menu=MENU,
    asks={"parent": _ask_parent},
)
def set_parent(session: Session, parent: StatementId | None) -> None:
    """Choose the statement in whose content this one is reported."""
    statement = _current(session)
    if parent is not None and parent in {statement.id, *_inside(session, statement.id)}:
        raise CannotRun("A statement cannot be reported inside itself; choose another one.")
    outer = None if parent is None else session.store.queries.statements.find(parent)
    if parent is not None and (outer is None or outer.document != statement.document):
        raise CannotRun("A statement can only be reported inside one of the same document.")
    _keep(session, "Nest the statement", replace(statement, parent=parent))


def _inside(session: Session, outer: StatementId) -> list[StatementId]:
    """The statements nested in one, at any depth."""
    found: list[StatementId] = []
    waiting = [outer]
    while waiting:
        inner = [s.id for s in session.store.queries.statements.inside(waiting.pop())]
        waiting += inner
        found += inner
    return found


def _ask_attribute(session: Session, given: Arguments) -> Question:
    return attribute_question(session.schema, "statement", _current(session).attributes)


def _ask_attribute_value(session: Session, given: Arguments) -> Question:
    return value_question(session.schema, given["name"], _current(session).attributes)


@command(
    "Set an attribute of the statement…",
    when=in_statement & declared_on("statement"),
    modes=PANELS,
    menu=MENU,
    asks={"name": _ask_attribute, "value": _ask_attribute_value},
)
def set_attribute(session: Session, name: str, value: object) -> None:
    """Give the statement an extra value that the schema declares, or take it away."""
    statement = _current(session)
    attributes = with_answer(session.schema, statement.attributes, name, value)
    _keep(session, "Set an attribute", replace(statement, attributes=attributes))


has_filled = in_statement & Condition(
    lambda session: bool(filled_fields(_current(session))), "Nothing is filled in to be cleared."
)


def _ask_field(session: Session, given: Arguments) -> Question:
    return picks(
        "Clear", [Choice(name.capitalize(), name) for name in filled_fields(_current(session))]
    )


@command(
    "Clear a field…",
    keys="c",
    when=has_filled,
    modes=CLAIMS,
    menu=MENU,
    asks={"field": _ask_field},
)
def clear(session: Session, field: str) -> None:
    """Empty one field of the statement."""
    statement = _current(session)
    with session.store.transaction(f"Clear the {field}") as tx:
        after = cleared(statement, field)
        tx.replace(after)
        for entity in entities_of(statement) - entities_of(after):
            release(session, tx, entity)
