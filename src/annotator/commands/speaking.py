"""Choosing who is meant by the source of a statement, and linking the one who clearly is.

The list has a row for each answer that there can be: those who may be meant, any entity by some
letters of its name, a new one, somebody or nobody without a name, and a place in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import dropwhile

from annotator.commands.accepting import accept_mention, accept_statement
from annotator.commands.choices import filtered, folded, rank, type_question
from annotator.commands.current import CannotRun, entity_name, quoted, shortened
from annotator.commands.entity_choices import (
    EntityTarget,
    NewEntity,
    entity_for,
    first_type,
    search_for_role,
)
from annotator.commands.linking import entity_for as entity_named
from annotator.commands.linking import release
from annotator.commands.references import link_mention
from annotator.commands.roles import ROLE_TYPES, link_loose, named_source, of_kind
from annotator.model.ids import EntityId
from annotator.model.mention import Level
from annotator.model.provenance import Status
from annotator.model.span import Span
from annotator.model.statement import Source, SourceKind
from annotator.model.suggestion import Speaker, SuggestedMention, SuggestedStatement
from annotator.session import Choice, ChoiceQuestion, Session
from annotator.session.speaking import Reported, speakers_of
from annotator.store.transaction import Transaction
from annotator.suggest.speakers import clear
from annotator.text.words import FUNCTION_WORDS

_LABEL = 40
_DIGITS = "123456"
_NEW, _TYPE_NEXT = "+", "You choose its type next."


class Elsewhere(StrEnum):
    """What else may be answered when somebody is asked for: a place in the text."""

    HINTS = "hints"


Answer = Speaker | EntityTarget | SourceKind
"""Whose words a statement may be said to be."""

_POINT = Choice("Somebody else in the text", Elsewhere.HINTS, "Point at them.", key="0")
_UNNAMED = (
    Choice(
        "Somebody who is not named",
        SourceKind.ANONYMOUS,
        "Anonymous: “a source close to the talks”.",
        key="7",
    ),
    Choice(
        "Nobody in particular",
        SourceKind.UNSPECIFIED,
        "Unspecified: “allegedly”.",
        key="8",
    ),
    Choice("The article itself", SourceKind.AUTHOR, "Author: nobody is quoted.", key="9"),
)
_NAMELESS = {each.value: each.label.lower() for each in _UNNAMED}


def who_speaks(session: Session, statement: Reported) -> ChoiceQuestion:
    """Asks who speaks: digits pick of those around, letters find anybody or make somebody new."""
    choices = _WhoSpeaks(session, statement, speakers_of(session, statement))
    return ChoiceQuestion(
        _title(session, statement),
        choices,
        "Press a digit, or type a name: known ones are found, a new one is made.",
        keys_pick_too=True,
        at_card=True,
    )


class _WhoSpeaks:
    """The rows for the letters typed; those that a key picks have it while nothing is typed."""

    def __init__(self, session: Session, statement: Reported, found: Sequence[Speaker]) -> None:
        self._rows = [
            Choice(
                shortened(each.name, _LABEL),
                each,
                each.reason,
                key=_DIGITS[number : number + 1],
                colour_of=_type_of(session, each) or "",
            )
            for number, each in enumerate(found)
        ]
        self._entities = replace(
            search_for_role(session, statement, *ROLE_TYPES["source"]),
            exclude=frozenset(each.entity for each in found if each.entity is not None),
        )
        self._words = _called(session, statement)

    def __call__(self, letters: str) -> list[Choice]:
        """The choices for the letters."""
        if not letters.split():
            return [*self._rows, _POINT, *self._as_called(), *_UNNAMED]
        typed = folded(letters)
        around = [each for each in self._rows if rank(typed, [folded(each.label)]) is not None]
        others = filtered([*_UNNAMED, _POINT])(letters)
        return [
            *_keyless(around),
            *(_asked_for(each) for each in self._entities(letters)),
            *_keyless(others),
        ]

    def _as_called(self) -> list[Choice]:
        """A row that makes an entity of the source's own words, where they call somebody new."""
        if not self._words or any(self._words == each.label for each in self._rows):
            return []
        label = f"New entity {quoted(self._words)}"
        return [Choice(label, NewEntity(self._words), _TYPE_NEXT, key=_NEW)]


def _keyless(choices: Iterable[Choice]) -> list[Choice]:
    """The choices as they are while letters are typed: a digit may be one of those."""
    return [replace(each, key="") for each in choices]


def _asked_for(choice: Choice) -> Choice:
    """A choice that makes an entity, as one of which the type is asked next."""
    if not isinstance(choice.value, NewEntity):
        return choice
    return replace(choice, detail=_TYPE_NEXT, colour_of="")


def asks_type(session: Session, answer: object) -> ChoiceQuestion | None:
    """Asks for the type of somebody new; None where somebody known was chosen."""
    if not isinstance(answer, NewEntity):
        return None
    return type_question(f"What is {quoted(answer.name)}?", session.schema)


def speaks(session: Session, statement: Reported, answer: Answer) -> None:
    """Make somebody the source of a statement, as one step; a suggested one is accepted."""
    with session.store.transaction("Set who speaks") as tx:
        id = (
            accept_statement(session, tx, statement)
            if isinstance(statement, SuggestedStatement)
            else statement.id
        )
        made = session.store.queries.statements.get(id)
        left = made.source.entity if made.source else None
        entity: EntityId | None = None
        if isinstance(answer, SourceKind):
            source = replace(of_kind(made.source, answer), mention=None, entity=None)
        else:
            entity = _entity(session, tx, answer)
            link_loose(session, tx, made.source.mention if made.source else None, entity)
            made = session.store.queries.statements.get(id)
            source = named_source(made.source, entity)
        tx.replace(replace(made, source=source))
        if left != entity:
            release(session, tx, left)
    session.awaiting_source = None
    session.make_current(statement=id, entity=entity)
    who = entity_name(session, entity) or _NAMELESS[source.kind]
    words = f"{quoted(source.span.of(session.text))} is {who}" if source.span else who
    session.say(f"Source: {words}.")


def clear_source(session: Session, statement: Reported, source: Source | None) -> Source | None:
    """A source with the entity that it clearly means, if that one is known already."""
    if source is None or source.entity is not None or source.kind is not SourceKind.ENTITY:
        return source
    speaker = clear(speakers_of(session, statement))
    known = speaker is not None and speaker.entity is not None
    return replace(source, entity=speaker.entity) if known and speaker else source


def _title(session: Session, statement: Reported) -> str:
    words = _source_words(session, statement)
    return f"Who is “{shortened(words, _LABEL)}”?" if words else "Who says this?"


def _source_words(session: Session, statement: Reported) -> str:
    source = statement.source
    span = source.span if isinstance(source, Source) else source
    return span.of(session.text) if span else ""


def _called(session: Session, statement: Reported) -> str:
    """What the source calls somebody, without its article; empty for a pronoun."""
    words = _source_words(session, statement).split(",")[0].split()
    return " ".join(dropwhile(lambda word: word.lower() in FUNCTION_WORDS, words))


def _type_of(session: Session, speaker: Speaker) -> str | None:
    if speaker.entity is not None:
        entity = session.store.queries.entities.find(speaker.entity)
        return entity.type if entity else None
    named = _suggested(session, speaker.span)
    return named.type if named else None


def _suggested(session: Session, span: Span | None) -> SuggestedMention | None:
    """The name that is suggested just there."""
    if session.suggestions is None or span is None:
        return None
    undecided = session.suggestions.undecided
    found = (undecided.find(number) for number in undecided.mentions_over(span))
    return next(
        (each for each in found if isinstance(each, SuggestedMention) and each.span == span), None
    )


def _entity(session: Session, tx: Transaction, answer: Speaker | EntityTarget) -> EntityId:
    """The entity of an answer, made if it is new."""
    if isinstance(answer, Speaker):
        return _entity_of(session, tx, answer)
    return entity_for(session, tx, answer, first_type(session, *ROLE_TYPES["source"]))


def _entity_of(session: Session, tx: Transaction, speaker: Speaker) -> EntityId:
    """The entity of somebody; a name that is only suggested, or not linked yet, gets its own."""
    queries = session.store.queries
    if speaker.entity is not None and queries.entities.find(speaker.entity) is not None:
        return speaker.entity
    assert session.document is not None
    entity: EntityId | None = None
    suggested = _suggested(session, speaker.span)
    if suggested is not None:
        entity = queries.mentions.get(accept_mention(session, tx, suggested)).entity
    stored = [
        each
        for each in (
            queries.mentions.exactly(session.document, speaker.span) if speaker.span else ()
        )
        if each.provenance.status is not Status.REJECTED
    ]
    if entity is None and stored:
        entity = stored[0].entity or entity_named(
            session, tx, stored[0].type, speaker.name, Level.NAM
        )
        link_mention(queries, tx, stored[0], entity)
    if entity is None:
        raise CannotRun(f"“{speaker.name}” may be several entities: press k to choose one.")
    return entity
