"""What a check finds: where, in a sentence, how bad, and what would put it right.

A check is a small function over values and the text; nothing here reads or writes a project.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from annotator.model.document import Document
from annotator.model.entity import Entity
from annotator.model.ids import Ref
from annotator.model.mention import Mention
from annotator.model.schema import Schema
from annotator.model.span import Span
from annotator.model.statement import Statement

_LONGEST = 60
_MARKS = '"\u201c\u201d\u201e\u00ab\u00bb'


class Severity(StrEnum):
    """Whether annotations contradict something, leave something out, or are only worth a look."""

    WRONG = "wrong"
    MISSING = "missing"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Check:
    """A kind of finding; `title` names several of it.

    One that is `by_words` is about a string wherever it stands, and ignored for all its places.
    """

    id: str
    title: str
    severity: Severity
    by_words: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """What would be right, as the value to store; an id of 0 stands for a new object."""

    label: str
    value: Mention | Statement | Entity


@dataclass(frozen=True, slots=True)
class Decision:
    """What only a person can say: the command that asks for it at the place of the finding."""

    label: str
    command: str
    arguments: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. `subject` is what it is about, where that is stored."""

    check: Check
    span: Span
    sentence: str
    subject: Ref | None = None
    fix: Correction | Decision | None = None

    @property
    def key(self) -> tuple[int, int, str, int]:
        """Its place in the order of the text; no two findings of an article share one."""
        return (
            self.span.start,
            -self.span.end,
            self.check.id,
            self.subject.id if self.subject else 0,
        )


@dataclass(frozen=True, slots=True)
class Article:
    """What every check may look at besides the annotations."""

    document: Document
    text: str
    schema: Schema

    def knows_type(self, type: str) -> bool:
        """Whether the schema has a type of entities."""
        return self.schema.entity_type(type) is not None

    def label(self, type: str) -> str:
        """What a type is called."""
        known = self.schema.entity_type(type)
        return known.label.lower() if known else type

    def quoted(self, span: Span) -> str:
        """The words of a place as a sentence shows them."""
        return shown(self.text[span.start : min(span.end, span.start + 4 * _LONGEST)])


def shown(words: str) -> str:
    """Words in quotation marks on one line, cut where they are long; their own marks are those."""
    words = " ".join(words.split())
    inner = words[1:].rstrip(_MARKS)
    if words[:1] in _MARKS and not any(mark in inner for mark in _MARKS):
        words = inner
    return f"“{words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + '…'}”"
