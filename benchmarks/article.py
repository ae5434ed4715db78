"""How long the article view takes: open and paint, scroll, step the caret, refresh after a change.

Run with `python benchmarks/article.py [--repeats N]`. Sizes follow the measurements of other tools:
3 KB with 75 mentions, 300 KB with 7,500, 1 MB with 25,000; and one line of 10 million characters.
Prints median and 99th percentile in milliseconds. Targets: refresh below 5, opening 1 MB below 150.
"""

from __future__ import annotations

import os
import sys
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from PySide6.QtWidgets import QApplication  # noqa: E402

from annotator.formats.schema_file import load_schema  # noqa: E402
from annotator.model.document import Document  # noqa: E402
from annotator.model.ids import DocumentId, MentionId, StatementId  # noqa: E402
from annotator.model.mention import Level, Mention  # noqa: E402
from annotator.model.provenance import Provenance  # noqa: E402
from annotator.model.schema import Schema  # noqa: E402
from annotator.model.span import Span  # noqa: E402
from annotator.model.statement import Form, Statement  # noqa: E402
from annotator.resources import resource  # noqa: E402
from annotator.ui.article.view import ArticleView  # noqa: E402
from benchmarks.common import Report, Times, invented_text, parser  # noqa: E402

SIZES = ((3_000, 75), (300_000, 7_500), (1_000_000, 25_000))
ONE_DOCUMENT = DocumentId(1)
MADE = Provenance("benchmark", "2025-01-01T00:00:00Z")


class MemorySource:
    """Annotations in lists sorted by their start; nothing here is longer than 200 code points."""

    def __init__(self, mentions: list[Mention], statements: list[Statement]) -> None:
        self._mentions, self._statements = mentions, statements
        self._mention_starts = [mention.extent.start for mention in mentions]
        self._statement_starts = [statement.extent.start for statement in statements]

    def mentions_in(self, document: DocumentId, span: Span) -> Sequence[Mention]:
        """Every mention that overlaps the span."""
        first = bisect_left(self._mention_starts, span.start - 200)
        last = bisect_left(self._mention_starts, span.end)
        return [each for each in self._mentions[first:last] if each.extent.overlaps(span)]

    def statements_in(self, document: DocumentId, span: Span) -> Sequence[Statement]:
        """Every statement that overlaps the span."""
        first = bisect_left(self._statement_starts, span.start - 200)
        last = bisect_left(self._statement_starts, span.end)
        return [each for each in self._statements[first:last] if each.extent.overlaps(span)]


def annotated(text: str, count: int, schema: Schema) -> MemorySource:
    """Mentions spread evenly, every fifth reaching into the next, a statement for each ten."""
    step = len(text) // count
    kinds, levels = schema.entity_types, tuple(Level)
    mentions = [
        Mention(
            MentionId(number + 1),
            ONE_DOCUMENT,
            kinds[number % len(kinds)].id,
            (Span(number * step, number * step + (step + 12 if number % 5 == 0 else step // 2)),),
            MADE,
            level=levels[number % len(levels)],
        )
        for number in range(count)
    ]
    statements = [
        Statement(
            StatementId(number + 1),
            ONE_DOCUMENT,
            (Span(number * step * 10 + 20, number * step * 10 + 120),),
            Form.INDIRECT,
            "assert",
            MADE,
            cue=Span(number * step * 10, number * step * 10 + 5),
        )
        for number in range(count // 10)
    ]
    return MemorySource(mentions, statements)


class Bench:
    """A shown view and one document to measure."""

    def __init__(self, length: int, mentions: int, *, paragraphs: bool = True) -> None:
        schema_file = resource("schemas/news.toml").read_text(encoding="utf-8")
        self._schema = load_schema(schema_file, name="news").schema
        self._text = invented_text(length, paragraphs=paragraphs)
        self._source = annotated(self._text, mentions, self._schema)
        self._document = Document(
            ONE_DOCUMENT, "A title", "", length, "", "", language="en", published="2025-11-07"
        )
        self._view = ArticleView()
        self._view.resize(900, 800)
        self._view.show()
        # an unexposed window would paint nothing
        QApplication.processEvents()
        self._caret = 0

    def open(self) -> None:
        """Show the document and paint it."""
        self._view.show_document(self._document, self._text, self._source, self._schema)
        self._painted()

    def page_down(self) -> None:
        """Scroll by a page and paint."""
        self._view.scroll_pixels(700)
        self._painted()

    def step(self) -> None:
        """Move the caret by a character and paint."""
        self._caret += 1
        self._view.set_selection(self._caret, self._caret)
        QApplication.processEvents()

    def refresh(self) -> None:
        """Read the annotations on the screen again and paint."""
        self._view.refresh()
        self._painted()

    def jump(self) -> None:
        """Show a place far away."""
        self._caret = (self._caret + len(self._text) // 3) % len(self._text)
        self._view.set_selection(self._caret, self._caret)
        self._painted()

    def _painted(self) -> None:
        self._view.viewport().repaint()


def measure(size: int, bench: Bench, repeats: int, report: Report) -> None:
    """Add a figure for each act."""
    acts = (
        ("open and paint", bench.open, max(3, repeats // 20)),
        ("refresh", bench.refresh, repeats),
        ("caret step", bench.step, repeats),
        ("page down", bench.page_down, repeats),
        ("far jump", bench.jump, repeats),
    )
    for title, act, times in acts:
        report.times(title, size, Times.repeated(act, times))


def main() -> None:
    """Measure every size."""
    given = parser(__doc__).parse_args()
    application = QApplication([])
    report = Report("article", given.json)
    for length, mentions in SIZES:
        measure(length, Bench(length, mentions), given.repeats, report)
    print("one line:")
    line = Bench(10_000_000, 250_000, paragraphs=False)
    measure(10_000_000, line, min(given.repeats, 40), report)
    report.finish()
    application.quit()


if __name__ == "__main__":
    main()
