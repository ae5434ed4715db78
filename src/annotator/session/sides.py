"""The two sides of a comparison: projects, or files that formats read; and who has which article.

A project is read document by document, and nobody can write it meanwhile; what is suggested in it
is computed if it is asked for. A file of another format passes through a project of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from annotator.errors import AnnotatorError
from annotator.model.annotations import AnnotatedDocument
from annotator.model.document import Document
from annotator.model.entity import Entity
from annotator.model.ids import DocumentId, EntityId
from annotator.session.export_choice import suggested_beside
from annotator.session.import_reading import Way
from annotator.session.more_suggesters import suggesters_of
from annotator.session.passing import passing_project
from annotator.session.projects import SUFFIX, project_schema
from annotator.session.proposing import Proposing
from annotator.store.connection import check_header
from annotator.store.errors import NotAProject, StoreError
from annotator.store.queries import Queries
from annotator.store.store import Store


class NotCompared(AnnotatorError):
    """A file that is no side of a comparison."""


class Side(Protocol):
    """One annotated project."""

    @property
    def name(self) -> str:
        """The name of its file."""

    @property
    def damage(self) -> str:
        """A sentence where some of it may be missing."""

    @property
    def problems(self) -> Sequence[str]:
        """A sentence for each suggester that could not be used, so far."""

    def documents(self) -> Iterable[Document]:
        """Its documents, in order."""

    def annotated(self, document: DocumentId) -> AnnotatedDocument:
        """A document with everything on it."""

    def entities(self, ids: list[EntityId]) -> Iterable[Entity]:
        """Some of its entities."""


@contextmanager
def opened_side(path: Path, *, suggested: bool = False) -> Iterator[Side]:
    """Open a project for reading, or read an exported file. Raises AnnotatorError.

    With `suggested` a project has what is suggested in it now; a file has what it has.
    """
    if path.exists() and not _is_project(path):
        with passing_project([path], Way()) as (passing, report), passing.snapshot() as queries:
            if report.refused:
                raise NotCompared("\n".join(report.refused))
            yield ProjectSide(path.name, "", queries, report.losses.lines)
        return
    store = Store.open(path, read_only=True)
    try:
        damage = store.read_only_reason if store.damage else ""
        with store.snapshot() as queries:
            side = ProjectSide(path.name, damage, queries)
            yield SuggestedSide(side, queries, store) if suggested else side
    finally:
        store.close()


def _is_project(path: Path) -> bool:
    """Whether a file is a project, or calls itself one: then it is told why it cannot be opened."""
    try:
        check_header(path)
    except NotAProject:
        return path.suffix == SUFFIX
    except StoreError:
        return True
    return True


@dataclass(frozen=True, slots=True)
class ProjectSide:
    """A project, of which one document is in memory at a time."""

    name: str
    damage: str
    _queries: Queries
    problems: Sequence[str] = ()

    def documents(self) -> Iterable[Document]:
        """Its documents, in order."""
        return self._queries.documents.each()

    def annotated(self, document: DocumentId) -> AnnotatedDocument:
        """A document with everything on it."""
        return self._queries.annotated(document)

    def entities(self, ids: list[EntityId]) -> Iterable[Entity]:
        """Some of its entities."""
        return self._queries.entities.some(ids)


class SuggestedSide:
    """A project with what is suggested in it beside what is annotated."""

    def __init__(self, side: ProjectSide, queries: Queries, store: Store) -> None:
        self.name, self.damage = side.name, side.damage
        self.documents, self.entities = side.documents, side.entities
        self._side, self._queries = side, queries
        self._schema = project_schema(store)
        self._proposing = Proposing(queries, self._schema, suggesters_of(store, self._schema))

    @property
    def problems(self) -> Sequence[str]:
        """A sentence for each suggester that could not be used, so far."""
        return self._proposing.problems

    def annotated(self, document: DocumentId) -> AnnotatedDocument:
        """A document with everything on it, and what is suggested there."""
        stored = [self._side.annotated(document)]
        return next(suggested_beside(stored, self._queries, self._schema, self._proposing.of))


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in a list: its id on its side, and its title."""

    id: DocumentId
    title: str


@dataclass(frozen=True, slots=True)
class Matched:
    """Documents that are the same article on both sides, and those that only one side has."""

    pairs: list[tuple[Listed, Listed]]
    only_gold: list[Listed]
    only_system: list[Listed]


def matched(gold: Iterable[Document], system: Iterable[Document]) -> Matched:
    """Match documents by the hash of their text, and those left over by their title.

    A title matches that one document only has on each side. Pairs are in the order of gold.
    """
    texts: dict[str, list[Listed]] = {}
    for each in system:
        texts.setdefault(each.sha256, []).append(Listed(each.id, each.title))
    pairs: list[tuple[Listed, Listed]] = []
    left: list[Listed] = []
    for each in gold:
        listed = Listed(each.id, each.title)
        twins = texts.get(each.sha256)
        if twins:
            pairs.append((listed, twins.pop(0)))
        else:
            left.append(listed)
    others = [each for twins in texts.values() for each in twins]
    return _by_title(pairs, left, sorted(others, key=lambda each: each.id))


def _by_title(
    pairs: list[tuple[Listed, Listed]], gold: list[Listed], system: list[Listed]
) -> Matched:
    ours, theirs = _titled(gold), _titled(system)
    found = [(one, theirs[title]) for title, one in ours.items() if title in theirs]
    here, there = {one.id for one, _ in found}, {other.id for _, other in found}
    return Matched(
        sorted([*pairs, *found], key=lambda pair: pair[0].id),
        [each for each in gold if each.id not in here],
        [each for each in system if each.id not in there],
    )


def _titled(documents: Sequence[Listed]) -> dict[str, Listed]:
    """Documents by title, without those that share one."""
    titles = [" ".join(each.title.split()).casefold() for each in documents]
    times = Counter(titles)
    return {title: each for title, each in zip(titles, documents, strict=True) if times[title] == 1}
