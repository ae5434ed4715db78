"""What docs/reliability.md promises about crashes, full disks and files that move."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

from annotator.model.ids import DocumentId
from annotator.store.check import check
from annotator.store.store import Store

KILLED = """
import os, signal, sys
from pathlib import Path
from annotator.model.document import Document, sha256_of
from annotator.model.ids import DocumentId
from annotator.store.store import Store

store = Store.open(Path(sys.argv[1]), author="ben")
store._db.execute("PRAGMA cache_size = 2")  # so that half of the step is in the file already
with store.transaction("Half done") as tx:
    tx.set_project(name="half done")
    for number in range(40):
        text = f"{number} " + "Ada said no. " * 2000
        document = Document(DocumentId(0), "t", sha256_of(text), len(text), tx.now, "ben")
        tx.add_document(document, text)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def rename(store: Store, name: str) -> None:
    with store.transaction("Rename") as tx:
        tx.set_project(name=name)


def test_a_killed_process_leaves_every_step_before_and_nothing_of_its_own(
    store: Store, article: DocumentId, path: Path
) -> None:
    rename(store, "before")
    store.close()

    done = subprocess.run([sys.executable, "-c", KILLED, path], check=False)  # noqa: S603
    left = sorted(child.name for child in path.parent.iterdir())
    again = Store.open(path)

    assert done.returncode == -signal.SIGKILL
    assert left == [path.name, f"{path.name}-journal"]
    assert not again.read_only
    assert again.put_back
    assert again.queries.project().name == "before"
    assert again.queries.documents.ids() == [article]
    assert [step.label for step in again.history.steps()] == ["Rename", "Import"]
    assert check(again) == []
    rename(again, "after")
    again.close()
    assert [child.name for child in path.parent.iterdir()] == [path.name]
    once_more = Store.open(path)
    assert not once_more.put_back
    once_more.close()


def test_the_connection_is_the_one_that_loses_nothing(store: Store) -> None:
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "trusted_schema")
    values = [store._db.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]

    assert values == ["delete", 3, 1, 0]
    assert sqlite3.sqlite_version_info >= (3, 37)
