"""How long it takes to align two versions of an article, and to find the version in a project.

Run with `python -m benchmarks.returning`. Texts are invented: words by how often words are used,
with every hundredth of them changed, deleted or inserted in the near copy. The project has 100,000
documents with annotations (`--project` keeps it); the new version of one of them is looked for.
Targets: the version found in 1 s; 1 MB aligned in seconds.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from annotator.model.document import Document, sha256_of  # noqa: E402
from annotator.model.ids import DocumentId  # noqa: E402
from annotator.session.indexing import WITH_NOTHING_ELSE, indexing  # noqa: E402
from annotator.session.projects import open_project  # noqa: E402
from annotator.session.taking_over import take_over  # noqa: E402
from annotator.session.versions import looking_for_versions, versions  # noqa: E402
from annotator.store.store import Store  # noqa: E402
from annotator.text.alignment import aligned  # noqa: E402
from benchmarks.common import Report, Times, parser  # noqa: E402
from benchmarks.corpus import big_project  # noqa: E402

SIZES = (3_000, 100_000, 1_000_000)
_WORDS = 8_000
_LETTER = 5.5
_SOUGHT = 20


class Prose:
    """Invented text, the same each time, and versions of it."""

    def __init__(self) -> None:
        self._chance = random.Random(7)  # noqa: S311 - no secret
        self._words = [f"w{number:04}" for number in range(_WORDS)]
        self._weights = [1 / (number + 1) for number in range(_WORDS)]

    def text(self, size: int) -> list[str]:
        """The words of a text of about so many code points."""
        number = int(size / _LETTER)
        return self._chance.choices(self._words, weights=self._weights, k=number)

    def copy(self, words: list[str]) -> list[str]:
        """The same with a hundredth of its words changed, deleted or inserted."""
        found = list(words)
        for _ in range(len(words) // 100):
            at = self._chance.randrange(len(found))
            found[at : at + self._chance.randrange(3)] = self._chance.choices(
                self._words, k=self._chance.randrange(3)
            )
        return found

    def shuffled(self, words: list[str]) -> list[str]:
        """The same with its paragraphs of sixty words in another order."""
        parts = [words[at : at + 60] for at in range(0, len(words), 60)]
        self._chance.shuffle(parts)
        return [word for part in parts for word in part]


def main() -> None:
    """Measure, and print."""
    options = parser(__doc__)
    options.add_argument("--documents", type=int, default=100_000)
    options.add_argument("--project", type=Path, help="where to keep the project")
    given = options.parse_args()
    report = Report("returning", given.json)
    for size in SIZES:
        _alignments(size, report, 20 if size < SIZES[-1] else 1)
    with _made(given.project, given.documents) as store:
        _searches(store, report, given.documents)
    report.finish()


def _alignments(size: int, report: Report, repeats: int) -> None:
    prose = Prose()
    words = prose.text(size)
    old = " ".join(words)
    pairs = {
        "near copy": prose.copy(words),
        "paragraphs in another order": prose.shuffled(words),
        "another text": prose.text(size),
        "two words over and over": ["la", "lo", "la"] * (size // 9),
    }
    for name, other in pairs.items():
        new = " ".join(other)
        repeated = "lo la la " * (size // 9) if name.startswith("two") else old
        share = aligned(repeated, new).share
        report.times(name, size, Times.repeated(lambda: aligned(repeated, new), repeats))  # noqa: B023
        report.value(f"{name}, the same", size, 100 * share, "%")


def _searches(store: Store, report: Report, size: int) -> None:
    prose, chance = Prose(), random.Random(3)  # noqa: S311 - no secret
    looked, steps, took, right = Times(), Times(), Times(), 0
    for _ in range(_SOUGHT):
        old = DocumentId(chance.randrange(1, size))
        words = store.queries.documents.text(old).split(" ")
        new = _added(store, " ".join(prose.copy(words)) + " The end of it was another.")
        found = []
        looked.of(lambda: found.extend(versions(store, new)))  # noqa: B023
        right += bool(found) and found[0].document == old
        each = looking_for_versions(store, new)
        while not _ended(lambda: steps.of(lambda: next(each))):  # noqa: B023
            pass
        took.of(lambda: take_over(store, old, new))  # noqa: B023
    report.times("version found", size, looked)
    report.times("a step of looking", size, steps)
    report.value("longest step of looking", size, max(steps.wall), "ms")
    report.value("the right one found", size, 100 * right / _SOUGHT, "%")
    report.times("taken over", size, took)


def _ended(act: object) -> bool:
    try:
        act()  # type: ignore[operator]
    except StopIteration:
        return True
    return False


def _added(store: Store, text: str) -> DocumentId:
    with store.transaction("Import") as tx:
        made = Document(DocumentId(0), "New", sha256_of(text), len(text), tx.now, tx.author)
        return tx.add_document(made, text)


@contextmanager
def _made(kept: Path | None, documents: int) -> Iterator[Store]:
    """A project of so many documents, indexed; in a folder that goes unless it is to be kept."""
    with tempfile.TemporaryDirectory() as folder:
        path = kept or Path(folder) / "big.annotator"
        begin = time.perf_counter()
        store = open_project(big_project(path, documents))
        for _ in indexing(store, WITH_NOTHING_ELSE):
            pass
        print(f"project and index ready in {time.perf_counter() - begin:.0f} s", flush=True)
        try:
            yield store
        finally:
            store.close()


if __name__ == "__main__":
    main()
