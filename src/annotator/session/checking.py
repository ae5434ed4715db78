"""What is to be looked at in one article: found in slices, and kept up with what is annotated.

After a step only what it touched is looked at again; the whole article is gone over once, after it
was opened, piece by piece.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import TypeVar

from annotator.model.ids import DocumentId, EntityId, MentionId, StatementId
from annotator.model.mention import Mention
from annotator.model.provenance import Status
from annotator.model.schema import Schema
from annotator.model.span import Span, envelope
from annotator.model.statement import Statement
from annotator.review.base import Article, Finding
from annotator.review.entities import without_type
from annotator.review.findings import MOST, Findings, Owner
from annotator.review.mentioned import Mentioned
from annotator.review.mentions import of_mention
from annotator.review.names import name_of, places_of
from annotator.review.quotations import QUOTATION
from annotator.review.statements import of_statement
from annotator.session.ignoring import Ignored
from annotator.session.text_check import Found, Suggested, TextCheck
from annotator.store.change import Change
from annotator.store.queries import Queries

_MENTIONS, _STATEMENTS, _WORDS, _ENTITIES, _PLACES = 40, 12, 60, 20, 100
_SEARCHED = 500_000
#: A step that touched more annotations has the article gone over from the start.
_MANY = 5_000
T = TypeVar("T")


@dataclass(slots=True)
class _Due:
    """What was touched and is to be looked at again; the `plain` ones touch nothing further."""

    mentions: set[MentionId] = field(default_factory=set)
    statements: set[StatementId] = field(default_factory=set)
    plain_mentions: set[MentionId] = field(default_factory=set)
    plain_statements: set[StatementId] = field(default_factory=set)
    names: dict[str, int] = field(default_factory=dict)
    renamed: set[str] = field(default_factory=set)
    stretches: set[int] = field(default_factory=set)
    names_in: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        annotations = self.mentions or self.statements or self.plain_mentions
        read = self.names or self.renamed or self.stretches or self.names_in
        return bool(annotations or self.plain_statements or read)


class Checking:
    """The findings of one document, by a schema; `most` is how many are kept.

    A quotation that is `suggested` as a statement is no finding until that is answered.
    """

    def __init__(
        self,
        queries: Queries,
        document: DocumentId,
        text: str,
        schema: Schema,
        *,
        most: int = MOST,
        suggested: Suggested = lambda _: False,
    ) -> None:
        self.document = document
        self._suggested = suggested
        self._queries, self._text, self._schema, self._most = queries, text, schema, most
        self._begin()

    def _begin(self) -> None:
        document = self._queries.documents.get(self.document)
        self._article = Article(document, self._text, self._schema)
        self._ignored: Ignored | None = None
        self.findings = Findings(self._most)
        self._known = Mentioned(self._text)
        self._reading = TextCheck(self._article, self._queries, self._known, self._suggested)
        self._extents: dict[StatementId, Span] = {}
        self._due = _Due()
        self._reads_text = False
        self._all: Iterator[None] | None = self._everything()

    # Working

    @property
    def whole(self) -> bool:
        """Whether the whole article was gone over."""
        return self._all is None

    @property
    def up_to_date(self) -> bool:
        """Whether all that was touched was looked at again."""
        return not (self._due or self._known.words or self._known.doubtful)

    @property
    def working(self) -> bool:
        """Whether there is something to look at."""
        return self._all is not None or not self.up_to_date or self._misses_some

    @property
    def _misses_some(self) -> bool:
        return self.findings.left_out and len(self.findings) < self._most // 2

    def step(self) -> bool:
        """Look at a little: first at what was touched. Returns whether there is more."""
        if self._ignored is None:
            self._ignored = Ignored(self._queries, self.document, self._text)
        elif self._due:
            self._look_again()
        elif self._is_behind:
            self._look_further()
        elif self._all is not None:
            if next(self._all, self) is self:
                self._all = None
        elif self._misses_some:
            self._begin()
        return self.working

    def settle(self, patience: float) -> bool:
        """Look again at what was touched, for some seconds at most. Returns whether that is all."""
        until = monotonic() + patience
        while self._is_behind and monotonic() < until:
            self.step()
        return not self._is_behind

    @property
    def _is_behind(self) -> bool:
        """Whether something was touched of what had been looked at."""
        return bool(self._due) or (self._reads_text and not self.up_to_date)

    def complete(self) -> None:
        """Look at everything."""
        while self.step():
            pass

    def _everything(self) -> Iterator[None]:
        place = (-1, 0)
        while page := self._queries.mentions.page(self.document, place, _MENTIONS):
            self._see_mentions(page)
            place = page[-1].extent.start, page[-1].id
            yield
        before: int | Statement = -1
        while statements := self._statements_after(before):
            for statement in statements:
                self._extents[statement.id] = statement.extent
                self._check_statement(statement)
            before = statements[-1]
            yield
        while self._known.words or self._known.doubtful:
            self._look_further()
            yield
        self._known.came_or_went.clear()
        self._reads_text = True
        for found in self._reading.everything():
            self._put_text(found)
            yield

    def _statements_after(self, place: int | Statement) -> list[Statement]:
        found: list[Statement] = []
        while len(found) < _STATEMENTS:
            last = found[-1] if found else place
            following = self._queries.statements.after(self.document, last)
            if following is None:
                break
            found.append(following)
        return found

    def mentions_like(self, mention: int) -> list[int]:
        """The mentions with the same words as one, itself included; alone where it is no name."""
        row = self._known.strings.row(mention)
        return self._known.strings.mentions(row.kind.words) if row and row.kind.words else [mention]

    # Following

    def follow(self, change: Change, schema: Schema) -> None:
        """Note what a step touched, to be looked at again."""
        dated = False
        if self.document in change.ids("document"):
            document = self._queries.documents.find(self.document)
            if document is None:
                return
            dated = document.published != self._article.document.published
        mentions, statements = change.ids("mention"), change.ids("statement")
        if schema != self._schema or dated or len(mentions) + len(statements) > _MANY:
            self._schema = schema
            self._begin()
            return
        self._due.mentions.update(MentionId(id) for id in mentions)
        self._due.statements.update(StatementId(id) for id in statements)
        for id in change.ids("entity"):
            self._follow_entity(EntityId(id))
        if change.touches("note") and self._ignored is not None:
            for span in self._ignored.read():
                self._touch(span)

    def follow_suggestions(self) -> None:
        """Look again at the quotations that are suggested as statements by now, or no longer."""
        for finding in self.findings.of_check(QUOTATION):
            if self._suggested(finding.span):
                self._due.stretches.update(self._reading.starts(finding.span))
        self._due.stretches.update(self._reading.answered())

    def _follow_entity(self, id: EntityId) -> None:
        before, now = self._known.entities.get(id), self._queries.entities.find(id)
        if before is None:
            return
        self._known.change(id, now)
        if now is None or (before.type, before.name) != (now.type, now.name):
            self._due.plain_mentions.update(map(MentionId, self._known.strings.of_entity(id)))

    def _touch(self, span: Span) -> None:
        """Have all that is at a place looked at again."""
        found = self._queries.mentions_in(self.document, span)
        self._due.plain_mentions.update(mention.id for mention in found)
        said = self._queries.statements_in(self.document, span)
        self._due.plain_statements.update(statement.id for statement in said)
        self._known.doubtful.update(EntityId(m.entity) for m in found if m.entity is not None)
        self._known.words.add(name_of(span.of(self._text)))
        self._touch_text(span)

    def _touch_text(self, span: Span) -> None:
        if self._reads_text:
            self._due.stretches.update(self._reading.starts(span))

    def _look_again(self) -> None:
        """A piece of what was touched; what that makes doubtful is looked at after it."""
        due = self._due
        if due.mentions:
            self._again_mentions(_some(due.mentions, _MENTIONS))
        elif due.statements:
            self._again_statements(_some(due.statements, _STATEMENTS))
        elif due.plain_mentions:
            for mention in self._mentions(_some(due.plain_mentions, _MENTIONS)):
                self._check_mention(mention)
        elif due.plain_statements:
            for statement in self._statements(_some(due.plain_statements, _STATEMENTS)):
                self._check_statement(statement)
        else:
            self._read_again()

    def _look_further(self) -> None:
        """Some of the strings and entities whose mentions are others now."""
        known = self._known
        for words in _some(known.words, _WORDS):
            found = known.strings.conflicts(words, self._article, known.name)
            self._put(("words", words), found)
            if self._reads_text:
                self._due.renamed.add(words)
        for id in _some(known.doubtful, _ENTITIES):
            self._check_entity(id)
        if self._reads_text:
            self._due.names.update(dict.fromkeys(known.came_or_went, 0))
            known.came_or_went.clear()

    # Mentions and entities

    def _mentions(self, ids: Collection[MentionId]) -> list[Mention]:
        found = self._queries.mentions.some(list(ids))
        return [mention for mention in found if mention.document == self.document]

    def _see_mentions(self, mentions: Iterable[Mention]) -> None:
        mentions, known = list(mentions), self._known
        linked = {m.entity for m in mentions if m.entity is not None}
        known.load(self._queries.entities.some(sorted(linked - known.entities.keys())))
        for mention in mentions:
            known.see(mention)
            self._check_mention(mention)

    def _again_mentions(self, ids: Collection[MentionId]) -> None:
        for id in ids:
            row = self._known.forget(id)
            if row is not None:
                self._touch_text(row.extent)
            self._put(("mention", id))
        found = self._mentions(ids)
        self._see_mentions(found)
        for mention in found:
            self._touch_text(mention.extent)

    def _check_mention(self, mention: Mention) -> None:
        found: Iterable[Finding] = ()
        if mention.provenance.status is Status.ACCEPTED:
            entity = self._known.entities.get(mention.entity) if mention.entity else None
            found = of_mention(mention, entity, self._article)
        self._put(("mention", mention.id), found)

    def _check_entity(self, id: EntityId) -> None:
        entity, strings = self._known.entities.get(id), self._known.strings
        place = strings.first_of_entity(id)
        found = None
        if entity is not None and place is not None:
            found = without_type(entity, place, strings.types_of_entity(id), self._article)
        self._put(("entity", id), [found] if found else ())

    # Statements

    def _statements(self, ids: Collection[StatementId]) -> list[Statement]:
        found = self._queries.statements.some(list(ids))
        return [statement for statement in found if statement.document == self.document]

    def _again_statements(self, ids: Collection[StatementId]) -> None:
        found = self._statements(ids)
        extents = [self._extents.pop(id) for id in ids if id in self._extents]
        extents += [statement.extent for statement in found]
        for id in ids:
            self._put(("statement", id))
        for statement in found:
            self._extents[statement.id] = statement.extent
            self._check_statement(statement)
        for extent in set(extents):
            inside = self._queries.statements_in(self.document, extent)
            self._due.plain_statements.update(each.id for each in inside if each.id not in ids)
            self._touch_text(extent)

    def _check_statement(self, statement: Statement) -> None:
        found: Iterable[Finding] = ()
        if statement.provenance.status is Status.ACCEPTED:
            around = self._queries.statements_in(self.document, envelope(statement.content))
            accepted = (each for each in around if each.provenance.status is Status.ACCEPTED)
            found = of_statement(statement, accepted, self._article)
        self._put(("statement", statement.id), found)

    # Text

    def _read_again(self) -> None:
        due = self._due
        if due.names:
            self._search_a_name()
        elif due.stretches:
            start = due.stretches.pop()
            due.names_in.discard(start)
            self._put_text(self._reading.at(start))
        elif due.names_in:
            self._put_text(self._reading.names_at(due.names_in.pop()))
        else:
            self._rename()

    def _search_a_name(self) -> None:
        """Find where a name stands that became known, or was; some of the text at a time."""
        name, start = next(iter(self._due.names.items()))
        end = min(start + _SEARCHED, len(self._text))
        for at in places_of(name, self._text, start, end):
            self._due.names_in.update(self._reading.starts(Span(at, at + 1)))
        if end < len(self._text):
            self._due.names[name] = end
        else:
            del self._due.names[name]

    def _rename(self) -> None:
        """Tell of a name that means something else now, at some of the places where it stands."""
        name = next(iter(self._due.renamed))
        found = self._reading.renamed(name, _PLACES)
        self._put_text(found)
        if len(found) < _PLACES:
            self._due.renamed.discard(name)

    def _put_text(self, found: Found) -> None:
        for owner, findings in found:
            self._put(owner, findings)

    def _put(self, owner: Owner, found: Iterable[Finding] = ()) -> None:
        ignored = self._ignored
        self.findings.put(owner, [e for e in found if ignored is None or not ignored.has(e)])


def _some(ids: set[T], most: int) -> list[T]:
    return [ids.pop() for _ in range(min(most, len(ids)))]
