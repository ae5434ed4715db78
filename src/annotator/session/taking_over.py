"""Taking over annotations from one version of an article into another, where the text is the same.

What is taken over keeps its author, time, status and confidence: whoever judged those words stands
behind them. Its origin is `import:version`, so that it can be told from what was decided while
reading this article and is not counted as a decision once more; its time of change, and the step in
the history, say when and by whom it was taken over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from annotator.errors import AnnotatorError
from annotator.model.ids import DocumentId, MentionId, NoteId, Ref, RelationId, StatementId
from annotator.model.mention import Mention
from annotator.model.provenance import Provenance, Status
from annotator.model.relation import Note, Relation
from annotator.model.span import Span, Spans, normalised
from annotator.model.statement import Party, Source, Statement
from annotator.session.changes import Changed, TakenOver, What
from annotator.session.headless import Alone
from annotator.session.ports import Watch
from annotator.store.queries import Queries
from annotator.store.store import Store
from annotator.store.transaction import Transaction
from annotator.text.alignment import Alignment, aligned
from annotator.text.kwic import line

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
        self._alignment = alignment
        self._ids: dict[Ref, Ref | None] = {}
        self._lost: list[tuple[What, Span, str]] = []
        self._count = {"mentions": 0, "statements": 0, "relations": 0, "notes": 0, "there": 0}

    def steps(self) -> Iterator[int]:
        """Carry everything, a piece at a time: what others refer to comes first."""
        yield from self._mentions()
        yield from self._statements()
        relations = self._relations()
        self._notes(relations)

    def report(self, old: str, new: str) -> TakenOver:
        """What became of it."""
        lost = [
            Changed(what, here, line(old, span), type)
            for what, span, type in self._lost
            if (here := self._alignment.near(span))
        ]
        added = [Changed("new", span, line(new, span)) for span in self._alignment.added()]
        changes = sorted((*lost, *added), key=lambda each: each.span)
        share = self._alignment.share
        return TakenOver(self._source, self._target, share, **self._count, changes=tuple(changes))

    # Mentions

    def _mentions(self) -> Iterator[int]:
        mentions = self._queries.mentions
        there = {(each.spans, each.type): each.id for each in mentions.of_document(self._target)}
        for mention in mentions.of_document(self._source):
            yield self._count["mentions"]
            ref, spans = Ref("mention", mention.id), self._carried_all(mention.spans)
            self._ids[ref] = None
            if spans is None:
                self._lose("mention", mention, mention.extent, mention.type)
                continue
            id = there.get((spans, mention.type))
            if id is None:
                id = MentionId(self._tx.add(self._moved_mention(mention, spans)))
                self._count["mentions"] += 1
            else:
                self._count["there"] += 1
            self._ids[ref] = Ref("mention", id)

    def _moved_mention(self, mention: Mention, spans: Spans) -> Mention:
        head = self._alignment.carried(mention.head) if mention.head else None
        return replace(
            mention,
            id=MentionId(0),
            document=self._target,
            spans=spans,
            head=head if head and any(span.contains(head) for span in spans) else None,
            provenance=self._taken(mention.provenance),
        )

    # Statements

    def _statements(self) -> Iterator[int]:
        statements = self._queries.statements
        there = {each.content: each.id for each in statements.of_document(self._target)}
        for statement in _parents_first(statements.of_document(self._source)):
            yield self._count["mentions"]
            ref, content = Ref("statement", statement.id), self._carried_all(statement.content)
            self._ids[ref] = None
            if content is None:
                place = statement.content[0]
                self._lose("statement", statement, place, statement.kind or "")
                continue
            id = there.get(content)
            if id is None:
                id = StatementId(self._tx.add(self._moved_statement(statement, content)))
                self._count["statements"] += 1
            else:
                self._count["there"] += 1
            self._ids[ref] = Ref("statement", id)

    def _moved_statement(self, statement: Statement, content: Spans) -> Statement:
        cue = self._alignment.carried(statement.cue) if statement.cue else None
        if statement.cue and cue is None:
            self._lose("cue", statement, statement.cue, statement.kind or "")
        quoted = [place for each in statement.quoted if (place := self._alignment.carried(each))]
        return replace(
            statement,
            id=StatementId(0),
            document=self._target,
            content=content,
            quoted=tuple(quoted),
            cue=cue,
            source=self._moved_source(statement),
            addressee=self._moved_party("addressee", statement, statement.addressee),
            time=self._moved_party("time", statement, statement.time),
            place=self._moved_party("place", statement, statement.place),
            parent=self._moved_parent(statement),
            provenance=self._taken(statement.provenance),
        )

    def _moved_source(self, statement: Statement) -> Source | None:
        source = statement.source
        if source is None:
            return None
        before = Party(source.span, source.mention, source.entity)
        after = self._moved_party("source", statement, before)
        if before and not after:
            return None
        return Source(source.kind, after.span, after.mention, after.entity)

    def _moved_party(self, role: What, statement: Statement, party: Party) -> Party:
        """A part at its new place; empty where its words changed, since it may be another's now."""
        mention = self._ids.get(Ref("mention", party.mention)) if party.mention else None
        if party.span is not None:
            span = self._alignment.carried(party.span)
            if span is None:
                self._lose(role, statement, party.span, statement.kind or "")
                return Party()
            return Party(span, MentionId(mention.id) if mention else None, party.entity)
        if party.mention is not None and mention is None:
            place = self._queries.mentions.get(party.mention).extent
            self._lose(role, statement, place, statement.kind or "")
            return Party()
        return Party(None, MentionId(mention.id) if mention else None, party.entity)

    def _moved_parent(self, statement: Statement) -> StatementId | None:
        if statement.parent is None:
            return None
        parent = self._ids.get(Ref("statement", statement.parent))
        if parent is None:
            self._lose("parent", statement, statement.content[0], statement.kind or "")
            return None
        return StatementId(parent.id)

    # Relations and notes

    def _relations(self) -> list[tuple[Relation, RelationId]]:
        """Carry the relations whose ends were carried; returns each with the id of its copy."""
        relations = self._queries.links.relations
        there = {
            (each.type, each.source, each.target): each.id
            for each in relations.touching(self._target)
        }
        carried: list[tuple[Relation, RelationId]] = []
        for relation in relations.touching(self._source):
            source, target = self._end(relation.source), self._end(relation.target)
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

    def _end(self, ref: Ref) -> Ref | None:
        """The end of a carried relation: what was carried, or what lies elsewhere."""
        return self._ids.get(ref, ref)

    def _moved_relation(self, relation: Relation, source: Ref, target: Ref) -> Relation:
        here = relation.document == self._source
        span = self._alignment.carried(relation.span) if here and relation.span else relation.span
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
                self._note_on(note, self._ids.get(note.target))
        for relation, id in relations:
            for note in notes.of(Ref("relation", relation.id)):
                self._note_on(note, Ref("relation", id))

    def _note_on_words(self, note: Note) -> None:
        """Carry a note on words; one on the whole article belongs to that article."""
        if note.span is None:
            return
        span = self._alignment.carried(note.span)
        if span is None:
            self._lose("note", note, note.span)
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

    # What all share

    def _carried_all(self, spans: Spans) -> Spans | None:
        """Some stretches at their new places, or nothing if one of them has none."""
        found = [self._alignment.carried(span) for span in spans]
        places = [span for span in found if span is not None]
        return normalised(places) if len(places) == len(spans) else None

    def _taken(self, made: Provenance) -> Provenance:
        return replace(made, origin=ORIGIN, modified_at=self._tx.now)

    def _lose(self, what: What, of: Mention | Statement | Note, span: Span, type: str = "") -> None:
        """Note what could not follow; nobody misses what was rejected."""
        if of.provenance.status is not Status.REJECTED:
            self._lost.append((what, span, type))


def _parents_first(statements: Sequence[Statement]) -> Iterator[Statement]:
    """Each statement after the one that it is nested in."""
    by_id = {statement.id: statement for statement in statements}
    done: set[StatementId] = set()
    for statement in statements:
        chain: list[Statement] = []
        at: Statement | None = statement
        while at is not None and at.id not in done:
            done.add(at.id)
            chain.append(at)
            at = by_id.get(at.parent) if at.parent is not None else None
        yield from reversed(chain)
