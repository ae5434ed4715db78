"""Writing a project in one of the formats: a whole file or none."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from annotator.errors import AnnotatorError
from annotator.formats.base import Exporter, Losses
from annotator.model.annotations import ProjectContent
from annotator.session.projects import project_schema
from annotator.store.connection import check_header
from annotator.store.errors import NewerProject, StoreError
from annotator.store.store import Store

_NEW_FILE = 0o666
_MEMORY = 1 << 24
"""So many bytes of an export to a stream are kept in memory; the rest goes to a temporary file."""


class NotExported(AnnotatorError):
    """An export that could not be written; what was at the path before is still there."""


def project_content(store: Store) -> ProjectContent:
    """The project as values; its documents are read one after another, and once."""
    queries = store.queries
    return ProjectContent(
        schema=project_schema(store),
        name=queries.project().name,
        documents=queries.annotated_documents(),
        entities=tuple(queries.entities.all()),
        claims=tuple(queries.claims.all()),
        evidence=tuple(queries.claims.evidence.all()),
        relations=tuple(queries.links.relations.all()),
        notes=tuple(queries.links.notes.all()),
    )


def export(
    store: Store,
    path: Path,
    format: str = "json",  # noqa: A002 - the word of the command line
    *,
    overwrite: bool = True,
) -> Losses:
    """Write the project to a file, which appears whole or not at all.

    Returns what the format could not carry. Raises AnnotatorError for an unknown format, for a
    file that may not be replaced (a project never is), and when nothing can be written.
    """
    exporter = _exporter(format)
    path = path.resolve()  # through a symbolic link, so that the link stays
    with _readable(path):
        _refuse_to_replace(path, overwrite=overwrite)
        if path.exists() and not path.is_file():
            with path.open("wb") as device:
                return _copy(store, exporter, device)
        return _replace(store, exporter, path)


def export_to(
    store: Store,
    out: BinaryIO,
    format: str = "json",  # noqa: A002 - the word of the command line
) -> Losses:
    """Write the project to a stream, which gets nothing when the export fails.

    Returns what the format could not carry. Raises AnnotatorError as `export` does.
    """
    return _copy(store, _exporter(format), out)


def _exporter(name: str) -> Exporter:
    # Looks for plug-ins, whose machinery would make every start 10 ms longer.
    from annotator.formats.registry import installed  # noqa: PLC0415

    exporters = installed().exporters
    if name not in exporters:
        raise NotExported(f"There is no format {name!r}; choose {', '.join(sorted(exporters))}.")
    return exporters[name]


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turn the system's errors into sentences."""
    try:
        yield
    except OSError as error:
        raise NotExported(
            f"{path} cannot be written ({error.strerror or error}). Choose another place."
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


def _copy(store: Store, exporter: Exporter, out: BinaryIO) -> Losses:
    with tempfile.SpooledTemporaryFile(max_size=_MEMORY) as whole:
        losses = _write(store, exporter, cast("BinaryIO", whole))
        whole.seek(0)
        shutil.copyfileobj(whole, out)
    out.flush()
    return losses


def _write(store: Store, exporter: Exporter, out: BinaryIO) -> Losses:
    """Raises NotExported where what is in the project does not fit together."""
    try:
        return exporter.write(project_content(store), out)
    except (LookupError, ValueError, TypeError, AssertionError) as error:
        # Nothing of a check is needed at a start.
        from annotator.store.check import check  # noqa: PLC0415

        if not check(store):
            raise  # the project is whole, so the exporter is wrong
        raise NotExported(
            f"{store.path.name} cannot be exported: what is in it does not fit together. "
            "Run `annotator check` on it, or open a backup."
        ) from error


def _replace(store: Store, exporter: Exporter, path: Path) -> Losses:
    """Write beside the file, make it safe on the disk, then put it in the file's place."""
    descriptor, name = tempfile.mkstemp(
        dir=path.parent, prefix=f".{path.name[:80]}.", suffix=".part"
    )
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            losses = _write(store, exporter, file)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(_mode(path))
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)
    return losses


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
