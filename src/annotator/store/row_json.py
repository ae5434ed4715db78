"""Rows to JSON for steps of a million of them; not loaded before there is one."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from annotator.store.columns import Cell, dump

_ENCODER = msgspec.json.Encoder(order="sorted")


def dump_row(row: Mapping[str, Cell]) -> str:
    """The very text that `dump` makes of the cells of a row, in a tenth of the time."""
    if "confidence" in row:  # the only fractions that there are, which msgspec may write otherwise
        return dump(row)
    return _ENCODER.encode(row).decode()
