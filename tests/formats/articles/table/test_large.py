"""A table of any size takes as much memory as its rows do."""

import tracemalloc
from io import BufferedReader, BytesIO
from random import Random

import pytest

from annotator.formats.articles.table.reading import articles, preview
from annotator.formats.documents import ImportFailed
from tests.formats.articles.table.workbooks import text, workbook
from tests.formats.endless import Endless

MEGABYTE = 1_000_000
WORDS = b"A long story of many words, told in a row of its own. " * 300
LINE = b'1,"' + WORDS + b'"\n'
SIZE = 10 * MEGABYTE


def peak_of(file, name, **options):
    """The number of articles, and how much memory there was at most while they were read."""
    tracemalloc.start()
    try:
        count = sum(1 for each in articles(file, name, options) if each.text)
        return count, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("name", "encoding"), [("a.csv", ""), ("a.csv", "cp1252"), ("a.tsv", ""), ("a.jsonl", "")]
)
def test_a_table_in_text_is_read_row_by_row(name, encoding):
    before = {"csv": b"id,text\n", "tsv": b"id\ttext\n", "jsonl": b""}[name.partition(".")[2]]
    line = {
        "csv": LINE,
        "tsv": LINE.replace(b",", b"\t", 1),
        "jsonl": b'{"id": 1, "text": "' + WORDS + b'"}\n',
    }[name.partition(".")[2]]
    size = len(before) + SIZE // len(line) * len(line)

    count, most = peak_of(BufferedReader(Endless(size, line, before)), name, encoding=encoding)

    assert count == SIZE // len(line)
    assert most < 3 * MEGABYTE


def test_a_sheet_is_read_row_by_row():
    chance = Random(1)
    rows = [text("text"), *[text(chance.randbytes(8_000).hex()) for _ in range(600)]]
    book = workbook({"A": rows})

    count, most = peak_of(BytesIO(book), "a.xlsx")

    assert count == 600
    assert most < 3 * MEGABYTE


def test_a_row_that_is_too_long_is_told_and_the_others_come_in(monkeypatch):
    monkeypatch.setattr("annotator.formats.articles.table.reading.MOST_STORED", 1000)
    file = BytesIO(b"text\nOne.\n" + b"\xc3\xbc" * 501 + b"\nTwo.\n")

    *rows, last = articles(file, "a.csv", {})

    assert [each.text for each in rows] == ["One.", "Two."]
    assert rows[1].losses.lines == ("a.csv, line 3",)
    assert not last.losses


def test_a_row_without_an_end_is_refused(monkeypatch):
    monkeypatch.setattr("annotator.formats.articles.table.csv_rows.MOST_OF_ARTICLE", MEGABYTE)
    file = Endless(10 * MEGABYTE, b'"x\n",', b"text,n\nOne.,1\n")

    with pytest.raises(ImportFailed, match=r"begins in line 3 has more than 1,000,000 characters"):
        list(articles(BufferedReader(file), "a.csv", {"separator": "comma"}))


def test_a_quotation_mark_in_tabs_that_is_never_closed_is_text_however_much_follows(monkeypatch):
    monkeypatch.setattr("annotator.formats.articles.table.csv_rows.MOST_OF_ARTICLE", 1000)
    file = BytesIO(b'text\tn\n"No, she said.\t1\n' + b"Words.\t2\n" * 1000)

    found = [each.text for each in articles(file, "a.tsv", {})]

    assert found == ['"No, she said.', *["Words."] * 1000, ""]


def test_what_is_shown_of_a_table_of_lines_is_read_and_no_more():
    file = Endless(10**12, b'{"id": 1, "text": "' + WORDS + b'"}\n')

    (shown,) = preview(BufferedReader(file), "a.jsonl", {})

    assert len(shown.rows) == 5
    assert file.most < 3 * MEGABYTE


def test_a_byte_that_is_wrong_far_behind_is_told_and_nothing_is_guessed(desk):
    data = b"text\n" + "Ein Bürgermeister sagte nein.\n".encode() * 60_000 + b"B\xfcrger\n"

    with pytest.raises(ImportFailed, match=r"a\.csv is not valid utf-8 at byte 1860006"):
        desk.parts("table", data, "a.csv")
