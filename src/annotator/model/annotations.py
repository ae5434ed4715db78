"""A document or a project with everything in it: what formats write and read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import is_

from annotator.model.claim import Claim, Evidence
from annotator.model.document import Document
from annotator.model.entity import Entity
from annotator.model.mention import Mention
from annotator.model.plain import PlainMention, PlainStatement
from annotator.model.relation import Note, Relation
from annotator.model.schema import Schema
from annotator.model.statement import Statement

Annotation = Mention | Entity | Statement | Claim | Evidence | Relation | Note


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """One document with its text and what lies in it, each group in id order.

    The groups may be generators, to be read once, mentions first, before the next document. Where
    `plain_mentions` are given they are the same mentions: one of the two is to be read. So with
    `plain_statements`.
    """

    document: Document
    text: str
    mentions: Iterable[Mention] = ()
    statements: Iterable[Statement] = ()
    plain_mentions: Iterable[PlainMention] | None = None
    plain_statements: Iterable[PlainStatement] | None = None

    def held(self) -> AnnotatedDocument:
        """The same document, with what lies in it in memory, to be read as often as one likes."""
        is_held = isinstance(self.mentions, tuple) and isinstance(self.statements, tuple)
        if is_held and self.plain_mentions is None and self.plain_statements is None:
            return self
        return replace(
            self,
            mentions=tuple(self.mentions),
            statements=tuple(self.statements),
            plain_mentions=None,
            plain_statements=None,
        )


@dataclass(frozen=True, slots=True)
class ProjectContent:
    """A project as values: what is shared by all documents, and the documents one after another.

    `documents` may be a generator, so that a large project is never in memory at once. The other
    groups are in id order and can be read as often as one likes, but need not be in memory.
    """

    schema: Schema
    name: str
    documents: Iterable[AnnotatedDocument]
    entities: Iterable[Entity] = ()
    claims: Iterable[Claim] = ()
    evidence: Iterable[Evidence] = ()
    relations: Iterable[Relation] = ()
    notes: Iterable[Note] = ()

    def held(self) -> ProjectContent:
        """The same content, with its documents and what lies in them in memory."""
        given = self.documents
        documents = tuple(each.held() for each in given)
        if isinstance(given, tuple) and all(map(is_, documents, given)):
            return self
        return replace(self, documents=documents)
