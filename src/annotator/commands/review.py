"""What the checks found in the article: going there, fixing it, leaving it as it is."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

from annotator.commands import hit_acts
from annotator.commands.choices import filtered, type_question
from annotator.commands.conditions import Condition, has_document
from annotator.commands.current import CannotRun, need, shortened
from annotator.commands.hit_acts import Act, each_place
from annotator.commands.registry import Arguments, Question, all_commands, command, run
from annotator.model.ids import EntityId, Ref
from annotator.model.suggestion import SuggestedStatement
from annotator.review.base import Correction, Decision, Finding
from annotator.review.findings import Key
from annotator.review.mentions import UNKNOWN_TYPE
from annotator.review.strings import TWO_ENTITIES, TWO_TYPES
from annotator.session import Choice, ChoiceQuestion, Mode, Session, Shown
from annotator.session.checking import Checking
from annotator.session.finding_at import FindingAt
from annotator.session.ignoring import ignoring
from annotator.session.state import PANELS
from annotator.store.queries.hits import Hit
from annotator.store.transaction import Transaction

_MENU = "Annotate/Checks"
_LIST = frozenset({Mode.CHECKS})
_WORKING = PANELS | _LIST
_PATIENCE, _MOMENT = 0.25, 0.03
_NEW = "statement.new"
_BEFORE_ALL = -(1 << 60)


def current_finding(session: Session) -> Finding | None:
    """The finding under the keys: that of the list, or the one gone to and not left since."""
    at, checks = session.finding, session.checks
    if at is None or checks is None:
        return None
    is_there = (session.anchor, session.caret) == (at.anchor, at.caret)
    return checks.findings.find(at.key) if at.has_keys or is_there else None


_at_finding = Condition(
    lambda session: current_finding(session) is not None,
    "Go to something that the checks found first (F7), or choose it in their list (Ctrl+F7).",
)
_at_types = _at_finding & Condition(
    lambda session: _is(session, TWO_TYPES.id, UNKNOWN_TYPE.id),
    "Go to words with two types, or with an unknown one, first (F7).",
)
_at_entities = _at_finding & Condition(
    lambda session: _is(session, TWO_ENTITIES.id),
    "Go to words that are linked to two entities first (F7).",
)


def _is(session: Session, *checks: str) -> bool:
    found = current_finding(session)
    return found is not None and found.check.id in checks


@command("List what to check", keys="Ctrl+F7", when=has_document, modes=PANELS, menu=_MENU)
def show(session: Session) -> None:
    """List what is inconsistent or missing in the article, each with a key to fix it."""
    session.show(Shown.CHECKS)


@command("Next finding", keys="F7", when=has_document, modes=PANELS, menu=_MENU)
def next_(session: Session) -> None:
    """Go to the next thing that is inconsistent or missing; after the last, to the first."""
    checks = _settled(session)
    findings = checks.findings
    until = monotonic() + _PATIENCE
    while not (checks.whole or findings.after(_place(session))) and monotonic() < until:
        checks.step()
    found = findings.after(_place(session))
    _walk(session, found or (findings[0] if findings else None), around=found is None)


@command("Previous finding", keys="Shift+F7", when=has_document, modes=PANELS, menu=_MENU)
def previous(session: Session) -> None:
    """Go to the inconsistent or missing thing before; before the first, to the last."""
    findings = _settled(session).findings
    found = findings.before(_place(session))
    _walk(session, found or (findings[-1] if findings else None), around=found is None)


@command("Go to the finding", keys="Enter", when=_at_finding, modes=_LIST)
def go(session: Session) -> None:
    """Open the article at the finding under the keys; F7 then goes on to the next one."""
    found = _current(session)
    session.show(None)
    _walk(session, found)


@command("Fix it", keys="F9", when=_at_finding, modes=_WORKING, menu=_MENU)
def fix(session: Session) -> None:
    """Do what puts the finding right; where only you can say what is right, it asks."""
    _settled(session)
    found = _current(session)
    if isinstance(found.fix, Decision):
        _decide(session, found, found.fix)
        return
    right = need(found.fix, _fixable)
    with session.store.transaction(right.label) as tx:
        _store(tx, right)
    session.say(f"{right.label}: done. {_left(session)}".rstrip())


_fixable = Condition(lambda _: True, "Nothing could be done about this by itself; see the place.")


@command("Fix all of this kind", keys="Shift+F9", when=_at_finding, modes=_WORKING, menu=_MENU)
def fix_all(session: Session) -> None:
    """Fix everything of this kind in the article as one step, but what is yours to decide."""
    checks, check = _settled(session), _current(session).check
    if not checks.whole:
        raise CannotRun("The article is still being looked through; try again in a moment.")
    fixes = [each.fix for each in checks.findings.of_check(check)]
    right = [each for each in fixes if isinstance(each, Correction)]
    if not right:
        raise CannotRun("Each of these is yours to decide: F7 goes to the next, F9 asks.")
    session.safe.before("fixing", len(right))
    with session.store.transaction(f"Fix {len(right):,} {check.title}") as tx:
        for each in right:
            _store(tx, each)
    yours = len(fixes) - len(right)
    more = f" {yours:,} of this kind {'is' if yours == 1 else 'are'} yours to decide."
    session.say(f"{len(right):,} fixed.{more if yours else ''} {_left(session)}".rstrip())


@command("Leave it as it is", keys="Ctrl+F9", when=_at_finding, modes=_WORKING, menu=_MENU)
def ignore(session: Session) -> None:
    """Say that all is well there, so that nobody is told of it again; kept as a note."""
    found = _current(session)
    assert session.document is not None
    with session.store.transaction("Leave a finding as it is") as tx:
        tx.add(ignoring(found, session.document, tx.provenance()))
    session.say(f"Not told again. {_left(session)}".rstrip())


def _ask_type(session: Session, given: Arguments) -> Question:
    found = _current(session)
    mention = session.store.queries.mentions.find(found.subject.id) if found.subject else None
    return type_question("Type of all", session.schema, now=mention.type if mention else "")


@command("Settle the type…", when=_at_types, modes=_WORKING, menu=_MENU, asks={"type": _ask_type})
def settle_type(session: Session, type: str) -> None:
    """Give all mentions of the same words in the article one type, as one step."""
    if session.schema.entity_type(type) is None:
        raise CannotRun(f"The schema of this project has no entity type “{type}”.")
    _settle(session, hit_acts.tag(type))


def _ask_entity(session: Session, given: Arguments) -> Question:
    queries = session.store.queries
    mentions = queries.mentions.some([hit.ref.id for hit in _same(session) if hit.ref])
    ids = dict.fromkeys(each.entity for each in mentions if each.entity is not None)
    choices = [
        Choice(shortened(each.name), each.id, each.description or each.type)
        for each in queries.entities.some(list(ids))
    ]
    return ChoiceQuestion("Entity of all", filtered(choices))


@command(
    "Settle the entity…",
    when=_at_entities,
    modes=_WORKING,
    menu=_MENU,
    asks={"entity": _ask_entity},
)
def settle_entity(session: Session, entity: EntityId) -> None:
    """Link all mentions of the same words in the article to one entity, as one step."""
    known = session.store.queries.entities.find(entity)
    if known is None:
        raise CannotRun("That entity is no longer there; choose another one.")
    _settle(session, hit_acts.link(known.id, known.type))


def _settle(session: Session, act: Act) -> None:
    hits = _same(session)
    each_place(session, f"Settle {len(hits):,} mentions", hits, act)
    session.say(f"{len(hits):,} settled. {_left(session)}".rstrip())


def _same(session: Session) -> list[Hit]:
    """The mentions of the words of the finding; where those are no name, the mention alone."""
    found, checks = _current(session), session.checks
    assert checks is not None
    assert found.subject is not None
    ids = checks.mentions_like(found.subject.id)
    mentions = session.store.queries.mentions.some(ids)
    return [Hit(each.document, each.extent, Ref("mention", each.id)) for each in mentions]


def _settled(session: Session) -> Checking:
    """The findings, of which none is older than what was done last.

    Raises CannotRun where that takes too long.
    """
    checks = session.checks
    assert checks is not None
    if not checks.settle(_PATIENCE):
        raise CannotRun("What was done last is still being looked at; try again in a moment.")
    return checks


def _current(session: Session) -> Finding:
    return need(current_finding(session), _at_finding)


def _place(session: Session) -> Key:
    """Where the walk goes on from: the finding gone to, or the caret."""
    found = current_finding(session)
    if found is not None:
        return found.key
    start = session.selection.start if session.selection else session.caret
    return start, _BEFORE_ALL, "", 0


def _walk(session: Session, found: Finding | None, *, around: bool = False) -> None:
    checks = session.checks
    assert checks is not None
    if found is None:
        raise CannotRun(
            "The checks find nothing to fix in this article."
            if checks.whole
            else "Nothing is found so far; the article is still being looked through."
        )
    _go_to(session, found)
    number, so_far = checks.findings.index_of(found.key) + 1, "" if checks.whole else " so far"
    again = " From the other end again." if around else ""
    does = f" F9: {found.fix.label.lower()}." if found.fix else ""
    place = f"{number:,} of {len(checks.findings):,}{so_far}"
    session.say(f"{place}: {found.sentence}{does}{again}")


def _go_to(session: Session, found: Finding) -> None:
    """Select the place of a finding, and make current what it is about."""
    queries, ref = session.store.queries, found.subject
    mention = queries.mentions.find(ref.id) if ref and ref.kind == "mention" else None
    statement = queries.statements.find(ref.id) if ref and ref.kind == "statement" else None
    if mention is not None:
        session.go_to_mention(mention)
    elif statement is not None:
        session.go_to_statement(statement)
    else:
        session.select(found.span.start, found.span.end, exact=ref is not None)
    if ref is not None and ref.kind == "entity":
        session.select_entities((EntityId(ref.id),))
    session.set_finding(FindingAt(found.key, session.anchor, session.caret))


def _decide(session: Session, found: Finding, decision: Decision) -> None:
    """Ask, at the place of the finding, for what puts it right."""
    session.show(None)
    _go_to(session, found)
    command_id = decision.command
    if command_id == _NEW and _offered(session, found):
        command_id = "suggestion.accept"
    asked = next(each for each in all_commands() if each.id == command_id)
    run(session, asked, decision.arguments)


def _offered(session: Session, found: Finding) -> bool:
    """Go to the statement that is suggested of the words of a finding, if one is."""
    undecided = session.suggestions.undecided if session.suggestions else None
    for number in undecided.statements_over(found.span) if undecided else ():
        each = undecided.find(number) if undecided else None
        if isinstance(each, SuggestedStatement) and any(
            piece.overlaps(found.span) for piece in each.content
        ):
            session.go_to_suggestion(number)
            return True
    return False


def _store(tx: Transaction, right: Correction) -> None:
    value = right.value
    if value.id:
        tx.replace(value)
    else:
        tx.add(replace(value, provenance=tx.provenance()))


def _left(session: Session) -> str:
    """How many findings are left, in a sentence."""
    checks = session.checks
    assert checks is not None
    is_known = checks.settle(_MOMENT)
    session.checks_came()
    count = len(checks.findings)
    if not (is_known and checks.whole):
        return ""
    if not count:
        return "Nothing else is found."
    return "1 finding is left." if count == 1 else f"{count:,} findings are left."
