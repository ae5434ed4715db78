"""The text of an article is made anew from its file, and what is annotated moves with its words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.errors import GivenUp
from annotator.formats.documents import ImportFailed
from annotator.formats.registry import FormatError
from annotator.model.document import DocumentState, sha256_of
from annotator.model.ids import ClaimId, MentionId, Ref
from annotator.model.mention import Mention
from annotator.model.provenance import Status
from annotator.model.span import Span
from annotator.session import Session
from annotator.session.changes import TakenOver
from annotator.session.correcting import NotCorrected, correct, original_text, revert
from annotator.session.extracting_again import Again, extract_again
from annotator.session.headless import Alone
from annotator.session.ignoring import IGNORED
from annotator.session.import_reading import Way
from annotator.session.importing import import_paths
from annotator.session.projects import default_schema, lexicon, schema_json
from annotator.session.reading_again import NotExtracted
from annotator.store.check import check
from annotator.store.store import Store
from annotator.text.correcting import Change
from annotator.text.tokens import Tokens
from tests.commands.desk import (
    ARTICLE,
    claim,
    content,
    entity,
    evidence,
    note,
    relate,
    span_of,
    state,
    tag,
)

NEWER = (
    ARTICLE.replace("on Monday", "on Tuesday")
    .replace("accused Brandt of spreading", "blamed Brandt for spreading")
    .replace("Dock workers", "UPDATE: The vote is off.\r\n\r\nDock workers")
)
HERE = 1


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


@pytest.fixture
def session(tmp_path: Path, file: Path) -> Iterator[Session]:
    schema = schema_json(default_schema())
    store = Store.create(tmp_path / "desk.annotator", schema=schema, author="ana")
    session = Session(store, lexicon=lexicon())
    import_paths(store, [file])
    session.open_document(HERE)
    yield session
    assert check(session.store) == []
    session.close()


def again(session: Session, file: Path, text: str = NEWER, **how: object) -> Again:
    """The text of the article is made anew from its file, which has another text now."""
    file.write_bytes(text.encode("utf-8"))
    return extract_again(session.store, HERE, file, **how)


def lost(taken: TakenOver | None) -> list[tuple[str, str]]:
    assert taken is not None
    return [(each.what, each.line.words) for each in taken.lost]


def fix(session: Session, wrong: str, right: str) -> None:
    place = span_of(session, wrong)
    correct(session.store, HERE, Change(place.start, place.end, right))


def test_everything_moves_with_its_words_and_keeps_its_id(session: Session, file: Path) -> None:
    mayor = entity(session, "Ilse Brandt")
    name, day = tag(session, "Ilse Brandt", of=mayor), tag(session, "Monday", "date", level=None)
    said = state(
        session, "that a sale was planned", cue="denied", source="The Norvik Harbour Board"
    )
    vote = tag(session, "vote", "event", level=None)

    done = again(session, file)

    queries = session.store.queries
    assert queries.documents.text(HERE) == NEWER
    assert [(each.id, each.surface(NEWER)) for each in queries.mentions.of_document(HERE)] == [
        (name, "Ilse Brandt"),
        (vote, "vote"),
    ]
    assert queries.mentions.get(name).entity == mayor
    statement = queries.statements.get(said)
    assert statement.surface(NEWER) == "that a sale was planned"
    assert statement.source.span.of(NEWER) == "The Norvik Harbour Board"
    assert (statement.provenance.author, statement.provenance.origin) == ("ana", "human")
    assert queries.mentions.find(day) is None
    assert lost(done.taken) == [("mention", "Monday")]
    assert done.taken.lost[0].span.of(NEWER) == "Tuesday"
    assert done.taken.lost[0].line.before.endswith("said on ")
    assert done.sentence == (
        "harbour.txt is another version of the file. 91 % of the words are the same; 2 mentions, "
        "1 statement followed; 1 place could not follow; 4 stretches of text new."
    )


def test_one_undo_brings_the_old_text_and_every_annotation_back(
    session: Session, file: Path
) -> None:
    tag(session, "Monday", "date", level=None)
    tag(session, "Norvik Harbour Board", "organization")
    state(session, "Brandt of spreading rumours", cue="accused")
    note(session, Ref("statement", 1), "Which ones?")
    relate(session, "time", Ref("mention", 2), Ref("mention", 1))
    fix(session, "Norvik has", "Nordvik has")
    before = content(session.path)

    again(session, file)
    after = content(session.path)

    assert session.text != ARTICLE
    label = "Extract the text of “Harbour board under fire” again"
    assert session.store.history.undo_label() == label
    session.store.undo()
    assert content(session.path) == before
    assert session.text == ARTICLE.replace("Norvik has", "Nordvik has")
    session.store.redo()
    assert content(session.path) == after


def test_it_can_be_undone_after_the_project_was_opened_again(session: Session, file: Path) -> None:
    tag(session, "Monday", "date", level=None)
    before = content(session.path)
    again(session, file)
    session.store.close()

    store = Store.open(session.path, author="ben")
    store.undo()
    store.close()

    assert content(session.path) == before
    session.store = Store.open(session.path, author="ana")


def test_relations_evidence_and_notes_move_or_are_told(session: Session, file: Path) -> None:
    chair, day = tag(session, "Tomas Reyle"), tag(session, "Monday", "date", level=None)
    board = tag(session, "Norvik Harbour Board", "organization")
    kept = relate(
        session,
        "affiliated_with",
        Ref("mention", chair),
        Ref("mention", board),
        document=HERE,
        span=span_of(session, "accused"),
    )
    relate(session, "time", Ref("mention", chair), Ref("mention", day))
    on = {"document": HERE, "url": None}
    of = ClaimId(claim(session, "The harbour is for sale"))
    stays = evidence(session, of, span=span_of(session, "no buyer"), **on)
    gone = evidence(session, of, span=span_of(session, "of spreading"), **on)
    article = Ref("document", HERE)
    note(session, article, "By mail.")
    note(session, article, "Who?", span=span_of(session, "Dock workers"))
    note(session, article, "A hard word.", span=span_of(session, "accused"))
    note(session, article, "Left.", span=span_of(session, "Monday"), tags=(IGNORED, "date"))
    note(session, Ref("mention", day), "Which Monday?")

    done = again(session, file)

    queries = session.store.queries
    (relation,) = queries.links.relations.all()
    assert (relation.id, relation.document, relation.span) == (kept, None, None)
    (left,) = queries.claims.evidence.all()
    assert (left.id, left.span.of(NEWER)) == (stays, "no buyer")
    assert gone != stays
    notes = {each.text: each for each in queries.links.notes.all()}
    assert list(notes) == ["By mail.", "Who?", "A hard word.", "Which Monday?"]
    assert notes["Who?"].span.of(NEWER) == "Dock workers"
    assert {notes[text].target for text in notes} == {article}
    assert notes["A hard word."].span is None
    assert sorted(lost(done.taken)) == [
        ("evidence", "of spreading"),
        ("loose", "Monday"),
        ("loose", "accused"),
        ("mention", "Monday"),
        ("passage", "accused"),
        ("relation", "Monday"),
    ]
    assert done.taken.carried == "2 mentions, 1 relation, 1 note, 1 piece of evidence"


def test_nobody_misses_what_was_rejected(session: Session, file: Path) -> None:
    tag(session, "Monday", "date", level=None)
    with session.store.transaction("Reject") as tx:
        (mention,) = session.store.queries.mentions.all()
        made = replace(mention.provenance, status=Status.REJECTED)
        tx.replace(replace(mention, provenance=made))

    assert lost(again(session, file).taken) == []


def test_corrections_are_made_again_where_their_words_are_the_same(
    session: Session, file: Path
) -> None:
    fix(session, "Norvik has", "Nordvik has")
    fix(session, "accused", "attacked")
    fix(session, "Dock ", "")
    tag(session, "Nordvik", "gpe")
    session.store.author = "ben"

    done = again(session, file, NEWER.replace("Dock workers", "Workers"))

    queries = session.store.queries
    document, text = queries.documents.get(HERE), queries.documents.text(HERE)
    (edit,) = document.corrections.edits
    assert (text[edit.start : edit.end], edit.author) == ("d", "ana")
    assert original_text(session.store, HERE) == NEWER.replace("Dock workers", "Workers")
    assert document.corrections.sha256 == sha256_of(original_text(session.store, HERE))
    (name,) = queries.mentions.of_document(HERE)
    assert name.surface(text) == "Nordvik"
    assert [each for each in lost(done.taken) if each[0] == "correction"] == [
        ("correction", "attacked"),
        ("correction", "workers"),
    ]


def test_a_correction_that_the_file_has_now_is_no_longer_one(session: Session, file: Path) -> None:
    fix(session, "Norvik has", "Nordvik has")

    done = again(session, file, session.text)

    assert session.store.queries.documents.get(HERE).corrections is None
    assert lost(done.taken) == []
    assert done.taken.share == 1


def test_what_an_analyst_set_stays_and_what_was_empty_is_filled_in(
    session: Session, file: Path
) -> None:
    held = session.current_document
    with session.store.transaction("Edit") as tx:
        mine = replace(held, title="Mine", state=DocumentState.DONE, meta={"desk": "north"})
        tx.replace(mine)

    again(session, file, f"By Ada Otieno\n2025-11-07\n{NEWER}")

    document = session.store.queries.documents.get(HERE)
    assert (document.title, document.state, document.meta["desk"]) == (
        "Mine",
        DocumentState.DONE,
        "north",
    )
    assert document.imported_at == held.imported_at
    assert document.source_sha256 != held.source_sha256


def test_the_same_text_is_told_and_nothing_is_written(session: Session, file: Path) -> None:
    steps = session.store.history.steps(limit=1)[0].id

    done = extract_again(session.store, HERE, file)

    assert (done.same_file, done.changed, done.taken) == (True, False, None)
    assert done.sentence == "The text came out the same; there is nothing to do."
    assert session.store.history.steps(limit=1)[0].id == steps


def test_other_bytes_of_the_same_text_are_noted(session: Session, file: Path) -> None:
    data = ARTICLE.encode("utf-16")
    file.write_bytes(data)

    done = extract_again(session.store, HERE, file)

    assert (done.same_file, done.changed, done.taken) == (False, True, None)
    assert done.sentence == (
        "harbour.txt is another version of the file. The text came out the same; what is known of "
        "its file was brought up to date."
    )
    assert session.store.queries.documents.get(HERE).encoding == "utf-16-le"


def test_a_text_is_read_again_in_another_encoding(tmp_path: Path, session: Session) -> None:
    path = tmp_path / "mayor.txt"
    path.write_bytes("Der Bürgermeister sprach in Łódź mit Ada Otieno.\n".encode("cp1250"))
    (document,) = import_paths(session.store, [path], way=Way(encoding="cp1252")).imported
    session.open_document(document)
    name = tag(session, "Ada Otieno")

    extract_again(session.store, document, path)  # which is read as before
    assert session.store.queries.documents.get(document).encoding == "cp1252"
    done = extract_again(session.store, document, path, Way(options={"encoding": "cp1250"}))

    assert session.text == "Der Bürgermeister sprach in Łódź mit Ada Otieno.\n"
    assert session.store.queries.mentions.get(name).surface(session.text) == "Ada Otieno"
    assert done.same_file


def test_a_dry_run_tells_the_same_and_writes_nothing(session: Session, file: Path) -> None:
    tag(session, "Monday", "date", level=None)
    before = content(session.path)

    tried = again(session, file, dry_run=True)

    assert content(session.path) == before
    assert tried == again(session, file)


def test_another_article_is_refused_with_how_much_it_shares(session: Session, file: Path) -> None:
    before = content(session.path)

    with pytest.raises(NotExtracted, match=r"is not in harbour\.txt: its article has 0 %"):
        again(session, file, "Ferries sail from Torvik again, said the union of seamen.\n")

    assert content(session.path) == before


def test_a_text_that_the_project_has_already_is_named(session: Session, file: Path) -> None:
    other = file.with_name("newer.txt")
    other.write_bytes(NEWER.encode())
    import_paths(session.store, [other])

    with pytest.raises(NotExtracted, match="has that text already, as document 2, “Harbour board"):
        again(session, file)


def test_what_cannot_be_read_is_a_sentence(session: Session, file: Path) -> None:
    with pytest.raises(NotExtracted, match="is no file"):
        extract_again(session.store, HERE, file.with_name("gone.txt"))
    with pytest.raises(NotExtracted, match="is no file"):
        extract_again(session.store, HERE, file.parent)
    with pytest.raises(NotExtracted, match="no document 9"):
        extract_again(session.store, 9, file)
    with pytest.raises(FormatError, match="has no option 'html'"):
        extract_again(session.store, HERE, file, Way(options={"html": "yes"}))
    file.write_bytes(b"")
    with pytest.raises((NotExtracted, ImportFailed), match="has no text"):
        extract_again(session.store, HERE, file)


def test_a_file_with_annotations_is_to_be_imported(session: Session, file: Path) -> None:
    path = file.with_name("spans.jsonl")
    spans = [{"start": 0, "end": 7, "label": "ORG"}]
    path.write_text(json.dumps({"text": ARTICLE, "spans": spans}))

    with pytest.raises(NotExtracted, match="brings annotations of its own"):
        extract_again(session.store, HERE, path, Way("prodigy"))


@pytest.mark.parametrize("reports", [0, 2])
def test_nothing_is_kept_when_the_user_gives_up(session: Session, file: Path, reports: int) -> None:
    tag(session, "Ilse Brandt")
    before = content(session.path)
    told = iter([True] * reports)

    with pytest.raises(GivenUp):
        again(session, file, watch=Alone(lambda _done, _total: next(told, False)))

    assert content(session.path) == before


WORDS = ("Brandt", "Monday", "harbour", "“", "\n\n", "é", "x", "😀 said", "")
places = st.integers(0, len(ARTICLE) - 1)
changes = st.lists(st.tuples(places, st.integers(0, 30), st.sampled_from(WORDS)), max_size=4)
spans = st.lists(st.tuples(places, st.integers(1, 25)), min_size=1, max_size=5)


def changed(text: str, how: list[tuple[int, int, str]]) -> str:
    for at, length, words in how:
        text = text[: at % len(text)] + words + text[at % len(text) + length :]
    return text


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(tagged=spans, mine=changes, theirs=changes)
def test_whatever_changes_all_of_it_is_on_the_same_words_or_told_and_comes_back(
    session: Session,
    file: Path,
    tagged: list[tuple[int, int]],
    mine: list[tuple[int, int, str]],
    theirs: list[tuple[int, int, str]],
) -> None:
    queries = session.store.queries
    for start, length in tagged:
        end = min(start + length, len(session.text))
        with session.store.transaction("Tag") as tx:
            place = (Span(start, end),)
            tx.add(Mention(MentionId(0), HERE, "person", place, tx.provenance()))
    for at, length, words in mine:
        with suppress(NotCorrected):
            here = at % len(session.text)
            correct(session.store, HERE, Change(here, min(here + length, len(session.text)), words))
    old, before = session.text, content(session.path)
    held = {each.id: each.surface(old) for each in queries.mentions.of_document(HERE)}

    with suppress(NotExtracted):
        done = again(session, file, changed(ARTICLE, theirs) or "x")
        for each in queries.mentions.of_document(HERE):
            there, here = Tokens(each.surface(session.text)), Tokens(held.pop(each.id))
            assert there.keys == here.keys
        listed = [each for each in done.taken.lost if each.what == "mention"] if done.taken else []
        assert len(listed) == len(held)
        assert check(session.store) == []
        if done.changed:
            session.store.undo()
        assert content(session.path) == before
    revert(session.store, HERE)
    with session.store.transaction("Untag") as tx:
        for each in queries.mentions.of_document(HERE):
            tx.remove(Ref("mention", each.id))
    assert session.text == ARTICLE
