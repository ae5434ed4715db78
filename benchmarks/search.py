"""Searches of a whole project: how long until the first page, by kind of query, and indexing.

Run with `python -m benchmarks.search [--documents N] [--project PATH]`. The project is invented
(`benchmarks.corpus`), and kept where PATH says. A page is 100 places, or all if there are fewer;
each query is asked in turn, so that none finds its pages read. The goal is below 100 ms.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from annotator.model.ids import EntityId  # noqa: E402
from annotator.session.indexing import (  # noqa: E402
    BESIDE_A_WINDOW,
    WITH_NOTHING_ELSE,
    indexing,
)
from annotator.session.projects import open_project, project_schema  # noqa: E402
from annotator.session.searching import Search, TooExpensive  # noqa: E402
from annotator.store.store import Store  # noqa: E402
from benchmarks.common import Report, Times, parser  # noqa: E402
from benchmarks.corpus import big_project  # noqa: E402

_PAGE = 100
_WORDS = {
    "common word": "kakakaka",
    "rare word": "{rare}",
    "no word": "nowhere",
    "two words": "lokakaka {rare}",
    "phrase of common words": '"kakakaka lokakaka mikakaka"',
    "beginning": "zumi*",
    "beginning of two letters": "ha*",
    "either": "{rare} OR {other}",
    "pattern": r"/zu\w+ kakakaka/",
    "pattern with rare words": r"/\w+ {rare} \w+/",
    "pattern that never ends": r"/(.*a){20}$/",
}
_ANNOTATIONS = {
    "mentions of a type": "type:person",
    "of a type, linked to nothing": "type:person linked:no",
    "mentions of an entity": 'entity:"{entity}"',
    "denials by somebody": 'kind:deny source:"{entity}"',
    "denials with a word": "kind:deny {rare}",
    "suggestions": "status:suggested",
    "articles of a month": "kakakaka published:2012-03",
}


class Measure:
    """The searches of one project, timed."""

    def __init__(self, report: Report, store: Store, size: int) -> None:
        self._report, self._store, self._size = report, store, size
        self._schema = project_schema(store)
        entity = store.queries.entities.get(EntityId(40)).name
        self._names = {"rare": "minozulo", "other": "lonozulo", "entity": entity}

    def queries(self, queries: dict[str, str], repeats: int, mark: str = "") -> None:
        """The first page of each query, asked in turn, and the longest step of any."""
        pages = {name: Times() for name in queries}
        steps = Times()
        for _ in range(repeats):
            for name, query in queries.items():
                self._page(query, pages[name], steps)
        for name, times in pages.items():
            self._report.times(f"{mark}{name}", self._size, times)
        self._report.value(f"{mark}longest step", self._size, max(steps.wall), "ms")
        self._report.value(f"{mark}longest by cpu", self._size, max(steps.cpu), "ms")

    def index(self) -> None:
        """All of it at once; then a part as the window does it, for its longest step."""
        store, report, size = self._store, self._report, self._size
        cpu, wall = time.process_time(), time.perf_counter()
        done = max(indexing(store, WITH_NOTHING_ELSE), default=0)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        report.value("articles indexed", size, done / wall, "a second")
        report.value("articles indexed, by cpu", size, done / cpu, "a second")
        pages = "SELECT sum(length(block)) FROM search_words_data"
        bytes_ = store._db.execute(pages).fetchone()[0]  # noqa: SLF001 - no query of ours
        report.value("size of the index", size, bytes_ / 1e6, "MB")
        store.search_index.clear()
        beside = indexing(store, BESIDE_A_WINDOW)
        report.times("a step beside a window", size, Times.repeated(lambda: next(beside, 0), 50))
        for _ in indexing(store, WITH_NOTHING_ELSE):
            pass

    def _page(self, query: str, pages: Times, steps: Times) -> None:
        for name, value in self._names.items():
            query = query.replace(f"{{{name}}}", value)
        pages.of(lambda: _first_page(Search(self._store, self._schema, query), steps))


def main() -> None:
    """Measure, and print."""
    options = parser(__doc__)
    options.add_argument("--documents", type=int, default=20_000)
    options.add_argument("--project", type=Path, help="where to keep the project")
    given = options.parse_args()
    report = Report("search", given.json)
    with _made(given.project, given.documents) as store:
        measure = Measure(report, store, given.documents)
        store.search_index.clear()
        measure.queries({"a word": "kakakaka"}, 3, "not indexed: ")
        measure.index()
        measure.queries({**_WORDS, **_ANNOTATIONS}, min(given.repeats, 10))
    report.finish()


def _first_page(search: Search, steps: Times) -> None:
    each = search.steps()
    with suppress(TooExpensive):
        while len(search.hits) < _PAGE and not search.done:
            steps.of(lambda: next(each, None))
    search.close()


@contextmanager
def _made(path: Path | None, documents: int) -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        store = open_project(big_project(path or Path(folder) / "big.annotator", documents))
        try:
            yield store
        finally:
            store.close()


if __name__ == "__main__":
    main()
