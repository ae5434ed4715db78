"""Relations, notes and evidence as nodes: those that lie in an article, and those beside all."""

from __future__ import annotations

from annotator.formats.layers.keys import listed
from annotator.formats.layers.nodes import SOURCE, TARGET, Node, Value
from annotator.formats.layers.own_types import (
    EVIDENCE,
    LINK,
    NOTE,
    RELATION,
    REMARK,
    STATEMENT_RELATION,
)
from annotator.formats.layers.shared import ELSEWHERE, Shared, said
from annotator.formats.layers.text_out import TextOut
from annotator.model.claim import Evidence
from annotator.model.ids import ClaimId, EntityId, Ref
from annotator.model.relation import Note, Relation
from annotator.model.span import Span

_LAYERS = {"mention": RELATION, "statement": STATEMENT_RELATION}


def add_links(out: TextOut) -> None:
    """Add what the project says of an article and of what lies in it."""
    shared = out.shared
    place = Ref("document", out.document.id)
    refs = [place, *out.of]
    for ref in refs:
        for relation in shared.relations.pop(ref, ()):
            _add_relation(out, relation)
    for evidence in shared.evidence.pop(out.document.id, ()):
        _add_evidence(out, evidence)
    _add_notes(out, place)


def _add_relation(out: TextOut, relation: Relation) -> None:
    shared = out.shared
    source, target = out.of.get(relation.source), out.of.get(relation.target)
    layer = _LAYERS.get(relation.source.kind)
    told: dict[str, Value | None] = {"label": relation.type}
    attributes = shared.attributes(relation.attributes, "relation")
    made = shared.made(relation.provenance)
    if layer and source and target and relation.source.kind == relation.target.kind:
        ends: dict[str, Value] = {SOURCE: source, TARGET: target}
        span = Span(target.start or 0, target.end or 1)
        node = out.add(layer, span, said(told), ends, attributes, made)
    elif _is_known(out, relation):
        node = out.add(LINK, None, said(told), link_ends(shared, relation, out), attributes, made)
    else:
        shared.tally.add(
            "relations between articles", f"{out.document.title}: relation {relation.id}"
        )
        return
    out.of[Ref("relation", relation.id)] = node
    if relation.span is None:
        return
    if relation.document == out.document.id:
        out.link(out.add(EVIDENCE, relation.span), "relation", node)
    else:
        shared.tally.add(ELSEWHERE, f"{out.document.title}: where relation {relation.id} is told")


def _is_known(out: TextOut, relation: Relation) -> bool:
    ends = (relation.source, relation.target)
    return all(end in out.of or end.kind in ("entity", "claim") for end in ends)


def link_ends(shared: Shared, relation: Relation, out: TextOut | None) -> dict[str, Value]:
    """The two ends of a relation as features: nodes of the text, and keys of what is shared."""
    told: dict[str, Value | None] = {}
    for name, end in (("source", relation.source), ("target", relation.target)):
        told[name] = out.of.get(end) if out else None
        told[f"{name}_entity"] = shared.entity(EntityId(end.id)) if end.kind == "entity" else None
        told[f"{name}_claim"] = shared.claim(ClaimId(end.id)) if end.kind == "claim" else None
    return said(told)


def _add_evidence(out: TextOut, evidence: Evidence) -> None:
    features = evidence_features(out.shared, evidence)
    node = out.add(EVIDENCE, evidence.span, features)
    out.of[Ref("evidence", evidence.id)] = node


def evidence_features(shared: Shared, evidence: Evidence) -> dict[str, Value]:
    """What a piece of evidence says."""
    told: dict[str, Value | None] = {
        "claim": shared.claim(evidence.claim),
        "stance": evidence.stance.value,
        "url": evidence.url,
        "quote": evidence.quote,
        "note": evidence.note,
    }
    return said(told) | shared.made(evidence.provenance)


def _add_notes(out: TextOut, place: Ref) -> None:
    shared = out.shared
    for note in shared.notes.pop(place, ()):
        out.add(NOTE if note.span else REMARK, note.span, note_features(shared, note))
    for ref, node in list(out.of.items()):
        for note in shared.notes.pop(ref, ()):
            _add_note(out, note, node)


def _add_note(out: TextOut, note: Note, node: Node) -> None:
    features = note_features(out.shared, note)
    if node.start is None or node.end is None:
        out.add(REMARK, None, features, {"on": node})
        return
    out.link(out.add(NOTE, Span(node.start, node.end), features), "on", node)


def note_features(shared: Shared, note: Note) -> dict[str, Value]:
    """What a note says."""
    told: dict[str, Value | None] = {"text": note.text, "tags": listed(note.tags) or None}
    return said(told) | shared.made(note.provenance)


def left_over(shared: Shared) -> None:
    """Count what no article came for."""
    left = {
        "relations": sum(map(len, shared.relations.values())),
        "notes": sum(map(len, shared.notes.values())),
        "evidence": sum(map(len, shared.evidence.values())),
    }
    for what, times in left.items():
        if times:
            shared.tally.add(f"{what} of what is not in the export", times=times)
