"""Proposes what a model learnt from the desk's own annotations; it corrects and completes rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.model.annotations import AnnotatedDocument
from annotator.model.suggestion import Ground, SuggestedMention, Suggestion
from annotator.suggest.base import Desk, Suggester
from annotator.suggest.crf import Tagger
from annotator.suggest.sequences import Reading, Typed, decoded
from annotator.text.levels import level_of

ORIGIN = "model:names"
#: Proposals that are right less often than this are not worth a key press.
LEAST = 0.5
_TOGETHER = 10

Shares = Mapping[tuple[str, bool], float]
"""How often the model is right by type, and by whether the rules say the same."""


@dataclass(slots=True)
class ModelNames:
    """A trained model as a suggester; `rules` are those whose proposals it was trained on."""

    tagger: Tagger
    shares: Shares
    rules: Sequence[Suggester]
    learnt_from: int
    name: str = "model"

    def suggest(self, document: AnnotatedDocument, desk: Desk) -> Iterator[Sequence[Suggestion]]:
        """The names of the text, some lines at a time, after the rules were asked."""
        rules: list[Typed] = []
        for each in self.rules:
            for batch in each.suggest(document, desk):
                rules += typed(batch)
                yield ()
        reading = Reading(document.text, desk.lexicon, rules)
        said = set(rules)
        found: list[Suggestion] = []
        for number, tokens in enumerate(reading.sequences()):
            labels = self.tagger.tag(reading.features(tokens))
            for place in decoded(tokens, labels):
                found += self._proposed(document.text, place, agreed=place in said)
            if number % _TOGETHER == _TOGETHER - 1:
                yield found
                found = []
        yield found

    def _proposed(self, text: str, place: Typed, *, agreed: bool) -> Iterator[SuggestedMention]:
        span, type = place
        share = self.shares.get((type, agreed), 0.0)
        if share < LEAST:
            return
        words = span.of(text)
        rules = "the rules say so too" if agreed else "the rules do not"
        reason = (
            f"The model trained on {self.learnt_from} articles takes “{words}” for this; {rules}."
        )
        yield SuggestedMention(span, type, Ground(ORIGIN, share, reason), level_of(words))


def typed(batch: Sequence[Suggestion]) -> list[Typed]:
    """The places and types of the mentions of a batch."""
    return [(each.span, each.type) for each in batch if isinstance(each, SuggestedMention)]
