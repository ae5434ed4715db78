"""Fills in who may be speaking in the statements that are suggested of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.model.annotations import AnnotatedDocument
from annotator.model.provenance import Status
from annotator.model.statement import Statement
from annotator.model.suggestion import SuggestedMention, SuggestedStatement, Suggestion
from annotator.suggest.base import Desk
from annotator.suggest.cast import Cast, names_of
from annotator.suggest.speakers import Saying, speakers


def with_speakers(
    document: AnnotatedDocument, suggestions: Sequence[Suggestion], desk: Desk
) -> list[Suggestion]:
    """The same suggestions, each statement with its candidates.

    Names are the mentions that a document has and those suggested. The groups of the document must
    be sequences, to be read more than once.
    """
    stored = [each for each in document.mentions if each.provenance.status is not Status.REJECTED]
    suggested = [each for each in suggestions if isinstance(each, SuggestedMention)]
    names = names_of(stored, suggested)
    cast = Cast(document.text, names, desk.lexicon, desk.lexicon.gazetteer.gender_of)
    made = [each for each in document.statements if each.provenance.status is not Status.REJECTED]
    numbered = [
        *((saying_of(each), None) for each in made),
        *(
            (saying_of(each), number)
            for number, each in enumerate(suggestions)
            if isinstance(each, SuggestedStatement)
        ),
    ]
    numbered.sort(key=lambda pair: (pair[0].start, -pair[0].content[-1].end))
    filled = list(suggestions)
    for (_, number), found in zip(
        numbered, speakers(cast, (saying for saying, _ in numbered)), strict=True
    ):
        each = None if number is None else filled[number]
        if number is not None and isinstance(each, SuggestedStatement):
            filled[number] = replace(each, speakers=found)
    return filled


def saying_of(statement: Statement | SuggestedStatement) -> Saying:
    """What is known of who speaks in a statement."""
    if isinstance(statement, SuggestedStatement):
        source, entity = statement.source, None
    else:
        known = statement.source
        source, entity = (known.span, known.entity) if known else (None, None)
    cue = statement.cue or source or statement.content[0]
    return Saying(cue.start, source, statement.content, entity)
