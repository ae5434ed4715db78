"""A spaCy pipeline of the user's suggests names by the types that the schema maps its labels to."""

from __future__ import annotations

from importlib.util import find_spec
from types import SimpleNamespace

import pytest

from annotator.session.projects import default_schema, lexicon
from annotator.suggest.base import Desk
from annotator.suggest.spacy_pipeline import (
    INSTALL,
    PipelineMissing,
    SpacyNames,
    load_pipeline,
    types_of,
)
from tests.suggest.made import article

LEARNT = [
    ("The tug Brisa left.", [(8, 13, "PRODUCT")]),
    ("The tug Marlo sank.", [(8, 13, "PRODUCT")]),
    ("They saw the tug Ondra.", [(17, 22, "PRODUCT")]),
    ("Nobody left the harbour.", []),
]
TEXT = "Rain fell.\nThe tug Quenta waited."


def suggested(pipeline):
    batches = pipeline.suggest(article(TEXT), Desk(lexicon()))
    return [each for batch in batches for each in batch]


def test_labels_become_types_by_their_names_and_by_what_the_schema_maps():
    found = types_of(default_schema(), ["PERSON", "PER", "GPE", "LOC", "TIME", "event", "ANIMAL"])

    assert found == {
        "PERSON": "person",
        "PER": "person",
        "GPE": "gpe",
        "LOC": "gpe",
        "TIME": "date",
        "event": "event",
    }


def test_what_a_pipeline_names_is_suggested_in_its_place():
    def pipeline(text: str):
        at = text.find("Quenta")
        place = SimpleNamespace(start_char=at, end_char=at + 6, label_="PRODUCT")
        strange = SimpleNamespace(start_char=0, end_char=1, label_="ODD")
        return SimpleNamespace(ents=[place, strange] if at >= 0 else [])

    (found,) = suggested(SpacyNames(pipeline, {"PRODUCT": "artifact"}))

    assert (found.span.of(TEXT), found.type) == ("Quenta", "artifact")
    assert found.ground.reason == "Your spaCy pipeline calls it PRODUCT."


@pytest.mark.skipif(find_spec("spacy") is not None, reason="spaCy is installed")
def test_without_spacy_the_line_that_installs_it_is_told():
    with pytest.raises(PipelineMissing, match=r"annotator\[spacy\]") as told:
        load_pipeline("some_pipeline", default_schema())

    assert INSTALL in str(told.value)


def test_a_pipeline_trained_on_the_spot_suggests(tmp_path):
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed: make test-extras")
    training = pytest.importorskip("spacy.training")
    made = spacy.blank("en")
    made.add_pipe("ner").add_label("PRODUCT")
    examples = [
        training.Example.from_dict(made.make_doc(text), {"entities": places})
        for text, places in LEARNT
    ]
    optimizer = made.initialize(lambda: examples)
    for _ in range(40):
        made.update(examples, sgd=optimizer)
    made.to_disk(tmp_path / "tugs")

    found = suggested(load_pipeline(str(tmp_path / "tugs"), default_schema()))

    assert [(each.span.of(TEXT), each.type) for each in found] == [("Quenta", "artifact")]


def test_a_folder_that_is_no_pipeline_is_told(tmp_path):
    pytest.importorskip("spacy", reason="spaCy is not installed: make test-extras")

    with pytest.raises(PipelineMissing, match="is not used"):
        load_pipeline(str(tmp_path), default_schema())
