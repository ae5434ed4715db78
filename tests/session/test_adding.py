"""What other tools annotated comes in under ids and types of the project; nothing is guessed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from annotator.formats.base import NO_SCHEMA, Imported, Stamp, articles_only
from annotator.formats.documents import new_document
from annotator.formats.json_file import JsonExporter
from annotator.formats.json_read import read_project
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.entity import Entity, EventFrame
from annotator.model.ids import DocumentId, EntityId, MentionId, Ref, StatementId
from annotator.model.mention import Mention
from annotator.model.provenance import Provenance
from annotator.model.relation import Note, Relation
from annotator.model.schema import AttributeType, EntityType
from annotator.model.span import Span
from annotator.model.statement import Form, Source, SourceKind, Statement
from annotator.session.exporting import export_to
from annotator.session.headless import Alone
from annotator.session.import_reading import Part
from annotator.session.importing import Way, _Storing, import_paths, import_text
from annotator.session.projects import create_project, project_schema
from annotator.store.check import check
from annotator.store.store import Store
from tests.formats.projects import contents, generously
from tests.formats.same import canonical

BY = Provenance("", "")
TEXT = "Ilse Brandt told Torvik that the harbour was shut."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = create_project(tmp_path / "desk.annotator", author="ana")
    yield store
    assert check(store) == []
    store.close()


def mention(id, start, end, type="person", document=1, **more) -> Mention:
    return Mention(MentionId(id), DocumentId(document), type, (Span(start, end),), BY, **more)


def said(id, start, end, **more) -> Statement:
    span = (Span(start, end),)
    return Statement(StatementId(id), DocumentId(1), span, Form.INDIRECT, "assert", BY, **more)


def part(*mentions, text=TEXT, statements=(), schema=NO_SCHEMA, **beside) -> Imported:
    document = new_document(text, "a.txt", Stamp("", ""), id=DocumentId(1))
    annotated = AnnotatedDocument(document, text, mentions, statements)
    return Imported(ProjectContent(schema, "", (annotated,), **beside))


AS_IT_SAYS = Way()


def bring_in(store: Store, *parts: Imported, way: Way = AS_IT_SAYS):
    storing = _Storing(store, way, Alone(), None)
    storing.store(Part(one, "notes", first=number == 0) for number, one in enumerate(parts))
    return storing.report((), ())


def stored(store: Store) -> ProjectContent:
    out = io.BytesIO()
    export_to(store, out)
    return read_project(out.getvalue())


@settings(generously, max_examples=15, phases=[Phase.generate])
@given(content=contents())
def test_a_project_that_is_added_to_another_says_the_same_there(content, tmp_path_factory):
    folder = tmp_path_factory.mktemp("added")
    with (folder / "whole.json").open("wb") as file:
        JsonExporter().write(content, file)
    with closing(create_project(folder / "desk.annotator")) as store:
        import_text(store, "An article that was here.", "here")

        report = import_paths(store, [folder / "whole.json"])

        assert (report.refused, bool(report.losses)) == ((), False)
        assert check(store) == []
        after = stored(store)
        theirs = replace(after, documents=after.documents[1:])
        assert canonical(theirs) == canonical(content)
        store.undo()
        assert store.queries.documents.count() == 1


def test_types_are_found_by_id_label_or_tag_set_and_others_are_added(store: Store) -> None:
    types = ("person", "Country, region, city", "PER", "LOC", "Ship", "B-Merge-org")

    report = bring_in(store, part(*(mention(n, n, n + 1, each) for n, each in enumerate(types, 1))))

    found = [each.type for each in store.queries.mentions.all()]
    assert found == ["person", "gpe", "person", "location", "ship", "b_merge_org"]
    assert report.notices == (
        "Taken as the project's own: Country, region, city as gpe, PER as person, LOC as location.",
        "Added to the schema: the types Ship, B-Merge-org.",
    )
    ship = project_schema(store).entity_type("ship")
    assert (ship.label, dict(ship.map), ship.key) == ("Ship", {"notes": "Ship"}, "")
    store.undo()
    assert project_schema(store).entity_type("ship") is None


def test_the_analyst_may_say_what_a_name_stands_for(store: Store) -> None:
    bring_in(store, part(mention(1, 0, 4, "Actor")), way=Way(types={"Actor": "organization"}))

    assert [each.type for each in store.queries.mentions.all()] == ["organization"]


def test_what_a_file_says_of_its_types_is_kept(store: Store) -> None:
    ship = EntityType("Ship", "Vessel", "", "#123456", "#abcdef")
    hull = AttributeType("Hull", "Hull", ("mention",), "choice", ("steel",))
    schema = replace(NO_SCHEMA, entity_types=(ship,), attributes=(hull,))
    attributes = {"Hull": "wood", "Sure": True}

    bring_in(store, part(mention(1, 0, 4, "Ship", attributes=attributes), schema=schema))

    (found,) = store.queries.mentions.all()
    assert (found.type, dict(found.attributes)) == ("ship", {"hull": "wood", "sure": True})
    ours = project_schema(store)
    assert (ours.entity_type("ship").label, ours.entity_type("ship").light) == ("Vessel", "#123456")
    assert dict(ours.entity_type("ship").map) == {"notes": "Ship"}
    assert [(each.id, each.kind, each.values) for each in ours.attributes][-2:] == [
        ("hull", "choice", ("steel", "wood")),
        ("sure", "bool", ()),
    ]


def test_authors_and_times_that_a_file_does_not_say_are_those_of_the_import(store: Store) -> None:
    bring_in(store, part(mention(1, 0, 4)))

    (found,) = store.queries.mentions.all()
    document = store.queries.documents.get(found.document)
    assert found.provenance.author == document.imported_by == "ana"
    assert found.provenance.created_at == document.imported_at != ""
    assert document.origin == "import:notes"


def test_entities_may_name_each_other_and_come_in_any_part(store: Store) -> None:
    theft = Entity(EntityId(1), "the theft", "event", BY, event=EventFrame(agent=EntityId(2)))
    ilse = Entity(EntityId(2), "Ilse", "person", BY)
    first = part(mention(1, 0, 4, entity=EntityId(2)), entities=(theft, ilse))
    second = part(mention(1, 0, 4, entity=EntityId(2)), text="Ilse again.", entities=(ilse,))

    bring_in(store, first, second)

    assert [each.name for each in store.queries.entities.all()] == ["the theft", "Ilse"]
    assert [each.entity for each in store.queries.mentions.all()] == [2, 2]


def test_an_entity_that_the_project_has_is_taken_for_the_same_and_told(store: Store) -> None:
    ilse = Entity(EntityId(7), "Ilse", "person", BY)
    bring_in(store, part(entities=(ilse,)))
    twins = (ilse, replace(ilse, id=EntityId(8)))

    report = bring_in(store, part(text="Other words.", entities=twins))

    assert len(store.queries.entities.all()) == 2, "two of one name in a file stay two"
    assert report.notices == ("1 entity is the project's own: name, type and link are the same.",)


def test_what_lies_outside_of_the_text_is_left_out_and_told(store: Store) -> None:
    wrong = said(1, 30, 300, source=Source(SourceKind.ENTITY, Span(0, 4), MentionId(1)))
    beyond = (mention(1, 0, 4), mention(2, 40, 99))

    report = bring_in(store, part(*beyond, statements=(wrong,)))

    assert [each.id for each in store.queries.mentions.all()] == [1]
    assert str(report.losses) == "left out: 2 marks outside of their text"
    assert "the mention 2 is at 40 to 99 of a text of 50 characters" in report.losses.lines[0]


def test_links_to_what_is_not_there_are_left_out_and_what_stands_on_them(store: Store) -> None:
    relation = Relation(5, "contradicts", Ref("statement", 1), Ref("statement", 9), BY)
    notes = (Note(1, Ref("relation", 5), "why", BY), Note(2, Ref("mention", 1), "who", BY))
    given = part(
        mention(1, 0, 4, entity=EntityId(9)),
        statements=(said(1, 29, 49),),
        relations=(relation,),
        notes=notes,
    )

    report = bring_in(store, given)

    assert store.queries.links.relations.count() == 0
    assert [each.text for each in store.queries.links.notes.all()] == ["who"]
    assert store.queries.mentions.all()[0].entity is None
    assert report.losses.lines == (
        "there is no entity 9 in the file",
        "there is no statement 9 in the file",
        "there is no relation 5 in the file",
    )


def test_notes_and_relations_on_what_has_none_are_left_out_and_told(store: Store) -> None:
    notes = (Note(1, Ref("project", 1), "all", BY), Note(2, Ref("mention", 1), "who", BY))
    relation = Relation(1, "contradicts", Ref("document", 1), Ref("mention", 1), BY)

    report = bring_in(store, part(mention(1, 0, 4), relations=(relation,), notes=notes))

    assert [each.text for each in store.queries.links.notes.all()] == ["who"]
    assert str(report.losses) == "left out: 2 links to what annotator cannot link"
    assert report.losses.lines == (
        "the relation 1 names the document",
        "the note 1 names the project",
    )


def test_an_article_that_is_there_gets_the_annotations_of_a_file_if_it_has_none(
    store: Store,
) -> None:
    import_text(store, TEXT, "mine")

    report = bring_in(store, part(mention(1, 0, 4)))
    again = bring_in(store, part(mention(1, 0, 11)))

    assert (report.imported, report.annotated) == ((), (1,))
    assert again.known == (("a.txt", 1),)
    assert "1 article was in the project already" in again.sentence
    assert len(store.queries.mentions.all()) == 1

    bring_in(store, part(mention(1, 0, 11)), way=Way(again=True))

    assert [each.spans[0].end for each in store.queries.mentions.all()] == [4, 11]


def test_a_text_that_a_file_has_twice_with_annotations_is_kept_twice(store: Store) -> None:
    report = bring_in(store, part(mention(1, 0, 4)), part(mention(1, 0, 11)))

    assert report.imported == (1, 2)


def test_cells_that_are_too_long_are_left_out(store: Store) -> None:
    long = "x" * 1_000_001

    report = bring_in(
        store,
        part(
            mention(1, 0, 4, value=long),
            mention(2, 0, 4, entity=EntityId(1)),
            entities=(Entity(EntityId(1), long, "person", BY),),
            notes=(Note(1, Ref("mention", 2), long, BY),),
        ),
    )

    assert [each.entity for each in store.queries.mentions.all()] == [None]
    assert "3 texts of more than 1,000,000 characters" in str(report.losses)


def test_a_statement_that_is_nested_in_itself_is_nested_in_none(store: Store) -> None:
    circle = (said(1, 0, 4, parent=StatementId(2)), said(2, 5, 9, parent=StatementId(1)))

    report = bring_in(store, part(statements=circle))

    assert [each.parent for each in store.queries.statements.all()] == [None, 1]
    assert str(report.losses) == "left out: 1 statements nested in themselves"


def test_heads_outside_of_their_mention_and_entities_without_a_name_are_told(store: Store) -> None:
    headed = mention(1, 0, 4, head=Span(10, 12))

    report = bring_in(store, part(headed, entities=(Entity(EntityId(1), " ", "person", BY),)))

    assert store.queries.mentions.all()[0].head is None
    assert store.queries.entities.all()[0].name == "unnamed"
    assert len(report.losses.lines) == 2


def test_articles_alone_come_in_as_before(store: Store) -> None:
    document = new_document(TEXT, "a.txt", Stamp("", ""))

    report = bring_in(store, Imported(articles_only([AnnotatedDocument(document, TEXT)])))

    assert report.imported == (1,)
    assert store.queries.documents.text(DocumentId(1)) == TEXT
