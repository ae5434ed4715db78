"""A project that is there while files pass through it: to be converted, or compared."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from annotator.session.import_reading import Way
from annotator.session.import_report import ImportReport
from annotator.session.importing import import_paths
from annotator.session.ports import Watch
from annotator.session.projects import create_project
from annotator.store.store import Store


@contextmanager
def passing_project(
    paths: Sequence[Path],
    way: Way,
    *,
    schema: Path | None = None,
    watch: Watch | None = None,
) -> Iterator[tuple[Store, ImportReport]]:
    """Import files into a project that is removed afterwards; raises what an import does."""
    with tempfile.TemporaryDirectory(prefix="annotator-") as folder:
        store = create_project(Path(folder) / "passing.annotator", schema=schema)
        try:
            yield store, import_paths(store, paths, way=way, watch=watch)
        finally:
            store.close()
