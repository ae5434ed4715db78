"""Reporting words that are always rejected are not proposed in other articles either."""

from __future__ import annotations

import pytest

from annotator.commands import suggestion
from annotator.commands.registry import run
from annotator.model.suggestion import SuggestedStatement
from annotator.session import Session
from annotator.session.importing import import_text
from annotator.session.projects import create_project, default_schema
from annotator.session.proposing import Proposing
from annotator.session.refusing import refused_cues
from annotator.suggest.base import Suggesters
from annotator.suggest.quotations import Quotations

FIGURES = "The figures showed that {} ships sailed. The mayor said that {} came.\n"


@pytest.fixture
def session(tmp_path, words):
    store = create_project(tmp_path / "desk.annotator")
    for number in range(5):
        import_text(store, FIGURES.format(number, number), f"Article {number}")
    session = Session(store, lexicon=words, find_suggesters=lambda: Suggesters((Quotations(),)))
    yield session
    session.close()


def cues(session: Session, document: int) -> list[str]:
    """The cues of what is suggested in an article."""
    session.open_document(document)
    session.suggestions.complete()
    session.suggestions_came()
    undecided = session.suggestions.undecided
    found = [undecided.find(number) for number in undecided.statements()]
    return sorted(each.cue.of(session.text) for each in found)


def answer(session: Session, document: int, cue: str, command) -> None:
    cues(session, document)
    at = session.text.index(cue)
    session.select(at, at + len(cue), exact=True)
    assert isinstance(session.current_suggestion, SuggestedStatement)
    assert run(session, command)


def test_a_cue_that_was_rejected_again_and_again_is_not_suggested_any_more(session):
    for document in (1, 2):
        answer(session, document, "showed", suggestion.reject_)
    assert cues(session, 4) == ["said", "showed"]

    answer(session, 3, "showed", suggestion.reject_)

    assert refused_cues(session.store.queries, session.lexicon) == {"show"}
    assert cues(session, 4) == ["said"]
    found = Proposing(session.store.queries, default_schema(), Suggesters((Quotations(),)))
    assert len(found.of(session.store.queries.annotated(4))) == 1


def test_what_is_accepted_now_and_then_is_still_suggested(session):
    answer(session, 1, "said", suggestion.accept_)
    answer(session, 2, "said", suggestion.accept_)

    for document in (3, 4, 5):
        answer(session, document, "said", suggestion.reject_)

    assert refused_cues(session.store.queries, session.lexicon) == frozenset()


def test_undoing_the_last_refusal_suggests_it_again_where_one_is(session):
    for document in (1, 2, 3):
        answer(session, document, "showed", suggestion.reject_)
    assert cues(session, 4) == ["said"]

    session.store.undo()

    undecided = session.suggestions.undecided
    assert sorted(undecided.find(n).cue.of(session.text) for n in undecided.statements()) == [
        "said",
        "showed",
    ]


def test_quoted_words_are_suggested_whatever_was_refused(session):
    for document in (1, 2, 3):
        answer(session, document, "showed", suggestion.reject_)
    quoted = import_text(session.store, "The figures showed that “all is well”.\n", "Quoted")

    assert cues(session, quoted.imported[0]) == ["showed"]
