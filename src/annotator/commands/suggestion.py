"""Answering what is suggested: one by one at the speed of reading, or many at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from time import monotonic

from annotator.commands.accepting import Offered, accept, is_offered, offered, reject
from annotator.commands.conditions import Condition, has_document
from annotator.commands.current import CannotRun, entity_name, quoted
from annotator.commands.linking import names_an_entity
from annotator.commands.registry import command
from annotator.commands.walking import PATIENCE_SECONDS, Target, go_on, go_to, here, stop_of
from annotator.model.ids import DocumentId, EntityId
from annotator.model.mention import Mention
from annotator.model.provenance import Status
from annotator.model.span import Span
from annotator.model.statement import Statement
from annotator.model.suggestion import SuggestedMention
from annotator.session import Mode, Panel, Session
from annotator.session.changes import count_of
from annotator.session.undecided import Stop

_MENU = "Annotate/Suggestions"
_NAMED = 3
"""So many speakers are named where many statements are accepted at once."""
_BOTH = frozenset({Mode.ARTICLE, Mode.CLAIMS})


def _is_answered(session: Session) -> bool:
    """Whether the reader is at an accepted annotation, as after a key that corrected it.

    It is a mention that is selected, or a statement with its cue selected or the caret before it.
    """
    span, statement = session.selection, session.current_statement
    if session.panel is not Panel.ARTICLE:
        return False
    if statement is not None and (
        span == statement.cue if span else _is_before(session, statement)
    ):
        return True
    mention = session.current_mention
    return mention is not None and span == mention.extent


def _is_before(session: Session, statement: Statement) -> bool:
    return session.caret == statement.content[0].start


_is_offered_or_answered = Condition(
    lambda session: is_offered.holds(session) or _is_answered(session), is_offered.reason
)


@command("Accept", keys=("Enter", "y"), when=_is_offered_or_answered, modes=_BOTH, menu=_MENU)
def accept_(session: Session) -> None:
    """Accept the suggestion at the caret, and go on to the next one.

    From a selected mention or statement that is accepted already it only goes on.
    """
    found, place = offered(session), _place(session)
    if found is None:
        go_on(session, place)
        return
    with session.store.transaction("Accept suggestion") as tx:
        speaker = _speaker(accept(session, tx, found))
    if speaker is not None:
        session.say(f"Accepted; spoken by {entity_name(session, speaker)}.")
    _go_on(session, place)


@command("Reject", keys="Backspace", when=is_offered, modes=_BOTH, menu=_MENU)
def reject_(session: Session) -> None:
    """Reject the suggestion at the caret, and go on to the next one.

    It is remembered and not made again.
    """
    found, place = _offered(session), _place(session)
    with session.store.transaction("Reject suggestion") as tx:
        reject(session, tx, found)
    _go_on(session, place)


@command("Accept all that are sure", keys="Shift+Y", when=has_document, menu=_MENU)
def accept_sure(session: Session) -> None:
    """Accept every suggestion in view that is as sure as the menu View, Sure suggestions says.

    It is one step; names come first, so that statements find who speaks.
    """
    start, end = session.geometry.visible()
    suggested = _in_view(session, Span(start, end)) if start < end else []
    sure = [found for found, confidence in suggested if confidence >= session.view.sure]
    less = len(suggested) - len(sure)
    share = f"a confidence of {session.view.sure:.0%} or more"
    if not sure:
        left = f"; {less} less sure {_are(less)} in view" if less else ""
        raise CannotRun(f"Nothing in view is suggested with {share}{left}.")
    place = here(session)
    session.safe.before("accepting", len(sure))
    with session.store.transaction(f"Accept {count_of(len(sure), 'suggestion')}") as tx:
        made = [accept(session, tx, found) for found in sure]
    _go_on(session, place)
    left = f"; {less} less sure {_are(less)} left in view" if less else ""
    told = f"Accepted {_counted(sure)} with {share}{left}."
    session.say(f"{told}{_linked_to_nobody(made)}{_spoken_by(session, map(_speaker, made))}")


def _speaker(made: Mention | Statement) -> EntityId | None:
    """Whom a statement was linked to as its source."""
    return made.source.entity if isinstance(made, Statement) and made.source else None


def _linked_to_nobody(made: Sequence[Mention | Statement]) -> str:
    """How many names mean no entity yet, since several may be meant or only other articles know."""
    names = [
        each
        for each in made
        if isinstance(each, Mention) and each.entity is None and names_an_entity(each)
    ]
    if not names:
        return ""
    which = "1 name is" if len(names) == 1 else f"{len(names)} names are"
    return f" {which} linked to nobody yet; k links one."


def _spoken_by(session: Session, speakers: Iterable[EntityId | None]) -> str:
    """Who was taken to speak in what was accepted, the first few of them."""
    names = [entity_name(session, id) for id in dict.fromkeys(speakers) if id is not None]
    if not names:
        return ""
    more = len(names) - _NAMED
    shown = names[:_NAMED] if more <= 0 else [*names[:_NAMED], f"{more} more"]
    return f" Spoken by {' and '.join(filter(None, (', '.join(shown[:-1]), shown[-1])))}."


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


_on_name = Condition(
    lambda session: isinstance(offered(session), SuggestedMention | Mention),
    "Go to a suggested name first (Space).",
)


@command("Reject these words everywhere", keys="Shift+Backspace", when=_on_name, menu=_MENU)
def reject_words(session: Session) -> None:
    """Reject every suggestion of the same words as the same type in this article, as one step."""
    first, place = _offered(session), _place(session)
    assert isinstance(first, SuggestedMention | Mention)
    words = _words(session, first)
    same = [
        found
        for found in _all_mentions(session)
        if found.type == first.type and _words(session, found) == words
    ]
    count = count_of(len(same), "suggestion")
    with session.store.transaction(f"Reject {count}") as tx:
        for found in same:
            reject(session, tx, found)
    _go_on(session, place)
    session.say(f"Rejected {count} of {quoted(words)}.")


def _offered(session: Session) -> Offered:
    found = offered(session)
    assert found is not None
    return found


def _place(session: Session) -> Stop:
    """Where the walk goes on from: the place of what is offered."""
    if session.panel is Panel.CLAIMS:
        id = session.suggestion if session.suggestion is not None else session.statement
        found = session.seen.statement(id or 0)
        return Stop(found.content[0].start, 0, found.id) if found else Stop(0, 0, 0)
    found_here = offered(session)
    if isinstance(found_here, Mention | Statement):
        return stop_of(found_here)
    if session.suggestion is not None and session.suggestions is not None:
        stop = session.suggestions.undecided.stop(session.suggestion)
        if stop is not None:
            return stop
    return here(session)


def _go_on(session: Session, place: Stop) -> None:
    """Go to the next suggestion, or in the claim panel to the next suggested card."""
    if session.panel is not Panel.CLAIMS:
        go_on(session, place)
        return
    assert session.document is not None
    cards = _cards(session, session.document)
    following = [card for card in cards if card > (place.start, place.number)] or cards[-1:]
    if not following:
        session.say("No statement is suggested any more.")
        return
    id = following[0][1]
    target: Target | None = id if id < 0 else session.seen.statement(id)
    if target is not None:
        go_to(session, target)


def _cards(session: Session, document: DocumentId) -> list[tuple[int, int]]:
    """Where the content of each suggested statement begins, with its id, in text order."""
    queries = session.store.queries.statements
    stored = queries.some(sorted(queries.suggested_in(document)))
    places: list[tuple[int, int]] = [(each.content[0].start, each.id) for each in stored]
    return sorted([*places, *session.seen.suggested_statements(document)])


def _in_view(session: Session, view: Span) -> list[tuple[Offered, float]]:
    """What is suggested in a stretch, mentions first, each with its confidence.

    What an imported file brought along without one counts as not sure at all.
    """
    found: list[tuple[Offered, float]] = []
    if session.suggestions is not None:
        session.suggestions.reach(view, until=monotonic() + PATIENCE_SECONDS)
        undecided = session.suggestions.undecided
        for number in (*undecided.mentions_over(view), *undecided.statements_over(view)):
            suggestion = undecided.find(number)
            if suggestion is not None and view.contains(undecided.place(number)):
                found.append((suggestion, suggestion.ground.confidence))
    assert session.document is not None
    queries = session.store.queries
    stored: list[Mention | Statement] = [
        *queries.mentions_in(session.document, view),
        *queries.statements_in(session.document, view),
    ]
    found += [
        (each, each.provenance.confidence or 0.0)
        for each in stored
        if each.provenance.status is Status.SUGGESTED
    ]
    return sorted(found, key=lambda pair: not isinstance(pair[0], SuggestedMention | Mention))


def _all_mentions(session: Session) -> Sequence[SuggestedMention | Mention]:
    """Every suggested mention of the article, in text order: computed ones, then imported ones."""
    assert session.document is not None
    whole = Span(0, max(1, len(session.text)))
    found: list[SuggestedMention | Mention] = []
    if session.suggestions is not None:
        undecided = session.suggestions.undecided
        for number in undecided.mentions_over(whole):
            suggestion = undecided.find(number)
            if isinstance(suggestion, SuggestedMention):
                found.append(suggestion)
    place, mentions = Stop(0, -(1 << 62), 0), session.store.queries.mentions
    while stored := mentions.suggested(session.document, place, forwards=True):
        found.append(stored)
        place = stop_of(stored)
    return found


def _words(session: Session, found: SuggestedMention | Mention) -> str:
    spans = (found.span,) if isinstance(found, SuggestedMention) else found.spans
    return " ".join(" ".join(span.of(session.text) for span in spans).split())


def _counted(found: Sequence[Offered]) -> str:
    """How many mentions and statements there are, in words."""
    mentions = sum(isinstance(each, SuggestedMention | Mention) for each in found)
    counts = ((mentions, "mention"), (len(found) - mentions, "statement"))
    return " and ".join(count_of(count, what) for count, what in counts if count)
