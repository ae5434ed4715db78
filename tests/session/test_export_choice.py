"""An export of what counts only, and one with what is suggested."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from annotator.formats.verify import verify
from annotator.model.ids import Ref
from annotator.model.provenance import Status
from annotator.session import Session
from annotator.session.export_choice import Choice
from annotator.session.exporting import export
from annotator.session.projects import create_project, lexicon
from tests.commands.desk import note, relate, sit_down, state, tag


@pytest.fixture
def session(tmp_path):
    session = Session(create_project(tmp_path / "desk.annotator"), lexicon=lexicon())
    sit_down(session)
    yield session
    session.close()


def settle(session: Session, ref: Ref, status: Status) -> None:
    table = getattr(session.store.queries, f"{ref.kind}s")
    found = table.get(ref.id)
    with session.store.transaction("Settle") as tx:
        tx.replace(replace(found, provenance=replace(found.provenance, status=status)))


def exported(session: Session, choice: Choice) -> dict:
    path = session.path.with_name(f"{choice}.json")
    export(session.store, path, choice=choice)
    assert verify(path.read_bytes()) == []
    return json.loads(path.read_bytes())


def test_only_what_is_accepted_leaves_out_the_rest_and_what_hangs_on_it(session):
    brandt, reyle = tag(session, "Ilse Brandt"), tag(session, "Tomas Reyle")
    outer = state(session, "that a sale was planned", source="Tomas Reyle", mention=reyle)
    inner = state(session, "a sale", parent=outer, source="Ilse Brandt", mention=brandt)
    relation = relate(session, "family_of", Ref("mention", brandt), Ref("mention", reyle))
    note(session, Ref("relation", relation), "odd")
    note(session, Ref("mention", reyle), "who?")
    kept = note(session, Ref("mention", brandt), "mayor")
    settle(session, Ref("mention", reyle), Status.REJECTED)
    settle(session, Ref("statement", outer), Status.SUGGESTED)

    everything = exported(session, Choice.STORED)
    accepted = exported(session, Choice.ACCEPTED)

    assert len(everything["documents"][0]["mentions"]) == 2
    document = accepted["documents"][0]
    assert [each["id"] for each in document["mentions"]] == [brandt]
    assert [each["id"] for each in document["statements"]] == [inner]
    assert document["statements"][0]["parent"] is None
    assert document["statements"][0]["source"]["mention"] == brandt
    assert accepted["relations"] == []
    assert [each["id"] for each in accepted["notes"]] == [kept]


def test_where_everything_counts_both_exports_are_the_same(session):
    tag(session, "Ilse Brandt")

    assert exported(session, Choice.ACCEPTED) == exported(session, Choice.STORED)


def test_what_is_suggested_is_added_with_its_status_and_the_project_stays_as_it_is(session):
    brandt = tag(session, "Ilse Brandt")
    steps = session.store.history.steps()

    plain, more = exported(session, Choice.STORED), exported(session, Choice.SUGGESTED)

    mentions = more["documents"][0]["mentions"]
    assert mentions[0] == plain["documents"][0]["mentions"][0]
    assert mentions[0]["id"] == brandt
    suggested = mentions[1:]
    assert suggested
    assert {each["provenance"]["status"] for each in suggested} == {"suggested"}
    assert all(each["provenance"]["origin"] != "human" for each in suggested)
    assert "Ilse Brandt" not in [each["spans"][0]["text"] for each in suggested[:1]]
    assert more["documents"][0]["statements"]
    assert session.store.history.steps() == steps
    assert session.store.queries.mentions.count() == 1
