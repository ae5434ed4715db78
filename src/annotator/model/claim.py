"""Propositions that several statements put forward, and what supports or refutes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.model.attributes import AttributeValue
from annotator.model.ids import ClaimId, DocumentId, EvidenceId
from annotator.model.provenance import Provenance
from annotator.model.span import Span


class Verdict(StrEnum):
    """What the fact check found."""

    UNVERIFIED = "unverified"
    SUPPORTED = "supported"
    REFUTED = "refuted"
    MIXED = "mixed"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"


class Stance(StrEnum):
    """What a piece of evidence does to its claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Claim:
    """One canonical sentence, its topic and its verdict."""

    id: ClaimId
    text: str
    provenance: Provenance
    topic: str | None = None
    verdict: Verdict = Verdict.UNVERIFIED
    reviewed_by: str | None = None
    reviewed_at: str | None = None
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that bears on a claim: a url, or a span of a document of the project."""

    id: EvidenceId
    claim: ClaimId
    stance: Stance
    provenance: Provenance
    url: str | None = None
    document: DocumentId | None = None
    span: Span | None = None
    quote: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        if (self.url is None) == (self.document is None):
            raise ValueError("evidence is a url or a place in a document, one of the two")
        if (self.document is None) != (self.span is None):
            raise ValueError("evidence in a document needs its span")
