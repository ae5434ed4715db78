"""Making statements and setting the parts that have a key: who said what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeVar

from annotator.commands.accepting import (
    accept_statement,
    accept_stored,
    in_offered,
    offered_statement,
)
from annotator.commands.choices import enum_label, kind_label
from annotator.commands.conditions import Condition, has_document, in_statement
from annotator.commands.current import quoted
from annotator.commands.entity_choices import NewEntity
from annotator.commands.hinting import show_hints
from annotator.commands.references import drop_links
from annotator.commands.registry import Variant, command
from annotator.commands.sources import party_at, source_at, source_from
from annotator.commands.speaking import (
    Answer,
    Elsewhere,
    asks_type,
    clear_source,
    speaks,
    who_speaks,
)
from annotator.commands.statement_parts import kind_in, parent_of, stance_of, take_in
from annotator.errors import AnnotatorError
from annotator.model.ids import Ref, StatementId
from annotator.model.provenance import Status
from annotator.model.schema import Schema
from annotator.model.span import Span, Spans, normalised
from annotator.model.statement import (
    Checkworthy,
    Epistemic,
    Form,
    Source,
    SourceKind,
    Statement,
)
from annotator.model.suggestion import SuggestedStatement
from annotator.session import ChoiceQuestion, Mode, Session
from annotator.store.transaction import Transaction
from annotator.text.attribution import Attribution, at_cue, propose
from annotator.text.quotes import form_and_quoted, form_of, quotations
from annotator.text.segments import word_at
from annotator.text.sentences import sentence_at
from annotator.text.snap import snap, statement_span
from annotator.text.words import FUNCTION_WORDS

_MENU = "Annotate/Statement"
_ANYWHERE = frozenset({Mode.ARTICLE, Mode.CLAIMS})
T = TypeVar("T")
PartyRole = Literal["addressee", "time", "place"]


class NoContent(AnnotatorError):
    """There are no words that could be said."""


@command("New statement", keys="s", when=has_document, menu=_MENU)
def new(session: Session) -> None:
    """Make a statement of the selection; form, cue, source and kind come from the text around.

    On a reporting word ("said", "allegedly") the content is found too. With nothing selected: the
    quotation, or the sentence, at the caret. A statement that is suggested there is accepted, and
    its card opens.
    """
    document = session.document
    assert document is not None
    suggested = offered_statement(session)
    if suggested is not None:
        _take(session, suggested)
        return
    if session.selection is None and _inside(session):
        return
    found = _attribution(session)
    if _known(session, found.content):
        return
    kind = kind_in(session.schema, found.kind)
    with session.store.transaction("New statement") as tx:
        statement = Statement(
            StatementId(0),
            document,
            found.content,
            found.form,
            kind,
            tx.provenance(),
            cue=found.cue,
            source=_source(session, found),
            quoted=found.quoted,
            parent=parent_of(session, found.content),
            epistemic=stance_of(kind, Epistemic.CERTAIN_TRUE),
        )
        source = clear_source(session, statement, statement.source)
        statement = replace(statement, source=source)
        id = StatementId(tx.add(statement))
        take_in(session, tx, replace(statement, id=id))
    _open(session, id)


def _open(session: Session, id: StatementId) -> None:
    """Go to a statement that was just made, and ask for its source if it has none."""
    statement = session.store.queries.statements.get(id)
    start = statement.content[0].start
    session.select(start, start)
    session.make_current(statement=id)
    session.awaiting_source = id if statement.source is None else None
    source = statement.source
    if source is None:
        session.say("Whose words? Press Shift+S to choose, or select them and press Shift+S.")
    elif source.span is not None and source.kind is SourceKind.ENTITY:
        _say_who(session, source, source.span)


def _say_who(session: Session, source: Source, span: Span) -> None:
    """Say who is taken to be meant by a source, or that it may be chosen; a name says so itself."""
    surface = span.of(session.text)
    if surface[0].isupper() and surface.split()[0].lower() not in FUNCTION_WORDS:
        return
    mention = session.store.queries.mentions.find(source.mention) if source.mention else None
    entity = session.store.queries.entities.find(source.entity) if source.entity else None
    if entity is None:
        session.say(f"Who is {quoted(surface)}? Press Shift+S to choose.")
    elif mention is None or mention.entity != entity.id:
        session.say(f"Source: {quoted(surface)} is {entity.name}. Shift+S chooses somebody else.")


def _take(
    session: Session, suggested: SuggestedStatement | Statement, kind: str | None = None
) -> None:
    """Accept a statement that is suggested, perhaps as another kind, and stay with it."""
    with session.store.transaction("Accept suggestion") as tx:
        if isinstance(suggested, SuggestedStatement):
            id = accept_statement(session, tx, suggested, kind=kind)
        else:
            id = suggested.id
            stance = stance_of(kind, suggested.epistemic) if kind else suggested.epistemic
            changed = replace(suggested, kind=kind or suggested.kind, epistemic=stance)
            accept_stored(session, tx, changed)
    _open(session, id)


def _inside(session: Session) -> bool:
    """Open the statement in whose content the caret stands, if there is one, and say so."""
    assert session.document is not None
    for statement in session.store.queries.statements.touching(session.document, session.caret):
        if any(piece.start <= session.caret < piece.end for piece in statement.content):
            session.make_current(statement=statement.id)
            session.say("These words are in a statement already. Select some to make another.")
            return True
    return False


def _known(session: Session, content: Spans) -> bool:
    """Open the statement that has just this content; when it is open, s makes another one."""
    assert session.document is not None
    whole = Span(content[0].start, content[-1].end)
    same = [
        statement.id
        for statement in session.store.queries.statements_in(session.document, whole)
        if statement.content == content and statement.provenance.status is not Status.REJECTED
    ]
    if not same or session.statement in same:
        return False
    session.make_current(statement=same[0])
    session.say("These words are a statement already. Press s again to make another of them.")
    return True


def _attribution(session: Session) -> Attribution:
    """What the text around the selection says about who said what."""
    selection = _selected(session)
    word = selection or word_at(session.text, session.caret)
    if word:
        at_word = at_cue(session.text, word, session.lexicon)
        if at_word:
            return at_word
    content = _content(session)
    if selection and session.exact:
        form, quoted = form_and_quoted(session.text, (content,))
        found = propose(session.text, content, session.lexicon)
        return replace(found, content=(content,), quoted=quoted, form=form)
    return propose(session.text, content, session.lexicon)


def _selected(session: Session) -> Span | None:
    """The selection, where words are selected and not a mark such as a quotation mark alone."""
    span = session.selection
    return span if span and any(char.isalnum() for char in span.of(session.text)) else None


def _content(session: Session) -> Span:
    text, span = session.text, _selected(session)
    if span:
        return span if session.exact else statement_span(text, span)
    caret = session.selection.start if session.selection else session.caret
    sentence = sentence_at(text, caret)
    if sentence is None:
        raise NoContent("There is no sentence here. Select what was said and press s.")
    around = [q.span for q in quotations(text, sentence) if q.span.start <= caret <= q.span.end]
    return min(around, key=len) if around else statement_span(text, sentence)


def _source(session: Session, found: Attribution) -> Source | None:
    if found.source is None:
        return None if found.source_kind is SourceKind.ENTITY else Source(found.source_kind)
    return source_at(session, found.source, found.source_kind)


def _current(session: Session) -> Statement:
    statement = session.current_statement
    assert statement is not None
    return statement


def _replace(session: Session, label: str, statement: Statement) -> None:
    with session.store.transaction(label) as tx:
        tx.replace(statement)


def _kinds(schema: Schema) -> Sequence[Variant]:
    return [Variant(k.id, k.label, (k.key,), {"kind": k.id}) for k in schema.statement_kinds]


@command("Kind", when=in_offered, modes=_ANYWHERE, menu="Annotate/Kind", variants=_kinds)
def set_kind(session: Session, kind: str) -> None:
    """Set what the source of the current statement does by saying it.

    A statement that is only suggested is accepted with that kind.
    """
    suggested = offered_statement(session)
    if suggested is not None:
        _take(session, suggested, kind)
        return
    statement = _current(session)
    stance = stance_of(kind, statement.epistemic)
    _replace(
        session,
        f"Kind {kind_label(session.schema, kind)}",
        replace(statement, kind=kind, epistemic=stance),
    )


@command("Clear kind", keys="0", when=in_statement, modes=_ANYWHERE, menu="Annotate/Kind")
def clear_kind(session: Session) -> None:
    """Leave the kind of the current statement open."""
    _replace(session, "Clear kind", replace(_current(session), kind=None))


_words = in_statement & Condition(
    lambda session: session.selection is not None or session.mention is not None,
    "Select the words first, or go to a mention of them (Tab).",
)


def _chosen(session: Session) -> Span:
    """The words meant: the selection, snapped to words unless exact, else the current mention."""
    if session.selection:
        return session.selection if session.exact else snap(session.text, session.selection)
    mention = session.current_mention
    assert mention is not None
    return mention.extent


def _ask_speaker(session: Session, _given: Mapping[str, object]) -> ChoiceQuestion | None:
    """Who speaks, unless words are selected that say so."""
    suggested = offered_statement(session)
    if isinstance(suggested, SuggestedStatement):
        return who_speaks(session, suggested)
    return who_speaks(session, _current(session)) if session.selection is None else None


def _ask_type(session: Session, given: Mapping[str, object]) -> ChoiceQuestion | None:
    return asks_type(session, given.get("speaker"))


@command(
    "Set source",
    keys="Shift+S",
    when=in_offered,
    modes=_ANYWHERE,
    menu=_MENU,
    asks={"speaker": _ask_speaker, "type": _ask_type},
)
def set_source(
    session: Session, speaker: Answer | Elsewhere | None = None, type: str | None = None
) -> None:
    """Make the selection the source; with nothing selected, choose who speaks from a short list.

    A digit picks, Enter takes the first, letters find any entity or make one. Somebody or nobody
    without a name has a row too. A statement that is only suggested is accepted with that.
    """
    suggested = offered_statement(session)
    if speaker is not None and not isinstance(speaker, Elsewhere):
        if isinstance(speaker, NewEntity) and type is not None:
            speaker = replace(speaker, type=type)
        reported = suggested if suggested is not None else _current(session)
        speaks(session, reported, speaker)
        return
    if isinstance(suggested, SuggestedStatement):
        _take(session, suggested)
    statement = _current(session)
    if speaker is Elsewhere.HINTS or session.selection is None:
        session.awaiting_source = statement.id
        show_hints(session)
        return
    session.awaiting_source = None
    source_from(session, statement, _chosen(session))


@command("Set cue", keys="Shift+U", when=_words, menu=_MENU)
def set_cue(session: Session) -> None:
    """Make the selection the cue: the words that report the speech."""
    _replace(session, "Set cue", replace(_current(session), cue=_chosen(session)))


@command("Add or take out content", keys="Shift+C", when=_words, menu=_MENU)
def toggle_content(session: Session) -> None:
    """Make the selection a further piece of the content; selected again, it is taken out."""
    statement, piece = _current(session), _piece(session)
    if piece in statement.content:
        rest = tuple(span for span in statement.content if span != piece)
        if not rest:
            raise NoContent("A statement needs its content. Remove the statement instead (Del).")
        content = rest
    else:
        content = normalised((*statement.content, piece))
    form, quoted = form_and_quoted(session.text, content)
    if statement.form is not form_of(session.text, statement.content):
        form = statement.form
    changed = replace(statement, content=content, quoted=quoted, form=form)
    _replace(session, "Change content", changed)


def _piece(session: Session) -> Span:
    if session.selection and not session.exact:
        return statement_span(session.text, session.selection)
    return _chosen(session)


@command("Set addressee", keys="Shift+A", when=_words, menu=_MENU)
def set_addressee(session: Session) -> None:
    """Make the selection, or the current mention, the one who is spoken to."""
    _set_party(session, "addressee")


@command("Set time", keys="Shift+W", when=_words, menu=_MENU)
def set_time(session: Session) -> None:
    """Make the selection, or the current mention, the time when it was said."""
    _set_party(session, "time")


@command("Set place", keys="Shift+L", when=_words, menu=_MENU)
def set_place(session: Session) -> None:
    """Make the selection, or the current mention, the place where it was said."""
    _set_party(session, "place")


def _set_party(session: Session, role: PartyRole) -> None:
    statement, party = _current(session), party_at(session, _chosen(session))
    changed = {
        "addressee": replace(statement, addressee=party),
        "time": replace(statement, time=party),
        "place": replace(statement, place=party),
    }
    _replace(session, f"Set {role}", changed[role])


@command("Cycle form", keys='"', when=in_statement, modes=_ANYWHERE, menu=_MENU)
def cycle_form(session: Session) -> None:
    """Step through direct, mixed, indirect, reported and scare quotes."""
    statement = _current(session)
    form = _next(tuple(Form), statement.form)
    _replace(session, f"Form {form.value}", replace(statement, form=form))
    session.say(f"Form: {form.value}.")


@command("More certain", keys="+", when=in_statement, modes=_ANYWHERE, menu=_MENU)
def more_certain(session: Session) -> None:
    """Step the source's stance to its own content towards certainly true."""
    _step_epistemic(session, -1)


@command("Less certain", keys="-", when=in_statement, modes=_ANYWHERE, menu=_MENU)
def less_certain(session: Session) -> None:
    """Step the source's stance to its own content towards certainly false."""
    _step_epistemic(session, 1)


def _step_epistemic(session: Session, by: int) -> None:
    statement, values = _current(session), tuple(Epistemic)
    at = values.index(statement.epistemic) + by
    stance = values[max(0, min(at, len(values) - 1))]
    _replace(session, f"Stance {enum_label(stance)}", replace(statement, epistemic=stance))
    session.say(f"Stance: {enum_label(stance)}.")


@command("Cycle checkworthy", keys="!", when=in_statement, modes=_ANYWHERE, menu=_MENU)
def cycle_checkworthy(session: Session) -> None:
    """Step through unset, no, low and yes: whether the content deserves a fact check."""
    statement = _current(session)
    value = _next(tuple(Checkworthy), statement.checkworthy)
    _replace(session, f"Checkworthy {value.value}", replace(statement, checkworthy=value))
    session.say(f"Checkworthy: {value.value}.")


def _next(values: tuple[T, ...], value: T) -> T:
    return values[(values.index(value) + 1) % len(values)]


@command("Nest or take out", keys=">", when=in_statement, modes=_ANYWHERE, menu=_MENU)
def toggle_nesting(session: Session) -> None:
    """Put the statement inside the one in whose content it is reported, or take it out again."""
    statement = _current(session)
    if statement.parent is not None:
        _replace(session, "Take out of statement", replace(statement, parent=None))
        session.say("Taken out.")
        return
    parent = parent_of(session, statement.content) or _before(session, statement)
    if parent is None or _is_inside(session, parent, statement.id):
        raise NoContent("There is no statement around this one, or before it, to nest it in.")
    _replace(session, "Nest statement", replace(statement, parent=parent))
    session.say("Nested.")


def _before(session: Session, statement: Statement) -> StatementId | None:
    found = session.store.queries.statements.before(statement.document, statement)
    return found.id if found else None


def _is_inside(session: Session, id: StatementId | None, outer: StatementId) -> bool:
    """Whether a statement is another one, or nested in it at any depth."""
    while id is not None:
        if id == outer:
            return True
        id = session.store.queries.statements.get(id).parent
    return False


@command("Remove statement", keys=("Del", "Shift+X"), when=in_statement, menu=_MENU)
def remove(session: Session) -> None:
    """Remove the current statement; those nested in it stay, and move up to where it was nested."""
    statement = _current(session)
    with session.store.transaction("Remove statement") as tx:
        remove_statement(session, tx, statement)
    session.say("Statement removed.")


def remove_statement(session: Session, tx: Transaction, statement: Statement) -> None:
    """Delete a statement with the relations and notes on it."""
    queries, ref = session.store.queries, Ref("statement", statement.id)
    for inner in queries.statements.inside(statement.id):
        tx.replace(replace(inner, parent=statement.parent))
    drop_links(queries, tx, ref)
    tx.remove(ref)
