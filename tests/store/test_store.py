"""The project file keeps every step, takes each back, and refuses what it should not touch."""

from __future__ import annotations

import random
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.claim import Claim
from annotator.model.document import Document, sha256_of
from annotator.model.entity import Entity, EventFrame, Realis
from annotator.model.ids import ClaimId, DocumentId, EntityId, MentionId, Ref, StatementId
from annotator.model.mention import Level, Mention
from annotator.model.provenance import Status
from annotator.model.span import Span
from annotator.model.statement import Form, Party, Source, SourceKind, Statement
from annotator.store import derived, patches
from annotator.store.bins import bin_of, bins_over
from annotator.store.change import Change, StepKind
from annotator.store.check import check_file
from annotator.store.errors import NewerProject, NotAProject, ProjectReadOnly, Rejected, StoreError
from annotator.store.store import Store
from annotator.store.tables import CONTENT
from annotator.store.transaction import Transaction
from tests.store.conftest import TEXT
from tests.store.rich import SCHEMA


def tag(tx: Transaction, document: DocumentId, span: Span, **more: object) -> MentionId:
    mention = Mention(MentionId(0), document, "person", (span,), tx.provenance(), **more)
    return MentionId(tx.add(mention))


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the history's."""
    with sqlite3.connect(path) as connection:
        dump = {
            table.name: connection.execute(f'SELECT * FROM "{table.name}" ORDER BY id').fetchall()
            for table in CONTENT
        }
    connection.close()
    return dump


def test_a_step_is_one_change_and_one_line_of_history(store: Store, article: DocumentId) -> None:
    heard: list[Change] = []
    store.subscribe(heard.append)

    with store.transaction("Tag as person") as tx:
        mention = tag(tx, article, Span(67, 77))

    assert heard == [Change.of("Tag as person", frozenset({Ref("mention", mention)}))]
    assert store.history.steps()[0].label == "Tag as person"
    assert store.history.steps()[0].author == "ana"
    assert store.queries.mentions.get(mention).surface(TEXT) == "Ada Otieno"


@pytest.mark.parametrize("repeatable", [True, False])
def test_many_at_once_are_stored_as_each_by_itself(
    store: Store, article: DocumentId, path: Path, tmp_path: Path, *, repeatable: bool
) -> None:
    def entities(tx: Transaction) -> list[Entity]:
        made = tx.provenance()
        ada = Entity(EntityId(1), "Ada", "person", made, aliases=("A. O.", "Ada"))
        return [ada, Entity(EntityId(2), "Desk", "group", made, members=(EntityId(1),))]

    def mentions(tx: Transaction) -> list[Mention]:
        made, doubtful = tx.provenance(), tx.provenance(status=Status.SUGGESTED, confidence=0.5)
        spans = (Span(0, 3), Span(5, 9))
        return [
            Mention(MentionId(1), article, "person", (Span(67, 77),), made, entity=EntityId(1)),
            Mention(MentionId(2), article, "person", spans, doubtful, Level.NOM, EntityId(1)),
        ]

    other = tmp_path / "other.annotator"
    with store.transaction("Change the schema") as tx:
        tx.set_project(schema=SCHEMA)
    store.copy_to(other)
    with store.transaction("Add", repeatable=repeatable) as tx:
        tx.add_all(entities(tx))
        tx.add_all(mentions(tx))
        tx.add_all([])
    one_by_one = Store.open(other, author="ana")
    with one_by_one.transaction("Add") as tx:
        tx.now = store.history.steps()[0].at
        for value in (*entities(tx), *mentions(tx)):
            tx.add(value)
    store.close()
    one_by_one.close()

    assert content(path) == content(other)
    assert check_file(path) == check_file(other) == []


def test_a_step_that_fails_leaves_nothing(store: Store, article: DocumentId, path: Path) -> None:
    before = content(path)

    def half() -> None:
        with store.transaction("Half done") as tx:
            tag(tx, article, Span(67, 77))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()

    assert content(path) == before
    assert len(store.history.steps()) == 1


def test_a_step_that_changes_nothing_leaves_no_history(store: Store, article: DocumentId) -> None:
    document = store.queries.documents.get(article)

    with store.transaction("Nothing") as tx:
        tx.replace(document)

    assert [step.label for step in store.history.steps()] == ["Import"]


def test_deleting_what_others_link_to_is_refused_whole(store: Store, article: DocumentId) -> None:
    with store.transaction("Tag") as tx:
        entity = EntityId(tx.add(Entity(EntityId(0), "Ada Otieno", "person", tx.provenance())))
        tag(tx, article, Span(67, 77), entity=entity)

    with pytest.raises(Rejected), store.transaction("Delete") as tx:
        tx.remove(Ref("entity", entity))

    assert store.queries.entities.find(entity) is not None


def test_every_kind_of_value_comes_back_as_it_went_in(store: Store, article: DocumentId) -> None:
    with store.transaction("Everything") as tx:
        prov = tx.provenance(origin="rule:test", confidence=0.5)
        ada = EntityId(tx.add(Entity(EntityId(0), "Ada", "person", prov, ("Ms “A”", 'O"K'))))
        event = Entity(
            EntityId(0),
            "vote",
            "event",
            prov,
            members=(ada,),
            event=EventFrame(agent=ada, realis=Realis.ALLEGED),
        )
        event = replace(event, id=EntityId(tx.add(event)))
        mention = Mention(
            MentionId(0),
            article,
            "person",
            (Span(4, 10), Span(67, 70)),
            prov,
            Level.NAM,
            ada,
            head=Span(67, 70),
            doubt=True,
            attributes={"demonym": True, "tags": ("a", "b")},
        )
        mention = replace(mention, id=MentionId(tx.add(mention)))
        claim = Claim(ClaimId(0), "Money was lost.", prov)
        claim = replace(claim, id=ClaimId(tx.add(claim)))
        statement = Statement(
            StatementId(0),
            article,
            (Span(37, 65),),
            Form.MIXED,
            "deny",
            prov,
            cue=Span(20, 26),
            source=Source(SourceKind.ENTITY, Span(0, 19), mention.id, ada),
            time=Party(Span(30, 36)),
            about=(event.id, ada),
            quoted=(Span(42, 56),),
            claim=claim.id,
        )
        statement = replace(statement, id=StatementId(tx.add(statement)))

    assert store.queries.entities.get(event.id) == event
    assert store.queries.mentions.get(mention.id) == mention
    assert store.queries.statements.get(statement.id) == statement
    assert store.queries.claims.get(claim.id) == claim
    assert [e.id for e in store.queries.entities.named('O"K')] == [ada]
    assert [s.id for s in store.queries.statements.of_entity(event.id)] == [statement.id]


def random_step(store: Store, article: DocumentId, rng: random.Random) -> None:
    mentions = store.queries.mentions.of_document(article)
    with store.transaction("Random") as tx:
        start = rng.randrange(len(TEXT) - 5)
        action = rng.random()
        if action < 0.5 or not mentions:
            tag(tx, article, Span(start, start + rng.randint(1, 5)))
        elif action < 0.75:
            chosen = rng.choice(mentions)
            tx.replace(replace(chosen, type=rng.choice(["gpe", "event"]), doubt=not chosen.doubt))
        else:
            tx.remove(Ref("mention", rng.choice(mentions).id))


@pytest.mark.parametrize("reopen", [False, True])
def test_undoing_all_and_redoing_all_lead_back_exactly(
    store: Store, article: DocumentId, path: Path, *, reopen: bool
) -> None:
    rng = random.Random(7)
    first = content(path)
    for _ in range(60):
        random_step(store, article, rng)
        if rng.random() < 0.2:
            store.undo()
        if rng.random() < 0.1:
            store.redo()
    last = content(path)
    if reopen:
        store.close()
        store = Store.open(path, author="ben")

    while store.history.undo_label() != "Import":
        store.undo()
    assert content(path) == first
    while store.redo():
        pass

    assert content(path) == last
    if reopen:
        store.close()


def test_undoing_an_import_takes_the_text_away_and_redo_brings_it_back(
    store: Store, article: DocumentId, path: Path
) -> None:
    imported = content(path)

    store.undo()
    assert content(path)["document"] == content(path)["source_text"] == []
    change = store.redo()

    assert content(path) == imported
    assert change == Change.of("Import", frozenset({Ref("document", article)}), StepKind.REDO)


def test_a_step_that_is_read_in_pieces_leads_back_exactly(
    store: Store, article: DocumentId, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patches, "_A_READ", 3)
    monkeypatch.setattr(derived, "_MOST_COUNTED", 2)
    first = content(path)
    with store.transaction("Much") as tx:
        for number in range(2, 6):
            text = f"Ada wrote number {number} of them."
            made = Document(DocumentId(0), "A", sha256_of(text), len(text), tx.now, "ana")
            document = tx.add_document(made, text)
            tag(tx, document, Span(0, 3))
            tag(tx, document, Span(4, 9))
        text = TEXT.replace("The", "A")
        held = replace(store.queries.documents.get(article), length=len(text))
        tx.retell(replace(held, sha256=sha256_of(text)), text)
        tx.remove(Ref("mention", tag(tx, article, Span(67, 77))))
    last = content(path)

    for _ in range(2):
        undone, before = store.undo(), content(path)
        redone, after = store.redo(), content(path)
        assert (before, after) == (first, last)
        assert undone is not None
        assert redone is not None
        assert undone.by_kind == redone.by_kind
        assert undone.ids("document") == {1, 2, 3, 4, 5}
        assert {found.what for found in check_file(path)} == {"type"}  # no schema was given


def test_the_history_keeps_no_second_copy_of_a_text(
    store: Store, article: DocumentId, path: Path
) -> None:
    assert path.read_bytes().count(b"any shilling") == 1


def test_a_new_step_after_undo_ends_redo(store: Store, article: DocumentId) -> None:
    with store.transaction("One") as tx:
        tag(tx, article, Span(0, 3))
    store.undo()
    with store.transaction("Two") as tx:
        tag(tx, article, Span(4, 10))

    assert store.redo() is None
    assert store.history.undo_label() == "Two"


def test_overlap_is_found_through_the_bins(store: Store, article: DocumentId) -> None:
    rng = random.Random(3)
    for _ in range(2000):
        start = rng.randrange(1 << rng.randint(1, 26))
        span = Span(start, start + rng.randint(1, 1 << rng.randint(1, 20)))
        at = rng.randrange(max(0, span.start - 3000), span.end)
        page = Span(at, at + 3000)
        hit = any(low <= bin_of(span) <= high for low, high in bins_over(page))
        assert hit or not page.overlaps(span)


def test_a_second_window_reads_and_says_who_writes(store: Store, path: Path) -> None:
    second = Store.open(path, author="ben")

    assert second.read_only
    with pytest.raises(ProjectReadOnly, match="process"), second.transaction("No"):
        pass
    second.close()


def test_opening_and_closing_changes_no_byte(store: Store, article: DocumentId, path: Path) -> None:
    store.close()
    before = path.read_bytes()

    Store.open(path).close()

    assert path.read_bytes() == before
    assert [child.name for child in path.parent.iterdir()] == [path.name]


def test_a_newer_project_is_refused_and_left_alone(store: Store, path: Path) -> None:
    store.close()
    data = bytearray(path.read_bytes())
    data[60:64] = (99).to_bytes(4, "big")
    path.write_bytes(data)

    with pytest.raises(NewerProject, match="later"):
        Store.open(path)

    assert path.read_bytes() == bytes(data)


@pytest.mark.parametrize("data", [b"", b"hello", b"SQLite format 3\x00" + b"\0" * 84])
def test_what_is_no_project_is_refused(path: Path, data: bytes) -> None:
    path.write_bytes(data)

    with pytest.raises(NotAProject):
        Store.open(path)

    assert path.read_bytes() == data


def test_a_project_with_a_trigger_is_refused(store: Store, path: Path) -> None:
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON mention BEGIN DELETE FROM note; END")
    connection.close()

    with pytest.raises(NotAProject, match="trigger t"):
        Store.open(path)


def test_a_missing_file_and_a_taken_name_are_named(tmp_path: Path, path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be read"):
        Store.open(path)
    path.write_text("mine")
    with pytest.raises(StoreError, match="exists already"):
        Store.create(path, schema="{}")
    with pytest.raises(StoreError, match="cannot be made"):
        Store.create(tmp_path / "nowhere" / "x.annotator", schema="{}")

    assert path.read_text() == "mine"


def test_reading_a_page_never_reads_the_whole_document(store: Store, article: DocumentId) -> None:
    condition, values = store.queries.mentions._overlap(article, Span(500, 600))

    plan = store._db.execute(
        f"EXPLAIN QUERY PLAN SELECT * FROM mention WHERE {condition}", values
    ).fetchall()

    searches = [step for *_, step in plan if step.startswith("SEARCH mention USING INDEX")]
    assert searches
    assert all("(document=? AND bin>? AND bin<?)" in step for step in searches)


def test_a_step_that_may_be_repeated_waits_for_those_who_read_the_file(store: Store) -> None:
    reader = store.reader()
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM project").fetchall()
    (brief,) = store._db.execute("PRAGMA busy_timeout").fetchone()

    def alone(work: Callable[[], object]) -> None:
        thread = threading.Thread(target=work)
        thread.start()
        reader.conn.rollback()
        thread.join()

    with store.transaction("Name", repeatable=True, alone=alone) as tx:
        tx.set_project(name="Desk")
    reader.close()

    assert store.queries.project().name == "Desk"
    assert store._db.execute("PRAGMA busy_timeout").fetchone() == (brief,)
