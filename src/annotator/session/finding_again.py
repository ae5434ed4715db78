"""Which of the articles in a file are some documents of the project, read from it again.

A file may hold many: a feed, a web archive, a table. One is known by its text, by the address, the
number or the name that its file has for it, or else by the rows of words that it shares.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from annotator.formats.losses import NO_LOSSES, Losses
from annotator.model.annotations import AnnotatedDocument
from annotator.model.document import Document
from annotator.model.ids import DocumentId
from annotator.session.import_reading import Part
from annotator.text.telling import has_row, plain_words, telling_rows

_NAMES = ("id", "uri", "message_id")
"""The keys of metadata by which files call their articles."""
_ENOUGH, _SOME = 0.5, 0.2
"""The shares of the rows looked for that make an article the one meant: alone, or with a name."""


@dataclass(frozen=True, slots=True)
class Read:
    """An article of a file, with what there is to say of the part that it came in."""

    article: AnnotatedDocument
    importer: str
    notices: tuple[str, ...] = ()
    losses: Losses = NO_LOSSES


@dataclass(slots=True)
class _Wanted:
    """A document that is looked for, and what is most like it so far."""

    document: Document
    rows: list[tuple[str, ...]]
    names: set[tuple[str, str]]
    best: tuple[bool, bool, float] = (False, False, -1.0)
    """Whether it has the very text, whether it is called the same, and the share of the rows."""
    read: Read | None = None

    def look(self, read: Read, names: set[tuple[str, str]], words: str) -> None:
        """Compare with an article, of which there are its names and its words."""
        same = read.article.document.sha256 == self.document.original_sha256
        called = bool(self.names & names)
        found = sum(has_row(words, row) for row in self.rows) / max(len(self.rows), 1)
        if (same, called, found) > self.best:
            self.best, self.read = (same, called, found), read

    @property
    def is_certain(self) -> bool:
        """Whether nothing that may come can be more like it."""
        same, called, _ = self.best
        return same and (called or not self.names)

    def is_meant(self, count: int) -> bool:
        """Whether what is most like it is it, in a file of so many articles."""
        if self.read is None:
            return False
        same, called, found = self.best
        same_file = self.read.article.document.source_sha256 == self.document.source_sha256
        sure = same_file and (called or count == 1)
        return same or sure or found >= (_SOME if called else _ENOUGH)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of the documents that were looked for, in a file of so many articles.

    `nearest` says of one that was not how much of it the most alike has, from 0 to 1.
    """

    count: int = 0
    documents: dict[DocumentId, Read] = field(default_factory=dict)
    nearest: dict[DocumentId, float] = field(default_factory=dict)


def found_again(parts: Iterable[Part], wanted: Sequence[tuple[Document, str]]) -> Found:
    """Find documents among the articles of a file; each comes with its original text.

    Raises what reading the file raises.
    """
    looking = [_Wanted(each, telling_rows(text), _names(each)) for each, text in wanted]
    by_text: dict[str, list[_Wanted]] = {}
    for one in looking:
        by_text.setdefault(one.document.original_sha256, []).append(one)
    count = 0
    for part in parts:
        imported = part.imported
        for article in imported.content.documents:
            count += 1
            read = Read(article.held(), part.importer, imported.notices, imported.losses)
            names, words = _names(article.document), plain_words(read.article.text)
            # one with the very text of a document is not compared with all the others
            for each in by_text.get(article.document.sha256, looking):
                each.look(read, names, words)
        if all(each.is_certain for each in looking):
            break
    meant = {each.document.id: each.read for each in looking if each.is_meant(count)}
    return Found(
        count,
        {id: read for id, read in meant.items() if read},
        {each.document.id: max(each.best[2], 0.0) for each in looking},
    )


def _names(document: Document) -> set[tuple[str, str]]:
    """What an article is called in its file."""
    names = {(key, document.meta[key]) for key in _NAMES if document.meta.get(key)}
    return names | ({("url", document.source_url)} if document.source_url else set())
