"""A project in a temporary folder, with one article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.document import Document, sha256_of
from annotator.model.ids import DocumentId
from annotator.store.store import Store

TEXT = "The Kenyan Treasury denied on Friday that “any shilling” was lost, Ada Otieno said. 😀 End."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.annotator"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = Store.create(path, schema="{}", author="ana")
    yield store
    store.close()


@pytest.fixture
def article(store: Store) -> DocumentId:
    return add_article(store)


def add_article(store: Store) -> DocumentId:
    with store.transaction("Import") as tx:
        return tx.add_document(
            Document(
                id=DocumentId(0),
                title="Treasury",
                sha256=sha256_of(TEXT),
                length=len(TEXT),
                imported_at=tx.now,
                imported_by=tx.author,
                meta={"desk": "east"},
            ),
            TEXT,
        )
