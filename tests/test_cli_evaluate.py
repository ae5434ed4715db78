"""Two annotations of the same articles are compared on the command line."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli import main
from annotator.model.entity import Entity
from annotator.model.ids import DocumentId, EntityId, MentionId, StatementId
from annotator.model.mention import Mention
from annotator.model.provenance import Status
from annotator.model.statement import Statement
from annotator.session.importing import import_text
from annotator.session.projects import create_project, open_project
from tests.review.sides import MEET, SOLD, TEXT, made_by, mention, statement

OTHER = "Quarry\n\nThe quarry closed on Friday.\n"
DOCS = Path(__file__).parent.parent / "docs" / "evaluation.md"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def figures(*arguments: object) -> dict:
    result = run("evaluate", *arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture
def project(tmp_path: Path):
    """Make a project of some texts, with annotations on the first of them."""

    def make(name: str, annotations=(), texts=(TEXT,)) -> Path:
        path = tmp_path / name
        store = create_project(path, author="ana")
        for number, text in enumerate(texts):
            import_text(store, text, f"Pier {number + 1}")
        store.close()
        annotate(path, *annotations)
        return path

    return make


def annotate(path: Path, *annotations: Entity | Mention | Statement) -> None:
    store = open_project(path, author="ana")
    document = store.queries.documents.first()
    with store.transaction("Annotate") as tx:
        for number, each in enumerate(annotations, 1):
            if isinstance(each, Entity):
                tx.add(each)
            elif isinstance(each, Mention):
                tx.add(replace(each, id=MentionId(number), document=document))
            else:
                tx.add(replace(each, id=StatementId(number), document=document))
    store.close()


def entity(id: int, name: str, type: str = "person") -> Entity:
    return Entity(EntityId(id), name, type, made_by())


ANA = (
    entity(1, "Ilse Brandt"),
    entity(2, "Tomas Reyle"),
    entity(3, "Harbour Board", "organization"),
    mention("Harbour chief", "title"),
    mention("Ilse Brandt", entity=1),
    mention("Tomas Reyle", entity=2),
    mention("the board", "organization", entity=3),
    mention("Norvik", "gpe"),
    mention("Monday", "date"),
    statement(SOLD, "denied", "Harbour chief Ilse Brandt", entity=1, kind="deny"),
    statement(MEET, "According to", "Tomas Reyle", entity=2),
)
BEN = (
    entity(1, "Tomas Reyle"),
    entity(2, "Ilse Brandt"),
    mention("Harbour chief Ilse Brandt", entity=2),
    mention("Tomas Reyle", entity=1),
    mention("the board", "organization"),
    mention("Norvik", "organization"),
    mention("Monday", "date"),
    statement("the old pier was sold", "denied", "Ilse Brandt", entity=2, kind="deny"),
    statement(MEET, source="Tomas Reyle", entity=1, kind="commit"),
)


def test_the_table_is_that_of_the_manual(project):
    result = run("evaluate", project("ana.annotator", ANA), project("ben.annotator", BEN))

    (shown,) = re.findall(r"```\n(gold: .*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert result.exit_code == 0
    assert result.stdout == shown


@pytest.mark.parametrize("by", ["type", "document"])
def test_no_line_is_longer_than_a_terminal_of_80_columns(project, by):
    sides = project("ana.annotator", ANA), project("ben.annotator", BEN)

    result = run("evaluate", *sides, "--by", by)

    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_json_has_every_figure_by_type_and_by_document(project):
    found = figures(
        project("ana.annotator", ANA), project("ben.annotator", BEN), "--by", "document"
    )

    assert found["documents"]["compared"] == 1
    assert found["mentions"]["exact_typed"] == {
        "gold": 6, "system": 5, "right": 3, "precision": 0.6, "recall": 0.5, "f": 0.5455,
    }  # fmt: skip
    assert found["mentions"]["by_type"]["gpe"]["exact"]["recall"] == 0.0
    assert found["mentions"]["by_type"]["date"]["exact"]["observed"] == 1.0
    assert found["statements"]["matched"]["f"] == 1.0
    assert found["statements"]["kind"] == {"observed": 0.5, "kappa": 0.3333, "number": 2}
    assert found["source_entities"]["f"] == 1.0
    assert found["entities"]["b_cubed"]["precision"] == 0.5
    (article,) = found["by_document"]
    assert TEXT.startswith(article["title"])
    assert article["mentions"] == found["mentions"]


def test_a_project_agrees_with_its_own_export(project, tmp_path):
    ana, exported = project("ana.annotator", ANA), tmp_path / "ana.json"
    assert run("export", ana, "--output", exported).exit_code == 0

    found = figures(ana, exported)

    for figure in (
        found["mentions"]["exact_typed"],
        found["statements"]["cue_exact"],
        found["source_entities"],
        *found["entities"].values(),
    ):
        assert (figure["precision"], figure["recall"], figure["f"]) in {
            (1.0, 1.0, 1.0),
            (None, None, None),  # MUC, where no entity has two mentions
        }


def test_what_is_suggested_counts_only_where_it_is_asked_for(project):
    ana = project("ana.annotator", [mention("Norvik", "gpe")])
    rules = project("rules.annotator", [mention("Norvik", "gpe", status=Status.SUGGESTED)])

    assert figures(ana, rules)["mentions"]["exact"]["system"] == 0
    assert figures(ana, rules, "--suggested")["mentions"]["exact"]["right"] == 1
    # What is suggested in gold never counts.
    assert figures(rules, ana, "--suggested")["mentions"]["exact"]["gold"] == 0


def test_articles_that_only_one_side_has_are_listed_and_not_counted(project):
    ana = project("ana.annotator", ANA, (TEXT, OTHER))
    ben = project("ben.annotator", BEN)

    result, found = run("evaluate", ana, ben), figures(ben, ana)

    assert "Only in gold: 1 article\n  2  Quarry\n" in result.stdout
    assert found["documents"]["only_system"] == [{"id": 2, "title": "Quarry"}]
    assert found["documents"]["compared"] == 1


def test_other_line_ends_make_no_other_article(project):
    windows = TEXT.replace(". ", ".\r\n\r\n", 1)
    ana = project("ana.annotator", [mention("Norvik", "gpe")])
    ben = project("ben.annotator", [mention("Norvik", "gpe", text=windows)], (windows,))
    titled(ana, ben)

    assert figures(ana, ben)["mentions"]["exact"]["right"] == 1


def test_another_text_of_the_same_title_is_told_and_not_compared(project):
    ana = project("ana.annotator", ANA, (TEXT, OTHER))
    ben = project("ben.annotator", BEN, (TEXT, OTHER.replace("Friday", "Sunday")))

    assert figures(ana, ben)["documents"]["other_text"] == [{"id": 2, "title": "Quarry"}]
    assert "since the texts differ: 1 article\n  2  Quarry\n" in run("evaluate", ana, ben).stdout


def titled(*paths: Path) -> None:
    """Give the first articles of some projects the same title."""
    for path in paths:
        store = open_project(path)
        document = store.queries.documents.get(DocumentId(1))
        with store.transaction("Rename") as tx:
            tx.replace(replace(document, title="The pier"))
        store.close()


@pytest.mark.parametrize("system", ["none.annotator", "none.json", "notes.json", "notes.txt"])
def test_what_is_no_side_is_refused_in_a_sentence(project, tmp_path, system):
    ana = project("ana.annotator", ANA)
    (tmp_path / "notes.json").write_text("[]", "utf-8")
    (tmp_path / "notes.txt").write_text("Notes.\n", "utf-8")

    result = run("evaluate", ana, tmp_path / system)

    assert result.exit_code == 1
    assert system in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_sides_without_a_common_article_are_refused(project):
    ana, quarry = project("ana.annotator", ANA), project("quarry.annotator", (), (OTHER,))

    result = run("evaluate", ana, quarry)

    assert result.exit_code == 1
    assert "have no article in common" in result.stderr


def test_neither_side_is_written(project):
    sides = project("ana.annotator", ANA), project("ben.annotator", BEN)
    before = [side.read_bytes() for side in sides]

    run("evaluate", *sides)

    assert [side.read_bytes() for side in sides] == before
