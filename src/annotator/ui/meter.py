"""How many key presses and clicks an annotation takes: counted here, and sent nowhere."""

from __future__ import annotations

from annotator.model.ids import DocumentId


class Meter:
    """Counts acts and annotations for each document since it was first opened in this window."""

    def __init__(self) -> None:
        self._acts: dict[DocumentId, int] = {}
        self._before: dict[DocumentId, int] = {}
        self._now: dict[DocumentId, int] = {}

    def act(self, document: DocumentId | None) -> None:
        """Count one key press or click."""
        if document is not None:
            self._acts[document] = self._acts.get(document, 0) + 1

    def annotated(self, document: DocumentId, annotations: int) -> None:
        """Note how many annotations a document has now."""
        self._before.setdefault(document, annotations)
        self._now[document] = annotations

    def per_annotation(self, document: DocumentId | None) -> float | None:
        """Acts for each annotation that was made; None while there is none."""
        if document is None:
            return None
        made = self._now.get(document, 0) - self._before.get(document, 0)
        return self._acts.get(document, 0) / made if made > 0 else None
