"""What follows from rows and texts, and is kept beside them so that nobody works it out again.

The words that a mention or a statement is about (`surface`), how many accepted annotations a
document or an entity has, which entity has which aliases, and which words its names have. History
knows nothing of it: it is written with every row, undo and redo included.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlite_utils import Database

from annotator.model.provenance import Status
from annotator.model.span import Span
from annotator.store import columns as c
from annotator.store.columns import Cell, Row
from annotator.store.name_words import words_of
from annotator.store.runs import Runs
from annotator.store.tables import BY_NAME, DERIVED
from annotator.store.texts import Texts

_MOST_COUNTED = 10_000
SURFACE_LIMIT = 200
"""So many code points of the words are kept: enough to find the place again by them."""
_GAP = " … "
_SURFACE_OF: Mapping[str, frozenset[str]] = {
    "mention": frozenset({"document", "start", "end", "spans"}),
    "statement": frozenset({"document", "content"}),
}


_COUNTED: Mapping[str, str] = {"mention": "mentions", "statement": "statements"}
_COUNTED_BY = ("document", "entity", "status")


def surface(text: str, spans: Iterable[Span]) -> str:
    """The words of some spans of a text, joined where there is a gap; only so many of them."""
    parts = [text[span.start : min(span.end, span.start + SURFACE_LIMIT)] for span in spans]
    return parts[0] if len(parts) == 1 else _GAP.join(parts)[:SURFACE_LIMIT]


def surface_spans(table: str, row: Row) -> Iterable[Span]:
    """The spans whose words are the surface of a row."""
    if table == "statement":
        return c.spans_in(row["content"])
    spans = c.spans_in(row.get("spans"))
    return spans or (Span(c.integer(row["start"]), c.integer(row["end"])),)


@dataclass(slots=True)
class _Tally:
    """By how much the numbers of a step's documents or entities change, and which of them go."""

    deltas: defaultdict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    gone: set[int] = field(default_factory=set)

    def add(self, ids: Iterable[Cell], column: str, delta: int) -> None:
        for id, times in Counter(ids).items():
            if isinstance(id, int):
                self.deltas[id][column] += times * delta

    def note(self, rows: Iterable[Row], by: int) -> None:
        """Note what comes (1) or goes (-1), whose numbers are written even where they are 0."""
        for row in rows:
            id = c.integer(row["id"])
            self.deltas.setdefault(id, Counter())
            (self.gone.add if by < 0 else self.gone.discard)(id)


class Derived:
    """Follows the rows that one step writes."""

    def __init__(self, db: Database, texts: Texts) -> None:
        self._db = db
        self._texts = texts
        self._documents, self._entities = _Tally(), _Tally()
        self._untold = Runs()
        """Documents whose text was taken away; another may come in its place."""
        self._retold: set[int] = set()
        """Those to which one came, so that the words of spans in it are others."""

    def surfaces(self, table: str, rows: Sequence[Row]) -> list[str] | None:
        """The words that each of some rows is about; None where the table has no such column."""
        if table not in _SURFACE_OF:
            return None
        document: Cell = None
        text, words = "", []
        for row in rows:  # which are of one document after the other
            if row["document"] != document:
                document = row["document"]
                # a link to a missing document is refused when the step ends
                text = self._texts.of(c.integer(document)) or ""
            words.append(surface(text, surface_spans(table, row)))
        return words

    def cells_after(self, table: str, row: Row, changed: Iterable[str]) -> dict[str, Cell]:
        """The derived columns that a change of some columns touches, of the row after it."""
        if not _SURFACE_OF.get(table, frozenset()).intersection(changed):
            return {}
        (words,) = self.surfaces(table, [row]) or ("",)
        return {"surface": words}

    def came(self, table: str, rows: Sequence[Row]) -> None:
        """Follow new rows."""
        self._counted(table, rows, 1)
        if table == "entity":
            _list_names(self._db, rows)
        elif BY_NAME[table].heavy:
            self._retold |= {id for row in rows if (id := c.integer(row["id"])) in self._untold}

    def went(self, table: str, row: Row) -> None:
        """Follow a row that was taken away."""
        self._counted(table, [row], -1)
        if table == "entity":
            self._forget_names(row)
        elif BY_NAME[table].heavy:
            self._untold.add(c.integer(row["id"]))

    def _counted(self, table: str, rows: Sequence[Row], by: int) -> None:
        if table in _COUNTED:
            self._count(table, rows, by)
        elif table == "document":
            self._documents.note(rows, by)
        elif table == "entity":
            self._entities.note(rows, by)

    def moved(self, table: str, before: Row, after: Row) -> None:
        """Count a row that was decided about, or whose links changed; both are whole rows."""
        if table in _COUNTED and any(before.get(name) != after.get(name) for name in _COUNTED_BY):
            self._count(table, [before], -1)
            self._count(table, [after], 1)

    def _count(self, table: str, rows: Iterable[Row], by: int) -> None:
        """Count mentions or statements, those that were accepted."""
        counted = [row for row in rows if row.get("status") == Status.ACCEPTED]
        self._documents.add((row["document"] for row in counted), _COUNTED[table], by)
        if table == "mention":
            self._entities.add((row.get("entity") for row in counted), "mentions", by)

    def renamed(self, table: str, before: Row, after: Row) -> None:
        """Follow the names of an entity; both are whole rows."""
        if table == "entity" and any(before[name] != after[name] for name in ("name", "aliases")):
            self._forget_names(before)
            _list_names(self._db, [after])

    def _forget_names(self, row: Row) -> None:
        """List an entity under none of its names."""
        for table in ("entity_alias", "entity_word"):
            self._db.execute(f'DELETE FROM "{table}" WHERE entity = ?', [row["id"]])

    def flush_if_many(self) -> None:
        """Write what was counted before it takes much memory."""
        if len(self._documents.deltas) + len(self._entities.deltas) >= _MOST_COUNTED:
            self._flush_counts()

    def flush(self) -> None:
        """Write what was counted and what words changed; the last thing in a step."""
        for document in self._retold:
            for table in _SURFACE_OF:
                _derive_surfaces(self._db, self._texts, table, document)
        self._untold, self._retold = Runs(), set()
        self._flush_counts()

    def _flush_counts(self) -> None:
        self._db.conn.executemany(
            "INSERT INTO document_tally (id, mentions, statements) VALUES (?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET mentions = mentions + excluded.mentions,"
            " statements = statements + excluded.statements",
            [
                (id, delta["mentions"], delta["statements"])
                for id, delta in self._documents.deltas.items()
            ],
        )
        self._db.conn.executemany(
            "INSERT INTO entity_tally (id, mentions) VALUES (?, ?)"
            " ON CONFLICT (id) DO UPDATE SET mentions = mentions + excluded.mentions",
            [(id, delta["mentions"]) for id, delta in self._entities.deltas.items()],
        )
        for tally, table in ((self._documents, "document_tally"), (self._entities, "entity_tally")):
            for id in tally.gone:
                self._db.execute(f'DELETE FROM "{table}" WHERE id = ?', [id])
        self._documents, self._entities = _Tally(), _Tally()


def derive_all(db: Database, texts: Texts, derived: Callable[[int], None]) -> None:
    """Fill everything derived of a whole project, whatever is there now.

    `derived` hears of each document that is done; only one is in memory at a time.
    """
    for document in _documents(db):
        for table in _SURFACE_OF:
            _derive_surfaces(db, texts, table, document)
        derived(document)
    derive_tables(db)


def derive_tables(db: Database) -> None:
    """Fill the derived tables alone: counts, and lists of names."""
    for kept in DERIVED:
        db.execute(f'DELETE FROM "{kept.name}"')
    names = ("id", "name", "aliases")
    entities = db.execute(f"SELECT {', '.join(names)} FROM entity ORDER BY id").fetchall()
    _list_names(db, [dict(zip(names, cells, strict=True)) for cells in entities])
    count_all(db)


def count_all(db: Database) -> None:
    """Count what was accepted anew; nothing that is only suggested, or was rejected, counts."""
    db.execute(
        "INSERT OR REPLACE INTO document_tally (id, mentions, statements)"
        " SELECT o.id, coalesce(m.n, 0), coalesce(s.n, 0) FROM document o"
        f" LEFT JOIN ({accepted_of('mention', 'document')}) m ON m.id = o.id"
        f" LEFT JOIN ({accepted_of('statement', 'document')}) s ON s.id = o.id"
    )
    db.execute(
        "INSERT OR REPLACE INTO entity_tally (id, mentions) SELECT o.id, coalesce(m.n, 0)"
        f" FROM entity o LEFT JOIN ({accepted_of('mention', 'entity')}) m ON m.id = o.id"
    )


def accepted_of(table: str, owner: str) -> str:
    """SQL for how many accepted rows (`n`) of a table each document or entity (`id`) has.

    All of them less the others: an index counts all, and one each finds the few others, while
    looking at the status of each would read every row.
    """
    others = " UNION ALL ".join(
        f'SELECT "{owner}", -1 FROM "{table}" WHERE status = \'{status}\''
        for status in Status
        if status is not Status.ACCEPTED
    )
    return (
        f'SELECT id, sum(n) AS n FROM (SELECT "{owner}" AS id, count(*) AS n FROM "{table}"'
        f' GROUP BY "{owner}" UNION ALL {others}) GROUP BY id'
    )


def _list_names(db: Database, rows: Sequence[Row]) -> None:
    """List entities under their aliases and under the words of all their names."""
    db.conn.executemany(
        "INSERT INTO entity_alias (entity, name) VALUES (?, ?)",
        ((row["id"], name) for row in rows for name in aliases_of(row)),
    )
    db.conn.executemany(
        "INSERT INTO entity_word (entity, word) VALUES (?, ?)",
        ((row["id"], word) for row in rows for word in words_of(row)),
    )


def aliases_of(row: Row) -> list[str]:
    """The aliases of an entity's row, each once."""
    return list(dict.fromkeys(c.strings_in(row.get("aliases"))))


def _documents(db: Database) -> list[int]:
    return [id for (id,) in db.execute("SELECT id FROM document ORDER BY id").fetchall()]


def _derive_surfaces(db: Database, texts: Texts, table: str, document: int) -> None:
    names = ["id", *sorted(_SURFACE_OF[table])]
    listed = ", ".join(f'"{name}"' for name in names)
    sql = f'SELECT {listed} FROM "{table}" WHERE document = ?'
    rows = db.execute(sql, [document]).fetchall()
    if not rows:
        return
    text = texts.of(document) or ""
    db.conn.executemany(
        f'UPDATE "{table}" SET surface = ? WHERE id = ?',
        (
            (surface(text, surface_spans(table, row)), row["id"])
            for row in (dict(zip(names, cells, strict=True)) for cells in rows)
        ),
    )
