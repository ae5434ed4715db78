"""Uses project files one after another, each in a process with limits; prints what came of each.

Run as a script with paths; see `tests/limited.py`.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.session.exporting import export_to
from annotator.session.projects import open_project, project_schema
from annotator.store.check import check
from annotator.store.shape import shape_of
from annotator.store.store import Store
from tests.limited import Outcome, each, sentences


def use(path: Path, told: list[str]) -> Outcome:
    """Open a project and read all that is in it."""
    store = open_project(path, author="ana")
    for act in _acts(store):
        with sentences(told):
            act()
    store.close()
    return {"opened": True, "read_only": store.read_only, "damage": store.damage}


def _acts(store: Store) -> Iterator[Callable[[], object]]:
    """What a window, the check and an export read."""
    queries = store.queries
    yield lambda: project_schema(store)
    yield lambda: queries.documents.counted(queries.documents.ids()[:100])
    yield lambda: [queries.annotated(document) for document in queries.documents.ids()]
    yield queries.entities.all
    yield queries.claims.all
    yield queries.links.notes.all
    yield queries.types_in_use
    yield queries.attributes_in_use
    yield store.history.steps
    yield store.history.undo_label
    yield lambda: export_to(store, io.BytesIO())
    yield lambda: _raise_findings(store)


def _raise_findings(store: Store) -> None:
    found = check(store)
    if found:
        raise AnnotatorError("FOUND " + "; ".join(finding.sentence for finding in found[:3]))


if __name__ == "__main__":
    shape_of(1)  # which a project of the present format does not need
    each(use)
