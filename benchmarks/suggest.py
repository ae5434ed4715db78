"""How good suggestions are, and how long they take.

Run with `python -m benchmarks.suggest [--rules]`. Quality is measured on the documents in
`../shared/corpora`, apart on those that rules were made with (tuning) and those that nobody looked
at for that (held back); without them only the times are measured. Times are those of all our
suggesters together, on invented text of some sizes and on the documents themselves.
Targets: F 0.80 at precision 0.80, source 0.97, content 0.88; 30 ms for 3 KB, 5 s for 1 MB.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from annotator.model.annotations import AnnotatedDocument  # noqa: E402
from annotator.model.document import Document, sha256_of  # noqa: E402
from annotator.model.ids import DocumentId  # noqa: E402
from annotator.model.suggestion import SuggestedStatement, Suggestion  # noqa: E402
from annotator.session.projects import lexicon  # noqa: E402
from annotator.suggest.base import Desk, Suggester  # noqa: E402
from annotator.suggest.quotations import Quotations  # noqa: E402
from annotator.suggest.registry import BUILT_IN, load  # noqa: E402
from benchmarks.common import Report, Times, invented_text, parser  # noqa: E402
from benchmarks.gold import TUNING, GoldDocument, gold_documents, scored  # noqa: E402

CORPORA = ROOT.parent / "shared" / "corpora"
SIZES = (3_000, 30_000, 300_000, 1_000_000)
_WHOLE = 30


def annotated(text: str) -> AnnotatedDocument:
    """A document with nothing on it."""
    made = Document(DocumentId(1), "Benchmark", sha256_of(text), len(text), "2026-01-01", "bench")
    return AnnotatedDocument(made, text)


def proposed(suggester: Suggester, text: str, desk: Desk) -> list[Suggestion]:
    """All that one suggester proposes of a text."""
    return [each for batch in suggester.suggest(annotated(text), desk) for each in batch]


def statements(
    documents: Sequence[GoldDocument], desk: Desk, report: Report, *, rules: bool
) -> None:
    """Who said what, against the attributions of GUM."""
    found = {
        each.name: [
            one
            for one in proposed(Quotations(), each.text, desk)
            if isinstance(one, SuggestedStatement)
        ]
        for each in documents
    }
    parts = {"tuning": documents[:TUNING], "held back": documents[TUNING:], "all": documents}
    for part, some in parts.items():
        score = scored(some, found)
        figures = {
            "P": score.precision, "R": score.recall, "F": score.f,
            "source": score.source, "content": score.content,
        }  # fmt: skip
        for name, value in figures.items():
            report.value(f"statements {part} {name}", score.gold, value, "")
    if rules:
        score = scored(documents, found)
        for rule, count in score.rules_all.most_common():
            report.value(f"rule {rule}", count, score.rules_right[rule] / count, "")


def times(desk: Desk, report: Report, documents: Sequence[GoldDocument], repeats: int) -> None:
    """How long each suggester takes, and all of them, at some sizes; and how that grows."""
    suggesters = load(BUILT_IN).all
    acts: dict[str, Callable[[str], object]] = {
        each.name: partial(_run, [each], desk) for each in suggesters
    }
    acts["all suggesters"] = partial(_run, suggesters, desk)
    for act, run in acts.items():
        for size in SIZES:
            text = invented_text(size)
            count = max(2, repeats * SIZES[0] // size)
            report.times(act, size, Times.repeated(partial(run, text), count))
    if documents:
        news = "\n\n".join(each.text for each in documents)
        run = acts["all suggesters"]
        each = Times.repeated(partial(run, news), max(3, repeats // _WHOLE))
        report.times("all, real news", len(news), each)


def _run(suggesters: Sequence[Suggester], desk: Desk, text: str) -> None:
    for each in suggesters:
        proposed(each, text, desk)


def main() -> None:
    """Measure quality where the corpora are, and times."""
    arguments = parser(__doc__)
    arguments.add_argument("--rules", action="store_true", help="how often each rule is right")
    given = arguments.parse_args()
    report = Report("suggest", given.json)
    desk = Desk(lexicon())
    news = CORPORA / "gum-news" / "statements.jsonl"
    documents = gold_documents(news) if news.exists() else []
    if documents:
        statements(documents, desk, report, rules=given.rules)
    times(desk, report, documents, given.repeats)
    report.finish()


if __name__ == "__main__":
    main()
