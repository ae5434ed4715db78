"""Where an annotation comes from and whether a person stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Whether an annotation counts."""

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who made an object, when and how; times are ISO 8601 in UTC.

    `origin` is `human`, `rule:<name>` or `import:<format>`; `import:version` is what was taken over
    from another version of the article.
    """

    author: str
    created_at: str
    status: Status = Status.ACCEPTED
    origin: str = "human"
    modified_at: str | None = None
    confidence: float | None = None
