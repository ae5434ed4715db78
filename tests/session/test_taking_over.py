"""Annotations follow their words into another version of an article, and the rest is listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.ids import ClaimId, DocumentId, Ref
from annotator.model.mention import Level
from annotator.model.provenance import Status
from annotator.session import Session
from annotator.session.projects import default_schema, lexicon, schema_json
from annotator.session.taking_over import NotTakenOver, take_over
from annotator.store.check import check
from annotator.store.store import Store
from tests.commands.desk import (
    ARTICLE,
    add_article,
    claim,
    content,
    entity,
    note,
    relate,
    sit_down,
    span_of,
    state,
    tag,
)

NEWER = (
    ARTICLE.replace("on Monday", "on Tuesday")
    .replace("accused Brandt of spreading", "blamed Brandt for spreading")
    .replace("Dock workers", "UPDATE: The vote is off.\r\n\r\nDock workers")
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    schema = schema_json(default_schema())
    store = Store.create(tmp_path / "desk.annotator", schema=schema, author="ana")
    session = Session(store, lexicon=lexicon())
    sit_down(session)
    yield session
    session.close()


@pytest.fixture
def newer(session: Session) -> DocumentId:
    return add_article(session.store, NEWER, "Harbour board under fire (2)")


def old_of(session: Session) -> DocumentId:
    return session.store.queries.documents.ids()[0]


def mentions(session: Session, document: DocumentId) -> list[tuple[str, str]]:
    queries = session.store.queries
    text = queries.documents.text(document)
    return [(each.surface(text), each.type) for each in queries.mentions.of_document(document)]


def lost(taken: object) -> list[tuple[str, str]]:
    return [(each.what, each.line.words) for each in taken.lost]


def test_mentions_follow_their_words_and_a_changed_one_is_listed_with_its_old_words(
    session: Session, newer: DocumentId
) -> None:
    mayor = entity(session, "Ilse Brandt")
    tag(session, "Ilse Brandt", of=mayor)
    tag(session, "Monday", "date", level=None)
    tag(session, "Norvik", "gpe", nth=2)

    taken = take_over(session.store, old_of(session), newer)

    assert mentions(session, newer) == [("Ilse Brandt", "person"), ("Norvik", "gpe")]
    assert {m.entity for m in session.store.queries.mentions.of_document(newer)} == {mayor, None}
    assert lost(taken) == [("mention", "Monday")]
    assert taken.lost[0].span.of(NEWER) == "Tuesday"
    assert taken.lost[0].line.before.endswith("said on ")
    assert taken.mentions == 2
    assert 0.8 < taken.share < 1


def test_what_is_new_is_listed_in_the_order_of_the_text(
    session: Session, newer: DocumentId
) -> None:
    taken = take_over(session.store, old_of(session), newer)

    assert [each.line.words for each in taken.changes] == [
        "Tuesday",
        "blamed",
        "for",
        "UPDATE: The vote is off",
    ]
    assert all(each.span.of(NEWER).split() == each.line.words.split() for each in taken.added)


def test_a_statement_comes_with_all_its_parts(session: Session, newer: DocumentId) -> None:
    board = entity(session, "Norvik Harbour Board", "organization")
    put = claim(session, "The harbour is for sale")
    source = tag(session, "Norvik Harbour Board", "organization", of=board)
    state(
        session,
        "that a sale was planned",
        cue="denied",
        source="The Norvik Harbour Board",
        mention=source,
        of=board,
        kind="deny",
        about=(board,),
        claim=ClaimId(put),
    )

    taken = take_over(session.store, old_of(session), newer)

    (carried,) = session.store.queries.statements.of_document(newer)
    assert carried.surface(NEWER) == "that a sale was planned"
    assert carried.cue.of(NEWER) == "denied"
    assert carried.source.span.of(NEWER) == "The Norvik Harbour Board"
    assert session.store.queries.mentions.get(carried.source.mention).document == newer
    assert (carried.source.entity, carried.about) == (board, (board,))
    assert (carried.kind, carried.claim) == ("deny", put)
    assert taken.lost == ()


def test_a_part_whose_words_changed_is_left_empty_and_listed(
    session: Session, newer: DocumentId
) -> None:
    state(session, "spreading rumours", cue="accused", source="Its chair, Tomas Reyle")
    state(session, "will not be sold to anyone", source="Monday")

    taken = take_over(session.store, old_of(session), newer)

    accused, sold = session.store.queries.statements.of_document(newer)
    assert accused.cue is None
    assert accused.source.span.of(NEWER) == "Its chair, Tomas Reyle"
    assert sold.source is None
    assert lost(taken) == [("source", "Monday"), ("cue", "accused")]


def test_a_statement_whose_content_changed_stays_behind(
    session: Session, newer: DocumentId
) -> None:
    state(session, "Brandt of spreading rumours", cue="accused")

    taken = take_over(session.store, old_of(session), newer)

    assert session.store.queries.statements.of_document(newer) == []
    assert lost(taken) == [("statement", "Brandt of spreading rumours")]


def test_nested_statements_stay_nested_whichever_was_made_first(
    session: Session, newer: DocumentId
) -> None:
    inner = state(session, "there is no buyer")
    outer = state(session, "She knows there is no buyer")
    statements = session.store.queries.statements
    with session.store.transaction("Nest") as tx:
        tx.replace(replace(statements.get(inner), parent=outer))

    take_over(session.store, old_of(session), newer)

    by_words = {each.surface(NEWER): each for each in statements.of_document(newer)}
    inner_there = by_words["there is no buyer"]
    assert inner_there.parent == by_words["She knows there is no buyer"].id


def test_relations_and_notes_follow_what_they_are_on(session: Session, newer: DocumentId) -> None:
    old, links = old_of(session), session.store.queries.links
    reyle, board = tag(session, "Tomas Reyle"), tag(session, "Norvik Harbour Board", "organization")
    day = tag(session, "Monday", "date")
    kept = relate(
        session,
        "affiliated_with",
        Ref("mention", reyle),
        Ref("mention", board),
        document=old,
        span=span_of(session, "Its chair"),
    )
    relate(session, "time", Ref("mention", reyle), Ref("mention", day))
    note(session, Ref("mention", reyle), "Check his first name.")
    note(session, Ref("relation", kept), "Since when?")
    note(session, Ref("document", old), "Who are they?", span=span_of(session, "Dock workers"))
    note(session, Ref("document", old), "Gone.", span=span_of(session, "accused"))
    note(session, Ref("document", old), "This article came by mail.")

    taken = take_over(session.store, old, newer)

    (relation,) = links.relations.touching(newer)
    assert (relation.type, relation.document) == ("affiliated_with", newer)
    assert relation.span.of(NEWER) == "Its chair"
    assert sorted(each.text for each in links.notes.inside(newer)) == [
        "Check his first name.",
        "Who are they?",
    ]
    assert [each.text for each in links.notes.of(Ref("relation", relation.id))] == ["Since when?"]
    assert (taken.relations, taken.notes) == (1, 3)
    assert ("note", "accused") in lost(taken)


def test_who_judged_stays_known_and_that_it_was_carried_too(
    session: Session, newer: DocumentId
) -> None:
    tag(session, "Ilse Brandt")
    with session.store.transaction("Reject") as tx:
        (mention,) = session.store.queries.mentions.all()
        rejected = replace(mention.provenance, status=Status.REJECTED, confidence=0.7)
        tx.replace(replace(mention, provenance=rejected))
    before = session.store.queries.mentions.get(mention.id).provenance
    session.store.author = "ben"

    take_over(session.store, old_of(session), newer)

    (carried,) = session.store.queries.mentions.of_document(newer)
    made = carried.provenance
    assert (made.author, made.created_at) == (before.author, before.created_at)
    assert (made.status, made.confidence) == (Status.REJECTED, 0.7)
    assert made.origin == "import:version"
    assert session.store.history.steps(limit=1)[0].author == "ben"


def test_what_is_there_already_is_not_doubled_and_keeps_its_own(
    session: Session, newer: DocumentId
) -> None:
    old = old_of(session)
    tag(session, "Ilse Brandt", of=entity(session, "Ilse Brandt"))
    state(session, "that a sale was planned", cue="denied")
    session.open_document(newer)
    tag(session, "Ilse Brandt", level=Level.NOM)

    first = take_over(session.store, old, newer)
    steps = session.store.history.steps(limit=1)[0].id
    second = take_over(session.store, old, newer)

    assert (first.mentions, first.statements, first.there) == (0, 1, 1)
    assert (second.mentions, second.statements, second.there) == (0, 0, 2)
    assert session.store.history.steps(limit=1)[0].id == steps
    (mention,) = session.store.queries.mentions.of_document(newer)
    assert (mention.level, mention.entity) == (Level.NOM, None)


def test_it_is_one_step_that_can_be_taken_back_and_brought_back(
    session: Session, newer: DocumentId
) -> None:
    tag(session, "Ilse Brandt", of=entity(session, "Ilse Brandt"))
    state(session, "that a sale was planned", cue="denied", source="The Norvik Harbour Board")
    note(session, Ref("statement", 1), "Ask them.")
    before = content(session.path)

    take_over(session.store, old_of(session), newer)
    after = content(session.path)

    assert check(session.store) == []
    assert session.store.history.undo_label() == (
        "Take over annotations from “Harbour board under fire”"
    )
    session.store.undo()
    assert content(session.path) == before
    session.store.redo()
    assert content(session.path) == after
    assert check(session.store) == []


def test_the_sentence_tells_what_became_of_everything(session: Session, newer: DocumentId) -> None:
    tag(session, "Ilse Brandt")
    tag(session, "Monday", "date")

    taken = take_over(session.store, old_of(session), newer)

    assert taken.sentence == (
        "1 mention taken over; 1 place could not follow; 4 stretches of text new."
    )


def test_a_document_that_is_missing_or_the_same_is_refused(
    session: Session, newer: DocumentId
) -> None:
    with pytest.raises(NotTakenOver, match="no document 99"):
        take_over(session.store, DocumentId(99), newer)
    with pytest.raises(NotTakenOver, match="from itself"):
        take_over(session.store, newer, newer)
