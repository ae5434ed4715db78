"""A whole project of any size, invented: documents, mentions, entities and statements with history.

`python -m benchmarks.corpus PATH [--documents N]` makes one; 100,000 documents have 250 MB of text,
2 million mentions, 200,000 statements and 200,000 entities, and take some minutes. Rows go in by
the thousand, as an import would bring them; `annotator check` finds nothing wrong with the result.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from annotator.model.document import Document, sha256_of  # noqa: E402
from annotator.model.entity import Entity  # noqa: E402
from annotator.model.ids import DocumentId, EntityId, MentionId, StatementId  # noqa: E402
from annotator.model.mention import Level, Mention  # noqa: E402
from annotator.model.provenance import Provenance, Status  # noqa: E402
from annotator.model.span import Span  # noqa: E402
from annotator.model.statement import Form, Source, SourceKind, Statement  # noqa: E402
from annotator.session.projects import create_project  # noqa: E402
from annotator.store.bins import bin_of  # noqa: E402
from annotator.store.change import StepKind  # noqa: E402
from annotator.store.columns import Cell, spans_out  # noqa: E402
from annotator.store.derived import derive_tables, surface  # noqa: E402
from annotator.store.history import _Tops  # noqa: E402
from annotator.store.patches import Patch  # noqa: E402
from annotator.store.rows import DOCUMENTS, ENTITIES, MENTIONS, STATEMENTS  # noqa: E402
from annotator.store.store import Store  # noqa: E402

MENTIONS_EACH, STATEMENTS_EACH, WORDS_EACH = 20, 2, 400
_A_STEP = 1000  # documents imported at a time
_SYLLABLES = ("ka", "lo", "mi", "ter", "os", "ven", "dar", "il", "sua", "bre",
              "no", "que", "ran", "tis", "gol", "fey", "pa", "zu", "hin", "mar")  # fmt: skip
_TYPES = ("person", "organization", "gpe", "location", "facility", "event")
_KINDS = ("assert", "deny", "allege", "demand")
_AT = "2026-11-01T09:00:00.000+00:00"
_BY = Provenance("ana", _AT, Status.ACCEPTED, "human")
Row = dict[str, Cell]


class Invention:
    """Words, names and texts at random, the same ones each time."""

    def __init__(self, entities: int) -> None:
        self.chance = random.Random(11)  # noqa: S311 - no secret
        self.vocabulary = [self._word(i) for i in range(20_000)]
        # as in any language, few words are most of a text
        self._weights = list(accumulate(1 / (rank + 2) for rank in range(len(self.vocabulary))))
        self.names = [self._name(i) for i in range(entities)]

    def words(self, count: int) -> list[str]:
        """So many words of a text."""
        return self.chance.choices(self.vocabulary, cum_weights=self._weights, k=count)

    def entity(self) -> int:
        """One of the entities; some are in the news much more than others."""
        return int(len(self.names) * self.chance.random() ** 3)

    def _word(self, number: int) -> str:
        syllables = [_SYLLABLES[number % 20], _SYLLABLES[number // 20 % 20]]
        return "".join([*syllables, _SYLLABLES[number // 400 % 20], _SYLLABLES[number // 8000]])

    def _name(self, number: int) -> str:
        first = self.vocabulary[number * 7 % 4001].capitalize()
        return f"{first} {self.vocabulary[number * 13 % 19997].capitalize()} {number}"


class Corpus:
    """Writes a project, a thousand documents a step."""

    def __init__(self, store: Store, documents: int, entities: int) -> None:
        self._store, self._db = store, store._db  # noqa: SLF001 - faster than objects one by one
        self._documents, self._invention = documents, Invention(entities)
        self._mention = MENTIONS.outward(
            Mention(MentionId(0), DocumentId(1), "person", (Span(0, 1),), _BY, level=Level.NAM)
        )
        source = Source(SourceKind.ENTITY, Span(0, 1), MentionId(1), EntityId(1))
        spans = (Span(0, 1),)
        self._statement = STATEMENTS.outward(
            Statement(StatementId(0), DocumentId(1), spans, Form.INDIRECT, "assert", _BY,
                      cue=Span(0, 1), source=source)
        )  # fmt: skip
        self._mentions = self._statements = 0

    def write(self) -> None:
        """Entities first, then the documents with what is on them."""
        self._step("Make entities", self._entities())
        for first in range(0, self._documents, _A_STEP):
            count = min(_A_STEP, self._documents - first)
            self._step(f"Import {count} articles", self._imported(first, count))
        with self._db.atomic():
            derive_tables(self._db)

    def _step(self, label: str, patches: Iterator[Patch]) -> None:
        history = self._store.history
        tops = history._tops()  # noqa: SLF001
        step = history._next_id()  # noqa: SLF001
        what = (StepKind.DO, None, tops.undo)
        with self._db.atomic():
            recording = history._begun(step, what, _Tops(step, None), (label, "ana", _AT))  # noqa: SLF001
            recording.take(list(patches))
            recording.close(label)

    def _entities(self) -> Iterator[Patch]:
        types = len(_TYPES)
        rows = [
            {"id": id, **ENTITIES.outward(Entity(EntityId(0), name, _TYPES[id % types], _BY))}
            for id, name in enumerate(self._invention.names, 1)
        ]
        yield from self._insert("entity", rows)

    def _imported(self, first: int, count: int) -> Iterator[Patch]:
        documents: list[Row] = []
        texts: list[Row] = []
        mentions: list[Row] = []
        statements: list[Row] = []
        for id in range(first + 1, first + count + 1):
            self._invent(id, documents, texts, mentions, statements)
        yield from self._insert("document", documents)
        yield from self._insert("source_text", texts)
        yield from self._insert("mention", mentions)
        yield from self._insert("statement", statements)

    def _invent(
        self, id: int, documents: list[Row], texts: list[Row], mentions: list[Row], said: list[Row]
    ) -> None:
        invention, names = self._invention, self._invention.names
        words = invention.words(WORDS_EACH)
        entities = [invention.entity() for _ in range(MENTIONS_EACH)]
        for place, entity in enumerate(entities):
            words[place * (WORDS_EACH // MENTIONS_EACH)] = names[entity]
        starts = list(accumulate((len(word) + 1 for word in words), initial=0))
        text = " ".join(words) + ".\n"
        title = " ".join(words[1:7]).capitalize()
        document = Document(
            DocumentId(0), f"{title} {id}", sha256_of(text), len(text), _AT, "ana", "en",
            f"article-{id}.txt", published=f"20{10 + id % 16}-{id % 12 + 1:02}-{id % 28 + 1:02}",
        )  # fmt: skip
        documents.append({"id": id, **DOCUMENTS.outward(document)})
        texts.append({"id": id, "text": text.encode()})
        for place, entity in enumerate(entities):
            start = starts[place * (WORDS_EACH // MENTIONS_EACH)]
            mentions.append(self._mention_row(id, entity, Span(start, start + len(names[entity]))))
        said += [self._statement_row(id, starts, n, text) for n in range(STATEMENTS_EACH)]

    def _mention_row(self, document: int, entity: int, span: Span) -> Row:
        self._mentions += 1
        return {
            **self._mention,
            "id": self._mentions,
            "document": document,
            "type": _TYPES[(entity + 1) % len(_TYPES)],
            "entity": entity + 1,
            "start": span.start,
            "end": span.end,
            "bin": bin_of(span),
            "surface": self._invention.names[entity],
        }

    def _statement_row(self, document: int, starts: list[int], number: int, text: str) -> Row:
        self._statements += 1
        place = number * 200
        source = Span(starts[place], starts[place + 1] - 1)
        cue = Span(starts[place + 1], starts[place + 2] - 1)
        content = Span(starts[place + 2], starts[place + 12] - 1)
        extent = Span(source.start, content.end)
        return {
            **self._statement,
            "id": self._statements,
            "document": document,
            "start": extent.start,
            "end": extent.end,
            "bin": bin_of(extent),
            "content_start": content.start,
            "content": spans_out((content,)),
            "kind": _KINDS[self._statements % len(_KINDS)],
            "cue_start": cue.start,
            "cue_end": cue.end,
            "source_start": source.start,
            "source_end": source.end,
            "source_mention": self._mentions - MENTIONS_EACH + 1 + number * 10,
            "source_entity": None,
            "surface": surface(text, (content,)),
        }

    def _insert(self, table: str, rows: list[Row]) -> Iterator[Patch]:
        if not rows:
            return
        names = ", ".join(f'"{name}"' for name in rows[0])
        marks = ", ".join("?" * len(rows[0]))
        sql = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608 - our own names
        self._db.conn.executemany(sql, [tuple(row.values()) for row in rows])
        for row in rows:
            kept = {
                name: cell
                for name, cell in row.items()
                if cell is not None and name not in ("surface", "text")
            }
            yield Patch(table, int(str(row["id"])), None, kept)


def big_project(path: Path, documents: int) -> Path:
    """A project with so many documents, made unless it is there already."""
    if not path.exists():
        unfinished = path.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        store = create_project(unfinished)
        Corpus(store, documents, entities=max(20, documents * 2)).write()
        store.close()
        unfinished.rename(path)
    return path


def main() -> None:
    """Make a project and say how long that took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("path", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    arguments = parser.parse_args()
    begin = time.perf_counter()
    path = big_project(arguments.path, arguments.documents)
    size = path.stat().st_size / 1e6
    print(f"{path}: {size:,.0f} MB in {time.perf_counter() - begin:.0f} s")


if __name__ == "__main__":
    main()
