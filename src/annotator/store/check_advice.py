"""What is no damage, and yet seldom meant: spaces at the edges of a mention, one made twice."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from annotator.model.ids import Ref
from annotator.store.finding import Finding, found

_MOST = 20
_SPACES = "' ' || char(9, 10, 11, 12, 13, 160, 0x2028, 0x2029, 0xFEFF)"
_SPACED = f"SELECT id FROM mention WHERE surface != trim(surface, {_SPACES})"
_SAME_START = "SELECT document, start FROM mention GROUP BY document, start HAVING count(*) > 1"
_TWICE = (  # an index knows which begin at the same place, and those are few
    f"SELECT max(id) FROM ({_SAME_START}) JOIN mention USING (document, start)"
    " WHERE spans IS NULL AND status <> 'rejected'"
    ' GROUP BY document, start, "end", type, entity HAVING count(*) > 1'
)
_RULES = (
    ("it begins or ends with a space", _SPACED),
    ("it has the place, the type and the entity of another one", _TWICE),
)


def advice(db: Database) -> Iterator[Finding]:
    """The first few mentions that somebody may want to look at, and how many more there are."""
    for problem, sql in _RULES:
        ids = [id for (id,) in db.execute(f"{sql} LIMIT {_MOST + 1}").fetchall()]
        for id in ids[:_MOST]:
            yield found("advice", Ref("mention", id), problem)
        if len(ids) > _MOST:
            yield Finding("advice", None, f"And there are more mentions like that ({problem}).")
