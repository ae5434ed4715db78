"""Where two versions of a text are the same, by words, and where a place of one is in the other.

Rows of words that occur once in each version are found first and joined in order (as a patience
diff does), what lies between them is gone over again, and short rests are compared in full. The
work is bounded: what would take too long is held to be changed. At last, longer rows of words that
are left over on both sides are found to have moved.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from annotator.model.span import Span
from annotator.text.common_runs import Run, common_runs
from annotator.text.tokens import Tokens

_WIDEST = 30
"""So many words at most are shown in the place of what is missing."""

_CLOSING = frozenset(".,;:!?…)]}\u3002\u3001\u060c\u061f")


class Alignment:
    """What two versions of a text have in common. Positions are code points."""

    def __init__(self, old: Tokens, new: Tokens, runs: Iterable[Run]) -> None:
        self._runs = sorted(runs)
        self._firsts = [run.old for run in self._runs]
        self._old, self._new = old, new

    @property
    def share(self) -> float:
        """Of the words of both texts the share that both have, from 0 to 1."""
        kept = [False] * len(self._old)
        for run in self._runs:
            kept[run.old : run.old + run.length] = [True] * run.length
        words = list(self._old.are_words())
        same = sum(word and here for word, here in zip(words, kept, strict=True))
        both = sum(words) + sum(self._new.are_words())
        return 2 * same / both if both else 0.0

    def carried(self, span: Span) -> Span | None:
        """Where a stretch of the old text stands in the new one, with the very same words.

        None when a word of it is missing there, or something stands between. Spaces at its ends
        are left behind. An edge inside a word stays there, if the word is written the same.
        """
        inside = self._old.within(span)
        if not inside:
            return None
        run = self._run_with(inside[0])
        if run is None or inside[-1] >= run.old + run.length:
            return None
        shift = run.new - run.old
        start = self._edge(span.start, inside[0], inside[0] + shift, last=False)
        end = self._edge(span.end, inside[-1], inside[-1] + shift, last=True)
        return None if start is None or end is None else Span(start, end)

    def near(self, span: Span) -> Span | None:
        """What stands in the new text in the place of a stretch of the old one.

        Where nothing does, the word that follows; a long stretch is cut. None in an empty text.
        """
        end = len(self._new)
        if not end:
            return None
        inside = self._old.within(span)
        last = max(inside.start, inside.stop - 1)
        before, after = self._run_before(inside.start), self._run_from(last)
        low = before.new + min(inside.start - before.old, before.length) if before else 0
        high = after.new + max(last + 1 - after.old, 0) if after else end
        low = min(low, end - 1)
        return self._new.span(low, min(max(low + 1, high), low + _WIDEST, end) - 1)

    def added(self) -> list[Span]:
        """The stretches of the new text that the old one has not, in order."""
        runs = sorted((run.new, run.length) for run in self._runs)
        return _between(self._new, runs)

    def removed(self) -> list[Span]:
        """The stretches of the old text that the new one has not, in order."""
        return _between(self._old, [(run.old, run.length) for run in self._runs])

    def kept(self) -> Iterator[tuple[Span, Span]]:
        """The stretches that are the same, in the order of the old text, each in both texts."""
        for run in self._runs:
            last = run.length - 1
            yield self._old.span(run.old, run.old + last), self._new.span(run.new, run.new + last)

    def _run_before(self, token: int) -> Run | None:
        at = bisect_right(self._firsts, token) - 1
        return self._runs[at] if at >= 0 else None

    def _run_with(self, token: int) -> Run | None:
        run = self._run_before(token)
        return run if run is not None and token < run.old + run.length else None

    def _run_from(self, token: int) -> Run | None:
        """The run with a token, else the next one."""
        at = bisect_right(self._firsts, token)
        within = self._run_with(token)
        return within or (self._runs[at] if at < len(self._runs) else None)

    def _edge(self, at: int, old: int, new: int, *, last: bool) -> int | None:
        """An edge inside or at the end of an old token, moved to the new one."""
        here, there = self._old, self._new
        if last and at >= here.ends[old]:
            return there.ends[new]
        if not last and at <= here.starts[old]:
            return there.starts[new]
        same = here.word_of(old) == there.word_of(new)
        return there.starts[new] + at - here.starts[old] if same else None


def align(old: Tokens, new: Tokens) -> Alignment:
    """What two texts have in common; takes time in proportion to their length."""
    numbers: dict[str, int] = {}
    first, second = _numbered(old.keys, numbers), _numbered(new.keys, numbers)
    return Alignment(old, new, common_runs(first, second))


def aligned(old: str, new: str) -> Alignment:
    """What two texts have in common."""
    return align(Tokens(old), Tokens(new))


def _numbered(keys: Sequence[str], numbers: dict[str, int]) -> list[int]:
    return [numbers.setdefault(key, len(numbers)) for key in keys]


def _between(tokens: Tokens, runs: Sequence[tuple[int, int]]) -> list[Span]:
    """The stretches between runs that have words, not marks alone; runs are in order."""
    is_word = list(tokens.are_words())
    found, at = [], 0
    for first, length in [*runs, (len(tokens), 0)]:
        while at < first and tokens.keys[at] in _CLOSING:
            at += 1  # it ended the sentence before
        if any(is_word[at:first]):
            found.append(tokens.span(at, first - 1))
        at = first + length
    return found
