"""Files that these tools wrote are read, and what is wrong in them is told and left out."""

import io
import json

import pytest

from annotator.errors import AnnotatorError
from annotator.formats.base import Certainty, Stamp
from annotator.formats.registry import installed, start_of
from annotator.formats.spans.doccano import DoccanoImporter
from annotator.formats.spans.label_studio import LabelStudioImporter
from annotator.formats.spans.prodigy import ProdigyImporter

STAMP = Stamp("", "")
EMOJI = "😀🇵🇪 Lima and Peru."


def parts(importer, path):
    return list(importer.read(path, STAMP))


def surfaces(read):
    return [
        (each.type, each.surface(one.text))
        for part in read
        for one in part.content.documents
        for each in one.mentions
    ]


def documents(part):
    return part.content.documents


def importer_of(path):
    found = installed().importer_for(path)
    return found.name if found else ""


def lost(read):
    return [line for part in read for line in part.losses.lines]


def made(path, *lines):
    path.write_text("\n".join(json.dumps(each) for each in lines), "utf-8")
    return path


def test_prodigys_relations_of_genes_are_read(corpora):
    path = corpora / "prodigy-jsonl" / "rel_component_first40.jsonl"
    assert ProdigyImporter().recognises(start_of(path)) is Certainty.SURE

    read = parts(ProdigyImporter(), path)

    count = sum(len(lists) for part in read for lists in [part.content.documents])
    relations = sum(len(part.content.relations) for part in read)
    wanted = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    wanted = [each for each in wanted if each.get("answer", "accept") == "accept"]
    assert count == len(wanted)
    assert relations == sum(len(each.get("relations", [])) for each in wanted)
    assert ("GGP", "Smad") in surfaces(read)


def test_doccanos_own_examples_are_read(corpora):
    folder = corpora / "doccano"
    relations = parts(DoccanoImporter(), folder / "relation_extraction" / "example.jsonl")
    labels = parts(DoccanoImporter(), folder / "sequence_labeling" / "example.jsonl")

    assert ("PERSON", "Larry Page") in surfaces(relations)
    assert {each.type for each in relations[0].content.relations} >= {"foundedAt", "foundedBy"}
    assert ("LOC", "e") in surfaces(labels)
    assert any("line 3" in line and "no text" in line for line in lost(labels))


def test_label_studios_own_examples_are_read(corpora):
    folder = corpora / "label-studio"
    named = parts(LabelStudioImporter(), folder / "named_entity" / "annotations" / "1.json")
    wrong = parts(LabelStudioImporter(), folder / "rich_text_plain" / "annotations" / "1.json")
    choices = parts(LabelStudioImporter(), folder / "dialogue_analysis" / "annotations" / "1.json")

    assert ("Date", "February 22") in surfaces(named)
    assert lost(named) == []
    assert surfaces(wrong) == [], "the words that it labels are not in its text"
    assert lost(wrong) == ["1.json, task 1: Date at 343"]
    assert lost(choices) == [
        "1.json, task 1: choices",
        "1.json, task 1: textarea",
    ]


def test_tasks_of_label_studio_are_known_also_before_anybody_annotated_them(tmp_path):
    bare, long, other = (tmp_path / f"{name}.json" for name in ("bare", "long", "other"))
    bare.write_text(json.dumps([{"data": {"text": "Lima."}}], indent=4), "utf-8")
    results = [{"id": str(each), "type": "choices"} for each in range(9_000)]
    long.write_text(
        json.dumps([{"annotations": [{"result": results}], "data": {"text": "Lima."}}]), "utf-8"
    )
    other.write_text(json.dumps([{"text": "Lima.", "data": {}}]), "utf-8")

    assert importer_of(bare) == importer_of(long) == "label_studio"
    assert importer_of(other) != "label_studio"
    assert [one.text for part in parts(LabelStudioImporter(), bare) for one in documents(part)] == [
        "Lima."
    ]


def test_label_studio_gets_the_names_that_its_project_has(tmp_path):
    path = tmp_path / "a.json"
    value = {"start": 0, "end": 4, "text": "Lima", "labels": ["City"]}
    region = {"from_name": "ner", "to_name": "story", "type": "labels", "value": value}
    task = {"data": {"news": "Lima."}, "annotations": [{"result": [region]}]}
    path.write_text(json.dumps([task]), "utf-8")
    (read,) = parts(LabelStudioImporter(), path)
    exporter = installed().exporter(
        "label_studio", {"text": "news", "from_name": "ner", "to_name": "story"}
    )

    out = io.BytesIO()
    exporter.write(read.content, out)

    (written,) = json.loads(out.getvalue())
    (said,) = written["annotations"][0]["result"]
    assert written["data"]["news"] == "Lima."
    assert "text" not in written["data"]
    assert {each: said[each] for each in region} == region


def test_comments_of_doccano_are_told(tmp_path):
    line = {"text": "Lima.", "entities": [], "Comments": ["who?"]}

    assert lost(parts(DoccanoImporter(), made(tmp_path / "a.jsonl", line))) == [
        "a.jsonl, line 1: who?"
    ]


@pytest.mark.parametrize(("start", "end"), [(3, 7), (6, 10)])
def test_a_region_is_where_its_words_are_whichever_way_it_was_counted(start, end, tmp_path):
    value = {"start": start, "end": end, "text": "Lima", "labels": ["gpe"]}
    result = [{"id": "a", "type": "labels", "value": value}]
    path = tmp_path / "a.json"
    text = EMOJI
    at = text.index("Lima")
    value |= {"start": at, "end": at + 4} if start == 3 else {"start": at + 3, "end": at + 7}
    path.write_text(json.dumps([{"data": {"text": text}, "annotations": [{"result": result}]}]))

    assert surfaces(parts(LabelStudioImporter(), path)) == [("gpe", "Lima")]


def test_a_region_whose_words_are_nowhere_there_is_left_out_and_told(tmp_path):
    value = {"start": 0, "end": 4, "text": "Rome", "labels": ["gpe"]}
    task = {"data": {"text": EMOJI}, "annotations": [{"result": [{"value": value}]}]}
    path = tmp_path / "a.json"
    path.write_text(json.dumps([task]))

    read = parts(LabelStudioImporter(), path)

    assert surfaces(read) == []
    assert lost(read) == ["a.json, task 1: gpe at 0"]


def test_doccano_may_count_in_three_ways(tmp_path):
    at = EMOJI.index("Lima")
    for offsets, start in (("utf16", at + 3), ("code_points", at), ("graphemes", 3)):
        entity = {"id": 1, "label": "gpe", "start_offset": start, "end_offset": start + 4}
        path = made(tmp_path / offsets, {"text": EMOJI, "entities": [entity]})

        assert surfaces(parts(DoccanoImporter(offsets=offsets), path)) == [("gpe", "Lima")]
    with pytest.raises(AnnotatorError, match="bytes"):
        parts(DoccanoImporter(offsets="bytes"), path)


def test_wrong_lines_and_spans_are_told_with_their_line_and_the_rest_comes_in(tmp_path):
    path = tmp_path / "a.jsonl"
    good = {"text": "Lima.", "spans": [{"start": 0, "end": 4, "label": "gpe"}]}
    bad = {"text": "Lima.", "spans": [{"start": 2, "end": 99, "label": "gpe"}]}
    loose = {**good, "relations": [{"head_span": {"start": 1}, "child_span": {}, "label": "in"}]}
    path.write_text(
        "\n".join(
            [
                json.dumps(good),
                "{nonsense",
                "[1]",
                json.dumps(bad),
                '{"text": NaN}',
                json.dumps(loose),
            ]
        )
    )

    read = parts(ProdigyImporter(), path)

    assert surfaces(read) == [("gpe", "Lima")] * 2
    told = lost(read)
    assert [line.split(":")[0] for line in told] == [
        f"a.jsonl, line {number}" for number in (2, 3, 4, 5, 6)
    ]


@pytest.mark.parametrize("id", [None, [1], {"a": 1}, 1.5])
def test_what_is_no_id_names_nothing_and_the_rest_comes_in(id, tmp_path):
    span = {"id": id, "start": 0, "end": 4, "label": "gpe"}
    region = {"id": id, "value": {"start": 0, "end": 4, "labels": ["gpe"]}}
    between = {"type": "relation", "from_id": id, "to_id": id}
    entity = {"id": id, "start_offset": 0, "end_offset": 4, "label": "gpe"}
    ends = {"head_span": {**span, "start": id}, "child_span": span}
    lines = {
        ProdigyImporter(): {"spans": [span], "relations": [ends]},
        DoccanoImporter(): {"entities": [entity], "relations": [between]},
        LabelStudioImporter(): {
            "data": {"text": "Lima."},
            "annotations": [{"result": [region, between]}],
        },
    }
    for importer, line in lines.items():
        read = parts(importer, made(tmp_path / importer.name, {"text": "Lima.", **line}))

        assert surfaces(read) == [("gpe", "Lima")]
        assert [loss.what for part in read for loss in part.losses.items] == [
            "relations whose ends are not there"
        ]


def test_half_a_character_anywhere_in_a_task_is_refused_with_its_place(tmp_path):
    task = {"data": {"text": "Lima.", "title": "\ud800"}, "annotations": []}

    with pytest.raises(AnnotatorError, match=r"\[0\]\.data\.title: holds half a character"):
        parts(LabelStudioImporter(), made(tmp_path / "a.json", [task]))
    with pytest.raises(AnnotatorError, match=r"meta: holds half a character"):
        parts(LabelStudioImporter(), made(tmp_path / "a.json", {"meta": {"\udfff": ["😀"]}}))


def test_spacys_entities_are_read(tmp_path):
    path = made(tmp_path / "a.jsonl", {"text": "Lima.", "entities": [[0, 4, "GPE"]], "spans": []})

    assert surfaces(parts(ProdigyImporter(), path)) == [("GPE", "Lima")]
