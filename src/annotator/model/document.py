"""One article: its text, and its metadata."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.model.attributes import AttributeValue
from annotator.model.correction import Corrections
from annotator.model.ids import DocumentId


class DocumentState(StrEnum):
    """Whether the analyst calls a document finished."""

    OPEN = "open"
    DONE = "done"


class DocumentOrder(StrEnum):
    """In what order documents are listed: as imported, by title, by date, or by their state."""

    IMPORTED = "imported"
    TITLE = "title"
    NEWEST = "newest"
    ANNOTATED = "annotated"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Document:
    """What is known about one article; the text itself is `DocumentText`.

    `sha256` is that of the text in UTF-8, `source_sha256` that of the bytes it was decoded from
    with `encoding` (`bom` says whether a byte order mark was taken off). `length` counts code
    points. `author` is the article's; `imported_by` is the analyst. `corrections` say how the text
    came from the one that was imported, where it was corrected; `source_sha256` is of the latter.
    """

    id: DocumentId
    title: str
    sha256: str
    length: int
    imported_at: str
    imported_by: str
    language: str = ""
    source_name: str = ""
    source_sha256: str = ""
    encoding: str = "utf-8"
    bom: bool = False
    source_url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    origin: str = "import:plain_text"
    state: DocumentState = DocumentState.OPEN
    corrections: Corrections | None = None
    meta: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)

    @property
    def original_sha256(self) -> str:
        """The SHA-256 of the text as it was before it was corrected."""
        return self.corrections.sha256 if self.corrections else self.sha256


def sha256_of(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in lower-case hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
