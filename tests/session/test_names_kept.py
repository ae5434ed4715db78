"""What other tools call their types comes back to them so, whatever the project calls them."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from annotator.session.exporting import export
from annotator.session.importing import import_paths
from annotator.session.projects import create_project, project_schema
from annotator.store.check import check

TEXT = "Ilse Brandt may have married the mayor of Torvik."
ANN = """\
T1\tPerson 0 11\tIlse Brandt
T2\tPerson 29 38\tthe mayor
T3\tGPE 42 48\tTorvik
T4\tLife-event 21 28\tmarried
E1\tLife-event:T4 Who-Arg:T1 Who-Arg2:T2
R1\tLives-In Arg1:T2 Arg2:T3
A1\tNegation E1
A2\tMention T2 Nominal
*\tAlias T1 T2
"""
CONF = """\
[entities]
Person
GPE
[relations]
Lives-In\tArg1:Person, Arg2:GPE
[events]
Life-event\tWho-Arg+:Person
[attributes]
Negation\tArg:<EVENT>
Mention\tArg:<ENTITY>, Value:Name|Nominal
"""


def came_back(lines: str) -> list[str]:
    """The lines of an annotation file but those that link to entities of ours, without ids."""
    kept = (line.partition("\t")[2] for line in lines.splitlines())
    return sorted(line for line in kept if "entity:" not in line)


def test_a_folder_of_brat_comes_back_as_it_was_named(tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    for name, words in (("a.txt", TEXT), ("a.ann", ANN), ("annotation.conf", CONF)):
        (folder / name).write_text(words, "utf-8")

    with closing(create_project(tmp_path / "desk.annotator")) as store:
        report = import_paths(store, [folder])
        export(store, tmp_path / "ours", "brat")
        assert check(store) == []

        assert "Taken as the project's own: Person as person, GPE as gpe." in report.notices
        types = project_schema(store).entity_types
        assert {each.id: each.map["brat"] for each in types if "brat" in each.map} == {
            "person": "Person",
            "gpe": "GPE",
            "life_event": "Life-event",
        }
    (written,) = (tmp_path / "ours").glob("*.ann")
    assert came_back(written.read_text("utf-8")) == came_back(ANN)

    with closing(create_project(tmp_path / "again.annotator")) as store:
        import_paths(store, [tmp_path / "ours"])
        relations = {each.type for each in store.queries.links.relations.all()}
        assert relations == {"lives_in", "who_arg"}


def test_what_a_layer_of_inception_says_of_its_words_comes_back(tmp_path: Path) -> None:
    lines = (
        *("#FORMAT=WebAnno TSV 3.3", "#T_SP=webanno.custom.Referent|infstat|salience", "", ""),
        *("#Text=Ada spoke", "1-1\t0-3\tAda\tnew\thigh\t", "1-2\t4-9\tspoke\t_\t_\t", ""),
    )
    (tmp_path / "a.tsv").write_text("\n".join(lines), "utf-8")

    with closing(create_project(tmp_path / "desk.annotator")) as store:
        import_paths(store, [tmp_path / "a.tsv"])
        export(store, tmp_path / "ours", "webanno_tsv")

    with closing(create_project(tmp_path / "other.annotator")) as store:
        import_paths(store, [tmp_path / "ours"])
        (mention,) = store.queries.mentions.of_document(1)
    assert mention.attributes == {"infstat": "new", "salience": "high"}


def test_types_of_brat_called_as_parts_of_statements_keep_their_names(tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    lines = "T1\tPlace 42 48\tTorvik\nT2\tLeave 21 28\tmarried\nT3\tPerson 0 11\tIlse Brandt\n"
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "a.ann").write_text(f"{lines}E1\tLeave:T2 From:T1 Agent:T3\n", "utf-8")

    with closing(create_project(tmp_path / "desk.annotator")) as store:
        import_paths(store, [folder])
        export(store, tmp_path / "ours", "brat")

    ours = tmp_path / "ours"
    assert "\tPlace 42 48\tTorvik\n" in (ours / "a.ann").read_text("utf-8")
    (event,) = (
        line
        for line in (ours / "annotation.conf").read_text("utf-8").splitlines()
        if line.startswith("Leave\t")
    )
    assert {each.strip().partition("*:")[0] for each in event.split("\t")[1].split(",")} == {
        "From",
        "Agent",
    }


@pytest.mark.parametrize(
    ("name", "suffix", "their_file"),
    [
        pytest.param(
            "doccano",
            ".jsonl",
            {
                "id": 1,
                "text": TEXT,
                "entities": [{"id": 1, "label": "PER", "start_offset": 0, "end_offset": 11}],
                "relations": [],
            },
            id="doccano",
        ),
        pytest.param(
            "label_studio",
            ".json",
            [
                {
                    "data": {"text": TEXT},
                    "annotations": [
                        {
                            "result": [
                                {
                                    "id": "r1",
                                    "type": "labels",
                                    "from_name": "label",
                                    "to_name": "text",
                                    "value": {
                                        "start": 0,
                                        "end": 11,
                                        "text": "Ilse Brandt",
                                        "labels": ["PER"],
                                    },
                                }
                            ]
                        }
                    ],
                }
            ],
            id="Label Studio",
        ),
    ],
)
def test_labels_come_back_to_their_tool(name, suffix, their_file, tmp_path: Path) -> None:
    path = tmp_path / f"theirs{suffix}"
    path.write_text(json.dumps(their_file), "utf-8")
    with closing(create_project(tmp_path / "desk.annotator")) as store:
        import_paths(store, [path])
        assert [each.type for each in store.queries.mentions.all()] == ["person"]

        export(store, tmp_path / f"ours{suffix}", name)

    assert '"PER"' in (tmp_path / f"ours{suffix}").read_text("utf-8")
