"""Bringing articles into a project: files, folders, pasted text, and whole exported projects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError
from annotator.formats.base import Imported, Importer, Stamp
from annotator.formats.plain_text import ImportFailed, PlainTextImporter, article, articles_in
from annotator.model.annotations import AnnotatedDocument, Annotation, ProjectContent
from annotator.model.ids import DocumentId
from annotator.session.import_report import ImportReport, articles
from annotator.session.projects import schema_json
from annotator.session.rereading import change_encoding
from annotator.store.store import Store
from annotator.store.transaction import Transaction

if TYPE_CHECKING:
    from annotator.formats.registry import Formats

__all__ = ["ImportReport", "Progress", "change_encoding", "import_paths", "import_text"]
Progress = Callable[[int, int], bool]
"""Hears how many files of how many were read; answers False to give up."""
_LATER = Stamp("", "")
"""Files are read before the step begins, which alone knows the time and the author."""
CANCELLED = ImportReport(notices=("The import was cancelled; nothing was stored.",))


@dataclass(slots=True)
class _Gathered:
    """What was read of the files so far; nothing of it is stored yet."""

    project: ProjectContent | None = None
    articles: list[AnnotatedDocument] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def import_paths(
    store: Store,
    paths: Sequence[Path],
    *,
    encoding: str | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Import files, and the articles of folders, as one undoable step.

    `encoding` overrides what the bytes of texts seem to say. An exported project is taken in whole,
    with its schema, name and ids, if nothing is in this one yet. A text that the project has is not
    stored again. Files that cannot be read are in the report; when `progress` gives up, nothing is
    stored. Raises StoreError when the project cannot be written.
    """
    # Looks for plug-ins, whose machinery would make every start 10 ms longer.
    from annotator.formats.registry import installed  # noqa: PLC0415

    gathered = _Gathered()
    files = list(_files(paths, gathered))
    reading = _Reading(installed(), encoding, is_empty(store))
    for done, path in enumerate(files):
        if progress and not progress(done, len(files)):
            return CANCELLED
        try:
            reading.gather(path, gathered)
        except AnnotatorError as error:
            gathered.refused.append(_about(path, str(error)))
    if progress and not progress(len(files), len(files)):
        return CANCELLED
    return _stored(store, gathered)


def import_text(store: Store, text: str, name: str) -> ImportReport:
    """Import pasted text as one article; `name` is its title where the text has none."""
    try:
        pasted = article(text, name, _LATER)
    except AnnotatorError as error:
        return ImportReport(refused=(str(error),))
    return _stored(store, _Gathered(articles=[pasted]))


def _files(paths: Sequence[Path], gathered: _Gathered) -> Iterator[Path]:
    """The files that are meant, folders opened; what is neither is refused."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        try:
            yield from articles_in(path)
        except AnnotatorError as error:
            gathered.refused.append(str(error))


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the files of one import are read, and whether the project has nothing in it yet."""

    formats: Formats
    encoding: str | None
    into_empty: bool

    def gather(self, path: Path, gathered: _Gathered) -> None:
        """Add what a file holds; raises AnnotatorError when it cannot be read or taken in."""
        if path.exists() and not path.is_file():
            raise ImportFailed(f"{path} is no file: name a text file or a folder.")
        importer = self._importer(path)
        found = importer.read(path, _LATER)
        if found.content is not None:
            self._gather_project(path, found.content, gathered)
        else:
            gathered.articles += _articles_of(path, importer, found)
        gathered.notices += found.notices
        if found.losses:
            gathered.notices.append(f"{path.name}: {found.losses}.")

    def _importer(self, path: Path) -> Importer:
        """The importer of a file; what no format claims is tried as plain text."""
        importer = self.formats.importer_for(path)
        if importer is None or importer.name == "plain_text":
            return PlainTextImporter(self.encoding)
        return importer

    def _gather_project(self, path: Path, content: ProjectContent, gathered: _Gathered) -> None:
        if gathered.project or gathered.articles or not self.into_empty:
            raise ImportFailed(
                f"{path.name} is a whole project, and this project is not empty: import it into "
                "a new one (annotator new PROJECT)."
            )
        gathered.project = content


def _articles_of(path: Path, importer: Importer, found: Imported) -> Iterator[AnnotatedDocument]:
    if any(one.mentions or one.statements for one in found.documents):
        raise ImportFailed(
            f"{path.name} was not imported: its importer {importer.name} hands over annotations "
            "without their project. Tell its maker."
        )
    origin = f"import:{importer.name}"
    for one in found.documents:
        document = replace(
            one.document,
            id=DocumentId(0),
            origin=origin,
            title=_writable(one.document.title),
            source_name=_writable(one.document.source_name),
        )
        yield replace(one, document=document)


def _writable(name: str) -> str:
    """A name with its undecodable bytes spelled out: file names need not be UTF-8, rows must."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def is_empty(store: Store) -> bool:
    """Whether nothing was imported into a project or made in it, so that a whole one fits in."""
    queries = store.queries
    links = queries.links
    groups = (queries.documents, queries.entities, queries.claims, links.relations, links.notes)
    return not any(group.count() for group in groups)


def _stored(store: Store, gathered: _Gathered) -> ImportReport:
    """Store what was read, in one step or, when nothing is new, in none."""
    whole = tuple(gathered.project.documents) if gathered.project else ()
    ids = {one.document.sha256: one.document.id for one in whole} or _present(store, gathered)
    fresh: dict[str, AnnotatedDocument] = {}
    twins: list[AnnotatedDocument] = []
    for one in gathered.articles:
        if one.document.sha256 in ids or one.document.sha256 in fresh:
            twins.append(one)
        else:
            fresh[one.document.sha256] = one
    imported: list[DocumentId] = []
    if gathered.project or fresh:
        label = f"Import {articles(len(whole) + len(fresh))}"
        with store.transaction(label, repeatable=True) as tx:
            imported = _take_over(tx, gathered.project) if gathered.project else []
            for sha256, one in fresh.items():
                stamped = replace(one.document, imported_at=tx.now, imported_by=tx.author)
                ids[sha256] = tx.add_document(stamped, one.text)
                imported.append(ids[sha256])
    known = tuple((one.document.source_name, ids[one.document.sha256]) for one in twins)
    return ImportReport(tuple(imported), known, tuple(gathered.refused), tuple(gathered.notices))


def _present(store: Store, gathered: _Gathered) -> dict[str, DocumentId]:
    """The documents of the project that have one of the texts, by hash."""
    hashes = {one.document.sha256 for one in gathered.articles}
    found = (store.queries.documents.with_text(sha256) for sha256 in hashes)
    return {document.sha256: document.id for document in found if document}


def _take_over(tx: Transaction, content: ProjectContent) -> list[DocumentId]:
    """Store a whole project under its own ids; links are checked when the step ends."""
    tx.set_project(name=content.name, schema=schema_json(content.schema))
    documents = tuple(content.documents)
    for annotated in documents:
        tx.add_document(annotated.document, annotated.text)
        _add(tx, annotated.mentions)
        _add(tx, annotated.statements)
    _add(tx, content.entities)
    _add(tx, content.claims)
    _add(tx, content.evidence)
    _add(tx, content.relations)
    _add(tx, content.notes)
    return [annotated.document.id for annotated in documents]


def _add(tx: Transaction, values: Iterable[Annotation]) -> None:
    for value in values:
        tx.add(value)


def _about(path: Path, sentence: str) -> str:
    """A sentence that names its file, for those that do not."""
    return sentence if path.name in sentence else f"{path.name}: {sentence}"
