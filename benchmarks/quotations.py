"""How well quotations are found, and how long that takes.

Run with `python -m benchmarks.quotations`. LitBank (../shared/corpora/litbank, seven novels) marks
what is said aloud. A quotation counts when both of its ends are the same, marks included; scare
quotes, titles and thoughts are not in that gold, so what `is_speech` refuses is left out. The first
half by name was used for tuning, the other half is reported apart.
Target: F at least 0.90 over all; 1 MB of prose below 5 s, and in proportion to its length.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import regex

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from annotator.model.span import Span  # noqa: E402
from annotator.text.quotes import quotations  # noqa: E402
from annotator.text.speech import is_speech  # noqa: E402
from benchmarks.common import Report, Times, parser  # noqa: E402

LITBANK = ROOT.parent / "shared" / "corpora" / "litbank" / "quotations" / "tsv"
SIZES = (125_000, 250_000, 500_000, 1_000_000)
_LINE = {
    "curly marks": "Roe said “the fund is empty” and left the \u2018old\u2019 dogs\u2019 room. ",
    "straight marks": "Roe said \"the relief fund is empty\" and left the 'old' room. ",
    "tokenised": 'Roe said , " the fund is empty , " and left the committee \'s room . ',
    "never closed": "Roe said “the relief fund is empty and left. ",
    "marks only": "“”„«»\u2018\u2019'\"「」s ",
}


@dataclass(frozen=True, slots=True)
class Score:
    """How many quotations were right, found, and marked in the gold."""

    right: int
    found: int
    gold: int

    def __add__(self, other: Score) -> Score:
        """Both together."""
        return Score(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """The share of those found that are right."""
        return self.right / max(self.found, 1)

    @property
    def recall(self) -> float:
        """The share of the gold that was found."""
        return self.right / max(self.gold, 1)

    @property
    def f(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / max(self.found + self.gold, 1)

    def __str__(self) -> str:
        return f"P {self.precision:.3f} R {self.recall:.3f} F {self.f:.3f}"


def litbank(folder: Path = LITBANK) -> Iterator[tuple[str, str, frozenset[Span]]]:
    """Name, text and marked quotations of every document, by name."""
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text("utf-8")
        rows = path.with_suffix(".ann").read_text("utf-8").splitlines()
        yield path.stem, text, frozenset(_gold(text, rows))


def _gold(text: str, rows: Iterable[str]) -> Iterator[Span]:
    tokens, at = [], 0
    for line in text.split("\n"):
        tokens.append([(at + m.start(), at + m.end()) for m in regex.finditer(r"[^ ]+", line)])
        at += len(line) + 1
    for row in rows:
        kind, _, *rest = row.split("\t")
        if kind == "QUOTE":
            first, word, last, end = map(int, rest[:4])
            yield Span(tokens[first][word][0], tokens[last][end][1])


def score(text: str, gold: frozenset[Span]) -> Score:
    """How the outer quotations that are speech compare with the gold."""
    found = {each.span for each in quotations(text) if each.depth == 0 and is_speech(text, each)}
    return Score(len(found & gold), len(found), len(gold))


def scores(folder: Path = LITBANK) -> dict[str, Score]:
    """The scores of the tuning half, the half held back, and all."""
    each = [score(text, gold) for _, text, gold in litbank(folder)]
    half = (len(each) + 1) // 2
    zero = Score(0, 0, 0)
    return {
        "tuning": sum(each[:half], zero),
        "held back": sum(each[half:], zero),
        "all": sum(each, zero),
    }


def main() -> None:
    """Measure quality where the corpus is there, and speed at four sizes."""
    given = parser(__doc__).parse_args()
    report = Report("quotations", given.json)
    for name, part in scores().items() if LITBANK.is_dir() else ():
        for what, value in (("P", part.precision), ("R", part.recall), ("F", part.f)):
            report.value(f"LitBank exact {what} {name}", part.gold, value, "")
    for act, line in _LINE.items():
        for size in SIZES:
            # Numbered, because a stretch that was just read is remembered.
            lines = (f"{line}{number} " for number in range(size // len(line)))
            text = "".join(lines)[:size]
            report.times(act, size, Times.repeated(lambda text=text: quotations(text), 1))
    report.finish()


if __name__ == "__main__":
    main()
