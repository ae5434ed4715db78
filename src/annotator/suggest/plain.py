"""The first suggester of statements: what the walking keys stop at, and what it reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.model.annotations import AnnotatedDocument
from annotator.model.span import Span
from annotator.model.suggestion import Ground, SuggestedStatement, Suggestion
from annotator.suggest.base import Desk
from annotator.suggest.pieces import pieces
from annotator.text.attribution import at_cue, next_cue
from annotator.text.quotes import OPENING

_SAID = 0.7


class PlainStatements:
    """Reporting words with what they report."""

    name = "plain_statements"

    def suggest(self, document: AnnotatedDocument, desk: Desk) -> Iterator[Sequence[Suggestion]]:
        """The statement of each cue, a piece of text after another."""
        for piece in pieces(document.text):
            found: list[Suggestion] = []
            at = piece.start
            while (cue := next_cue(document.text, at, desk.lexicon, (), until=piece.end)) and (
                piece.start <= cue.start < piece.end
            ):
                found += _statement(document.text, cue, desk)
                at = max(cue.end, at + 1)
            yield found


def _statement(text: str, cue: Span, desk: Desk) -> Iterator[Suggestion]:
    found = None if text[cue.start] in OPENING else at_cue(text, cue, desk.lexicon)
    if found is None or found.cue is None:
        return
    reason = f"“{found.cue.of(text)}” reports what is said."
    yield SuggestedStatement(
        found.content,
        found.form,
        found.kind,
        Ground("rule:plain_statements", _SAID, reason),
        cue=found.cue,
        source=found.source,
        source_kind=found.source_kind,
        quoted=found.quoted,
        channel=found.channel,
    )
