"""What lies beside all articles as nodes: entities, claims, and what is said about them."""

from __future__ import annotations

from annotator.formats.layers.keys import address_of, listed
from annotator.formats.layers.links_out import evidence_features, link_ends, note_features
from annotator.formats.layers.nodes import LayeredText, Node, Value
from annotator.formats.layers.own_types import CLAIM, ENTITY, LINK, REMARK, SOURCE_OF_CLAIM
from annotator.formats.layers.shared import Shared, place_of, said
from annotator.model.claim import Claim, Verdict
from annotator.model.entity import Entity
from annotator.model.ids import ClaimId, EntityId, Ref
from annotator.model.relation import Note


def project_layers(shared: Shared, name: str) -> LayeredText | None:
    """The nodes of a file that has no text; None where there is nothing for it."""
    content = shared.content
    nodes = [_entity(shared, each) for each in content.entities]
    nodes += [_claim(shared, each) for each in content.claims]
    beside: dict[Ref, Node] = {}
    for evidence in content.evidence:
        if evidence.document is None:
            node = Node(SOURCE_OF_CLAIM, features=evidence_features(shared, evidence))
            beside[Ref("evidence", evidence.id)] = node
    for relation in content.relations:
        if place_of(relation) is None:
            features = said({"label": relation.type}) | link_ends(shared, relation, None)
            features |= shared.attributes(relation.attributes, "relation")
            node = Node(LINK, features=features | shared.made(relation.provenance))
            beside[Ref("relation", relation.id)] = node
    nodes += beside.values()
    for ref, node in beside.items():
        nodes += [_note(shared, note, node) for note in shared.notes.pop(ref, ())]
    for note in content.notes:
        if note.target.kind in ("entity", "claim"):
            nodes.append(_note(shared, note, None))
    return LayeredText("", nodes, shared.types, name) if nodes else None


def _entity(shared: Shared, entity: Entity) -> Node:
    event = entity.event
    told: dict[str, Value | None] = {
        "key": shared.entity(entity.id),
        "name": entity.name,
        "label": shared.type_name(entity.type),
        "identifier": address_of(entity.kb_id) if entity.kb_id else None,
        "aliases": listed(entity.aliases) or None,
        "description": entity.description,
        "members": listed(shared.entity_keys(entity.members)) or None,
        "agent": shared.entity(event.agent),
        "target": shared.entity(event.target),
        "time": shared.entity(event.time),
        "place": shared.entity(event.place),
        "realis": event.realis.value if event.realis else None,
    }
    features = said(told) | shared.attributes(entity.attributes, "entity")
    return Node(ENTITY, features=features | shared.made(entity.provenance))


def _claim(shared: Shared, claim: Claim) -> Node:
    unverified = claim.verdict is Verdict.UNVERIFIED
    told: dict[str, Value | None] = {
        "key": shared.claim(claim.id),
        "text": claim.text,
        "topic": claim.topic,
        "verdict": None if unverified else claim.verdict.value,
        "reviewed_by": claim.reviewed_by,
        "reviewed_at": claim.reviewed_at,
    }
    features = said(told) | shared.attributes(claim.attributes, "claim")
    return Node(CLAIM, features=features | shared.made(claim.provenance))


def _note(shared: Shared, note: Note, on: Node | None) -> Node:
    target = note.target
    told: dict[str, Value | None] = {
        "on": on,
        "entity": shared.entity(EntityId(target.id)) if target.kind == "entity" else None,
        "claim": shared.claim(ClaimId(target.id)) if target.kind == "claim" else None,
    }
    return Node(REMARK, features=note_features(shared, note) | said(told))
