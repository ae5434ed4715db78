"""An invented article with annotations on it, and an analyst made of a list of answers."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from annotator.commands import registry
from annotator.commands.registry import AnyCommand
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
from annotator.model.relation import Note, Relation
from annotator.model.schema import AttributeType
from annotator.model.span import Span
from annotator.model.statement import Source, SourceKind, Statement
from annotator.session import (
    ChoiceQuestion,
    PathsQuestion,
    SaveQuestion,
    Session,
    TextQuestion,
)
from annotator.session.projects import schema_json
from annotator.store.store import Store
from annotator.store.tables import CONTENT
from annotator.text.quotes import form_of, quoted_parts

ARTICLE = (
    "Harbour board under fire\n\n"
    "Mayor Ilse Brandt said on Monday that the harbour of Norvik “will not be sold to anyone”. "
    "The Norvik Harbour Board denied that a sale was planned. Its chair, Tomas Reyle, accused "
    "Brandt of spreading rumours. “She knows there is no buyer,” Reyle told reporters in Norvik.\n"
    "\nDock workers demanded a vote. Norvik has not commented.\n"
)
LETTER = "A letter to Ilse Brandt\n\nBrandt wrote that the harbour was never for sale.\n"


class Answers:
    """A user interface that gives the answers of a list, in order.

    To a choice the answer is its key, or letters to type; the first choice found is taken. An
    answer that is a function gets the choices for no letters and returns a value. Questions are
    kept.
    """

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.asked: list[TextQuestion | ChoiceQuestion | PathsQuestion | SaveQuestion] = []

    def text(self, question: TextQuestion, then: Callable[[str], None]) -> None:
        self.asked.append(question)
        then(str(self.answers.pop(0)))

    def choice(self, question: ChoiceQuestion, then: Callable[[object], None]) -> None:
        self.asked.append(question)
        answer = self.answers.pop(0)
        if callable(answer):
            then(answer(question.search("")))
            return
        keys = question.picks_by_key or question.keys_pick_too
        found = [each for each in question.search("") if keys and each.key == answer]
        if not found and not question.picks_by_key:
            found = list(question.search(str(answer)))
        assert found, f"{question.title}: no choice for {answer}"
        then(found[0].value)

    def paths(self, question: PathsQuestion, then: Callable[[list[Path]], None]) -> None:
        self.asked.append(question)
        then([Path(str(self.answers.pop(0)))])

    def save_path(self, question: SaveQuestion, then: Callable[[Path], None]) -> None:
        self.asked.append(question)
        then(Path(str(self.answers.pop(0))))


def add_article(store: Store, text: str, title: str) -> DocumentId:
    with store.transaction("Import") as tx:
        return tx.add_document(
            Document(DocumentId(0), title, sha256_of(text), len(text), tx.now, tx.author), text
        )


def sit_down(session: Session) -> tuple[DocumentId, DocumentId]:
    """Open the article, with the letter behind it; both are imported if need be."""
    found = []
    for text in (ARTICLE, LETTER):
        known = session.store.queries.documents.with_text(sha256_of(text))
        found.append(known.id if known else add_article(session.store, text, text.splitlines()[0]))
    if session.document != found[0]:
        session.open_document(found[0])
    return found[0], found[1]


def span_of(session: Session, words: str, nth: int = 0) -> Span:
    """Where the words stand in the open article, for the nth time."""
    at = -1
    for _ in range(nth + 1):
        at = session.text.index(words, at + 1)
    return Span(at, at + len(words))


def entity(session: Session, name: str, type: str = "person", **more: object) -> EntityId:
    """A new entity."""
    with session.store.transaction("Make an entity") as tx:
        return EntityId(tx.add(Entity(EntityId(0), name, type, tx.provenance(), **more)))


def tag(
    session: Session,
    words: str,
    type: str = "person",
    nth: int = 0,
    of: EntityId | None = None,
    level: Level | None = Level.NAM,
) -> MentionId:
    """A new mention, linked to an entity if one is given, selected and current."""
    with session.store.transaction("Tag") as tx:
        mention = Mention(
            MentionId(0),
            session.document,
            type,
            (span_of(session, words, nth),),
            tx.provenance(),
            level=level,
            entity=of,
        )
        mention = replace(mention, id=MentionId(tx.add(mention)))
    session.go_to_mention(mention)
    return mention.id


def state(
    session: Session,
    content: str,
    *,
    cue: str = "",
    source: str = "",
    mention: MentionId | None = None,
    of: EntityId | None = None,
    **more: object,
) -> StatementId:
    """A new statement, current."""
    spans = (span_of(session, content),)
    with session.store.transaction("New statement") as tx:
        statement = Statement(
            StatementId(0),
            session.document,
            spans,
            form_of(session.text, spans),
            "assert",
            tx.provenance(),
            cue=span_of(session, cue) if cue else None,
            source=Source(SourceKind.ENTITY, span_of(session, source), mention, of)
            if source
            else None,
            quoted=quoted_parts(session.text, spans),
        )
        statement = replace(statement, **more)
        statement = replace(statement, id=StatementId(tx.add(statement)))
    session.select(spans[0].start, spans[0].start)
    session.make_current(statement=statement.id)
    return statement.id


def claim(session: Session, text: str, **more: object) -> ClaimId:
    """A new claim, current."""
    with session.store.transaction("New claim") as tx:
        id = ClaimId(tx.add(Claim(ClaimId(0), text, tx.provenance(), **more)))
    session.make_current(claim=id)
    return id


def relate(session: Session, type: str, source: Ref, target: Ref, **more: object) -> RelationId:
    """A new relation."""
    with session.store.transaction("Relate") as tx:
        return RelationId(
            tx.add(Relation(RelationId(0), type, source, target, tx.provenance(), **more))
        )


def note(session: Session, target: Ref, text: str, **more: object) -> NoteId:
    """A new note."""
    with session.store.transaction("Note") as tx:
        return NoteId(tx.add(Note(NoteId(0), target, text, tx.provenance(), **more)))


def evidence(session: Session, of: ClaimId, url: str, **more: object) -> EvidenceId:
    """A new piece of evidence."""
    with session.store.transaction("Evidence") as tx:
        made = Evidence(EvidenceId(0), of, Stance.SUPPORTS, tx.provenance(), url=url, **more)
        return EvidenceId(tx.add(made))


def run(session: Session, command: AnyCommand, *answers: object, **arguments: object) -> Answers:
    """Run a command the way a key does, with the answers to its questions."""
    session.ask = Answers(*answers)
    registry.run(session, command, arguments)
    assert not session.ask.answers, f"not asked for: {session.ask.answers}"
    return session.ask


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the history's."""
    with sqlite3.connect(path) as connection:
        dump = {
            table.name: connection.execute(f'SELECT * FROM "{table.name}" ORDER BY id').fetchall()
            for table in CONTENT
        }
    connection.close()
    return dump


def mentions_of(session: Session, of: EntityId) -> list[str]:
    """The words by which an entity is mentioned, in text order."""
    queries = session.store.queries
    return [m.surface(queries.documents.text(m.document)) for m in queries.mentions.of_entity(of)]


def declare_attributes(session: Session) -> None:
    """Give the project's schema attributes of every kind on entities, statements and claims."""
    on = ("entity", "statement", "claim", "relation")
    added = (
        AttributeType("tone", "Tone", on, "choice", ("hostile", "neutral", "friendly")),
        AttributeType("topics", "Topics", on, "multi", ("money", "power", "sport")),
        AttributeType("seats", "Seats", on, "number"),
        AttributeType("since", "Since", on, "date"),
        AttributeType("vip", "Important", on, "bool"),
        AttributeType("remark", "Remark", on, "text"),
    )
    schema = replace(session.schema, attributes=(*session.schema.attributes, *added))
    with session.store.transaction("Change the schema") as tx:
        tx.set_project(schema=schema_json(schema))


def names(found: Iterable[Entity]) -> list[str]:
    return [each.name for each in found]
