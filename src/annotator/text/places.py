"""Where a search stands in a text, and what an index may be asked for beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from annotator.model.span import Span
from annotator.text.folding import AFTER, BEFORE, begins_word, blind_pattern, ends_word, tokens
from annotator.text.patterns import compiled, needed_phrases
from annotator.text.query import Query, Term, TermKind

_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Needed:
    """Tokens that stand one after the other in each text with a place; the last may go on."""

    tokens: tuple[str, ...]
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class _Finder:
    """A term ready to be looked for. `patience` is how long one text may take, in seconds."""

    term: Term
    pattern: regex.Pattern[str]
    needed: tuple[Needed, ...]
    signs: tuple[str, ...]

    @classmethod
    def of(cls, term: Term) -> _Finder:
        if term.kind is TermKind.PATTERN:
            phrases = [Needed(tuple(phrase)) for phrase in needed_phrases(term.words)]
            return cls(term, compiled(term), tuple(phrases), ())
        words = term.words
        found, goes_on = tuple(tokens(words)), term.kind is TermKind.PREFIX
        before = BEFORE if begins_word(words) else ""
        after = AFTER if ends_word(words) and not goes_on else ""
        rest = r"[\p{L}\p{M}\p{N}]*+" if goes_on and ends_word(words) else ""
        pattern = regex.compile(before + blind_pattern(words) + rest + after)
        return cls(term, pattern, (Needed(found, goes_on),) if found else (), found)

    def may_stand(self, lowered: str | None) -> bool:
        """A quick look: False when the term cannot stand in an ASCII text, given in small letters.

        None is any other text.
        """
        return lowered is None or all(sign in lowered for sign in self.signs)

    def spans(self, text: str, patience: float | None) -> Iterator[Span]:
        timeout = patience if self.term.kind is TermKind.PATTERN else None
        # other threads go on meanwhile: a pattern may be slow, and a text long
        for match in self.pattern.finditer(text, timeout=timeout, concurrent=True):
            if match.end() > match.start():
                yield Span(match.start(), match.end())


class Places:
    """Looks for a query's words in texts. Raises NoQuery for a pattern that is wrong."""

    def __init__(self, query: Query) -> None:
        self._groups = tuple(tuple(map(_Finder.of, group)) for group in query.groups)
        self._without = tuple(map(_Finder.of, query.without))

    @property
    def needed(self) -> tuple[tuple[Needed, ...], ...]:
        """What each text with a place has: of every group of phrases at least one."""
        groups: list[tuple[Needed, ...]] = []
        for finders in self._groups:
            if len(finders) == 1:
                groups += [(needed,) for needed in finders[0].needed]
            elif all(finder.needed for finder in finders):
                groups.append(tuple(finder.needed[0] for finder in finders))
        return tuple(groups)

    def in_text(self, text: str, *, patience: float | None = None) -> Sequence[Span] | None:
        """The places in text order, none of them over another; None if not all words are there.

        Raises TimeoutError when a pattern takes longer than `patience`, in seconds.
        """
        lowered = text.lower() if text.isascii() else None
        if any(self._has(finder, text, lowered, patience) for finder in self._without):
            return None
        found: list[Span] = []
        for group in self._groups:
            here = [
                span
                for finder in group
                if finder.may_stand(lowered)
                for span, _ in zip(finder.spans(text, patience), range(_MOST), strict=False)
            ]
            if not here:
                return None
            found += here
        return list(_apart(sorted(found, key=lambda span: (span.start, -span.end))))

    @staticmethod
    def _has(finder: _Finder, text: str, lowered: str | None, patience: float | None) -> bool:
        return finder.may_stand(lowered) and any(True for _ in finder.spans(text, patience))


def _apart(spans: Sequence[Span]) -> Iterator[Span]:
    end = 0
    for span in spans:
        if span.start >= end:
            end = span.end
            yield span
