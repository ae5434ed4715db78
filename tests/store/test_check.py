"""`check` finds nothing wrong with what annotator wrote, and names what anything else broke."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.claim import Claim, Evidence, Stance
from annotator.model.document import Document, sha256_of
from annotator.model.entity import Entity
from annotator.model.ids import (
    ClaimId,
    DocumentId,
    EntityId,
    EvidenceId,
    MentionId,
    NoteId,
    Ref,
    RelationId,
    StatementId,
)
from annotator.model.mention import Level, Mention
from annotator.model.relation import Note, Relation
from annotator.model.span import Span
from annotator.model.statement import Form, Source, SourceKind, Statement
from annotator.store.check import Finding, check
from annotator.store.store import Store
from tests.store.conftest import TEXT, add_article

SCHEMA = json.dumps(
    {
        "entity_type": [{"id": "person"}, {"id": "group"}],
        "statement_kind": [{"id": "assert"}],
        "relation_type": [{"id": "member_of"}],
    }
)
Break = Callable[[str], None]


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = Store.create(path, schema=SCHEMA, author="ana")
    yield store
    store.close()


@pytest.fixture
def full(store: Store, article: DocumentId) -> Store:
    """A project with one object of every kind, and some history both ways."""
    with store.transaction("Everything") as tx:
        prov = tx.provenance()
        ada = EntityId(tx.add(Entity(EntityId(0), "Ada Otieno", "person", prov)))
        pair = Entity(EntityId(0), "the pair", "group", prov, members=(ada,))
        tx.add(pair)
        mention = Mention(MentionId(0), article, "person", (Span(67, 77),), prov, Level.NAM, ada)
        mention = replace(mention, head=Span(71, 77), attributes={"demonym": True})
        mention_id = MentionId(tx.add(mention))
        claim = ClaimId(tx.add(Claim(ClaimId(0), "Nothing was lost.", prov)))
        source = Source(SourceKind.ENTITY, Span(67, 77), mention_id, ada)
        statement = Statement(
            StatementId(0), article, (Span(37, 65),), Form.MIXED, "assert", prov, source=source
        )
        outer = StatementId(tx.add(replace(statement, claim=claim, about=(ada,))))
        tx.add(replace(statement, content=(Span(42, 55),), parent=outer))
        tx.add(
            Evidence(EvidenceId(0), claim, Stance.SUPPORTS, prov, document=article, span=Span(0, 3))
        )
        relation = Relation(RelationId(0), "member_of", Ref("entity", ada), Ref("entity", 2), prov)
        tx.add(replace(relation, document=article, span=Span(4, 10)))
        tx.add(Note(NoteId(0), Ref("document", article), "Ask.", prov, Span(0, 3), ("desk",)))
    with store.transaction("Retype") as tx:
        tx.replace(replace(store.queries.entities.get(1), aliases=("Ms Otieno",)))
    store.undo()
    return store


@pytest.fixture
def broken(full: Store, path: Path) -> Break:
    """Runs SQL on the file behind annotator's back."""
    full.close()

    def run(sql: str) -> None:
        with sqlite3.connect(path) as connection:
            connection.executescript(sql)
        connection.close()

    return run


def findings(path: Path) -> list[Finding]:
    store = Store.open(path)
    found = check(store)
    store.close()
    return found


def test_nothing_is_wrong_with_what_annotator_wrote(full: Store) -> None:
    assert check(full) == []

    while full.undo():
        assert check(full) == []
    while full.redo():
        assert check(full) == []
    full.undo()
    with full.transaction("Another way") as tx:
        tx.set_project(name="desk")

    assert check(full) == []


def test_deleting_and_restoring_an_article_keeps_the_history_whole(store: Store) -> None:
    document = Document(DocumentId(0), "t", sha256_of(TEXT), len(TEXT), "now", "ana")
    with store.transaction("Import") as tx:
        id = tx.add_document(document, TEXT)
    with store.transaction("Delete") as tx:
        tx.remove(Ref("document", id))

    assert check(store) == []
    for travel in (store.undo, store.undo, store.redo, store.redo, store.undo):
        travel()
        assert check(store) == []


def test_checking_reads_beside_a_writer_and_changes_no_byte(full: Store, path: Path) -> None:
    before = path.read_bytes()

    with full.transaction("Rename") as tx:
        tx.set_project(name="half done")
        assert check(full) == []
        tx.set_project(name=path.stem)

    assert path.read_bytes()[100:200] == before[100:200]
    assert [child.name for child in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("sql", "sort", "where", "words"),
    [
        ("UPDATE document SET sha256 = 'x'", "text", Ref("document", 1), "hash"),
        ("UPDATE document SET length = 3", "text", Ref("document", 1), "not 3"),
        ("DELETE FROM source_text", "text", Ref("document", 1), "missing"),
        ("UPDATE source_text SET text = x'ff'", "text", Ref("document", 1), "hash"),
        ("UPDATE mention SET entity = 9", "link", Ref("mention", 1), "names is missing"),
        ('UPDATE mention SET "end" = 900', "span", Ref("mention", 1), "behind the end"),
        ('UPDATE mention SET start = "end"', "row", Ref("mention", 1), "not a span"),
        ("UPDATE mention SET bin = 7", "row", Ref("mention", 1), "bin"),
        ("UPDATE mention SET head_start = 0", "span", Ref("mention", 1), "head"),
        ("UPDATE mention SET type = 'ghost'", "type", Ref("mention", 1), "ghost"),
        ("UPDATE mention SET level = 'XYZ'", "row", Ref("mention", 1), "XYZ"),
        ("UPDATE mention SET attributes = '{'", "row", Ref("mention", 1), "cannot be read"),
        ("UPDATE entity SET type = 'ghost' WHERE id = 2", "type", Ref("entity", 2), "ghost"),
        ("UPDATE entity SET name = CAST(x'ff' AS TEXT) WHERE id = 2", "row", Ref("entity", 2), "8"),
        ("UPDATE entity_member SET entity = 2", "loop", Ref("entity", 2), "member of itself"),
        ("UPDATE statement SET kind = 'ghost'", "type", Ref("statement", 1), "ghost"),
        ("UPDATE statement SET parent = 2 WHERE id = 1", "loop", Ref("statement", 1), "nested"),
        ("UPDATE statement SET cue_start = 1, cue_end = 999", "span", Ref("statement", 1), "999"),
        ("UPDATE relation SET source_mention = 1", "link", Ref("relation", 1), "2 sources"),
        ("UPDATE relation SET target_entity = NULL", "link", Ref("relation", 1), "0 targets"),
        ("UPDATE relation SET type = 'ghost'", "type", Ref("relation", 1), "ghost"),
        ('UPDATE relation SET "end" = 999', "span", Ref("relation", 1), "999"),
        ("UPDATE evidence SET url = 'https://example.org'", "row", Ref("evidence", 1), "evidence"),
        ('UPDATE note SET "end" = 999', "span", Ref("note", 1), "999"),
        ("UPDATE note SET target_document = NULL", "row", Ref("note", 1), "no target"),
        ("UPDATE project SET schema = '{'", "type", Ref("project", 1), "schema"),
        ("UPDATE claim SET text = 'Else.'", "history", Ref("claim", 1), "history"),
        ("DELETE FROM note", "history", Ref("note", 1), "history"),
        ("UPDATE step SET undo_top = 1 WHERE id = 2", "history", None, "Step 2"),
        ("DELETE FROM patch WHERE step = 1", "history", Ref("document", 1), "history"),
        ("UPDATE patch SET after = '[]' WHERE id = 1", "history", Ref("document", 1), "no row"),
        ("UPDATE patch SET before = '{\"aliases\":1}' WHERE step = 3", "history", None, "Step 3"),
    ],
)
def test_what_is_broken_is_named(
    broken: Break, path: Path, sql: str, sort: str, where: Ref | None, words: str
) -> None:
    broken(sql)

    found = [one for one in findings(path) if one.what == sort and one.where == where]

    assert found, findings(path)
    assert words in found[0].sentence


def test_a_statement_in_another_document_than_its_parts_is_named(full: Store, path: Path) -> None:
    other = (
        "Another text that is long enough to hold the same places as the first one has had, yes."
    )
    with full.transaction("Import") as tx:
        document = Document(DocumentId(0), "o", sha256_of(other), len(other), tx.now, "ana")
        id = tx.add_document(document, other)
        tx.replace(replace(full.queries.statements.get(2), document=id))

    sentences = [one.sentence for one in check(full) if one.what == "document"]

    assert sentences == [
        "Statement 2: it is nested in a statement of another document.",
        "Statement 2: its source is a mention of another document.",
    ]


def test_a_lost_text_in_the_history_is_named(store: Store, article: DocumentId, path: Path) -> None:
    store.undo()
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE patch SET heavy = NULL")
    connection.close()

    assert {one.what for one in findings(path)} == {"history"}


def test_a_damaged_page_is_told_and_nothing_else(full: Store, path: Path) -> None:
    full.close()
    with sqlite3.connect(path) as connection:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'mention'"
        (page,) = connection.execute(sql).fetchone()
    connection.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\xee" * 4096
    path.write_bytes(data)

    assert {one.what for one in findings(path)} == {"damage"}
    assert path.read_bytes() == bytes(data)


@pytest.fixture(scope="module")
def lengthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A history of a step larger than what is read at a time, small steps, another large one."""
    path = tmp_path_factory.mktemp("lengthy") / "desk.annotator"
    store = Store.create(path, schema=SCHEMA, author="ana")
    article = add_article(store)
    for label, step in (("Large", 2500), ("Small", 1), ("Smaller", 1), ("Large again", 2500)):
        with store.transaction(label) as tx:
            for number in range(step):
                tx.add(Entity(EntityId(0), f"{label} {number}", "person", tx.provenance()))
    with store.transaction("Without the article") as tx:
        tx.remove(Ref("document", article))
    assert check(store) == []
    store.close()
    return path


@pytest.mark.parametrize("patch", [3, 1001, 2502, 2504, 2505, 4000, 5004])
def test_a_patch_of_a_long_history_is_missed_wherever_it_was(
    lengthy: Path, path: Path, patch: int
) -> None:
    shutil.copy(lengthy, path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE patch SET after = after || ' ' WHERE id = ?", [patch])
        (step,) = connection.execute("SELECT step FROM patch WHERE id = ?", [patch]).fetchone()
    connection.close()

    told = [finding.sentence for finding in findings(path)]

    assert f"Step {step} of the history is not as it was written (its hash differs)." in told


def test_the_words_are_compared_in_any_text(store: Store, path: Path) -> None:
    strange = "Ada\x1fOtieno spoke, and the sea\x1fport heard."
    with store.transaction("A text with what stands between words") as tx:
        document = Document(
            DocumentId(0), "Port", sha256_of(strange), len(strange), "2026-01-02", "ana"
        )
        added = DocumentId(tx.add_document(document, strange))
        for span in (Span(0, 10), Span(22, 34)):
            tx.add(Mention(MentionId(0), added, "person", (span,), tx.provenance()))
    assert check(store) == []
    store.close()
    with sqlite3.connect(path) as connection:
        # the same letters, parted elsewhere
        connection.execute("UPDATE mention SET surface = 'Ada' WHERE id = 1")
        connection.execute("UPDATE mention SET surface = 'Otieno\x1fthe sea\x1fport' WHERE id = 2")
    connection.close()

    assert [finding.where for finding in findings(path)] == [Ref("mention", 1), Ref("mention", 2)]
