"""An invented article with entities, mentions and statements, for tests of the panels."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from annotator.formats.schema_file import dump_schema, load_schema
from annotator.model.document import Document, sha256_of
from annotator.model.entity import Entity
from annotator.model.ids import ClaimId, DocumentId, EntityId, MentionId, StatementId
from annotator.model.mention import Level, Mention
from annotator.model.provenance import Status
from annotator.model.span import Span
from annotator.model.statement import Form, Source, SourceKind, Statement
from annotator.resources import resource
from annotator.session import Session
from annotator.store.store import Store
from annotator.store.transaction import Transaction
from annotator.text.lexicon import Lexicon

TEXT = (
    "The Kenyan Treasury denied on Friday that “any shilling” was lost, contradicting "
    "Auditor-General Ada Otieno, who alleged theft.\n\n"
    "“Every cent reached the counties, and the ledgers show it,” Finance Minister John Kamau "
    "told reporters in Nairobi.\n\n"
    "Ms Otieno said her team had examined 1,200 vouchers. It is said that more will follow.\n"
)


@dataclass
class Desk:
    """A session on the invented article, and the ids of what is in it."""

    session: Session
    document: DocumentId
    entities: dict[str, EntityId] = field(default_factory=dict)
    mentions: dict[str, MentionId] = field(default_factory=dict)
    statements: dict[str, StatementId] = field(default_factory=dict)
    claims: dict[str, ClaimId] = field(default_factory=dict)

    @property
    def store(self) -> Store:
        return self.session.store


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def empty_store(path: Path) -> Store:
    toml = resource("schemas/news.toml").read_text(encoding="utf-8")
    schema = load_schema(toml, name="news.toml").schema
    return Store.create(path, schema=json.dumps(dump_schema(schema)), author="ana")


def add_document(tx: Transaction, text: str = TEXT, title: str = "Treasury") -> DocumentId:
    document = Document(
        id=DocumentId(0),
        title=title,
        sha256=sha256_of(text),
        length=len(text),
        imported_at=tx.now,
        imported_by=tx.author,
    )
    return tx.add_document(document, text)


def invented(folder: Path) -> Desk:
    """The whole desk, with the article open."""
    store = empty_store(folder / "desk.annotator")
    with store.transaction("Import") as tx:
        desk = Desk(Session(store, lexicon=Lexicon()), add_document(tx))
    with store.transaction("Annotate") as tx:
        _entities(desk, tx)
        _mentions(desk, tx)
        _statements(desk, tx)
    desk.session.open_document(desk.document)
    return desk


def _entities(desk: Desk, tx: Transaction) -> None:
    for name, type, aliases in (
        ("Ada Otieno", "person", ("Ms Otieno", "she", "who")),
        ("John Kamau", "person", ()),
        ("National Treasury of Kenya", "organization", ("the ministry",)),
        ("Audit Office of Kenya", "organization", ()),
        ("Kenya", "gpe", ()),
        ("Nairobi", "gpe", ()),
    ):
        entity = Entity(EntityId(0), name, type, tx.provenance(), aliases=aliases)
        desk.entities[name] = EntityId(tx.add(entity))


def _mentions(desk: Desk, tx: Transaction) -> None:
    for words, type, name, level in (
        ("Kenyan", "gpe", "Kenya", Level.NAM),
        ("Kenyan Treasury", "organization", "National Treasury of Kenya", Level.NAM),
        ("Ada Otieno", "person", "Ada Otieno", Level.NAM),
        ("who", "person", "Ada Otieno", Level.PRO),
        ("John Kamau", "person", "John Kamau", Level.NAM),
        ("Nairobi", "gpe", "Nairobi", Level.NAM),
        ("Ms Otieno", "person", "Ada Otieno", Level.NAM),
    ):
        mention = Mention(
            MentionId(0),
            desk.document,
            type,
            (span(words),),
            tx.provenance(),
            level=level,
            entity=desk.entities[name],
        )
        desk.mentions[words] = MentionId(tx.add(mention))


def _statements(desk: Desk, tx: Transaction) -> None:
    treasury = Source(
        SourceKind.ENTITY,
        span("The Kenyan Treasury"),
        desk.mentions["Kenyan Treasury"],
        desk.entities["National Treasury of Kenya"],
    )
    otieno = Source(
        SourceKind.ENTITY, span("who"), desk.mentions["who"], desk.entities["Ada Otieno"]
    )
    minister = Source(SourceKind.ENTITY, span("Finance Minister John Kamau"))
    again = Source(SourceKind.ENTITY, span("Ms Otieno"), desk.mentions["Ms Otieno"])
    nobody = Source(SourceKind.UNSPECIFIED)
    for name, words, form, kind, source, cue, status in (
        (
            "lost",
            "that “any shilling” was lost",
            Form.MIXED,
            "deny",
            treasury,
            "denied",
            "accepted",
        ),
        ("theft", "theft", Form.REPORTED, "allege", otieno, "alleged", "accepted"),
        (
            "cent",
            "“Every cent reached the counties, and the ledgers show it,”",
            Form.DIRECT,
            "assert",
            minister,
            "told",
            "accepted",
        ),
        (
            "vouchers",
            "her team had examined 1,200 vouchers",
            Form.INDIRECT,
            "assert",
            again,
            "said",
            "suggested",
        ),
        ("follow", "that more will follow", Form.INDIRECT, None, nobody, "It is said", "accepted"),
    ):
        statement = Statement(
            StatementId(0),
            desk.document,
            (span(words),),
            form,
            kind,
            tx.provenance(status=Status(status)),
            cue=span(cue),
            source=source,
        )
        desk.statements[name] = StatementId(tx.add(statement))
