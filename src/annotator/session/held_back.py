"""What is proposed of a document, but refused by the desk: it may be suggested again one day."""

from __future__ import annotations

from annotator.model.suggestion import SuggestedMention
from annotator.session.knowing import known_for
from annotator.store.queries import Queries
from annotator.suggest.decided import is_refused


class HeldBack:
    """Refused suggestions by their words and type."""

    def __init__(self, queries: Queries) -> None:
        self._queries = queries
        self._by_name: dict[tuple[str, str], list[SuggestedMention]] = {}

    def hold(self, words: str, found: SuggestedMention) -> None:
        """Keep a suggestion whose words the desk refuses."""
        self._by_name.setdefault((words, found.type), []).append(found)

    def let_go(self) -> list[SuggestedMention]:
        """Those that the desk refuses no longer, as after an undo; they are not held any more."""
        if not self._by_name:
            return []
        words = dict.fromkeys(words for words, _ in self._by_name)
        known = known_for(self._queries, "\n".join(words))
        free = [name for name in self._by_name if not is_refused(known, *name)]
        return [each for name in free for each in self._by_name.pop(name)]
