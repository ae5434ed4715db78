"""What can be done with the places that a search found, wherever in the project they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from annotator.commands import hit_acts
from annotator.commands.choices import kind_label, type_label
from annotator.commands.conditions import Condition
from annotator.commands.current import CannotRun, shortened
from annotator.commands.entity_choices import EntitySearch, EntityTarget, entity_for, first_type
from annotator.commands.hit_acts import Act, Desk, Left, each_place
from annotator.commands.linking import remove_mention
from annotator.commands.registry import Arguments, Variant, command
from annotator.commands.statement_parts import stance_of
from annotator.model.schema import Schema
from annotator.model.statement import Statement
from annotator.session import ChoiceQuestion, Mode, SaveQuestion, Session
from annotator.session.hit_table import write_table
from annotator.session.results import Results
from annotator.session.state import PANELS
from annotator.store.queries.hits import Hit

_FOUND = frozenset({Mode.SEARCH})
_MENU = "Edit/Places found"
_SPARED = 2000
"""How many steps of a search a jump to its next place waits for."""

_found = Condition(
    lambda session: session.results is not None and session.results.current is not None,
    "Find something in the project first (Ctrl+Shift+F).",
)


def _results(session: Session) -> Results:
    assert session.results is not None
    return session.results


@command("Go to the place", keys="Enter", when=_found, modes=_FOUND)
def go(session: Session) -> None:
    """Open the article at the place under the keys; F4 then goes on to the next one."""
    session.show(None)
    _go(session, _results(session))


def _go(session: Session, results: Results) -> None:
    session.set_results(results.with_keys(here=False))
    hit, queries = results.current, session.store.queries
    if hit is None or queries.documents.find(hit.document) is None:
        raise CannotRun("The article of this place is no longer in the project; search again.")
    if session.document != hit.document:
        session.open_document(hit.document)
    statement = _statement(session, hit)
    if statement is not None:
        session.go_to_statement(statement)
    else:
        session.select(hit.span.start, hit.span.end, exact=True)
    so_far = "" if results.search.done else " so far"
    session.say(f"Place {results.at + 1:,} of {len(results.search.hits):,}{so_far}.")


@command("Next place found", keys="F4", when=_found, modes=PANELS, menu="Edit", in_text_fields=True)
def next_(session: Session) -> None:
    """Go to the next place that the search in the project found."""
    results = _results(session)
    for _ in range(_SPARED):
        if results.at + 1 < len(results.search.hits) or results.search.done:
            break
        next(results.search.steps(), None)
    if results.at + 1 >= len(results.search.hits):
        raise CannotRun("That was the last place. Ctrl+Shift+F shows them all.")
    _go(session, results.moved(results.at + 1))


@command(
    "Previous place found",
    keys="Shift+F4",
    when=_found,
    modes=PANELS,
    menu="Edit",
    in_text_fields=True,
)
def previous(session: Session) -> None:
    """Go to the place before, of those that the search in the project found."""
    results = _results(session)
    if results.at == 0:
        raise CannotRun("That was the first place. Ctrl+Shift+F shows them all.")
    _go(session, results.moved(results.at - 1))


@command("Mark or unmark", keys="Space", when=_found, modes=_FOUND)
def mark(session: Session) -> None:
    """Mark the place under the keys, or no longer, and go to the next. Commands take all marked."""
    results = _results(session)
    marked = results.with_marks(results.marked ^ {results.at})
    session.set_results(marked.moved(results.at + 1))


@command("Mark all or none", keys="Ctrl+A", when=_found, modes=_FOUND)
def mark_all(session: Session) -> None:
    """Mark every place found so far; if all are marked, none."""
    results = _results(session)
    every = frozenset(range(len(results.search.hits)))
    marks = frozenset[int]() if results.marked == every else every
    session.set_results(results.with_marks(marks))
    session.say(f"{_places(len(marks))} marked.")


def _types(schema: Schema) -> Sequence[Variant]:
    return [Variant(t.id, t.label, (t.key,), {"type": t.id}) for t in schema.entity_types]


@command("Tag the places", when=_found, modes=_FOUND, menu=f"{_MENU}/Tag as", variants=_types)
def tag(session: Session, type: str) -> None:
    """Tag the marked places, or the one under the keys, as one step; mentions there are retyped.

    As with other occurrences, a place inside another mention, or across its edge, is left out.
    """
    label = type_label(session.schema, type)
    _do(session, lambda places: f"Tag {places} as {label}", hit_acts.tag(type))


def _ask_entity(session: Session, _: Arguments) -> ChoiceQuestion:
    chosen = _results(session).chosen
    first, queries = chosen[0], session.store.queries
    is_mention = first.ref is not None and first.ref.kind == "mention"
    mention = queries.mentions.find(first.ref.id) if first.ref and is_mention else None
    words = " ".join(first.span.of(queries.hits.text(first.document) or "").split())
    type = mention.type if mention else first_type(session, "person")
    search = EntitySearch(session, surface=shortened(words, 60), prefer=(type,), creates=type)
    return ChoiceQuestion(f"Link {_places(len(chosen))} to", search)


@command(
    "Link the places",
    keys="k",
    when=_found,
    modes=_FOUND,
    menu=_MENU,
    asks={"entity": _ask_entity},
)
def link(session: Session, entity: EntityTarget) -> None:
    """Link the marked places, or the one under the keys, to an entity as one step.

    Words that are no mention yet become one, of the entity's type.
    """
    label = f"Link {_places(len(_results(session).chosen))}"
    with session.store.transaction(label) as tx:
        id = entity_for(session, tx, entity, first_type(session, "person"))
        type = session.store.queries.entities.get(id).type
        _do(session, lambda _: label, hit_acts.link(id, type))


def _kinds(schema: Schema) -> Sequence[Variant]:
    return [Variant(k.id, k.label, (k.key,), {"kind": k.id}) for k in schema.statement_kinds]


@command("Kind of statements", when=_found, modes=_FOUND, menu=f"{_MENU}/Kind", variants=_kinds)
def set_kind(session: Session, kind: str) -> None:
    """Set the kind of the marked statements, or of the one under the keys, as one step."""
    label = kind_label(session.schema, kind)

    def act(desk: Desk, hit: Hit) -> str:
        statement = _statement(session, hit)
        if statement is None:
            is_gone = hit.ref is not None and hit.ref.kind == "statement"
            return Left.GONE if is_gone else Left.NO_STATEMENT
        if statement.kind == kind:
            return Left.OF_KIND
        stance = stance_of(kind, statement.epistemic)
        desk.tx.replace(replace(statement, kind=kind, epistemic=stance))
        return "set"

    _do(session, lambda places: f"Kind {label} for {places}", act)


@command("Remove the mentions", keys="u", when=_found, modes=_FOUND, menu=_MENU)
def remove(session: Session) -> None:
    """Remove the mentions at the marked places, or at the one under the keys, as one step."""

    def act(desk: Desk, hit: Hit) -> str:
        mention = desk.mention(hit)
        if mention is None:
            is_gone = hit.ref is not None and hit.ref.kind == "mention"
            return Left.GONE if is_gone else Left.NO_MENTION
        remove_mention(session, desk.tx, mention)
        return "removed"

    _do(session, lambda places: f"Remove the mentions of {places}", act)


def _ask_table(session: Session, _: Arguments) -> SaveQuestion:
    return SaveQuestion("Save the places", session.path.with_suffix(".csv"), ("*.csv",))


@command(
    "Save the places as a table",
    keys="Ctrl+E",
    when=_found,
    modes=_FOUND,
    menu=_MENU,
    asks={"path": _ask_table},
)
def save(session: Session, path: Path) -> None:
    """Write the marked places, or all if none is marked, as a table for a spreadsheet (CSV)."""
    results = _results(session)
    hits = results.chosen if results.marked else results.search.hits
    number = write_table(session.store, hits, path, guarded=True)
    session.say(f"{_places(number)} saved to {path.name}.")


def _do(session: Session, label: Callable[[str], str], act: Act) -> None:
    chosen = _results(session).chosen
    done = each_place(session, label(_places(len(chosen))), chosen, act)
    session.say(_told(done))


def _told(done: Counter[str]) -> str:
    """What became of the places, in a sentence, and why of those that were left."""
    left = {why: number for why, number in done.items() if isinstance(why, Left)}
    parts = [f"{number:,} {what}" for what, number in done.items() if what not in left]
    if left:
        number = sum(left.values())
        parts.append(f"{number:,} left as {'it was' if number == 1 else 'they were'}")
    why = ", ".join(left if len(left) == 1 else [f"{many:,} {why}" for why, many in left.items()])
    told = f"{', '.join(parts)}: {why}" if why else ", ".join(parts)
    return f"{told}." if told else "Nothing was to be done."


def _places(number: int) -> str:
    return f"{number:,} place{'' if number == 1 else 's'}"


def _statement(session: Session, hit: Hit) -> Statement | None:
    if hit.ref is None or hit.ref.kind != "statement":
        return None
    return session.store.queries.statements.find(hit.ref.id)
