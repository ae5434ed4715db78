"""A text under layers as an article, with all that a mapping finds in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from annotator.formats.base import Imported, Stamp
from annotator.formats.documents import Said, new_document
from annotator.formats.layers.chains_in import Group, Places, joined, level_of, links_of, unite
from annotator.formats.layers.fields import Fields, fields_of, table_of
from annotator.formats.layers.found import Found, short
from annotator.formats.layers.known import OTHER, Known
from annotator.formats.layers.links_in import LinksIn, type_of
from annotator.formats.layers.mapping import LEAVE_OUT, Layer, LayerMapping
from annotator.formats.layers.nodes import ANNOTATION, SOURCE, TARGET, LayeredText, Node
from annotator.formats.layers.schema_in import schema_of
from annotator.formats.layers.statements_in import parent_of, statement_of
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.document import DocumentState
from annotator.model.ids import DocumentId, EntityId, MentionId, Ref, StatementId
from annotator.model.mention import Level, Mention
from annotator.model.schema import Schema
from annotator.model.span import Span, normalised
from annotator.model.statement import Statement

SAME_ENTITY = "same entity"
"""The type of a relation, in a mapping, that says of two mentions that they are of one entity."""
TWO_ENTITIES = "chains that join what has different entities"
_DOCUMENT = DocumentId(1)
_STRUCTURE = Layer("", "structure")
_LEFT_OUT = Layer("", LEAVE_OUT)


class TextIn:
    """Reads one text; `known` is shared by all texts that are read together."""

    def __init__(self, layered: LayeredText, mapping: LayerMapping, known: Known) -> None:
        self._layered = layered
        self._mapping = mapping
        self._known = known
        self._found = Found(layered, known)
        self._notices: list[str] = []
        self._read: dict[str, list[tuple[Fields, Layer]]] = defaultdict(list)
        self._layers: dict[str, Layer] = {}

    def imported(self, name: str, stamp: Stamp, source_sha256: str = "") -> Imported:
        """The article in the text, of a file of a name; or what a file without a text describes."""
        self._sort()
        for fields, _ in self._read["entity"]:
            self._known.record_entity(fields)
        for fields, _ in self._read["claim"]:
            self._known.record_claim(fields)
        self._add_mentions()
        self._unite()
        statements = self._statements()
        links = self._links()
        documents: tuple[AnnotatedDocument, ...] = ()
        if self._layered.text:
            documents = (self._article(name, stamp, source_sha256, statements),)
        entities, claims = self._known.new()
        content = ProjectContent(
            self._schema(),
            "",
            documents,
            entities,
            claims,
            tuple(links.evidence),
            tuple(links.relations),
            tuple(links.notes),
        )
        return Imported(content, self._found.tally.losses, tuple(self._notices))

    def _sort(self) -> None:
        """Read each node as what its layer is."""
        for node in self._layered.nodes:
            layer = self._layers.get(node.type)
            if layer is None:
                layer = self._layers[node.type] = self._layer(node.type)
            if layer.role == LEAVE_OUT:
                self._found.tell(f"annotations of the layer {short(node.type)}", node)
            elif layer.role not in ("structure", "part"):
                self._read[layer.role].append((fields_of(node, layer, self._found.tell), layer))

    def _layer(self, type: str) -> Layer:
        """What nodes of a type are: as the mapping says, or else as their features look."""
        types = self._layered.types
        known = self._mapping.layer(type, types)
        if known is not None:
            subtype = known.role == "mention" and known.type != type
            return replace(known, default=short(type)) if subtype else known
        if types.is_link(type) or types.is_chain(type):
            return _STRUCTURE
        if types.is_chain_link(type):
            return Layer(type, "chain", OTHER, features={"referenceType": "level"})
        if not types.is_a(type, ANNOTATION):
            return _LEFT_OUT
        if self._mapping.unknown == LEAVE_OUT:
            return _LEFT_OUT
        role = "relation" if types.is_relation(type) else "mention"
        if type not in self._known.told:
            self._known.told.add(type)
            self._notices.append(
                f"The layer {type} is not in the mapping: it came in as {role}s of the type "
                f"{short(type)}. A mapping of your own can say what it is."
            )
        return Layer(type, role, short(type))

    def _schema(self) -> Schema:
        types = self._layered.types
        roles = self._mapping.layer
        found = [(name, layer) for name, layer in self._layers.items() if layer.role != "chain"]
        return schema_of(found, types, lambda name: roles(name, types) or _LEFT_OUT)

    def _add_mentions(self) -> None:
        for fields, layer in self._read["mention"]:
            span = self._found.span(fields.node)
            if span is not None:
                self._add_mention(fields, layer, span)

    def _add_mention(self, fields: Fields, layer: Layer, span: Span) -> None:
        found, known = self._found, self._known
        pieces = [each for node in fields.linked("piece") if (each := found.span(node))]
        heads = [each for node in fields.linked("head") if (each := found.span(node))]
        type_ = type_of(fields, layer) or OTHER
        address = fields.some("kb_id")
        entity = known.entity(fields.some("entity"), address)
        mention = Mention(
            MentionId(len(found.mentions) + 1),
            _DOCUMENT,
            type_,
            normalised(pieces) if pieces else (span,),
            fields.made(known.file),
            level=fields.one_of("level", Level),
            entity=entity,
            head=heads[0] if heads else None,
            stands_for=known.entity(fields.some("stands_for")),
            value=fields.text("value"),
            doubt=fields.truth("doubt"),
            attributes=fields.attributes,
        )
        if entity is not None:
            name = None if fields.some("entity") else mention.surface(self._layered.text)
            known.describe(entity, type_, name=name, address=address)
        found.mentions.append(mention)
        found.refs[fields.node] = Ref("mention", mention.id)

    def _unite(self) -> None:
        """Give what chains and relations say to be one the same entity."""
        mentions = self._found.mentions
        places = Places(mentions)
        links = {fields.node: fields for fields, _ in self._read["chain"]}
        groups = [
            places.group(chain, lambda span, node: self._chain_mention(span, links[node]))
            for chain in links_of(links)
            if all(self._found.span(node) for node in chain)
        ]
        for apart in unite(mentions, [*groups, *joined(self._same())], self._new_entity):
            first = mentions[apart[0]]
            self._found.tally.add(
                TWO_ENTITIES, f"{self._layered.name}: {first.surface(self._layered.text)[:40]}"
            )

    def _same(self) -> Iterator[tuple[int, int]]:
        """Pairs of mentions that a relation says to be of the same entity; it is no more."""
        kept = []
        for fields, layer in self._read["relation"]:
            ends = (fields.node.node(SOURCE), fields.node.node(TARGET))
            ids = [self._found.mention_id(node) for node in ends if node]
            if type_of(fields, layer) != SAME_ENTITY:
                kept.append((fields, layer))
            elif len(ids) == 2 and ids[0] and ids[1]:  # noqa: PLR2004 - the two ends
                yield ids[0] - 1, ids[1] - 1
            else:
                self._found.tell("relations of what did not come in", fields.node)
        self._read["relation"] = kept

    def _chain_mention(self, span: Span, fields: Fields) -> Mention:
        layer = self._layers[fields.node.type]
        id_ = MentionId(len(self._found.mentions) + 1)
        self._found.refs[fields.node] = Ref("mention", id_)
        level = level_of(fields.some("level"))
        type_ = layer.default or OTHER
        return Mention(id_, _DOCUMENT, type_, (span,), self._known.file, level=level)

    def _new_entity(self, group: Group) -> EntityId:
        """The entity of mentions that have none, called as the first of them that is a name."""
        mentions = [self._found.mentions[each] for each in group]
        mentions.sort(key=lambda each: each.extent)
        named = next((each for each in mentions if each.level is Level.NAM), mentions[0])
        new = self._known.new_entity(named.surface(self._layered.text))
        self._known.describe(new, named.type)
        return new

    def _statements(self) -> list[Statement]:
        made: list[tuple[Fields, Statement]] = []
        for fields, layer in self._read["statement"]:
            id_ = StatementId(len(made) + 1)
            kind = fields.some("kind")
            fields.values["kind"] = layer.types.get(kind, kind) if kind else layer.default
            statement = statement_of(fields, id_, _DOCUMENT, self._found)
            if statement is not None:
                made.append((fields, statement))
                self._found.refs[fields.node] = Ref("statement", id_)
        return [replace(each, parent=parent_of(fields, self._found)) for fields, each in made]

    def _links(self) -> LinksIn:
        links = LinksIn(self._found, _DOCUMENT if self._layered.text else None)
        for fields, layer in self._read["relation"]:
            links.add_relation(fields, layer)
        for fields, _ in (*self._read["mention"], *self._read["statement"]):
            self._add_what_hangs_on(fields, links)
        for fields, _ in self._read["evidence"]:
            links.add_evidence(fields)
        for fields, _ in self._read["note"]:
            links.add_note(fields)
        return links

    def _add_what_hangs_on(self, fields: Fields, links: LinksIn) -> None:
        ref = self._found.refs.get(fields.node)
        if ref is None:
            return
        if text := fields.some("note"):
            links.note_on(fields.node, text)
        if ref.kind == "mention":
            others = [each for each in fields.links if each[0] not in ("piece", "head")]
            links.add_slots(fields.node, others)

    def _article(
        self, name: str, stamp: Stamp, source_sha256: str, statements: Iterable[Statement]
    ) -> AnnotatedDocument:
        facts = Fields(Node(""), self._found.tell)
        for fields, _ in self._read["article"]:
            facts.values |= fields.values
            facts.attributes |= fields.attributes
        language = facts.some("language") or ""
        said = Said(
            title=facts.text("title") or "",
            language="" if language == "x-unspecified" else language,
            published=facts.some("published"),
            publisher=facts.text("publisher"),
            author=facts.text("author"),
            source_url=facts.some("url"),
            meta=_meta(facts),
        )
        document = replace(
            new_document(
                self._layered.text, name, stamp, said, id=_DOCUMENT, source_sha256=source_sha256
            ),
            source_name=facts.text("source_name") or name,
            origin=self._known.file.origin,
            state=facts.one_of("state", DocumentState) or DocumentState.OPEN,
            attributes=facts.attributes,
        )
        mentions = tuple(self._found.mentions)
        return AnnotatedDocument(document, self._layered.text, mentions, tuple(statements))


def _meta(facts: Fields) -> dict[str, str]:
    """What else is known of an article; what is not text is left out."""
    tree = table_of(facts.text("meta")) or {}
    return {name: value for name, value in tree.items() if isinstance(value, str)}
