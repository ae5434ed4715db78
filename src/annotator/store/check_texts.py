"""Whether every text is the one that was imported, and every span's words are those of its text."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from sqlite_utils import Database

from annotator.model.ids import Kind, Ref
from annotator.store import columns as c
from annotator.store.check_rows import MOST_SPANS
from annotator.store.derived import surface
from annotator.store.finding import Finding, found
from annotator.store.guarded import UNREADABLE
from annotator.store.reading import Read, reader, rows

_MENTIONS = 'SELECT start, "end", surface, spans, id FROM mention WHERE document = ?'
_STATEMENTS = "SELECT content, surface, id FROM statement WHERE document = ?"


def text_findings(db: Database) -> Iterator[Finding]:
    """Everything that is wrong with a text, and the words that are not those of their place."""
    sql = (
        "SELECT document.id, sha256, length, text FROM document"
        " LEFT JOIN source_text ON source_text.id = document.id ORDER BY document.id"
    )
    read = reader(db)
    for id, hash_, length, data in rows(db, sql):
        text, problem = _read(data, hash_, length)
        if problem:
            yield found("text", Ref("document", id), problem)
        if text is not None:
            yield from _word_findings(read, id, text)
    sql = "SELECT id FROM source_text WHERE id NOT IN (SELECT id FROM document)"
    for (id,) in db.execute(sql).fetchall():
        yield found("text", Ref("document", id), "its text is there, and the document is not")


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


def _word_findings(read: Read, document: int, text: str) -> Iterator[Finding]:
    for start, end, words, spans, id in read(_MENTIONS, [document]):
        if text[start:end] != words or spans is not None:
            stored = spans if spans is not None else c.dump([[start, end]])
            yield from _differing(text, ("mention", id), stored, words)
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
