"""Entities, claims and documents in the order in which `annotator.jsonl` tells of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotator.formats import json_objects as objects
from annotator.formats.base import Imported
from annotator.formats.brat.entities_in import Things
from annotator.formats.brat.sidecar_in import Line, file_of, lines_of, tell_wrong
from annotator.formats.json_parse import JsonFormatError
from annotator.formats.jsonl.waiting import Waiting
from annotator.formats.losses import Tally
from annotator.formats.references import named_by
from annotator.model.annotations import Annotation, ProjectContent
from annotator.model.claim import Claim, Evidence
from annotator.model.entity import Entity
from annotator.model.ids import Ref
from annotator.model.relation import Note, Relation

ReadDocument = Callable[[str, Line | None], Imported | None]
"""Reads the document of a name, with what a line says of it."""


@dataclass(slots=True)
class _Beside:
    """What hangs on no document: it comes last."""

    evidence: list[Evidence] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


class TellingReader:
    """Reads the lines one after the other, and each document when its line comes."""

    def __init__(self, folder: Path, content: ProjectContent, things: Things, tally: Tally) -> None:
        self._folder, self._content = folder, content
        self._things, self._tally = things, tally
        self._waiting, self._beside = Waiting(), _Beside()

    def parts(self, read: ReadDocument) -> Iterator[Imported]:
        """All that is told, part by part. Raises OSError."""
        for line in lines_of(self._folder, self._tally):
            try:
                if line.kind == "document":
                    name = file_of(line)
                    yield from self._waiting_ones()
                    part = read(name, line)
                    if part is not None:
                        yield part
                else:
                    self._take(line)
            except JsonFormatError as error:
                tell_wrong(line.number, error, self._tally)
            if self._waiting.enough:
                yield self._part(*self._waiting.ready())
        yield from self._waiting_ones()
        beside = self._beside
        yield Imported(
            replace(
                self._content,
                evidence=tuple(beside.evidence),
                relations=tuple(beside.relations),
                notes=tuple(beside.notes),
            )
        )

    def only(self, name: str, read: Callable[[str, Line | None], Imported]) -> Imported:
        """One document, with the entities and claims that it names and those that these name."""
        things: dict[Ref, Entity | Claim] = {}
        found: Line | None = None
        for line in lines_of(self._folder, self._tally):
            try:
                if line.kind == "document":
                    found = line if file_of(line) == name else found
                elif line.kind in ("entity", "claim"):
                    one = self._thing(line)
                    things[_ref(one)] = one
            except JsonFormatError as error:
                tell_wrong(line.number, error, self._tally)
        part = read(name, found)
        needed = _needed(part.content, things)
        entities = (one for one in needed if isinstance(one, Entity))
        claims = (one for one in needed if isinstance(one, Claim))
        content = part.content
        return replace(
            part,
            content=replace(
                content,
                entities=(*entities, *content.entities),
                claims=(*claims, *content.claims),
            ),
        )

    def _waiting_ones(self) -> Iterator[Imported]:
        if self._waiting:
            yield self._part(*self._waiting.all())

    def _part(self, entities: tuple[Entity, ...], claims: tuple[Claim, ...]) -> Imported:
        self._waiting.hand(entities, claims)
        return Imported(replace(self._content, entities=entities, claims=claims))

    def _take(self, line: Line) -> None:
        node = line.node.fields(line.kind)[line.kind]
        beside = self._beside
        match line.kind:
            case "evidence":
                beside.evidence.append(objects.evidence(node, {}))
            case "relation":
                beside.relations.append(objects.relation(node, {}))
            case "note":
                beside.notes.append(objects.note(node, {}))
            case _:
                self._waiting.add(self._thing(line), line.number)

    def _thing(self, line: Line) -> Entity | Claim:
        node = line.node.fields(line.kind)[line.kind]
        one = objects.entity(node) if line.kind == "entity" else objects.claim(node)
        if not self._things.add(one):
            node.refuse(f"is told of twice: {one.id}")
        return one


def _ref(one: Entity | Claim) -> Ref:
    return Ref("entity" if isinstance(one, Entity) else "claim", one.id)


def _needed(content: ProjectContent, things: dict[Ref, Entity | Claim]) -> list[Entity | Claim]:
    """The entities and claims that something of a document names, and those that these name."""
    (annotated,) = content.documents
    beside = (content.evidence, content.relations, content.notes)
    naming: list[Annotation] = [*annotated.mentions, *annotated.statements]
    naming += [one for group in beside for one in group]
    wanted: set[Ref] = set()
    while naming:
        for _, ref in named_by(naming.pop()):
            if ref in things and ref not in wanted:
                wanted.add(ref)
                naming.append(things[ref])
    return [one for ref, one in things.items() if ref in wanted]
