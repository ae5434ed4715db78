"""Projects start from a schema and can be given another one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.errors import AnnotatorError
from annotator.formats.schema_file import SchemaError
from annotator.model.entity import Entity
from annotator.model.ids import EntityId, MentionId, Ref, RelationId, StatementId
from annotator.model.mention import Mention
from annotator.model.relation import Relation
from annotator.model.schema import Schema
from annotator.model.span import Span
from annotator.model.statement import Form, Statement
from annotator.session.importing import import_text
from annotator.session.projects import (
    change_schema,
    create_project,
    default_project_path,
    default_schema,
    lexicon,
    open_project,
    project_schema,
    sample_articles,
)
from annotator.store.check import check
from annotator.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A project that uses an entity type, a kind, a relation type and an attribute."""
    store = create_project(tmp_path / "desk.annotator", author="ana")
    (document,) = import_text(store, "Ada Otieno said no.", "Pasted").imported
    with store.transaction("Annotate") as tx:
        prov = tx.provenance()
        law = EntityId(tx.add(Entity(EntityId(0), "Ada", "law", prov)))
        mention = Mention(MentionId(0), document, "law", (Span(0, 10),), prov, entity=law)
        tx.add(replace(mention, attributes={"demonym": True}))
        tx.add(Statement(StatementId(0), document, (Span(16, 18),), Form.INDIRECT, "declare", prov))
        ref = Ref("entity", law)
        tx.add(Relation(RelationId(0), "part_of", ref, ref, prov))
    yield store
    store.close()


def without(schema: Schema, *ids: str) -> Schema:
    """A schema that has lost some of its ids."""
    types = tuple(one for one in schema.entity_types if one.id not in ids)
    relations = tuple(one for one in schema.relation_types if one.id not in ids)
    return replace(
        schema,
        entity_types=types,
        statement_kinds=tuple(one for one in schema.statement_kinds if one.id not in ids),
        relation_types=tuple(
            replace(
                one,
                sources=tuple(id for id in one.sources if id not in ids),
                targets=tuple(id for id in one.targets if id not in ids),
            )
            for one in relations
        ),
        attributes=tuple(one for one in schema.attributes if one.id not in ids),
    )


def test_a_new_project_has_the_default_schema_and_is_whole(tmp_path: Path) -> None:
    store = create_project(tmp_path / "desk.annotator")

    assert project_schema(store) == default_schema()
    assert store.queries.project().name == "desk"
    assert check(store) == []
    store.close()


def test_a_new_project_has_a_copy_of_a_users_schema(tmp_path: Path) -> None:
    schema = tmp_path / "own.toml"
    schema.write_text(
        'schema = "annotator-schema/1"\nname = "own"\nversion = "1"\n'
        '[[entity_type]]\nid = "ship"\nlabel = "Ship"\nkey = "p"\n',
        "utf-8-sig",
    )

    create_project(tmp_path / "desk.annotator", schema=schema).close()
    schema.unlink()

    store = open_project(tmp_path / "desk.annotator")
    assert [one.id for one in project_schema(store).entity_types] == ["ship"]
    store.close()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'name = "x"\n[[entity_type]]\nid = "A b"\n', "problems"),
        (b"\xff", "not UTF-8 at byte 0"),
        (None, "cannot be read"),
    ],
)
def test_a_schema_that_cannot_be_used_makes_no_project(
    tmp_path: Path, data: bytes | None, words: str
) -> None:
    schema = tmp_path / "own.toml"
    if data is not None:
        schema.write_bytes(data)

    with pytest.raises(AnnotatorError, match=words):
        create_project(tmp_path / "desk.annotator", schema=schema)

    assert not (tmp_path / "desk.annotator").exists()


def test_every_problem_of_a_schema_is_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('name = "x"\ncolour = 1\n[[entity_type]]\nid = "A b"\n')

    with pytest.raises(SchemaError) as caught:
        create_project(tmp_path / "desk.annotator", schema=tmp_path / "own.toml")

    assert len(caught.value.problems) >= 3


def test_a_schema_that_drops_what_is_used_asks_for_all_of_it_and_writes_nothing(
    store: Store,
) -> None:
    before = store.path.read_bytes()
    new = without(project_schema(store), "law", "declare", "part_of", "demonym", "money")

    unmapped = change_schema(store, new, {("entity_type", "law"): "gone"})

    assert [(one.group, one.id) for one in unmapped] == [
        ("entity_type", "law"),
        ("statement_kind", "declare"),
        ("relation_type", "part_of"),
        ("attribute", "demonym"),
    ]
    assert "artifact" in unmapped[0].choices
    assert store.path.read_bytes() == before


def test_a_mapped_schema_is_taken_over_with_its_annotations_in_one_step(store: Store) -> None:
    old = project_schema(store)
    tone = replace(
        next(one for one in old.attributes if one.id == "demonym"), id="people", label="People"
    )
    new = without(old, "law", "declare", "part_of", "demonym")
    new = replace(new, name="own", attributes=(*new.attributes, tone))
    steps = len(store.history.steps())

    unmapped = change_schema(
        store,
        new,
        {
            ("entity_type", "law"): "other",
            ("statement_kind", "declare"): "assert",
            ("relation_type", "part_of"): "located_in",
            ("attribute", "demonym"): "people",
        },
    )

    assert unmapped == []
    assert project_schema(store) == new
    mention = store.queries.mentions.get(1)
    assert (mention.type, dict(mention.attributes)) == ("other", {"people": True})
    assert store.queries.entities.get(1).type == "other"
    assert store.queries.statements.get(1).kind == "assert"
    assert store.queries.links.relations.get(1).type == "located_in"
    assert len(store.history.steps()) == steps + 1
    assert check(store) == []

    store.undo()

    assert project_schema(store) == old
    assert store.queries.mentions.get(1).type == "law"
    assert check(store) == []


def test_a_schema_that_drops_nothing_used_needs_no_mapping(store: Store) -> None:
    assert change_schema(store, without(project_schema(store), "money", "facility")) == []
    assert project_schema(store).entity_type("money") is None


def test_the_kept_project_lies_with_the_users_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents, data = tmp_path / "Documents", tmp_path / "data"
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(documents))
    monkeypatch.setenv("XDG_DATA_HOME", str(data))

    assert default_project_path().is_relative_to(data)

    documents.mkdir()

    assert default_project_path().parent == documents

    (data / "annotator").mkdir(parents=True)
    (data / "annotator" / default_project_path().name).touch()

    assert default_project_path().is_relative_to(data)


def test_samples_and_lexicon_come_with_annotator(tmp_path: Path) -> None:
    store = create_project(tmp_path / "desk.annotator")
    for path in sample_articles():
        assert import_text(store, path.read_text("utf-8"), path.name).imported
    store.close()

    assert lexicon().verbs["said"].lemma == "say"
