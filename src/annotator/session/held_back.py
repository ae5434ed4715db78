"""What is proposed of a document, but refused by the desk: it may be suggested again one day."""

from __future__ import annotations

from annotator.model.suggestion import SuggestedStatement, Suggestion
from annotator.session.knowing import known_for
from annotator.session.refusing import refused_cues
from annotator.store.queries import Queries
from annotator.suggest.decided import cue_key, is_refused
from annotator.text.lexicon import Lexicon


class HeldBack:
    """Refused suggestions: names by their words and type, statements by their cue."""

    def __init__(self, queries: Queries, lexicon: Lexicon) -> None:
        self._queries, self._lexicon = queries, lexicon
        self._by_name: dict[tuple[str, str], list[Suggestion]] = {}
        self._by_cue: dict[str, list[Suggestion]] = {}

    def hold(self, words: str, found: Suggestion) -> None:
        """Keep a suggestion whose words, those of a name or a cue, the desk refuses."""
        if isinstance(found, SuggestedStatement):
            self._by_cue.setdefault(cue_key(words, self._lexicon), []).append(found)
        else:
            self._by_name.setdefault((words, found.type), []).append(found)

    def let_go(self) -> list[Suggestion]:
        """Those that the desk refuses no longer, as after an undo; they are not held any more."""
        return [*self._names(), *self._statements()]

    def _names(self) -> list[Suggestion]:
        if not self._by_name:
            return []
        words = dict.fromkeys(words for words, _ in self._by_name)
        known = known_for(self._queries, "\n".join(words))
        free = [name for name in self._by_name if not is_refused(known, *name)]
        return [each for name in free for each in self._by_name.pop(name)]

    def _statements(self) -> list[Suggestion]:
        if not self._by_cue:
            return []
        refused = refused_cues(self._queries, self._lexicon)
        free = [cue for cue in self._by_cue if cue not in refused]
        return [each for cue in free for each in self._by_cue.pop(cue)]
