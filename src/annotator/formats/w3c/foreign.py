"""Annotations of others on one text: what they tag becomes mentions, what they say notes."""

from __future__ import annotations

from annotator.formats.base import NO_SCHEMA, Stamp
from annotator.formats.losses import Tally
from annotator.formats.w3c.selecting import many, pieces, selected, tree, words
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.document import Document
from annotator.model.entity import Entity
from annotator.model.ids import DocumentId, EntityId, MentionId, NoteId, Ref
from annotator.model.mention import Mention
from annotator.model.provenance import Provenance
from annotator.model.relation import Note
from annotator.model.span import Span, Spans
from annotator.text.levels import level_of

UNPLACED = "annotations whose place is not found, or not clear"
_LABELS = ("tagging", "classifying")
_MANY_ENTITIES = 1_000_000
Tree = dict[str, object]


class Foreign:
    """Reads the annotations of one text; `number` tells it from the others of a file."""

    def __init__(
        self, document: Document, text: str, number: int, stamp: Stamp, tally: Tally
    ) -> None:
        self._document, self._text = document, text
        self._stamp, self._tally = stamp, tally
        self._mentions: list[Mention] = []
        self._notes: list[Note] = []
        self._entities: dict[str, Entity] = {}
        self._first_entity = number * _MANY_ENTITIES

    def content(self, items: list[Tree]) -> ProjectContent:
        """The text with all that could be placed in it."""
        for item in items:
            for target in many(item.get("target")):
                self._add(item, target)
        annotated = AnnotatedDocument(self._document, self._text, tuple(self._mentions))
        shared = tuple(self._entities.values()), (), (), (), tuple(self._notes)
        return ProjectContent(NO_SCHEMA, "", (annotated,), *shared)

    def _add(self, item: Tree, target: object) -> None:
        places = pieces(target)
        if not any("selector" in each for each in places):
            self._note(item, Ref("document", self._document.id), None)
            return
        spans = [selected(each, self._text) for each in places]
        found: Spans = tuple(span for span in spans if span is not None)
        if not found or len(found) < len(spans):
            self._tally.add(UNPLACED, f"{self._document.source_name}: {words(item.get('id'))}")
            return
        labels = _bodies(item, _LABELS)
        if not labels and _bodies(item, ("commenting", "")):
            self._note(item, Ref("document", DocumentId(self._document.id)), found[0])
            return
        for label in labels or [words(item.get("motivation")) or "annotation"]:
            self._mention(item, label, found)

    def _mention(self, item: Tree, label: str, spans: Spans) -> None:
        surface = " ".join(span.of(self._text) for span in spans)
        made = self._made(item)
        id = MentionId(len(self._mentions) + 1)
        entity = self._entity(item, label, surface, made)
        given = (id, self._document.id, label, spans, made, level_of(surface))
        self._mentions.append(Mention(*given, entity))
        self._note(item, Ref("mention", id), None)

    def _entity(self, item: Tree, type: str, surface: str, made: Provenance) -> EntityId | None:
        """What a body names as the thing that is meant, by an IRI."""
        named = _identified(item)
        if not named:
            return None
        if named not in self._entities:
            id = EntityId(self._first_entity + len(self._entities))
            self._entities[named] = Entity(id, surface, type, made, kb_id=named)
        return self._entities[named].id

    def _note(self, item: Tree, target: Ref, span: Span | None) -> None:
        """What a body says, and the text of an annotation that tags nothing."""
        said = [*_bodies(item, ("commenting", "describing", "replying", ""))]
        if isinstance(item.get("bodyValue"), str):
            said.append(words(item["bodyValue"]))
        for text in said:
            id = NoteId(len(self._notes) + 1)
            self._notes.append(Note(id, target, text, self._made(item), span))

    def _made(self, item: Tree) -> Provenance:
        creator = next(iter(many(item.get("creator"))), None)
        one = tree(creator)
        author = words(one.get("name")) or words(one.get("id")) or words(creator)
        created = words(item.get("created"))
        return Provenance(author or self._stamp.by, created or self._stamp.at, origin="import:w3c")


def _bodies(item: Tree, purposes: tuple[str, ...]) -> list[str]:
    """The texts of bodies of some purposes; one without has the motivation of its annotation."""
    found = []
    for body in many(item.get("body")):
        one = tree(body)
        purpose = words(one.get("purpose")) or words(next(iter(many(item.get("motivation"))), ""))
        if isinstance(one.get("value"), str) and purpose in purposes:
            found.append(words(one["value"]))
    return found


def _identified(item: Tree) -> str:
    """The IRI of what is meant: a body that identifies or links."""
    for body in many(item.get("body")):
        one = tree(body)
        if words(one.get("purpose")) in ("identifying", "linking"):
            source = one.get("source", one.get("id"))
            named = words(source) or words(tree(source).get("id"))
            if named:
                return named
    return ""
