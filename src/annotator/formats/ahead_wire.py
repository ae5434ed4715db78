"""What goes between the program and the process that reads a large file ahead of it.

A frame is a letter, the length of its payload, and the payload. Parts are plain values on the way:
msgspec makes the objects of them, each field of the type that is expected.
"""

from __future__ import annotations

import struct
from dataclasses import replace
from typing import IO

import msgspec

from annotator.formats.base import NO_SCHEMA, Imported
from annotator.formats.documents import writable
from annotator.formats.losses import Losses
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.claim import Claim, Evidence
from annotator.model.document import Document
from annotator.model.entity import Entity
from annotator.model.mention import Mention
from annotator.model.relation import Note, Relation
from annotator.model.schema import Schema
from annotator.model.statement import Statement

CHILD = "annotator.formats.ahead_child"
"""The module that is the process."""
PART, DONE, REFUSED, FAILED = b"p", b"d", b"r", b"f"
BUFFER = 1 << 18
_HEADER = struct.Struct("!cI")


class _Document(msgspec.Struct, array_like=True):
    document: Document
    text: str
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]


class _Part(msgspec.Struct, array_like=True):
    """A part of a file; its schema is left out where it is that of the part before."""

    schema: Schema | None
    name: str
    documents: tuple[_Document, ...]
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    evidence: tuple[Evidence, ...]
    relations: tuple[Relation, ...]
    notes: tuple[Note, ...]
    losses: Losses
    notices: tuple[str, ...]
    whole: bool
    share: float


class Packing:
    """Parts to bytes, one after the other."""

    def __init__(self) -> None:
        self._encoder = msgspec.msgpack.Encoder()
        self._schema = NO_SCHEMA

    def packed(self, part: Imported) -> bytes:
        """The bytes of a part, all of which is in memory then."""
        content = part.content
        schema = None if content.schema == self._schema else content.schema
        self._schema = content.schema
        plain = _Part(
            schema,
            content.name,
            tuple(
                _Document(each.document, each.text, tuple(each.mentions), tuple(each.statements))
                for each in content.documents
            ),
            tuple(content.entities),
            tuple(content.claims),
            tuple(content.evidence),
            tuple(content.relations),
            tuple(content.notes),
            part.losses,
            part.notices,
            part.whole,
            part.share,
        )
        try:
            return self._encoder.encode(plain)
        except UnicodeEncodeError:
            return self._encoder.encode(_spelled_out(plain))


def _spelled_out(part: _Part) -> _Part:
    """The same part with names of files in UTF-8, as they are stored in any case."""
    for each in part.documents:
        title, file = writable(each.document.title), writable(each.document.source_name)
        each.document = replace(each.document, title=title, source_name=file)
    part.notices = tuple(map(writable, part.notices))
    part.losses = Losses(
        tuple(replace(each, lines=tuple(map(writable, each.lines))) for each in part.losses.items)
    )
    return part


class Unpacking:
    """The same parts again."""

    def __init__(self) -> None:
        self._decoder = msgspec.msgpack.Decoder(_Part)
        self._schema = NO_SCHEMA

    def part(self, payload: bytes) -> Imported:
        """The part of some bytes; raises msgspec.MsgspecError for what is none."""
        part = self._decoder.decode(payload)
        self._schema = part.schema or self._schema
        content = ProjectContent(
            self._schema,
            part.name,
            tuple(
                AnnotatedDocument(each.document, each.text, each.mentions, each.statements)
                for each in part.documents
            ),
            part.entities,
            part.claims,
            part.evidence,
            part.relations,
            part.notes,
        )
        return Imported(content, part.losses, part.notices, part.whole, part.share)


def send(out: IO[bytes], letter: bytes, payload: bytes = b"") -> None:
    """Write a frame; raises OSError when nobody reads."""
    out.write(_HEADER.pack(letter, len(payload)))
    out.write(payload)


def receive(source: IO[bytes]) -> tuple[bytes, bytes] | None:
    """The next frame; None where there is none, or not all of it."""
    header = source.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None
    letter, length = _HEADER.unpack(header)
    payload = source.read(length)
    return (letter, payload) if len(payload) == length else None
