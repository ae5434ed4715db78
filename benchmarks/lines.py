"""JSON Lines of ours written and read, a document at a time, without a project.

Run with `python -m benchmarks.lines [--megabytes N] [--mentions N] [--json PATH]`. Writes a file of
invented articles of 2.4 KB, each with mentions of 2,000 entities, two statements, a note and a
relation, and reads it again. Memory is what was held at most while reading, above what was held
before. Targets: 2,000 documents a second, and no more memory for a gigabyte than for a tenth of it.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from annotator.formats.base import Stamp
from annotator.formats.jsonl.files import JsonLinesExporter, JsonLinesImporter
from annotator.formats.schema_file import load_schema
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.document import Document, sha256_of
from annotator.model.entity import Entity
from annotator.model.ids import (
    DocumentId,
    EntityId,
    MentionId,
    NoteId,
    Ref,
    RelationId,
    StatementId,
)
from annotator.model.mention import Level, Mention
from annotator.model.provenance import Provenance
from annotator.model.relation import Note, Relation
from annotator.model.span import Span
from annotator.model.statement import Form, Source, SourceKind, Statement
from annotator.resources import resource
from benchmarks.common import Report, Times, invented_text, parser, resident

_LENGTH = 2_400
_ENTITIES = 2_000
_STATEMENTS = 2
_OFTEN = 500
_MEBIBYTE = 1 << 20
_BY = Provenance("ana", "2026-11-01T09:00:00.000+00:00")
_PROSE = invented_text(_LENGTH)


def invented(count: int, mentions: int) -> ProjectContent:
    """A project of so many articles with so many mentions each, made as they are read."""
    numbers = range(1, count + 1)
    return ProjectContent(
        load_schema(resource("schemas/news.toml").read_text("utf-8"), name="news").schema,
        "invented",
        _articles(count, mentions),
        tuple(Entity(EntityId(id), f"Name {id}", "person", _BY) for id in range(1, _ENTITIES + 1)),
        relations=tuple(_relation(number) for number in numbers),
        notes=tuple(Note(NoteId(id), Ref("document", id), "see there", _BY) for id in numbers),
    )


def _relation(number: int) -> Relation:
    first = number * _STATEMENTS - 1
    ends = Ref("statement", first), Ref("statement", first + 1)
    return Relation(RelationId(number), "contradicts", *ends, _BY)


def _articles(count: int, mentions: int) -> Iterator[AnnotatedDocument]:
    chance = random.Random(5)  # noqa: S311 - no secret
    for number in range(1, count + 1):
        id, text = DocumentId(number), f"Article {number}\n\n{_PROSE}"
        about = Document(id, f"Article {number}", sha256_of(text), len(text), _BY.created_at, "ana")
        first = (number - 1) * mentions + 1
        yield AnnotatedDocument(
            about,
            text,
            tuple(_mention(MentionId(first + each), id, chance) for each in range(mentions)),
            tuple(
                _statement(StatementId(number * _STATEMENTS - each), id, MentionId(first), chance)
                for each in reversed(range(_STATEMENTS))
            ),
        )


def _mention(id: MentionId, document: DocumentId, chance: random.Random) -> Mention:
    start = chance.randrange(_LENGTH - 20)
    entity = EntityId(1 + chance.randrange(_ENTITIES))
    span = Span(start, start + 1 + chance.randrange(20))
    return Mention(id, document, "person", (span,), _BY, Level.NAM, entity)


def _statement(
    id: StatementId, document: DocumentId, mention: MentionId, chance: random.Random
) -> Statement:
    start = 50 + chance.randrange(_LENGTH - 200)
    return Statement(
        id,
        document,
        (Span(start, start + 100),),
        Form.INDIRECT,
        "assert",
        _BY,
        cue=Span(start - 5, start - 1),
        source=Source(SourceKind.ENTITY, Span(start - 20, start - 6), mention),
    )


def main() -> None:
    """Write the file and read it."""
    options = parser(__doc__)
    options.add_argument("--megabytes", type=int, default=100, help="about how large the file is")
    options.add_argument("--mentions", type=int, default=20, help="how many a document has")
    given = options.parse_args()
    report = Report("lines", given.json)
    each = 3_300 + 560 * given.mentions + 3_000
    count = max(1, given.megabytes * 1_000_000 // each)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "invented.jsonl"
        _tell(report, "lines written", count, _written(path, invented(count, given.mentions)))
        report.value("lines, file", count, path.stat().st_size / _MEBIBYTE, "MiB")
        reading, before = Times(), resident()
        found, most = [0], [before]
        reading.of(lambda: _read(path, found, most))
        _tell(report, "lines read", count, reading)
        report.value("lines read, memory", count, (most[0] - before) / _MEBIBYTE, "MiB")
        if found[0] != count:
            raise SystemExit(f"{found[0]} of {count} documents were read")
    report.finish()


def _written(path: Path, content: ProjectContent) -> Times:
    times = Times()
    with path.open("wb") as file:
        times.of(lambda: JsonLinesExporter().write(content, file))
    return times


def _read(path: Path, found: list[int], most: list[int]) -> None:
    for part in JsonLinesImporter().read(path, Stamp("", "")):
        if part.losses:
            raise SystemExit(str(part.losses))
        found[0] += len(tuple(part.content.documents))
        if found[0] % _OFTEN == 0:
            most[0] = max(most[0], resident())


def _tell(report: Report, act: str, count: int, times: Times) -> None:
    report.value(f"{act}, a second", count, count * 1000 / times.wall[0], "1/s")
    report.value(f"{act}, by processor", count, count * 1000 / times.cpu[0], "1/s")


if __name__ == "__main__":
    main()
