"""A model is trained on what is done, used while it helps, and forgotten when asked to."""

from __future__ import annotations

import pytest

from annotator.model.span import Span
from annotator.session import Session
from annotator.session.lexicons import Lexicons
from annotator.session.model_folder import NotTrained, model_folder
from annotator.session.more_suggesters import suggesters_of
from annotator.session.pipeline_choice import choose_pipeline
from annotator.session.projects import create_project, default_schema, lexicon
from annotator.session.training import train_model
from annotator.store.facts import identity_at
from annotator.suggest import crf
from annotator.suggest.base import Desk
from annotator.suggest.crf import ModelMissing
from annotator.suggest.model import ORIGIN
from tests.session.machines import article, bring, machines_of
from tests.suggest.made import article as made

LEXICON = lexicon()


@pytest.fixture
def store(tmp_path):
    store = create_project(tmp_path / "desk.annotator")
    yield store
    store.close()


def trained(store):
    return train_model(store.queries, Lexicons(LEXICON), folder_of(store), lambda: "2026-11-25")


def folder_of(store):
    return model_folder(identity_at(store.path)[0])


def suggested(store, number: int) -> list[tuple[str, str, str]]:
    document = bring(store, number, tagged=False, done=False)
    session = Session(store, lexicon=LEXICON)
    session.open_document(document)
    session.suggestions.complete()
    undecided = session.suggestions.undecided
    found = [undecided.find(each) for each in undecided.mentions_over(span_of_all(session))]
    return [(e.span.of(session.text), e.type, e.ground.origin) for e in found]


def span_of_all(session):
    return Span(0, len(session.text))


def test_with_too_little_done_there_is_no_model(store):
    for number in range(5):
        bring(store, number)
    bring(store, 5, done=False)

    with pytest.raises(NotTrained, match="at least 6 articles that are done"):
        trained(store)

    assert not folder_of(store).path.exists()


def test_a_model_that_beats_rules_and_memory_suggests_what_they_do_not_know(store):
    for number in range(10):
        bring(store, number)

    facts = trained(store)

    assert facts.on
    assert facts.model > facts.rules + 0.3
    assert f"F {facts.model:.2f} with it, {facts.rules:.2f} by rules and memory" in facts.sentence
    found = suggested(store, 11)
    machines = {words for words, type, origin in found if (type, origin) == ("artifact", ORIGIN)}
    assert machines == set(machines_of(11))


def test_what_a_model_proposes_says_why(store):
    for number in range(10):
        bring(store, number)
    trained(store)

    (model,) = [e for e in suggesters_of(store, default_schema()).all if e.name == "model"]

    batches = model.suggest(made(article(11)), Desk(LEXICON))
    first = next(each for batch in batches for each in batch)

    assert first.ground.reason == (
        f"The model trained on 10 articles takes “{machines_of(11)[0]}” for this; the rules do not."
    )
    assert 0.9 <= first.ground.confidence < 1


def test_a_model_that_no_longer_helps_is_off_and_its_file_is_gone(store):
    for number in range(10):
        bring(store, number)
    trained(store)
    assert folder_of(store).model.exists()

    for number in range(10, 25):  # the desk has stopped tagging machines
        bring(store, number, tagged=False)
    facts = trained(store)

    assert not facts.on
    assert "is off" in facts.sentence
    assert not folder_of(store).model.exists()
    assert "model" not in {each.name for each in suggesters_of(store, default_schema()).all}


def test_a_model_file_that_was_changed_is_not_read(store):
    for number in range(10):
        bring(store, number)
    trained(store)
    folder_of(store).model.write_bytes(b"lCRF and nothing else")

    found = suggesters_of(store, default_schema())

    assert "model" not in {each.name for each in found.all}
    assert "is damaged and not used" in found.problems[-1]


def test_a_forgotten_model_leaves_nothing(store):
    for number in range(10):
        bring(store, number)
    trained(store)

    assert folder_of(store).forget()

    assert not folder_of(store).path.exists()
    assert not folder_of(store).forget()
    assert folder_of(store).facts() is None


def test_without_the_extra_the_line_that_installs_it_is_told(store, monkeypatch):
    for number in range(6):
        bring(store, number)
    monkeypatch.setattr(crf, "_MODULE", "no_such_module")

    with pytest.raises(ModelMissing, match=r'pip install "annotator\[model\]"'):
        trained(store)

    assert folder_of(store).facts() is None


def test_training_writes_nothing_into_the_project(store):
    for number in range(10):
        bring(store, number)
    before = store.history.steps(limit=1)

    trained(store)

    assert store.history.steps(limit=1) == before


def test_a_pipeline_that_cannot_be_used_is_a_problem_and_the_rest_goes_on(store, tmp_path):
    choose_pipeline(str(tmp_path / "none"))

    found = suggesters_of(store, default_schema())

    assert "memory" in {each.name for each in found.all}
    assert "none is not used" in found.problems[-1]
    choose_pipeline(None)
    assert suggesters_of(store, default_schema()).problems == ()
