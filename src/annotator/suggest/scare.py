"""Proposes scare quotes, titles and words as such as statements of the form `scare`, on demand.

So the question what the marks are for is answered once: an accepted one is no speech of anybody,
and nobody is asked for its speaker again.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model.span import Span
from annotator.model.statement import Form, SourceKind
from annotator.model.suggestion import Ground, SuggestedStatement
from annotator.text.quotes import quotations
from annotator.text.speech import Use, use_of

ORIGIN = "rule:scare-quotes"
_KIND = "assert"
#: Of those that are refused as speech, this share is no speech in novels (LitBank).
_MEASURED = 0.93


def scare_quotes(text: str, span: Span | None = None) -> Iterator[SuggestedStatement]:
    """Every outer quotation, of the text or of those that touch a span, that quotes nobody."""
    for quotation in quotations(text, span):
        if quotation.depth:
            continue
        found = use_of(text, quotation)
        if found.use is Use.WORDS:
            yield SuggestedStatement(
                content=(quotation.span,),
                form=Form.SCARE,
                kind=_KIND,
                ground=Ground(ORIGIN, min(found.confidence, _MEASURED), found.reason),
                source_kind=SourceKind.AUTHOR,
                quoted=(quotation.span,),
            )
