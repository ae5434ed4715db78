"""A document as labelled stretches and labelled links, which is all that these formats know.

How annotations are said in it, so that they come back:

- a mention is a stretch labelled with its type; the further pieces of a discontinuous one hang on
  the first by links labelled `continues`;
- mentions of one entity in a document are linked, each to the one before, by `COREF`;
- a statement is a stretch labelled `statement:` and its kind, its cue and its source are stretches
  labelled `cue` and `source`, linked from the statement by `cue` and `source`. A source that is a
  mention is that mention's stretch. A statement within another is linked to it by `reported in`;
- a relation between two of these is a link labelled with its type.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.model.document import Document

STATEMENT = "statement:"
CUE, SOURCE, WITHIN, CONTINUES, COREF = "cue", "source", "reported in", "continues", "COREF"
OWN_LABELS = frozenset({CUE, SOURCE, WITHIN, CONTINUES, COREF})
"""What labels say that are no types."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A labelled stretch of the text, in code points."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Link:
    """A labelled link from one stretch to another, by their numbers in the list of stretches."""

    source: int
    target: int
    label: str


@dataclass(slots=True)
class Graph:
    """A document as stretches and links."""

    document: Document
    text: str
    stretches: list[Stretch] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    kb_ids: dict[int, str] = field(default_factory=dict)
    """Of stretches whose entity is linked to a knowledge base, by their numbers."""

    def add(self, start: int, end: int, label: str) -> int:
        """Add a stretch; returns its number."""
        self.stretches.append(Stretch(start, end, label))
        return len(self.stretches) - 1

    def link(self, source: int, target: int, label: str) -> None:
        """Add a link."""
        self.links.append(Link(source, target, label))
