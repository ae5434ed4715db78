"""All that lies in a document to the lines of its annotation file."""

from __future__ import annotations

from annotator.formats.brat.beside import LOST_RELATIONS
from annotator.formats.brat.here import UNSAID, Here
from annotator.formats.brat.mentions_out import MentionWriter
from annotator.formats.brat.names import COREF, ENDS
from annotator.formats.brat.statements_out import StatementWriter
from annotator.formats.brat.writing import Writing, is_name
from annotator.model.annotations import AnnotatedDocument
from annotator.model.ids import Ref
from annotator.model.provenance import Status
from annotator.model.relation import Note, Relation

_ENDS = ("Arg1", "Arg2")


def written(
    annotated: AnnotatedDocument, name: str, writing: Writing, notes: list[Note]
) -> tuple[list[str], list[Note]]:
    """Return the lines of a document, and those of its notes that are not among them.

    `name` is how places are told.
    """
    here = Here(annotated, name, writing)
    mentions = MentionWriter(here)
    for mention in annotated.mentions:
        mentions.write(mention)
    StatementWriter(here).write(list(annotated.statements))
    links = _Links(here, mentions)
    links.write()
    left = [note for note in notes if not here.note_on_text(note)]
    if here.unsaid:
        writing.tally.add(UNSAID, f"{name}: of {here.unsaid}", here.unsaid)
    return here.lines.lines, left


class _Links:
    """Writes relations, events with their roles, and which mentions are of one thing."""

    def __init__(self, here: Here, mentions: MentionWriter) -> None:
        self._here, self._mentions = here, mentions
        self._roles: dict[Ref, list[tuple[str, str]]] = {}

    def write(self) -> None:
        """Write all of them."""
        lines = self._here.lines
        relations = [one for owner, one in self._here.between if not self._is_role(owner, one)]
        for ref, (type_, trigger) in self._mentions.events.items():
            lines.event(self._here.ids[ref], type_, trigger, self._roles.get(ref, []))
        for relation in relations:
            self._relation(relation)
        if self._here.writing.coreference:
            types = self._here.writing.equivalences
            for entity, members in self._mentions.same.items():
                if len(members) > 1:
                    lines.same(types.get(entity, COREF), members)

    def _is_role(self, owner: Ref, relation: Relation) -> bool:
        """Whether a relation says no more than which role its target plays in an event."""
        writing, target = self._here.writing, self._here.ids.get(relation.target)
        outwards = owner in self._mentions.events and relation.source == owner
        if target is None or not outwards or relation.type not in writing.roles:
            return False
        plain = relation.provenance.status is Status.ACCEPTED and not writing.provenance
        more = relation.attributes or relation.document is not None or relation.span is not None
        if more or not plain or writing.beside.has(Ref("relation", relation.id)):
            return False
        name = writing.relations.of(relation.type)
        self._roles.setdefault(owner, []).append((name, target))
        event, _ = self._mentions.events[owner]
        writing.played.setdefault(event, set()).add(relation.type)
        self._here.made(relation.provenance, {})
        return True

    def _relation(self, relation: Relation) -> None:
        here, writing = self._here, self._here.writing
        source, target = here.ids.get(relation.source), here.ids.get(relation.target)
        lies_here = relation.document in (None, here.document)
        if source is None or target is None or not lies_here:
            writing.tally.add(LOST_RELATIONS, f"{here.name}: {relation.type}")
            return
        attributes: dict[str, object] = dict(relation.attributes)
        labels = _labels(attributes.get(ENDS))
        if labels != _ENDS:
            del attributes[ENDS]
        type_ = writing.relations.of(relation.type)
        writing.related.add(relation.type)
        id = here.lines.relation(type_, labels, source, target)
        here.lines.more(id, here.told(relation, attributes))
        for note in writing.beside.of(Ref("relation", relation.id)).notes:
            here.note(note, id)


def _labels(ends: object) -> tuple[str, str]:
    """What the ends of a relation are called: as in the file it is from, if an attribute says."""
    match ends:
        case (str(one), str(other)) if is_name(one) and is_name(other) and one != other:
            return one, other
    return _ENDS
