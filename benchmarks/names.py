"""How well names are found and typed, and how long that takes.

Run with `python -m benchmarks.names`. GUM news (../shared/corpora/gum-news, 12 documents) marks
named persons, places, bodies and dates. As `score_statements.py` there: a name is right when it
covers the head of one of the same type; place, building and country are one. The first six
documents were used for tuning, the other six are apart. GUM leaves adjectives of countries
unmarked, which annotator suggests as gpe (docs/schema.md): "named" is without them.
Invented articles of many kinds (tests/data/names) are scored alike, with events, laws, works and
peoples. Target: F at least 0.78; names, dates and amounts of 3 KB below 12 ms, of 1 MB below 2 s.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from annotator.model.annotations import AnnotatedDocument  # noqa: E402
from annotator.model.document import Document, sha256_of  # noqa: E402
from annotator.model.ids import DocumentId  # noqa: E402
from annotator.model.suggestion import SuggestedMention  # noqa: E402
from annotator.session.projects import lexicon  # noqa: E402
from annotator.suggest.amounts import Amounts  # noqa: E402
from annotator.suggest.base import Desk  # noqa: E402
from annotator.suggest.dates import Dates  # noqa: E402
from annotator.suggest.names import Names  # noqa: E402
from benchmarks.common import Report, Times, invented_text, parser  # noqa: E402
from benchmarks.named_articles import ARTICLES, count, read_article, together  # noqa: E402

GUM = ROOT.parent / "shared" / "corpora" / "gum-news" / "statements.jsonl"
SIZES = (3_000, 1_000_000)
_HALF = 6
_PLACES = {"location": "gpe", "facility": "gpe"}
_SCORED = frozenset({"person", "gpe", "organization", "date"})


def mentions_of(text: str, desk: Desk) -> Iterator[SuggestedMention]:
    """All names, dates and amounts that are suggested in a text."""
    made = Document(DocumentId(1), "", sha256_of(text), len(text), "2026-01-01", "benchmark")
    for suggester in (Names(), Dates(), Amounts()):
        for batch in suggester.suggest(AnnotatedDocument(made, text), desk):
            yield from (each for each in batch if isinstance(each, SuggestedMention))


class Typed:
    """How many suggested names are right, and how many of the gold were found and typed."""

    def __init__(self) -> None:
        self.right = self.suggested = self.typed = self.gold = 0

    def count(
        self, gold: Iterable[dict[str, object]], mentions: Iterable[SuggestedMention]
    ) -> None:
        """Add those of one document."""
        heads = [(tuple(each["head"]), each["type"]) for each in gold]
        found = [(each.span, _PLACES.get(each.type, each.type)) for each in mentions]
        found = [(span, type) for span, type in found if type in _SCORED]
        pairs = {
            (here, there)
            for here, ((start, end), wanted) in enumerate(heads)
            for there, (span, type) in enumerate(found)
            if span.start < end and start < span.end and type == wanted
        }
        self.gold += len(heads)
        self.suggested += len(found)
        self.typed += len({here for here, _ in pairs})
        self.right += len({there for _, there in pairs})

    @property
    def precision(self) -> float:
        """The share of those suggested that is right."""
        return self.right / max(1, self.suggested)

    @property
    def recall(self) -> float:
        """The share of the gold that was found with its type."""
        return self.typed / max(1, self.gold)

    @property
    def f(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0


def scores(path: Path = GUM) -> dict[str, Typed]:
    """The scores of the tuning half, the half held back, and all; each also without demonyms."""
    found: dict[str, Typed] = {}
    desk = Desk(lexicon())
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        row = json.loads(line)
        mentions = list(mentions_of(row["text"], desk))
        named = [each for each in mentions if each.ground.origin != "rule:demonym"]
        for part in ("tuning" if number < _HALF else "held back", "all"):
            found.setdefault(part, Typed()).count(row["names"], mentions)
            found.setdefault(f"{part}, named", Typed()).count(row["names"], named)
    return found


def main() -> None:
    """Measure quality where the corpus is there, and speed at two sizes."""
    given = parser(__doc__).parse_args()
    report = Report("names", given.json)
    for name, part in scores().items() if GUM.is_file() else ():
        for what, value in (("P", part.precision), ("R", part.recall), ("F", part.f)):
            report.value(f"GUM typed {what} {name}", part.gold, value, "")
    _score_invented(report)
    for size in SIZES:
        _measure(size, report)
    report.finish()


def _score_invented(report: Report) -> None:
    desk = Desk(lexicon())
    articles = [read_article(path) for path in sorted(ARTICLES.glob("*.txt"))]
    share = together(count(text, gold, mentions_of(text, desk)) for text, gold in articles)
    for what, value in (("P", share.precision), ("R", share.recall), ("F", share.f)):
        report.value(f"invented typed {what}", share.gold, value, "")


def _measure(size: int, report: Report) -> None:
    text, desk = invented_text(size), Desk(lexicon())
    list(mentions_of(text[:1_000], desk))
    repeats = 20 if size < SIZES[-1] else 1
    act = "names, dates and amounts"
    report.times(act, size, Times.repeated(lambda: list(mentions_of(text, desk)), repeats))


if __name__ == "__main__":
    main()
