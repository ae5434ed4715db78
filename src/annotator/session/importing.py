"""Bringing articles into a project: files, folders, pasted text, and whole exported projects.

Each article is stored as it is read, in one transaction that is committed when the last is in. Of
an import of any size a few articles are in memory at a time, and of one that was given up or killed
nothing is in the project.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.formats.base import Stamp
from annotator.formats.plain_text import article
from annotator.model.annotations import Annotation, ProjectContent
from annotator.model.ids import DocumentId
from annotator.session.headless import Alone
from annotator.session.import_reading import Article, Found, ImportCancelled, Reading
from annotator.session.import_report import ImportReport, articles
from annotator.session.ports import Watch
from annotator.session.projects import schema_json
from annotator.session.rereading import change_encoding
from annotator.store.store import Store
from annotator.store.transaction import Transaction

__all__ = ["ImportReport", "change_encoding", "import_paths", "import_text"]


def import_paths(
    store: Store,
    paths: Sequence[Path],
    *,
    encoding: str | None = None,
    watch: Watch | None = None,
) -> ImportReport:
    """Import files, and the articles of folders, as one undoable step.

    `encoding` overrides what the bytes of texts seem to say. An exported project is taken in whole,
    with its schema, name and ids, if nothing is in this one yet. A text that the project has is not
    stored again. Files that cannot be read are in the report; when `watch` gives up, nothing is
    stored. Raises StoreError when the project cannot be written.
    """
    # Looks for plug-ins, whose machinery would make every start 10 ms longer.
    from annotator.formats.registry import installed  # noqa: PLC0415

    watch = watch or Alone()
    reading = Reading(installed(), encoding, watch, takes_project=is_empty(store))
    storing = _Storing(store, watch, reading.tell)
    try:
        storing.store(reading.found(paths))
    except ImportCancelled as given_up:
        return ImportReport(notices=(str(given_up),))
    return storing.report(reading.refused, reading.notices)


def import_text(store: Store, text: str, name: str) -> ImportReport:
    """Import pasted text as one article; `name` is its title where the text has none."""
    try:
        pasted = article(text, name, Stamp("", ""))
    except AnnotatorError as error:
        return ImportReport(refused=(str(error),))
    storing = _Storing(store, Alone(), _untold)
    storing.store(iter([Article(pasted.document, pasted.text, "plain_text")]))
    return storing.report((), ())


def is_empty(store: Store) -> bool:
    """Whether nothing was imported into a project or made in it, so that a whole one fits in."""
    queries = store.queries
    links = queries.links
    groups = (queries.documents, queries.entities, queries.claims, links.relations, links.notes)
    return not any(group.count() for group in groups)


def _untold(_done: int, _total: int) -> None:
    """Short work is not reported."""


class _Storing:
    """Stores what is found, in one step or, when nothing is new, in none."""

    def __init__(self, store: Store, watch: Watch, tell: Callable[[int, int], None]) -> None:
        self._store = store
        self._watch = watch
        self._tell = tell
        self._imported: list[DocumentId] = []
        self._known: list[tuple[str, DocumentId]] = []

    def store(self, found: Iterator[Found]) -> None:
        """Store all that the project does not have; whatever `found` raises, nothing is stored."""
        new, watch = self._new(found), self._watch
        first = watch.wait(lambda: next(new, None))
        if first is None:
            return
        with self._store.transaction("Import", repeatable=True, alone=watch.wait) as tx:
            watch.wait(lambda: self._store_each(tx, chain((first,), new)))
            tx.label = f"Import {articles(len(self._imported))}"

    def report(self, refused: Sequence[str], notices: Sequence[str]) -> ImportReport:
        """What became of it."""
        return ImportReport(
            tuple(self._imported), tuple(self._known), tuple(refused), tuple(notices)
        )

    def _new(self, found: Iterator[Found]) -> Iterator[Found]:
        """What is not in the project yet, nor came in just now."""
        documents = self._store.queries.documents
        for one in found:
            twin = None
            if isinstance(one, Article):
                twin = documents.id_of_text(one.document.sha256)
            if isinstance(one, Article) and twin is not None:
                self._known.append((_writable(one.document.source_name), twin))
            else:
                yield one

    def _store_each(self, tx: Transaction, new: Iterator[Found]) -> None:
        for one in new:
            if isinstance(one, ProjectContent):
                self._imported += _take_over(tx, one, self._tell)
            else:
                self._imported.append(_add_article(tx, one))


def _add_article(tx: Transaction, one: Article) -> DocumentId:
    stamped = replace(
        one.document,
        id=DocumentId(0),
        origin=f"import:{one.importer}",
        title=_writable(one.document.title),
        source_name=_writable(one.document.source_name),
        imported_at=tx.now,
        imported_by=tx.author,
    )
    return tx.add_document(stamped, one.text)


def _writable(name: str) -> str:
    """A name with its undecodable bytes spelled out: file names need not be UTF-8, rows must."""
    return name if name.isascii() else name.encode("utf-8", "backslashreplace").decode("utf-8")


def _take_over(
    tx: Transaction, content: ProjectContent, tell: Callable[[int, int], None]
) -> list[DocumentId]:
    """Store a whole project under its own ids; links are checked when the step ends."""
    tx.set_project(name=content.name, schema=schema_json(content.schema))
    documents = tuple(content.documents)
    for done, annotated in enumerate(documents):
        tell(done, len(documents))
        tx.add_document(annotated.document, annotated.text)
        _add(tx, annotated.mentions)
        _add(tx, annotated.statements)
    for group in (content.entities, content.claims, content.evidence):
        _add(tx, group)
    _add(tx, content.relations)
    _add(tx, content.notes)
    return [annotated.document.id for annotated in documents]


def _add(tx: Transaction, values: Iterable[Annotation]) -> None:
    for value in values:
        tx.add(value)
