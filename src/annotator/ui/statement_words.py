"""What a statement's closed card says, in words: who speaks, how, and what; read from the store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from annotator.model.claim import Claim
from annotator.model.ids import EntityId, MentionId, Ref, StatementId
from annotator.model.provenance import Status
from annotator.model.relation import Relation
from annotator.model.span import Span, Spans
from annotator.model.statement import Party, Source, SourceKind, Statement
from annotator.session import Session
from annotator.text.visible import cut

NOTHING = "—"
_MOST = 700  # characters that a card can show


@dataclass(frozen=True, slots=True)
class Card:
    """The words of a closed card; `hint` is its first relation, `claim` what it puts forward.

    `parent` is the statement in which this one is reported; `objects` are all of which it tells.
    """

    id: StatementId
    digit: str
    source: str
    manner: str
    content: str
    suggested: bool
    doubt: bool
    hint: str
    claim: str
    parent: StatementId | None = None
    objects: frozenset[Ref] = frozenset()

    @property
    def spoken(self) -> str:
        """The card for a screen reader."""
        parts = (self.source, self.manner, self.hint, self.claim)
        return ", ".join(part for part in parts if part) + f": {self.content}"


def tr(words: str) -> str:
    """Words of the claim panel in the language of the window."""
    return QCoreApplication.translate("ClaimPanel", words)


def said(value: str) -> str:
    """A value of an enumeration as words: `press_conference` as `press conference`."""
    return value.replace("_", " ")


def card_of(session: Session, statement: Statement) -> Card:
    """The closed card of a statement."""
    kind = session.schema.statement_kind(statement.kind)
    suggested = statement.provenance.status is Status.SUGGESTED
    verb = tr("suggested") if suggested else kind.label.lower() if kind else statement.kind
    manner = " · ".join(part for part in (verb, said(statement.form.value)) if part)
    claim, relation = claim_of(session, statement), _first_relation(session, statement.id)
    return Card(
        id=statement.id,
        digit=kind.key if kind else "",
        source=source_name(session, statement) + (" ?" if suggested or statement.doubt else ""),
        manner=manner,
        content=cut(surface(session.text, statement.content), _MOST),
        suggested=suggested,
        doubt=statement.doubt,
        hint=_hint(session, statement, relation) if relation else "",
        claim=f"{cut(claim.text, _MOST)} · {said(claim.verdict.value)}" if claim else "",
        parent=statement.parent,
        objects=frozenset(_objects(session, statement, relation)),
    )


def _objects(session: Session, statement: Statement, relation: Relation | None) -> Iterator[Ref]:
    """Everything of which the card of a statement tells, a change of which may change it."""
    yield Ref("statement", statement.id)
    if statement.parent is not None:
        yield Ref("statement", statement.parent)
    if statement.claim is not None:
        yield Ref("claim", statement.claim)
    if relation is not None:
        yield Ref("relation", relation.id)
        yield relation.target
    source = statement.source
    if source is not None and source.mention is not None:
        yield Ref("mention", source.mention)
    entity = entity_of(session, source)
    if entity is not None:
        yield Ref("entity", entity)


def surface(text: str, spans: Spans) -> str:
    """Stretches of a text as one line; what lies between them is shown as left out."""
    return " … ".join(span.of(text) for span in spans)


def words_at(text: str, span: Span | None) -> str:
    """The words of a stretch, or nothing."""
    return span.of(text) if span else ""


def entity_name(session: Session, entity: EntityId | None) -> str:
    """The name of an entity, or nothing."""
    found = None if entity is None else session.store.queries.entities.find(entity)
    return found.name if found else ""


def entity_of(session: Session, party: Source | Party | None) -> EntityId | None:
    """The entity of a source or another role: its own, else that of its mention."""
    if party is None or party.entity is not None:
        return party.entity if party else None
    return mention_entity(session, party.mention)


def mention_entity(session: Session, mention: MentionId | None) -> EntityId | None:
    """The entity that a mention refers to."""
    found = None if mention is None else session.store.queries.mentions.find(mention)
    return found.entity if found else None


def source_name(session: Session, statement: Statement) -> str:
    """Who speaks: the entity's name, else the words in the text, else what is known instead."""
    source = statement.source
    if source is None:
        return NOTHING
    name = entity_name(session, entity_of(session, source)) or words_at(session.text, source.span)
    if name:
        return name
    if source.kind is SourceKind.AUTHOR:
        return tr("the author")
    return NOTHING if source.kind is SourceKind.ENTITY else f"{NOTHING} {said(source.kind.value)}"


def claim_of(session: Session, statement: Statement) -> Claim | None:
    """The claim that a statement puts forward."""
    if statement.claim is None:
        return None
    return session.store.queries.claims.find(statement.claim)


def relations_of(session: Session, statement: StatementId) -> list[Relation]:
    """The relations from and to a statement."""
    return session.store.queries.links.relations.of(Ref("statement", statement))


def mention_words(session: Session, mention: MentionId | None) -> str:
    """The words of a mention and its level."""
    found = None if mention is None else session.store.queries.mentions.find(mention)
    if found is None:
        return ""
    return " · ".join(filter(None, (found.surface(session.text), found.level)))


def quoted_statement(session: Session, statement: Statement, text: str) -> str:
    """Who says what in a statement; `text` is that of its document."""
    content = surface(text, statement.content)
    if statement.document != session.document:
        return content
    return f"{source_name(session, statement)}: {content}"


def _first_relation(session: Session, statement: StatementId) -> Relation | None:
    """The first relation that goes out from a statement; none from one that is only computed."""
    if statement < 0:
        return None
    here = Ref("statement", statement)
    return next((r for r in relations_of(session, statement) if r.source == here), None)


def _hint(session: Session, statement: Statement, relation: Relation) -> str:
    """What a relation says, with where its target lies."""
    kind = session.schema.relation_type(relation.type)
    label = kind.label if kind else relation.type
    return f"{label} {_arrow(session, statement, relation.target)}".strip()


def _arrow(session: Session, statement: Statement, target: Ref) -> str:
    found = session.store.queries.statements.find(target.id) if target.kind == "statement" else None
    if found is None or found.document != statement.document:
        return "↗"
    return "↓" if found.content[0] > statement.content[0] else "↑"
