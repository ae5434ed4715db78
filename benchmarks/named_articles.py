"""Invented articles with their names marked in the text, and how well names are found in them.

`[person Ada Otieno]` is a name with its type, `[organization|gpe England]` one with either; marks
may lie inside one another, as names do (docs/schema.md). Titles and what is `other` are marked and
not scored. A name is right when it covers the head of one of the same type: the last word, or the
one before "of" and "for".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.model.span import Span
from annotator.model.suggestion import SuggestedMention

ARTICLES = Path(__file__).parent.parent / "tests" / "data" / "names"
SCORED = frozenset(
    {"person", "group", "organization", "gpe", "location", "facility", "event", "law", "artifact",
     "date"}
)  # fmt: skip
#: As in the gold of GUM, the three kinds of place are one.
_PLACES = {"location": "gpe", "facility": "gpe"}
_MARK = re.compile(r"\[([a-z|]+) |\]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A name of the gold: where it is, and the types that are right for it."""

    span: Span
    types: frozenset[str]


@dataclass(slots=True)
class Share:
    """How many names were suggested, how many of them are right, and how many of the gold found."""

    suggested: int = 0
    right: int = 0
    gold: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        """The share of those suggested that is right."""
        return self.right / max(1, self.suggested)

    @property
    def recall(self) -> float:
        """The share of the gold that was found with its type."""
        return self.found / max(1, self.gold)

    @property
    def f(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0


def read_article(path: Path) -> tuple[str, Sequence[Marked]]:
    """The text of an article without its marks, and the names that they mark."""
    marked = path.read_text("utf-8")
    pieces: list[str] = []
    names: list[Marked] = []
    opened: list[tuple[int, frozenset[str]]] = []
    at = length = 0
    for match in _MARK.finditer(marked):
        pieces.append(marked[at : match.start()])
        length += match.start() - at
        at = match.end()
        if match[1]:
            opened.append((length, frozenset(match[1].split("|"))))
        else:
            start, types = opened.pop()
            names.append(Marked(Span(start, length), types))
    return "".join([*pieces, marked[at:]]), names


def count(text: str, gold: Iterable[Marked], mentions: Iterable[SuggestedMention]) -> Share:
    """What is right of the mentions suggested in an article."""
    wanted = [
        (_head(text, each.span), {_PLACES.get(type, type) for type in each.types})
        for each in gold
        if each.types & SCORED
    ]
    found = [
        (each.span, _PLACES.get(each.type, each.type)) for each in mentions if each.type in SCORED
    ]
    pairs = [
        (here, there)
        for here, (head, types) in enumerate(wanted)
        for there, (span, type) in enumerate(found)
        if head.overlaps(span) and type in types
    ]
    right = len({there for _, there in pairs})
    return Share(len(found), right, len(wanted), len({here for here, _ in pairs}))


def together(shares: Iterable[Share]) -> Share:
    """What several articles come to."""
    whole = Share()
    for each in shares:
        whole.suggested += each.suggested
        whole.right += each.right
        whole.gold += each.gold
        whole.found += each.found
    return whole


def _head(text: str, span: Span) -> Span:
    words = re.split(r" (?:of|for) ", span.of(text))[0]
    end = span.start + len(words)
    return Span(end - len(words.split()[-1]), end)
