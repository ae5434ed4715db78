"""What is suggested in the documents of a project, one after another, where no window shows it.

It is what a window shows: what the suggesters propose, less what is annotated or was rejected.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotator.formats.losses import Losses, losses
from annotator.model.annotations import AnnotatedDocument
from annotator.model.ids import DocumentId
from annotator.model.schema import Schema
from annotator.model.suggestion import SuggestedMention, Suggestion
from annotator.session.export_choice import Wanted
from annotator.session.knowing import known_for
from annotator.session.lexicons import Lexicons
from annotator.session.projects import lexicon
from annotator.session.refusing import refused_cues
from annotator.store.queries import Queries
from annotator.suggest.base import Desk, Suggesters
from annotator.suggest.engine import suggested
from annotator.text.lexicon import Lexicon

_UNUSED = "suggesters that could not be used"


class Proposing:
    """Computes suggestions; `problems` has a sentence for each suggester that could not do it."""

    def __init__(
        self,
        queries: Queries,
        schema: Schema,
        suggesters: Suggesters,
        wanted: Wanted | None = None,
    ) -> None:
        self.problems = list(suggesters.problems)
        self._queries, self._schema = queries, schema
        self._lexicons = Lexicons(lexicon())
        self._suggesters = suggesters.all
        self._wanted = wanted or Wanted()
        self._cues: dict[str, frozenset[str]] = {}

    @property
    def losses(self) -> Losses:
        """The problems as what an export left out."""
        return losses((_UNUSED, each) for each in self.problems)

    def documents(self) -> list[DocumentId]:
        """The documents that are wanted, in order."""
        wanted = self._wanted.documents
        return [id for id in self._queries.documents.ids() if wanted is None or id in wanted]

    def each(self) -> Iterator[tuple[AnnotatedDocument, list[Suggestion]]]:
        """Every document that is wanted with its suggestions; one is in memory at a time."""
        for id in self.documents():
            document = self._queries.annotated(id)
            yield document, self.of(document)

    def of(self, document: AnnotatedDocument) -> list[Suggestion]:
        """The suggestions of a document that are wanted, in text order.

        Its mentions and statements are gone through, so that they must not be generators.
        """
        wanted = self._wanted
        if wanted.documents is not None and document.document.id not in wanted.documents:
            return []

        def failed(name: str, error: Exception) -> None:
            title = document.document.title
            self.problems.append(
                f"The suggester {name} failed on “{title}” and was left out there: "
                f"{type(error).__name__}: {error}"
            )

        words = self._lexicons.of(document.document.language)
        known = known_for(self._queries, document.text)
        desk = Desk(words, replace(known, refused_cues=self._refused(words)))
        found = suggested(document, desk, self._suggesters, failed)
        return list(self._usable(found))

    def _refused(self, words: Lexicon) -> frozenset[str]:
        """The cues that the desk refuses, found out once for each language."""
        if words.language not in self._cues:
            self._cues[words.language] = refused_cues(self._queries, words)
        return self._cues[words.language]

    def _usable(self, found: Sequence[Suggestion]) -> Iterator[Suggestion]:
        """Those that are sure enough, of the types that the schema has."""
        for each in found:
            strange = isinstance(each, SuggestedMention) and not self._schema.entity_type(each.type)
            if each.ground.confidence >= self._wanted.minimum and not strange:
                yield each
