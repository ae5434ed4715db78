"""Putting right what a check finds in a copy of a project; what cannot be is put aside.

The history comes first: where it is whole it says what every row was. Where it is not, the newest
backup may give back what it has lost. Only without either are the rows themselves judged, and then
the project begins a new history.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from sqlite_utils import Database

from annotator.model.document import sha256_of
from annotator.store.anchoring import anchored
from annotator.store.check import object_findings
from annotator.store.check_history import chain_findings, step_findings
from annotator.store.check_replay import differences
from annotator.store.check_rows import CODECS, blank, row_findings
from annotator.store.check_values import schema_ids
from annotator.store.columns import Cell
from annotator.store.derived import derive_all
from annotator.store.errors import StoreError
from annotator.store.finding import Finding
from annotator.store.guarded import UNREADABLE
from annotator.store.lost import LostAndFound
from annotator.store.migrations import new_project
from annotator.store.new_history import RepairedBy, begin_history
from annotator.store.reading import lenient, row_of, rows
from annotator.store.tables import BY_NAME, CONTENT, HISTORY, PROJECT, SOURCE_TEXT
from annotator.store.texts import Texts

_ROUNDS = 12
_LISTS = {"entity": ("entity_member", "owner"), "statement": ("statement_about", "owner")}
_BATCH = 2000
_GROUPS = {"mention": "entity_type", "entity": "entity_type", "statement": "statement_kind"}


class Mending:
    """The repair of one file, with a backup as second source where there is one."""

    def __init__(
        self, db: Database, backup: Database | None, lost: LostAndFound, by: RepairedBy
    ) -> None:
        self._db, self._backup, self._lost = db, backup, lost
        self._by = by
        self._edited = False
        self._whole = False
        self._new_texts: set[int] = set()

    def run(self, gaps: frozenset[str]) -> None:
        """Do everything; `gaps` names the tables of which rows may be missing."""
        self._take_project()
        # The end of a history may be lost without a trace in what is left of it.
        self._whole = (gaps.isdisjoint({"step", "patch"}) and self._history_is_whole()) or (
            self._take_history(gaps) and self._history_is_whole()
        )
        if self._whole:
            self._follow_history()
        else:
            self._edited = True
            if gaps:
                self._take_missing_rows()
            self._judge_rows()
        self._mend_texts()
        self._mend_corrections()
        self._mend_objects()
        if self._edited:
            begin_history(self._db, self._lost, self._by)
        derive_all(self._db, Texts(self._db), lambda _document: None)

    # Second sources

    def _take_project(self) -> None:
        """The project's own row, which a backup has too; without both, one that says little."""
        wrong = not self._rows("SELECT 1 FROM project WHERE id = 1")
        wrong = wrong or schema_ids(self._schema()) is None
        self._db.conn.execute("DELETE FROM project WHERE id != 1")
        if wrong and self._backup is not None:
            self._lost.put(self._db, "project", 1, "it was damaged, and is the backup's now")
            self._from_backup("project", 1)
        if not self._rows("SELECT 1 FROM project WHERE id = 1"):
            self._edited = True
            new_project(self._db, name="Repaired", created_at=self._by.now, schema=self._by.schema)
        elif schema_ids(self._schema()) is None:
            self._edited = True
            self._lost.put(self._db, "project", 1, "its schema was lost; it has the usual one now")
            self._db.execute("UPDATE project SET schema = ?", [self._by.schema])

    def _schema(self) -> bytes | None:
        found = self._rows("SELECT CAST(schema AS BLOB) FROM project WHERE id = 1")
        return found[0][0] if found else None

    def _history_is_whole(self) -> bool:
        stray = "SELECT 1 FROM patch WHERE step NOT IN (SELECT id FROM step) LIMIT 1"
        if self._rows(stray):
            return False
        try:
            return not [*step_findings(self._db), *chain_findings(self._db)]
        except (StoreError, *UNREADABLE):
            return False

    def _take_history(self, gaps: frozenset[str]) -> bool:
        """Put the backup's steps, which nobody ever changes, into the place of our own.

        Those behind our last one only where the end of the history may have been lost: a file that
        was restored to an earlier state does not have them, and never should.
        """
        if self._backup is None:
            return False
        had = self._steps_of(self._db)
        last = (1 << 62) if gaps & {"step", "patch"} else max(had, default=1 << 62)
        for table in HISTORY:
            step = "id" if table.name == "step" else "step"
            names = ", ".join(f'"{name}"' for name in table.columns)
            marks = ", ".join("?" * len(table.columns))
            self._db.conn.executemany(
                f'INSERT OR REPLACE INTO "{table.name}" ({names}) VALUES ({marks})',
                rows(self._backup, f'SELECT {names} FROM "{table.name}" WHERE {step} <= {last}'),
            )
        self._from_backup("project", 1, only=("uid", "root"))
        taken = len(self._steps_of(self._db) - had)
        told = f"; {taken} steps that were lost, and what they did, are back" if taken else ""
        self._lost.notes.append(f"The history was damaged and is that of a backup now{told}.")
        return True

    @staticmethod
    def _steps_of(db: Database) -> set[int]:
        return {id for (id,) in db.execute("SELECT id FROM step").fetchall()}

    def _from_backup(self, table: str, id: int, only: Iterable[str] = ()) -> bool:
        """Take a row from the backup; False when that does not have it."""
        if self._backup is None:
            return False
        names = list(only) or list(BY_NAME[table].columns)
        listed = ", ".join(f'"{name}"' for name in names)
        sql = f'SELECT {listed} FROM "{table}" WHERE id = ?'
        found = self._backup.execute(sql, [id]).fetchone()
        if found is None:
            return False
        if only:
            sets = ", ".join(f'"{name}" = ?' for name in names)
            self._db.execute(f'UPDATE "{table}" SET {sets} WHERE id = ?', [*found, id])
        else:
            self._put(table, dict(zip(names, found, strict=True)))
        return True

    # Rows

    def _follow_history(self) -> None:
        """Make every row what a whole history says that it became."""
        for one in list(differences(self._db)):
            table, id = one.table.name, one.row
            if one.problem:
                continue
            there = self._rows(f'SELECT 1 FROM "{table}" WHERE id = ?', id)
            if there and one.table is not SOURCE_TEXT:
                self._lost.put(self._db, table, id, "it differed from the history, which was kept")
            if one.played is None:
                self._db.execute(f'DELETE FROM "{table}" WHERE id = ?', [id])
            elif one.table is not SOURCE_TEXT:
                self._put(table, one.played)

    def _take_missing_rows(self) -> None:
        """Bring back the backup's rows that are not here, and that no step is known to delete."""
        if self._backup is None:
            return
        for table in CONTENT:
            here = {id for (id,) in self._rows(f'SELECT id FROM "{table.name}"')}
            gone = self._rows(
                'SELECT "row" FROM patch WHERE "table" = ? AND after IS NULL', table.name
            )
            here |= {id for (id,) in gone}
            for (id,) in rows(self._backup, f'SELECT id FROM "{table.name}"'):
                if id not in here and self._from_backup(table.name, id):
                    self._lost.put(self._db, table.name, id, "it is back from the backup")

    def _judge_rows(self) -> None:
        """Without a history a row must make sense by itself; else the backup's is taken."""
        for kind, codec in CODECS.items():
            for (id,) in self._rows(f'SELECT id FROM "{kind}" ORDER BY id'):
                if not list(row_findings(self._db, BY_NAME[kind], id)):
                    continue
                self._lost.put(self._db, kind, id, "it did not make sense as it was")
                with lenient(self._db):
                    row = row_of(self._db, kind, id) or {}
                try:
                    value = codec.inward({**blank(kind), **row}, ())
                    self._put(kind, {"id": id, **codec.outward(value)})
                except UNREADABLE:
                    if not self._from_backup(kind, id):
                        self._remove(kind, id)

    def _mend_texts(self) -> None:
        """Texts from the backup or the history by their hash; else as they are, under a new one."""
        for finding in self._findings("text"):
            assert finding.where
            id = finding.where.id
            found = self._rows("SELECT sha256 FROM document WHERE id = ?", id)
            if not found:
                self._db.execute("DELETE FROM source_text WHERE id = ?", [id])
                continue
            data = self._text_with(found[0][0])
            if data is None:
                self._edited = True
                self._new_texts.add(id)
                data = self._keep_text(id)
            if data is None:
                self._remove("document", id)
                continue
            self._put("source_text", {"id": id, "text": data})
            text = data.decode()
            self._db.execute(
                "UPDATE document SET sha256 = ?, length = ? WHERE id = ?",
                [sha256_of(text), len(text), id],
            )

    def _mend_corrections(self) -> None:
        """Corrections that do not fit their text go: the text stays as it is read."""
        for finding in self._findings("corrections"):
            assert finding.where
            id = finding.where.id
            reason = "what was corrected in its text is not known any more; the text is as it was"
            self._lost.put(self._db, "document", id, reason)
            self._edited = True
            self._db.execute("UPDATE document SET corrections = NULL WHERE id = ?", [id])

    def _text_with(self, sha256: str) -> bytes | None:
        """A text by its hash, wherever it is."""
        sql = "SELECT text FROM source_text s JOIN document d ON d.id = s.id WHERE d.sha256 = ?"
        sources = [self._db, *([self._backup] if self._backup is not None else [])]
        for source in sources:
            for (data,) in source.execute(sql, [sha256]).fetchall():
                if data is not None and sha256_of(data.decode("utf-8", "replace")) == sha256:
                    return bytes(data)
        for (data,) in rows(self._db, "SELECT heavy FROM patch WHERE heavy IS NOT NULL"):
            if sha256_of(data.decode("utf-8", "replace")) == sha256:
                return bytes(data)
        return None

    def _keep_text(self, id: int) -> bytes | None:
        found = self._rows("SELECT text FROM source_text WHERE id = ?", id)
        if not found or found[0][0] is None:
            return None
        reason = "its text was damaged; it is kept as it is, and may have a few wrong letters"
        self._lost.put(self._db, "document", id, reason)
        return bytes(found[0][0]).decode("utf-8", "replace").encode()

    # Objects

    def _findings(self, *sorts: str) -> list[Finding]:
        return [one for one in object_findings(self._db) if one.what in sorts or not sorts]

    def _mend_objects(self) -> None:
        """Look, put right and look again, since one thing put aside leaves others without it."""
        self._anchor()
        for _ in range(_ROUNDS):
            harmful = [one for one in self._findings() if one.harmful]
            if not harmful:
                return
            self._edited = True
            self._mend_links()
            for finding in harmful:
                if finding.where is not None:
                    self._mend(finding, finding.where.kind, finding.where.id)
            self._judge_rows()

    def _anchor(self) -> None:
        """Move what is not where its words are to where they are, if that is one place."""
        texts = Texts(self._db)
        for finding in self._findings("words", "span"):
            if finding.where is None or finding.where.kind not in ("mention", "statement"):
                continue
            kind, id = finding.where.kind, finding.where.id
            if self._whole and self._document(kind, id) not in self._new_texts:
                continue  # the words are wrong and not the place
            moved = anchored(self._db, texts, kind, id)
            if moved:
                self._lost.put(self._db, kind, id, "it was not at its words, and was moved there")
                self._put(kind, moved)
                self._edited = True

    def _document(self, table: str, id: int) -> Cell:
        found = self._rows(f'SELECT document FROM "{table}" WHERE id = ?', id)
        return found[0][0] if found else None

    def _mend_links(self) -> None:
        """Empty a link that leads nowhere; put aside what cannot be without it."""
        for table, id, _, key in self._rows("PRAGMA foreign_key_check"):
            if table not in BY_NAME or id is None:
                continue
            declared = self._rows(f'PRAGMA foreign_key_list("{table}")')
            column = next((one[3] for one in declared if one[0] == key), None)
            if column is None or not self._rows(f'SELECT 1 FROM "{table}" WHERE id = ?', id):
                continue
            if table in (PROJECT.name, "step", "patch"):
                continue
            self._lost.put(self._db, table, id, f"what its {column} named is gone")
            if column in (*BY_NAME[table].required, "id"):
                self._remove(table, id)
            else:
                self._db.execute(f'UPDATE "{table}" SET "{column}" = NULL WHERE id = ?', [id])

    def _mend(self, finding: Finding, kind: str, id: int) -> None:
        if not self._rows(f'SELECT 1 FROM "{kind}" WHERE id = ?', id):
            return
        reason = finding.sentence.split(": ", 1)[-1].rstrip(".")
        self._lost.put(self._db, kind, id, reason)
        if finding.what == "type" and kind in (*_GROUPS, "relation"):
            self._retype(kind, id)
        elif finding.what in ("document", "loop") and kind == "statement":
            self._db.execute(
                "UPDATE statement SET parent = NULL, source_mention = NULL, addressee_mention ="
                " NULL, time_mention = NULL, place_mention = NULL WHERE id = ?",
                [id],
            )
        elif finding.what == "loop":
            self._db.execute("DELETE FROM entity_member WHERE owner = ?", [id])
        elif finding.what == "row":
            self._mend_entity(finding, id)
        elif finding.what in ("span", "link") and (
            not self._from_backup(kind, id) or self._still(finding)
        ):
            self._remove(kind, id)

    def _mend_entity(self, finding: Finding, id: int) -> None:
        if "member twice" in finding.sentence:
            self._db.execute(
                "DELETE FROM entity_member WHERE id NOT IN"
                " (SELECT min(id) FROM entity_member GROUP BY owner, entity)"
            )
        elif "no name" in finding.sentence:
            self._db.execute("UPDATE entity SET name = ? WHERE id = ?", [f"Entity {id}", id])

    def _still(self, finding: Finding) -> bool:
        return finding in self._findings(finding.what)

    def _retype(self, kind: str, id: int) -> None:
        """The type of the schema that is written nearly so; else it is put aside."""
        known = schema_ids(self._schema()) or {}
        column = "kind" if kind == "statement" else "type"
        group = known.get(_GROUPS.get(kind, "relation_type"), frozenset())
        with lenient(self._db):
            row = row_of(self._db, kind, id) or {}
        near = get_close_matches(str(row.get(column)), sorted(group), 1)
        if near:
            self._db.execute(f'UPDATE "{kind}" SET "{column}" = ? WHERE id = ?', [near[0], id])
        else:
            self._remove(kind, id)

    def _remove(self, table: str, id: int) -> None:
        self._db.execute(f'DELETE FROM "{table}" WHERE id = ?', [id])
        if table in _LISTS:
            list_, owner = _LISTS[table]
            self._db.execute(f'DELETE FROM "{list_}" WHERE "{owner}" = ?', [id])
        if table == "document":
            self._db.execute("DELETE FROM source_text WHERE id = ?", [id])

    def _put(self, table: str, row: dict[str, Cell]) -> None:
        """Write a row over the one that is there; a text of it stays."""
        names = list(dict.fromkeys(["id", *row]))
        others = [n for n in BY_NAME[table].columns if n not in (*names, BY_NAME[table].heavy)]
        cells = [row.get(name) for name in names]
        listed = ", ".join(f'"{name}"' for name in names)
        sets = [f'"{n}" = excluded."{n}"' for n in names if n != "id"]
        sets += [f'"{n}" = NULL' for n in others if n not in BY_NAME[table].derived]
        self._db.execute(
            f'INSERT INTO "{table}" ({listed}) VALUES ({", ".join("?" * len(names))})'
            + (f" ON CONFLICT (id) DO UPDATE SET {', '.join(sets)}" if sets else ""),
            cells,
        )

    def _rows(self, sql: str, *parameters: Cell) -> list[Any]:
        return list(self._db.execute(sql, list(parameters)).fetchall())
