"""The first suggesters: what the walking keys stop at, with the type that its words suggest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.model.annotations import AnnotatedDocument
from annotator.model.span import Span
from annotator.model.suggestion import Ground, SuggestedMention, SuggestedStatement, Suggestion
from annotator.suggest.base import Desk
from annotator.text.attribution import at_cue, next_cue
from annotator.text.candidates import Candidate, candidates
from annotator.text.quotes import OPENING
from annotator.text.search import surname_forms

_PIECE = 2_000
_NAME = Ground("rule:plain_names", 0.75, "It is written like a name of this kind.")
_SURNAME = Ground("rule:plain_names", 0.85, "It is the surname of a person named above.")
_DATE = Ground("rule:plain_dates", 0.9, "It is written like a date.")
_AMOUNT = Ground("rule:plain_amounts", 0.85, "It is written like an amount.")
_SAID = 0.7


class PlainNames:
    """Names, dates and amounts by their form; surnames of persons named before."""

    name = "plain_names"

    def suggest(self, document: AnnotatedDocument, desk: Desk) -> Iterator[Sequence[Suggestion]]:
        """The candidates of the text that have a type, a piece of text after another."""
        people: dict[str, str] = {}
        done = 0
        for piece in pieces(document.text):
            found: list[Suggestion] = []
            for each in candidates(document.text, piece, lexicon=desk.lexicon):
                if each.span.start >= max(piece.start, done) and each.kind != "quotation":
                    found += _mention(document.text, each, people)
            done = piece.end
            yield found


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


def pieces(text: str) -> Iterator[Span]:
    """A text paragraph by paragraph, longer ones in stretches; no piece is long or empty."""
    at = 0
    while at < len(text):
        end = text.find("\n", at, at + _PIECE) + 1 or min(at + _PIECE, len(text))
        yield Span(at, end)
        at = end


def _mention(text: str, found: Candidate, people: dict[str, str]) -> Iterator[Suggestion]:
    words = found.span.of(text)
    if found.kind == "date":
        yield SuggestedMention(found.span, "date", _DATE)
    elif found.kind == "amount":
        yield SuggestedMention(found.span, found.type_hint or "quantity", _AMOUNT)
    elif words in people and found.type_hint in (None, "person"):
        yield SuggestedMention(found.span, "person", _SURNAME, name=people[words])
    elif found.type_hint is not None:
        yield SuggestedMention(found.span, found.type_hint, _NAME)
        if found.type_hint == "person":
            for form in surname_forms(words, type_is_person=True):
                people.setdefault(form, words)


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
