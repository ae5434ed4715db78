"""Correcting the text of an article: annotations move with it, and the original stays known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from annotator.errors import AnnotatorError
from annotator.formats.documents import refuse_text
from annotator.model.annotations import Annotation
from annotator.model.claim import Evidence
from annotator.model.document import Document, sha256_of
from annotator.model.ids import DocumentId, Ref
from annotator.model.mention import Mention
from annotator.model.relation import Note, Relation
from annotator.model.span import Span, Spans
from annotator.model.statement import Party, Source, Statement
from annotator.store.store import Store
from annotator.store.transaction import Transaction
from annotator.text.corrected_words import CorrectedWords
from annotator.text.correcting import Change, corrected, original
from annotator.text.visible import cut

P = TypeVar("P", Party, Source)
_MOST_NAMED = 3
_MOST_SHOWN = 40


class NotCorrected(AnnotatorError):
    """A correction that would take away what is annotated, or leave no text."""


def correct(store: Store, document: DocumentId, change: Change) -> None:
    """Put other words in the place of a stretch of a text, as one undoable step.

    All that lies in the text moves with its words. Raises NotCorrected where an annotation would be
    left without any, KeyError for a document that is not there, StoreError when nothing can be
    written.
    """
    held = store.queries.documents.get(document)
    text = store.queries.documents.text(document)
    _write(store, held, text, [change], f"Correct the text: {_shown(change.words)}")


def take_back(store: Store, document: DocumentId, words: CorrectedWords) -> None:
    """Make some corrected words as they were, as one undoable step. Raises as `correct` does."""
    held = store.queries.documents.get(document)
    text = store.queries.documents.text(document)
    change = Change(words.start, words.end, words.before)
    _write(store, held, text, [change], f"Take a correction back: {_shown(words.before)}")


def revert(store: Store, document: DocumentId) -> None:
    """Take all corrections of a text back, as one undoable step. Raises as `correct` does."""
    held = store.queries.documents.get(document)
    text = store.queries.documents.text(document)
    edits = held.corrections.edits if held.corrections else ()
    changes = [Change(each.start, each.end, each.original) for each in reversed(edits)]
    if changes:
        _write(store, held, text, changes, "Take all corrections back")


def _write(store: Store, held: Document, text: str, changes: list[Change], label: str) -> None:
    lying = [_Moved(value) for value in _in_text(store, held.id)]
    with store.transaction(label) as tx:
        document = held
        for change in changes:
            for each in lying:
                each.move(change, text)
            corrections = corrected(text, document.corrections, change, author=tx.author, at=tx.now)
            text = change.applied(text)
            document = replace(document, corrections=corrections)
        refuse_text(text, held.title)
        _refuse_lost([each.lost for each in lying if each.lost is not None])
        document = replace(document, sha256=sha256_of(text), length=len(text))
        tx.retell(document, text)
        for each in lying:
            each.store(tx)


def _in_text(store: Store, document: DocumentId) -> Iterator[Annotation]:
    """Everything that has a place in the text of a document."""
    queries = store.queries
    yield from queries.mentions.of_document(document)
    yield from queries.statements.of_document(document)
    yield from queries.claims.evidence.in_document(document)
    yield from queries.links.relations.in_document(document)
    notes = queries.links.notes.of(Ref("document", document))
    yield from (note for note in notes if note.span)


@dataclass(slots=True)
class _Moved:
    """An annotation on its way through the changes of a text."""

    value: Annotation
    _before: Annotation | None = None
    lost: str | None = None
    """The words of it that have no place any more."""

    def move(self, change: Change, text: str) -> None:
        """Go where the words of all its places go; `text` is that before the change."""
        if self.lost is not None:
            return
        self._before = self._before or self.value
        try:
            self.value = _moved(self.value, change, text)
        except _WordsGone as gone:
            self.lost = gone.words

    def store(self, tx: Transaction) -> None:
        """Write it, if it has moved."""
        if self.value != self._before:
            tx.replace(self.value)


class _WordsGone(Exception):
    """A place of which a change leaves no words."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True, slots=True)
class _Going:
    """Where places in a text go by a change; raises _WordsGone where they go nowhere."""

    change: Change
    text: str

    def span(self, span: Span) -> Span:
        found = self.change.moved(span, self.text)
        if found is None:
            raise _WordsGone(span.of(self.text))
        return found

    def maybe(self, span: Span | None) -> Span | None:
        return self.span(span) if span else None

    def spans(self, spans: Spans) -> Spans:
        return tuple(map(self.span, spans))

    def party(self, party: P) -> P:
        return replace(party, span=self.span(party.span)) if party.span else party


def _moved(value: Annotation, change: Change, text: str) -> Annotation:
    """An annotation at its new place. Raises _WordsGone."""
    go = _Going(change, text)
    match value:
        case Mention():
            return replace(value, spans=go.spans(value.spans), head=go.maybe(value.head))
        case Statement():
            return replace(
                value,
                content=go.spans(value.content),
                cue=go.maybe(value.cue),
                source=go.party(value.source) if value.source else None,
                addressee=go.party(value.addressee),
                quoted=go.spans(value.quoted),
                time=go.party(value.time),
                place=go.party(value.place),
            )
        case Evidence() | Relation() | Note():
            return replace(value, span=go.maybe(value.span))
    return value


def _refuse_lost(lost: list[str]) -> None:
    if not lost:
        return
    named = ", ".join(f"“{_shown(words)}”" for words in lost[:_MOST_NAMED])
    more = f" and {len(lost) - _MOST_NAMED} more" if len(lost) > _MOST_NAMED else ""
    raise NotCorrected(
        f"No words would be left for what is annotated there: {named}{more}. Remove that first, or "
        "correct fewer words."
    )


def _shown(words: str) -> str:
    """Words in a line, cut where they are long."""
    return cut(" ".join(words.split()), _MOST_SHOWN)


def original_text(store: Store, document: DocumentId) -> str:
    """The text as it was imported."""
    held = store.queries.documents.get(document)
    return original(store.queries.documents.text(document), held.corrections)
