"""Files of others: what their layers become by themselves, and by a mapping."""

import pytest

from annotator.formats.cas.files import CasJsonImporter, CasXmiImporter
from annotator.formats.documents import ImportFailed
from annotator.formats.webanno_tsv.files import WebAnnoTsvImporter
from annotator.model.statement import Form, SourceKind
from tests.formats.layers.written import imported
from tests.formats.layers.xmi import type_system, xmi

TEXT = "Ada said we never lie. She left Lima."


@pytest.fixture
def read(tmp_path):
    """Reads an XMI file with a type system beside it, by a mapping if there is one."""

    def reading(data, types=None, mapping=None):
        (tmp_path / "article.xmi").write_text(data, "utf-8")
        if types:
            (tmp_path / "TypeSystem.xml").write_text(types, "utf-8")
        if mapping:
            (tmp_path / "mapping.toml").write_text(
                f'mapping = "annotator-layers/1"\n{mapping}', "utf-8"
            )
        option = str(tmp_path / "mapping.toml") if mapping else None
        return imported(CasXmiImporter(mapping=option), tmp_path / "article.xmi")

    return reading


def mentions(content):
    return [
        (each.surface(annotated.text), each.type, dict(each.attributes))
        for annotated in content.documents
        for each in annotated.mentions
    ]


def test_named_entities_come_in_without_a_type_system(read):
    content, losses, notices = read(
        xmi(
            TEXT,
            '<ner:NamedEntity begin="0" end="3" value="PER"/>',
            '<ner:NamedEntity begin="32" end="36" value="LOC" '
            'identifier="http://www.wikidata.org/entity/Q2868"/>',
        )
    )

    assert mentions(content) == [("Ada", "PER", {}), ("Lima", "LOC", {})]
    assert [(each.name, each.kb_id) for each in content.entities] == [("Lima", "wikidata:Q2868")]
    assert not losses
    assert notices == []


def test_chains_join_mentions_and_make_those_that_are_missing(read):
    content, losses, _ = read(
        xmi(
            TEXT,
            '<ner:NamedEntity begin="0" end="3" value="PER"/>',
            '<coref:CoreferenceLink begin="0" end="3" next="4"/>',
            '<coref:CoreferenceLink begin="23" end="26" referenceType="pro"/>',
            '<coref:CoreferenceChain first="3"/>',
        )
    )

    assert [(each.name, each.type) for each in content.entities] == [("Ada", "PER")]
    (annotated,) = content.documents
    assert [(each.entity, each.level) for each in annotated.mentions] == [(1, None), (1, "PRO")]
    assert not losses


def test_a_layer_that_is_not_mapped_comes_in_as_mentions_with_attributes_and_is_told(read):
    types = type_system(
        Gesture="hand sure=Boolean strength=Integer",
        Before="Governor=Annotation Dependent=Annotation kind",
    )
    data = xmi(
        TEXT,
        '<custom:Gesture begin="0" end="3" hand="left" sure="true" strength="2"/>',
        '<custom:Gesture begin="23" end="26"/>',
        '<custom:Before begin="23" end="26" Governor="2" Dependent="3" kind="soon"/>',
    )

    content, losses, notices = read(data, types)

    assert mentions(content) == [
        ("Ada", "Gesture", {"hand": "left", "sure": True, "strength": 2}),
        ("She", "Gesture", {}),
    ]
    (relation,) = content.relations
    assert (relation.type, relation.source.id, relation.target.id) == ("Before", 1, 2)
    assert relation.attributes == {"kind": "soon"}
    assert not losses
    assert [each.split(" is not")[0] for each in notices] == [
        "The layer webanno.custom.Gesture",
        "The layer webanno.custom.Before",
    ]


def test_a_mapping_makes_statements_of_a_layer_with_slots(read):
    types = type_system(
        Speech="act doubtful=Boolean args=SpeechArgsLink[]",
        SpeechArgsLink="role target=Annotation",
        Word="",
    )
    data = xmi(
        TEXT,
        '<ner:NamedEntity begin="0" end="3" value="PER"/>',
        '<custom:Word begin="4" end="8"/>',
        '<custom:Speech begin="9" end="21" act="claims" args="5 6"/>',
        '<custom:SpeechArgsLink role="speaker" target="2"/>',
        '<custom:SpeechArgsLink role="verb" target="3"/>',
    ).replace(' sofa="1" role', " role")
    mapping = """
[[layer]]
type = "webanno.custom.Speech"
role = "statement"
features = { act = "kind", args = "links" }
roles = { speaker = "source", verb = "cue" }
types = { claims = "assert" }

[[layer]]
type = "webanno.custom.Word"
role = "part"
"""

    content, losses, notices = read(data, types, mapping)

    (annotated,) = content.documents
    (statement,) = annotated.statements
    assert statement.surface(TEXT) == "we never lie"
    assert (statement.kind, statement.form) == ("assert", Form.INDIRECT)
    assert statement.cue.of(TEXT) == "said"
    assert (statement.source.kind, statement.source.mention) == (SourceKind.ENTITY, 1)
    assert statement.source.span.of(TEXT) == "Ada"
    assert not losses
    assert notices == []


def test_slots_of_other_layers_are_relations_by_their_roles(read):
    types = type_system(Event="frame args=EventArgsLink[]", EventArgsLink="role target=Annotation")
    data = xmi(
        TEXT,
        '<ner:NamedEntity begin="32" end="36" value="LOC"/>',
        '<custom:Event begin="27" end="31" frame="leaving" args="4"/>',
        '<custom:EventArgsLink role="from" target="2"/>',
    ).replace(' sofa="1" role', " role")

    content, _, _ = read(data, types)

    assert mentions(content)[1] == ("left", "Event", {"frame": "leaving"})
    (relation,) = content.relations
    assert (relation.type, relation.source.id, relation.target.id) == ("from", 2, 1)


def test_what_linguists_annotate_is_counted_and_left_out(read):
    types = type_system().replace(
        "<types>",
        "<types><typeDescription><name>de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS"
        "</name><supertypeName>uima.tcas.Annotation</supertypeName></typeDescription>",
    )

    content, losses, _ = read(xmi(TEXT, '<pos:POS begin="0" end="3"/>'), types)

    assert mentions(content) == []
    assert losses.lines == ("article.xmi, annotation 2: POS",)


def test_gum_comes_in_with_all_referents_and_links(corpora):
    content, losses, _ = imported(WebAnnoTsvImporter(), corpora / "gum-news" / "tsv")

    assert len(content.documents) == 8
    assert len(mentions(content)) == 1424
    assert len(content.relations) == 706
    assert [each.what for each in losses.items] == ["comments"]


def test_a_mapping_makes_entities_of_gum(corpora, tmp_path):
    mapping = tmp_path / "gum.toml"
    mapping.write_text(
        """
mapping = "annotator-layers/1"

[[layer]]
type = "webanno.custom.Referent"
role = "mention"
features = { entity = "type", identity = "entity" }

[[layer]]
type = "webanno.custom.Coref"
role = "relation"
features = { type = "type" }
types = { coref = "same entity", ana = "same entity", cata = "same entity" }
""",
        "utf-8",
    )

    content, _, notices = imported(
        WebAnnoTsvImporter(mapping=str(mapping)), corpora / "gum-news" / "tsv"
    )

    types = {each.type for annotated in content.documents for each in annotated.mentions}
    assert {"person", "organization", "place"} < types
    assert {"bridge:other", "disc"} < {each.type for each in content.relations}
    indonesia = next(each for each in content.entities if each.name == "Indonesia")
    assert sum(each.entity == indonesia.id for each in content.documents[0].mentions) > 2
    assert notices == []


@pytest.mark.parametrize(
    ("importer", "pattern", "mark"),
    [
        (CasXmiImporter(), "xmi/*.xmi", b'sofaString="'),
        (CasJsonImporter(), "json/**/data*.json", b'"sofaString"'),
    ],
)
def test_fixtures_of_cassis_are_read_if_they_have_a_text(
    corpora, tmp_path, importer, pattern, mark
):
    fixtures = corpora / "cassis-fixtures"
    described = fixtures / "typesystems" / "important_dkpro_types.xml"
    (tmp_path / "TypeSystem.xml").write_bytes(described.read_bytes())
    paths = sorted(fixtures.glob(pattern))
    for number, path in enumerate(paths):
        copied = tmp_path / f"{number}{path.suffix}"
        copied.write_bytes(path.read_bytes())
        if mark in path.read_bytes():
            assert imported(importer, copied)[0].documents, path
        else:
            with pytest.raises(ImportFailed, match="has no text"):
                imported(importer, copied)
    assert len(paths) > 10


def test_what_the_type_system_says_of_attributes_goes_into_the_schema(read):
    types = type_system(
        Gesture="hand=Hand sure=Boolean strength=Integer",
        Before="Governor=Gesture Dependent=Annotation",
    )
    types = types.replace("uima.cas.Hand", "webanno.custom.Hand").replace(
        "uima.cas.Gesture", "webanno.custom.Gesture"
    )
    hand = (
        "<types><typeDescription><name>webanno.custom.Hand</name><supertypeName>uima.cas.String"
        "</supertypeName><allowedValues><value><string>left</string></value><value><string>right"
        "</string></value></allowedValues></typeDescription>"
    )
    gesture = '<custom:Gesture begin="0" end="3" hand="left" sure="true"/>'
    before = '<custom:Before begin="0" end="3" Governor="2" Dependent="2"/>'

    content, losses, _ = read(xmi(TEXT, gesture, before), types.replace("<types>", hand, 1))

    said = {each.id: (each.kind, each.values) for each in content.schema.attributes}
    assert said == {
        "hand": ("choice", ("left", "right")),
        "sure": ("bool", ()),
        "strength": ("number", ()),
    }
    assert mentions(content)[0][2] == {"hand": "left", "sure": True}
    assert not losses
