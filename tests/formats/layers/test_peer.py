"""dkpro-cassis, with which others read CAS, reads what annotator writes."""

import io

import cassis
import pytest
from hypothesis import given, settings

from annotator.formats.cas.files import CasJsonExporter, CasXmiExporter
from annotator.formats.layers.own_types import RELATION, STATEMENT
from annotator.formats.layers.standard import CHAIN, NAMED_ENTITY, SENTENCE, TOKEN
from tests.formats.layers.small import small
from tests.formats.layers.written import exported, ready, sometimes
from tests.formats.projects import contents


def cas_of(folder, name, types=None):
    """A file as cassis reads it; XMI with the types of the export."""
    data = io.BytesIO(folder.files[name])
    if name.endswith(".json"):
        return cassis.load_cas_from_json(data, types)
    described = cassis.load_typesystem(io.BytesIO(folder.files["TypeSystem.xml"]))
    return cassis.load_cas_from_xmi(
        data, cassis.merge_typesystems(*filter(None, [types, described]))
    )


@pytest.fixture(params=[CasXmiExporter(), CasJsonExporter()], ids=["xmi", "json"])
def exporter(request):
    return request.param


@settings(parent=sometimes, max_examples=8)
@given(contents())
def test_every_mention_and_statement_is_where_it_was(exporter, content):
    content = ready(content)
    folder, _ = exported(exporter, content)

    articles = {name[:1]: name for name in folder.files if name[:1].isdigit()}
    for annotated in content.documents:
        name = articles.get(str(annotated.document.id))
        if name is None:
            continue  # XML cannot hold its text
        cas = cas_of(folder, name)
        assert cas.sofa_string == annotated.text
        assert places(cas.select(NAMED_ENTITY)) == sorted(
            (each.extent.start, each.extent.end) for each in annotated.mentions
        )
        assert places(cas.select(STATEMENT)) == sorted(
            (each.content[0].start, each.content[-1].end) for each in annotated.statements
        )


def places(annotations):
    return sorted((each.begin, each.end) for each in annotations)


def test_names_chains_statements_and_relations_are_layers_of_inception(exporter):
    folder, _ = exported(exporter, small())
    name = next(iter(folder.files))

    cas = cas_of(folder, name)

    assert [each.get_covered_text() for each in cas.select(TOKEN)][:4] == [
        *("The", "Kenyan", "Treasury", "🏛")
    ]
    assert len(cas.select(SENTENCE)) == 2
    names = {each.get_covered_text(): each for each in cas.select(NAMED_ENTITY)}
    assert names["Kenyan"].value == "gpe"
    assert names["Kenyan"].identifier == "http://www.wikidata.org/entity/Q114"
    assert names["Kenyan"].demonym is True
    chain = cas.select(CHAIN)[0]
    assert [chain.first.get_covered_text(), chain.first.next.get_covered_text()] == [
        *("Kenyan Treasury", "its")
    ]
    said = {each.kind: each for each in cas.select(STATEMENT)}
    assert slots(said["deny"]) == [
        ("quoted", "“any shilling”"),
        ("cue", "denied"),
        ("source", "The Kenyan Treasury"),
        ("source_mention", "Kenyan Treasury"),
        ("time", "Friday"),
    ]
    relation = cas.select(RELATION)[0]
    assert relation.Governor.get_covered_text() == "Ada Otieno"
    assert relation.Dependent.get_covered_text() == "Kenyan Treasury"
    assert relation.label == "affiliated_with"


def slots(statement):
    return [(each.role, each.target.get_covered_text()) for each in statement.parts.elements]


def test_the_types_go_together_with_those_of_inception(exporter, corpora):
    path = corpora / "cassis-fixtures" / "typesystems" / "inception_typesystem.xml"
    inception = cassis.load_typesystem(io.BytesIO(path.read_bytes()))
    folder, _ = exported(exporter, small())

    for name in folder.files:
        if name != "TypeSystem.xml":
            cas_of(folder, name, inception)
