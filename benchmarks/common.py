"""What the benchmarks share: invented text of any length, and how an act is timed."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

PROSE = (
    "the ministry said on Monday that its auditors had not seen a letter which Ada Otieno sent to "
    "the committee in Nairobi last March about missing relief funds and vouchers"
)


def invented_text(length: int, *, paragraphs: bool = True) -> str:
    """Words at random, the same ones each time, in paragraphs of some 60 words or in one."""
    chance = random.Random(7)  # noqa: S311 - no secret
    words, parts, size = PROSE.split(), [], 0
    while size < length:
        paragraph = " ".join(chance.choices(words, k=60)) + "."
        parts.append(paragraph)
        size += len(paragraph) + 2
    return ("\n\n" if paragraphs else " ").join(parts)[:length]


def milliseconds(act: Callable[[], object]) -> float:
    """How long an act takes."""
    begin = time.perf_counter()
    act()
    return (time.perf_counter() - begin) * 1000


def summary(taken: list[float]) -> str:
    """Median and 99th percentile of some times, as text."""
    worst = statistics.quantiles(taken, n=100)[98] if len(taken) > 1 else taken[0]
    return f"{statistics.median(taken):8.2f} {worst:8.2f}"


def timed(act: Callable[[], object], repeats: int) -> str:
    """Median and 99th percentile of an act done many times."""
    return summary([milliseconds(act) for _ in range(repeats)])
