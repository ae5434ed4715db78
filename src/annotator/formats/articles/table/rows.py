"""A table as it is read: the names of its columns, then row after row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count

from annotator.formats.documents import ImportFailed
from annotator.formats.losses import Tally

MOST_COLUMNS = 1000
_MOST_OF_NAME = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """What stands in a row, by column; `place` says which, as `row 3`.

    `share` is how much of the file was read.
    """

    place: str
    values: Mapping[str, str]
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table. What is wrong in it is counted in `tally` as its rows are read."""

    columns: tuple[str, ...]
    rows: Iterator[Row]
    tally: Tally = field(default_factory=Tally)
    notices: tuple[str, ...] = ()
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Preview:
    """The columns of a table, its first rows (a cell for each column), and what is guessed."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    guess: dict[str, str]


def named(cells: Sequence[str], name: str) -> tuple[str, ...]:
    """Names for all columns, by the cells of the first row; `name` is the file's.

    Raises ImportFailed for a row that is none of names.
    """
    if len(cells) > MOST_COLUMNS:
        raise ImportFailed(
            f"{name} was not read: its first row has {len(cells):,} cells, and {MOST_COLUMNS:,} "
            "columns are the most."
        )
    names: dict[str, None] = {}
    for number, cell in enumerate(cells, 1):
        base = " ".join(cell.split()) or f"column {number}"
        if len(base) > _MOST_OF_NAME:
            raise ImportFailed(
                f"{name} was not read: its first row does not name the columns; a cell in it has "
                f"{len(base):,} characters. Add a row of names."
            )
        again = (f"{base} ({time})" for time in count(2))
        names[next(each for each in chain((base,), again) if each not in names)] = None
    return tuple(names)
