"""What was found is tagged, retyped and linked wherever it stands, as one step."""

from __future__ import annotations

import csv
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.commands import history, search
from annotator.commands.registry import run
from annotator.model.ids import Ref
from annotator.session import Mode, Session
from tests.commands.desk import entity, sit_down, span_of, state, tag
from tests.commands.scenarios_search import places, results


def found(session: Session, typed: str) -> list[tuple[str, str]]:
    """The words and types of the mentions that a search finds."""
    hits = results(session, typed, marked=False).search.hits
    mentions = [session.store.queries.mentions.get(hit.ref.id) for hit in hits]
    text = session.store.queries.documents.text
    return [(each.surface(text(each.document)), each.type) for each in mentions]


def steps(session: Session) -> int:
    return session.store.history.steps(limit=1)[0].id


def test_words_are_tagged_in_all_articles_as_one_step(session: Session) -> None:
    articles = sit_down(session)
    results(session, "norvik OR brandt")
    before = steps(session)

    search.tag(session, type="gpe")

    assert steps(session) == before + 1
    assert {document for document, *_ in _mentions(session)} == set(articles)
    assert len(_mentions(session)) == len(session.results.search.hits)
    assert session.store.history.undo_label() == "Tag 8 places as country, region, city"
    session.store.undo()
    assert _mentions(session) == []


def test_a_mention_there_is_retyped_and_what_is_inside_another_stays(session: Session) -> None:
    places(session)

    search.tag(session, type="organization")

    assert session.message == (
        "1 retyped, 2 tagged, 1 left as it was: inside another mention or across its edge."
    )
    kinds = sorted((words, type) for _, words, type in _mentions(session))
    assert ("Mayor Ilse Brandt", "person") in kinds
    assert [type for words, type in kinds if words == "Brandt"] == ["organization"] * 3


def test_a_place_that_has_the_type_already_is_not_touched(session: Session) -> None:
    sit_down(session)
    tag(session, "Tomas Reyle")
    results(session, '"tomas reyle"')
    before = steps(session)

    search.tag(session, type="person")

    assert session.message == "1 left as it was: tagged so already."
    assert steps(session) == before


def test_a_name_that_was_found_has_one_entity_in_all_articles(session: Session) -> None:
    sit_down(session)
    results(session, "brandt")

    search.tag(session, type="person")

    entities = {mention.entity for mention in session.store.queries.mentions.all()}
    assert len(entities) == 1
    assert None not in entities


def test_places_are_linked_to_one_entity_and_what_was_untagged_is_tagged(session: Session) -> None:
    places(session)
    mayor = session.store.queries.entities.named("Ilse Brandt")[0]

    search.link(session, entity=mayor.id)

    linked = session.store.queries.mentions.of_entity(mayor.id)
    assert len(linked) == 4
    assert "Brandt" in session.store.queries.entities.get(mayor.id).names
    assert session.store.history.undo_label() == "Link 4 places"


def test_mentions_linked_to_nothing_are_found_and_linked(session: Session) -> None:
    sit_down(session)
    tag(session, "Norvik", "gpe")
    town = entity(session, "Norvik", "gpe")
    assert found(session, "type:gpe linked:no") == [("Norvik", "gpe")]
    results(session, "type:gpe linked:no")

    search.link(session, entity=town)

    assert found(session, "type:gpe linked:no") == []
    assert len(found(session, "entity:norvik")) == 1


def test_the_kind_of_statements_is_set_and_words_are_left(session: Session) -> None:
    sit_down(session)
    state(session, "a sale was planned")
    results(session, "kind:assert")

    search.set_kind(session, kind="deny")

    assert session.message == "1 set."
    statement = session.store.queries.statements.all()[0]
    assert (statement.kind, statement.epistemic.value) == ("deny", "certain_false")
    results(session, "brandt")
    search.set_kind(session, kind="deny")
    assert session.message.endswith("left as they were: no statement.")


def test_each_reason_for_leaving_places_is_told_with_its_number(session: Session) -> None:
    sit_down(session)
    mayor = entity(session, "Ilse Brandt")
    tag(session, "Brandt", of=mayor, nth=1)
    tag(session, "Mayor Ilse Brandt", of=mayor)
    results(session, "Brandt")

    search.link(session, entity=mayor)

    assert session.message == (
        "2 tagged, 2 left as they were: 1 inside another mention or across its edge,"
        " 1 linked to it already."
    )
    results(session, "type:person")
    history.undo(session)
    for each in session.store.queries.mentions.all():
        with session.store.transaction("Remove") as tx:
            tx.remove(Ref("mention", each.id))
    search.remove(session)
    assert session.message.endswith("left as they were: no longer there.")


def test_history_names_kinds_as_they_are_shown(session: Session) -> None:
    sit_down(session)
    state(session, "a sale was planned")
    results(session, "kind:assert")

    search.set_kind(session, kind="allege")

    assert session.store.history.undo_label() == "Kind alleges for 1 place"
    search.set_kind(session, kind="allege")
    assert session.message == "1 left as it was: of this kind already."


def test_nothing_is_kept_when_the_user_gives_up(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    sit_down(session)
    results(session, "/[a-z]+/")
    monkeypatch.setattr(session, "progress", _Impatient())
    before = steps(session)

    assert not run(session, search.tag, {"type": "person"})

    assert session.message == "Given up; nothing was changed."
    assert steps(session) == before
    assert _mentions(session) == []


def test_keys_go_from_place_to_place_and_to_other_articles(session: Session) -> None:
    article, letter = sit_down(session)
    results(session, '"ilse brandt"', marked=False)

    search.go(session)

    assert session.mode is Mode.ARTICLE
    assert session.selection == span_of(session, "Ilse Brandt")
    search.next_(session)
    assert session.document == letter
    assert session.message == "Place 2 of 2."
    assert not run(session, search.next_)
    assert session.message.startswith("That was the last place.")
    search.previous(session)
    assert session.document == article
    assert not run(session, search.previous)


def test_a_place_found_later_is_waited_for(session: Session) -> None:
    _, letter = sit_down(session)
    some = results(session, '"ilse brandt"', marked=False)
    again = type(some.search)(session.store, session.schema, '"ilse brandt"')
    while not again.hits:
        next(again.steps())
    session.set_results(type(some)(again))

    search.next_(session)

    assert session.document == letter


def test_space_marks_and_ctrl_a_marks_all_or_none(session: Session) -> None:
    sit_down(session)
    results(session, "norvik", marked=False)

    search.mark(session)
    search.mark(session)

    assert session.results.marked == {0, 1}
    search.mark_all(session)
    assert len(session.results.marked) == len(session.results.search.hits)
    search.mark_all(session)
    assert session.results.marked == frozenset()


def test_places_are_saved_as_a_table_without_formulas(session: Session, tmp_path: Path) -> None:
    sit_down(session)
    with session.store.transaction("Rename") as tx:
        document = session.current_document
        tx.replace(replace(document, title="=HYPERLINK(1)"))
    results(session, '"tomas reyle"')
    path = tmp_path / "places.csv"

    search.save(session, path=path)

    (row,) = csv.DictReader(path.read_text("utf-8-sig").splitlines())
    assert row["title"] == "'=HYPERLINK(1)"
    assert row["words"] == "Tomas Reyle"
    assert session.text[int(row["start"]) : int(row["end"])] == "Tomas Reyle"


def test_a_project_is_never_written_over_by_a_table(session: Session) -> None:
    sit_down(session)
    results(session, "norvik")

    assert not run(session, search.save, {"path": session.path})

    assert "is a project" in session.message


class _Impatient:
    def during(self, _title: str) -> object:
        return nullcontext(lambda _done, _total: False)


def _mentions(session: Session) -> list[tuple[int, str, str]]:
    text = session.store.queries.documents.text
    return [
        (m.document, m.surface(text(m.document)), m.type)
        for m in session.store.queries.mentions.all()
    ]
