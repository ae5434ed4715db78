"""One act of saying, thinking or deciding that a text reports: who said what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.model.attributes import AttributeValue
from annotator.model.ids import ClaimId, DocumentId, EntityId, MentionId, StatementId
from annotator.model.provenance import Provenance
from annotator.model.span import Span, Spans, envelope, normalised


class SourceKind(StrEnum):
    """What is known about who speaks."""

    ENTITY = "entity"
    AUTHOR = "author"
    UNSPECIFIED = "unspecified"
    ANONYMOUS = "anonymous"
    INFERRED = "inferred"


class Form(StrEnum):
    """How the content is reported; `scare` marks quote marks that quote nobody."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    REPORTED = "reported"
    SCARE = "scare"


class Epistemic(StrEnum):
    """The source's stance to its own content; AIDA's five values."""

    CERTAIN_TRUE = "certain_true"
    UNCERTAIN_TRUE = "uncertain_true"
    UNKNOWN = "unknown"
    UNCERTAIN_FALSE = "uncertain_false"
    CERTAIN_FALSE = "certain_false"


class Channel(StrEnum):
    """Where the source spoke."""

    PRESS_CONFERENCE = "press_conference"
    INTERVIEW = "interview"
    STATEMENT = "statement"
    SPEECH = "speech"
    SOCIAL_MEDIA = "social_media"
    BROADCAST = "broadcast"
    COURT = "court"
    DOCUMENT = "document"
    LEAK = "leak"
    CONVERSATION = "conversation"
    OTHER = "other"


class Checkworthy(StrEnum):
    """Whether the content deserves a fact check: ClaimBuster's three classes, or unset."""

    UNSET = "unset"
    NO = "no"
    LOW = "low"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Party:
    """A place in the text and what it refers to: an addressee, a time or a place."""

    span: Span | None = None
    mention: MentionId | None = None
    entity: EntityId | None = None

    def __bool__(self) -> bool:
        return self.span is not None or self.mention is not None or self.entity is not None


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks: a full noun phrase with its title, the mention in it, and the entity it means."""

    kind: SourceKind
    span: Span | None = None
    mention: MentionId | None = None
    entity: EntityId | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Content, and what is known about source, cue and stance.

    `kind` is an id of the schema's statement kinds (`assert`, `deny`, ...) or None when cleared.
    `quoted` are the stretches of the content inside quotation marks. `parent` is the statement in
    whose content this one is reported.
    """

    id: StatementId
    document: DocumentId
    content: Spans
    form: Form
    kind: str | None
    provenance: Provenance
    cue: Span | None = None
    source: Source | None = None
    addressee: Party = Party()
    quoted: Spans = ()
    parent: StatementId | None = None
    epistemic: Epistemic = Epistemic.CERTAIN_TRUE
    channel: Channel | None = None
    time: Party = Party()
    place: Party = Party()
    about: tuple[EntityId, ...] = ()
    checkworthy: Checkworthy = Checkworthy.UNSET
    claim: ClaimId | None = None
    doubt: bool = False
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "content", normalised(self.content))
        if self.quoted:
            object.__setattr__(self, "quoted", normalised(self.quoted))

    @property
    def parts(self) -> Spans:
        """Every stretch the statement touches: content, cue, source, addressee, time, place."""
        others = (
            self.cue,
            self.source.span if self.source else None,
            self.addressee.span,
            self.time.span,
            self.place.span,
        )
        return (*self.content, *self.quoted, *(span for span in others if span))

    @property
    def extent(self) -> Span:
        """From the first to the last code point of all its parts."""
        return envelope(self.parts)

    def surface(self, text: str) -> str:
        """The words of the content; pieces are joined by a space."""
        return " ".join(span.of(text) for span in self.content)
