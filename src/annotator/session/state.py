"""The values that a session holds, and the event that says which of them moved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from annotator.model.document import DocumentOrder
from annotator.model.ids import DocumentId, EntityId, Ref
from annotator.model.span import Span


class Panel(StrEnum):
    """The four places of the window that can have the keyboard, in the order of F6."""

    ARTICLE = "article"
    ENTITIES = "entities"
    CLAIMS = "claims"
    DOCUMENTS = "documents"


class Mode(StrEnum):
    """What the keys mean now: a panel's own, a short state of the article, or a list over it."""

    ARTICLE = "article"
    ENTITIES = "entities"
    CLAIMS = "claims"
    DOCUMENTS = "documents"
    EDGE = "edge"
    HINTS = "hints"
    PREVIEW = "preview"
    SEARCH = "search"
    CHECKS = "checks"


PANELS = frozenset({Mode.ARTICLE, Mode.ENTITIES, Mode.CLAIMS, Mode.DOCUMENTS})
EVERYWHERE = frozenset(Mode)


class Topic(StrEnum):
    """One thing about a session that can move."""

    PROJECT = "project"
    DOCUMENT = "document"
    SELECTION = "selection"
    CURRENT = "current"
    MODE = "mode"
    VIEW = "view"
    MESSAGE = "message"
    SHOWN = "shown"
    RESULTS = "results"
    SUGGESTIONS = "suggestions"
    CHECKS = "checks"


class Shown(StrEnum):
    """Something that opens over the window."""

    PALETTE = "palette"
    KEYS = "keys"
    FIND = "find"
    HISTORY = "history"
    INSPECTOR = "inspector"
    ABOUT = "about"
    SEARCH = "search"
    CHECKS = "checks"


@dataclass(frozen=True, slots=True)
class Moved:
    """The session moved; the store did not. `topics` says in what."""

    topics: frozenset[Topic]


@dataclass(frozen=True, slots=True)
class Edge:
    """The edge of an annotation that the arrow keys move.

    `part` is `mention`, or the role of a statement's span: `content`, `cue`, `source`, ...; `index`
    counts the pieces of a part that has several.
    """

    ref: Ref
    part: str
    index: int
    left: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """Occurrences about to be taken: all, those dropped again, and the one under the keys.

    `suggestion` is the number of a suggestion that is accepted with them.
    """

    entity: EntityId | None
    type: str
    spans: tuple[Span, ...]
    dropped: frozenset[Span] = frozenset()
    at: int = 0
    suggestion: int | None = None

    @property
    def kept(self) -> tuple[Span, ...]:
        """The spans that Enter would take."""
        return tuple(span for span in self.spans if span not in self.dropped)


@dataclass(frozen=True, slots=True)
class ViewState:
    """How the window looks; it belongs to the reader, not to the project.

    `theme` is `system`, `light` or `dark`. `hidden` names panels that are put away; `left` and
    `right` have the panels of each side from the top. `zoom` is a factor. `sure` is the confidence
    from which suggestions are accepted together.
    """

    zoom: float = 1.0
    theme: str = "system"
    hidden: frozenset[Panel] = frozenset()
    left: tuple[Panel, ...] = (Panel.DOCUMENTS,)
    right: tuple[Panel, ...] = (Panel.ENTITIES, Panel.CLAIMS)
    meter: bool = True
    group_claims: str = "text"
    sort_documents: DocumentOrder = DocumentOrder.IMPORTED
    suggestions: bool = True
    sure: float = 0.9

    def __post_init__(self) -> None:
        if sorted((*self.left, *self.right)) != sorted(_AT_THE_SIDES):
            raise ValueError("each panel but the article has one place at a side")

    def across(self, panel: Panel) -> ViewState:
        """The view with a panel on the other side, below those that are there."""
        at_left = panel in self.left
        rest = [[each for each in side if each != panel] for side in (self.left, self.right)]
        rest[at_left].append(panel)
        return replace(self, left=tuple(rest[0]), right=tuple(rest[1]))

    def raised(self, panel: Panel) -> ViewState:
        """The view with a panel above the one over it; the top one goes to the bottom."""
        return replace(self, left=_raised(self.left, panel), right=_raised(self.right, panel))


_AT_THE_SIDES = frozenset(Panel) - {Panel.ARTICLE}


def _raised(side: tuple[Panel, ...], panel: Panel) -> tuple[Panel, ...]:
    if panel not in side:
        return side
    place, rest = side.index(panel), [each for each in side if each != panel]
    rest.insert(place - 1 if place else len(rest), panel)
    return tuple(rest)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader was: a document, the ends of the selection, the top of the page."""

    document: DocumentId
    anchor: int = 0
    caret: int = 0
    top: int = 0
