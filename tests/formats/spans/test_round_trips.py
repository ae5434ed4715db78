"""Labelled stretches go to other tools and come back as the same annotations."""

import io
import json
import sys
from importlib import import_module

import pytest
from hypothesis import given, settings

from annotator.formats.base import Certainty, Stamp, articles_only
from annotator.formats.documents import new_document
from annotator.formats.registry import start_of
from annotator.formats.spans.docbin import DocBinExporter, DocBinImporter
from annotator.formats.spans.doccano import DoccanoExporter, DoccanoImporter
from annotator.formats.spans.label_studio import LabelStudioExporter, LabelStudioImporter
from annotator.formats.spans.prodigy import ProdigyExporter, ProdigyImporter
from annotator.model.annotations import AnnotatedDocument
from annotator.model.ids import DocumentId, MentionId
from annotator.model.mention import Mention
from annotator.model.provenance import Provenance
from annotator.model.span import Span
from tests.formats.projects import contents, generously
from tests.formats.same import joined
from tests.formats.spans.said import said

STAMP = Stamp("", "")
PAIRS = {
    "prodigy": (ProdigyExporter(), ProdigyImporter()),
    "doccano": (DoccanoExporter(), DoccanoImporter()),
    "label_studio": (LabelStudioExporter(), LabelStudioImporter()),
}


def written(exporter, content, path):
    out = io.BytesIO()
    losses = exporter.write(content, out)
    path.write_bytes(out.getvalue())
    return losses


def read(importer, path):
    return joined(list(importer.read(path, STAMP)))


@pytest.mark.parametrize("name", PAIRS)
def test_what_a_graph_says_comes_back(name, tmp_path_factory):
    exporter, importer = PAIRS[name]
    path = tmp_path_factory.mktemp(name) / f"a{exporter.suffix}"

    @settings(generously, max_examples=8)
    @given(content=contents())
    def holds(content):
        written(exporter, content, path)
        back = read(importer, path)

        assert said(back) == said(content)
        assert importer.recognises(start_of(path)) is Certainty.SURE
        again = path.with_name("again")
        written(exporter, back, again)
        assert said(read(importer, again)) == said(content)

    holds()


def test_a_docbin_comes_back_and_spacy_reads_it(project, tmp_path):
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed: make test-extras")
    docbin = import_module("spacy.tokens").DocBin

    content = type(project)(
        **{name: getattr(project, name) for name in type(project).__slots__}
        | {"documents": tuple(project.documents)}
    )
    path = tmp_path / "a.spacy"
    written(DocBinExporter(), content, path)

    assert said(read(DocBinImporter(), path)) == said(content)
    docs = list(docbin().from_disk(path).get_docs(spacy.blank("en").vocab))
    assert [doc.text for doc in docs] == [one.text for one in content.documents]
    assert "Ada\u00a0Öz" in [ent.text for ent in docs[0].ents]


def test_a_mention_that_ends_with_a_space_goes_to_spacy(tmp_path):
    pytest.importorskip("spacy", reason="spaCy is not installed: make test-extras")
    document = new_document("Ada said no.", "a.txt", STAMP, id=DocumentId(1))
    ada = Mention(MentionId(1), document.id, "person", (Span(0, 4),), Provenance("ana", ""))
    content = articles_only([AnnotatedDocument(document, "Ada said no.", (ada,))])

    written(DocBinExporter(), content, tmp_path / "a.spacy")

    assert said(read(DocBinImporter(), tmp_path / "a.spacy")) == said(content)


def test_without_spacy_the_line_that_installs_it_is_named(project, monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(Exception, match=r'pip install "annotator\[spacy\]"'):
        DocBinExporter().write(project, io.BytesIO())


def test_all_that_is_lost_is_counted(project, tmp_path):
    losses = written(ProdigyExporter(), project, tmp_path / "a.jsonl")

    counted = {loss.what: loss.count for loss in losses.items}
    assert counted["annotations that are not accepted"] == 2
    assert counted["values of mentions"] == 1
    assert counted["claims"] == 1
    assert counted["notes"] == 2


@pytest.mark.parametrize("name", PAIRS)
def test_two_exports_are_the_same_bytes(name, project, tmp_path):
    content = type(project)(
        **{each: getattr(project, each) for each in type(project).__slots__}
        | {"documents": tuple(project.documents)}
    )
    for file in ("a", "b"):
        written(PAIRS[name][0], content, tmp_path / file)

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_each_counts_as_its_users_do(project, tmp_path):
    """An emoji stands before Lima: one code point, two UTF-16 units."""
    content = type(project)(
        **{each: getattr(project, each) for each in type(project).__slots__}
        | {"documents": tuple(project.documents)}
    )
    document = content.documents[0]
    at = document.text.index("the Lima paper")
    for name, (exporter, _) in PAIRS.items():
        written(exporter, content, tmp_path / name)

    spans = lines(tmp_path / "prodigy")[0]["spans"]
    entities = lines(tmp_path / "doccano")[0]["entities"]
    regions = json.loads((tmp_path / "label_studio").read_bytes())[0]["annotations"][0]["result"]
    assert at in [each["start"] for each in spans]
    assert at + 1 in [each["start_offset"] for each in entities]
    assert at + 1 in [each["value"]["start"] for each in regions if "value" in each]
