"""How many key presses and clicks an annotation takes: counted here, and sent nowhere."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.model.ids import DocumentId


class Meter:
    """Counts acts and annotations for each document since it was first opened."""

    def __init__(self) -> None:
        self._acts: dict[DocumentId, int] = {}
        self._before: dict[DocumentId, int] = {}
        self._now: dict[DocumentId, int] = {}
        self._made: dict[DocumentId, int] = {}

    def remember(self, counts: Mapping[DocumentId, tuple[int, int]]) -> None:
        """Go on from acts and annotations made that were counted in an earlier window."""
        for document, (acts, made) in counts.items():
            self._acts[document] = acts
            self._made[document] = made

    def counts(self) -> dict[DocumentId, tuple[int, int]]:
        """Acts and annotations made, for each document that has acts."""
        return {document: (acts, self._made_in(document)) for document, acts in self._acts.items()}

    def act(self, document: DocumentId | None) -> None:
        """Count one key press or click."""
        if document is not None:
            self._acts[document] = self._acts.get(document, 0) + 1

    def annotated(self, document: DocumentId, annotations: int) -> None:
        """Note how many annotations a document has now."""
        self._before.setdefault(document, annotations - self._made.get(document, 0))
        self._now[document] = annotations

    def work_on(self, document: DocumentId | None) -> tuple[int, int] | None:
        """Acts in a document and the annotations made by them; None while there are none."""
        made = 0 if document is None else self._made_in(document)
        return (self._acts.get(document, 0), made) if document is not None and made > 0 else None

    def _made_in(self, document: DocumentId) -> int:
        if document not in self._now:
            return self._made.get(document, 0)
        return self._now[document] - self._before[document]
