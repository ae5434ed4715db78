"""SQL that prints a row as the patch that made it holds it, to be compared with that."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.store.tables import CONTENT, Table

_PLAIN = frozenset(
    {"author", "created_at", "modified_at", "status", "origin", "level", "form", "type", "spans"}
)
"""Text that JSON hardly ever writes otherwise; a row where it does is looked at closely."""
_PARTY = ("start", "end", "mention", "entity")
_SELDOM = frozenset(
    {"attributes", "confidence", "modified_at", "spans", "head_start", "head_end", "stands_for"}
    | {"value", "parent", "claim", "channel", "checkworthy", "kb_id", "description", "aliases"}
    | {"agent", "target", "time", "place", "realis", "source_url", "publisher", "meta"}
    | {f"{who}_{what}" for who in ("addressee", "time", "place") for what in _PARTY}
)
"""Columns in which most rows have nothing; a row without any of them is printed in less time."""
_USUAL = frozenset({"doubt", "origin"})
"""Columns in which most rows have something, though they need not."""
_MOST_COMPARED = 1 << 20
_FLOAT = {
    table.name: [name for name, type_ in table.columns.items() if type_ is float]
    for table in CONTENT
}


def canonical(
    table: Table, alias: str, *, without: frozenset[str] = frozenset(), filled: Iterable[str] = ()
) -> str:
    """SQL for a row as the patch that made it holds it: JSON without empty cells, keys in order.

    One call makes all of it; joining piece by piece takes SQLite ten times as long. It is made in
    less time where it is known which columns are empty (`without`) and which are `filled`.
    """
    left_out = {table.heavy, *table.derived, *without}
    pattern, cells, first = "", [], True
    for name in sorted(set(table.columns) - left_out):
        always = name in (*table.required, "id", *filled)
        before, after = ("", "," if not always else "") if first else (",", "")
        first = first and not always
        cell, key = f'{alias}."{name}"', f'"{name}":'
        sign, value = _written(table, name, cell)
        if always:
            pattern += f"{before}{key}{sign}"
            cells.append(value)
        else:  # nothing joined with something is nothing, and is printed as nothing
            pattern += "%s"
            quote = '"' if sign == '"%s"' else ""
            end = f" || '{quote}{after}'" if quote or after else ""
            cells.append(f"'{before}{key}{quote}' || {value}{end}")
    return f"printf('{{{pattern}}}', {', '.join(cells)})"


def as_made(table: Table) -> str:
    """SQL for whether a row `r` is as the patch `p` made it: 1 when that is certain."""
    seldom, usual = (sorted(names & set(table.columns)) for names in (_SELDOM, _USUAL))
    plain = [f'r."{name}" IS NULL' for name in seldom]
    plain += [f'r."{name}" IS NOT NULL' for name in usual]
    without = frozenset(seldom)
    cases = [
        (plain, canonical(table, "r", without=without, filled=usual), without),
        ([], canonical(table, "r"), frozenset()),
    ]
    whens = " ".join(
        f"WHEN {' AND '.join((*conditions, is_small(table, 'r', left_out)))} THEN p.after = {row}"
        for conditions, row, left_out in cases
    )
    return f"CASE {whens} END{_floats(table)}"


def is_small(table: Table, alias: str, without: frozenset[str] = frozenset()) -> str:
    """SQL that a row has no huge texts, so that those are not copied to be compared."""
    left_out = {table.heavy, *table.derived, *(_PLAIN - {"spans"}), *without}
    texts = [name for name, type_ in table.columns.items() if type_ is str and name not in left_out]
    lengths = [f'coalesce(length({alias}."{name}"), 0)' for name in texts]
    return f"{' + '.join(lengths)} < {_MOST_COMPARED}" if lengths else "1"


def _written(table: Table, name: str, cell: str) -> tuple[str, str]:
    """How a column is printed in JSON, and SQL for what is printed."""
    if table.columns[name] is int:
        return "%d", cell
    if name in _PLAIN:
        return '"%s"', cell
    return "%s", f"CASE WHEN {cell} IS NOT NULL THEN json_quote({cell}) END"


def _floats(table: Table) -> str:
    """SQL that compares numbers themselves, of which JSON made by SQLite drops the last digits."""
    return "".join(
        f' AND CASE WHEN r."{name}" IS NULL THEN 1 WHEN json_valid(p.after)'
        f" THEN json_extract(p.after, '$.{name}') = r.\"{name}\" END"
        for name in _FLOAT[table.name]
    )
