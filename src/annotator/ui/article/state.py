"""What is current in the article, besides its text and annotations: values that painting reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from annotator.model.ids import EntityId, MentionId, StatementId
from annotator.model.span import Span


@dataclass(frozen=True, slots=True)
class Focus:
    """The mention, statement and entity that are lit up."""

    mention: MentionId | None = None
    statement: StatementId | None = None
    entity: EntityId | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """Spans that one command would annotate, those left out of it, and the one that keys act on."""

    spans: tuple[Span, ...] = ()
    dropped: tuple[Span, ...] = ()
    current: Span | None = None


@dataclass(frozen=True, slots=True)
class Handle:
    """The edge of an annotation that is in hand: a position, and which of its sides is inside."""

    at: int
    left: bool


@dataclass(frozen=True, slots=True)
class Overlay:
    """Everything that lies over the annotations; positions are code points."""

    anchor: int = 0
    caret: int = 0
    focus: Focus = Focus()
    preview: Preview = Preview()
    hints: Mapping[str, Span] = field(default_factory=dict)
    handle: Handle | None = None

    def within(self, stretch: Span) -> Overlay:
        """The same with only those preview spans that overlap a stretch of text."""
        preview = Preview(
            tuple(span for span in self.preview.spans if span.overlaps(stretch)),
            tuple(span for span in self.preview.dropped if span.overlaps(stretch)),
            self.preview.current,
        )
        return replace(self, preview=preview)

    @property
    def selection(self) -> Span | None:
        """The selected stretch, None when there is only a caret."""
        if self.anchor == self.caret:
            return None
        return Span(min(self.anchor, self.caret), max(self.anchor, self.caret))
