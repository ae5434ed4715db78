"""A project with objects of every kind, with steps undone and redone, and texts that went."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from annotator.model.claim import Claim, Evidence, Stance
from annotator.model.document import Document, sha256_of
from annotator.model.entity import Entity
from annotator.model.ids import (
    ClaimId,
    DocumentId,
    EntityId,
    EvidenceId,
    MentionId,
    NoteId,
    Ref,
    RelationId,
    StatementId,
)
from annotator.model.mention import Level, Mention
from annotator.model.provenance import Status
from annotator.model.relation import Note, Relation
from annotator.model.span import Span
from annotator.model.statement import Form, Party, Source, SourceKind, Statement
from annotator.store.store import Store

SCHEMA = json.dumps(
    {
        "entity_type": [{"id": "person"}, {"id": "group"}],
        "statement_kind": [{"id": "assert"}],
        "relation_type": [{"id": "member_of"}],
    }
)
_SENTENCE = "Ada Otieno of desk {} said the “ferry” was late 😀, and Ben Kamau denied it. "


def rich_project(path: Path, articles: int = 6) -> None:
    """Make one; the same steps each time."""
    store = Store.create(path, schema=SCHEMA, author="ana")
    with store.transaction("Name people") as tx:
        prov = tx.provenance()
        ada = EntityId(tx.add(Entity(EntityId(0), "Ada Otieno", "person", prov, ("Ms Otieno",))))
        tx.add(Entity(EntityId(0), 'the "pair"', "group", prov, members=(ada,)))
    for number in range(articles):
        _article(store, number, ada)
    with store.transaction("Rename") as tx:
        tx.set_project(name="desk two")
    _ways(store, ada)
    store.close()


def _article(store: Store, number: int, ada: EntityId) -> None:
    text = f"Article {number}\n\n" + "".join(_SENTENCE.format(n) for n in range(number, number + 8))
    with store.transaction("Import") as tx:
        made = Document(DocumentId(0), f"A {number}", sha256_of(text), len(text), tx.now, "ana")
        document = tx.add_document(replace(made, meta={"desk": "east"}), text)
    places = [i for i in range(len(text)) if text.startswith("Ada Otieno", i)]
    for place in places:
        with store.transaction("Tag as person") as tx:
            prov = tx.provenance()
            mention = Mention(
                MentionId(0), document, "person", (Span(place, place + 10),), prov, Level.NAM, ada
            )
            id = MentionId(tx.add(replace(mention, head=Span(place + 4, place + 10))))
    with store.transaction("A statement") as tx:
        prov = tx.provenance(origin="rule:quotes", status=Status.SUGGESTED, confidence=0.1 + 0.2)
        claim = ClaimId(tx.add(Claim(ClaimId(0), f"The ferry was late: {number}.", prov)))
        at = text.index("the “ferry”")
        source = Source(SourceKind.ENTITY, Span(at - 26, at - 5), id, ada)
        content = (Span(at, at + 12), Span(at + 14, at + 20))
        statement = Statement(
            StatementId(0), document, content, Form.MIXED, "assert", prov, source=source
        )
        statement = replace(
            statement,
            quoted=(Span(at + 4, at + 11),),
            claim=claim,
            about=(ada,),
            place=Party(Span(0, 3)),
        )
        outer = StatementId(tx.add(statement))
        tx.add(replace(statement, parent=outer, content=(Span(at, at + 5),), quoted=()))
        tx.add(
            Evidence(
                EvidenceId(0), claim, Stance.SUPPORTS, prov, document=document, span=Span(0, 3)
            )
        )
        ends = Ref("entity", ada), Ref("mention", id)
        relation = Relation(RelationId(0), "member_of", *ends, prov)
        tx.add(replace(relation, document=document, span=Span(4, 10)))
        tx.add(Note(NoteId(0), Ref("document", document), "Ask.", prov, Span(0, 3), ("desk",)))


def _ways(store: Store, ada: EntityId) -> None:
    """Steps back and forth, and articles that were deleted, one for good."""
    mentions = store.queries.mentions.of_document(DocumentId(1))
    for mention in mentions[:4]:
        with store.transaction("Doubt") as tx:
            tx.replace(replace(mention, doubt=True, attributes={"demonym": True}))
    store.undo()
    store.undo()
    store.redo()
    with store.transaction("Two in pieces") as tx:
        tx.replace(replace(mentions[0], spans=(Span(0, 3), Span(5, 8)), head=None))
        tx.replace(replace(store.queries.entities.get(ada), aliases=("Ms Otieno", "A. O.")))
    for _ in range(2):
        text = "A text that goes. " * 9
        with store.transaction("Import") as tx:
            made = Document(DocumentId(0), "gone", sha256_of(text), len(text), tx.now, "ana")
            gone = tx.add_document(made, text)
        with store.transaction("Delete") as tx:
            tx.remove(Ref("document", gone))
    store.undo()
    store.undo()
