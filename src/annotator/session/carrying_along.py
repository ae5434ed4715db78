"""Annotations of a document move to their places in another version of its own text.

They keep their ids, who made them and when. What has no place any more goes, and is kept in the
history like everything that was deleted; what an analyst wrote on it stays, as a note on the
article. Entities and claims stay, also those that nothing refers to any more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import cast

from annotator.model.annotations import Annotation
from annotator.model.ids import DocumentId, Ref
from annotator.model.provenance import Provenance
from annotator.model.relation import Note, Relation
from annotator.model.span import Span
from annotator.session.carrying import Carrying, parents_first
from annotator.session.changes import What
from annotator.session.ignoring import IGNORED
from annotator.store.queries import Queries
from annotator.store.transaction import Transaction


@dataclass(slots=True)
class Along:
    """What becomes of the annotations of a document: `moved` and `gone`, and how much followed."""

    moved: list[Annotation] = field(default_factory=list)
    gone: list[Ref] = field(default_factory=list)
    count: Counter[str] = field(default_factory=Counter)

    def store(self, tx: Transaction) -> Iterator[int]:
        """Write it, a piece at a time; yields how many pieces are written."""
        for done, value in enumerate(self.moved):
            tx.replace(value)
            yield done
        for ref in self.gone:
            tx.remove(ref)


def carried_along(queries: Queries, document: DocumentId, carrying: Carrying) -> Along:
    """Find where everything in a document goes; nothing is written."""
    moving = _Moving(queries, document, carrying)
    moving.mentions()
    moving.statements()
    moving.evidence()
    moving.notes(moving.relations())
    return moving.along


class _Moving:
    def __init__(self, queries: Queries, document: DocumentId, carrying: Carrying) -> None:
        self.along = Along()
        self._queries, self._document, self._carrying = queries, document, carrying
        self._places: dict[Ref, Span] = {}
        """Where what is gone stood, in the old text."""

    def mentions(self) -> None:
        for mention in self._queries.mentions.of_document(self._document):
            ref, spans = Ref("mention", mention.id), self._carrying.spans(mention.spans)
            if spans is None:
                self._gone(ref, mention.extent, mention.provenance, mention.type)
            else:
                self._follows(ref, self._carrying.mention(mention, spans))

    def statements(self) -> None:
        statements = self._queries.statements.of_document(self._document)
        for statement in parents_first(statements):
            ref, content = Ref("statement", statement.id), self._carrying.spans(statement.content)
            if content is None:
                kind = statement.kind or ""
                self._gone(ref, statement.content[0], statement.provenance, kind)
            else:
                self._follows(ref, self._carrying.statement(statement, content))

    def evidence(self) -> None:
        for evidence in self._queries.claims.evidence.in_document(self._document):
            ref, span = Ref("evidence", evidence.id), self._carrying.span(evidence.span)
            if evidence.span and span is None:
                self._gone(ref, evidence.span, evidence.provenance)
            else:
                self._follows(ref, replace(evidence, span=span))

    def relations(self) -> list[Relation]:
        """Returns all of them, those that are gone too."""
        links, end = self._queries.links.relations, self._carrying.end
        touching, in_text = links.touching(self._document), links.in_document(self._document)
        relations = list({each.id: each for each in (*touching, *in_text)}.values())
        for relation in relations:
            ref = Ref("relation", relation.id)
            gone = [each for each in (relation.source, relation.target) if end(each) is None]
            if gone:
                self._gone(ref, self._places[gone[0]], relation.provenance, relation.type)
            else:
                self._follows(ref, self._placed(relation))
        return relations

    def _placed(self, relation: Relation) -> Relation:
        """A relation that stays, with its evidence where that has followed."""
        if relation.document != self._document or relation.span is None:
            return relation
        span = self._carrying.span(relation.span)
        if span is None:
            self._carrying.lose("passage", relation.span, relation.provenance, relation.type)
        return replace(relation, document=self._document if span else None, span=span)

    def notes(self, relations: Iterable[Relation]) -> None:
        notes = self._queries.links.notes
        for note in notes.inside(self._document):
            self._note(note)
        for relation in relations:
            for note in notes.of(Ref("relation", relation.id)):
                self._note(note)

    def _note(self, note: Note) -> None:
        article, ref = Ref("document", self._document), Ref("note", note.id)
        span = self._carrying.span(note.span)
        stays = self._carrying.end(note.target) is not None and bool(span) == bool(note.span)
        if stays and (note.span or note.target != article):
            self._follows(ref, replace(note, span=span))
        elif not stays and IGNORED in note.tags:  # what it was about is not there any more
            self.along.gone.append(ref)
        elif not stays:
            place = note.span or self._places[note.target]
            self.along.moved.append(replace(note, target=article, span=None))
            self._carrying.lose("loose", place, note.provenance)

    def _follows(self, ref: Ref, value: Annotation) -> None:
        self._carrying.ids[ref] = ref
        self.along.moved.append(value)
        self.along.count[ref.kind] += 1

    def _gone(self, ref: Ref, place: Span, made: Provenance, type: str = "") -> None:
        self._carrying.ids[ref] = None
        self._places[ref] = place
        self.along.gone.append(ref)
        self._carrying.lose(cast("What", ref.kind), place, made, type)
