"""The rows of the open card for what hangs on a statement: claim, evidence, relations, notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from annotator.model.attributes import AttributeValue
from annotator.model.claim import Evidence, Verdict
from annotator.model.ids import MentionId, Ref
from annotator.model.relation import Relation
from annotator.model.statement import Statement
from annotator.session import Session
from annotator.ui.statement_field import Act, Field
from annotator.ui.statement_words import (
    claim_of,
    mention_words,
    quoted_statement,
    relations_of,
    said,
    tr,
)


def claim_fields(session: Session, statement: Statement) -> Iterator[Field]:
    """The claim that the statement puts forward, its verdict and evidence."""
    claim = claim_of(session, statement)
    words = claim.text if claim else ""
    linked = Act("claim.link")
    yield Field("claim", tr("Claim"), words, linked, Act("claim.unlink"), keys="claim.link")
    if claim is None:
        return
    reword = Act("claim.rename")
    yield Field("claim_text", tr("… wording"), tr("as above"), reword, keys=reword.action)
    topic = Act("claim.set_topic")
    clear_topic = Act("claim.set_topic", {"topic": ""})
    yield Field("topic", tr("Topic"), claim.topic or "", topic, clear_topic, keys=topic.action)
    verdict = Act("claim.set_verdict")
    unverified = Act("claim.set_verdict", {"verdict": Verdict.UNVERIFIED})
    found = said(claim.verdict.value)
    yield Field("verdict", tr("Verdict"), found, verdict, unverified, keys=verdict.action)
    reviewed = " · ".join(filter(None, (claim.reviewed_by, _day(claim.reviewed_at))))
    yield Field("reviewed", tr("Reviewed"), reviewed, verdict, unverified)
    yield from _values(session, "claim", claim.attributes)
    for evidence in session.store.queries.claims.evidence.of_claim(claim.id):
        yield from _evidence_fields(session, evidence)
    selected = session.selection is not None
    yield _adding(
        "evidence",
        tr("+ evidence"),
        Act("claim.add_evidence" if selected else "claim.add_evidence_url"),
    )


def _evidence_fields(session: Session, evidence: Evidence) -> Iterator[Field]:
    this = {"evidence": evidence.id}
    remove = Act("claim.remove_evidence", this)
    where = _evidence(session, evidence)
    yield Field(
        f"evidence:{evidence.id}", tr("Evidence"), where, Act("claim.set_stance", this), remove
    )
    for key, name, value in (
        ("quote", tr("… quote"), evidence.quote or ""),
        ("note", tr("… note"), evidence.note or ""),
    ):
        action = f"claim.set_evidence_{key}"
        yield Field(
            f"evidence:{evidence.id}:{key}",
            name,
            value,
            Act(action, this),
            Act(action, {**this, key: ""}),
            quotes=key == "quote",
        )


def link_fields(session: Session, statement: Statement) -> Iterator[Field]:
    """The relations from and to the statement, and the notes on it."""
    here = Ref("statement", statement.id)
    for relation in relations_of(session, statement.id):
        yield Field(
            f"relation:{relation.id}",
            tr("Relation"),
            _relation(session, relation, here),
            Act("relation.reverse", {"relation": relation.id}),
            Act("relation.remove", {"relation": relation.id}),
        )
    yield _adding("relation", tr("+ relation"), Act("relation.add"))
    for note in session.store.queries.links.notes.of(here):
        this = {"note": note.id}
        remove = Act("note.remove", this)
        yield Field(f"note:{note.id}", tr("Note"), note.text, Act("note.edit", this), remove)
        yield Field(
            f"note:{note.id}:tags",
            tr("… tags"),
            " ".join(f"#{tag}" for tag in note.tags),
            Act("note.set_tags", this),
            Act("note.set_tags", {**this, "tags": ""}),
        )
    yield _adding("note", tr("+ note"), Act("note.add_to", {"target": here}), "note.add")


def _adding(key: str, name: str, act: Act, keys: str = "") -> Field:
    return Field(key, name, "", act, keys=keys or act.action)


def attribute_fields(session: Session, statement: Statement) -> Iterator[Field]:
    """The extra values of the statement."""
    yield from _values(session, "statement", statement.attributes)


def _values(session: Session, kind: str, present: Mapping[str, AttributeValue]) -> Iterator[Field]:
    """The extra values that the schema declares, and those it does not know any more."""
    module = "statement_fields" if kind == "statement" else kind
    declared = {each.id: each.label for each in session.schema.attributes if kind in each.on}
    for id in (*declared, *(id for id in present if id not in declared)):
        known = id in declared
        yield Field(
            f"{kind}_attribute:{id}",
            declared.get(id, id),
            _attribute(present.get(id)),
            Act(f"{module}.set_attribute", {"name": id}) if known else None,
            Act(f"{module}.set_attribute", {"name": id, "value": None}) if known else None,
        )


def origin_fields(_session: Session, statement: Statement) -> Iterator[Field]:
    """Who made the statement, when and how."""
    made = statement.provenance
    parts = [made.status.value, made.origin, made.author, _day(made.created_at)]
    if made.modified_at:
        parts.append(tr("changed {day}").format(day=_day(made.modified_at)))
    if made.confidence is not None:
        parts.append(f"{made.confidence:.0%}")
    yield Field("provenance", tr("Origin"), " · ".join(filter(None, parts)), small=True)


def _evidence(session: Session, evidence: Evidence) -> str:
    where = evidence.url or ""
    if evidence.document is not None:
        document = session.store.queries.documents.find(evidence.document)
        where = document.title if document else ""
    return " · ".join(filter(None, (evidence.stance.value, where)))


def _relation(session: Session, relation: Relation, here: Ref) -> str:
    kind = session.schema.relation_type(relation.type)
    label = kind.label if kind else relation.type
    out = relation.source == here
    other = relation.target if out else relation.source
    return f"{'→' if out else '←'} {label} {_object(session, other)}"


def _object(session: Session, ref: Ref) -> str:
    """The words of an object at the other end of a relation."""
    queries = session.store.queries
    if ref.kind == "statement":
        found = queries.statements.find(ref.id)
        if found is None:
            return ""
        text = session.text
        if found.document != session.document:
            text = queries.documents.text(found.document)
        return quoted_statement(session, found, text)
    if ref.kind == "claim":
        claim = queries.claims.find(ref.id)
        return claim.text if claim else ""
    if ref.kind == "mention":
        return mention_words(session, MentionId(ref.id))
    entity = queries.entities.find(ref.id)
    return entity.name if entity else ""


def _attribute(value: AttributeValue | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _day(time: str | None) -> str:
    """The day of an ISO time."""
    return (time or "")[:10]
