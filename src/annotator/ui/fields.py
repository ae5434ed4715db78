"""Every field of the current object as words, for the inspector."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from PySide6.QtCore import QCoreApplication

from annotator.commands.accepting import Offered, offered
from annotator.model.correction import Corrections, Edit
from annotator.model.document import Document
from annotator.model.entity import Entity
from annotator.model.ids import ClaimId, EntityId, Kind, MentionId, Ref, StatementId
from annotator.model.mention import Mention
from annotator.model.provenance import Provenance
from annotator.model.span import Span
from annotator.model.statement import Statement
from annotator.model.suggestion import SuggestedMention
from annotator.session import Panel, Session
from annotator.suggest.catalogue import explain
from annotator.ui.offered_words import ground_of
from annotator.ui.times import local_time

_LONGEST = 300
_ENTITIES = {"entity", "stands_for", "agent", "target", "time", "place", "members", "about"}
_MENTIONS = {"mention"}
_STATEMENTS = {"parent"}
_CLAIMS = {"claim"}
_HUMAN = "human"
_HIDDEN = {"id", "document", "provenance"}
Inspected = Mention | Statement | Entity | Document


@dataclass(frozen=True, slots=True)
class Fields:
    """A title and the fields below it, as pairs of a name and a value in words."""

    title: str
    rows: tuple[tuple[str, str], ...] = ()


def fields_of(session: Session) -> Fields:
    """The fields of what is current: in its panel's kind first, else of the document."""
    suggested = offered(session)
    if suggested is not None and session.panel is not Panel.ENTITIES:
        return _of_suggestion(session, suggested)
    found = _inspected(session)
    if found is None:
        return Fields(_tr("Nothing is open."))
    kind = _kind_of(found)
    return Fields(
        _tr(kind.capitalize()),
        tuple(_Words(session).rows(found, Ref(kind, found.id))),
    )


def _of_suggestion(session: Session, suggested: Offered) -> Fields:
    """What a suggestion is, how sure, and why it is made."""
    value, number = _as_value(session, suggested), session.suggestion
    kind = _tr("Suggested mention") if isinstance(value, Mention) else _tr("Suggested statement")
    reason = (_tr("reason"), ground_of(suggested)[1])
    ref = Ref("mention" if isinstance(value, Mention) else "statement", number or 0)
    rows = [row for row in _Words(session).rows(value, ref) if row[0] != _tr("number")]
    speakers = getattr(suggested, "speakers", ())
    said = [(_tr("speaker"), f"{each.name} ({each.score:.0%}): {each.reason}") for each in speakers]
    return Fields(kind, (reason, *rows, *said))


def _as_value(session: Session, suggested: Offered) -> Mention | Statement:
    if isinstance(suggested, Mention | Statement):
        return suggested
    assert session.suggestions is not None
    assert session.suggestion is not None
    undecided = session.suggestions.undecided
    if isinstance(suggested, SuggestedMention):
        return undecided.mention(session.suggestion)
    return undecided.statement(session.suggestion)


def _inspected(session: Session) -> Inspected | None:
    if session.panel is Panel.ENTITIES and session.current_entity:
        return session.current_entity
    if session.panel is Panel.CLAIMS and session.current_statement:
        return session.current_statement
    if session.panel is Panel.DOCUMENTS:
        return session.current_document
    return session.current_mention or _statement_here(session) or session.current_document


def _statement_here(session: Session) -> Statement | None:
    statement = session.current_statement
    if statement is None:
        return None
    extent = statement.extent
    return statement if extent.start <= session.caret <= extent.end else None


def _kind_of(found: Inspected) -> Kind:
    if isinstance(found, Mention):
        return "mention"
    if isinstance(found, Statement):
        return "statement"
    return "entity" if isinstance(found, Entity) else "document"


class _Words:
    """Says values in words, with the texts and names that ids and spans stand for."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._queries = session.store.queries

    def rows(self, found: Inspected, ref: Ref) -> Iterator[tuple[str, str]]:
        """Fields, provenance, relations and notes of an object."""
        yield _tr("number"), str(found.id)
        yield from self._fields(found)
        if not isinstance(found, Document):
            yield from self._fields(found.provenance)
            if found.provenance.origin != _HUMAN and found.id > 0:
                yield _tr("reason"), explain(found.provenance.origin)
        yield from self._links(ref)

    def _fields(self, value: object) -> Iterator[tuple[str, str]]:
        for each in fields(value):  # type: ignore[arg-type]  # only dataclasses are asked for
            if each.name in _HIDDEN:
                continue
            inner = getattr(value, each.name)
            if isinstance(inner, Corrections):
                yield from ((_name(each.name), self._edit(edit)) for edit in inner.edits)
                continue
            if hasattr(inner, "__dataclass_fields__") and not isinstance(inner, Span | Provenance):
                for name, words in self._fields(inner):
                    yield f"{_name(each.name)} · {name}", words
                continue
            words = self._said(each.name, inner)
            if words:
                yield _name(each.name), words

    def _said(self, name: str, value: object) -> str:
        if not value and not isinstance(value, float):
            return ""
        if isinstance(value, bool | Span):
            return self._span(value) if isinstance(value, Span) else _tr("yes")
        if isinstance(value, Mapping):
            return "; ".join(f"{key}: {each}" for key, each in value.items())
        if isinstance(value, tuple):
            return "; ".join(self._said(name, each) for each in value)
        if isinstance(value, int):
            return self._named(name, value)
        return _plain(name, value)

    def _edit(self, edit: Edit) -> str:
        """What was corrected: the words before and after, and by whom."""
        now = self._session.text[edit.start : edit.end]
        before, after = (" ".join(words.split())[:_LONGEST] for words in (edit.original, now))
        return f"“{before}” → “{after}” ({edit.author}, {local_time(edit.at)})"

    def _span(self, span: Span) -> str:
        text = " ".join(span.of(self._session.text).split())
        shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
        return f"{shown} ({span.start} … {span.end})"

    def _named(self, name: str, id: int) -> str:
        if name in _ENTITIES:
            entity = self._queries.entities.find(EntityId(id))
            return entity.name if entity else str(id)
        if name in _CLAIMS:
            claim = self._queries.claims.find(ClaimId(id))
            return claim.text if claim else str(id)
        if name in _MENTIONS:
            mention = self._queries.mentions.find(MentionId(id))
            return mention.surface(self._session.text) if mention else str(id)
        if name in _STATEMENTS:
            statement = self._queries.statements.find(StatementId(id))
            return statement.surface(self._session.text) if statement else str(id)
        return str(id)

    def _links(self, ref: Ref) -> Iterator[tuple[str, str]]:
        links = self._queries.links
        for relation in links.relations.of(ref):
            kind = self._session.schema.relation_type(relation.type)
            label = kind.label if kind else relation.type
            here = relation.source == ref
            other = relation.target if here else relation.source
            yield label if here else f"← {label}", self._said_ref(other)
        for note in links.notes.of(ref):
            yield _tr("note"), f"{note.text} ({note.provenance.author})"

    def _said_ref(self, ref: Ref) -> str:
        names: dict[str, str] = {"entity": "entity", "claim": "claim", "statement": "parent"}
        return self._named(names.get(ref.kind, "mention"), ref.id)


def _plain(name: str, value: object) -> str:
    if isinstance(value, float) and name == "confidence":
        return f"{value:.0%}"
    return local_time(str(value)) if name.endswith("_at") else str(value)


def _name(field: str) -> str:
    return QCoreApplication.translate("Inspector", field.replace("_", " "))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Inspector", words)
