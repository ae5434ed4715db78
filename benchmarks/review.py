"""The checks: how long until all is looked at after an act, and how long an article takes whole.

Run with `python -m benchmarks.review [--sizes 60k,200k,600k,2m]`; 600,000 characters are 100,000
words. An act is a step in the project, and what is timed is the looking again at all it touched.
"""

from __future__ import annotations

import gc
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from annotator.model.entity import Entity  # noqa: E402
from annotator.model.ids import DocumentId, EntityId, MentionId, Ref, StatementId  # noqa: E402
from annotator.model.mention import Level, Mention  # noqa: E402
from annotator.model.span import Span  # noqa: E402
from annotator.model.statement import Form, Statement  # noqa: E402
from annotator.session.checking import Checking  # noqa: E402
from annotator.session.projects import open_project, project_schema  # noqa: E402
from annotator.store.store import Store  # noqa: E402
from benchmarks.common import Report, Times, milliseconds, parser, resident, sizes  # noqa: E402
from benchmarks.desk import NAME, make_project, text_with_names  # noqa: E402

_PLACES = 100
"""How often a name stands in an article of any length."""
_SAID = "\u201cWe have not seen the letter,\u201d Ada Otieno said. "
_EVERY = 3


class Measure:
    """The checks of one article, timed after each act."""

    def __init__(self, store: Store, document: DocumentId) -> None:
        queries = store.queries
        self.store, self.document = store, document
        self.text = queries.documents.text(document)
        self.checks = Checking(queries, document, self.text, project_schema(store))
        self.steps = Times()
        self._places: list[int] = []
        at = self.text.find(NAME)
        while at >= 0:
            self._places.append(at)
            at = self.text.find(NAME, at + 1)
        schema = project_schema(store)
        store.subscribe(lambda change: self.checks.follow(change, schema))

    def whole(self) -> float:
        """Look at everything; the milliseconds of processor that takes."""
        more = True

        def step() -> None:
            nonlocal more
            more = self.checks.step()

        while more:
            self.steps.of(step)
        return sum(self.steps.cpu)

    def look_again(self, times: Times) -> None:
        """Look at all that was touched, timed."""
        times.of(lambda: self.checks.settle(60))

    def tag(self, number: int) -> None:
        """Tag one place of the name."""
        at = self._places[number]
        with self.store.transaction("Tag") as tx:
            if number == 0:
                tx.add(Entity(EntityId(0), NAME, "person", tx.provenance()))
            found = self.store.queries.entities.named(NAME)[0].id
            given = (MentionId(0), self.document, "person", (Span(at, at + len(NAME)),))
            tx.add(Mention(*given, tx.provenance(), level=Level.NAM, entity=found))

    def say(self, number: int) -> None:
        """Make a statement of a quotation."""
        at = self.text.find(_SAID[:10], len(self.text) * number // 200)
        with self.store.transaction("State") as tx:
            given = (StatementId(0), self.document, (Span(at, at + 30),), Form.DIRECT, "assert")
            tx.add(Statement(*given, tx.provenance()))

    def retype(self, number: int) -> None:
        """Give a mention another type."""
        mention = self.store.queries.mentions.get(number * 7 + 1)
        with self.store.transaction("Retype") as tx:
            tx.replace(replace(mention, type="organization"))

    def remove(self, number: int) -> None:
        """Take a mention away."""
        with self.store.transaction("Remove") as tx:
            tx.remove(Ref("mention", number * 7 + 2))


def text_of(size: int) -> str:
    """Invented text with a quotation in each third paragraph."""
    paragraphs = text_with_names(size, _PLACES).split("\n\n")
    said = (
        _SAID + paragraph if number % _EVERY == 0 else paragraph
        for number, paragraph in enumerate(paragraphs)
    )
    return "\n\n".join(said)


def measure(report: Report, size: int, repeats: int) -> None:
    """Measure one article."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.annotator"
        document = make_project(path, text_of(size))
        store = open_project(path, checked_later=True)
        before = resident()
        made = Measure(store, document)
        report.value("whole, by cpu", size, made.whole(), "ms")
        report.value("longest step, by cpu", size, max(made.steps.cpu), "ms")
        report.value("memory", size, (resident() - before) / 1e6, "MB")
        report.value("findings", size, len(made.checks.findings), "")
        times = Times()
        report.value("the step that names", size, milliseconds(lambda: made.tag(0)), "ms")
        made.look_again(times)
        report.value("look: a new name", size, times.cpu[0], "ms")
        for name, act in {"tag": made.tag, "state": made.say, "retype": made.retype}.items():
            _repeated(report, f"look: {name}", size, made, act, repeats)
        _repeated(report, "look: remove", size, made, made.remove, repeats)
        undone = Times()
        for _ in range(repeats):
            store.undo()
            made.look_again(undone)
        report.times("look: undo", size, undone)
        store.close()


def _repeated(
    report: Report,
    name: str,
    size: int,
    made: Measure,
    act: Callable[[int], None],
    repeats: int,
) -> None:
    times = Times()
    for number in range(1, repeats + 1):
        act(number)
        made.look_again(times)
    report.times(name, size, times)


def main() -> None:
    """Measure, and print."""
    options = parser(__doc__)
    options.add_argument("--sizes", type=sizes, default=sizes("60k,200k,600k,2m"))
    given = options.parse_args()
    report = Report("review", given.json)
    gc.disable()  # as in a window, which collects in pauses
    for size in given.sizes:
        measure(report, size, min(given.repeats, _PLACES - 1))
    report.finish()


if __name__ == "__main__":
    main()
