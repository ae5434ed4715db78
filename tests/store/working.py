"""A process that works on a project through the store, and says each step that was committed.

`python -m tests.store.working PROJECT SYNCHRONOUS`: an import of many articles, then tags, renames,
deletions, undo and redo. Its system calls are what `power_cuts.py` replays.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from annotator.model.document import Document, sha256_of
from annotator.model.ids import DocumentId, MentionId, Ref
from annotator.model.mention import Mention
from annotator.model.span import Span
from annotator.store.store import Store

ARTICLES = 40
ROUNDS = 8


def bring_in(store: Store, texts: Iterable[str]) -> list[DocumentId]:
    """Import articles as one step."""
    with store.transaction("Import", repeatable=True) as tx:
        return [
            tx.add_document(
                Document(DocumentId(0), "t", sha256_of(text), len(text), tx.now, "ben"), text
            )
            for text in texts
        ]


def tag(store: Store, document: DocumentId, start: int) -> None:
    """Tag a word."""
    with store.transaction("Tag") as tx:
        span = Span(start, start + 3)
        tx.add(Mention(MentionId(0), document, "person", (span,), tx.provenance()))


def say(store: Store) -> None:
    """The id and hash of the last step, as one line."""
    row = store._db.execute("SELECT id, hash FROM step ORDER BY id DESC LIMIT 1").fetchone()
    os.write(1, f"{row[0]} {row[1]}\n".encode())


def work(store: Store) -> None:
    """Do a bit of everything, and say each step."""
    ids = bring_in(store, (f"{n} Ada said no, and so did Ben. " * 60 for n in range(ARTICLES)))
    say(store)
    for turn in range(ROUNDS):
        tag(store, ids[turn], 2)
        say(store)
        with store.transaction("Rename") as tx:
            tx.set_project(name=f"turn {turn} " * (1 + 300 * (turn % 2)))
        say(store)
        with store.transaction("Delete") as tx:
            tx.remove(Ref("document", ids[-1 - turn]))
        say(store)
        for travel in (store.undo, store.redo, store.undo)[: 1 + turn % 3]:
            travel()
            say(store)
    bring_in(store, (f"{n} Later, Ada said yes. " * 30 for n in range(ARTICLES)))
    say(store)
    store.undo()
    say(store)


if __name__ == "__main__":
    opened = Store.open(Path(sys.argv[1]), author="ben")
    opened._db.execute(f"PRAGMA synchronous = {sys.argv[2]}")
    os.write(1, b"begin\n")
    work(opened)
    os.write(1, b"end\n")
    os._exit(0)  # closing writes nothing, and the interpreter's end is of no interest
