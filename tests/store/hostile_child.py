"""Uses project files one after another, each in a process with limits; prints what came of each.

Run as a script with paths. A line of JSON for each: the sentences that were told, whether the file
opened, and for reading only, seconds of processor time and megabytes at the most; or how it died.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.session.exporting import export_to
from annotator.session.projects import open_project, project_schema
from annotator.store.check import check
from annotator.store.shape import shape_of
from annotator.store.store import Store

SECONDS = 2
ENOUGH = 2 << 30


def main() -> None:
    """Use every file that is named."""
    shape_of(1), shape_of(2)  # what any start does once
    for name in sys.argv[1:]:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            _limit()
            with os.fdopen(writer, "w") as told:
                json.dump(_use(Path(name)), told)
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as told:
            words = told.read()
        _, status, used = os.wait4(child, 0)
        outcome = json.loads(words) if words else {"died": _death(status)}
        outcome["megabytes"] = used.ru_maxrss // 1024
        print(json.dumps(outcome), flush=True)  # noqa: T201


def _limit() -> None:
    """Processor time rather than the clock: other work on the machine changes nothing."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (ENOUGH, ENOUGH))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)


def _death(status: int) -> str:
    signalled = os.WIFSIGNALED(status)
    return signal.Signals(os.WTERMSIG(status)).name if signalled else f"exit {status}"


def _use(path: Path) -> dict[str, object]:
    told: list[str] = []
    began = time.process_time()
    with _sentences(told):
        store = open_project(path, author="ana")
        outcome = {"opened": True, "read_only": store.read_only, "damage": store.damage}
        for act in _acts(store):
            with _sentences(told):
                act()
        store.close()
        return {**outcome, "told": told, "seconds": time.process_time() - began}
    return {"opened": False, "told": told, "seconds": time.process_time() - began}


@contextlib.contextmanager
def _sentences(told: list[str]) -> Iterator[None]:
    try:
        yield
    except AnnotatorError as error:
        told.append(str(error))
    except Exception as error:
        told.append(f"CRASH {type(error).__name__}: {str(error)[:300]}")


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
    main()
