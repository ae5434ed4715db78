"""A text is corrected, its annotations stay on their words, and the original can be had again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.claim import Claim, Evidence, Stance
from annotator.model.document import sha256_of
from annotator.model.ids import ClaimId, DocumentId, EvidenceId, MentionId, NoteId, Ref, StatementId
from annotator.model.mention import Level, Mention
from annotator.model.relation import Note
from annotator.model.span import Span
from annotator.model.statement import Form, Source, SourceKind, Statement
from annotator.session.correcting import NotCorrected, correct, original_text, revert
from annotator.session.exporting import export
from annotator.session.importing import import_paths, import_text
from annotator.session.projects import create_project
from annotator.store.check import check
from annotator.store.store import Store
from annotator.text.correcting import Change

TEXT = "Ida Brnd 😀 said the harbor “is sut”.\r\nHer aide denied it.\r\n"
HERE = DocumentId(1)
new_words = st.sampled_from(["", "é", "a\r\nb", "😀 x"])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = create_project(tmp_path / "desk.annotator", author="ana")
    import_text(store, TEXT, "Harbour")
    with store.transaction("Annotate") as tx:
        made = tx.provenance()
        name = Mention(
            MentionId(0), HERE, "person", (span("Ida Brnd"),), made, Level.NAM, head=span("Brnd")
        )
        ida = MentionId(tx.add(name))
        tx.add(Mention(MentionId(0), HERE, "person", (span("Her aide"),), made, Level.NOM))
        said = (span("the harbor “is sut”"),)
        source = Source(SourceKind.ENTITY, span("Ida Brnd"), ida)
        quoted = (span("“is sut”"),)
        tx.add(
            Statement(
                StatementId(0),
                HERE,
                said,
                Form.MIXED,
                "assert",
                made,
                cue=span("said"),
                source=source,
                quoted=quoted,
            )
        )
        claim = ClaimId(tx.add(Claim(ClaimId(0), "It is shut.", made)))
        tx.add(
            Evidence(
                EvidenceId(0), claim, Stance.SUPPORTS, made, document=HERE, span=span("denied")
            )
        )
        tx.add(Note(NoteId(0), Ref("document", HERE), "emoji", made, span("😀")))
    yield store
    assert check(store) == []
    store.close()


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def put(store: Store, wrong: str, right: str) -> None:
    found = span(wrong, text_of(store))
    correct(store, HERE, Change(found.start, found.end, right))


def text_of(store: Store) -> str:
    return store.queries.documents.text(HERE)


def words_of(store: Store) -> list[str]:
    """The words of everything that has a place, as they stand there now."""
    text, queries = text_of(store), store.queries
    (said,) = queries.statements.of_document(HERE)
    (note,) = queries.links.notes.all()
    (evidence,) = queries.claims.evidence.all()
    mentions = [each.surface(text) for each in queries.mentions.of_document(HERE)]
    places = (*said.content, said.cue, said.source.span, *said.quoted, evidence.span, note.span)
    return [*mentions, *(each.of(text) for each in places)]


def test_annotations_stay_on_their_words_and_take_in_what_is_corrected(store: Store) -> None:
    put(store, "Brnd", "Brandt")
    put(store, "sut", "shut")

    assert text_of(store) == TEXT.replace("Brnd", "Brandt").replace("sut", "shut")
    assert words_of(store) == [
        "Ida Brandt",
        "Her aide",
        "the harbor “is shut”",
        "said",
        "Ida Brandt",
        "“is shut”",
        "denied",
        "😀",
    ]


def test_the_document_says_what_was_corrected_by_whom_and_keeps_the_hash_of_the_original(
    store: Store,
) -> None:
    put(store, "Brnd", "Brandt")

    document = store.queries.documents.get(HERE)
    assert document.sha256 == sha256_of(text_of(store))
    assert document.length == len(text_of(store))
    assert document.corrections.sha256 == sha256_of(TEXT)
    assert document.corrections.edits[0].author == "ana"
    assert original_text(store, HERE) == TEXT


def test_undo_brings_the_original_bytes_back_and_redo_the_correction(store: Store) -> None:
    before, words = store.queries.documents.get(HERE), words_of(store)
    put(store, "Brnd", "Brandt")
    after = words_of(store)

    store.undo()

    assert (text_of(store), store.queries.documents.get(HERE)) == (TEXT, before)
    assert words_of(store) == words
    assert check(store) == []
    store.redo()
    assert words_of(store) == after


def test_all_corrections_can_be_taken_back_at_once(store: Store) -> None:
    words = words_of(store)
    put(store, "Brnd", "Brandt")
    put(store, "harbor", "harbour")

    revert(store, HERE)

    assert (text_of(store), words_of(store)) == (TEXT, words)
    assert store.queries.documents.get(HERE).corrections is None
    steps = len(store.history.steps())
    revert(store, HERE)
    assert len(store.history.steps()) == steps, "there is nothing to take back"


@pytest.mark.parametrize(
    ("wrong", "named"),
    [("Ida Brnd 😀", "“Ida Brnd”"), ("said ", "“said”"), (" denied it", "“denied”")],
)
def test_no_annotation_is_ever_left_without_words(store: Store, wrong: str, named: str) -> None:
    with pytest.raises(NotCorrected, match=named):
        put(store, wrong, "")

    assert text_of(store) == TEXT


def test_a_text_cannot_be_corrected_away(tmp_path: Path) -> None:
    store = create_project(tmp_path / "one.annotator")
    import_text(store, "x", "x")

    with pytest.raises(Exception, match="has no text"):
        correct(store, HERE, Change(0, 1, ""))

    assert text_of(store) == "x"
    store.close()


def test_a_corrected_project_goes_out_and_comes_in_whole(store: Store, tmp_path: Path) -> None:
    put(store, "Brnd", "Brandt")
    export(store, tmp_path / "a.json")
    other = create_project(tmp_path / "other.annotator")

    report = import_paths(other, [tmp_path / "a.json"])
    export(other, tmp_path / "b.json")

    assert report.refused == ()
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert original_text(other, HERE) == TEXT
    other.close()


def test_corrections_that_do_not_give_the_original_are_found_and_refused(
    store: Store, tmp_path: Path
) -> None:
    put(store, "Brnd", "Brandt")
    export(store, tmp_path / "a.json")
    other = create_project(tmp_path / "other.annotator")
    data = (tmp_path / "a.json").read_text("utf-8")
    (tmp_path / "b.json").write_text(data.replace('"original": "nd"', '"original": "nt"'), "utf-8")
    document = store.queries.documents.get(HERE)
    wrong = replace(document.corrections, sha256="0" * 64)
    with store.transaction("Break") as tx:
        tx.replace(replace(document, corrections=wrong))

    (finding,) = check(store)
    store.undo()

    assert "do not give back the text that was imported" in finding.sentence
    assert "without its corrections" in import_paths(other, [tmp_path / "b.json"]).refused[0]
    other.close()


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            st.integers(0, 60), st.integers(0, 8), st.sampled_from(["", "é", "a\r\nb", "😀 x"])
        ),
        max_size=5,
    )
)
def test_whatever_is_corrected_the_project_stays_whole(store: Store, steps) -> None:
    first, done = text_of(store), 0
    for start, length, words in steps:
        text = text_of(store)
        begin = min(start, len(text))
        change = Change(begin, min(len(text), begin + length), words)
        if change.applied(text) == text:
            continue
        try:
            correct(store, HERE, change)
            done += 1
        except NotCorrected:
            continue

        assert check(store) == []
        assert original_text(store, HERE) == TEXT
    for _ in range(done):
        store.undo()
    assert text_of(store) == first
