"""What became of the annotations of one version of an article in another, and what is new there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from annotator.model.ids import DocumentId
from annotator.model.span import Span
from annotator.text.kwic import Line

What = Literal[
    "mention",
    "statement",
    "cue",
    "source",
    "addressee",
    "time",
    "place",
    "parent",
    "relation",
    "passage",
    "evidence",
    "note",
    "loose",
    "correction",
    "new",
]
"""What could not follow: an annotation, or a part of a statement that did; or text that is new.

A `passage` is the evidence of a relation, and a `loose` note has left its words for the article.
"""


@dataclass(frozen=True, slots=True)
class Changed:
    """A place of the new version to look at.

    `line` are the old words with those around them, of what is `new` the new ones. `span` is what
    stands there now. `type` is that of a mention, or the kind of a statement.
    """

    what: What
    span: Span
    line: Line
    type: str = ""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """How much was taken over from one document into another, and what has to be looked at.

    Both are one document where that was given another text. `there` counts what the target had
    already. `changes` are in the order of its text, of which `original` is the hash without
    corrections.
    """

    source: DocumentId
    target: DocumentId
    share: float
    original: str
    mentions: int = 0
    statements: int = 0
    relations: int = 0
    notes: int = 0
    evidence: int = 0
    corrections: int = 0
    there: int = 0
    changes: tuple[Changed, ...] = ()

    @property
    def percent(self) -> int:
        """The share in whole percents."""
        return percent(self.share)

    @property
    def lost(self) -> tuple[Changed, ...]:
        """What could not follow."""
        return tuple(each for each in self.changes if each.what != "new")

    @property
    def added(self) -> tuple[Changed, ...]:
        """The stretches of text that are new."""
        return tuple(each for each in self.changes if each.what == "new")

    @property
    def carried(self) -> str:
        """How much of what was carried, in words; empty for nothing."""
        counts = {
            "mention": self.mentions,
            "statement": self.statements,
            "relation": self.relations,
            "note": self.notes,
            "piece of evidence": self.evidence,
            "correction": self.corrections,
        }
        return ", ".join(count_of(number, one) for one, number in counts.items() if number)

    @property
    def rest(self) -> tuple[str, ...]:
        """In words what was there, could not follow and is new, each where there is any."""
        parts = (
            (self.there, f"{self.there:,} there already"),
            (self.lost, f"{count_of(len(self.lost), 'place')} could not follow"),
            (self.added, f"{count_of(len(self.added), 'stretch')} of text new"),
        )
        return tuple(words for any_, words in parts if any_)

    @property
    def sentence(self) -> str:
        """All of it in a line."""
        taken = f"{self.carried or 'Nothing'} taken over"
        return f"{'; '.join((taken, *self.rest))}."


@dataclass(frozen=True, slots=True)
class Changes:
    """What has to be looked at after annotations were taken over, and which place was looked at."""

    taken: TakenOver
    at: int = -1

    @property
    def current(self) -> Changed | None:
        """The place that was looked at last."""
        places = self.taken.changes
        return places[self.at] if 0 <= self.at < len(places) else None

    def moved(self, to: int) -> Changes:
        """With another place looked at."""
        return replace(self, at=to)


def percent(share: float) -> int:
    """A share in whole percents; 100 only where nothing differs."""
    return min(int(share * 100 + 0.5), 100 if share >= 1 else 99)


def told(changed: Changed) -> str:
    """What became of a place, in some words."""
    return _TOLD[changed.what]


_TOLD: dict[What, str] = {
    "mention": "mention not carried",
    "statement": "statement not carried",
    "cue": "cue left empty",
    "source": "source left empty",
    "addressee": "addressee left empty",
    "time": "time left empty",
    "place": "place left empty",
    "parent": "no longer inside another",
    "relation": "relation not carried",
    "passage": "evidence of a relation left empty",
    "evidence": "evidence not carried",
    "note": "note not carried",
    "loose": "note on the whole article now",
    "correction": "correction not made again",
    "new": "new text",
}


def count_of(number: int, one: str) -> str:
    """So many of something, in words."""
    if number == 1:
        return f"1 {one}"
    first, of, rest = one.partition(" of ")
    return f"{number:,} {first}{'es' if first.endswith('ch') else 's'}{of}{rest}"
