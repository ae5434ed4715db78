"""Writing a project in one of the formats: a whole file or none."""

from __future__ import annotations

import glob
import io
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, Generic, TextIO, TypeVar, cast

from annotator.errors import AnnotatorError, GivenUp
from annotator.formats.base import Exporter, FolderExporter
from annotator.formats.losses import Losses
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.session.export_choice import Choice, Wanted, accepted_only, with_suggestions
from annotator.session.headless import Alone
from annotator.session.ports import ReportProgress, Watch
from annotator.session.projects import stored_schema
from annotator.store.connection import check_header
from annotator.store.disks import reason
from annotator.store.errors import NewerProject, StoreError
from annotator.store.queries import Queries
from annotator.store.store import Store

V = TypeVar("V")

_NEW_FILE = 0o666
_MEMORY = 1 << 24
"""So many bytes of an export to a stream are kept in memory; the rest goes to a temporary file."""
_BUFFER = 1 << 20
_TOLD_EVERY = 500
_PART = ".part"
_ABANDONED_S = 24 * 3600


class NotExported(AnnotatorError):
    """An export that could not be written; what was at the path before is still there."""


class ExportCancelled(GivenUp):
    """An export that was given up; what was at the path before is still there."""


def export(
    store: Store,
    path: Path,
    format: str = "json",  # noqa: A002 - the word of the command line
    *,
    overwrite: bool = True,
    watch: Watch | None = None,
    choice: Choice | Wanted = Choice.STORED,
) -> Losses:
    """Write the project to a file, which appears whole or not at all.

    Returns what the format could not carry. Raises AnnotatorError for an unknown format, for a
    file that may not be replaced (a project never is), and when nothing can be written;
    ExportCancelled when `watch` gives up.
    """
    path = path.resolve()  # through a symbolic link, so that the link stays
    with _readable(path):
        _refuse_to_replace(path, overwrite=overwrite)
        if path.exists() and not path.is_file():
            with path.open("wb") as device:
                return _written(store, watch, choice, format, partial(_copy, device))
        return _written(store, watch, choice, format, partial(_replace, path))


def export_to(
    store: Store,
    out: BinaryIO,
    format: str = "json",  # noqa: A002 - the word of the command line
    *,
    watch: Watch | None = None,
    choice: Choice | Wanted = Choice.STORED,
) -> Losses:
    """Write the project to a stream, which gets nothing when the export fails.

    Returns what the format could not carry. Raises AnnotatorError as `export` does.
    """
    return _written(store, watch, choice, format, partial(_copy, out))


def _exporter(name: str) -> Exporter:
    # Looks for plug-ins, whose machinery would make every start 10 ms longer.
    from annotator.formats.registry import installed  # noqa: PLC0415

    exporters = installed().exporters
    if name not in exporters:
        raise NotExported(f"There is no format {name!r}; choose {', '.join(sorted(exporters))}.")
    exporter = exporters[name]
    if isinstance(exporter, FolderExporter):
        raise NotExported(f"{exporter.title} is a folder of files, which cannot be written yet.")
    return exporter


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turn the system's errors into sentences."""
    try:
        yield
    except OSError as error:
        raise NotExported(
            f"{path} cannot be written ({reason(error, path)}). Choose another place."
        ) from error


def _refuse_to_replace(path: Path, *, overwrite: bool) -> None:
    if path.is_dir():
        raise NotExported(f"{path} is a folder. Name a file in it.")
    if not path.is_file():
        return
    if not overwrite:
        raise NotExported(f"{path} exists already. Choose another name.")
    if _is_project(path):
        raise NotExported(f"{path} is a project. Export to another file.")


def _is_project(path: Path) -> bool:
    try:
        check_header(path)
    except NewerProject:
        return True
    except StoreError:
        return False
    return True


def _written(
    store: Store,
    watch: Watch | None,
    choice: Choice | Wanted,
    name: str,
    write: Callable[[Exporter, ProjectContent], Losses],
) -> Losses:
    """Write the project as it is now; raises NotExported where what is in it does not fit."""
    watch = watch or Alone()

    def work() -> Losses:
        exporter = _exporter(name)  # here, for to find them all takes long the first time
        with store.snapshot() as queries:
            content = _content(queries, watch)
            return _write_chosen(store, content, queries, choice, partial(write, exporter))

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


def _write_chosen(
    store: Store,
    content: ProjectContent,
    queries: Queries,
    choice: Choice | Wanted,
    write: Callable[[ProjectContent], Losses],
) -> Losses:
    """Write what is to be written of a project; a suggester that cannot be used is a loss."""
    if choice is Choice.STORED:
        return write(content)
    if choice is Choice.ACCEPTED:
        return write(accepted_only(content, queries))
    # looks for plug-ins and models
    from annotator.session.more_suggesters import suggesters_of  # noqa: PLC0415
    from annotator.session.proposing import Proposing  # noqa: PLC0415

    wanted = choice if isinstance(choice, Wanted) else None
    suggesters = suggesters_of(store, content.schema)
    proposing = Proposing(queries, content.schema, suggesters, wanted)
    return write(with_suggestions(content, queries, proposing.of)) + proposing.losses


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


def _copy(out: BinaryIO, exporter: Exporter, content: ProjectContent) -> Losses:
    with tempfile.SpooledTemporaryFile(max_size=_MEMORY) as whole:
        losses = exporter.write(content, cast("BinaryIO", whole))
        whole.seek(0)
        shutil.copyfileobj(whole, out)
    out.flush()
    return losses


@contextmanager
def whole_file(path: Path, *, encoding: str) -> Iterator[TextIO]:
    """A text file to write, which appears at a path whole or not at all. Raises NotExported."""
    path = path.resolve()
    with _readable(path):
        _refuse_to_replace(path, overwrite=True)
        with _put_in_place(path) as file:
            text = io.TextIOWrapper(file, encoding, newline="")
            yield text
            text.detach()  # which writes what it still holds, and leaves the file open


def _replace(path: Path, exporter: Exporter, content: ProjectContent) -> Losses:
    with _put_in_place(path) as file:
        return exporter.write(content, file)


@contextmanager
def _put_in_place(path: Path) -> Iterator[BinaryIO]:
    """Write beside the file, make it safe on the disk, then put it in the file's place."""
    _sweep(path)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=_prefix(path), suffix=_PART)
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb", _BUFFER) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.chmod(_mode(path))
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _prefix(path: Path) -> str:
    return f".{path.name[:80]}."


def _sweep(path: Path) -> None:
    """Remove what a killed export to the same file left, once it cannot be at work any more."""
    for left in path.parent.glob(f"{glob.escape(_prefix(path))}*{_PART}"):
        with suppress(OSError):  # somebody else removed it, or it is not ours to remove
            if time.time() - left.stat().st_mtime > _ABANDONED_S:
                left.unlink()


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those of any new file."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return _NEW_FILE & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the new name safe as well, where the system can do that."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
