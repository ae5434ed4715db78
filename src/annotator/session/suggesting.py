"""What is suggested in the open document: computed piece by piece, never stored.

Whoever shows a session lets it compute in slices; a walk that comes to where nothing is computed
yet computes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
from itertools import count
from time import monotonic

from annotator.model.annotations import AnnotatedDocument
from annotator.model.ids import DocumentId
from annotator.model.mention import Mention
from annotator.model.span import Span
from annotator.model.statement import Statement
from annotator.model.suggestion import Suggestion
from annotator.session.knowing import known_in_steps
from annotator.session.refusing import refused_cues_in_steps
from annotator.session.undecided import Stop, Undecided
from annotator.store.change import Change, StepKind
from annotator.store.queries import Queries
from annotator.suggest.base import Desk, Suggesters
from annotator.suggest.engine import Proposed, batches, moved, refused, words_of
from annotator.text.lexicon import Lexicon

#: A longer text has suggestions only around the reader, in stretches of this length.
WHOLE, _STRETCH = 2_000_000, 16_000
#: A longer text is not gone over again when names become known.
_AGAIN = 300_000
_TOGETHER = 40
_READ = 50_000
#: A step that touched more annotations has everything computed anew.
_MANY = 5_000

Problem = Callable[[str, Exception], None]
"""Hears of a suggester that failed, by its name."""


class Suggestions:
    """The suggestions of one document; positions are code points."""

    def __init__(
        self,
        queries: Queries,
        document: DocumentId,
        text: str,
        lexicon: Lexicon,
        suggesters: Callable[[], Suggesters],
    ) -> None:
        self.document = document
        self.on_failure: Problem | None = None
        self.stale = False
        """Whether names became known that may be found in the text now."""
        self.turned: frozenset[int] = frozenset()
        """The suggestions that the last step made come or go."""
        self._queries, self._text, self._lexicon = queries, text, lexicon
        self._suggesters = suggesters
        self._in_stretches = len(text) > WHOLE
        self._begin()

    def _begin(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self.undecided = self._fresh()
        self._coming: Undecided | None = None
        self._reached = 0
        self._done: set[int] = set()
        self._work: Iterator[None] | None = None if self._in_stretches else self._all()

    def _fresh(self) -> Undecided:
        return Undecided(
            self._queries, self.document, Proposed(self._text, self._numbers), self._lexicon
        )

    # Computing

    @property
    def working(self) -> bool:
        """Whether there is something to compute now."""
        return self._work is not None

    def step(self) -> bool:
        """Compute for some milliseconds at most. Returns whether there is more to do."""
        if self._work is not None and next(self._work, self) is self:
            self._work = None
        return self.working

    def complete(self) -> None:
        """Compute what there is to compute now."""
        while self.step():
            pass

    def look(self, at: int) -> None:
        """Say where the reader is: in a very long text only what is around is computed."""
        if self._in_stretches and self._work is None:
            here = at // _STRETCH
            wanted = [here, here + 1, *([here - 1] if here else [])]
            missing = [each for each in wanted if each not in self._done and self._bounds(each)]
            if missing:
                self._work = self._stretches(missing)

    def renew(self) -> None:
        """Go over the text again, now that more is known; what is shown stays until then."""
        self.stale = False
        if self._work is None and not self._in_stretches and len(self._text) <= _AGAIN:
            self._work = self._anew()

    def _all(self) -> Iterator[None]:
        for reached in self._computed(self.undecided, Span(0, len(self._text))):
            self._reached = reached
            yield
        self._reached = len(self._text) + 1

    def _anew(self) -> Iterator[None]:
        self._coming = coming = self._fresh()
        for _ in self._computed(coming, Span(0, len(self._text))):
            yield
        self.undecided, self._coming = coming, None

    def _stretches(self, wanted: list[int]) -> Iterator[None]:
        for each in wanted:
            bounds = self._bounds(each)
            if bounds:
                for _ in self._computed(self.undecided, bounds):
                    yield
            self._done.add(each)

    def _bounds(self, stretch: int) -> Span | None:
        """The lines of a stretch of a very long text; None behind its end."""
        start, end = self._border(stretch), self._border(stretch + 1)
        return Span(start, end) if start < end else None

    def _border(self, stretch: int) -> int:
        at = stretch * _STRETCH
        if at >= len(self._text):
            return len(self._text)
        for parting in ("\n", " "):
            found = self._text.rfind(parting, at - _STRETCH // 2, at) if at else -1
            if found >= 0:
                return found + 1
        return at

    def _computed(self, into: Undecided, part: Span) -> Iterator[int]:
        """Fill in what is suggested in a part; yields how far that came."""
        if not self._text:
            return
        text = part.of(self._text)
        whole = len(text) == len(self._text)
        document = self._queries.documents.get(self.document)
        mentions: list[Mention] = []
        statements: list[Statement] = []
        for low in range(0, len(text) if whole else 0, _READ):
            stretch = Span(low, min(low + _READ, len(text)))
            found = self._queries.mentions_in(self.document, stretch)
            mentions += [each for each in found if each.extent.start >= low]
            said = self._queries.statements_in(self.document, stretch)
            statements += [each for each in said if each.extent.start >= low]
            yield 0
        annotated = AnnotatedDocument(document, text, tuple(mentions), tuple(statements))
        known = yield from known_in_steps(self._queries, text)
        cues = yield from refused_cues_in_steps(self._queries, self._lexicon)
        desk = Desk(self._lexicon, replace(known, refused_cues=cues))
        waiting: list[Suggestion] = []
        reached = 0
        for batch in batches(annotated, desk, self._suggesters().all, self._failed):
            for each in batch.suggestions:
                if refused(each, text, desk):
                    into.refused.hold(words_of(each, text), moved(each, part.start))
                else:
                    waiting.append(moved(each, part.start))
            if len(waiting) >= _TOGETHER:
                into.take(waiting)
                waiting, reached = [], part.start + batch.reached
            yield reached
        into.take(waiting)

    def _failed(self, name: str, error: Exception) -> None:
        if self.on_failure is not None:
            self.on_failure(name, error)

    # Walking

    def next_stop(self, at: Stop, *, until: float) -> tuple[Stop | None, int]:
        """The first suggestion after a place, and how far was looked; past the end: all of it.

        Computes on until the time of a clock (`monotonic`).
        """
        for tried in count():
            reached = self._reached_from(at.start)
            found = self.undecided.after(at)
            if found is not None and found.start < reached:
                return found, reached
            if reached > len(self._text) or (tried and monotonic() > until):
                return None, reached
            self._advance(reached)
        raise AssertionError

    def previous_stop(self, at: Stop, *, until: float) -> tuple[Stop | None, int]:
        """The last suggestion before a place, and how far back was looked."""
        for tried in count():
            reached = self._reached_back(at.start)
            found = self.undecided.before(at)
            if found is not None and found.start >= reached:
                return found, reached
            if reached == 0 or (tried and monotonic() > until):
                return None, reached
            self._advance(reached - 1)
        raise AssertionError

    def reach(self, part: Span, *, until: float) -> None:
        """Compute all of a part of the text, as far as that is done until the time of a clock."""
        while (reached := self._reached_from(part.start)) < part.end and monotonic() < until:
            self._advance(reached)

    def _advance(self, at: int) -> None:
        """Compute towards a place."""
        self.look(at)
        self.step()

    def _reached_from(self, at: int) -> int:
        if not self._in_stretches:
            return self._reached
        stretch = max(0, at // _STRETCH)
        # A border lies before its round number, so that a place may be in the stretch that follows.
        while stretch in self._done:
            stretch += 1
        end = self._border(stretch)
        return end if end < len(self._text) else len(self._text) + 1

    def _reached_back(self, at: int) -> int:
        if not self._in_stretches:
            return 0 if at <= self._reached else at
        stretch = at // _STRETCH
        if stretch not in self._done:
            return at
        while stretch > 0 and stretch - 1 in self._done:
            stretch -= 1
        return self._border(stretch)

    # Following

    def follow(self, change: Change) -> bool:
        """Let go of what a step decided, and take back what it left open again.

        What came or went stands in `turned`. Returns True where all begins anew.
        """
        mentions, statements = change.ids("mention"), change.ids("statement")
        if change.touches("project") or len(mentions) + len(statements) > _MANY:
            self._begin()
            return True
        self.stale = self.stale or change.touches("entity")
        if self._coming is not None:
            self._coming.follow(mentions, statements)
        turned = self.undecided.follow(mentions, statements)
        if (mentions or statements) and change.kind is not StepKind.DO:
            turned |= self.undecided.take_unrefused()
            if self._coming is not None:
                self._coming.take_unrefused()
        self.turned = frozenset(turned)
        return False
