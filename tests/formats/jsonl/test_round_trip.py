import io
import json
from dataclasses import replace
from itertools import chain
from pathlib import Path

from hypothesis import given

from annotator.formats.jsonl.files import JsonLinesExporter
from annotator.formats.jsonl.reading import LinesReader
from annotator.model.annotations import ProjectContent
from tests.formats.projects import contents, generously

GOLDEN = Path(__file__).parents[2] / "data" / "pastry.jsonl"


def written(content):
    out = io.BytesIO()
    assert not JsonLinesExporter().write(content, out)
    return out.getvalue()


def parts_of(data):
    return list(LinesReader(io.BytesIO(data), "p.jsonl").parts())


def whole(parts):
    """The parts as one project, ids as they are, in their order."""
    contents = [part.content for part in parts]

    def all_of(group):
        values = chain.from_iterable(getattr(content, group) for content in contents)
        return tuple(sorted(values, key=lambda one: one.id))

    documents = [one for content in contents for one in content.documents]
    documents = [
        replace(one, mentions=tuple(one.mentions), statements=tuple(one.statements))
        for one in sorted(documents, key=lambda one: one.document.id)
    ]
    groups = ("entities", "claims", "evidence", "relations", "notes")
    first = contents[0]
    return ProjectContent(first.schema, first.name, tuple(documents), *map(all_of, groups))


def test_every_value_comes_back_as_it_was_written(project):
    content = replace(project, documents=tuple(project.documents))

    parts = parts_of(written(content))

    assert whole(parts) == content
    assert not any(part.losses for part in parts)


@generously
@given(contents(most_documents=3))
def test_whatever_a_project_holds_comes_back_and_is_written_the_same(content):
    data = written(content)

    parts = parts_of(data)

    assert whole(parts) == content
    assert not any(part.losses for part in parts)
    assert written(whole(parts)) == data


def test_a_document_is_one_line_with_what_hangs_on_it(project):
    lines = written(project).decode().splitlines()

    trees = [json.loads(line) for line in lines]

    assert trees[0]["format"] == "annotator-lines/1"
    assert [next(iter(tree)) for tree in trees[1:]] == [
        *["entity"] * 4,
        "claim",
        *["document"] * 2,
        "evidence",
    ]
    first = trees[6]["document"]
    assert [one["id"] for one in first["evidence"]] == [2]
    assert [one["id"] for one in first["relations"]] == [1, 2]
    assert [one["id"] for one in first["notes"]] == [1, 2]


def test_an_export_has_the_bytes_that_it_always_had(project):
    data = written(project)

    assert data.partition(b"\n")[2] == GOLDEN.read_bytes()


def test_two_exports_of_the_same_state_are_the_same_bytes(project):
    content = replace(project, documents=tuple(project.documents))

    once = written(content)

    shuffled = replace(content, entities=content.entities[::-1], notes=content.notes[::-1])
    assert written(shuffled) == once
