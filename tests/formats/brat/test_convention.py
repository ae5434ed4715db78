"""How a project looks in brat: its bytes, its fragments, its configuration."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.formats.base import NO_SCHEMA
from annotator.formats.brat.beside import LOST_RELATIONS
from annotator.formats.brat.conf_in import configuration, terms
from annotator.formats.brat.here import UNDECIDED, UNSAID
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.document import Document, sha256_of
from annotator.model.mention import Mention
from annotator.model.provenance import Provenance
from annotator.model.span import Span
from tests.formats.brat.folders import export, files, imported
from tests.formats.brat.grammar import problems
from tests.formats.same import canonical

GOLDEN = Path(__file__).parents[2] / "data" / "brat-pastry"
IMPORTED = Provenance("", "", origin="import:brat")


def test_an_export_has_the_bytes_that_it_always_had(project, tmp_path):
    told = export(project, tmp_path / "out", undecided=True)

    found = files(tmp_path / "out")
    assert set(found) == {
        *("a.ann", "a.txt", "Bob.ann", "Bob.txt"),
        *("annotation.conf", "annotator.jsonl", "visual.conf"),
    }
    for path in sorted(GOLDEN.iterdir()):
        data = found[path.name]
        if path.name == "annotator.jsonl":  # its first line has the schema, which may get new types
            data = data.partition(b"\n")[2]
        assert data == path.read_bytes(), path.name
    assert {loss.what: loss.count for loss in told.items} == {UNSAID: 12}
    assert problems(tmp_path / "out") == []


def test_what_nobody_accepted_is_left_out_with_what_hangs_on_it(project, tmp_path):
    told = export(project, tmp_path / "out")

    lines = files(tmp_path / "out")["a.ann"].decode()
    assert "gpe" not in lines
    assert lines.count("Statement:") == 1
    assert {loss.what: loss.count for loss in told.items} == {
        UNDECIDED: 2,
        LOST_RELATIONS: 1,
        UNSAID: 9,
    }


def test_the_strict_checker_finds_what_brat_would_refuse(tmp_path):
    (tmp_path / "a.txt").write_text("Ada told\u2028us", "utf-8")
    lines = [
        "T1\tSay 4 8\ttold",
        "E1\tSay:T1 Who:T1",
        "A1\tLoud T1",
        "T2\tPerson 0 3\tAdo",
        "T3\tOther 4 11\ttold\u2028us",
        "R1\tKnows Arg1:T2 Arg1:T9",
        "X",
    ]
    (tmp_path / "a.ann").write_text("\n".join(lines), "utf-8")

    said = "\n".join(problems(tmp_path))

    for wrong in (
        "E1: T1 is the trigger of E1",
        "A1: T1 is the trigger of E1",
        "T2: 'Ado' is not 'Ada'",
        "no annotation: 'us'",
        "R1: both ends are Arg1",
        "R1: there is no T9",
        "no annotation: 'X'",
        "the last line has no end",
    ):
        assert wrong in said


def test_the_configuration_has_the_types_of_the_schema_and_what_statements_are_made_of(
    project, tmp_path
):
    export(project, tmp_path / "out")

    conf = (tmp_path / "out" / "annotation.conf").read_text("utf-8")
    found = terms(conf)
    names = {section: [term.name for term in lines] for section, lines in found.items()}
    assert names["entities"][:2] == ["person", "group"]
    assert "Content" in names["entities"]
    assert names["events"] == ["Statement", "event-VRB"]
    event = found["events"][1].arguments
    assert set(event) == {"agent", "target", "time", "place"}
    assert "located_in" in names["relations"]
    assert "agent" not in names["relations"]
    assert {"Level", "Kind", "tone", "Value"} <= set(names["attributes"])
    read = configuration(conf).schema
    assert [one.id for one in read.statement_kinds][:2] == ["assert", "deny"]
    assert not {one.id for one in read.entity_types} & {"Content", "Statement", "Noted"}


def test_types_that_have_names_in_brat_get_them(project, tmp_path):
    person, *others = project.schema.entity_types
    types = (replace(person, map={"brat": "PER"}), *others)
    content = replace(project, schema=replace(project.schema, entity_types=types))
    content = replace(content, documents=tuple(content.documents))

    export(content, tmp_path / "out")

    assert b"T1\tPER 0 6" in files(tmp_path / "out")["a.ann"]
    assert imported(tmp_path / "out").documents[0].mentions[0].type == "person"


@pytest.mark.parametrize(
    ("text", "spans", "line"),
    [
        ("Ada\nOtieno", [(0, 10)], "0 3;4 10\tAda Otieno"),
        ("Ada\r\n\r\nOtieno", [(0, 13)], "0 3;7 13\tAda Otieno"),
        ("Ada\u2028Otieno\t!", [(0, 12)], "0 3;4 10;11 12\tAda Otieno !"),
        ("\ufeffAda 😀", [(0, 4), (5, 6)], "0 4;5 6\t\ufeffAda 😀"),
    ],
)
def test_a_span_over_the_end_of_a_line_is_written_in_fragments(tmp_path, text, spans, line):
    content = one_mention(text, spans)

    export(content, tmp_path / "out")

    assert files(tmp_path / "out")["x.ann"].decode() == f"T1\tperson {line}\n"
    assert canonical(imported(tmp_path / "out")) == canonical(content)


@pytest.mark.parametrize(
    ("text", "spans", "line"),
    [
        ("Ada\nOtieno", [(0, 3), (4, 10)], "0 3;4 10\tAda Otieno"),
        ("Ada\nOtieno", [(0, 4)], "0 3\tAda"),
        ("\nAda", [(0, 4)], "1 4\tAda"),
    ],
)
def test_where_fragments_do_not_say_it_a_note_of_ours_does(tmp_path, text, spans, line):
    content = one_mention(text, spans)

    export(content, tmp_path / "out")

    more = f"#1\tMore T1\t{json.dumps({'spans': [list(span) for span in spans]})}"
    assert files(tmp_path / "out")["x.ann"].decode() == f"T1\tperson {line}\n{more}\n"
    assert canonical(imported(tmp_path / "out")) == canonical(content)


def one_mention(text, spans):
    mention = Mention(1, 1, "person", tuple(Span(*span) for span in spans), IMPORTED)
    document = Document(1, "x", sha256_of(text), len(text), "", "", source_name="x.txt")
    return ProjectContent(NO_SCHEMA, "", (AnnotatedDocument(document, text, (mention,)),))
