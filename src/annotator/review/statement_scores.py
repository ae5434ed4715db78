"""How far two sides have the same statements in one document: who said what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields

from annotator.model.span import Span, envelope
from annotator.model.statement import Statement
from annotator.review.figures import Codes, Counts, share
from annotator.review.twins import Pair, best_first, overlap
from annotator.review.wording import Wording
from annotator.text.buckets import Buckets

NONE = "none"
"""What a statement without a kind is called among kinds."""
_SAME_CONTENT = 0.5
_NEARLY = 0.8
Place = Callable[[Statement], Span | None]


@dataclass(frozen=True, slots=True)
class StatementScore:
    """Statements that are matched, and how far those agree in each of their parts.

    `content_exact` and `content_nearly` (at least 0.8 of the words) are numbers of matched
    statements, `content_overlap` the sum of their overlaps. `sourced` of the matched ones have the
    words of a source in gold, `source_overlaps` of these have some of the same words.
    """

    matched: Counts = field(default_factory=Counts)
    cue_exact: Counts = field(default_factory=Counts)
    cue_overlapping: Counts = field(default_factory=Counts)
    content_exact: int = 0
    content_nearly: int = 0
    content_overlap: float = 0.0
    sourced: int = 0
    source_overlaps: int = 0
    forms: Codes = field(default_factory=Codes)
    kinds: Codes = field(default_factory=Codes)
    stances: Codes = field(default_factory=Codes)

    def __add__(self, other: StatementScore) -> StatementScore:
        names = [each.name for each in fields(self)]
        return StatementScore(*(getattr(self, name) + getattr(other, name) for name in names))

    @property
    def mean_overlap(self) -> float | None:
        """The mean overlap of the contents of matched statements."""
        return share(self.content_overlap, self.matched.right)


def compare_statements(
    text: str, gold: Sequence[Statement], system: Sequence[Statement]
) -> tuple[StatementScore, list[Pair]]:
    """The score of the statements of one text, and the pairs that are matched."""
    wording = Wording(text if gold and system else "")
    pairs = _matched(wording, gold, system)
    score = StatementScore(
        matched=Counts(len(pairs), len(gold), len(system)),
        cue_exact=Counts(0, _cued(gold), _cued(system)),
        cue_overlapping=Counts(0, _cued(gold), _cued(system)),
    )
    for one, other in pairs:
        score += _of_pair(wording, gold[one], system[other])
    return score, pairs


def _cued(statements: Sequence[Statement]) -> int:
    return sum(each.cue is not None for each in statements)


def _matched(
    wording: Wording, gold: Sequence[Statement], system: Sequence[Statement]
) -> list[Pair]:
    """By a cue in common; where one of two has none, by half of the words of their contents."""

    def likeness(pair: Pair) -> tuple[float, ...]:
        one, other = gold[pair[0]], system[pair[1]]
        alike = wording.overlap(one.content, other.content)
        if one.cue and other.cue:
            return 1.0, overlap((one.cue,), (other.cue,)), alike
        return 0.0, alike

    def is_one(pair: Pair) -> bool:
        one, other = gold[pair[0]], system[pair[1]]
        if one.cue and other.cue:
            return False
        return wording.overlap(one.content, other.content) >= _SAME_CONTENT

    by_cue = _over(gold, system, lambda each: each.cue)
    by_content = filter(is_one, _over(gold, system, lambda each: envelope(each.content)))
    return best_first([*by_cue, *by_content], likeness)


def _over(gold: Sequence[Statement], system: Sequence[Statement], place: Place) -> Iterator[Pair]:
    """The pairs of which some stretch shares a code point."""
    there = Buckets()
    for at, each in enumerate(system):
        span = place(each)
        if span:
            there.put(at, span)
    for at, each in enumerate(gold):
        span = place(each)
        for other in there.over(span) if span else ():
            yield at, other


def _of_pair(wording: Wording, gold: Statement, system: Statement) -> StatementScore:
    alike = wording.overlap(gold.content, system.content)
    ours, theirs = _source(gold), _source(system)
    return StatementScore(
        cue_exact=Counts(int(gold.cue is not None and gold.cue == system.cue)),
        cue_overlapping=Counts(int(_touch(gold.cue, system.cue))),
        content_exact=int(gold.content == system.content),
        content_nearly=int(alike >= _NEARLY),
        content_overlap=alike,
        sourced=int(ours is not None),
        source_overlaps=int(_touch(ours, theirs)),
        forms=_codes(gold.form, system.form),
        kinds=_codes(gold.kind or NONE, system.kind or NONE),
        stances=_codes(gold.epistemic, system.epistemic),
    )


def _source(statement: Statement) -> Span | None:
    return statement.source.span if statement.source else None


def _touch(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one.overlaps(other)


def _codes(gold: str, system: str) -> Codes:
    return Codes(Counter({(str(gold), str(system)): 1}))
