"""Proposes who said what: quotations and reported speech, sentence by sentence.

What a sentence reports is found by `text/reports.py`, as it is for the key `s`. Here sentences are
joined: quotations that go on, speakers named in the sentence before, statements in statements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotator.model.annotations import AnnotatedDocument
from annotator.model.span import Span
from annotator.model.statement import Epistemic
from annotator.model.suggestion import SuggestedStatement, Suggestion
from annotator.suggest.base import Desk
from annotator.suggest.joining import Joined
from annotator.suggest.saying import RULES, ground, rule_of
from annotator.text.lexicon import Lexicon
from annotator.text.passages import Passage, passages
from annotator.text.report import Attribution, Report
from annotator.text.reports import reports


class Quotations:
    """Who said what.

    Rules on demand run when named: `topics`, `nouns`, `hedges`, `scare_quotes`.
    """

    name = "quotations"

    def __init__(self, *asked: str) -> None:
        self._asked = frozenset(asked)

    def suggest(self, document: AnnotatedDocument, desk: Desk) -> Iterator[Sequence[Suggestion]]:
        """The statements of the text, a batch a paragraph."""
        joined = Joined(document.text, scare="scare_quotes" in self._asked)
        for passage in passages(document.text, desk.lexicon):
            if passage.begins or joined.is_full:
                yield joined.settled()
            joined.take(passage, self._stated(passage, desk.lexicon))
        yield joined.rest()

    def _stated(self, passage: Passage, lexicon: Lexicon) -> list[SuggestedStatement]:
        """What a sentence states, by the rules that are asked for."""
        found = [each for each in reports(passage.clause) if self._is_wanted(each)]
        made = [statement(passage.clause.text, each.attribution, lexicon) for each in found]
        return [nested(each, made) for each in made]

    def _is_wanted(self, report: Report) -> bool:
        demand = RULES[rule_of(report.attribution)].on_demand
        return not demand or demand in self._asked


def statement(text: str, found: Attribution, lexicon: Lexicon) -> SuggestedStatement:
    """A report as a suggestion, with the reason for it."""
    cue = found.cue.of(text) if found.cue else ""
    source = found.source.of(text) if found.source else ""
    return SuggestedStatement(
        content=found.content,
        form=found.form,
        kind=found.kind,
        ground=ground(rule_of(found), cue=cue, source=source),
        cue=found.cue,
        source=found.source,
        source_kind=found.source_kind,
        quoted=found.quoted,
        epistemic=epistemic(found, cue, lexicon),
        channel=found.channel,
    )


def epistemic(found: Attribution, cue: str, lexicon: Lexicon) -> Epistemic:
    """How true the source holds it to be, where the cue says so."""
    stance = lexicon.stances.get(found.lemma)
    words = cue.lower().replace("\u2019", "'").split()
    denied = any(lexicon.stances.get(word) == "negation" for word in words)
    if found.kind == "deny":
        return Epistemic.UNKNOWN if denied else Epistemic.CERTAIN_FALSE
    if denied:
        return Epistemic.UNCERTAIN_FALSE if stance == "likely" else Epistemic.UNKNOWN
    if found.kind == "question" or found.rule == "question":
        return Epistemic.UNCERTAIN_FALSE if stance == "unlikely" else Epistemic.UNKNOWN
    if stance in {"likely", "unlikely"}:
        likely = stance == "likely"
        return Epistemic.UNCERTAIN_TRUE if likely else Epistemic.UNCERTAIN_FALSE
    return Epistemic.CERTAIN_TRUE


def nested(one: SuggestedStatement, others: Sequence[SuggestedStatement]) -> SuggestedStatement:
    """A statement with the innermost other one whose content reports it as its parent."""
    around = [
        each
        for each in others
        if each is not one
        and any(piece.contains(place(one)) for piece in each.content)
        and each.content != one.content
    ]
    if not around:
        return one
    return replace(one, parent=min(around, key=lambda each: len(each.extent)).content)


def place(statement: SuggestedStatement) -> Span:
    """Where a statement stands: at its cue, else at its content."""
    return statement.cue or statement.content[0]
