"""Cells of a table for a spreadsheet: text that no spreadsheet takes for a formula."""

from __future__ import annotations

import re

MARK = "'"
"""How a cell begins that a spreadsheet would compute; it then shows the words as they are."""

# What spreadsheets compute, in ASCII and as the full-width signs that East Asian versions take for
# the same; white space and invisible characters before them are skipped by some. A cell that
# begins with the mark itself gets another, so that taking one off gives back what was there.
_COMPUTED = re.compile(r"[\s\x00-\x1f\u200b-\u200f\u2060\ufeff]*[=+\-@|＝＋－＠−]|[\t\r\n]|'")  # noqa: RUF001 - meant


def cell(words: str) -> str:
    """The text of a cell, marked if a spreadsheet would compute it or lose its first character.

    Separators and quotation marks are the concern of the writer of the table (`csv`).
    """
    return MARK + words if _COMPUTED.match(words) else words


def words_of(cell: str) -> str:
    """The words that a cell was made of."""
    return cell.removeprefix(MARK)
