"""What the article view asks for: the annotations of a stretch of text."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Protocol

from annotator.model.ids import DocumentId
from annotator.model.mention import Mention
from annotator.model.span import Span
from annotator.model.statement import Statement


class AnnotationSource(Protocol):
    """Range reads whose cost follows the page, not the document; the store's queries offer them."""

    def mentions_in(self, document: DocumentId, span: Span) -> Sequence[Mention]:
        """Every mention of which any part overlaps the span."""

    def statements_in(self, document: DocumentId, span: Span) -> Sequence[Statement]:
        """Every statement of which any part overlaps the span."""


@dataclass(frozen=True, slots=True)
class Touched:
    """The annotations that a step touched, and where those of them lie that are there now."""

    mentions: Set[int]
    statements: Set[int]
    places: Sequence[Span]
