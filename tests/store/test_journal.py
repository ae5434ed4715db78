"""What a project held before a step that was broken off is read as SQLite would put it back."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.model.ids import DocumentId
from annotator.store.journal import before_the_step
from annotator.store.store import Store

BROKEN_OFF = """
import os, signal, sys
from pathlib import Path
from annotator.model.document import Document, sha256_of
from annotator.model.ids import DocumentId
from annotator.store.store import Store

store = Store.open(Path(sys.argv[1]), author="ben")
store._db.execute(f"PRAGMA cache_size = {sys.argv[2]}")
with store.transaction("Half done") as tx:
    tx.set_project(name="half done")
    for number in range(int(sys.argv[3])):
        text = f"{number} " + "Ada said no. " * 2000
        document = Document(DocumentId(0), "t", sha256_of(text), len(text), tx.now, "ben")
        tx.add_document(document, text)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize(("cache", "articles"), [(2, 40), (2, 4), (1000, 1)])
def test_file_and_journal_together_are_what_sqlite_makes_of_them(
    store: Store, article: DocumentId, path: Path, tmp_path: Path, cache: int, articles: int
) -> None:
    with store.transaction("Rename") as tx:
        tx.set_project(name="before")
    store.close()
    arguments = [path, str(cache), str(articles)]
    subprocess.run([sys.executable, "-c", BROKEN_OFF, *arguments], check=False)  # noqa: S603
    assert path.with_name(f"{path.name}-journal").exists()
    torn = path.read_bytes()

    found = before_the_step(path)

    assert path.read_bytes() == torn, "nothing is touched"
    for name in (path.name, f"{path.name}-journal"):
        shutil.copyfile(path.with_name(name), tmp_path / f"by-sqlite{name.removeprefix(path.stem)}")
    Store.open(tmp_path / "by-sqlite.annotator").close()
    assert found == (tmp_path / "by-sqlite.annotator").read_bytes()
    assert (found == torn) == (cache == 1000), "so small a step is not in the file yet"
