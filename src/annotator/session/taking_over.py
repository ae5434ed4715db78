"""Taking over annotations from one version of an article into another, where the text is the same.

What is taken over keeps its author, time, status and confidence: whoever judged those words stands
behind them. Its origin is `import:version`, so that it can be told from what was decided while
reading this article and is not counted as a decision once more; its time of change, and the step in
the history, say when and by whom it was taken over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from annotator.errors import AnnotatorError
from annotator.model.ids import DocumentId, MentionId, NoteId, Ref, RelationId, StatementId
from annotator.model.provenance import Provenance
from annotator.model.relation import Note, Relation
from annotator.model.span import Span
from annotator.session.carrying import Carrying, parents_first
from annotator.session.changes import TakenOver
from annotator.session.headless import Alone
from annotator.session.ports import Watch
from annotator.store.queries import Queries
from annotator.store.store import Store
from annotator.store.transaction import Transaction
from annotator.text.alignment import Alignment, aligned

ORIGIN = "import:version"
_TITLE = 60


class NotTakenOver(AnnotatorError):
    """Annotations that cannot be taken over; the sentence says why."""


def take_over(
    store: Store, source: DocumentId, target: DocumentId, watch: Watch | None = None
) -> TakenOver:
    """Take over the annotations of one document into another, as one step.

    What is there already is not doubled. Raises NotTakenOver where both are the same document or
    one is not there, and when `watch` gives up; then nothing is stored.
    """
    watch = watch or Alone()
    documents = store.queries.documents
    for document in (source, target):
        if documents.find(document) is None:
            raise NotTakenOver(f"There is no document {document} in this project.")
    if source == target:
        raise NotTakenOver(f"Document {source} cannot take anything over from itself.")
    old, new = documents.text(source), documents.text(target)
    alignment = watch.wait(lambda: aligned(old, new))
    title = " ".join(documents.get(source).title.split())[:_TITLE]
    label = f"Take over annotations from “{title}”"
    with store.transaction(label) as tx:
        taking = _Taking(tx, store.queries, source, target, alignment)
        for done in taking.steps():
            if not watch(done, 0):
                raise NotTakenOver("Given up; nothing was taken over.")
    return taking.report(old, new)


class _Taking:
    """Carries what lies in one document into another, within one step."""

    def __init__(
        self,
        tx: Transaction,
        queries: Queries,
        source: DocumentId,
        target: DocumentId,
        alignment: Alignment,
    ) -> None:
        self._tx, self._queries = tx, queries
        self._source, self._target = source, target
        self._carrying = Carrying(alignment, queries.mentions.get)
        self._count = {"mentions": 0, "statements": 0, "relations": 0, "notes": 0, "there": 0}

    def steps(self) -> Iterator[int]:
        """Carry everything, a piece at a time: what others refer to comes first."""
        yield from self._mentions()
        yield from self._statements()
        relations = self._relations()
        self._notes(relations)

    def report(self, old: str, new: str) -> TakenOver:
        """What became of it."""
        changes = self._carrying.changes(old, new)
        original = self._queries.documents.get(self._target).original_sha256
        return TakenOver(
            self._source,
            self._target,
            self._carrying.share,
            original,
            **self._count,
            changes=changes,
        )

    def _mentions(self) -> Iterator[int]:
        mentions, carrying = self._queries.mentions, self._carrying
        there = {(each.spans, each.type): each.id for each in mentions.of_document(self._target)}
        for mention in mentions.of_document(self._source):
            yield self._count["mentions"]
            ref, spans = Ref("mention", mention.id), carrying.spans(mention.spans)
            carrying.ids[ref] = None
            if spans is None:
                carrying.lose("mention", mention.extent, mention.provenance, mention.type)
                continue
            id = there.get((spans, mention.type))
            if id is None:
                moved = replace(
                    carrying.mention(mention, spans),
                    id=MentionId(0),
                    document=self._target,
                    provenance=self._taken(mention.provenance),
                )
                id = MentionId(self._tx.add(moved))
                self._count["mentions"] += 1
            else:
                self._count["there"] += 1
            carrying.ids[ref] = Ref("mention", id)

    def _statements(self) -> Iterator[int]:
        statements, carrying = self._queries.statements, self._carrying
        there = {each.content: each.id for each in statements.of_document(self._target)}
        for statement in parents_first(statements.of_document(self._source)):
            yield self._count["mentions"]
            ref, content = Ref("statement", statement.id), carrying.spans(statement.content)
            carrying.ids[ref] = None
            if content is None:
                place = statement.content[0]
                carrying.lose("statement", place, statement.provenance, statement.kind or "")
                continue
            id = there.get(content)
            if id is None:
                moved = replace(
                    carrying.statement(statement, content),
                    id=StatementId(0),
                    document=self._target,
                    provenance=self._taken(statement.provenance),
                )
                id = StatementId(self._tx.add(moved))
                self._count["statements"] += 1
            else:
                self._count["there"] += 1
            carrying.ids[ref] = Ref("statement", id)

    def _relations(self) -> list[tuple[Relation, RelationId]]:
        """Carry the relations whose ends were carried; returns each with the id of its copy."""
        relations = self._queries.links.relations
        there = {
            (each.type, each.source, each.target): each.id
            for each in relations.touching(self._target)
        }
        carried: list[tuple[Relation, RelationId]] = []
        end = self._carrying.end
        for relation in relations.touching(self._source):
            source, target = end(relation.source), end(relation.target)
            if source is None or target is None:
                continue
            id = there.get((relation.type, source, target))
            if id is None:
                id = RelationId(self._tx.add(self._moved_relation(relation, source, target)))
                self._count["relations"] += 1
            else:
                self._count["there"] += 1
            carried.append((relation, id))
        return carried

    def _moved_relation(self, relation: Relation, source: Ref, target: Ref) -> Relation:
        here = relation.document == self._source
        span = self._carrying.span(relation.span) if here else relation.span
        return replace(
            relation,
            id=RelationId(0),
            source=source,
            target=target,
            document=(self._target if here else relation.document) if span else None,
            span=span,
            provenance=self._taken(relation.provenance),
        )

    def _notes(self, relations: Iterable[tuple[Relation, RelationId]]) -> None:
        notes = self._queries.links.notes
        for note in notes.inside(self._source):
            if note.target.kind == "document":
                self._note_on_words(note)
            else:
                self._note_on(note, self._carrying.ids.get(note.target))
        for relation, id in relations:
            for note in notes.of(Ref("relation", relation.id)):
                self._note_on(note, Ref("relation", id))

    def _note_on_words(self, note: Note) -> None:
        """Carry a note on words; one on the whole article belongs to that article."""
        if note.span is None:
            return
        span = self._carrying.span(note.span)
        if span is None:
            self._carrying.lose("note", note.span, note.provenance)
        else:
            self._note_on(note, Ref("document", self._target), span)

    def _note_on(self, note: Note, target: Ref | None, span: Span | None = None) -> None:
        if target is None:
            return
        here = self._queries.links.notes.of(target)
        if any((each.text, each.span) == (note.text, span) for each in here):
            self._count["there"] += 1
            return
        made = self._taken(note.provenance)
        self._tx.add(replace(note, id=NoteId(0), target=target, span=span, provenance=made))
        self._count["notes"] += 1

    def _taken(self, made: Provenance) -> Provenance:
        return replace(made, origin=ORIGIN, modified_at=self._tx.now)
