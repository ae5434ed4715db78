"""Statements from nodes that link what is said, by whom and with which words."""

from __future__ import annotations

from annotator.formats.layers.fields import Fields
from annotator.formats.layers.found import Found
from annotator.formats.layers.keys import unlisted
from annotator.formats.layers.mapping import STATEMENT_ROLES
from annotator.formats.layers.nodes import Node
from annotator.formats.layers.own_types import MENTION_OF
from annotator.model.ids import DocumentId, EntityId, MentionId, StatementId
from annotator.model.span import Span, Spans
from annotator.model.statement import (
    Channel,
    Checkworthy,
    Epistemic,
    Form,
    Party,
    Source,
    SourceKind,
    Statement,
)
from annotator.text.quotes import form_of

UNKNOWN_ROLES = "links of statements in other roles"
MORE_IN_ROLE = "further links of statements in one role"
_MEANT = frozenset({*STATEMENT_ROLES, *(f"{name}{MENTION_OF}" for name in STATEMENT_ROLES)})


def statement_of(
    fields: Fields, id: StatementId, document: DocumentId, found: Found
) -> Statement | None:
    """The statement of a node, without its parent; None where it has no place."""
    span = found.span(fields.node)
    if span is None:
        return None
    _tell_others(fields, found)
    content = _spans(fields, "content", found) or (span,)
    form = fields.one_of("form", Form) or form_of(found.layered.text, content)
    find = found.known.entity
    about = (find(key) for key in unlisted(fields.text("about") or ""))
    return Statement(
        id,
        document,
        content,
        form,
        fields.some("kind"),
        fields.made(found.known.file),
        cue=_first_span(fields, "cue", found),
        source=_source(fields, found),
        addressee=_party(fields, "addressee", found),
        quoted=_spans(fields, "quoted", found),
        epistemic=fields.one_of("epistemic", Epistemic) or Epistemic.CERTAIN_TRUE,
        channel=fields.one_of("channel", Channel),
        time=_party(fields, "time", found),
        place=_party(fields, "place", found),
        about=tuple(each for each in about if each is not None),
        checkworthy=fields.one_of("checkworthy", Checkworthy) or Checkworthy.UNSET,
        claim=found.known.claim(fields.some("claim")),
        doubt=fields.truth("doubt"),
        attributes=fields.attributes,
    )


def parent_of(fields: Fields, found: Found) -> StatementId | None:
    """The statement that a node names as its parent, once all statements are found."""
    for node in fields.linked("parent"):
        ref = found.refs.get(node)
        if ref is not None and ref.kind == "statement":
            return StatementId(ref.id)
        found.tell(UNKNOWN_ROLES, fields.node)
    return None


def _tell_others(fields: Fields, found: Found) -> None:
    for role, _ in fields.links:
        if role not in _MEANT:
            found.tell(UNKNOWN_ROLES, fields.node)


def _spans(fields: Fields, role: str, found: Found) -> Spans:
    return tuple(span for each in fields.linked(role) if (span := found.span(each)))


def _first(fields: Fields, role: str, found: Found) -> Node | None:
    nodes = fields.linked(role)
    for _ in nodes[1:]:
        found.tell(MORE_IN_ROLE, fields.node)
    return nodes[0] if nodes else None


def _first_span(fields: Fields, role: str, found: Found) -> Span | None:
    node = _first(fields, role, found)
    return found.span(node) if node else None


def _source(fields: Fields, found: Found) -> Source | None:
    kind = fields.one_of("source_kind", SourceKind)
    party = _party(fields, "source", found)
    if kind is None and not party:
        return None
    return Source(kind or SourceKind.ENTITY, party.span, party.mention, party.entity)


def _party(fields: Fields, name: str, found: Found) -> Party:
    node = _first(fields, name, found)
    meant = _first(fields, name + MENTION_OF, found) or node
    span = found.span(node) if node else None
    mention = found.mention_id(meant) if meant else None
    return Party(span, mention, _entity(fields, name, mention, found))


def _entity(fields: Fields, name: str, mention: MentionId | None, found: Found) -> EntityId | None:
    """The entity that a part names; where it names none, that of its mention."""
    said = fields.text(f"{name}_entity")
    if said is not None or mention is None:
        return found.known.entity(said)
    return found.mentions[mention - 1].entity
