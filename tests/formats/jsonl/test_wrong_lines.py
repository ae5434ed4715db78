"""What is wrong in JSON Lines is told with its line and left out, with what hangs on it."""

import io
import json
from pathlib import Path

import pytest

from annotator.formats.base import Certainty, Stamp, Start
from annotator.formats.documents import ImportFailed
from annotator.formats.json_parse import JsonFormatError
from annotator.formats.jsonl.files import JsonLinesExporter, JsonLinesImporter
from annotator.formats.jsonl.reading import LinesReader

STAMP = Stamp("", "")


@pytest.fixture
def lines(project):
    out = io.BytesIO()
    JsonLinesExporter().write(project, out)
    return out.getvalue().decode().splitlines()


def read(lines):
    """All parts of lines, what was told of them, and the counts of it."""
    data = "\n".join(lines).encode()
    parts = list(LinesReader(io.BytesIO(data), "p.jsonl").parts())
    told = [line for part in parts for line in part.losses.lines]
    counts = {}
    for loss in (loss for part in parts for loss in part.losses.items):
        counts[loss.what] = counts.get(loss.what, 0) + loss.count
    return parts, told, counts


def documents_of(parts):
    return [one for part in parts for one in part.content.documents]


def changed(lines, number, old, new):
    """Lines of which one, counted from 1, says something else."""
    assert old in lines[number - 1]
    return [*lines[: number - 1], lines[number - 1].replace(old, new, 1), *lines[number:]]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "p.jsonl, line 8: column 2: not JSON"),
        ('{"document": NaN}', "NaN is no JSON number"),
        ('{"document": {"id": 1, "id": 1}}', "the key 'id' is there twice"),
        ('{"documents": []}', "p.jsonl, line 8: must be an object of one key"),
        ('["entity"]', "p.jsonl, line 8: must be an object of one key"),
        ('{"note": {}, "entity": {}}', "p.jsonl, line 8: must be an object of one key"),
        ('{"document": {"id": 3}}', "line 8: document: the key 'title' is missing"),
        ('{"entity": {"id": 1e999}}', "too large"),
        ('{"relation": []}', "p.jsonl, line 8: relation: must be an object"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_and_the_others_come_in(lines, line, told):
    parts, lines_told, counts = read([*lines[:7], line, *lines[7:]])

    assert [one.document.id for one in documents_of(parts)] == [1, 2]
    assert sum(counts.values()) == 1
    assert told in lines_told[0]


def test_a_mention_that_is_wrong_goes_and_its_statement_stays_with_the_span(lines):
    wrong = changed(lines, 7, '{"id": 1, "type": "person"', '{"id": 1, "type": "hero"')

    parts, told, counts = read(wrong)

    first = documents_of(parts)[0]
    assert [one.id for one in first.mentions] == [2, 3, 4, 5, 6]
    source = first.statements[0].source
    assert (source.mention, source.entity) == (None, 1)
    assert source.span is not None
    assert "p.jsonl, line 7: mention 1: the schema has no type 'hero'" in told
    assert counts == {
        "wrong objects": 1,
        "links to what is missing or wrong": 1,
        "relations, notes and evidence on what is missing or wrong": 1,
    }


def test_a_span_that_is_not_in_its_text_goes_alone(lines):
    wrong = changed(lines, 7, '"text": "Lima"', '"text": "Rome"')

    parts, told, _ = read(wrong)

    assert [one.id for one in documents_of(parts)[0].mentions] == [1, 3, 4, 5, 6]
    assert "line 7: document.mentions[1].spans[0].text: is 'Rome', but the text says" in told[0]


def test_an_entity_that_is_wrong_takes_its_links_along_but_no_mention(lines):
    parts, told, counts = read(changed(lines, 2, '"type": "person"', '"type": "hero"'))

    mentions = documents_of(parts)[0].mentions
    assert len(mentions) == 6
    assert mentions[0].entity is None
    assert [one.id for part in parts for one in part.content.entities] == [2, 3, 4]
    group = next(one for part in parts for one in part.content.entities if one.id == 4)
    assert group.members == (2,)
    assert counts["wrong objects"] == 1
    assert "p.jsonl, line 2: entity 1: the schema has no type 'hero'" in told


def test_a_document_whose_text_was_changed_is_left_out_with_what_hangs_on_it(lines):
    wrong = changed(lines, 7, "told the Lima paper", "told a paper")

    parts, told, _ = read(wrong)

    assert [one.document.id for one in documents_of(parts)] == [2]
    assert "line 7: document.sha256: is not the hash of the text" in told[0]
    assert not any(part.content.notes for part in parts)


def test_ids_hold_for_the_whole_file(lines):
    parts, told, counts = read([*lines, lines[7], lines[1]])

    assert len(documents_of(parts)) == 2
    assert counts == {"wrong objects": 2}
    assert told == [
        "p.jsonl, line 10: the document 2 is there twice",
        "p.jsonl, line 11: the entity 1 is there twice",
    ]


def test_statements_that_are_nested_in_each_other_come_out_of_it(lines):
    parts, told, _ = read(changed(lines, 7, '"parent": null', '"parent": 2'))

    statements = documents_of(parts)[0].statements
    assert [one.parent for one in statements] in ([None, 1], [2, None])
    assert any("it is nested in itself" in line for line in told)


def test_what_ties_documents_together_hands_them_over_together(lines):
    made = '"provenance": {"author": "ana", "created_at": ""}'
    tie = (
        '{"relation": {"id": 7, "type": "same_as", "source": {"kind": "mention", "id": 1},'
        f' "target": {{"kind": "mention", "id": 7}}, {made}}}}}'
    )
    note = (
        f'{{"note": {{"id": 7, "target": {{"kind": "relation", "id": 7}}, "text": "!", {made}}}}}'
    )

    parts, told, _ = read([*lines[:2], note, tie, *lines[2:]])

    together = next(part.content for part in parts if part.content.documents)
    assert [one.document.id for one in together.documents] == [1, 2]
    assert 7 in [one.id for one in together.relations]
    assert 7 in [one.id for one in together.notes]
    assert told == []


def test_a_relation_to_what_never_comes_is_left_out_and_its_document_stays(lines):
    made = '"provenance": {"author": "ana", "created_at": ""}'
    tie = (
        '{"relation": {"id": 7, "type": "same_as", "source": {"kind": "mention", "id": 1},'
        f' "target": {{"kind": "mention", "id": 99}}, {made}}}}}'
    )

    parts, told, _ = read([*lines, tie])

    assert [one.document.id for one in documents_of(parts)] == [2, 1]
    assert told == ["p.jsonl, line 10: relation 7: target is mention 99, which is missing"]


def test_entities_may_name_each_other_in_any_order_where_they_stand_together(lines):
    made = '"provenance": {"author": "ana", "created_at": ""}'
    many = [
        f'{{"entity": {{"id": {id}, "name": "x", "type": "group", "members": [{id % 3000 + 100}],'
        f" {made}}}}}"
        for id in range(100, 3100)
    ]

    parts, told, _ = read([lines[0], *many, *lines[1:]])

    assert told == []
    assert sum(len(part.content.entities) for part in parts) == 3004
    handed = set()
    for part in parts:
        handed |= {one.id for one in part.content.entities}
        for one in part.content.entities:
            assert set(one.members) <= handed


def test_a_file_without_a_schema_may_name_any_types(lines):
    header = json.loads(lines[0])
    header["schema"] = None
    wrong = changed(lines, 7, '{"id": 1, "type": "person"', '{"id": 1, "type": "hero"')

    parts, told, _ = read([json.dumps(header), *wrong[1:]])

    assert documents_of(parts)[0].mentions[0].type == "hero"
    assert told == []


@pytest.mark.parametrize(
    "header",
    [
        "",
        "{",
        "[]",
        '{"format": "annotator-lines/2", "offset_unit": "code_point"}',
        '{"format": "annotator-lines/1", "offset_unit": "utf16"}',
        '{"format": "annotator-lines/1", "offset_unit": "code_point"}',
        '\ufeff{"format": "annotator-lines/1", "offset_unit": "code_point"}',
    ],
)
def test_a_file_without_its_header_is_refused(lines, header):
    with pytest.raises(JsonFormatError, match=r"p\.jsonl, line 1|must be 'annotator-lines/1'"):
        read([header, *lines[1:]])


def test_the_header_tells_the_format_whatever_the_name_of_the_file(lines):
    def sure(first, name="a.jsonl", *, folder=False):
        start = Start(Path(name), f"{first}\n{lines[1]}".encode(), folder=folder)
        return JsonLinesImporter().recognises(start)

    assert sure(lines[0]) is Certainty.SURE
    assert sure(lines[0].replace(": ", ":"), "a.txt") is Certainty.SURE
    assert sure('{"text": "spaCy"}') is Certainty.NO
    assert sure("", folder=True) is Certainty.NO


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ImportFailed, match=r"gone\.jsonl cannot be read"):
        list(JsonLinesImporter().read(tmp_path / "gone.jsonl", STAMP))
