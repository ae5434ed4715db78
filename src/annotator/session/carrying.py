"""What is annotated in one version of a text, at its places in another, and what has none there.

A part of a statement whose words changed is left empty: who spoke before may not be who speaks now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from annotator.model.ids import MentionId, Ref, StatementId
from annotator.model.mention import Mention
from annotator.model.provenance import Provenance, Status
from annotator.model.span import Span, Spans, normalised
from annotator.model.statement import Party, Source, Statement
from annotator.session.changes import Changed, What
from annotator.text.alignment import Alignment
from annotator.text.kwic import line


class Carrying:
    """Values go to their places in the new text, and what could not is kept in mind.

    `ids` says of each mention and statement that was carried what it is there, and has None for one
    that was not. `mention_of` finds a mention of the old text. Positions are code points.
    """

    def __init__(self, alignment: Alignment, mention_of: Callable[[MentionId], Mention]) -> None:
        self.ids: dict[Ref, Ref | None] = {}
        self._alignment, self._mention_of = alignment, mention_of
        self._lost: list[tuple[What, Span, str]] = []

    @property
    def share(self) -> float:
        """Of the words of both texts the share that both have, from 0 to 1."""
        return self._alignment.share

    def lose(self, what: What, span: Span, made: Provenance | None, type: str = "") -> None:
        """Keep in mind that something at a place of the old text could not follow.

        `made` is its provenance, if it has one: nobody misses what was rejected.
        """
        if made is None or made.status is not Status.REJECTED:
            self._lost.append((what, span, type))

    def changes(self, old: str, new: str) -> tuple[Changed, ...]:
        """What could not follow and what is new, in the order of the new text."""
        lost = [
            Changed(what, here, line(old, span), type)
            for what, span, type in self._lost
            if (here := self._alignment.near(span))
        ]
        added = [Changed("new", span, line(new, span)) for span in self._alignment.added()]
        return tuple(sorted((*lost, *added), key=lambda each: each.span))

    def span(self, span: Span | None) -> Span | None:
        """A stretch at its new place; None where it has none, or there is none."""
        return self._alignment.carried(span) if span else None

    def spans(self, spans: Spans) -> Spans | None:
        """Some stretches at their new places, or nothing if one of them has none."""
        found = [self._alignment.carried(span) for span in spans]
        places = [span for span in found if span is not None]
        return normalised(places) if len(places) == len(spans) else None

    def mention(self, mention: Mention, spans: Spans) -> Mention:
        """A mention at new places."""
        head = self.span(mention.head)
        kept = head if head and any(span.contains(head) for span in spans) else None
        return replace(mention, spans=spans, head=kept)

    def statement(self, statement: Statement, content: Spans) -> Statement:
        """A statement with its content at new places, and those of its parts that could follow."""
        cue = self.span(statement.cue)
        if statement.cue and cue is None:
            self.lose("cue", statement.cue, statement.provenance, statement.kind or "")
        quoted = [place for each in statement.quoted if (place := self.span(each))]
        return replace(
            statement,
            content=content,
            quoted=tuple(quoted),
            cue=cue,
            source=self._source(statement),
            addressee=self._party("addressee", statement, statement.addressee),
            time=self._party("time", statement, statement.time),
            place=self._party("place", statement, statement.place),
            parent=self._parent(statement),
        )

    def end(self, ref: Ref) -> Ref | None:
        """The end of a relation: what was carried, or what lies elsewhere."""
        return self.ids.get(ref, ref)

    def _source(self, statement: Statement) -> Source | None:
        source = statement.source
        if source is None:
            return None
        before = Party(source.span, source.mention, source.entity)
        after = self._party("source", statement, before)
        if before and not after:
            return None
        return Source(source.kind, after.span, after.mention, after.entity)

    def _party(self, role: What, statement: Statement, party: Party) -> Party:
        """A part at its new place; empty where its words changed, since it may be another's now."""
        mention = self.ids.get(Ref("mention", party.mention)) if party.mention else None
        if party.span is not None:
            span = self.span(party.span)
            if span is None:
                self.lose(role, party.span, statement.provenance, statement.kind or "")
                return Party()
            return Party(span, MentionId(mention.id) if mention else None, party.entity)
        if party.mention is not None and mention is None:
            place = self._mention_of(party.mention).extent
            self.lose(role, place, statement.provenance, statement.kind or "")
            return Party()
        return Party(None, MentionId(mention.id) if mention else None, party.entity)

    def _parent(self, statement: Statement) -> StatementId | None:
        if statement.parent is None:
            return None
        parent = self.ids.get(Ref("statement", statement.parent))
        if parent is None:
            place = statement.content[0]
            self.lose("parent", place, statement.provenance, statement.kind or "")
            return None
        return StatementId(parent.id)


def parents_first(statements: Sequence[Statement]) -> Iterator[Statement]:
    """Each statement after the one that it is nested in."""
    by_id = {statement.id: statement for statement in statements}
    done: set[StatementId] = set()
    for statement in statements:
        chain: list[Statement] = []
        at: Statement | None = statement
        while at is not None and at.id not in done:
            done.add(at.id)
            chain.append(at)
            at = by_id.get(at.parent) if at.parent is not None else None
        yield from reversed(chain)
