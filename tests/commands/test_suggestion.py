"""Answering suggestions: accept and go on, reject, correct, many at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.commands import (
    history,
    mention,
    move,
    occurrences,
    statement,
    suggestion,
    view,
)
from annotator.commands.accepting import accept_mention, accept_statement
from annotator.commands.registry import run as run_command
from annotator.model.mention import Level
from annotator.model.provenance import Status
from annotator.model.span import Span
from annotator.model.statement import Epistemic
from annotator.model.suggestion import Speaker, SuggestedMention, SuggestedStatement
from annotator.session import Panel, Session
from annotator.store.store import Store
from annotator.suggest.base import Suggesters
from tests.commands.desk import ARTICLE, sit_down, state
from tests.commands.desk import entity as new_entity
from tests.commands.scenarios_suggestion import imported
from tests.suggest.made import Proposes, name, said

BOARD = "Norvik Harbour Board"


def at(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = ARTICLE.index(words, start + 1)
    return Span(start, start + len(words))


PROPOSED = [
    name(at("Mayor"), "title", 0.95),
    name(at("Ilse Brandt"), "person", 0.95),
    name(at("Norvik"), "gpe", 0.95),
    said(
        at("that the harbour of Norvik “will not be sold to anyone”"),
        at("said"),
        source=at("Mayor Ilse Brandt"),
    ),
    name(at(BOARD), "organization", 0.8),
    name(at("Norvik", 1), "gpe", 0.7),
    replace(said(at("that a sale was planned"), at("denied"), 0.6), kind="deny"),
    name(at("Brandt", 1), "person", 0.85, name="Ilse Brandt"),
    name(at("Norvik", 2), "gpe", 0.95),
    name(at("Norvik", 3), "gpe", 0.95),
]


@pytest.fixture
def session(tmp_path, news_schema, words):
    """The article about the harbour, with what is proposed of it."""
    found = Suggesters((Proposes("test", PROPOSED),))
    store = Store.create(tmp_path / "desk.annotator", schema=news_schema, author="ana")
    session = Session(store, lexicon=words, find_suggesters=lambda: found)
    sit_down(session)
    session.suggestions.complete()
    yield session
    session.close()


def selected(session: Session) -> str:
    return session.selection.of(session.text) if session.selection else ""


def stored(session: Session) -> list[tuple[str, str, str]]:
    """The words, types and statuses of the stored mentions."""
    return [
        (each.surface(session.text), each.type, each.provenance.status.value)
        for each in session.store.queries.mentions.of_document(session.document)
    ]


def steps(session: Session) -> int:
    return session.store.history.steps(limit=1)[0].id


def go_to(session: Session, words: str, nth: int = 0) -> None:
    span = at(words, nth)
    session.select(span.start, span.end, exact=True)
    assert session.suggestion is not None


def test_the_walk_meets_every_suggestion_in_text_order_outer_ones_first(session):
    met = []
    while not session.message.startswith("Nothing is left"):
        move.next_candidate(session)
        met.append(selected(session))

    assert met[:-1] == [
        *("Mayor", "Ilse Brandt", "said", "Norvik", BOARD, "Norvik", "denied"),
        *("Brandt", "Norvik", "Norvik"),
    ]
    for words in reversed(met[:-2]):
        move.previous_candidate(session)
        assert selected(session) == words


def test_accepting_goes_on_so_that_one_key_reads_through_an_article(session):
    move.next_candidate(session)
    before = steps(session)

    for _ in PROPOSED:
        run_command(session, suggestion.accept_)

    assert [words for words, _, _ in stored(session)] == [
        *("Mayor", "Ilse Brandt", "Norvik", BOARD, "Norvik", "Brandt", "Norvik", "Norvik"),
    ]
    assert session.store.queries.statements.count() == 2
    assert steps(session) == before + len(PROPOSED)
    assert session.message.startswith("Nothing more is suggested after this place. Ctrl+Enter ")


def test_an_accepted_mention_keeps_its_origin_and_confidence_and_is_linked_like_any_other(session):
    go_to(session, "Ilse Brandt")
    suggestion.accept_(session)
    go_to(session, "Brandt", 1)
    suggestion.accept_(session)

    first, second = session.store.queries.mentions.of_document(session.document)
    assert (first.provenance.origin, first.provenance.confidence) == ("rule:test", 0.95)
    assert first.provenance.status is Status.ACCEPTED
    assert first.provenance.author == "ana"
    assert first.level is Level.NAM
    assert first.entity is not None
    assert second.entity == first.entity
    assert session.store.queries.entities.get(first.entity).names == ("Ilse Brandt", "Brandt")


def test_a_surname_that_comes_first_makes_an_entity_under_the_full_name(session):
    go_to(session, "Brandt", 1)

    suggestion.accept_(session)

    made = session.store.queries.entities.all()
    assert [(each.name, each.aliases) for each in made] == [("Ilse Brandt", ("Brandt",))]


def test_a_suggestion_of_an_entity_that_is_gone_makes_its_own(session):
    ilse = new_entity(session, "Ilse Brandt")
    go_to(session, "Ilse Brandt")
    found = replace(session.current_suggestion, entity=ilse)
    with session.store.transaction("Accept") as tx:
        made = accept_mention(session, tx, replace(found, entity=ilse + 50))

    assert session.store.queries.mentions.get(made).entity == ilse


def test_a_rejected_suggestion_is_remembered_in_one_step_and_can_be_taken_back(session):
    go_to(session, "Mayor")

    suggestion.reject_(session)

    assert stored(session) == [("Mayor", "title", "rejected")]
    assert selected(session) == "Ilse Brandt"
    assert session.mention is None
    move.previous_candidate(session)
    assert selected(session) == "Ilse Brandt"

    session.store.undo()
    move.previous_candidate(session)
    assert selected(session) == "Mayor"


def test_what_is_rejected_is_met_by_no_walk_and_counts_for_nothing(session):
    go_to(session, "said")
    suggestion.reject_(session)
    go_to(session, "Mayor")
    suggestion.reject_(session)
    session.select(0, 0)

    move.next_mention(session)
    assert session.mention is None
    move.next_statement(session)
    assert session.statement is None
    found = session.seen.statements_in(session.document, at("said"))
    assert [each.provenance.status for each in found] == [Status.REJECTED]


def test_words_whose_suggestion_was_rejected_can_still_be_tagged_by_hand(session):
    go_to(session, "Mayor")
    suggestion.reject_(session)
    span = at("Mayor")
    session.select(span.start, span.end)

    mention.add(session, "title")

    assert stored(session)[-1] == ("Mayor", "title", "accepted")


def test_a_type_key_accepts_as_that_type_and_stays(session):
    go_to(session, BOARD)
    mention.add(session, "facility")

    made = session.current_mention
    assert (made.type, made.provenance.origin) == ("facility", "human")
    assert made.provenance.confidence is None
    assert selected(session) == BOARD

    mention.add(session, "facility")
    assert stored(session) == []


def test_the_type_key_of_the_suggestion_itself_accepts_it_with_its_origin(session):
    go_to(session, BOARD)

    mention.add(session, "organization")

    assert session.current_mention.provenance.origin == "rule:test"
    assert selected(session) == BOARD


def test_an_accepted_statement_has_its_parts_and_its_speaker(session):
    go_to(session, "Ilse Brandt")
    suggestion.accept_(session)
    assert selected(session) == "said"

    suggestion.accept_(session)

    made = session.store.queries.statements.in_text_order(session.document)[0]
    speaker = session.store.queries.mentions.of_document(session.document)[0]
    assert made.surface(ARTICLE) == "that the harbour of Norvik “will not be sold to anyone”"
    assert made.cue == at("said")
    assert made.source.span == at("Mayor Ilse Brandt")
    assert (made.source.mention, made.source.entity) == (speaker.id, speaker.entity)
    assert (made.kind, made.epistemic) == ("assert", Epistemic.CERTAIN_TRUE)
    assert (made.provenance.origin, made.provenance.confidence) == ("rule:test", 0.9)
    assert selected(session) == "Norvik"


def test_s_accepts_a_suggested_statement_and_stays_with_it(session):
    go_to(session, "denied")

    statement.new(session)

    made = session.current_statement
    assert made.kind == "deny"
    assert made.epistemic is Epistemic.CERTAIN_FALSE
    assert session.awaiting_source == made.id
    assert session.message.startswith("Whose words?")
    assert session.store.queries.statements.count() == 1


def test_a_digit_accepts_a_suggested_statement_as_that_kind(session):
    go_to(session, "denied")

    assert run_command(session, statement.set_kind, {"kind": "allege"})

    made = session.current_statement
    assert (made.kind, made.provenance.origin) == ("allege", "rule:test")
    assert session.store.queries.statements.count() == 1


def test_what_sets_other_fields_means_no_statement_somewhere_else(session):
    state(session, "Dock workers demanded a vote")
    go_to(session, "denied")

    assert not run_command(session, statement.cycle_form)
    assert session.message.startswith("Go to a statement first")


@pytest.mark.parametrize(
    ("speakers", "linked"),
    [
        ((0.9,), True),
        ((0.9, 0.4), True),
        ((0.9, 0.7), False),
        ((0.6,), False),
        ((), False),
    ],
)
def test_a_speaker_is_linked_only_where_it_is_clear(session, speakers, linked):
    ilse = new_entity(session, "Ilse Brandt")
    other = new_entity(session, "Tomas Reyle")
    who = [
        Speaker("x", score, "x", entity=of)
        for score, of in zip(speakers, (ilse, other), strict=False)
    ]
    found = replace(PROPOSED[6], source=at("Its chair"), speakers=tuple(who))
    with session.store.transaction("Accept") as tx:
        made = accept_statement(session, tx, found)

    source = session.store.queries.statements.get(made).source
    assert source.span == at("Its chair")
    assert source.entity == (ilse if linked else None)


def test_everything_sure_in_view_is_accepted_as_one_step(session):
    before = steps(session)

    suggestion.accept_sure(session)

    assert steps(session) == before + 1
    assert len(stored(session)) == 5
    assert session.store.queries.statements.count() == 1
    made = session.store.queries.statements.in_text_order(session.document)[0]
    assert made.source.entity is not None
    assert session.message == (
        "Accepted 5 mentions and 1 statement with a confidence of 90% or more;"
        " 4 less sure are left in view. Spoken by Ilse Brandt."
    )
    session.store.undo()
    assert stored(session) == []
    assert len(session.suggestions.undecided) == len(PROPOSED)


def test_how_sure_is_sure_enough_is_the_readers_choice(session):
    view.sure_from(session, share=99)
    assert not run_command(session, suggestion.accept_sure)
    assert session.message == (
        "Nothing in view is suggested with a confidence of 99% or more; 10 less sure are in view."
    )

    view.sure_from(session, share=70)
    suggestion.accept_sure(session)
    assert len(session.suggestions.undecided) == 1


def test_rejecting_words_everywhere_rejects_just_these_words_as_this_type(session):
    go_to(session, "Norvik")
    before = steps(session)

    suggestion.reject_words(session)

    assert steps(session) == before + 1
    assert stored(session) == [("Norvik", "gpe", "rejected")] * 4
    assert session.message == "Rejected 4 suggestions of “Norvik”."
    assert selected(session) == BOARD


def test_the_other_occurrences_are_previewed_and_accepted_with_the_suggestion(session):
    go_to(session, "Norvik")
    before = steps(session)

    occurrences.preview(session)
    assert len(session.preview.spans) == 2
    occurrences.take(session)

    assert steps(session) == before + 1
    found = session.store.queries.mentions.of_document(session.document)
    assert [each.surface(ARTICLE) for each in found] == ["Norvik"] * 3
    assert len({each.entity for each in found}) == 1
    assert found[0].provenance.origin == "rule:test"
    assert selected(session) == BOARD
    assert session.message == "Tagged 2 more."


def test_suggestions_turned_off_are_not_walked_and_plain_candidates_are(session):
    view.toggle_suggestions(session)

    assert session.message == "Suggestions are off."
    move.next_candidate(session)

    assert session.current_suggestion is None
    assert selected(session) == "Mayor"
    view.toggle_suggestions(session)
    session.suggestions.complete()
    session.select(0, 0)
    move.next_candidate(session)
    assert isinstance(session.current_suggestion, SuggestedMention)


def test_in_the_claim_panel_the_same_keys_go_from_card_to_card(session):
    go_to(session, "said")
    session.focus(Panel.CLAIMS)

    suggestion.accept_(session)
    assert isinstance(session.current_suggestion, SuggestedStatement)
    assert session.current_suggestion.kind == "deny"
    assert session.panel is Panel.CLAIMS

    suggestion.reject_(session)
    found = session.store.queries.statements.of_document(session.document)
    assert [each.provenance.status.value for each in found] == ["accepted", "rejected"]
    assert session.message == "No statement is suggested any more."


def test_what_an_imported_file_suggests_is_walked_and_answered_with_the_same_keys(session):
    imported(session)
    session.select(0, 0)

    move.next_candidate(session)
    assert selected(session) == "Mayor"
    while selected(session) != "denied":
        move.next_candidate(session)
    assert session.current_statement.provenance.status is Status.SUGGESTED
    suggestion.accept_(session)
    assert session.store.queries.statements.all()[0].provenance.status is Status.ACCEPTED
    assert selected(session) == "Tomas Reyle"
    suggestion.reject_(session)
    assert stored(session) == [("Tomas Reyle", "person", "rejected")]


def test_where_nothing_is_suggested_it_says_how_to_get_to_a_suggestion(session):
    session.select(0, 0)

    assert not run_command(session, suggestion.accept_)

    assert session.message == "Nothing is suggested here. Space goes to the next suggestion."


@pytest.mark.parametrize("outer_first", [True, False])
def test_a_statement_inside_another_is_nested_whichever_is_accepted_first(session, outer_first):
    outer = PROPOSED[3]
    inner = said(at("will not be sold to anyone"), parent=outer.content)
    with session.store.transaction("Accept") as tx:
        both = (outer, inner) if outer_first else (inner, outer)
        made = [accept_statement(session, tx, each) for each in both]

    around, inside = made if outer_first else reversed(made)
    assert session.store.queries.statements.get(inside).parent == around


def test_what_was_rejected_counts_nowhere_and_is_linked_to_nothing(session):
    go_to(session, "Ilse Brandt")
    suggestion.reject_(session)
    go_to(session, "said")
    suggestion.accept_(session)

    (accepted,) = session.store.queries.statements.of_document(session.document)
    (counted,) = session.store.queries.documents.counted([session.document])

    assert (counted.mentions, counted.statements) == (0, 1)
    assert accepted.source.mention is None


def test_accepting_a_statement_says_who_speaks_in_it(session):
    go_to(session, "Ilse Brandt")
    suggestion.accept_(session)
    go_to(session, "said")

    run_command(session, suggestion.accept_)

    assert session.message == "Accepted; spoken by Ilse Brandt."


def test_undo_and_redo_select_what_they_leave_open_or_answer(session):
    go_to(session, "Mayor")
    run_command(session, suggestion.reject_)
    assert selected(session) == "Ilse Brandt"

    run_command(session, history.undo)
    assert selected(session) == "Mayor"
    assert session.current_suggestion == PROPOSED[0]

    run_command(session, history.redo)
    assert selected(session) == "Mayor"
    assert session.current_mention is None


def test_an_undone_statement_is_selected_so_that_the_next_key_corrects_it(session):
    go_to(session, "denied")
    run_command(session, statement.set_kind, {"kind": "allege"})
    session.select(0, 0)

    run_command(session, history.undo)

    assert selected(session) == "denied"
    assert isinstance(session.current_suggestion, SuggestedStatement)


def test_a_type_key_on_a_suggested_statement_says_what_works_and_changes_nothing(session):
    go_to(session, "denied")

    assert not run_command(session, mention.add, {"type": "person"})

    assert session.message == (
        "This is a suggested statement: Enter accepts it, 1-8 set its kind."
        " Press Esc to tag the word."
    )
    assert stored(session) == []
    run_command(session, move.escape)
    run_command(session, mention.add, {"type": "event"})
    assert stored(session) == [("denied", "event", "accepted")]


def test_enter_goes_on_from_what_another_key_corrected(session):
    go_to(session, BOARD)
    run_command(session, mention.add, {"type": "facility"})

    assert run_command(session, suggestion.accept_)

    assert stored(session) == [(BOARD, "facility", "accepted")]
    assert selected(session) == "Norvik"
    assert session.message == ""
    go_to(session, "denied")
    run_command(session, statement.set_kind, {"kind": "allege"})
    assert run_command(session, suggestion.accept_)
    assert selected(session) == "Brandt"
