"""How long the reading of a text takes: the next candidate, the next cue, finding, walking.

Run with `python -m benchmarks.text [--repeats N]`. Sizes are 3 KB and 1 MB of invented prose, with
places spread over the text. Prints median and 99th percentile in milliseconds.
Targets: a key press below 8 at any size; all candidates, all occurrences, a vain search below 1000.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from annotator.model.span import Span  # noqa: E402
from annotator.session.projects import lexicon  # noqa: E402
from annotator.text.attribution import next_cue  # noqa: E402
from annotator.text.candidates import candidates, next_candidate, previous_candidate  # noqa: E402
from annotator.text.search import find, occurrences  # noqa: E402
from annotator.text.segments import (  # noqa: E402
    next_sentence_start,
    next_word,
    previous_sentence_start,
    previous_word,
)
from benchmarks.common import Report, Times, invented_text, parser  # noqa: E402

SIZES = (3_000, 1_000_000)
_WHOLE = 10
"""An act that reads the whole text is repeated so many times less often."""


def at_places(text: str, act: Callable[[int], object], repeats: int) -> Times:
    """How long an act takes at places all over a text."""
    times = Times()
    for number in range(repeats):
        times.of(partial(act, (number * 7919 + 31) % len(text)))
    return times


def main() -> None:
    """Measure both sizes."""
    given = parser(__doc__).parse_args()
    report = Report("text", given.json)
    for size in SIZES:
        _measure(invented_text(size), given.repeats, report)
    report.finish()


def _measure(text: str, repeats: int, report: Report) -> None:
    words = lexicon()
    keys: dict[str, Callable[[int], object]] = {
        "next candidate": lambda at: next_candidate(text, at, (), words),
        "previous candidate": lambda at: previous_candidate(text, at, (), words),
        "next cue": lambda at: next_cue(text, at, words, ()),
        "find the next": lambda at: find(text, "committee", at),
        "next word": lambda at: next_word(text, at),
        "previous word": lambda at: previous_word(text, at),
        "next sentence": lambda at: next_sentence_start(text, at),
        "previous sentence": lambda at: previous_sentence_start(text, at),
    }
    for act, function in keys.items():
        report.times(act, len(text), at_places(text, function, repeats))
    wholes: dict[str, Callable[[int], object]] = {
        "all candidates": lambda _: candidates(text, Span(0, len(text)), words),
        "occurrences": lambda _: occurrences(text, ["Ada Otieno", "Otieno"]),
        "find what is not": lambda _: find(text, "committee of nobody", 0),
    }
    for act, function in wholes.items():
        report.times(act, len(text), at_places(text, function, max(3, repeats // _WHOLE)))


if __name__ == "__main__":
    main()
