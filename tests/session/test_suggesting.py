"""What is suggested in the open document, while it is annotated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from time import monotonic

import pytest

from annotator.commands import history, mention, statement, suggestion
from annotator.commands.registry import run as run_command
from annotator.model.annotations import AnnotatedDocument
from annotator.model.provenance import Status
from annotator.model.span import Span
from annotator.model.suggestion import SuggestedMention
from annotator.session import Session, Topic
from annotator.session.importing import import_text
from annotator.session.projects import create_project, lexicon
from annotator.session.suggesting import WHOLE
from annotator.session.undecided import Stop
from annotator.suggest.base import Suggesters
from tests.suggest.made import Fails, name, said, span_of

TEXT = (
    "Norvik Harbour Board chair Ilse Brandt denied that the harbour was sold.\n\n"
    "Brandt met Tomas Reyle in Norvik on Monday.\n"
)
PEOPLE = ("Ilse Brandt", "Tomas Reyle")
ALL = Span(0, len(TEXT))


class Names:
    """Finds some names wherever they stand, and one statement."""

    name = "names"

    def suggest(self, document: AnnotatedDocument, desk: object) -> Iterator[list[object]]:
        at = 0
        for line in document.text.splitlines(keepends=True):
            found: list[object] = [
                name(Span(at + line.index(words), at + line.index(words) + len(words)))
                for words in PEOPLE
                if words in line
            ]
            if "denied that" in line:
                cue, content = span_of(line, "denied"), span_of(line, "that the harbour was sold")
                cue, content = (Span(at + each.start, at + each.end) for each in (cue, content))
                found.append(said(content, cue))
            at += len(line)
            yield found


@pytest.fixture
def open_on(tmp_path):
    """Opens a session on a text, with a suggester."""
    opened: list[Session] = []

    def open_session(text: str, *suggesters: object) -> Session:
        store = create_project(tmp_path / f"desk{len(opened)}.annotator")
        document = import_text(store, text, "Harbour").imported[0]
        found = Suggesters(tuple(suggesters or (Names(),)))
        session = Session(store, lexicon=lexicon(), find_suggesters=lambda: found)
        session.open_document(document)
        opened.append(session)
        return session

    yield open_session
    for session in opened:
        session.close()


@pytest.fixture
def session(open_on) -> Session:
    session = open_on(TEXT)
    session.suggestions.complete()
    session.suggestions_came()
    return session


def seen(session: Session) -> list[str]:
    """The words of the suggested mentions that a view would show."""
    found = session.seen.mentions_in(session.document, Span(0, len(session.text)))
    return [
        each.surface(session.text) for each in found if each.provenance.status is Status.SUGGESTED
    ]


def select(session: Session, words: str) -> None:
    span = span_of(session.text, words)
    session.select(span.start, span.end, exact=True)


def test_suggestions_are_seen_beside_what_is_stored_and_are_not_stored(session):
    select(session, "Norvik Harbour Board")
    mention.add(session, "organization")

    found = session.seen.mentions_in(session.document, ALL)

    assert [each.surface(TEXT) for each in found] == ["Norvik Harbour Board", *PEOPLE]
    assert [each.id > 0 for each in found] == [True, False, False]
    assert found[1].provenance.origin == "rule:test"
    assert found[1].provenance.confidence == 0.9
    assert session.store.queries.mentions.count() == 1


def test_what_is_tagged_is_suggested_no_longer_until_that_is_taken_back(session):
    select(session, "Ilse Brandt")

    mention.add(session, "title")
    assert seen(session) == ["Tomas Reyle"]

    session.store.undo()
    assert seen(session) == list(PEOPLE)

    session.store.redo()
    assert seen(session) == ["Tomas Reyle"]


def test_a_statement_that_is_made_takes_its_suggestion_away(session):
    before = session.seen.statements_in(session.document, ALL)

    select(session, "denied")
    session.suggestion = None
    statement.new(session)

    after = session.seen.statements_in(session.document, ALL)
    assert [each.provenance.status for each in before] == [Status.SUGGESTED]
    assert [each.provenance.status for each in after] == [Status.ACCEPTED]


def test_the_suggestion_on_the_selection_is_current_and_never_a_mention(session):
    select(session, "Tomas Reyle")

    assert isinstance(session.current_suggestion, SuggestedMention)
    assert session.mention is None
    assert session.suggestion < 0

    select(session, "Tomas")
    assert session.current_suggestion is None


def test_a_suggested_statement_is_met_at_its_cue_and_no_other_statement_is_current(session):
    select(session, "Norvik Harbour Board")
    statement.new(session)
    made = session.statement

    select(session, "denied")

    assert session.current_suggestion.cue == span_of(TEXT, "denied")
    assert made is not None
    assert session.statement is None


def test_turned_off_nothing_is_suggested_and_turned_on_again_it_is(session):
    heard = []
    session.listen(heard.append)

    session.set_view(replace(session.view, suggestions=False))
    assert seen(session) == []
    assert session.suggestions is None

    session.set_view(replace(session.view, suggestions=True))
    session.suggestions.complete()
    assert seen(session) == list(PEOPLE)
    assert sum(Topic.SUGGESTIONS in moved.topics for moved in heard) == 2


def test_a_walk_computes_what_it_needs(open_on):
    session = open_on(TEXT)

    found, _ = session.suggestions.next_stop(Stop(0, 0, -9), until=monotonic() + 60)
    back, _ = session.suggestions.previous_stop(Stop(len(TEXT), 0, 0), until=monotonic() + 60)

    assert found.start == TEXT.index("Ilse Brandt")
    assert back.start == TEXT.index("Tomas Reyle")


def test_a_suggester_that_fails_is_told_and_what_it_found_stays(open_on):
    session = open_on(TEXT, Fails(name(span_of(TEXT, "Norvik"), "gpe")), Names())

    session.suggestions.complete()

    assert seen(session) == ["Norvik", *PEOPLE]
    assert session.message == (
        "“fails” suggests nothing more in this article (RuntimeError: out of ideas)."
    )
    assert session.failed


def test_names_that_became_known_are_looked_for_when_there_is_time(session):
    select(session, "Norvik Harbour Board")
    mention.add(session, "organization")
    assert session.suggestions.stale

    numbers = session.suggestions.undecided.mentions_over(ALL)
    session.suggestions.renew()
    session.suggestions.complete()

    assert not session.suggestions.stale
    assert session.suggestions.undecided.mentions_over(ALL) == numbers


def test_what_is_done_while_it_goes_over_the_text_again_counts(session):
    session.suggestions.renew()
    session.suggestions.step()
    select(session, "Ilse Brandt")
    mention.add(session, "person")
    session.suggestions.complete()
    assert seen(session) == ["Tomas Reyle"]

    session.store.undo()
    assert seen(session) == list(PEOPLE)


def test_a_very_long_article_is_gone_over_around_the_reader_only(open_on):
    line = "The wind turned before noon and nobody minded.\n"
    far = line * (WHOLE // len(line) + 1)
    session = open_on(far + TEXT + far[:200_000])
    suggestions = session.suggestions
    assert not suggestions.working

    suggestions.look(len(far))
    suggestions.complete()

    assert seen(session) == list(PEOPLE)
    place = session.seen.mentions_in(session.document, Span(len(far), len(far) + len(TEXT)))
    assert place[0].extent.of(session.text) == "Ilse Brandt"
    until = monotonic() + 60
    nothing, reached = suggestions.next_stop(Stop(len(far) + len(TEXT), 0, 0), until=until)
    assert (nothing, reached > len(session.text)) == (None, True)
    back, _ = suggestions.previous_stop(Stop(len(session.text), 0, 0), until=until)
    assert back.start == session.text.index("Tomas Reyle")


def test_a_rejected_name_is_suggested_again_when_that_is_taken_back_on_another_day(open_on):
    session = open_on(TEXT)
    session.suggestions.complete()
    select(session, "Tomas Reyle")
    suggestion.reject_(session)
    # As after a restart: the article is gone over by what the desk refuses.
    session.open_document(session.document)
    session.suggestions.complete()
    assert seen(session) == ["Ilse Brandt"]

    run_command(session, history.undo)

    assert seen(session) == ["Ilse Brandt", "Tomas Reyle"]
    assert session.current_suggestion == name(span_of(TEXT, "Tomas Reyle"))


def test_what_answers_suggestions_far_apart_is_looked_up_around_each(open_on, monkeypatch):
    session = open_on(f"Per Lund left.\n{'Rain fell. ' * 500}\nPer Lund came.\n")
    undecided = session.suggestions.undecided
    looked: list[Span] = []
    read = undecided._queries.mentions_in

    def told(document, span):
        looked.append(span)
        return read(document, span)

    monkeypatch.setattr(undecided._queries, "mentions_in", told)
    end = session.text.rindex("Per Lund")
    undecided.take([name(Span(at, at + 8)) for at in (0, end)])

    assert looked == [Span(0, 8), Span(end, end + 8)]
