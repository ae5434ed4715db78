"""Amounts of money, shares, measures and large numbers, each with the number that it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.model.annotations import AnnotatedDocument
from annotator.model.span import Span
from annotator.model.suggestion import Ground, SuggestedMention, Suggestion
from annotator.suggest.base import Desk
from annotator.suggest.pieces import pieces
from annotator.text.amount_values import amount_value
from annotator.text.amounts import amounts
from annotator.text.date_patterns import date_pattern
from annotator.text.levels import level_of
from annotator.text.spans import Cover

_SMALL = 2
#: By form: the type, how often it is right, and why it says so.
_FORMS = {
    "money": ("money", 0.97, "“{}” is a number with a currency."),
    "share": ("quantity", 0.97, "“{}” is a share."),
    "measure": ("quantity", 0.9, "“{}” is a number with a unit."),
    "age": ("quantity", 0.85, "“{}” is an age."),
    "count": ("quantity", 0.8, "“{}” is a number."),
}


class Amounts:
    """Amounts by their form; plain numbers of one or two digits are left out."""

    name = "amounts"

    def suggest(self, document: AnnotatedDocument, desk: Desk) -> Iterator[Sequence[Suggestion]]:
        """The amounts of the text that are no dates, a piece after another."""
        text, language = document.text, desk.lexicon.language
        for piece in pieces(text):
            dates = Cover(
                Span(*match.span())
                for match in date_pattern(language).finditer(text, piece.start, piece.end)
            )
            found: list[Suggestion] = []
            for span, form in amounts(text, piece.start, piece.end):
                words = span.of(text)
                if dates.touches(span) or (form == "count" and _is_small(words)):
                    continue
                type, share, reason = _FORMS[form]
                ground = Ground(f"rule:{form}", share, reason.format(words))
                value = amount_value(words)
                found.append(SuggestedMention(span, type, ground, level_of(words), value=value))
            yield found


def _is_small(words: str) -> bool:
    return words.isdigit() and len(words) <= _SMALL
