"""A project as it is over the texts that were imported: corrections taken back, spans moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from annotator.formats.losses import Tally
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.claim import Evidence
from annotator.model.correction import Corrections
from annotator.model.document import Document
from annotator.model.ids import Kind, Ref
from annotator.model.mention import Mention
from annotator.model.relation import Note, Relation
from annotator.model.span import Span, Spans
from annotator.model.statement import Party, Source, Statement
from annotator.text.correcting import in_original, original

P = TypeVar("P", Party, Source)
V = TypeVar("V")
GONE = "annotations of nothing but words that were put in"


def original_view(
    content: ProjectContent, corrected: Mapping[int, Corrections], lost: Tally
) -> ProjectContent:
    """The same project over its original texts; `corrected` has the corrections by document.

    What marks nothing but words that were put in is left out, and counted while documents pass.
    """
    back = _Back(corrected, lost)
    return replace(
        content,
        documents=map(back.document, content.documents),
        evidence=_Each(content.evidence, back.evidence),
        relations=_Each(content.relations, back.relation),
        notes=_Each(content.notes, back.note),
    )


@dataclass(frozen=True, slots=True)
class _Each(Generic[V]):
    """Values as they are in the original; read anew each time somebody goes through them."""

    values: Iterable[V]
    back: Callable[[V], V | None]

    def __iter__(self) -> Iterator[V]:
        return (moved for moved in map(self.back, self.values) if moved is not None)


@dataclass(slots=True)
class _Back:
    corrected: Mapping[int, Corrections]
    lost: Tally
    gone: set[Ref] = field(default_factory=set)

    def document(self, annotated: AnnotatedDocument) -> AnnotatedDocument:
        """A document with its original text, and everything on it where that is there."""
        corrections = self.corrected.get(annotated.document.id)
        if corrections is None:
            return annotated
        text = original(annotated.text, corrections)
        return AnnotatedDocument(
            replace(
                annotated.document, sha256=corrections.sha256, length=len(text), corrections=None
            ),
            text,
            [moved for each in annotated.mentions if (moved := self.mention(each, corrections))],
            self._statements(annotated, corrections),
        )

    def mention(self, mention: Mention, corrections: Corrections) -> Mention | None:
        """A mention in the original text."""
        spans = _spans(mention.spans, corrections)
        head = in_original(mention.head, corrections) if mention.head else None
        if not spans:
            self._lose(Ref("mention", mention.id), mention.document)
            return None
        return replace(mention, spans=spans, head=head)

    def _statements(
        self, annotated: AnnotatedDocument, corrections: Corrections
    ) -> Iterator[Statement]:
        def party(one: P) -> P:
            mention = one.mention if _ref("mention", one.mention) not in self.gone else None
            span = in_original(one.span, corrections) if one.span else None
            return replace(one, span=span, mention=mention)

        for said in annotated.statements:
            content = _spans(said.content, corrections)
            if not content:
                self._lose(Ref("statement", said.id), said.document)
                continue
            yield replace(
                said,
                content=content,
                cue=in_original(said.cue, corrections) if said.cue else None,
                source=party(said.source) if said.source else None,
                addressee=party(said.addressee),
                quoted=_spans(said.quoted, corrections),
                time=party(said.time),
                place=party(said.place),
                parent=said.parent if _ref("statement", said.parent) not in self.gone else None,
            )

    def evidence(self, evidence: Evidence) -> Evidence | None:
        """A piece of evidence; None where its place is not in the original."""
        span = self._place(evidence.span, evidence.document)
        return None if evidence.span and span is None else replace(evidence, span=span)

    def relation(self, relation: Relation) -> Relation | None:
        """A relation; None where one of its ends is gone."""
        if relation.source in self.gone or relation.target in self.gone:
            return None
        span = self._place(relation.span, relation.document)
        return replace(relation, span=span, document=relation.document if span else None)

    def note(self, note: Note) -> Note | None:
        """A note; None where what it is on is gone."""
        if note.target in self.gone:
            return None
        document = note.target.id if note.target.kind == "document" else None
        span = self._place(note.span, document)
        return None if note.span and span is None else replace(note, span=span)

    def _place(self, span: Span | None, document: int | None) -> Span | None:
        corrections = self.corrected.get(document) if document is not None else None
        return in_original(span, corrections) if span and corrections else span

    def _lose(self, ref: Ref, document: int) -> None:
        self.gone.add(ref)
        self.lost.add(GONE, f"the {ref.kind} {ref.id} in document {document}")


def _spans(spans: Spans, corrections: Corrections) -> Spans:
    found = (in_original(span, corrections) for span in spans)
    return tuple(span for span in found if span is not None)


def _ref(kind: Kind, id: int | None) -> Ref | None:
    return None if id is None else Ref(kind, id)


def corrections_of(documents: Iterable[Document]) -> dict[int, Corrections]:
    """The corrections of those documents that have any, by their ids."""
    return {each.id: each.corrections for each in documents if each.corrections}
