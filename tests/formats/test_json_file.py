import io
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.formats.base import Stamp
from annotator.formats.json_file import JsonExporter, JsonImporter
from annotator.formats.json_parse import JsonFormatError
from annotator.formats.json_read import read_project
from annotator.formats.json_write import ExportFailed
from annotator.formats.verify import verify
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.document import Document, sha256_of
from annotator.model.entity import Entity
from annotator.model.ids import Ref
from annotator.model.mention import Level, Mention
from annotator.model.provenance import Provenance, Status
from annotator.model.relation import Note
from annotator.model.span import Span
from annotator.model.statement import Epistemic, Form, Party, Source, SourceKind, Statement

SCHEMA = Path(__file__).parents[2] / "resources" / "schemas" / "annotator-1.schema.json"
PIECES = [
    *("Bob", "said", " ", "\u00a0", "\r\n", "\n", "\r", "\t", "\x00", "\x1b", "\x85", "\u2028"),
    *(
        "😀",
        "👨\u200d👩\u200d👧",
        "e\u0301",
        "é",
        "\u200f\u05e9\u05dc\u05d5\u05dd",
        "“no”",
        '"',
        "\\",
    ),
    *("日本", "\ufeff", "\ufffe", "\U000e0067", "\u0300", "<b>&", "กำ"),
]


def written(content):
    out = io.BytesIO()
    losses = JsonExporter().write(content, out)
    assert not losses
    return out.getvalue()


def with_tuple(content):
    return replace(content, documents=tuple(content.documents))


def validator():
    return jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))


def test_every_value_comes_back_as_it_was_written(project):
    content = with_tuple(project)

    back = read_project(written(content))

    assert back == content


def test_two_exports_of_the_same_state_are_the_same_bytes(project):
    content = with_tuple(project)

    once = written(content)

    assert written(read_project(once)) == once
    shuffled = replace(content, entities=content.entities[::-1], notes=content.notes[::-1])
    assert written(shuffled) == once


def test_an_export_is_valid_by_the_published_schema_and_proves_itself(project):
    data = written(project)

    validator().validate(json.loads(data))
    assert verify(data) == []
    assert b"\r\n" not in data
    assert "😀".encode() in data


def test_the_published_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(json.loads(SCHEMA.read_text("utf-8")))


def test_offsets_are_written_in_three_units(project):
    tree = json.loads(written(project))

    text = tree["documents"][0]["text"]
    span = tree["documents"][0]["mentions"][1]["spans"][0]
    assert span["text"] == "Lima" == text[span["start"] : span["end"]]
    assert text.encode()[span["utf8"][0] : span["utf8"][1]] == b"Lima"
    wide = text.encode("utf-16-le")
    assert wide[2 * span["utf16"][0] : 2 * span["utf16"][1]].decode("utf-16-le") == "Lima"
    assert text[: span["start"]].endswith(span["prefix"])
    assert text[span["end"] :].startswith(span["suffix"])


def test_the_importer_reads_a_file_and_hands_back_the_project(project, tmp_path):
    path = tmp_path / "p.json"
    path.write_bytes(written(project))

    imported = JsonImporter().read(path, Stamp("2026-05-05T00:00:00Z", "bo"))

    assert [annotated.document.id for annotated in imported.documents] == [1, 2]
    assert imported.content.name == "Pastry “affair”"
    assert not imported.losses


def test_optional_keys_may_be_left_out():
    text = "Bob said no."
    tree = {
        "format": "annotator/1",
        "offset_unit": "code_point",
        "project": {"name": "by hand"},
        "schema": {
            "schema": "annotator-schema/1",
            "name": "x",
            "entity_type": [{"id": "person"}],
        },
        "documents": [
            {
                "id": 1,
                "title": "",
                "text": text,
                "sha256": sha256_of(text),
                "length": 12,
                "imported_at": "",
                "imported_by": "",
                "mentions": [
                    {
                        "id": 1,
                        "type": "person",
                        "spans": [{"start": 0, "end": 3, "text": "Bob"}],
                        "provenance": {"author": "a", "created_at": ""},
                    }
                ],
            }
        ],
    }

    validator().validate(tree)
    content = read_project(json.dumps(tree).encode())

    assert content.documents[0].mentions[0].surface(text) == "Bob"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('"doubt": true', '"doubt": NaN'), "NaN"),
        (('"doubt": true', '"doubt": 1'), "documents[0].mentions[1].doubt: must be true or false"),
        (('"doubt": true', '"doubt": true, "doubt": true'), "'doubt' is there twice"),
        (('"name": "the theft"', '"name": "\\ud800"'), "entities[2].name: holds half"),
        (('"name": "the theft"', '"nom": "the theft"'), "entities[2]: the key 'name' is missing"),
        (('"form": "direct"', '"form": "loud"'), "statements[0].form: must be one of direct"),
        (('"type": "event", "aliases"', '"type": "evnt", "aliases"'), "no type 'evnt'"),
        (('"members": [1, 2]', '"members": [1, 9]'), "a member is entity 9, which is missing"),
        (('"members": [1, 2]', '"members": [[1, 2]]'), "members[0]: must be a whole number"),
        (('"parent": 1', '"parent": 2'), "statement 2: it is nested in itself"),
        (('"confidence": 0.25', '"confidence": 1e999'), "too large"),
        (('"id": 4, "name"', '"id": 3, "name"'), "entity 3: the id is there twice"),
        (('"id": 4, "name"', '"id": 99999999999999999999, "name"'), "too large"),
        (('"format": "annotator/1"', '"format": "annotator/2"'), "must be 'annotator/1'"),
        (('"offset_unit": "code_point"', '"offset_unit": "utf16"'), "offset_unit"),
        (('"title": "Bob"', '"title": "Bob", "colour": 1'), "unknown key 'colour'"),
        (('"light": "#2F6DB5"', '"light": "blue"'), "schema: entity_type[0].light"),
    ],
)
def test_what_does_not_hold_is_refused_with_its_place(project, change, message):
    text = written(project).decode()
    assert change[0] in text

    with pytest.raises(JsonFormatError) as caught:
        read_project(text.replace(*change, 1).encode())

    assert message in "\n".join(caught.value.problems)


@pytest.mark.parametrize(
    "data", [b"", b"[", b"[]", b"null", b"\xff", b"[" * 100_000, b"9" * 10_000, b'{"format": 1}']
)
def test_what_is_no_project_is_refused_in_a_sentence(data):
    with pytest.raises(JsonFormatError):
        read_project(data)


def test_all_problems_of_a_file_are_named_at_once(project):
    text = written(project).decode()
    text = text.replace('"form": "direct"', '"form": "loud"').replace('"name": "Lima"', '"name": 1')

    with pytest.raises(JsonFormatError) as caught:
        read_project(text.encode())

    assert len(caught.value.problems) >= 2


def test_a_text_that_is_not_the_imported_one_is_not_exported(project):
    first, second = project.documents
    broken = replace(project, documents=[first, replace(second, text="other")])

    with pytest.raises(ExportFailed, match="document 2"):
        written(broken)


@pytest.mark.parametrize(
    "note",
    [
        Note(1, Ref("document", 77), "lost", Provenance("a", ""), Span(0, 1)),
        Note(1, Ref("document", 2), "far", Provenance("a", ""), Span(0, 10_000)),
        Note(1, Ref("entity", 1), "no place", Provenance("a", ""), Span(0, 1)),
        Note(1, Ref("entity", 1), "half \ud800", Provenance("a", "")),
        Note(1, Ref("entity", 1), "", Provenance("a", "", confidence=float("nan"))),
    ],
)
def test_values_that_do_not_hold_together_are_not_exported(project, note):
    with pytest.raises(ExportFailed):
        written(replace(project, notes=(note,)))


def test_a_project_without_documents_round_trips(schema):
    content = ProjectContent(schema, "empty", ())

    data = written(content)

    validator().validate(json.loads(data))
    assert read_project(data) == content


texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
provenances = st.builds(
    Provenance,
    words,
    words,
    st.sampled_from(Status),
    st.sampled_from(["human", "rule:names"]),
    st.none() | words,
    st.none() | st.floats(allow_nan=False, allow_infinity=False),
)
attributes = st.dictionaries(
    words,
    words | st.booleans() | st.integers(-(2**53), 2**53) | st.lists(words).map(tuple),
    max_size=2,
)


@st.composite
def spans_of(draw, text):
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


@st.composite
def documents(draw, id, entities):
    text = draw(texts)
    span = spans_of(text)
    several = st.lists(span, min_size=1, max_size=3).map(tuple)
    entity = st.none() | st.sampled_from(entities)
    mentions = [
        Mention(
            id * 100 + number,
            id,
            draw(st.sampled_from(["person", "gpe"])),
            draw(several),
            draw(provenances),
            level=draw(st.none() | st.sampled_from(Level)),
            entity=draw(entity),
            head=draw(st.none() | span),
            value=draw(st.none() | words),
            attributes=draw(attributes),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    party = st.builds(Party, st.none() | span, st.none(), entity)
    statements = [
        Statement(
            id * 100 + number,
            id,
            draw(several),
            draw(st.sampled_from(Form)),
            draw(st.sampled_from([None, "deny"])),
            draw(provenances),
            cue=draw(st.none() | span),
            source=draw(st.none() | st.builds(Source, st.sampled_from(SourceKind), span)),
            addressee=draw(party),
            quoted=draw(several | st.just(())),
            parent=id * 100 if number else None,
            epistemic=draw(st.sampled_from(Epistemic)),
            time=draw(party),
        )
        for number in range(draw(st.integers(0, 2)))
    ]
    document = Document(id, draw(words), sha256_of(text), len(text), "t", "a")
    return AnnotatedDocument(document, text, tuple(mentions), tuple(statements))


@st.composite
def contents(draw):
    entities = tuple(
        Entity(
            id, draw(words), "person", draw(provenances), tuple(draw(st.lists(words, max_size=2)))
        )
        for id in (1, 2)
    )
    annotated = tuple(draw(documents(id, [1, 2])) for id in range(1, draw(st.integers(2, 3))))
    notes = tuple(
        Note(
            one.document.id,
            Ref("document", one.document.id),
            draw(words),
            draw(provenances),
            draw(spans_of(one.text)),
        )
        for one in annotated
    )
    return draw(words), annotated, entities, notes


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(parts=contents())
def test_any_project_round_trips_to_the_same_values_and_bytes(schema, parts):
    name, annotated, entities, notes = parts
    content = ProjectContent(schema, name, annotated, entities, notes=notes)

    data = written(content)
    back = read_project(data)

    assert back == content
    assert written(back) == data
    validator().validate(json.loads(data))
