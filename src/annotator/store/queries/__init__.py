"""Reading the project: every read is an indexed range or one row, so that cost follows the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from annotator.model.annotations import AnnotatedDocument
from annotator.model.ids import DocumentId
from annotator.model.mention import Mention
from annotator.model.span import Span
from annotator.model.statement import Statement
from annotator.store.columns import parsed
from annotator.store.guarded import readable
from annotator.store.queries.by_document import ByDocument
from annotator.store.queries.claims import Claims
from annotator.store.queries.decisions import Decisions
from annotator.store.queries.documents import Documents
from annotator.store.queries.entities import Entities
from annotator.store.queries.hits import Hits
from annotator.store.queries.links import Links
from annotator.store.queries.mentions import Mentions
from annotator.store.queries.statements import Statements
from annotator.store.texts import Texts


@dataclass(frozen=True, slots=True)
class Project:
    """The project itself; `schema` is its copy of the schema as JSON."""

    name: str
    created_at: str
    schema: str


class Queries:
    """Everything that can be asked of an open project, by kind of object."""

    def __init__(self, db: Database, texts: Texts) -> None:
        self._db = db
        self.documents = Documents(db, texts)
        self.mentions = Mentions(db)
        self.entities = Entities(db)
        self.statements = Statements(db)
        self.claims = Claims(db)
        self.links = Links(db)
        self.hits = Hits(db)
        self.decisions = Decisions(db)

    def project(self) -> Project:
        """Name, time of making (ISO 8601, UTC) and schema of the project.

        Raises Damaged when it is not there, or its schema is no JSON.
        """
        row = self._db.execute(
            "SELECT name, created_at, schema FROM project WHERE id = 1"
        ).fetchone()
        with readable(self._db, "the project's own row"):
            name, created_at, schema = row
            parsed(schema)
        return Project(name, created_at, schema)

    def mentions_in(self, document: DocumentId, span: Span) -> Sequence[Mention]:
        """Every mention that overlaps a stretch of a document, in text order."""
        return self.mentions.overlapping(document, span)

    def statements_in(self, document: DocumentId, span: Span) -> Sequence[Statement]:
        """Every statement of which a part lies in a stretch of a document, in text order."""
        return self.statements.overlapping(document, span)

    def annotated(self, document: DocumentId) -> AnnotatedDocument:
        """A document and everything on it, in id order. Raises KeyError when there is none."""
        return AnnotatedDocument(
            self.documents.get(document),
            self.documents.text(document),
            tuple(self.mentions.of_document(document)),
            tuple(self.statements.of_document(document)),
        )

    def annotated_documents(self) -> Iterator[AnnotatedDocument]:
        """Every document with everything on it, one after another in id order.

        What is on it is read in passing: once, and before the next document.
        """
        mentions = ByDocument(self.mentions.each_plain("document, id"))
        statements = ByDocument(self.statements.each_plain("document, id"))
        for document, (id, text) in zip(
            self.documents.each(), self.documents.texts(), strict=False
        ):
            with readable(self._db, f"the text of document {document.id}"):
                assert id == document.id, "it is not there"
            plain, said = mentions.of(document.id), statements.of(document.id)
            values = map(self.mentions.value, plain), map(self.statements.value, said)
            yield AnnotatedDocument(document, text, *values, plain, said)

    def types_in_use(self) -> frozenset[tuple[str, str]]:
        """The schema's ids that annotations use: pairs of a group of the schema and an id."""
        groups = {
            "entity_type": "SELECT type FROM mention UNION SELECT type FROM entity",
            "statement_kind": "SELECT DISTINCT kind FROM statement WHERE kind IS NOT NULL",
            "relation_type": "SELECT DISTINCT type FROM relation",
        }
        return frozenset(
            (group, id) for group, sql in groups.items() for (id,) in self._db.execute(sql)
        )

    def attributes_in_use(self) -> frozenset[str]:
        """The names of all extra values that documents and annotations carry."""
        tables = ("document", "mention", "entity", "statement", "claim", "relation")
        sql = " UNION ".join(
            f'SELECT key FROM "{table}", json_each("{table}".attributes)' for table in tables
        )
        return frozenset(name for (name,) in self._db.execute(sql))
