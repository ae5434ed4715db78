"""What of a project an export holds: all of it, what counts only, or what is suggested as well."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count
from typing import TypeVar

from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.ids import DocumentId, MentionId, Ref, StatementId
from annotator.model.mention import Mention
from annotator.model.provenance import Provenance, Status
from annotator.model.relation import Note, Relation
from annotator.model.schema import Schema
from annotator.model.span import Spans
from annotator.model.statement import Party, Source, SourceKind, Statement
from annotator.model.suggestion import SuggestedMention, SuggestedStatement, Suggestion
from annotator.session.undecided import channel_of
from annotator.store.queries import Queries
from annotator.suggest.speakers import clear

P = TypeVar("P", Party, Source)
Suggested = Sequence[Suggestion]


class Choice(StrEnum):
    """`stored` is everything with its status, `accepted` leaves out what does not count.

    `suggested` adds what the suggesters propose now, with the status `suggested`.
    """

    STORED = "stored"
    ACCEPTED = "accepted"
    SUGGESTED = "suggested"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which suggestions are wanted: those at least so sure, in some documents or in all."""

    minimum: float = 0.0
    documents: frozenset[DocumentId] | None = None


def accepted_only(content: ProjectContent, queries: Queries) -> ProjectContent:
    """A project without the annotations that are suggested or rejected, and what hangs on them."""
    left_out = {Ref("mention", id) for id in queries.mentions.not_accepted()}
    left_out |= {Ref("statement", id) for id in queries.statements.not_accepted()}
    if not left_out:
        return content
    return replace(
        content,
        documents=(_accepted(each, left_out) for each in content.documents),
        relations=tuple(each for each in content.relations if not _hangs(each, left_out)),
        notes=tuple(each for each in content.notes if not _noted(each, content, left_out)),
    )


def with_suggestions(
    content: ProjectContent, queries: Queries, propose: Callable[[AnnotatedDocument], Suggested]
) -> ProjectContent:
    """A project with what is suggested beside what is stored; stored ids stay as they are."""
    documents = suggested_beside(content.documents, queries, content.schema, propose)
    return replace(content, documents=documents)


def suggested_beside(
    documents: Iterable[AnnotatedDocument],
    queries: Queries,
    schema: Schema,
    propose: Callable[[AnnotatedDocument], Suggested],
) -> Iterator[AnnotatedDocument]:
    """Documents of a project with what is suggested in each, under ids that nothing stored has."""
    mention_ids = count(queries.mentions.last_id() + 1)
    statement_ids = count(queries.statements.last_id() + 1)
    for each in documents:
        mentions, statements = tuple(each.mentions), tuple(each.statements)
        whole = replace(
            each,
            mentions=mentions,
            statements=statements,
            plain_mentions=None,
            plain_statements=None,
        )
        found = propose(whole)
        more = [
            _mention(one, whole, MentionId(next(mention_ids)))
            for one in found
            if isinstance(one, SuggestedMention)
        ]
        said = [
            (one, StatementId(next(statement_ids)))
            for one in found
            if isinstance(one, SuggestedStatement)
        ]
        yield replace(
            whole,
            mentions=(*mentions, *more),
            statements=(*statements, *_statements(said, whole, schema)),
        )


def _accepted(document: AnnotatedDocument, left_out: set[Ref]) -> AnnotatedDocument:
    plain = document.plain_mentions
    return replace(
        document,
        mentions=(m for m in document.mentions if Ref("mention", m.id) not in left_out),
        plain_mentions=None
        if plain is None
        else (m for m in plain if Ref("mention", m.id) not in left_out),
        statements=(
            _freed(each, left_out)
            for each in document.statements
            if Ref("statement", each.id) not in left_out
        ),
        plain_statements=None,
    )


def _freed(statement: Statement, left_out: set[Ref]) -> Statement:
    """A statement that keeps the places of what is left out, not the links."""

    def free(party: P) -> P:
        gone = party.mention is not None and Ref("mention", party.mention) in left_out
        return replace(party, mention=None) if gone else party

    parent = statement.parent
    return replace(
        statement,
        source=free(statement.source) if statement.source else None,
        addressee=free(statement.addressee),
        time=free(statement.time),
        place=free(statement.place),
        parent=None if parent is not None and Ref("statement", parent) in left_out else parent,
    )


def _hangs(relation: Relation, left_out: set[Ref]) -> bool:
    return relation.source in left_out or relation.target in left_out


def _noted(note: Note, content: ProjectContent, left_out: set[Ref]) -> bool:
    """Whether a note is on something left out, or on a relation that is."""
    if note.target.kind == "relation":
        relations: Iterable[Relation] = content.relations
        return any(each.id == note.target.id and _hangs(each, left_out) for each in relations)
    return note.target in left_out


def _made(origin: str, confidence: float, document: AnnotatedDocument) -> Provenance:
    # nobody made it at any time: the article's own import is the last thing that is known
    at = document.document.imported_at
    return Provenance(origin, at, Status.SUGGESTED, origin, confidence=confidence)


def _mention(found: SuggestedMention, document: AnnotatedDocument, id: MentionId) -> Mention:
    made = _made(found.ground.origin, found.ground.confidence, document)
    given = (id, document.document.id, found.type, (found.span,), made)
    return Mention(*given, level=found.level, entity=found.entity, value=found.value)


def _statements(
    found: Sequence[tuple[SuggestedStatement, StatementId]],
    document: AnnotatedDocument,
    schema: Schema,
) -> Iterator[Statement]:
    by_content: dict[Spans, StatementId] = {each.content: id for each, id in found}
    by_content |= {
        each.content: each.id
        for each in document.statements
        if each.provenance.status is not Status.REJECTED
    }
    for each, id in found:
        yield Statement(
            id,
            document.document.id,
            each.content,
            each.form,
            each.kind if schema.statement_kind(each.kind) else None,
            _made(each.ground.origin, each.ground.confidence, document),
            cue=each.cue,
            source=_source(each),
            quoted=each.quoted,
            parent=by_content.get(each.parent) if each.parent else None,
            epistemic=each.epistemic,
            channel=channel_of(each),
        )


def _source(found: SuggestedStatement) -> Source | None:
    """The source, with its entity where it is clear who is meant and the project has that."""
    if found.source is None and found.source_kind is SourceKind.ENTITY:
        return None
    speaker = clear(found.speakers) if found.source else None
    return Source(found.source_kind, found.source, entity=speaker.entity if speaker else None)
