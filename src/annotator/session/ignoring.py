"""Findings that somebody decided to leave as they are.

Such a decision is a note on the words with the tag `review:ignored` and the id of the check. So it
says who decided and when, can be undone, is exported with the project, and the next reader of the
same file is not asked again.
"""

from __future__ import annotations

from annotator.model.ids import DocumentId, NoteId, Ref
from annotator.model.provenance import Provenance
from annotator.model.relation import Note
from annotator.model.span import Span
from annotator.review.base import Finding
from annotator.review.names import name_of
from annotator.store.queries import Queries

IGNORED = "review:ignored"


def ignoring(finding: Finding, document: DocumentId, provenance: Provenance) -> Note:
    """The note that says of a finding that all is well there."""
    text = f"Left as it is: {finding.sentence}"
    tags = (IGNORED, finding.check.id)
    return Note(NoteId(0), Ref("document", document), text, provenance, finding.span, tags)


class Ignored:
    """What is ignored in one document: a check at a place, or at all places of the same words."""

    def __init__(self, queries: Queries, document: DocumentId, text: str) -> None:
        self._queries, self._document, self._text = queries, document, text
        self._places: frozenset[tuple[str, Span]] = frozenset()
        self._words: frozenset[tuple[str, str]] = frozenset()
        self.read()

    def read(self) -> list[Span]:
        """Read again what is ignored. Returns the places where that is other than before."""
        before = self._places
        notes = self._queries.links.notes.of(Ref("document", self._document))
        self._places = frozenset(
            (tag, note.span)
            for note in notes
            if note.span is not None and IGNORED in note.tags
            for tag in note.tags
            if tag != IGNORED
        )
        self._words = frozenset((id, self._said(span)) for id, span in self._places)
        return sorted({span for _, span in before ^ self._places})

    def has(self, finding: Finding) -> bool:
        """Whether a finding is ignored."""
        id = finding.check.id
        if finding.check.by_words:
            return bool(self._words) and (id, self._said(finding.span)) in self._words
        return (id, finding.span) in self._places

    def _said(self, span: Span) -> str:
        return name_of(span.of(self._text))
