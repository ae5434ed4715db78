"""What a suggester is, and what it is told beside the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from annotator.model.annotations import AnnotatedDocument
from annotator.model.ids import EntityId
from annotator.model.suggestion import Suggestion
from annotator.text.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """An entity that some words have meant before; `times` counts the mentions that say so."""

    id: EntityId
    name: str
    type: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Known:
    """What the desk has decided, as far as it concerns the words of one document.

    `names` maps words as they stand in a text to the entities they are a name or alias of, the
    most frequent first. `types` maps words to how often they were accepted as each type, `rejected`
    to how often they were refused as each type. `refused_cues` are reporting words, as `cue_key`
    has them, of what is mostly not taken for speech.
    """

    names: Mapping[str, Sequence[KnownEntity]] = field(default_factory=dict)
    types: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    rejected: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    refused_cues: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Desk:
    """What suggesters may use beside the document: the words of its language, and what is known."""

    lexicon: Lexicon
    known: Known = Known()


class Suggester(Protocol):
    """Proposes annotations of a document; entry points `annotator.suggesters` name such classes.

    It is pure: it keeps nothing from one document to the next and changes nothing.
    """

    name: str

    def suggest(self, document: AnnotatedDocument, desk: Desk) -> Iterator[Sequence[Suggestion]]:
        """Suggestions in text order, a batch a paragraph, some of them empty.

        Between two batches a caller may rest or stop, so that none may take longer than some
        milliseconds. A suggester may use what the document has already, and need not leave it out:
        the caller does.
        """


@dataclass(frozen=True, slots=True)
class Suggesters:
    """The suggesters that loaded, ours first, and a sentence for each plug-in that did not."""

    all: tuple[Suggester, ...] = ()
    problems: tuple[str, ...] = ()
