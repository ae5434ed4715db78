"""Typed, directed links, and free notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.model.attributes import AttributeValue
from annotator.model.ids import DocumentId, Kind, NoteId, Ref, RelationId
from annotator.model.provenance import Provenance
from annotator.model.span import Span

LINKABLE: tuple[Kind, ...] = ("entity", "mention", "statement", "claim")
"""What a relation may link."""
NOTABLE: tuple[Kind, ...] = ("document", "mention", "entity", "statement", "claim", "relation")
"""What a note may be on."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A link of a schema type from one entity, mention, statement or claim to another.

    `document` and `span` say where the text gives evidence for it.
    """

    id: RelationId
    type: str
    source: Ref
    target: Ref
    provenance: Provenance
    document: DocumentId | None = None
    span: Span | None = None
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    """Free text by the analyst on an object, or on a span of a document.

    In the second case `target` is the document.
    """

    id: NoteId
    target: Ref
    text: str
    provenance: Provenance
    span: Span | None = None
    tags: tuple[str, ...] = ()
