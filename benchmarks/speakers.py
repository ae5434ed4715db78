"""How well it is found who speaks, how many links would be wrong, and how long that takes.

Run with `python -m benchmarks.speakers`. Six invented articles (tests/data/speakers) mark who is
meant by every source that needs it: pronouns, descriptions, surnames, quotations that go on. Four
were used for tuning, the other two are apart. Their names are given, as an analyst has them who
tagged the names first. Targets: no wrong link without asking; all statements of 3 KB below 5 ms.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from annotator.model.span import Span  # noqa: E402
from annotator.session.projects import lexicon  # noqa: E402
from annotator.suggest.cast import Cast, Named  # noqa: E402
from annotator.suggest.speakers import Saying, speakers  # noqa: E402
from annotator.text.lexicon import Lexicon  # noqa: E402
from benchmarks.common import Report, Times, parser  # noqa: E402
from tests.suggest.cast_lists import (  # noqa: E402
    HELD_BACK,
    TUNED,
    Article,
    Tally,
    read_file,
    tally,
)

SIZES = (2_000, 1_000_000)


def main() -> None:
    """Measure quality, and speed at two sizes."""
    given = parser(__doc__).parse_args()
    report = Report("speakers", given.json)
    words = lexicon()
    for part, names in (("tuning", TUNED), ("held back", HELD_BACK)):
        count = sum_of([tally(read_file(name, words), words) for name in names])
        for what, right in (
            ("first", count.first),
            ("among the first three", count.among_three),
            ("linked without asking", count.linked),
        ):
            report.value(f"{what}, {part}", count.asked, right / count.asked, "")
        report.value(f"wrongly linked, {part}", count.asked, count.wrong, "")
    for size in SIZES:
        text = long_article([read_file(name, words) for name in TUNED], size)
        repeats = 20 if size < SIZES[-1] else 1
        times = Times.repeated(lambda text=text: resolve(text, words), repeats)  # type: ignore[misc]
        report.times(f"{len(text.sayings)} statements", len(text.text), times)
    report.finish()


def sum_of(counts: list[Tally]) -> Tally:
    """What several articles come to together."""
    return Tally(*(sum(each) for each in zip(*(vars(one).values() for one in counts), strict=True)))


def resolve(article: Article, words: Lexicon) -> None:
    """Find who speaks in an article, from nothing but its names and sources."""
    cast = Cast(article.text, article.names, words, words.gazetteer.gender_of)
    speakers(cast, article.sayings)


def long_article(articles: list[Article], size: int) -> Article:
    """Some articles one after another until they are as long as that."""
    texts: list[str] = []
    names: list[Named] = []
    sayings: list[Saying] = []
    by = 0
    for each in cycle(articles):
        names += [replace(name, span=_on(name.span, by)) for name in each.names]
        sayings += [_moved(saying, by) for saying in each.sayings]
        texts.append(each.text)
        by += len(each.text)
        if by >= size:
            break
    return Article("".join(texts), tuple(names), tuple(sayings), ())


def _moved(saying: Saying, by: int) -> Saying:
    return Saying(
        saying.place + by,
        _on(saying.source, by) if saying.source else None,
        tuple(_on(piece, by) for piece in saying.content),
    )


def _on(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


if __name__ == "__main__":
    main()
