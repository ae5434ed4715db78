"""What rules, memory and models propose, before anybody has decided about it.

A suggestion is no annotation: it has no id and lies in no file. Once accepted it becomes a mention
or a statement whose provenance has its origin and its confidence.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.ids import EntityId
from annotator.model.mention import Level
from annotator.model.span import Span, Spans, envelope, normalised
from annotator.model.statement import Epistemic, Form, SourceKind


@dataclass(frozen=True, slots=True)
class Ground:
    """What a suggestion stands on.

    `origin` is `rule:<name>`, `memory:<name>` or `model:<name>` and stays with the annotation.
    `confidence` is the share of such suggestions that is right, from 0 to 1. `reason` is a sentence
    for the analyst, in plain text.
    """

    origin: str
    confidence: float
    reason: str

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"not a confidence: {self.confidence}")


@dataclass(frozen=True, slots=True)
class SuggestedMention:
    """A mention that is proposed; `entity` is what it would be linked to, where that is clear.

    `name` is what a new entity would be called where the words alone do not say it (a surname).
    """

    span: Span
    type: str
    ground: Ground
    level: Level | None = Level.NAM
    entity: EntityId | None = None
    name: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who may be meant by a source: an entity of the project, or a name in the article.

    One of `entity` and `span` is given. `score` ranks the candidates for one source, from 0 to 1;
    two that are close must never be linked without asking.
    """

    name: str
    score: float
    reason: str
    entity: EntityId | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class SuggestedStatement:
    """A statement that is proposed, in the words of `Statement`.

    `parent` is the content of the statement, proposed or made, inside which this one is reported.
    A missing source of kind `entity` is one that was not found. `speakers` are ranked, best first.
    """

    content: Spans
    form: Form
    kind: str
    ground: Ground
    cue: Span | None = None
    source: Span | None = None
    source_kind: SourceKind = SourceKind.ENTITY
    quoted: Spans = ()
    epistemic: Epistemic = Epistemic.CERTAIN_TRUE
    channel: str | None = None
    parent: Spans | None = None
    speakers: tuple[Speaker, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "content", normalised(self.content))

    @property
    def extent(self) -> Span:
        """From the first to the last code point of content, cue and source."""
        return envelope((*self.content, *(each for each in (self.cue, self.source) if each)))


Suggestion = SuggestedMention | SuggestedStatement
