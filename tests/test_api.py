"""A project from Python: what docs/python.md promises, and its examples as they stand there."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

import annotator
from annotator.errors import AnnotatorError
from annotator.model.entity import Entity
from annotator.model.ids import DocumentId, EntityId, MentionId, StatementId
from annotator.model.mention import Level, Mention
from annotator.model.provenance import Status
from annotator.model.span import Span
from annotator.model.statement import Form, Source, SourceKind, Statement
from annotator.session.importing import import_text
from annotator.session.projects import create_project

TEXT = "Ada Otieno said: “The ferry is late.” She denied that it had sunk.\n"
EXAMPLES = re.findall(
    r"```python\n(.*?)```",
    Path(__file__).parents[1].joinpath("docs/python.md").read_text("utf-8"),
    re.S,
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the projects of two analysts."""
    monkeypatch.chdir(tmp_path)
    for name, kind in (("desk", "deny"), ("ana", "deny"), ("bo", "assert")):
        store = create_project(tmp_path / f"{name}.annotator", author=name)
        import_text(store, TEXT, "The ferry")
        with store.transaction("Annotate") as tx:
            made, here = tx.provenance(), DocumentId(1)
            ada = EntityId(tx.add(Entity(EntityId(0), "Ada Otieno", "person", made)))
            name_ = Mention(
                MentionId(0), here, "person", (span("Ada Otieno"),), made, Level.NAM, ada
            )
            she = MentionId(tx.add(name_))
            speaks = Source(SourceKind.ENTITY, span("Ada Otieno"), she, ada)
            quoted = (span("“The ferry is late.”"),)
            tx.add(
                Statement(
                    StatementId(0),
                    here,
                    quoted,
                    Form.DIRECT,
                    "assert",
                    made,
                    cue=span("said"),
                    source=speaks,
                    about=(ada,),
                )
            )
            sunk = (span("that it had sunk"),)
            again = Source(SourceKind.ENTITY, span("She"))
            tx.add(Statement(StatementId(0), here, sunk, Form.INDIRECT, kind, made, source=again))
            wrong = tx.provenance(status=Status.REJECTED)
            tx.add(Mention(MentionId(0), here, "date", (span("late"),), wrong))
        store.close()
    return tmp_path


def test_a_project_is_read_article_by_article(desk: Path) -> None:
    with annotator.open(desk / "desk.annotator") as project:
        (document,) = project.documents()
        first, second = document.statements

        assert (project.name, document.id, document.text) == ("desk", 1, TEXT)
        assert document.about.imported_by == "desk"
        assert [document.words(each) for each in document.mentions] == ["Ada Otieno"]
        assert (first.speaker, first.speaker_entity.name) == ("Ada Otieno", "Ada Otieno")
        assert (first.cue, first.content, first.form) == ("said", "“The ferry is late.”", "direct")
        assert [each.name for each in first.about] == ["Ada Otieno"]
        assert (second.speaker, second.speaker_entity, second.kind) == ("She", None, "deny")
        assert [each.name for each in project.entities()] == ["Ada Otieno"]
        assert project.schema.entity_type("person").label == "Person"


def test_what_is_rejected_is_given_only_when_it_is_asked_for(desk: Path) -> None:
    with annotator.open("desk.annotator") as project:
        counted = [len(list(project.rows("mentions", which))) for which in ("accepted", "stored")]

        assert counted == [1, 2]
        (row,) = project.rows("mentions")
        assert (row["words"], row["entity_name"], row["status"]) == (
            "Ada Otieno",
            "Ada Otieno",
            "accepted",
        )


def test_files_go_out_and_come_in(desk: Path) -> None:
    with annotator.open("desk.annotator") as project:
        assert not project.export("out.jsonl", "jsonl")
        with pytest.raises(AnnotatorError, match="Nothing was imported"):
            project.bring_in(["more.txt"])
    (desk / "more.txt").write_text("The bridge is shut.")

    with annotator.create("copy.annotator") as copy:
        report = copy.bring_in(["out.jsonl", desk / "more.txt"])

        assert report.imported == (1, 2)
        assert len(list(copy.statements())) == 2


def test_what_is_not_there_is_said_in_a_sentence(desk: Path) -> None:
    with pytest.raises(AnnotatorError, match=r"gone\.annotator"):
        annotator.open("gone.annotator")
    with (
        annotator.open("desk.annotator") as project,
        pytest.raises(AnnotatorError, match="no table 'people'; choose documents, mentions"),
    ):
        list(project.rows("people"))
    with (
        annotator.open("desk.annotator") as project,
        pytest.raises(AnnotatorError, match="no annotations 'all'; choose stored, accepted"),
    ):
        list(project.statements("all"))


def test_without_pandas_the_line_that_installs_it_is_named(desk: Path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)

    with (
        annotator.open("desk.annotator") as project,
        pytest.raises(AnnotatorError, match=r'pip install "annotator\[dataframe\]"'),
    ):
        project.dataframe("statements")


def test_importing_the_package_loads_nothing_else() -> None:
    assert {"open", "compare", "Project"} <= set(annotator.__all__)
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        annotator.opne  # noqa: B018 - that it raises is what is tested


def needs(code: str) -> str:
    """The package that an example needs besides ours."""
    return "spacy" if "import spacy" in code else "pandas" if "dataframe(" in code else ""


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_each_example_of_the_documentation_runs(desk: Path, number: int, capsys) -> None:
    code = EXAMPLES[number]
    if needs(code):
        pytest.importorskip(needs(code), reason=f"{needs(code)} is not installed: make test-extras")
    left: dict[str, object] = {}

    exec(compile(code, "docs/python.md", "exec"), left)  # noqa: S102 - our own documentation

    said = capsys.readouterr().out
    if "quoted" in left:
        assert said == "   1 Ada Otieno\n"
        assert left["denied"] == ["that it had sunk"]
    elif "by_month" in left:
        assert len(left["said"]) == 2
    elif "losses" in left:
        assert left["losses"]["ner"] > 0
    else:
        assert "kappa of types None" in said or "F 1.0" in said
        assert "statements: F 1.0" in said


def test_there_is_an_example_for_each_use() -> None:
    assert len(EXAMPLES) == 4
