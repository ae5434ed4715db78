"""Whether every text is the one that was imported, and every span's words are those of its text.

The words of all mentions of a document are compared at once; only where they are not those of the
text, or not so easily compared, is each looked at.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from hashlib import sha256
from typing import Any

import msgspec
from sqlite_utils import Database

from annotator.model.ids import Kind, Ref
from annotator.store import columns as c
from annotator.store.check_rows import MOST_SPANS
from annotator.store.derived import SURFACE_LIMIT, surface
from annotator.store.finding import Finding, found
from annotator.store.guarded import UNREADABLE
from annotator.store.reading import Read, reader, rows
from annotator.text.correcting import original

_TEXTS = (
    "SELECT document.id, sha256, length, text, corrections FROM document"
    " LEFT JOIN source_text ON source_text.id = document.id ORDER BY document.id"
)
_TOGETHER = 50
"""So many texts are in memory at a time."""
_BETWEEN = "\x1f"
"""What stands between the words that are compared at once; hardly any text has it."""
_WORDS = f"group_concat(surface, char({ord(_BETWEEN)}))"
_MENTIONS_AT_ONCE = (
    "SELECT document, group_concat(start),"
    f' group_concat(min("end", start + {SURFACE_LIMIT})), {_WORDS}, count(spans)'
    " FROM mention GROUP BY document ORDER BY document"
)
_STATEMENTS_AT_ONCE = (
    f"SELECT document, group_concat(content), {_WORDS}"
    " FROM statement GROUP BY document ORDER BY document"
)
_MENTIONS = 'SELECT start, "end", surface, spans, id FROM mention WHERE document = ?'
_STATEMENTS = "SELECT content, surface, id FROM statement WHERE document = ?"
_NUMBERS = msgspec.json.Decoder(list[int])
_CONTENTS = msgspec.json.Decoder(list[list[tuple[int, int]]])


def text_findings(db: Database) -> Iterator[Finding]:
    """Everything that is wrong with a text, and the words that are not those of their place."""
    read = reader(db)
    with (
        closing(rows(db, _TEXTS, together=_TOGETHER)) as texts,
        closing(rows(db, _MENTIONS_AT_ONCE, together=_TOGETHER)) as mentions,
        closing(rows(db, _STATEMENTS_AT_ONCE, together=_TOGETHER)) as statements,
    ):
        mentioned, said = _InStep(mentions), _InStep(statements)
        for id, hash_, length, data, corrections in texts:
            text, problem = _read(data, hash_, length)
            if problem:
                yield found("text", Ref("document", id), problem)
            if corrections is not None and text is not None and not _is_made(text, corrections):
                problem = "its corrections do not give back the text that was imported"
                yield found("corrections", Ref("document", id), problem)
            mentions_of, statements_of = mentioned.of(id), said.of(id)
            if text is None:
                continue
            if mentions_of and not _all_mentioned(text, *mentions_of):
                yield from _mention_findings(read, id, text)
            if statements_of and not _all_said(text, *statements_of):
                yield from _statement_findings(read, id, text)
    sql = "SELECT id FROM source_text WHERE id NOT IN (SELECT id FROM document)"
    for (id,) in db.execute(sql).fetchall():
        yield found("text", Ref("document", id), "its text is there, and the document is not")


class _InStep:
    """Rows in the order of documents, handed out while the documents pass."""

    def __init__(self, found: Generator[Any, None, None]) -> None:
        self._found = found
        self._next = next(found, None)

    def of(self, document: int) -> tuple[Any, ...]:
        """The row of a document without its id; empty where it has none."""
        while self._next is not None and self._next[0] < document:
            self._next = next(self._found, None)
        return self._next[1:] if self._next is not None and self._next[0] == document else ()


def _read(data: bytes | None, hash_: str, length: int) -> tuple[str | None, str]:
    """A text and what is wrong with it, if anything."""
    if data is None:
        return None, "its text is missing"
    text = data.decode("utf-8", "replace")
    if sha256(data).hexdigest() != hash_:
        return text, "its text is not the one that was imported (the hash differs)"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return text, f"its text is not UTF-8 at byte {error.start}"
    wrong = len(text) != length
    return text, f"its text has {len(text)} characters, not {length}" if wrong else ""


def _is_made(text: str, corrections: str) -> bool:
    """Whether a text is made of the original that its corrections name."""
    try:
        read = c.corrections_in(corrections)
    except UNREADABLE:
        return False
    if read is None or not read.edits or read.edits[-1].end > len(text):
        return False
    before = original(text, read).encode("utf-8", "replace")
    return sha256(before).hexdigest() == read.sha256


def _all_mentioned(text: str, starts: str, ends: str, words: str | None, several: int) -> bool:
    """Whether the words of all mentions of a text, none in several pieces, are certainly right."""
    if several or _BETWEEN in text:
        return False
    places = map(slice, _NUMBERS.decode(f"[{starts}]"), _NUMBERS.decode(f"[{ends}]"))
    return _BETWEEN.join(map(text.__getitem__, places)) == words


def _all_said(text: str, contents: str, words: str | None) -> bool:
    """The same for its statements."""
    if _BETWEEN in text or len(contents) > MOST_SPANS:
        return False
    try:
        spans = [
            slice(start, min(end, start + SURFACE_LIMIT))
            for ((start, end),) in _CONTENTS.decode(f"[{contents}]")
        ]
    except ValueError:  # it has several pieces, or makes no sense
        return False
    return _BETWEEN.join(map(text.__getitem__, spans)) == words


def _mention_findings(read: Read, document: int, text: str) -> Iterator[Finding]:
    for start, end, words, spans, id in read(_MENTIONS, [document]):
        if text[start:end] != words or spans is not None:
            stored = spans if spans is not None else c.dump([[start, end]])
            yield from _differing(text, ("mention", id), stored, words)


def _statement_findings(read: Read, document: int, text: str) -> Iterator[Finding]:
    for content, words, id in read(_STATEMENTS, [document]):
        yield from _differing(text, ("statement", id), content, words)


def _differing(
    text: str, where: tuple[Kind, int], spans: str, words: str | None
) -> Iterator[Finding]:
    if len(spans) > MOST_SPANS:
        return  # told of the row
    try:
        due = surface(text, c.spans_in(spans))
    except UNREADABLE:
        return  # told of the row
    if words != due:
        yield found("words", Ref(*where), f"its words are {due!r} in the text, not {words!r}")
