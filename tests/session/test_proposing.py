"""Suggestions of a whole project are computed without a window, whatever a plug-in does."""

from __future__ import annotations

import pytest

from annotator.session.export_choice import Wanted
from annotator.session.importing import import_text
from annotator.session.projects import create_project, default_schema
from annotator.session.proposing import Proposing
from annotator.suggest.base import Suggesters
from tests.suggest.made import Fails, Proposes, name, span_of

TEXT = "Pier\n\nIlse Brandt met Tomas Reyle.\n"
BRANDT = name(span_of(TEXT, "Ilse Brandt"), sure=0.9)
REYLE = name(span_of(TEXT, "Tomas Reyle"), sure=0.6)


@pytest.fixture
def store(tmp_path):
    store = create_project(tmp_path / "desk.annotator")
    import_text(store, TEXT, "Pier")
    import_text(store, TEXT.replace("Pier", "Quay"), "Quay")
    yield store
    store.close()


def proposing(store, *suggesters, wanted=None, problems=()):
    found = Suggesters(suggesters, problems)
    return Proposing(store.queries, default_schema(), found, wanted)


def test_every_article_comes_with_what_is_suggested_in_it(store):
    names = proposing(store, Proposes("names", [BRANDT, REYLE]))

    assert [(each.document.id, found) for each, found in names.each()] == [
        (1, [BRANDT, REYLE]),
        (2, [BRANDT, REYLE]),
    ]


def test_only_what_is_wanted_is_suggested(store):
    wanted = Wanted(minimum=0.8, documents=frozenset({2}))
    names = proposing(store, Proposes("names", [BRANDT, REYLE]), wanted=wanted)

    assert [(each.document.id, found) for each, found in names.each()] == [(2, [BRANDT])]
    assert names.of(store.queries.annotated(1)) == []


def test_a_type_that_the_schema_lacks_cannot_be_suggested(store):
    names = proposing(store, Proposes("names", [name(BRANDT.span, type="wizard"), REYLE]))

    assert names.of(store.queries.annotated(1)) == [REYLE]


def test_a_suggester_that_fails_is_named_and_the_others_go_on(store):
    names = proposing(
        store, Fails(BRANDT), Proposes("names", [REYLE]), problems=("The plug-in x is broken.",)
    )

    assert names.of(store.queries.annotated(1)) == [BRANDT, REYLE]
    assert names.problems[0] == "The plug-in x is broken."
    assert "The suggester fails failed on “Pier”" in names.problems[1]
    assert names.losses.lines == tuple(names.problems)
