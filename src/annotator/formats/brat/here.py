"""One document being written to brat: its lines so far, and the ids that its objects have there."""

from __future__ import annotations

from typing import NamedTuple

from annotator.formats.brat.ann_lines import AnnLines
from annotator.formats.brat.fragments import fits_on_a_line, fragments, joined, on_a_line
from annotator.formats.brat.names import DOUBT, MORE, NOTED, NOTES, STATUS
from annotator.formats.brat.writing import More, Writing, is_name, pair, pairs, status_of
from annotator.model.annotations import AnnotatedDocument
from annotator.model.ids import EntityId, Ref
from annotator.model.provenance import Provenance, Status
from annotator.model.relation import Note, Relation
from annotator.model.span import Span, Spans

UNSEEN = "mentions and statements of white space only"
UNDECIDED = "suggested and rejected annotations"
UNSAID = "authors and times of annotations"


class MentionHere(NamedTuple):
    """A mention that was written: its id in the file, where it lies, and what it means."""

    id: str
    extent: Span
    entity: EntityId | None


class Here:
    """Writes what hangs on an object right after it; links between objects wait for the end."""

    def __init__(self, annotated: AnnotatedDocument, name: str, writing: Writing) -> None:
        self.text, self.name, self.writing = annotated.text, name, writing
        self.document = annotated.document.id
        self.lines = AnnLines(annotated.text, writing.used)
        self.ids: dict[Ref, str] = {}
        self.mentions: dict[int, MentionHere] = {}
        self.between: list[tuple[Ref, Relation]] = []
        """Relations of what lies in the text, each with the end that it hangs on."""
        self.unsaid = 0

    def leaves_out(self, made: Provenance, what: str) -> bool:
        """Whether something is left out since nobody accepted it; then it is counted."""
        out = self.writing.leaves_out(made)
        if out:
            self.writing.tally.add(UNDECIDED, f"{self.name}: {what}")
        return out

    def unseen(self, what: str) -> None:
        """Count something that nothing can be seen of."""
        self.writing.tally.add(UNSEEN, f"{self.name}: {what}")

    def stretch(self, type_: str, spans: Spans, more: More, key: str) -> str | None:
        """Write a stretch of the text; `More` says under a key where it really lies.

        None where nothing can be seen of it.
        """
        pieces = fragments(self.text, spans)
        if not pieces or joined(self.text, pieces) != spans:
            more[key] = pairs(spans)
        return self.lines.span(type_, pieces) if pieces else None

    def made(self, made: Provenance, more: More) -> None:
        """Say who made something, or count that it is not said."""
        self.unsaid += self.writing.made(made, more)

    def say(self, name: str, target: str, value: str | None, more: More) -> None:
        """Write a value as an attribute, or where no line can say it, for `More`."""
        if value is not None and fits_on_a_line(value):
            self.lines.attribute(name, target, value)
        elif value is not None:
            more[name.lower()] = value

    def mark(self, target: str, made: Provenance, *, doubt: bool) -> None:
        """Write that something is in doubt, only suggested, or rejected."""
        if doubt:
            self.lines.attribute(DOUBT, target)
        if made.status is not Status.ACCEPTED:
            self.lines.attribute(STATUS, target, made.status)

    def refer(self, target: str, resource: str, entity: EntityId) -> None:
        """Say which entity something is, or has to do with."""
        name, _ = self.writing.entities.get(entity, ("", None))
        self.lines.reference(target, f"{resource}:{entity}", name)

    def finish(self, ref: Ref, id: str, more: More) -> None:
        """Write what hangs on an object, and what no line could say of it."""
        self.ids[ref] = id
        hung = self.writing.beside.of(ref) if self.writing.beside else None
        if hung is not None:
            beyond = []
            for relation in hung.relations:
                if self.leaves_out(relation.provenance, relation.type):
                    continue
                other = relation.target if relation.source == ref else relation.source
                if other.kind in ("entity", "claim") and self._lies_here(relation):
                    beyond.append(self._beyond(relation, other, outwards=relation.source == ref))
                else:
                    self.between.append((ref, relation))
            if beyond:
                more["relations"] = beyond
        self.lines.more(id, more)
        if hung is not None:
            for note in hung.notes:
                self.note(note, id)

    def _lies_here(self, relation: Relation) -> bool:
        return relation.document in (None, self.document)

    def _beyond(self, relation: Relation, other: Ref, *, outwards: bool) -> More:
        end = {"kind": other.kind, "id": other.id}
        told: More = {"type": relation.type, "target" if outwards else "source": end}
        return told | self.told(relation, dict(relation.attributes))

    def told(self, relation: Relation, attributes: dict[str, object]) -> More:
        """What `More` says of a relation."""
        more: More = {}
        if attributes:
            more["attributes"] = dict(sorted(attributes.items()))
        if relation.span is not None:
            more["span"] = pair(relation.span)
        status_of(relation.provenance, more)
        self.made(relation.provenance, more)
        return more

    def note(self, note: Note, target: str) -> None:
        """Write a note on something that has an id in the file."""
        if self.leaves_out(note.provenance, "note"):
            return
        more: More = {}
        type_, tags = NOTES, note.tags
        if len(tags) == 1 and is_name(tags[0]) and tags[0] not in (NOTES, MORE):
            type_, tags = tags[0], ()
        if tags:
            more["tags"] = list(tags)
        if on_a_line(note.text) != note.text:
            more["text"] = note.text
        status_of(note.provenance, more)
        self.made(note.provenance, more)
        self.lines.more(self.lines.note(target, note.text, type_), more)

    def note_on_text(self, note: Note) -> bool:
        """Write a note on a stretch of the text; False where it has to stand elsewhere."""
        more: More = {}
        if note.span is None or self.writing.leaves_out(note.provenance):
            return False
        stretch = self.stretch(NOTED, (note.span,), more, "spans")
        if stretch is None:
            return False
        if more:
            self.lines.more(stretch, {"span": pair(note.span)})
        self.note(note, stretch)
        return True
