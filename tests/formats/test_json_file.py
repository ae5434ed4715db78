import io
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.base import Stamp
from annotator.formats.blocks import Blocks
from annotator.formats.json_file import JsonExporter, JsonImporter
from annotator.formats.json_parse import JsonFormatError
from annotator.formats.json_pieces import ExportFailed
from annotator.formats.json_read import read_project
from annotator.formats.verify import verify
from annotator.model.annotations import ProjectContent
from annotator.model.document import sha256_of
from annotator.model.ids import Ref
from annotator.model.provenance import Provenance
from annotator.model.relation import Note
from annotator.model.span import Span
from tests.formats.endless import Endless
from tests.formats.projects import contents, generously
from tests.formats.same import canonical

SCHEMA = Path(__file__).parents[2] / "resources" / "schemas" / "annotator-1.schema.json"


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


def test_the_keys_of_a_file_may_come_in_any_order(project):
    content = with_tuple(project)
    tree = json.loads(written(content))

    assert read_project(json.dumps(dict(reversed(tree.items()))).encode()) == content


def test_of_a_file_of_another_format_no_more_is_read_than_its_first_key(tmp_path):
    file = Endless(10**12, b'"some": "words",\n', b'{"format": "another",\n')

    with pytest.raises(JsonFormatError, match="it says 'another'"):
        read_project(Blocks.in_file(io.BufferedReader(file)))

    assert file.most < 1_000_000


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

    imported = next(JsonImporter().read(path, Stamp("2026-05-05T00:00:00Z", "bo")))

    assert [annotated.document.id for annotated in imported.content.documents] == [1, 2]
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
        (
            ('"target": {"kind": "mention"', '"target": {"kind": "project"'),
            "notes[0].target.kind: must be one of document, mention, entity",
        ),
        (
            ('"source": {"kind": "statement"', '"source": {"kind": "document"'),
            "relations[0].source.kind: must be one of entity, mention, statement, claim",
        ),
    ],
)
def test_what_does_not_hold_is_refused_with_its_place(project, change, message):
    text = written(project).decode()
    assert change[0] in text

    with pytest.raises(JsonFormatError) as caught:
        read_project(text.replace(*change, 1).encode())

    assert message in "\n".join(caught.value.problems)


@pytest.mark.parametrize("number", [1.0, True, "1", None])
@pytest.mark.parametrize("place", ["start", "utf16", "utf8"])
def test_places_are_whole_numbers_and_nothing_that_equals_them(project, place, number):
    tree = json.loads(written(project))
    first = tree["documents"][0]
    text, mention = first["text"], first["mentions"][0]
    around = {"text": text[1], "prefix": text[0], "suffix": text[2:34]}
    span = {"start": 1, "end": 2, **around, "utf16": [1, 2], "utf8": [1, 2]}
    mention.update(spans=[span], head=None)
    read_project(json.dumps(tree).encode())

    span[place] = number if place == "start" else [number, 2]

    with pytest.raises(JsonFormatError, match=rf"mentions\[0\].spans\[0\].{place}"):
        read_project(json.dumps(tree).encode())


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


def test_a_sentence_on_long_problems_stays_short():
    problems = [f"entities[{number}].type: there is no type {'x' * 5_000!r}" for number in range(9)]

    sentence = str(JsonFormatError(problems))

    assert len(sentence) < 1_500
    assert "entities[4].type" in sentence
    assert "and 4 more" in sentence


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


@generously
@given(content=contents())
def test_any_project_round_trips_to_the_same_values_and_bytes(content):
    data = written(content)
    back = read_project(data)

    assert back == content
    assert canonical(back) == canonical(content)
    assert written(back) == data
    validator().validate(json.loads(data))


def test_any_text_may_stand_in_a_name(project):
    @settings(max_examples=40, deadline=None)
    @given(st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
    def holds(words):
        content = replace(with_tuple_once, name=words)
        assert read_project(written(content)).name == words

    with_tuple_once = with_tuple(project)
    holds()
