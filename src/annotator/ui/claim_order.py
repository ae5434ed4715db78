"""The order of the claim panel's cards: which row each is, found without going through them all.

Cards stand in text order, or below headings: by source, or by claim. An act moves one or two of
them, in an article that may have tens of thousands.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

Place = tuple[int, int]
"""Where the content of a statement begins, and the statement's id."""


class Row(NamedTuple):
    """One row: a heading, a statement's card, or a field of the open card.

    `key` names the group or the field; `statement` is 0 for a heading.
    """

    kind: Literal["heading", "card", "field"]
    statement: int
    key: str = ""


class Standing(NamedTuple):
    """Where a card stands: below the heading of a group (empty for none), at a place there."""

    group: str
    place: Place


class Order:
    """Cards in groups, the groups in the order of their first cards; without a key comes last.

    Without headings there is one group, of all cards.
    """

    def __init__(self, standings: Iterable[Standing] = (), *, headed: bool = False) -> None:
        self._heading = int(headed)
        self._groups: dict[str, list[Place]] = {}
        self._group_of: dict[int, tuple[str, int]] = {}
        for group, place in standings:
            self._groups.setdefault(group, []).append(place)
            self._group_of[place[1]] = (group, place[0])
        self._count_rows()

    def __len__(self) -> int:
        return len(self._group_of) + self._heading * len(self._groups)

    @property
    def cards(self) -> int:
        """How many cards there are."""
        return len(self._group_of)

    def row(self, number: int) -> Row:
        """The row of a number that there is."""
        at = bisect_right(self._starts, number) - 1
        within = number - self._starts[at] - self._heading
        key = self._keys[at]
        return Row("heading", 0, key) if within < 0 else Row("card", self._groups[key][within][1])

    def rows(self) -> list[Row]:
        """All rows."""
        return [self.row(number) for number in range(len(self))]

    def number_of(self, row: Row) -> int | None:
        """Where a heading or a card is; None for one that is not here."""
        if row.kind == "heading":
            return self._starts[self._keys.index(row.key)] if row.key in self._groups else None
        standing = self.standing(row.statement) if row.kind == "card" else None
        return None if standing is None else self._number_for(standing)

    def standing(self, statement: int) -> Standing | None:
        """Where a card stands; None where it is not here."""
        found = self._group_of.get(statement)
        return None if found is None else Standing(found[0], (found[1], statement))

    def room_for(self, standing: Standing) -> tuple[int, int] | None:
        """The first row that a new card would take, and how many with its heading.

        None when its coming would move its whole group to another place.
        """
        places = self._groups.get(standing.group)
        if places is None:
            keys = sorted([*self._keys, standing.group], key=self._rank(standing))
            at = keys.index(standing.group)
            return self._starts[at] if at < len(self._starts) else len(self), 1 + self._heading
        if self._heading and standing.place < places[0]:
            return None
        return self._number_for(standing), 1

    def rows_of(self, standing: Standing) -> tuple[int, int] | None:
        """The first row that a card has, and how many with a heading that goes with it.

        None when its going would move its whole group to another place.
        """
        places, number = self._groups[standing.group], self._number_for(standing)
        if len(places) == 1:
            return number - self._heading, 1 + self._heading
        return None if self._heading and standing.place == places[0] else (number, 1)

    def put_in(self, standing: Standing) -> None:
        """Have a new card."""
        insort(self._groups.setdefault(standing.group, []), standing.place)
        self._group_of[standing.place[1]] = (standing.group, standing.place[0])
        self._count_rows()

    def take_out(self, standing: Standing) -> None:
        """Have a card no longer."""
        places = self._groups[standing.group]
        del places[bisect_left(places, standing.place)]
        del self._group_of[standing.place[1]]
        if not places:
            del self._groups[standing.group]
        self._count_rows()

    def _number_for(self, standing: Standing) -> int:
        start = self._starts[self._keys.index(standing.group)] + self._heading
        return start + bisect_left(self._groups[standing.group], standing.place)

    def _count_rows(self) -> None:
        self._keys = sorted(self._groups, key=self._rank())
        self._starts: list[int] = []
        row = 0
        for key in self._keys:
            self._starts.append(row)
            row += len(self._groups[key]) + self._heading

    def _rank(self, coming: Standing | None = None) -> Callable[[str], tuple[bool, Place]]:
        """The key by which groups are sorted; `coming` is the only card of a new one."""

        def rank(key: str) -> tuple[bool, Place]:
            alone = coming is not None and key == coming.group
            return not key, coming.place if alone and coming else self._groups[key][0]

        return rank
