"""Whether two projects say the same, whatever the numbers of their objects are."""

from dataclasses import fields, is_dataclass, replace
from enum import Enum

from annotator.formats.base import Stamp
from annotator.model.annotations import ProjectContent
from annotator.model.ids import Ref

STAMP = Stamp("2026-05-05T00:00:00Z", "importer")


def joined(parts) -> ProjectContent:
    """The parts that an importer hands over, as one project with new ids; the losses are left."""
    parts = [part.content if hasattr(part, "content") else part for part in parts]
    documents, entities, claims, evidence, relations, notes = [], {}, {}, [], [], []
    offset = 0
    for part in parts:
        moved = _moved(part, offset)
        documents += moved.documents
        entities |= {one.id: one for one in moved.entities}
        claims |= {one.id: one for one in moved.claims}
        evidence += moved.evidence
        relations += moved.relations
        notes += moved.notes
        offset += 1_000_000
    schema = parts[0].schema if parts else None
    name = parts[0].name if parts else ""
    shared = (entities.values(), claims.values(), evidence, relations, notes)
    return ProjectContent(schema, name, tuple(documents), *map(tuple, shared))


def canonical(content: ProjectContent, without=()):
    """What a project says, in an order of its own and without ids.

    `without` names fields that are not compared, as `provenance` or `Document.meta`.
    """
    documents = tuple(
        replace(one, mentions=tuple(one.mentions), statements=tuple(one.statements))
        for one in content.documents
    )
    told = _Telling(replace(content, documents=documents), frozenset(without))
    return told.all()


_IDS = {
    "document": "document",
    "entity": "entity",
    "stands_for": "entity",
    "parent": "statement",
    "claim": "claim",
    "about": "entity",
    "members": "entity",
    "mention": "mention",
    "agent": "entity",
    "target": "entity",
    "time": "entity",
    "place": "entity",
}


class _Telling:
    def __init__(self, content, without) -> None:
        self._content, self._without = content, without
        self._texts = {one.document.id: one.text for one in content.documents}
        self._names = {}
        self._name_objects()

    def _name_objects(self) -> None:
        """Objects are named by what they say, so that what names them can be compared."""
        for one in self._content.entities:
            self._names["entity", one.id] = ("entity", one.type, one.name, one.aliases)
        for one in self._content.claims:
            self._names["claim", one.id] = ("claim", one.text)
        for number, one in enumerate(self._content.documents):
            self._names["document", one.document.id] = ("document", number, one.document.sha256)
            for each in one.mentions:
                self._names["mention", each.id] = ("mention", number, each.type, each.spans)
            for each in one.statements:
                self._names["statement", each.id] = ("statement", number, each.content)
        for one in self._content.relations:
            self._names["relation", one.id] = ("relation", one.type)

    def all(self):
        content = self._content
        found = {"documents": [], "mentions": [], "statements": []}
        for one in content.documents:
            found["documents"].append((self._told(one.document), one.text))
            found["mentions"] += map(self._told, one.mentions)
            found["statements"] += map(self._told, one.statements)
        for group in ("entities", "claims", "evidence", "relations", "notes"):
            found[group] = list(map(self._told, getattr(content, group)))
        return {
            group: values if group == "documents" else sorted(values, key=repr)
            for group, values in found.items()
        }

    def _told(self, value):
        kind = type(value).__name__
        told = {}
        for each in fields(value):
            if each.name == "id" or {each.name, f"{kind}.{each.name}"} & self._without:
                continue
            told[each.name] = self._plain(each.name, getattr(value, each.name))
        return (kind, *sorted(told.items()))

    def _plain(self, name, value):
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if isinstance(value, Ref):
            plain = self._names.get((value.kind, value.id), (value.kind, "missing"))
        elif name in _IDS and number:
            plain = self._names.get((_IDS[name], value), (_IDS[name], "missing"))
        elif is_dataclass(value):
            plain = self._told(value)
        elif isinstance(value, Enum):
            plain = str(value)
        elif hasattr(value, "items"):
            plain = tuple(sorted((key, self._plain("", each)) for key, each in value.items()))
        elif isinstance(value, list | tuple):
            inner = "entity" if name in ("about", "members") else ""
            plain = tuple(self._plain(inner, each) for each in value)
        else:
            plain = float(value) if number else value
        return plain


def _moved(content, offset):
    """A part with its own ids put aside from those of others; entities and claims are shared."""
    if not offset:
        return replace(
            content,
            documents=tuple(
                replace(one, mentions=tuple(one.mentions), statements=tuple(one.statements))
                for one in content.documents
            ),
        )

    def ref(one):
        return one if one.kind in ("entity", "claim", "project") else Ref(one.kind, one.id + offset)

    def party(one):
        return replace(one, mention=one.mention + offset) if one and one.mention else one

    def mention(one):
        return replace(one, id=one.id + offset, document=one.document + offset)

    def statement(one):
        return replace(
            one,
            id=one.id + offset,
            document=one.document + offset,
            parent=one.parent + offset if one.parent is not None else None,
            source=party(one.source),
            addressee=party(one.addressee),
            time=party(one.time),
            place=party(one.place),
        )

    def document(one):
        return replace(
            one,
            document=replace(one.document, id=one.document.id + offset),
            mentions=tuple(map(mention, one.mentions)),
            statements=tuple(map(statement, one.statements)),
        )

    def placed(one):
        return one.document + offset if one.document is not None else None

    return replace(
        content,
        documents=tuple(map(document, content.documents)),
        evidence=tuple(
            replace(one, id=one.id + offset, document=placed(one)) for one in content.evidence
        ),
        relations=tuple(
            replace(
                one,
                id=one.id + offset,
                source=ref(one.source),
                target=ref(one.target),
                document=placed(one),
            )
            for one in content.relations
        ),
        notes=tuple(
            replace(one, id=one.id + offset, target=ref(one.target)) for one in content.notes
        ),
    )
