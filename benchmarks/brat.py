"""Many small documents out to a folder of brat and in again, without a project or a window.

Run with `python -m benchmarks.brat [--documents N] [--json PATH]`. Each document is a paragraph
with five mentions, three of them linked to entities that others share, and a statement. They come
in as a folder of ours, and as one of others, without what we say beside. Memory is what was held
at most, above what was held before; it must not follow the number of documents. By the processor's
time the figures can be trusted on a busy machine.
Targets: 2,000 documents a second each way, and less than 100 MiB for 100,000 of them.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from annotator.formats.base import Stamp  # noqa: E402
from annotator.formats.brat.exporter import BratExporter  # noqa: E402
from annotator.formats.brat.importer import BratImporter  # noqa: E402
from annotator.formats.brat.names import SIDECAR  # noqa: E402
from annotator.formats.schema_file import load_schema  # noqa: E402
from annotator.model.annotations import AnnotatedDocument, ProjectContent  # noqa: E402
from annotator.model.document import Document, sha256_of  # noqa: E402
from annotator.model.entity import Entity  # noqa: E402
from annotator.model.ids import DocumentId, EntityId, MentionId, StatementId  # noqa: E402
from annotator.model.mention import Level, Mention  # noqa: E402
from annotator.model.provenance import Provenance  # noqa: E402
from annotator.model.span import Span  # noqa: E402
from annotator.model.statement import Form, Source, SourceKind, Statement  # noqa: E402
from annotator.resources import resource  # noqa: E402
from benchmarks.common import PROSE, Report, Times, parser, resident, sizes  # noqa: E402

_BY = Provenance("ana", "2026-01-02T03:04:05Z")
_AT = "2026-01-01T00:00:00Z"
_ENTITIES = 1_000
_LOOK_EVERY = 500
_MEBIBYTE = 1 << 20


class RealFolder:
    """Writes the files of an export into a folder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def file(self, name: str) -> Iterator[BinaryIO]:
        """A new file, in folders of its own where `/` stands in its name."""
        path = self._path / name
        path.parent.mkdir(exist_ok=True)
        with path.open("xb") as out:
            yield out


class Memory:
    """The most memory that was held, above what was held before."""

    def __init__(self) -> None:
        self._before = self._most = resident()

    def look(self) -> None:
        """Note what is held now."""
        self._most = max(self._most, resident())

    @property
    def grown(self) -> float:
        """In MiB."""
        return (self._most - self._before) / _MEBIBYTE


def invented(count: int, memory: Memory) -> Iterator[AnnotatedDocument]:
    """Documents, no two the same, made while they are read."""
    chance = random.Random(5)  # noqa: S311 - no secret
    words = PROSE.split()
    for number in range(1, count + 1):
        body = " ".join(chance.choices(words, k=60))
        text = f"{number} Ada Otieno said “{body}” in Nairobi on Monday.\n"
        yield _annotated(DocumentId(number), text)
        if number % _LOOK_EVERY == 0:
            memory.look()


def _annotated(id: DocumentId, text: str) -> AnnotatedDocument:
    def place(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    def mention(number: int, type_: str, words: str, entity: int | None = None) -> Mention:
        linked = None if entity is None else EntityId(1 + (id * 7 + entity) % _ENTITIES)
        level, spans = Level.NAM, (place(words),)
        return Mention(MentionId(number), id, type_, spans, _BY, level, linked)

    mentions = (
        mention(1, "person", "Ada Otieno", 0),
        mention(2, "gpe", "Nairobi", 1),
        mention(3, "date", "Monday"),
        mention(4, "organization", text.split()[5], 2),
        mention(5, "other", text.split()[7]),
    )
    content = Span(text.index("“"), text.index("”") + 1)
    source = Source(SourceKind.ENTITY, place("Ada Otieno"), MentionId(1), mentions[0].entity)
    said = Statement(
        StatementId(1), id, (content,), Form.DIRECT, "assert", _BY, place("said"), source
    )
    document = Document(id, f"Article {id}", sha256_of(text), len(text), _AT, "ana", "en")
    return AnnotatedDocument(document, text, mentions, (said,))


def content(count: int, memory: Memory) -> ProjectContent:
    """A project of so many documents."""
    schema = load_schema(resource("schemas/news.toml").read_text("utf-8"), name="news").schema
    entities = [
        Entity(EntityId(number), f"Thing {number}", "person", _BY)
        for number in range(1, _ENTITIES + 1)
    ]
    return ProjectContent(schema, "benchmark", invented(count, memory), entities)


def main() -> None:
    """Measure both ways."""
    options = parser(__doc__)
    options.add_argument("--documents", default="20k", help="how many, as 100k")
    given = options.parse_args()
    report = Report("brat", given.json)
    for count in sizes(given.documents):
        with tempfile.TemporaryDirectory() as folder:
            _measure(report, count, Path(folder))
    report.finish()


def _measure(report: Report, count: int, folder: Path) -> None:
    making = Times()
    making.of(lambda: sum(1 for _ in invented(count, Memory())))
    memory, times = Memory(), Times()
    times.of(lambda: BratExporter().write_folder(content(count, memory), RealFolder(folder)))
    wall, cpu = times.wall[0] - making.wall[0], times.cpu[0] - making.cpu[0]
    _tell(report, "out", count, (wall, cpu), memory)
    _read(report, "in", count, folder)
    (folder / SIDECAR).unlink()
    _read(report, "in, of others", count, folder)


def _read(report: Report, way: str, count: int, folder: Path) -> None:
    memory, times = Memory(), Times()

    def read() -> None:
        for number, part in enumerate(BratImporter().read(folder, Stamp("", ""))):
            assert part is not None
            if number % _LOOK_EVERY == 0:
                memory.look()

    times.of(read)
    _tell(report, way, count, (times.wall[0], times.cpu[0]), memory)


def _tell(report: Report, way: str, count: int, taken: tuple[float, float], memory: Memory) -> None:
    report.value(f"{way}, documents", count, count * 1000 / taken[0], "1/s")
    report.value(f"{way}, by processor", count, count * 1000 / taken[1], "1/s")
    report.value(f"{way}, memory", count, memory.grown, "MiB")


if __name__ == "__main__":
    main()
