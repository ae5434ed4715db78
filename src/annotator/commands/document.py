"""Bringing articles in, going from one to the next, and what is known about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from annotator.commands.conditions import Condition, has_document
from annotator.commands.registry import Arguments, Asker, command
from annotator.errors import AnnotatorError
from annotator.model.document import Document, DocumentState
from annotator.model.ids import DocumentId, Ref
from annotator.session import Choice, ChoiceQuestion, PathsQuestion, Session, TextQuestion
from annotator.session.importing import (
    ImportReport,
    change_encoding,
    import_paths,
    import_text,
)
from annotator.session.projects import sample_articles
from annotator.session.state import PANELS

_FILE = "File"
_GO = "Go"
_FIELDS = "Edit/Document"


class BadMetadata(AnnotatorError):
    """A value that a document's field cannot have."""


def _ask_files(session: Session, _: Arguments) -> PathsQuestion:
    return PathsQuestion("Import articles", ("*.txt", "*.text", "*.md", "*.json"))


@command("Import articles…", keys="Ctrl+O", modes=PANELS, menu=_FILE, asks={"paths": _ask_files})
def import_files(session: Session, paths: Sequence[Path]) -> None:
    """Bring files and folders into the project as one step, and open the first."""
    _import(session, paths)


def _ask_folder(session: Session, _: Arguments) -> PathsQuestion:
    return PathsQuestion("Import a folder of articles", folder=True)


@command("Import a folder…", modes=PANELS, menu=_FILE, asks={"paths": _ask_folder})
def import_folder(session: Session, paths: Sequence[Path]) -> None:
    """Bring every article of a folder into the project as one step."""
    _import(session, paths)


@command("Try the sample articles", modes=PANELS, menu="Help")
def import_samples(session: Session) -> None:
    """Bring two invented articles into this project, to try things on."""
    _import(session, sample_articles())


def _import(session: Session, paths: Sequence[Path]) -> None:
    with session.progress.during("Importing articles") as progress:
        report = import_paths(session.store, paths, progress=progress)
    _show(session, report)


_clipboard = Condition(
    lambda session: session.host is not None and bool(session.host.clipboard_text().strip()),
    "There is no text on the clipboard.",
)


@command("Paste as article", keys="Ctrl+V", when=_clipboard, modes=PANELS, menu=_FILE)
def paste(session: Session, text: str | None = None) -> None:
    """Make an article of the text on the clipboard."""
    if text is None:
        assert session.host is not None
        text = session.host.clipboard_text()
    _show(session, import_text(session.store, text, "Pasted text"))


def _show(session: Session, report: ImportReport) -> None:
    documents = (*report.imported, *(document for _, document in report.known))
    if documents:
        session.open_document(documents[0])
    session.say(report.sentence, failed=bool(report.refused))


def _ask_encoding(session: Session, _: Arguments) -> ChoiceQuestion:
    names = ("utf-8", "cp1252", "iso-8859-1", "iso-8859-15", "cp1250", "iso-8859-2", "cp1251")
    more = ("koi8-r", "cp1253", "cp1254", "cp1255", "cp1256", "shift_jis", "euc-jp", "gb18030")
    known = (*names, *more, "big5", "euc-kr", "utf-16-le", "utf-16-be")
    document = session.current_document
    now = document.encoding if document else ""

    def search(letters: str) -> list[Choice]:
        found = [Choice(n, n, "now" if n == now else "") for n in known if letters.lower() in n]
        typed = letters.strip().lower()
        return [*found, *([Choice(typed, typed)] if typed and typed not in known else [])]

    return ChoiceQuestion("Read the article's bytes as", search)


@command(
    "Change encoding…",
    when=has_document,
    modes=PANELS,
    menu=_FIELDS,
    asks={"encoding": _ask_encoding},
)
def set_encoding(session: Session, encoding: str) -> None:
    """Read the article's bytes again in another encoding, before anything is annotated in it."""
    assert session.document is not None
    report = change_encoding(session.store, session.document, encoding)
    if not report.refused:
        session.open_document(session.document)
    session.say(report.sentence, failed=bool(report.refused))


@command("Next document", keys="Ctrl+PgDn", when=has_document, modes=PANELS, menu=_GO)
def next_(session: Session) -> None:
    """Open the next document."""
    _neighbour(session, forwards=True)


@command("Previous document", keys="Ctrl+PgUp", when=has_document, modes=PANELS, menu=_GO)
def previous(session: Session) -> None:
    """Open the document before."""
    _neighbour(session, forwards=False)


def _neighbour(session: Session, *, forwards: bool) -> None:
    assert session.document is not None
    found = session.store.queries.documents.neighbour(session.document, forwards=forwards)
    if found is None:
        session.say(f"This is the {'last' if forwards else 'first'} document.")
    else:
        session.open_document(found)


def _ask_document(session: Session, _: Arguments) -> ChoiceQuestion:
    def search(letters: str) -> list[Choice]:
        documents = session.store.queries.documents
        found = documents.counted(documents.ids(letters)[:50])
        return [Choice(d.document.title, d.document.id, d.document.state.value) for d in found]

    return ChoiceQuestion("Open document", search)


@command("Open document…", keys="Ctrl+P", modes=PANELS, menu=_GO, asks={"document": _ask_document})
def open_(session: Session, document: DocumentId) -> None:
    """Open a document of the project by a few letters of its title."""
    session.open_document(document)


@command("Done, next", keys="Ctrl+Enter", when=has_document, modes=PANELS, menu=_GO)
def done_and_next(session: Session) -> None:
    """Mark the document done and open the next one that is not."""
    document = _current(session)
    _replace(session, "Mark done", replace(document, state=DocumentState.DONE))
    following = session.store.queries.documents.next_open(document.id)
    if following is None:
        session.say("Every document is done.")
    else:
        session.open_document(following)


@command("Done, or not yet", keys="Ctrl+D", when=has_document, modes=PANELS, menu=_FIELDS)
def toggle_done(session: Session) -> None:
    """Mark the document done, or open again."""
    document = _current(session)
    done = document.state is DocumentState.DONE
    state = DocumentState.OPEN if done else DocumentState.DONE
    _replace(session, "Reopen" if done else "Mark done", replace(document, state=state))


@command("Delete document", when=has_document, modes=PANELS, menu=_FIELDS)
def delete(session: Session) -> None:
    """Take the document and everything on it out of the project. Undo brings it all back."""
    from annotator.commands.deleting import remove_document  # noqa: PLC0415 - rarely needed

    document = _current(session)
    with session.store.transaction("Delete document") as tx:
        remove_document(session, tx, document)
        tx.remove(Ref("document", document.id))
    session.say(f"“{document.title}” was deleted. Ctrl+Z brings it back.")


def _current(session: Session) -> Document:
    document = session.current_document
    assert document is not None
    return document


def _replace(session: Session, label: str, document: Document) -> None:
    with session.store.transaction(label) as tx:
        tx.replace(document)


def _ask_field(title: str, value: Callable[[Document], str | None]) -> Asker:
    def ask(session: Session, _: Arguments) -> TextQuestion:
        return TextQuestion(title, value(_current(session)) or "")

    return ask


@command(
    "Rename…",
    when=has_document,
    modes=PANELS,
    menu=_FIELDS,
    asks={"title": _ask_field("Title", lambda document: document.title)},
)
def rename(session: Session, title: str) -> None:
    """Give the document another title; the text stays as it is."""
    if not title.strip():
        raise BadMetadata("A document needs a title.")
    _replace(session, "Rename document", replace(_current(session), title=title.strip()))


@command(
    "Date…",
    when=has_document,
    modes=PANELS,
    menu=_FIELDS,
    asks={"published": _ask_field("Date (2025-11-07)", lambda document: document.published)},
)
def set_published(session: Session, published: str) -> None:
    """Set the day of publication, as 2025-11-07; empty clears it."""
    value = published.strip() or None
    try:
        if value:
            date.fromisoformat(value)
    except ValueError as error:
        raise BadMetadata(f"“{value}” is no date. Write it as 2025-11-07.") from error
    _replace(session, "Set date", replace(_current(session), published=value))


@command(
    "Publisher…",
    when=has_document,
    modes=PANELS,
    menu=_FIELDS,
    asks={"publisher": _ask_field("Publisher", lambda document: document.publisher)},
)
def set_publisher(session: Session, publisher: str) -> None:
    """Set who published the article; empty clears it."""
    value = publisher.strip() or None
    _replace(session, "Set publisher", replace(_current(session), publisher=value))


@command(
    "Author…",
    when=has_document,
    modes=PANELS,
    menu=_FIELDS,
    asks={"author": _ask_field("Author", lambda document: document.author)},
)
def set_author(session: Session, author: str) -> None:
    """Set who wrote the article; empty clears it."""
    _replace(session, "Set author", replace(_current(session), author=author.strip() or None))


@command(
    "Source address…",
    when=has_document,
    modes=PANELS,
    menu=_FIELDS,
    asks={"source_url": _ask_field("Address", lambda document: document.source_url)},
)
def set_source_url(session: Session, source_url: str) -> None:
    """Set the address where the article was found; empty clears it."""
    value = source_url.strip() or None
    _replace(session, "Set address", replace(_current(session), source_url=value))


@command(
    "Language…",
    when=has_document,
    modes=PANELS,
    menu=_FIELDS,
    asks={"language": _ask_field("Language (en, es, ar…)", lambda document: document.language)},
)
def set_language(session: Session, language: str) -> None:
    """Set the language of the article, as en or pt-BR; empty clears it."""
    _replace(session, "Set language", replace(_current(session), language=language.strip()))
