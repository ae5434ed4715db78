"""Reading what the desk has decided about words: whose names they are, and what was refused."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlite_utils import Database

from annotator.model.ids import DocumentId, EntityId
from annotator.store.guarded import readable

_LAST = "\U0010ffff"
#: Of an entity that is mentioned more often only so many mentions are looked at.
_MOST = 2_000


class Named(NamedTuple):
    """An entity that some words are a name or alias of, and how many mentions it has."""

    words: str
    id: EntityId
    name: str
    type: str
    mentions: int


class Refused(NamedTuple):
    """Words that were refused as a type, and how often."""

    words: str
    type: str
    times: int


class DecidedCue(NamedTuple):
    """Where the cue of a statement stands that was accepted or rejected."""

    document: DocumentId
    start: int
    end: int
    accepted: bool


class Decisions:
    """Looks words up, many at once: one range of an index for each, however large the project."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def in_names(self, words: Collection[str]) -> set[str]:
        """Which of some words, as `words_in` has them, are in a name of an entity."""
        rows = self._db.execute(
            "SELECT value FROM json_each(?) WHERE EXISTS"
            " (SELECT 1 FROM entity_word WHERE word = value)",
            [json.dumps(list(words))],
        )
        return {word for (word,) in rows}

    def named(self, names: Collection[str]) -> list[Named]:
        """The accepted entities with one of some names or aliases, to the letter."""
        entity = "e.id, e.name, e.type, coalesce(t.mentions, 0)"
        counted = "LEFT JOIN entity_tally t ON t.id = e.id WHERE e.status = 'accepted'"
        rows = self._db.execute(
            "WITH asked AS MATERIALIZED (SELECT value FROM json_each(?))"
            f" SELECT value, {entity} FROM asked CROSS JOIN entity e ON e.name = value {counted}"
            f" UNION SELECT value, {entity} FROM asked CROSS JOIN entity_alias a ON a.name = value"
            f" JOIN entity e ON e.id = a.entity {counted}",
            [json.dumps(list(names))],
        )
        with readable(self._db, "an entity"):
            return [Named(words, EntityId(id), *rest) for words, id, *rest in rows.fetchall()]

    def refused(self, beginnings: Collection[str]) -> list[Refused]:
        """The words that were refused and begin like one of these, with each type."""
        rows = self._db.execute(
            "SELECT surface, type, count(*) FROM (SELECT DISTINCT m.id, m.surface, m.type"
            " FROM json_each(?1) AS w CROSS JOIN mention m INDEXED BY idx_mention_decided"
            " ON m.status = 'rejected' AND m.surface >= w.value AND m.surface < w.value || ?2)"
            " GROUP BY surface, type",
            [json.dumps(list(beginnings)), _LAST],
        )
        with readable(self._db, "a mention"):
            return [Refused(*row) for row in rows.fetchall()]

    def accepted(self, words: str, type: str, entities: Sequence[EntityId], most: int) -> int:
        """How often words were accepted as a type, counted up to `most`.

        `entities` are those of whom they may be a name; all others are looked up by the words.
        """
        unlinked = (
            "SELECT 1 FROM mention INDEXED BY idx_mention_decided WHERE entity IS NULL"
            " AND status = 'accepted' AND surface = ? AND type = ? LIMIT ?"
        )
        times = self._count(unlinked, words, type, most)
        linked = (
            "SELECT 1 FROM (SELECT surface, type, status FROM mention WHERE entity = ?"
            f" LIMIT {_MOST}) WHERE surface = ? AND type = ? AND status = 'accepted' LIMIT ?"
        )
        for entity in entities:
            times += self._count(linked, entity, words, type, most)
        return min(times, most)

    def cues(self, latest: int) -> list[DecidedCue]:
        """The cues of the newest statements without quotation marks, by document.

        So many ids are looked at, whatever they are of: that costs the same in any project.
        """
        rows = self._db.execute(
            "SELECT document, cue_start, cue_end, status = 'accepted' FROM statement"
            " WHERE id > (SELECT coalesce(max(id), 0) FROM statement) - ?"
            " AND cue_end > cue_start AND form IN ('indirect', 'reported')"
            " AND status IN ('accepted', 'rejected') ORDER BY document",
            [latest],
        )
        with readable(self._db, "a statement"):
            return [
                DecidedCue(document, start, end, accepted=bool(accepted))
                for document, start, end, accepted in rows.fetchall()
            ]

    def _count(self, sql: str, *values: str | int) -> int:
        return int(self._db.execute(f"SELECT count(*) FROM ({sql})", list(values)).fetchone()[0])
