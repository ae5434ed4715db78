"""Whether what is kept beside the rows follows from them: words of spans, counts, hashes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from sqlite_utils import Database

from annotator.model.ids import Ref
from annotator.store.chain import first_row, links, root
from annotator.store.check_rows import Rows
from annotator.store.columns import Cell
from annotator.store.derived import aliases_of, surface, surface_spans
from annotator.store.finding import Finding, found
from annotator.store.name_words import words_of
from annotator.store.texts import Texts


def derived_findings(db: Database, rows: Rows) -> Iterator[Finding]:
    """Everything that does not follow from the rows and texts that it is derived of."""
    texts = Texts(db)
    yield from _surfaces(db, texts, rows, "mention")
    yield from _surfaces(db, texts, rows, "statement")
    yield from _tallies(db, rows)


def chain_findings(db: Database) -> Iterator[Finding]:
    """The first place where the hashes of the history do not follow from one another."""
    (stored,) = db.execute("SELECT root FROM project WHERE id = 1").fetchone()
    if stored != root(*first_row(db)):
        yield Finding("history", None, "The project's own row is not as it was made (its hash).")
    for step, due, there in links(db, stored or ""):
        if due != there:
            told = f"Step {step} of the history is not as it was written (its hash differs)."
            yield Finding("history", None, told)
            return


def _surfaces(db: Database, texts: Texts, rows: Rows, table: str) -> Iterator[Finding]:
    stored = dict(db.execute(f'SELECT id, surface FROM "{table}"').fetchall())
    in_text_order = sorted(rows.tables[table].items(), key=lambda one: str(one[1].get("document")))
    for id, row in in_text_order:
        if row.get("document") not in rows.lengths or id not in rows.values[table]:
            continue  # told elsewhere
        due = surface(texts.of(int(str(row["document"]))) or "", surface_spans(table, row))
        if stored.get(id) != due:
            where = Ref("mention" if table == "mention" else "statement", id)
            yield found("span", where, f"its words are {due!r} in the text, not {stored.get(id)!r}")


def _tallies(db: Database, rows: Rows) -> Iterator[Finding]:
    mentions, statements = rows.tables["mention"].values(), rows.tables["statement"].values()
    here, said = _count(mentions, "document"), _count(statements, "document")
    documents = {id: (here[id], said[id]) for id in rows.tables["document"]}
    meant = _count(mentions, "entity")
    entities = {id: (meant[id],) for id in rows.tables["entity"]}
    yield from _miscounted(db, "document_tally", documents)
    yield from _miscounted(db, "entity_tally", entities)
    yield from _mislisted(db, rows, "entity_alias", "name", aliases_of)
    yield from _mislisted(db, rows, "entity_word", "word", words_of)


def _mislisted(
    db: Database,
    rows: Rows,
    table: str,
    column: str,
    listed: Callable[[Mapping[str, Cell]], Iterable[str]],
) -> Iterator[Finding]:
    """The entities that are not listed in a table under just what they should be."""
    entities, whole = rows.tables["entity"], rows.values["entity"]
    due = Counter((id, name) for id in whole for name in listed(entities[id]))
    stored = Counter(db.execute(f'SELECT entity, "{column}" FROM "{table}"').fetchall())
    differing = {entity for entity, _ in (due - stored) + (stored - due)}
    # of a row that makes no sense nothing follows; it is told elsewhere
    for entity in sorted(differing - (entities.keys() - whole.keys())):
        told = f"{table}: entity {entity} is not listed under its names."
        yield Finding("count", None, told)


def _miscounted(db: Database, table: str, due: Mapping[int, tuple[int, ...]]) -> Iterator[Finding]:
    stored = {id: tuple(rest) for id, *rest in db.execute(f'SELECT * FROM "{table}"')}
    for id in sorted(stored.keys() | due.keys()):
        if stored.get(id) != due.get(id):
            told = f"{table} {id}: the count is not what is in the project."
            yield Finding("count", None, told)


def _count(rows: Iterable[Mapping[str, Cell]], column: str) -> Counter[Cell]:
    return Counter(row[column] for row in rows if column in row)
