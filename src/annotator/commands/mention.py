"""Tagging mentions and changing them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.commands.accepting import SPEAKERS, accept_mention, accept_stored
from annotator.commands.choices import attribute_label, type_label
from annotator.commands.conditions import Condition, has_selection, has_words, on_mention
from annotator.commands.linking import (
    VALUE_TYPES,
    entity_for,
    level_for,
    release,
    remember_name,
    remove_mention,
    speak_through,
    value_of,
)
from annotator.commands.references import link_mention
from annotator.commands.registry import Arguments, Variant, command
from annotator.errors import AnnotatorError
from annotator.model.attributes import AttributeValue
from annotator.model.ids import EntityId, MentionId
from annotator.model.mention import Level, Mention
from annotator.model.provenance import Status
from annotator.model.schema import Schema
from annotator.model.span import Span
from annotator.model.suggestion import SuggestedMention, SuggestedStatement
from annotator.session import Session, TextQuestion
from annotator.text.candidates import candidates
from annotator.text.segments import word_at
from annotator.text.snap import snap

_MENU = "Annotate"
_TAG = "Annotate/Tag as"


class NothingToTag(AnnotatorError):
    """There are no words where a mention was asked for."""


class IsStatement(AnnotatorError):
    """A suggested statement is selected where a mention was asked for."""


def _types(schema: Schema) -> Sequence[Variant]:
    return [Variant(t.id, t.label, (t.key,), {"type": t.id}) for t in schema.entity_types]


@command("Tag", when=has_words, menu=_TAG, variants=_types)
def add(session: Session, type: str) -> None:
    """Tag the selection, or the candidate or word at the caret.

    The same key again removes the mention; another one retypes it. A suggestion there is accepted
    as this type, and stays selected.
    """
    present, suggested = _tagged(session), session.current_suggestion
    if present is None and isinstance(suggested, SuggestedMention):
        _tag_suggested(session, suggested, type)
    elif present is None:
        _refuse_on_statement(session)
        _tag(session, type, _target(session))
    elif present.type != type:
        _retype(session, present, type)
    elif present.provenance.status is Status.SUGGESTED:
        with session.store.transaction("Accept suggestion") as tx:
            accept_stored(session, tx, present)
    else:
        remove(session)


def _tag_suggested(session: Session, suggested: SuggestedMention, type: str) -> None:
    label = (
        "Accept suggestion"
        if type == suggested.type
        else f"Tag as {type_label(session.schema, type)}"
    )
    with session.store.transaction(label) as tx:
        id = accept_mention(session, tx, suggested, type)
    session.select(suggested.span.start, suggested.span.end, exact=True)
    session.make_current(mention=id)


def _refuse_on_statement(session: Session) -> None:
    """A walk selects the cue of a suggested statement: nobody means to tag just that word."""
    found = session.current_suggestion
    if session.selection is None:
        return
    if not isinstance(found, SuggestedStatement):
        stored = session.current_statement
        if stored is None or stored.provenance.status is not Status.SUGGESTED:
            return
        if session.selection != (stored.cue or stored.content[0]):
            return
    keys = [kind.key for kind in session.schema.statement_kinds if kind.key]
    kinds = f", {keys[0]}-{keys[-1]} set its kind" if keys else ""
    raise IsStatement(
        f"This is a suggested statement: Enter accepts it{kinds}. Press Esc to tag the word."
    )


def _tagged(session: Session) -> Mention | None:
    """The mention that a type key is about: the one on exactly the words it would tag."""
    current = session.current_mention
    if current is None or session.selection is None:
        return current
    return current if session.selection in (current.extent, *current.spans) else None


def _target(session: Session) -> Span:
    """The words to tag: the selection, else the candidate or word at the caret."""
    if session.selection:
        if not session.selection.of(session.text).strip():
            raise NothingToTag("The selection holds no words. Select some.")
        return session.selection if session.exact else snap(session.text, session.selection)
    word = word_at(session.text, session.caret)
    if word is None:
        raise NothingToTag("There is no word here. Put the caret on one, or select some.")
    around = [
        c.span
        for c in candidates(session.text, word, lexicon=session.lexicon)
        if c.kind != "quotation"
    ]
    return next((span for span in around if span.contains(word)), snap(session.text, word))


def _tag(session: Session, type: str, span: Span) -> None:
    surface = " ".join(span.of(session.text).split())
    level = level_for(session, type, surface)
    document = session.current_document
    assert document is not None
    with session.store.transaction(f"Tag as {type_label(session.schema, type)}") as tx:
        entity = entity_for(session, tx, type, surface, level)
        remember_name(session, tx, entity, surface)
        value = value_of(type, surface, document.published)
        mention = Mention(
            MentionId(0),
            document.id,
            type,
            (span,),
            tx.provenance(),
            level=level,
            entity=entity,
            value=value,
        )
        id = MentionId(tx.add(mention))
        if type in SPEAKERS:
            speak_through(session, tx, replace(mention, id=id))
    session.select(span.start, span.end, exact=True)
    session.make_current(mention=id)


def _retype(session: Session, mention: Mention, type: str) -> None:
    surface = " ".join(mention.surface(session.text).split())
    level = level_for(session, type, surface)
    queries = session.store.queries
    with session.store.transaction(f"Retype as {type_label(session.schema, type)}") as tx:
        entity = queries.entities.find(mention.entity) if mention.entity is not None else None
        alone = entity is not None and len(queries.mentions.of_entity(entity.id, limit=2)) == 1
        if (
            entity
            and alone
            and not queries.entities.named(surface, type)
            and type not in VALUE_TYPES
        ):
            # The name was given the wrong type, so its entity was too.
            tx.replace(replace(entity, type=type))
            target: EntityId | None = entity.id
        else:
            target = entity_for(session, tx, type, surface, level)
        document = session.current_document
        value = value_of(type, surface, document.published if document else None)
        accepted = replace(mention.provenance, status=Status.ACCEPTED)
        changed = replace(mention, type=type, level=level, value=value, provenance=accepted)
        link_mention(queries, tx, changed, target)
        if target != mention.entity:
            release(session, tx, mention.entity)
    session.make_current(mention=mention.id)


_removable = Condition(
    on_mention.holds, "Go to a mention first (Tab). A statement is removed by Del."
)


@command("Remove", keys="u", when=_removable, menu=_MENU)
def remove(session: Session) -> None:
    """Remove the current mention. A statement that used it keeps its place in the text."""
    mention = session.current_mention
    assert mention is not None
    with session.store.transaction("Remove mention") as tx:
        remove_mention(session, tx, mention)


_LEVELS = (Level.NAM, Level.NOM, Level.PRO, Level.VRB)


@command("Cycle level", keys="v", when=on_mention, menu=_MENU)
def cycle_level(session: Session) -> None:
    """Step through the levels that the mention's type allows: name, noun phrase, pronoun, verb."""
    mention = session.current_mention
    assert mention is not None
    declared = session.schema.entity_type(mention.type)
    allowed = [level for level in _LEVELS if declared is None or level.value in declared.levels]
    if not allowed:
        session.say("This type has no levels.")
        return
    at = allowed.index(mention.level) + 1 if mention.level in allowed else 0
    level = allowed[at % len(allowed)]
    with session.store.transaction(f"Level {level.value}") as tx:
        tx.replace(replace(mention, level=level))
    session.say(f"Level: {level.value}.")


def _ask_value(session: Session, _: Arguments) -> TextQuestion:
    mention = session.current_mention
    assert mention is not None
    return TextQuestion(
        f"Value of “{mention.surface(session.text)}”",
        mention.value or "",
        "a date as 2022-12 or P25Y, an amount as 48000000",
    )


@command("Set value…", keys="Shift+V", when=on_mention, menu=_MENU, asks={"value": _ask_value})
def set_value(session: Session, value: str) -> None:
    """Give a date or amount its normalised value, as 2022-12 or P25Y; empty clears it."""
    mention = session.current_mention
    assert mention is not None
    with session.store.transaction("Set value") as tx:
        tx.replace(replace(mention, value=value.strip() or None))


@command("Doubt the mention", when=on_mention, menu=_MENU)
def toggle_doubt(session: Session) -> None:
    """Mark the mention as doubtful, or no longer."""
    mention = session.current_mention
    assert mention is not None
    with session.store.transaction("Doubt" if not mention.doubt else "No doubt") as tx:
        tx.replace(replace(mention, doubt=not mention.doubt))


_EXTENDED = has_selection & Condition(
    lambda session: session.mention is not None or session.last_mention is not None,
    "Go to the mention first (Tab), then select its further words.",
)


@command("Add words to the mention", keys="Shift+M", when=_EXTENDED, menu=_MENU)
def add_piece(session: Session) -> None:
    """Make the selection a further piece of the mention that was current before it was made."""
    mention = session.current_mention or session.store.queries.mentions.find(
        session.last_mention or 0
    )
    span = session.selection
    assert span is not None
    if mention is None or mention.document != session.document:
        raise NothingToTag("Go to the mention first (Tab), then select its further words.")
    piece = span if session.exact else snap(session.text, span)
    with session.store.transaction("Add words to mention") as tx:
        tx.replace(replace(mention, spans=(*mention.spans, piece)))
    session.make_current(mention=mention.id)


@command("Set head", when=has_selection, menu=_MENU)
def set_head(session: Session) -> None:
    """Make the selected words the head of the mention around them."""
    assert session.selection is not None
    span = session.selection if session.exact else snap(session.text, session.selection)
    assert session.document is not None
    around = [
        mention
        for mention in session.store.queries.mentions_in(session.document, span)
        if any(piece.contains(span) for piece in mention.spans)
    ]
    mention = min(around, key=lambda m: len(m.extent), default=None)
    if mention is None:
        raise NothingToTag("Select words inside a mention.")
    with session.store.transaction("Set head") as tx:
        tx.replace(replace(mention, head=span))
    session.make_current(mention=mention.id)


def _flags(schema: Schema) -> Sequence[Variant]:
    return [
        Variant(each.id, each.label, (), {"name": each.id})
        for each in schema.attributes
        if "mention" in each.on and each.kind == "bool"
    ]


@command("Toggle", when=on_mention, menu="Annotate/Mention attributes", variants=_flags)
def toggle_attribute(session: Session, name: str) -> None:
    """Set a yes-or-no attribute of the mention, or take it away."""
    mention = session.current_mention
    assert mention is not None
    attributes: dict[str, AttributeValue] = dict(mention.attributes)
    label = attribute_label(session.schema, name)
    if attributes.pop(name, None) is None:
        attributes[name] = True
        done = f"Set {label}"
    else:
        done = f"Take away {label}"
    with session.store.transaction(done) as tx:
        tx.replace(replace(mention, attributes=attributes))
