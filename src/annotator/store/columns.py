"""How small values are written into columns: spans, lists, provenance."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from annotator.model.attributes import AttributeValue
from annotator.model.correction import Corrections, Edit
from annotator.model.ids import EntityId, Kind, MentionId, Ref
from annotator.model.provenance import Provenance, Status
from annotator.model.span import Span, Spans
from annotator.model.statement import Party

Cell = str | int | float | bytes | None
Row = Mapping[str, Cell]
MOST_CHARACTERS = 1_000_000
"""The longest cell but for the text of an article: a name of a hundred million characters would
have to be painted, and lists of that length be made."""
_NOBODY = Party()
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def dump(value: object) -> str:
    """Compact JSON with keys in a fixed order, so that equal values are equal text."""
    return _ENCODER.encode(value)


def parsed(cell: str) -> Any:  # noqa: ANN401 - what JSON holds
    """The value of a JSON cell. Raises ValueError when it is none, or too long to be ours."""
    return json.loads(_short(cell))


def _short(cell: str) -> str:
    if len(cell) > MOST_CHARACTERS:
        raise ValueError(f"{len(cell)} characters are more than annotator writes there")
    return cell


def integer(cell: Cell) -> int:
    """A cell that the table declares as an integer."""
    assert isinstance(cell, int)
    return cell


def text(cell: Cell) -> str:
    """A text cell; empty where nothing is stored."""
    return "" if cell is None else _text(cell)


def optional_text(cell: Cell) -> str | None:
    """A text cell that may be empty."""
    return None if cell is None else _text(cell)


def _text(cell: Cell) -> str:
    assert isinstance(cell, str)
    return cell if len(cell) <= MOST_CHARACTERS else _short(cell)


def spans_out(spans: Iterable[Span]) -> str | None:
    """Spans as `[[start,end],...]`; nothing when there are none."""
    pairs = ",".join([f"[{span.start},{span.end}]" for span in spans])
    return f"[{pairs}]" if pairs else None


def spans_in(cell: Cell) -> Spans:
    """The spans of a cell."""
    return tuple(Span(start, end) for start, end in parsed(cell)) if isinstance(cell, str) else ()


def span_out(name: str, span: Span | None) -> dict[str, Cell]:
    """An optional span in two columns, `<name>start` and `<name>end`."""
    start, end = _ends(name)
    return {start: span.start, end: span.end} if span else {start: None, end: None}


@cache
def _ends(name: str) -> tuple[str, str]:
    return f"{name}start", f"{name}end"


def span_in(name: str, row: Row) -> Span | None:
    """The optional span of two columns."""
    start = row[f"{name}start"]
    return None if start is None else Span(integer(start), integer(row[f"{name}end"]))


def party_out(name: str, party: Party) -> dict[str, Cell]:
    """A party in its four columns."""
    start, end, mention, entity = _of_party(name)
    span = party.span
    return {
        start: span.start if span else None,
        end: span.end if span else None,
        mention: party.mention,
        entity: party.entity,
    }


@cache
def _of_party(name: str) -> tuple[str, str, str, str]:
    return f"{name}_start", f"{name}_end", f"{name}_mention", f"{name}_entity"


def party_in(name: str, row: Row) -> Party:
    """The party of four columns."""
    mention, entity = row[f"{name}_mention"], row[f"{name}_entity"]
    if mention is None and entity is None and row[f"{name}_start"] is None:
        return _NOBODY
    return Party(
        span_in(f"{name}_", row),
        None if mention is None else MentionId(integer(mention)),
        None if entity is None else EntityId(integer(entity)),
    )


def ref_out(name: str, ref: Ref, kinds: Iterable[Kind]) -> dict[str, Cell]:
    """A link to one of several tables: a column a kind, all empty but one.

    Raises ValueError for a kind that this link cannot have.
    """
    columns: dict[str, Cell] = {f"{name}_{kind}": None for kind in kinds}
    if f"{name}_{ref.kind}" not in columns:
        raise ValueError(f"no {name} of kind {ref.kind}")
    columns[f"{name}_{ref.kind}"] = ref.id
    return columns


def ref_in(name: str, row: Row, kinds: Iterable[Kind]) -> Ref:
    """The link in whichever column is filled."""
    for kind in kinds:
        id = row[f"{name}_{kind}"]
        if id is not None:
            return Ref(kind, integer(id))
    raise ValueError(f"row {integer(row['id'])} has no {name}")


def attributes_out(attributes: Mapping[str, AttributeValue]) -> str | None:
    """Extra values as a JSON object; nothing when there are none."""
    return dump(dict(attributes)) if attributes else None


def attributes_in(cell: Cell) -> dict[str, AttributeValue]:
    """The extra values of a cell."""
    if not isinstance(cell, str):
        return {}
    return {k: tuple(v) if isinstance(v, list) else v for k, v in parsed(cell).items()}


def strings_out(values: Iterable[str]) -> str | None:
    """A list of strings as JSON; nothing when it is empty."""
    values = list(values)
    return dump(values) if values else None


def strings_in(cell: Cell) -> tuple[str, ...]:
    """The strings of a cell."""
    return tuple(parsed(cell)) if isinstance(cell, str) else ()


def provenance_out(provenance: Provenance) -> dict[str, Cell]:
    """Who, when and how, in their columns."""
    return {
        "author": provenance.author,
        "created_at": provenance.created_at,
        "status": provenance.status.value,
        "origin": provenance.origin,
        "modified_at": provenance.modified_at,
        "confidence": provenance.confidence,
    }


def provenance_in(row: Row) -> Provenance:
    """Who, when and how."""
    return provenance_of(
        row["author"],
        row["created_at"],
        row["status"],
        row["origin"],
        row["modified_at"],
        row["confidence"],
    )


@lru_cache(maxsize=1024)
def provenance_of(*cells: Cell) -> Provenance:
    """Who, when and how, of the cells in their order. What was made in one act has the same."""
    author, created_at, status, origin, modified_at, confidence = cells
    return Provenance(
        text(author),
        text(created_at),
        Status(text(status)),
        text(origin),
        optional_text(modified_at),
        confidence if isinstance(confidence, float) else None,
    )


def corrections_out(corrections: Corrections | None) -> str | None:
    """Corrections as a JSON object; nothing for none."""
    if corrections is None:
        return None
    edits = [[e.start, e.end, e.original, e.author, e.at] for e in corrections.edits]
    return dump({"sha256": corrections.sha256, "edits": edits})


def corrections_in(cell: Cell) -> Corrections | None:
    """The corrections in a cell. Raises ValueError, TypeError or KeyError for what is none."""
    if cell is None:
        return None
    tree = parsed(_text(cell))
    edits = tuple(
        Edit(int(s), int(e), str(w), str(who), str(at)) for s, e, w, who, at in tree["edits"]
    )
    return Corrections(str(tree["sha256"]), edits)
