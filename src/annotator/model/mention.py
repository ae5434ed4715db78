"""One reference in a text to a thing in the world."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.model.attributes import AttributeValue
from annotator.model.ids import DocumentId, EntityId, MentionId
from annotator.model.provenance import Provenance
from annotator.model.span import Span, Spans, envelope, normalised


class Level(StrEnum):
    """How a mention refers; ACE's levels, and VRB for events told by a verb."""

    NAM = "NAM"
    NOM = "NOM"
    PRO = "PRO"
    VRB = "VRB"


@dataclass(frozen=True, slots=True)
class Mention:
    """A type, one or more spans, and optionally the entity they refer to.

    `value` holds the normalised value of a date or an amount (TIMEX3-like for dates).
    `stands_for` is the entity meant when another one is named, as a capital for its government.
    """

    id: MentionId
    document: DocumentId
    type: str
    spans: Spans
    provenance: Provenance
    level: Level | None = None
    entity: EntityId | None = None
    head: Span | None = None
    stands_for: EntityId | None = None
    value: str | None = None
    doubt: bool = False
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # One span, the common case by far, is in order as it is.
        if len(self.spans) != 1 or not isinstance(self.spans, tuple):
            object.__setattr__(self, "spans", normalised(self.spans))

    @property
    def extent(self) -> Span:
        """From the first to the last code point, gaps included."""
        return self.spans[0] if len(self.spans) == 1 else envelope(self.spans)

    def surface(self, text: str) -> str:
        """The words of the mention; the pieces of a discontinuous one are joined by a space."""
        return " ".join(span.of(text) for span in self.spans)
