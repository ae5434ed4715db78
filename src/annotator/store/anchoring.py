"""Finding the place of a mention or a statement again by its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlite_utils import Database

from annotator.model.mention import Mention
from annotator.model.span import Span, Spans
from annotator.model.statement import Party, Statement
from annotator.store.check_rows import CODECS, value_of
from annotator.store.columns import Cell
from annotator.store.derived import surface
from annotator.store.errors import StoreError
from annotator.store.texts import Texts


def anchored(db: Database, texts: Texts, kind: str, id: int) -> dict[str, Cell] | None:
    """The row of an object at the one place where its words are; None where there is none.

    Everything in it moves by as much as its first span.
    """
    value = value_of(db, CODECS[kind], id)
    found = db.execute(f'SELECT surface FROM "{kind}" WHERE id = ?', [id]).fetchone()
    if not isinstance(value, Mention | Statement) or not found or not found[0]:
        return None
    try:
        text = texts.of(value.document) or ""
    except StoreError:
        return None
    spans = value.spans if isinstance(value, Mention) else value.content
    by = _shift(text, str(found[0]), spans)
    if by is None:
        return None
    moved = _mention(value, by) if isinstance(value, Mention) else _statement(value, by)
    outside = any(span.end > len(text) for span in _parts(moved))
    return None if outside else {"id": id, **CODECS[kind].outward(moved)}


def _parts(value: Mention | Statement) -> Spans:
    return value.spans if isinstance(value, Mention) else value.parts


def _shift(text: str, words: str, spans: Spans) -> int | None:
    """By how much spans must move so that they have the words; None unless that is one way."""
    first = words.split(" … ", maxsplit=1)[0]
    starts = [at for at in _all(text, first) if _moved_has(text, words, spans, at)]
    return starts[0] - spans[0].start if len(starts) == 1 else None


def _all(text: str, words: str) -> Iterable[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _moved_has(text: str, words: str, spans: Spans, at: int) -> bool:
    by = at - spans[0].start
    if any(span.start + by < 0 for span in spans):
        return False
    return surface(text, (_by(span, by) for span in spans)) == words


def _by(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _maybe(span: Span | None, by: int) -> Span | None:
    return span and _by(span, by) if span and span.start + by >= 0 else None


def _mention(mention: Mention, by: int) -> Mention:
    spans = tuple(_by(span, by) for span in mention.spans)
    return replace(mention, spans=spans, head=_maybe(mention.head, by))


def _statement(statement: Statement, by: int) -> Statement:
    def party(party: Party) -> Party:
        return replace(party, span=_maybe(party.span, by))

    source = statement.source
    return replace(
        statement,
        content=tuple(_by(span, by) for span in statement.content),
        quoted=tuple(_by(span, by) for span in statement.quoted if span.start + by >= 0),
        cue=_maybe(statement.cue, by),
        source=source and replace(source, span=_maybe(source.span, by)),
        addressee=party(statement.addressee),
        time=party(statement.time),
        place=party(statement.place),
    )
