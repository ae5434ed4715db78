"""Taking a document out of the project with everything on it, breaking no link."""

from __future__ import annotations

from dataclasses import replace

from annotator.commands.linking import release, remove_mention
from annotator.commands.statement import remove_statement
from annotator.model.document import Document
from annotator.model.ids import Ref
from annotator.session import Session
from annotator.store.transaction import Transaction


def remove_document(session: Session, tx: Transaction, document: Document) -> None:
    """Delete what lies in a document; relations with evidence there lose the evidence."""
    queries = session.store.queries
    statements = queries.statements.of_document(document.id)
    for statement in statements:
        # Re-read: the removal of a statement moves those nested in it up.
        remove_statement(session, tx, queries.statements.get(statement.id))
    for mention in queries.mentions.of_document(document.id):
        remove_mention(session, tx, mention)
    for evidence in queries.claims.evidence.in_document(document.id):
        tx.remove(Ref("evidence", evidence.id))
    for relation in queries.links.relations.in_document(document.id):
        tx.replace(replace(relation, document=None, span=None))
    for note in queries.links.notes.of(Ref("document", document.id)):
        tx.remove(Ref("note", note.id))
    for statement in statements:
        for entity in statement.about:
            release(session, tx, entity)
