"""What the benchmarks share: invented text, the timing of acts, the report of what was measured.

Every benchmark prints a line for each act and size; with `--json PATH` it also writes all of them,
with the machine they are of, for a script to compare.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from importlib import metadata
from pathlib import Path

PROSE = (
    "the ministry said on Monday that its auditors had not seen a letter which Ada Otieno sent to "
    "the committee in Nairobi last March about missing relief funds and vouchers"
)
_SIZES_FOR_A_SLOPE = 4


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


@dataclass(slots=True)
class Times:
    """How long an act took each time, by the clock and by the processor, in milliseconds.

    On a machine that does other things as well, only the processor's time tells anything.
    """

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def of(self, act: Callable[[], object]) -> None:
        """Do an act once and note its times."""
        cpu, wall = time.process_time(), time.perf_counter()
        act()
        self.wall.append((time.perf_counter() - wall) * 1000)
        self.cpu.append((time.process_time() - cpu) * 1000)

    @classmethod
    def repeated(cls, act: Callable[[], object], repeats: int) -> Times:
        """The times of an act done again and again."""
        times = cls()
        for _ in range(repeats):
            times.of(act)
        return times


@dataclass(frozen=True, slots=True)
class Figure:
    """One act at one size: median, 99th percentile and processor time (median), all in a unit.

    A figure that is no time has a median only.
    """

    act: str
    size: int
    median: float
    p99: float | None = None
    cpu: float | None = None
    repeats: int = 1
    unit: str = "ms"

    @classmethod
    def of(cls, act: str, size: int, times: Times) -> Figure:
        """The figure of an act that was timed."""
        cpu = statistics.median(times.cpu)
        return cls(act, size, statistics.median(times.wall), p99(times.wall), cpu, len(times.wall))

    def __str__(self) -> str:
        extra = (
            f"{value:9.2f}" if value is not None else " " * 9 for value in (self.p99, self.cpu)
        )
        return f"{self.size:>12,}  {self.act:<24} {self.median:9.2f} {' '.join(extra)}  {self.unit}"


class Report:
    """The figures of one benchmark: printed as they come, written at the end."""

    def __init__(self, benchmark: str, target: Path | None = None) -> None:
        self._benchmark = benchmark
        self._target = target
        self._figures: list[Figure] = []
        print(f"{'size':>12}  {'act':<24} {'median':>9} {'p99':>9} {'cpu':>9}")

    def add(self, *figures: Figure) -> None:
        """Note and print figures."""
        for figure in figures:
            self._figures.append(figure)
            print(figure, flush=True)

    def times(self, act: str, size: int, times: Times) -> None:
        """Note and print how long an act took."""
        self.add(Figure.of(act, size, times))

    def value(self, act: str, size: int, value: float, unit: str) -> None:
        """Note and print what is no time, as bytes a character."""
        self.add(Figure(act, size, value, unit=unit))

    def growth(self) -> dict[str, dict[str, float]]:
        """For each act at four sizes or more: how it grows with the size, and largest by smallest.

        `exponent` is the slope of the logarithms by least squares: 0 does not grow, 1 grows in
        proportion. By the processor's time, `cpu`, it can be trusted on a busy machine.
        """
        acts = dict.fromkeys(each.act for each in self._figures if each.cpu is not None)
        found = {act: [each for each in self._figures if each.act == act] for act in acts}
        return {
            act: {
                "exponent": slope((each.size, each.median) for each in figures),
                "exponent_cpu": slope((each.size, each.cpu or 0.0) for each in figures),
                "ratio": figures[-1].median / figures[0].median,
                "ratio_cpu": (figures[-1].cpu or 0.0) / max(figures[0].cpu or 0.0, 1e-6),
            }
            for act, figures in found.items()
            if len({each.size for each in figures}) >= _SIZES_FOR_A_SLOPE
        }

    def finish(self) -> None:
        """Print how the acts grow, and write everything where it was asked for."""
        for act, grown in self.growth().items():
            words = ", ".join(f"{name} {value:.2f}" for name, value in grown.items())
            print(f"{'growth':>12}  {act:<24} {words}")
        if self._target is not None:
            tree = {
                "benchmark": self._benchmark,
                "machine": machine(),
                "figures": [asdict(figure) for figure in self._figures],
                "growth": self.growth(),
            }
            self._target.parent.mkdir(parents=True, exist_ok=True)
            self._target.write_text(json.dumps(tree, indent=1) + "\n", encoding="utf-8")


def p99(taken: Sequence[float]) -> float:
    """The 99th percentile; of a few times the longest."""
    return sorted(taken)[min(len(taken) - 1, math.ceil(len(taken) * 0.99) - 1)]


def slope(points: Iterable[tuple[float, float]]) -> float:
    """The slope of log time over log size by least squares."""
    logs = [(math.log(size), math.log(max(taken, 1e-6))) for size, taken in points]
    return statistics.linear_regression(*zip(*logs, strict=True)).slope


def machine() -> dict[str, object]:
    """What the figures were measured on."""
    return {
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "processors": os.cpu_count(),
        "load": os.getloadavg() if hasattr(os, "getloadavg") else (),
        "system": platform.platform(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "qt": metadata.version("PySide6-Essentials"),
    }


def parser(words: str | None) -> argparse.ArgumentParser:
    """The options that all benchmarks have; `words` is the module's docstring."""
    made = argparse.ArgumentParser(description=(words or "").partition("\n")[0])
    made.add_argument("--json", type=Path, metavar="PATH", help="write the figures there too")
    made.add_argument("--repeats", type=int, default=200, help="how often an act is done")
    return made


def sizes(words: str) -> tuple[int, ...]:
    """Sizes as they are typed: `3k,300k,1m,20m`."""
    units = {"k": 1_000, "m": 1_000_000}
    return tuple(
        int(float(word[:-1]) * units[word[-1]]) if word[-1] in units else int(word)
        for word in words.lower().split(",")
    )


def resident() -> int:
    """The memory that this process holds now, in bytes; 0 where the system does not say."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return 0
    return int(status.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
