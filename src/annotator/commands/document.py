"""Bringing articles in, going from one to the next, and what is known about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from annotator.commands import extracting, returning
from annotator.commands.choices import filtered
from annotator.commands.conditions import Condition, has_document
from annotator.commands.registry import Arguments, Variant, command
from annotator.errors import AnnotatorError
from annotator.model.document import Document, DocumentState
from annotator.model.ids import DocumentId, Ref
from annotator.model.schema import Schema
from annotator.session import Choice, ChoiceQuestion, PathsQuestion, Session, TextQuestion
from annotator.session.importing import (
    PASTED,
    ImportReport,
    Way,
    change_encoding,
    import_paths,
    import_text,
)
from annotator.session.projects import sample_articles
from annotator.session.state import PANELS

_FILE = "File"
_GO = "Go"
_FIELDS = "Edit/Document"
_AS_IT_SAYS = Way()


class BadMetadata(AnnotatorError):
    """A value that a document's field cannot have."""


def _ask_files(session: Session, _: Arguments) -> PathsQuestion:
    # Looks for plug-ins, whose machinery would make every start 10 ms longer.
    from annotator.formats.registry import installed  # noqa: PLC0415

    patterns = tuple(f"*{suffix}" for suffix in sorted(installed().suffixes))
    return PathsQuestion("Import articles or annotations", patterns)


@command("Import articles…", keys="Ctrl+O", modes=PANELS, menu=_FILE, asks={"paths": _ask_files})
def import_files(session: Session, paths: Sequence[Path]) -> None:
    """Bring files and folders into the project as one step, and open the first."""
    bring_in(session, paths)


def _ask_folder(session: Session, _: Arguments) -> PathsQuestion:
    return PathsQuestion("Import a folder of articles", folder=True)


@command("Import a folder…", modes=PANELS, menu=_FILE, asks={"paths": _ask_folder})
def import_folder(session: Session, paths: Sequence[Path]) -> None:
    """Bring every article of a folder into the project as one step."""
    bring_in(session, paths)


@command("Try the sample articles", modes=PANELS, menu="Help")
def import_samples(session: Session) -> None:
    """Bring two invented articles into this project, to try things on."""
    bring_in(session, sample_articles())


def bring_in(session: Session, paths: Sequence[Path], way: Way = _AS_IT_SAYS) -> None:
    """Import files and folders as one step, open the first article, and say what came of it."""
    session.safe.before("import")
    with session.progress.during("Importing articles") as watch:
        report = import_paths(session.store, paths, way=way, watch=watch)
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
    _show(session, import_text(session.store, text, PASTED))


def _ask_report(session: Session, _: Arguments) -> ChoiceQuestion:
    assert session.import_report is not None
    choices = [Choice(line, line) for line in session.import_report.lines]
    title = "What the last import has to say; Enter copies a line"
    return ChoiceQuestion(title, filtered(choices), wide=True)


_was_told = Condition(
    lambda session: bool(session.import_report and session.import_report.lines),
    "There is nothing to say of an import: all of it came in as it was.",
)


@command(
    "What the last import says…",
    when=_was_told,
    modes=PANELS,
    menu=_FILE,
    asks={"line": _ask_report},
)
def show_import(session: Session, line: str) -> None:
    """List what was refused, left out or guessed in the last import, with file and line."""
    if session.host is not None:
        session.host.copy_text(line)
    session.say(f"On the clipboard: {line}" if session.host else line)


def _show(session: Session, report: ImportReport) -> None:
    session.import_report = report
    documents = (*report.imported, *report.annotated, *(document for _, document in report.known))
    if documents:
        session.open_document(documents[0])
    more = " File > What the last import says… lists all." if report.is_long else ""
    session.say(f"{report.sentence}{more}", failed=bool(report.refused))


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
    more = " File > What the last import says… lists all." if report.is_long else ""
    session.say(f"{report.sentence}{more}", failed=bool(report.refused))


@command(
    "Extract the text again…",
    keys="Ctrl+R",
    when=extracting.from_file,
    modes=PANELS,
    menu=_FIELDS,
    asks={
        "paths": extracting.ask_file,
        "setting": extracting.ask_setting,
        "value": extracting.ask_value,
    },
)
def extract_again(
    session: Session,
    paths: Sequence[Path],
    setting: extracting.Setting = extracting.AS_BEFORE,
    value: str = "",
) -> None:
    """Make the text anew from its file, as with another option; annotations move along.

    Then lists what could not follow and what is new. One undo takes all of it back.
    """
    extracting.extract(session, paths[0], setting, value)


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
    found = session.store.queries.documents.neighbour(
        session.document, forwards=forwards, order=session.view.sort_documents
    )
    if found is None:
        session.say(f"This is the {'last' if forwards else 'first'} document.")
    else:
        session.open_document(found)


def _ask_document(session: Session, _: Arguments) -> ChoiceQuestion:
    def search(letters: str) -> list[Choice]:
        documents = session.store.queries.documents
        found = documents.counted(documents.ids(letters)[:50])
        return [Choice(d.document.title, d.document.id, _about(d.document)) for d in found]

    return ChoiceQuestion("Open document", search)


def _about(document: Document) -> str:
    """What tells a document from others of the same title."""
    parts = (document.published, document.source_name, document.state.value)
    return " · ".join(part for part in parts if part)


@command("Open document…", keys="Ctrl+P", modes=PANELS, menu=_GO, asks={"document": _ask_document})
def open_(session: Session, document: DocumentId) -> None:
    """Open a document of the project by a few letters of its title."""
    session.open_document(document)


@command("Done, next", keys="Ctrl+Enter", when=has_document, modes=PANELS, menu=_GO)
def done_and_next(session: Session) -> None:
    """Mark the document done and open the next one that is not."""
    document = _current(session)
    _replace(session, "Mark done", replace(document, state=DocumentState.DONE))
    following = session.store.queries.documents.next_open(document.id, session.view.sort_documents)
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
    (counted,) = session.store.queries.documents.counted([document.id])
    session.safe.before("deleting", counted.mentions + counted.statements)
    with session.store.transaction("Delete document") as tx:
        remove_document(session, tx, document)
        tx.remove(Ref("document", document.id))
    session.say(f"“{document.title}” was deleted. Ctrl+Z brings it back.")


def _ask_version(session: Session, _: Arguments) -> ChoiceQuestion:
    return returning.version_question(session, _current(session).id)


@command(
    "Take over annotations from…",
    keys="Ctrl+T",
    when=has_document,
    modes=PANELS,
    menu=_FIELDS,
    asks={"source": _ask_version},
)
def take_over(session: Session, source: DocumentId) -> None:
    """Carry the annotations of another version of the article to where the text is the same.

    Then lists what could not follow and what is new. What is there already is not doubled.
    """
    returning.take_over(session, source, _current(session).id)


def _ask_change(session: Session, _: Arguments) -> ChoiceQuestion:
    return returning.change_question(session)


@command(
    "What changed…",
    keys="Ctrl+Shift+T",
    when=returning.has_changes,
    modes=PANELS,
    menu=_FIELDS,
    asks={"number": _ask_change},
)
def changes(session: Session, number: int) -> None:
    """List what could not be taken over and what is new in the text, and go to one of it."""
    returning.go_to_change(session, number)


@command("Next change", keys="Ctrl+F4", when=returning.has_changes, modes=PANELS, menu=_GO)
def next_change(session: Session) -> None:
    """Go to the next place that could not be taken over, or is new."""
    returning.step(session, 1)


@command(
    "Previous change", keys="Ctrl+Shift+F4", when=returning.has_changes, modes=PANELS, menu=_GO
)
def previous_change(session: Session) -> None:
    """Go to the place before, of those that could not be taken over, or are new."""
    returning.step(session, -1)


def _current(session: Session) -> Document:
    document = session.current_document
    assert document is not None
    return document


def _replace(session: Session, label: str, document: Document) -> None:
    with session.store.transaction(label) as tx:
        tx.replace(document)


def _ask_title(session: Session, _: Arguments) -> TextQuestion:
    return TextQuestion("Title", _current(session).title)


@command(
    "Rename…",
    when=has_document,
    modes=PANELS,
    menu=_FIELDS,
    asks={"title": _ask_title},
)
def rename(session: Session, title: str) -> None:
    """Give the document another title; the text stays as it is."""
    if not title.strip():
        raise BadMetadata("A document needs a title.")
    _replace(session, "Rename document", replace(_current(session), title=title.strip()))


@dataclass(frozen=True, slots=True)
class _Field:
    """A piece of metadata: the menu's words, the question, and how it stands in the document."""

    title: str
    question: str
    read: Callable[[Document], str | None]
    write: Callable[[Document, str | None], Document]


_METADATA = {
    "published": _Field(
        "Date…",
        "Date of publication, as 2025-11-07",
        lambda document: document.published,
        lambda document, value: replace(document, published=_day(value)),
    ),
    "publisher": _Field(
        "Publisher…",
        "Publisher",
        lambda document: document.publisher,
        lambda document, value: replace(document, publisher=value),
    ),
    "author": _Field(
        "Author…",
        "Author",
        lambda document: document.author,
        lambda document, value: replace(document, author=value),
    ),
    "source_url": _Field(
        "Source address…",
        "Address where the article was found",
        lambda document: document.source_url,
        lambda document, value: replace(document, source_url=value),
    ),
    "language": _Field(
        "Language…",
        "Language, as en or pt-BR",
        lambda document: document.language,
        lambda document, value: replace(document, language=value or ""),
    ),
}


def _day(value: str | None) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError as error:
        raise BadMetadata(f"“{value}” is no date. Write it as 2025-11-07.") from error


def _metadata(_: Schema) -> Sequence[Variant]:
    return [Variant(id, field.title, (), {"field": id}) for id, field in _METADATA.items()]


def _ask_value(session: Session, given: Arguments) -> TextQuestion:
    field = _METADATA[str(given["field"])]
    return TextQuestion(field.question, field.read(_current(session)) or "")


@command(
    "Metadata",
    when=has_document,
    modes=PANELS,
    menu=_FIELDS,
    variants=_metadata,
    asks={"value": _ask_value},
)
def set_metadata(session: Session, field: str, value: str) -> None:
    """Set what is known about the article: its date, publisher, author, address or language.

    An empty answer clears it. The text stays as it is.
    """
    known = _METADATA[field]
    changed = known.write(_current(session), value.strip() or None)
    _replace(session, f"Set {known.title.rstrip('…').lower()}", changed)
