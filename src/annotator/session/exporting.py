"""Writing a project in one of the formats: a whole file or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar, cast

from annotator.errors import GivenUp
from annotator.formats.base import AnyExporter, FolderExporter
from annotator.formats.losses import Losses, Tally
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.session.export_choice import Choice, Wanted, accepted_only, with_suggestions
from annotator.session.headless import Alone
from annotator.session.losses_file import note_losses
from annotator.session.original_view import corrections_of, original_view
from annotator.session.placing import (
    Archive,
    NotExported,
    Nowhere,
    Waiting,
    WaitingFile,
    WaitingFolder,
    readable,
    refuse_folder,
    refuse_to_replace,
)
from annotator.session.ports import ReportProgress, Watch
from annotator.session.projects import stored_schema
from annotator.session.some_documents import only
from annotator.store.queries import Queries
from annotator.store.store import Store

V = TypeVar("V")

_MEMORY = 1 << 24
"""So many bytes of an export to a stream are kept in memory; the rest goes to a temporary file."""
_TOLD_EVERY = 500
_JSON = "json"


@dataclass(frozen=True, slots=True)
class _What:
    """What of a project is written: which annotations, and over which texts."""

    choice: Choice | Wanted
    original: bool
    documents: frozenset[int] | None


class ExportCancelled(GivenUp):
    """An export that was given up; what was at the path before is still there."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format by name, with options as texts."""

    name: str = "json"
    options: Mapping[str, str] = field(default_factory=dict)
    original: bool = False
    """Whether over the texts as they were imported; otherwise as they are corrected."""
    documents: frozenset[int] | None = None
    """The documents to write; all of them where it is None."""


def export(
    store: Store,
    path: Path,
    format: Format | str = _JSON,  # noqa: A002 - the word of the command line
    *,
    overwrite: bool = True,
    watch: Watch | None = None,
    choice: Choice | Wanted = Choice.STORED,
) -> Losses:
    """Write the project to a file or folder, which appears whole or not at all.

    A format of many files makes a folder, or an archive where the path ends in `.zip`. Returns what
    the format could not carry, which is kept in a file beside it. Raises AnnotatorError for an
    unknown format, for what may not be replaced (a project never is), and when nothing can be
    written; ExportCancelled when `watch` gives up.
    """
    watch = watch or Alone()
    what = _what(format, choice)
    path = path.resolve()  # through a symbolic link, so that the link stays
    with readable(path):
        exporter = watch.wait(lambda: _exporter(format))
        waiting: Waiting
        if isinstance(exporter, FolderExporter) and path.suffix.lower() != ".zip":
            refuse_folder(path)
            folder = waiting = WaitingFolder(path)
            write = partial(exporter.write_folder, folder=folder)
        else:
            refuse_to_replace(path, overwrite=overwrite)
            if path.exists() and not path.is_file():
                with path.open("wb") as device:
                    return _written(store, watch, what, partial(_copy, device, exporter))
            file = waiting = WaitingFile(path)
            write = partial(_into, file.file, exporter)
        try:
            losses = _written(store, watch, what, write)
            waiting.keep()
        finally:
            waiting.drop()
        note_losses(path, exporter.title, losses)
    return losses


def losses_of(
    store: Store,
    format: Format | str,  # noqa: A002 - the word of the command line
    *,
    watch: Watch | None = None,
    choice: Choice | Wanted = Choice.STORED,
) -> Losses:
    """What a format could not carry of the project; nothing is written. Raises as `export` does."""
    watch = watch or Alone()
    what = _what(format, choice)
    exporter = watch.wait(lambda: _exporter(format))
    with Path(os.devnull).open("wb") as nowhere:
        if isinstance(exporter, FolderExporter):
            write = partial(exporter.write_folder, folder=Nowhere(nowhere))
        else:
            write = partial(exporter.write, out=nowhere)
        return _written(store, watch, what, write)


def export_to(
    store: Store,
    out: BinaryIO,
    format: Format | str = _JSON,  # noqa: A002 - the word of the command line
    *,
    watch: Watch | None = None,
    choice: Choice | Wanted = Choice.STORED,
) -> Losses:
    """Write the project to a stream, which gets nothing when the export fails.

    Of a format of many files it gets an archive. Returns what the format could not carry. Raises
    AnnotatorError as `export` does.
    """
    watch = watch or Alone()
    what = _what(format, choice)
    exporter = watch.wait(lambda: _exporter(format))
    return _written(store, watch, what, partial(_copy, out, exporter))


def _what(format: Format | str, choice: Choice | Wanted) -> _What:  # noqa: A002
    given = format if isinstance(format, Format) else Format(format)
    return _What(choice, given.original, given.documents)


def _exporter(format: Format | str) -> AnyExporter:  # noqa: A002 - the word of the command line
    # Looks for plug-ins, whose machinery would make every start 10 ms longer.
    from annotator.formats.registry import exporter_named  # noqa: PLC0415

    wanted = Format(format) if isinstance(format, str) else format
    return exporter_named(wanted.name, wanted.options)


def _into(out: BinaryIO, exporter: AnyExporter, content: ProjectContent) -> Losses:
    if not isinstance(exporter, FolderExporter):
        return exporter.write(content, out)
    with closing(Archive(out)) as archive:
        return exporter.write_folder(content, archive)


def _copy(out: BinaryIO, exporter: AnyExporter, content: ProjectContent) -> Losses:
    with tempfile.SpooledTemporaryFile(max_size=_MEMORY) as whole:
        losses = _into(cast("BinaryIO", whole), exporter, content)
        whole.seek(0)
        shutil.copyfileobj(whole, out)
    out.flush()
    return losses


def _written(
    store: Store,
    watch: Watch,
    what: _What,
    write: Callable[[ProjectContent], Losses],
) -> Losses:
    """Write the project as it is now; raises NotExported where what is in it does not fit."""

    def work() -> Losses:
        with store.snapshot() as queries:
            content = _content(queries, watch)
            if what.documents is not None:
                content = only(content, what.documents, queries)
            chosen, not_had = _chosen(store, content, queries, what.choice)
            lost = Tally()
            if what.original:
                corrections = corrections_of(queries.documents.corrected())
                chosen = original_view(chosen, corrections, lost)
            return write(chosen) + not_had() + lost.losses

    try:
        return watch.wait(work)
    except (LookupError, ValueError, TypeError, AssertionError, RecursionError) as error:
        # Nothing of a check is needed at a start.
        from annotator.store.check import check  # noqa: PLC0415

        if not check(store):
            raise  # the project is whole, so the exporter is wrong
        raise NotExported(
            f"{store.path.name} cannot be exported: what is in it does not fit together. "
            "Run `annotator check` on it, or restore a backup."
        ) from error


@contextmanager
def content_of(store: Store, choice: Choice | Wanted = Choice.STORED) -> Iterator[ProjectContent]:
    """The project as it is now, as values that are read in passing."""
    with store.snapshot() as queries:
        yield _chosen(store, _content(queries, Alone()), queries, choice)[0]


def _chosen(
    store: Store, content: ProjectContent, queries: Queries, choice: Choice | Wanted
) -> tuple[ProjectContent, Callable[[], Losses]]:
    """What is wanted of a project, and what of it could not be had once all was read."""
    if choice is Choice.STORED:
        return content, Losses
    if choice is Choice.ACCEPTED:
        return accepted_only(content, queries), Losses
    # looks for plug-ins and models
    from annotator.session.more_suggesters import suggesters_of  # noqa: PLC0415
    from annotator.session.proposing import Proposing  # noqa: PLC0415

    wanted = choice if isinstance(choice, Wanted) else None
    suggesters = suggesters_of(store, content.schema)
    proposing = Proposing(queries, content.schema, suggesters, wanted)
    return with_suggestions(content, queries, proposing.of), lambda: proposing.losses


def _content(queries: Queries, report: ReportProgress) -> ProjectContent:
    """The project as values that are read in passing, with a report now and then."""
    total, links = queries.documents.count(), queries.links
    done = 0

    def tell() -> None:
        if not report(done, total):
            raise ExportCancelled("The export was cancelled; no file was written.")

    def documents() -> Iterator[AnnotatedDocument]:
        nonlocal done
        for done, annotated in enumerate(queries.annotated_documents()):  # noqa: B007
            tell()
            plain, said = annotated.plain_mentions, annotated.plain_statements
            yield replace(
                annotated,
                mentions=_told(annotated.mentions, tell),
                statements=_told(annotated.statements, tell),
                plain_mentions=None if plain is None else _told(plain, tell),
                plain_statements=None if said is None else _told(said, tell),
            )
        done = total
        tell()

    return ProjectContent(
        schema=stored_schema(queries),
        name=queries.project().name,
        documents=documents(),
        entities=_InPassing(queries.entities.each, tell),
        claims=_InPassing(queries.claims.each, tell),
        evidence=_InPassing(queries.claims.evidence.each, tell),
        relations=_InPassing(links.relations.each, tell),
        notes=_InPassing(links.notes.each, tell),
    )


def _told(values: Iterable[V], tell: Callable[[], None]) -> Iterator[V]:
    """The same values; tells now and then, in a way that costs each of them nothing."""
    return chain.from_iterable(_chunks(iter(values), tell))


def _chunks(values: Iterator[V], tell: Callable[[], None]) -> Iterator[Iterable[V]]:
    for first in values:
        yield chain((first,), islice(values, _TOLD_EVERY))
        tell()


@dataclass(frozen=True, slots=True)
class _InPassing(Generic[V]):
    """Values that are read anew each time somebody goes through them."""

    read: Callable[[], Iterator[V]]
    tell: Callable[[], None]

    def __iter__(self) -> Iterator[V]:
        return _told(self.read(), self.tell)
