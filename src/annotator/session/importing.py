"""Bringing articles into a project: files, folders, pasted text, and what other tools annotated.

Each article is stored as it is read, in one transaction that is committed when the last is in. Of
an import of any size a few articles are in memory at a time, and of one that was given up or killed
nothing is in the project.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError
from annotator.formats.base import Imported, Stamp, articles_only
from annotator.formats.documents import writable
from annotator.formats.losses import NO_LOSSES
from annotator.formats.plain_text import article
from annotator.model.ids import DocumentId
from annotator.session.headless import Alone
from annotator.session.import_reading import ImportCancelled, Part, PartlyRead, Reading, Way
from annotator.session.import_report import ImportReport, articles
from annotator.session.import_step import ImportStep, Placed
from annotator.session.ports import Watch
from annotator.session.rereading import change_encoding, is_annotated
from annotator.store.store import Store

if TYPE_CHECKING:
    from annotator.formats.registry import Formats

__all__ = ["PASTED", "ImportReport", "Way", "change_encoding", "import_paths", "import_text"]

PASTED = "Pasted text"
"""What a text is called that came from the clipboard."""
_AS_IT_SAYS = Way()


def import_paths(
    store: Store, paths: Sequence[Path], *, way: Way = _AS_IT_SAYS, watch: Watch | None = None
) -> ImportReport:
    """Import files, and what is in folders, as one undoable step.

    An exported project is taken in whole, with its schema, name and ids, if nothing is in this one
    yet; else it is added, as annotations of any other format are, under new ids. A text that the
    project has is not stored again. Files that cannot be read are in the report; when `watch` gives
    up, nothing is stored. Raises FormatError for a format that there is not, and StoreError when
    the project cannot be written.
    """
    watch = watch or Alone()
    formats = watch.wait(_formats)
    wrong: dict[str, str] = {}
    while True:
        reading = Reading(formats, way, watch, wrong)
        storing = _Storing(store, way, watch, reading)
        try:
            storing.store(reading.found(paths))
        except ImportCancelled as given_up:
            return ImportReport(notices=(str(given_up),))
        except PartlyRead as begun:
            wrong.update(begun.files)
        else:
            return storing.report(reading.refused, reading.notices)


def _formats() -> Formats:
    # Looks for plug-ins, whose machinery would make every start 10 ms longer.
    from annotator.formats.registry import installed  # noqa: PLC0415

    return installed()


def import_text(store: Store, text: str, name: str) -> ImportReport:
    """Import pasted text as one article; `name` is its title where the text has none."""
    try:
        pasted = article(text, name, Stamp("", ""))
    except AnnotatorError as error:
        return ImportReport(refused=(str(error),))
    storing = _Storing(store, _AS_IT_SAYS, Alone(), None)
    storing.store(iter([Part(Imported(articles_only([pasted])), "plain_text", first=True)]))
    return storing.report((), ())


def is_empty(store: Store) -> bool:
    """Whether nothing was imported into a project or made in it, so that a whole one fits in."""
    queries = store.queries
    links = queries.links
    groups = (queries.documents, queries.entities, queries.claims, links.relations, links.notes)
    return not any(group.count() for group in groups)


class _Storing:
    """Stores what is found, in one step or, when nothing is new, in none."""

    def __init__(self, store: Store, way: Way, watch: Watch, reading: Reading | None) -> None:
        self._store, self._way, self._watch, self._reading = store, way, watch, reading
        self._empty = is_empty(store)
        self._known: list[tuple[str, DocumentId]] = []
        self._step: ImportStep | None = None

    def store(self, found: Iterator[Part]) -> None:
        """Store all that the project does not have; whatever `found` raises, nothing is stored."""
        new, watch = self._new(found), self._watch
        first = watch.wait(lambda: next(new, None))
        if first is None:
            return
        with self._store.transaction("Import", repeatable=True, alone=watch.wait) as tx:
            step = self._step = ImportStep(self._store, tx, self._way, self._tell)
            watch.wait(lambda: _store_each(step, chain((first,), new)))
            tx.label = f"Import {articles(len(step.imported))}"

    def report(self, refused: Sequence[str], notices: Sequence[str]) -> ImportReport:
        """What became of it."""
        step, reading = self._step, self._reading
        lost = reading.lost.losses if reading else NO_LOSSES
        if step is None:
            return ImportReport((), tuple(self._known), tuple(refused), tuple(notices), (), lost)
        return ImportReport(
            tuple(step.imported),
            tuple(self._known),
            tuple(refused),
            (*notices, *step.notices),
            tuple(step.annotated),
            lost + step.lost.losses,
        )

    def _tell(self, done: int, total: int) -> None:
        if self._reading:
            self._reading.tell(done, total)

    def _new(self, found: Iterator[Part]) -> Iterator[Placed]:
        """What is not in the project yet, nor came in just now."""
        whole = False
        for part in found:
            if part.first:
                whole = part.imported.whole and self._empty
            if whole:
                yield Placed(part, whole=True)
            else:
                placed = self._placed(part)
                content = placed.part.imported.content
                count = len(tuple(content.documents))
                if not count or len(placed.twins) < count or placed.annotated:
                    yield placed
                self._note_known(placed)
            self._empty = False

    def _placed(self, part: Part) -> Placed:
        """Where the documents of a part are to go, with all that lies in them in memory."""
        content = part.imported.content.held()
        documents = tuple(content.documents)
        if content is not part.imported.content:
            part = replace(part, imported=replace(part.imported, content=content))
        beside = any(True for group in (content.relations, content.notes) for _ in group)
        twins: dict[int, DocumentId] = {}
        annotated: set[int] = set()
        for each in documents:
            twin = self._store.queries.documents.id_of_text(each.document.sha256)
            if twin is None:
                continue
            says = bool(beside or each.mentions or each.statements)
            if says and self._step and twin in self._step.imported_now:
                continue  # the file has this text twice, and says something of each
            twins[each.document.id] = twin
            if self._step:
                self._step.settle()
            if says and (self._way.again or not is_annotated(self._store, twin)):
                annotated.add(each.document.id)
        return Placed(part, twins, frozenset(annotated))

    def _note_known(self, placed: Placed) -> None:
        for each in placed.part.imported.content.documents:
            id = each.document.id
            if id in placed.twins and id not in placed.annotated:
                self._known.append((writable(each.document.source_name), placed.twins[id]))


def _store_each(step: ImportStep, new: Iterable[Placed]) -> None:
    for one in new:
        step.add(one)
    step.finish()
