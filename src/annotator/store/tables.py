"""The tables of the project file, as sqlite-utils makes them.

One row holds one object. `rows.py` turns rows into values and back. Foreign keys are declared,
checked at commit, and never cascade: a cascade would be a write that history does not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.model.relation import LINKABLE, NOTABLE

APPLICATION_ID = 0x616E6E6F  # "anno"
FORMAT_VERSION = 4


@dataclass(frozen=True, slots=True)
class Table:
    """Columns with their types, links to other tables, and indexes.

    A `heavy` column is kept once: in the row while it lives, in the history when it does not.
    `derived` columns follow from the others and the texts; the store fills them (`derived.py`), and
    history knows nothing of them.
    """

    name: str
    columns: Mapping[str, type]
    links: Mapping[str, str] = field(default_factory=dict)
    indexes: tuple[tuple[str, ...], ...] = ()
    required: tuple[str, ...] = ()
    heavy: str | None = None
    derived: tuple[str, ...] = ()


_PROVENANCE = {
    "author": str,
    "created_at": str,
    "status": str,
    "origin": str,
    "modified_at": str,
    "confidence": float,
}
_PLACE = {"start": int, "end": int}


def _party(name: str) -> dict[str, type]:
    parts = {"start": int, "end": int, "mention": int, "entity": int}
    return {f"{name}_{part}": type_ for part, type_ in parts.items()}


def _ends(name: str, kinds: tuple[str, ...]) -> dict[str, str]:
    """One nullable link a kind, so that a link to any of several tables is still a declared key."""
    return {f"{name}_{kind}": kind for kind in kinds}


_RELATION_LINKS = {**_ends("source", LINKABLE), **_ends("target", LINKABLE)}
_NOTE_LINKS = _ends("target", NOTABLE)
_PARTIES = ("source", "addressee", "time", "place")
_PARTY_LINKS = {f"{party}_{kind}": kind for party in _PARTIES for kind in ("mention", "entity")}

PROJECT = Table(
    "project",
    {"id": int, "name": str, "created_at": str, "schema": str, "uid": str, "root": str},
    required=("name", "created_at", "schema"),
    derived=("root",),
)
DOCUMENT = Table(
    "document",
    {
        "id": int,
        "title": str,
        "sha256": str,
        "length": int,
        "imported_at": str,
        "imported_by": str,
        "language": str,
        "source_name": str,
        "source_sha256": str,
        "encoding": str,
        "bom": int,
        "source_url": str,
        "publisher": str,
        "author": str,
        "published": str,
        "origin": str,
        "state": str,
        "meta": str,
        "attributes": str,
        "corrections": str,
    },
    indexes=(("sha256",), ("state",)),
    required=("title", "sha256", "length", "imported_at", "imported_by", "state"),
)
SOURCE_TEXT = Table(
    "source_text",
    {"id": int, "text": bytes},
    links={"id": "document"},
    heavy="text",
)
MENTION = Table(
    "mention",
    {
        "id": int,
        "document": int,
        "type": str,
        "level": str,
        "entity": int,
        **_PLACE,
        "bin": int,
        "spans": str,
        "head_start": int,
        "head_end": int,
        "stands_for": int,
        "value": str,
        "doubt": int,
        "attributes": str,
        **_PROVENANCE,
        "surface": str,
    },
    links={"document": "document", "entity": "entity", "stands_for": "entity"},
    indexes=(("document", "bin", "start"), ("document", "start"), ("entity", "document", "start")),
    required=("document", "type", "start", "end", "bin", "author", "created_at", "status"),
    derived=("surface",),
)
ENTITY = Table(
    "entity",
    {
        "id": int,
        "name": str,
        "type": str,
        "aliases": str,
        "kb_id": str,
        "description": str,
        "agent": int,
        "target": int,
        "time": int,
        "place": int,
        "realis": str,
        "attributes": str,
        **_PROVENANCE,
    },
    links={"agent": "entity", "target": "entity", "time": "entity", "place": "entity"},
    indexes=(("name",),),
    required=("name", "type", "author", "created_at", "status"),
)
ENTITY_MEMBER = Table(
    "entity_member",
    {"id": int, "owner": int, "entity": int},
    links={"owner": "entity", "entity": "entity"},
    indexes=(("owner",),),
    required=("owner", "entity"),
)
STATEMENT = Table(
    "statement",
    {
        "id": int,
        "document": int,
        **_PLACE,
        "bin": int,
        "content_start": int,
        "content": str,
        "form": str,
        "kind": str,
        "cue_start": int,
        "cue_end": int,
        "source_kind": str,
        **{name: type_ for party in _PARTIES for name, type_ in _party(party).items()},
        "quoted": str,
        "parent": int,
        "epistemic": str,
        "channel": str,
        "checkworthy": str,
        "claim": int,
        "doubt": int,
        "attributes": str,
        **_PROVENANCE,
        "surface": str,
    },
    links={"document": "document", "parent": "statement", "claim": "claim", **_PARTY_LINKS},
    indexes=(("document", "bin", "start"), ("document", "content_start")),
    required=("document", "start", "end", "bin", "content_start", "content", "form", "author"),
    derived=("surface",),
)
STATEMENT_ABOUT = Table(
    "statement_about",
    {"id": int, "owner": int, "entity": int},
    links={"owner": "statement", "entity": "entity"},
    indexes=(("owner",),),
    required=("owner", "entity"),
)
CLAIM = Table(
    "claim",
    {
        "id": int,
        "text": str,
        "topic": str,
        "verdict": str,
        "reviewed_by": str,
        "reviewed_at": str,
        "attributes": str,
        **_PROVENANCE,
    },
    required=("text", "verdict", "author", "created_at", "status"),
)
EVIDENCE = Table(
    "evidence",
    {
        "id": int,
        "claim": int,
        "stance": str,
        "url": str,
        "document": int,
        **_PLACE,
        "quote": str,
        "note": str,
        **_PROVENANCE,
    },
    links={"claim": "claim", "document": "document"},
    required=("claim", "stance", "author", "created_at", "status"),
)
RELATION = Table(
    "relation",
    {
        "id": int,
        "type": str,
        **dict.fromkeys(_RELATION_LINKS, int),
        "document": int,
        **_PLACE,
        "attributes": str,
        **_PROVENANCE,
    },
    links={**_RELATION_LINKS, "document": "document"},
    required=("type", "author", "created_at", "status"),
)
NOTE = Table(
    "note",
    {
        "id": int,
        **dict.fromkeys(_NOTE_LINKS, int),
        **_PLACE,
        "text": str,
        "tags": str,
        **_PROVENANCE,
    },
    links=_NOTE_LINKS,
    required=("text", "author", "created_at", "status"),
)
STEP = Table(
    "step",
    {
        "id": int,
        "kind": str,
        "of": int,
        "below": int,
        "undo_top": int,
        "redo_top": int,
        "label": str,
        "author": str,
        "at": str,
        "hash": str,
    },
    required=("kind", "label", "author", "at"),
)
PATCH = Table(
    "patch",
    {
        "id": int,
        "step": int,
        "table": str,
        "row": int,
        "before": str,
        "after": str,
        "heavy": bytes,
    },
    links={"step": "step"},
    indexes=(("step",),),
    required=("step", "table", "row"),
)

CONTENT: tuple[Table, ...] = (
    PROJECT,
    DOCUMENT,
    SOURCE_TEXT,
    ENTITY,
    ENTITY_MEMBER,
    MENTION,
    CLAIM,
    STATEMENT,
    STATEMENT_ABOUT,
    EVIDENCE,
    RELATION,
    NOTE,
)
HISTORY: tuple[Table, ...] = (STEP, PATCH)
DOCUMENT_TALLY = Table("document_tally", {"id": int, "mentions": int, "statements": int})
ENTITY_TALLY = Table("entity_tally", {"id": int, "mentions": int})
ENTITY_ALIAS = Table(
    "entity_alias",
    {"id": int, "entity": int, "name": str},
    indexes=(("name",), ("entity",)),
    required=("entity", "name"),
)
ENTITY_WORD = Table(
    "entity_word",
    {"id": int, "entity": int, "word": str},
    indexes=(("word", "entity"), ("entity",)),
    required=("entity", "word"),
)
DERIVED: tuple[Table, ...] = (DOCUMENT_TALLY, ENTITY_TALLY, ENTITY_ALIAS, ENTITY_WORD)
"""What is worked out once and kept up to date, so that no list counts when it is painted."""
BY_NAME: Mapping[str, Table] = {table.name: table for table in (*CONTENT, *HISTORY, *DERIVED)}
CONTENT_BY_NAME: Mapping[str, Table] = {table.name: table for table in CONTENT}
"""The tables that the history is about: no patch may name another."""

LISTS: Mapping[str, str] = {
    "idx_entity_list": '"entity" ("type", "name" COLLATE NOCASE, "id", "aliases")',
    "idx_document_list": '"document" ("id", "title")',
    "idx_document_title": '"document" ("title" COLLATE NOCASE, "id")',
    "idx_document_published": '"document" ("published", "id", "title")',
}
"""Indexes in the order of a list on the screen, with all that it is filtered by."""


def stored_columns(table: str) -> tuple[str, ...]:
    """The columns of a table that values are made of: all but the derived ones, in order."""
    columns, derived = BY_NAME[table].columns, BY_NAME[table].derived
    return tuple(name for name in columns if name not in derived)
