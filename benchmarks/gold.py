"""How far suggestions agree with the statements that people marked in news documents.

The rules of counting are those of `shared/tools/score_statements.py`: a statement with a cue is
right when its cue overlaps that of an attribution not yet matched, or its clause where no cue is
marked; content is compared by words.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import regex

from annotator.model.span import Span
from annotator.model.suggestion import SuggestedStatement

#: The rules were made with the first six documents; nobody looked at the others for that.
TUNING = 6
_WORD = regex.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Marked:
    """An attribution that somebody marked: its parts as spans."""

    cue: Sequence[Span]
    source: Sequence[Span]
    content: Sequence[Span]
    clause: Sequence[Span]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A news text and the attributions in it."""

    name: str
    text: str
    marked: Sequence[Marked]


@dataclass(slots=True)
class Score:
    """Counts over documents; `rules` has for each rule how many were right and how many came."""

    gold: int = 0
    proposed: int = 0
    right: int = 0
    sources: int = 0
    sources_right: int = 0
    overlaps: list[float] = field(default_factory=list)
    rules_right: Counter[str] = field(default_factory=Counter)
    rules_all: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        """The share of what was proposed that is right."""
        return self.right / max(1, self.proposed)

    @property
    def recall(self) -> float:
        """The share of what was marked that was proposed."""
        return self.right / max(1, self.gold)

    @property
    def f(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def source(self) -> float:
        """The share of the right ones whose source overlaps the marked one."""
        return self.sources_right / max(1, self.sources)

    @property
    def content(self) -> float:
        """The mean share of words that content and marked content have in common."""
        return sum(self.overlaps) / max(1, len(self.overlaps))


def gold_documents(path: Path) -> list[GoldDocument]:
    """The documents of a file such as `shared/corpora/gum-news/statements.jsonl`."""
    return [_document(json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def scored(
    documents: Iterable[GoldDocument], found: Mapping[str, Sequence[SuggestedStatement]]
) -> Score:
    """The score of what was proposed for each document, by its name."""
    score = Score()
    for document in documents:
        _add(score, document, found.get(document.name, ()))
    return score


def _document(record: dict[str, object]) -> GoldDocument:
    marked = record["attributions"]
    assert isinstance(marked, list)
    kept = [_marked(each) for each in marked if not each["photo_credit"]]
    return GoldDocument(str(record["document"]), str(record["text"]), kept)


def _marked(each: Mapping[str, list[list[int]]]) -> Marked:
    parts = ("cue", "source", "content", "clause")
    return Marked(*([Span(start, end) for start, end in each[part]] for part in parts))


def _add(score: Score, document: GoldDocument, found: Sequence[SuggestedStatement]) -> None:
    left = list(document.marked)
    score.gold += len(left)
    for each in found:
        if each.cue is None:
            continue
        rule = each.ground.origin.removeprefix("rule:")
        score.proposed += 1
        score.rules_all[rule] += 1
        match = next(_matches(left, each.cue), None)
        if match is None:
            continue
        left.remove(match)
        score.right += 1
        score.rules_right[rule] += 1
        _compare(score, document.text, match, each)


def _matches(left: Sequence[Marked], cue: Span) -> Iterator[Marked]:
    yield from (each for each in left if _overlap(each.cue, [cue]))
    yield from (each for each in left if not each.cue and _overlap(each.clause, [cue]))


def _compare(score: Score, text: str, marked: Marked, found: SuggestedStatement) -> None:
    if marked.source:
        score.sources += 1
        score.sources_right += _overlap(marked.source, [found.source] if found.source else [])
    wanted, had = _words(text, marked.content), _words(text, found.content)
    if wanted:
        score.overlaps.append(len(wanted & had) / len(wanted | had))


def _overlap(some: Iterable[Span], others: Sequence[Span]) -> bool:
    return any(one.overlaps(other) for one in some for other in others)


def _words(text: str, spans: Iterable[Span]) -> set[int]:
    """Where the words that spans touch begin."""
    spans = tuple(spans)
    return {
        match.start()
        for match in _WORD.finditer(text)
        if any(span.start < match.end() and match.start() < span.end for span in spans)
    }
