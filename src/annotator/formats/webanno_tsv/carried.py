"""What of a project WebAnno TSV carries: what lies in texts. The rest is counted."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.formats.layers.keys import unlisted
from annotator.formats.layers.known import OTHER
from annotator.formats.layers.nodes import (
    FILLER,
    ROLE,
    LayeredText,
    Node,
    NodeType,
    TypeSystem,
    in_order,
)
from annotator.formats.layers.own_types import (
    ARTICLE,
    EVIDENCE,
    LINK,
    NOTE,
    PARTS,
    RELATION,
    REMARK,
    STATEMENT,
    STATEMENT_RELATION,
)
from annotator.formats.layers.shared import Shared, place_of
from annotator.formats.layers.standard import METADATA, NAMED_ENTITY
from annotator.model.annotations import ProjectContent
from annotator.model.claim import Claim
from annotator.model.entity import Entity
from annotator.model.provenance import Status

FACTS = "titles and other facts of articles"
LINKS = "relations of entities and claims"
REMARKS = "notes on articles, entities, claims and relations"
TOLD = "places where relations are told"
SOURCES = "evidence outside of articles"
UNNAMED_ENTITIES = "entities that no article names"
UNNAMED_CLAIMS = "claims that no article names"
ENTITIES = "entities of which something is lost (aliases, descriptions, members and the like)"
CLAIMS = "claims of which something is lost (topics, verdicts and the like)"
_RELATIONS = (RELATION, STATEMENT_RELATION)
_LOST = {METADATA: "", ARTICLE: FACTS, LINK: LINKS, REMARK: REMARKS}
_MAY_BE_LOST = frozenset({*_LOST, NOTE, EVIDENCE})


class Carried:
    """Takes from each text what can be written, and notes which entities and claims it names."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self._entities: dict[str, tuple[str, str | None]] = {}
        self._claims: set[str] = set()

    def of(self, layered: LayeredText) -> LayeredText:
        """A text with the annotations that lie in it and the features that they have."""
        nodes = []
        for node in layered.nodes:
            lost = self._lost(node) if node.type in _MAY_BE_LOST else None
            if lost is None:
                nodes.append(node)
            elif lost:
                self._shared.tally.add(lost, layered.name)
        if not any(node.type == ARTICLE for node in layered.nodes):
            self._shared.tally.add(FACTS, layered.name)  # its title at least
        self._note_entities(nodes)
        return LayeredText(layered.text, nodes, _used(layered.types, nodes), layered.name)

    def _lost(self, node: Node) -> str | None:
        """What is lost with a node; empty if it is nothing, and None where it is carried."""
        if node.type in _LOST:
            return _LOST[node.type]
        if node.type in (NOTE, EVIDENCE):
            for link in node.nodes(PARTS):
                filler = link.node(FILLER)
                if filler is not None and filler.type in _RELATIONS:
                    return REMARKS if node.type == NOTE else TOLD
                if link.text(ROLE) == "relation":
                    return TOLD
        return None

    def _note_entities(self, nodes: list[Node]) -> None:
        """Note what the reader of the file will know of each entity that is new in it."""
        mentions = [node for node in nodes if node.type == NAMED_ENTITY]
        for node in sorted(mentions, key=in_order):
            key = node.text("entity")
            if key and key not in self._entities:
                type_ = node.text("value") or OTHER
                self._entities[key] = (type_, node.text("identifier"))
        for node in nodes:
            for key in _keys(node):
                self._entities.setdefault(key, (OTHER, None))
            if claim := node.text("claim"):
                self._claims.add(claim)

    def tell_rest(self) -> None:
        """Count what is in no text at all, and what is lost of what is."""
        shared, tally = self._shared, self._shared.tally
        for entity in shared.content.entities:
            known = self._entities.get(shared.entities[entity.id])
            if known is None:
                tally.add(UNNAMED_ENTITIES, entity.name)
            elif not self._is_whole(entity, *known):
                tally.add(ENTITIES, entity.name)
        for claim in shared.content.claims:
            key = shared.claims[claim.id]
            if key not in self._claims:
                tally.add(UNNAMED_CLAIMS, claim.text)
            elif not _is_whole_claim(claim, key):
                tally.add(CLAIMS, claim.text)
        for what, where in _beside(shared.content):
            tally.add(what, where)

    def _is_whole(self, entity: Entity, type: str, address: str | None) -> bool:
        """Whether the reader of the files knows of an entity all but who made it."""
        simple = Entity(
            entity.id,
            self._shared.entities[entity.id],
            entity.type,
            entity.provenance,
            kb_id=entity.kb_id,
        )
        return (
            entity == simple
            and entity.provenance.status is Status.ACCEPTED
            and type == self._shared.type_name(entity.type)
            and address == self._shared.address(entity.id)
        )


def _beside(content: ProjectContent) -> Iterator[tuple[str, str]]:
    """What lies in no article, and where."""
    for evidence in content.evidence:
        if evidence.document is None:
            yield SOURCES, evidence.url or ""
    for relation in content.relations:
        if place_of(relation) is None:
            yield LINKS, f"relation {relation.id}"
    for note in content.notes:
        if note.target.kind in ("entity", "claim"):
            yield REMARKS, f"note {note.id}"


def _is_whole_claim(claim: Claim, key: str) -> bool:
    accepted = claim.provenance.status is Status.ACCEPTED
    return accepted and claim == Claim(claim.id, key, claim.provenance)


def _keys(node: Node) -> Iterator[str]:
    """The keys of all entities that a node names."""
    for name, value in node.features.items():
        if isinstance(value, str) and value and (name.endswith("entity") or name == "stands_for"):
            yield value
    if node.type == STATEMENT:
        yield from unlisted(node.text("about") or "")


def _used(types: TypeSystem, nodes: list[Node]) -> TypeSystem:
    """The types with those of their features that some node has: the others need no columns."""
    used: dict[str, set[str]] = {}
    for node in nodes:
        used.setdefault(node.type, set()).update(node.features)
        for link in node.nodes(PARTS):
            used.setdefault(link.type, set()).update(link.features)
    found = TypeSystem()
    for each in types:
        if each.name in used:
            features = tuple(one for one in each.features if one.name in used[each.name])
            found.add(NodeType(each.name, each.parent, features, each.values))
    return found
