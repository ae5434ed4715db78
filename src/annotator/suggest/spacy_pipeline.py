"""Names by a spaCy pipeline of the user's own, which the extra `annotator[spacy]` makes usable.

Nothing is downloaded: the pipeline is a folder or an installed package. Its labels become types of
the schema by their names there or in the tag sets that the schema maps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast

from annotator.errors import AnnotatorError
from annotator.model.annotations import AnnotatedDocument
from annotator.model.schema import Schema
from annotator.model.span import Span
from annotator.model.suggestion import Ground, SuggestedMention, Suggestion
from annotator.suggest.base import Desk, Suggester
from annotator.suggest.pieces import pieces
from annotator.text.levels import level_of

ORIGIN = "model:spacy"
INSTALL = 'pip install "annotator[spacy]"'
_MODULE = "spacy"
#: Nobody knows how good a pipeline is on these texts: sure enough to be shown, below our rules.
_UNMEASURED = 0.7


class PipelineMissing(AnnotatorError):
    """spaCy, or the pipeline, is not there or of no use."""


class _Place(Protocol):
    start_char: int
    end_char: int
    label_: str


class _Read(Protocol):
    ents: Iterable[_Place]


Pipeline = Callable[[str], _Read]


@dataclass(slots=True)
class SpacyNames:
    """A loaded pipeline as a suggester; `types` are those of the schema by its labels."""

    pipeline: Pipeline
    types: Mapping[str, str]
    name: str = "spacy"

    def suggest(self, document: AnnotatedDocument, desk: Desk) -> Iterator[Sequence[Suggestion]]:
        """What the pipeline names, a paragraph at a time; labels that have no type are left out."""
        del desk
        for piece in pieces(document.text):
            read = self.pipeline(piece.of(document.text))
            yield [
                self._proposed(document.text, piece.start, each)
                for each in read.ents
                if each.label_ in self.types
            ]

    def _proposed(self, text: str, start: int, found: _Place) -> SuggestedMention:
        span = Span(start + found.start_char, start + found.end_char)
        reason = f"Your spaCy pipeline calls it {found.label_}."
        ground = Ground(ORIGIN, _UNMEASURED, reason)
        return SuggestedMention(span, self.types[found.label_], ground, level_of(span.of(text)))


def load_pipeline(pipeline: str, schema: Schema) -> Suggester:
    """Load a pipeline by its folder or package. Raises PipelineMissing."""
    if find_spec(_MODULE) is None:
        raise PipelineMissing(
            f"The pipeline {pipeline} is not used: spaCy is missing. Install it with: {INSTALL}"
        )
    try:
        loaded = import_module(_MODULE).load(pipeline)
        labels = [str(each) for each in loaded.get_pipe("ner").labels]
    except Exception as error:  # a pipeline may fail in any way, as any plug-in
        raise PipelineMissing(
            f"The pipeline {pipeline} is not used ({type(error).__name__}: {error}). Choose another"
            " folder or package, with a part that finds names (ner)."
        ) from error
    types = types_of(schema, labels)
    if not types:
        raise PipelineMissing(
            f"The pipeline {pipeline} is not used: none of its labels ({', '.join(labels)}) is a"
            " type of the schema or mapped to one."
        )
    return SpacyNames(cast("Pipeline", loaded), types)


def types_of(schema: Schema, labels: Iterable[str]) -> dict[str, str]:
    """The type of the schema for each label; of several that map to a label the first counts."""
    known: dict[str, str] = {}
    for type in schema.entity_types:
        mapped = (name for names in type.map.values() for name in names.split(","))
        for name in (type.id, *mapped):
            known.setdefault(name.strip().casefold(), type.id)
    return {label: known[label.casefold()] for label in labels if label.casefold() in known}
