"""The objects that a command is about, what to call them, and a sentence where there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from annotator.commands.conditions import Condition, has_document, has_entity
from annotator.errors import AnnotatorError
from annotator.model.claim import Claim
from annotator.model.document import Document
from annotator.model.entity import Entity
from annotator.model.ids import DocumentId, EntityId, Ref
from annotator.model.mention import Mention
from annotator.model.relation import Relation
from annotator.model.statement import Statement
from annotator.session import Panel, Session

T = TypeVar("T")
Named = Document | Mention | Entity | Statement | Claim | Relation
_SHOWN = 48
_END = 30


class CannotRun(AnnotatorError):
    """A command cannot do what it was asked; the message says why and what to do."""


def need(value: T | None, condition: Condition) -> T:
    """The value. Raises CannotRun with the condition's reason when there is none."""
    if value is None:
        raise CannotRun(condition.reason)
    return value


def the_document(session: Session) -> DocumentId:
    """The open document."""
    return need(session.document, has_document)


def the_entities(session: Session) -> tuple[Entity, ...]:
    """The entities selected in the panel, else the current one.

    Raises CannotRun when there is neither.
    """
    entities = session.store.queries.entities
    chosen = [found for id in session.selected_entities if (found := entities.find(id))]
    if not chosen and session.current_entity:
        chosen = [session.current_entity]
    if not chosen:
        raise CannotRun(has_entity.reason)
    return tuple(chosen)


def find_claim(session: Session) -> Claim | None:
    """The current claim: that of the current statement, whose card is open, else the last one."""
    claims = session.store.queries.claims
    statement = session.current_statement
    id = session.claim if statement is None or statement.claim is None else statement.claim
    return None if id is None else claims.find(id)


def mention_in_focus(session: Session) -> Mention | None:
    """The current mention, unless the keyboard is in the claim panel, which is about statements."""
    return None if session.panel == Panel.CLAIMS else session.current_mention


on_claim = Condition(
    lambda session: find_claim(session) is not None,
    "Choose a claim first: go to a statement that has one, or link one (Shift+Z).",
)
on_either = Condition(
    lambda session: session.current_mention is not None or session.current_statement is not None,
    "Go to a mention (Tab) or a statement ([ and ]) first.",
)


def tidy(words: str) -> str:
    """The same words with single spaces, none around them."""
    return " ".join(words.split())


def tidy_or_refuse(words: str, what: str) -> str:
    """The same words tidied. Raises CannotRun, naming what was asked for, when there are none."""
    found = tidy(words)
    if not found:
        raise CannotRun(f"{what} cannot be empty; type some words.")
    return found


def shortened(words: str, length: int = _SHOWN) -> str:
    """The words on one line, cut with an ellipsis where they are long."""
    words = tidy(words)
    return words if len(words) <= length else f"{words[: length - 1].rstrip()}…"


def quoted(words: str) -> str:
    """The words as a sentence in the status line shows them."""
    return f"“{shortened(words)}”"


def text_of(session: Session, document: DocumentId) -> str:
    """The text of a document, that of the open one without reading it again."""
    return (
        session.text
        if document == session.document
        else session.store.queries.documents.text(document)
    )


def words_of(session: Session, ref: Ref) -> str:
    """What to call an object of any kind; empty when it is gone."""
    queries = session.store.queries
    finders: dict[str, Callable[[int], Named | None]] = {
        "document": queries.documents.find,
        "mention": queries.mentions.find,
        "entity": queries.entities.find,
        "statement": queries.statements.find,
        "claim": queries.claims.find,
        "relation": queries.links.relations.find,
    }
    found = finders[ref.kind](ref.id) if ref.kind in finders else None
    return _words(session, found) if found else ""


def _words(session: Session, named: Named) -> str:
    if isinstance(named, Document):
        return named.title
    if isinstance(named, Entity):
        return named.name
    if isinstance(named, Claim):
        return named.text
    if isinstance(named, Relation):
        kind = session.schema.relation_type(named.type)
        source = shortened(words_of(session, named.source), _END)
        target = shortened(words_of(session, named.target), _END)
        return f"{source} {kind.label if kind else named.type} {target}"
    return tidy(named.surface(text_of(session, named.document)))


def entity_name(session: Session, id: EntityId | None) -> str:
    """The name of an entity; empty for none."""
    return "" if id is None else words_of(session, Ref("entity", id))
