"""The text of the open article is made anew: asked are the file and how to read it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.commands import document, history
from annotator.commands.registry import run as run_command
from annotator.formats.articles.meta_keys import EXTRACTOR, EXTRACTOR_OPTIONS
from annotator.model.document import sha256_of
from annotator.model.span import Span
from annotator.session import Session
from tests.commands.desk import run, sit_down, tag
from tests.commands.scenarios_returning import NEWER, last

MAIL = (
    "From: Ada\nSubject: The vote\nMessage-ID: <1@example.org>\n\nDock workers demanded a vote.\n"
)


@pytest.fixture
def file(session: Session) -> Path:
    """The file of the open article, with another text than before."""
    sit_down(session)
    tag(session, "Monday", "date", level=None)
    tag(session, "Tomas Reyle")
    with session.store.transaction("Name the file") as tx:
        tx.replace(replace(session.current_document, source_name="harbour.txt"))
    path = session.path.with_name("harbour.txt")
    path.write_bytes(NEWER.encode())
    return path


def test_the_file_is_asked_for_and_what_could_not_follow_is_listed(
    session: Session, file: Path
) -> None:
    asked = run(session, document.extract_again, file, "as before", "monday")

    where, how, changed = asked.asked
    assert (where.title, where.patterns, where.several) == (
        "Where is harbour.txt?",
        ("*.txt",),
        False,
    )
    assert [each.label for each in how.search("")] == [
        "As before",
        "How the text is encoded, as cp1252; usually found out.",
    ]
    assert changed.title == "What changed"
    assert [each.detail for each in changed.search("")] == [
        "mention not carried",
        *["new text"] * 4,
    ]
    assert session.text == NEWER
    assert session.selection.of(NEWER) == "Tuesday"
    assert session.message == "Change 1 of 5: mention not carried. It was “Monday”."


def test_the_reader_stays_at_the_mention(session: Session, file: Path) -> None:
    file.write_bytes(f"\n\n{session.text}".encode())
    place = session.selection

    run(session, document.extract_again, file, "as before")

    assert session.selection == Span(place.start + 2, place.end + 2)
    assert session.message == (
        "harbour.txt is another version of the file. All words are the same; 2 mentions followed."
    )


def test_after_an_undo_the_places_are_not_those_of_the_text(session: Session, file: Path) -> None:
    run(session, document.extract_again, file, "as before", last)
    history.undo(session)

    assert not run_command(session, document.next_change)
    assert not run_command(session, document.changes)

    assert session.message == "These places are no longer in the project."


def test_the_same_text_is_said(session: Session, file: Path) -> None:
    file.write_bytes(session.text.encode())

    run(session, document.extract_again, file, "as before")

    assert session.message.startswith("harbour.txt is another version of the file. The text came")
    assert session.changes is None


def test_each_option_of_what_reads_the_file_can_be_set(session: Session, file: Path) -> None:
    path = file.with_name("vote.eml")
    path.write_text(MAIL, "utf-8")
    with session.store.transaction("Came as mail") as tx:
        meta = {EXTRACTOR: "eml 1", EXTRACTOR_OPTIONS: "html=yes"}
        tx.replace(
            replace(
                session.current_document,
                origin="import:eml",
                meta=meta,
                source_sha256=sha256_of(MAIL),
            )
        )

    asked = run(session, document.extract_again, path, "encoded", "latin-99").asked

    how, value = asked[1:]
    assert [(each.label, each.detail) for each in how.search("")] == [
        ("As before", "html=yes"),
        ("How the text is encoded, as cp1252; usually said in it.", "encoding=…"),
        ("No longer: take the HTML of an e-mail that has plain text as well.", "html=no"),
    ]
    assert value.title == "How the text is encoded, as cp1252; usually said in it."
    assert session.failed
    assert "latin-99" in session.message


@pytest.mark.parametrize("change", [{"source_name": "Pasted text"}, {"origin": "import:brat"}])
def test_without_a_file_it_says_why_not(
    session: Session, file: Path, change: dict[str, str]
) -> None:
    with session.store.transaction("Edit") as tx:
        tx.replace(replace(session.current_document, **change))

    assert not run_command(session, document.extract_again)

    assert session.message.startswith("This text was pasted, or came with annotations of another")
