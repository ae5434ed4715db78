"""A session knows where the reader is, and lets go of what is gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.commands import document, history, mention, statement
from annotator.session import Mode, Moved, Panel, Session, Topic
from annotator.session.importing import import_text
from annotator.session.projects import create_project, lexicon

TEXT = "Ada Otieno lives in Nairobi.\n\nShe denied that Nairobi is 😀 hot.\n"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    store = create_project(tmp_path / "desk.annotator", author="ana")
    report = import_text(store, TEXT, "Heat")
    session = Session(store, lexicon=lexicon())
    session.open_document(report.imported[0])
    yield session
    session.close()


def select(session: Session, words: str) -> None:
    start = session.text.index(words)
    session.select(start, start + len(words))


def test_what_lies_at_the_caret_is_current(session: Session) -> None:
    select(session, "Nairobi")
    mention.add(session, type="gpe")
    tagged = session.mention

    session.select(0, 0)
    assert session.mention is None
    session.select(TEXT.index("airobi"), TEXT.index("airobi"))

    assert session.mention == tagged
    assert session.current_entity is not None
    assert session.current_entity.name == "Nairobi"


def test_the_statement_stays_current_while_its_parts_are_sought(session: Session) -> None:
    select(session, "denied")
    statement.new(session)
    made = session.statement

    select(session, "Ada Otieno")

    assert session.statement == made


def test_what_is_undone_is_no_longer_current(session: Session) -> None:
    select(session, "Nairobi")
    mention.add(session, type="gpe")

    history.undo(session)

    assert session.current_mention is None
    assert session.current_entity is None


def test_a_position_beyond_the_text_is_brought_inside(session: Session) -> None:
    session.select(-5, 10_000)

    assert (session.anchor, session.caret) == (0, len(TEXT))


def test_every_move_is_told_with_its_topics(session: Session) -> None:
    heard: list[Moved] = []
    stop = session.listen(heard.append)

    session.focus(Panel.ENTITIES)
    assert session.mode is Mode.ENTITIES
    stop()
    session.focus(Panel.ARTICLE)

    assert heard == [Moved(frozenset({Topic.MODE}))]


def test_another_document_opens_when_the_current_one_is_deleted(session: Session) -> None:
    first = session.document
    second = import_text(session.store, "Another text.\n", "Other").imported[0]

    document.delete(session)

    assert session.document == second
    assert session.text == "Another text.\n"
    history.undo(session)
    assert session.document == first


def test_a_text_read_in_another_encoding_is_shown_at_once(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes("Der Bürgermeister sprach.\n".encode("cp1252"))
    document.import_files(session, [path])

    document.set_encoding(session, "cp1251")
    assert "ь" in session.text
    history.undo(session)

    assert "ü" in session.text


def test_an_article_is_read_with_the_words_of_its_language(session: Session) -> None:
    text = "El ministro dijo que el puente está cerrado desde ayer."
    spanish = import_text(session.store, text, "Puente").imported[0]

    session.open_document(spanish)
    assert session.lexicon.language == "en"
    document.set_metadata(session, "language", "es")
    assert session.lexicon.language == "es"
    assert session.suggestions is not None
    session.suggestions.complete()

    assert len(session.suggestions.undecided.statements()) == 1
