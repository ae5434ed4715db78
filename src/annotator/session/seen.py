"""What a reader sees annotated in the open document: what is stored, and what is suggested."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import merge

from annotator.model.ids import DocumentId, StatementId
from annotator.model.mention import Mention
from annotator.model.span import Span
from annotator.model.statement import Statement
from annotator.model.suggestion import SuggestedStatement
from annotator.session.suggesting import Suggestions
from annotator.store.store import Store


class Seen:
    """Reads both as one; suggestions are values with negative ids and the status `suggested`.

    `suggestions` answers for the open document, or with None while none are wanted.
    """

    def __init__(self, store: Store, suggestions: Callable[[], Suggestions | None]) -> None:
        self._store = store
        self._suggestions = suggestions

    def mentions_in(self, document: DocumentId, span: Span) -> Sequence[Mention]:
        """Every mention that overlaps a stretch, in text order."""
        stored = self._store.queries.mentions_in(document, span)
        found = self._of(document)
        if found is None:
            return stored
        undecided = found.undecided
        more = [undecided.mention(number) for number in undecided.mentions_over(span)]
        return list(merge(stored, more, key=_place)) if more else stored

    def statements_in(self, document: DocumentId, span: Span) -> Sequence[Statement]:
        """Every statement of which a part lies in a stretch, in the order of their content."""
        stored = self._store.queries.statements_in(document, span)
        found = self._of(document)
        if found is None:
            return stored
        undecided = found.undecided
        more = [undecided.statement(number) for number in undecided.statements_over(span)]
        more = [each for each in more if any(part.overlaps(span) for part in each.parts)]
        if not more:
            return stored
        return sorted([*stored, *more], key=lambda each: (each.content[0].start, each.id))

    def statement(self, id: int) -> Statement | None:
        """The statement of an id, stored or suggested."""
        if id >= 0:
            return self._store.queries.statements.find(id)
        found = self._suggestions()
        if found is None or not isinstance(found.undecided.find(id), SuggestedStatement):
            return None
        return found.undecided.statement(id)

    def suggested_statements(self, document: DocumentId) -> list[tuple[int, StatementId]]:
        """Where the content of each statement begins that is computed, not stored; with its id."""
        found = self._of(document)
        if found is None:
            return []
        undecided = found.undecided
        places = [
            (undecided.statement(number).content[0].start, StatementId(number))
            for number in undecided.statements()
        ]
        return sorted(places)

    def _of(self, document: DocumentId) -> Suggestions | None:
        found = self._suggestions()
        return found if found is not None and found.document == document else None


def _place(mention: Mention) -> tuple[int, int, int]:
    return mention.extent.start, -mention.extent.end, mention.id
