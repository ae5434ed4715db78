"""Ids, one type for each kind of object, so that one cannot be passed for another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NewType

DocumentId = NewType("DocumentId", int)
MentionId = NewType("MentionId", int)
EntityId = NewType("EntityId", int)
StatementId = NewType("StatementId", int)
ClaimId = NewType("ClaimId", int)
EvidenceId = NewType("EvidenceId", int)
RelationId = NewType("RelationId", int)
NoteId = NewType("NoteId", int)

Kind = Literal[
    "project",
    "document",
    "mention",
    "entity",
    "statement",
    "claim",
    "evidence",
    "relation",
    "note",
]


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """Names one object of the project: its kind and its id."""

    kind: Kind
    id: int
