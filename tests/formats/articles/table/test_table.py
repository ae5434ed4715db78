"""Tables of articles: which column is what, and what becomes of the others."""

import json
from dataclasses import replace

import pytest

from annotator.formats.base import Certainty, Start
from annotator.formats.documents import ImportFailed

COLUMNS = ["Headline", "Body", "Publish Date", "Byline", "Source", "URL", "Lang", "ID", "section"]
ROW = [
    "The ferry, late",
    'It is “late”.\n\n"Nobody" knows; why.',
    "2025-11-05T10:00:00Z",
    "Ada Öz",
    "The Paper",
    "https://example.org/1",
    "en-GB",
    "a1",
    "harbour",
]


def csv_of(*rows, separator=","):
    def cell(words):
        special = any(char in words for char in f'{separator}"\n')
        return '"' + words.replace('"', '""') + '"' if special else words

    return "\r\n".join(separator.join(map(cell, row)) for row in rows).encode()


def jsonl_of(*objects):
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in objects).encode()


TABLES = {
    "a.csv": csv_of(COLUMNS, ROW),
    "semicolons.csv": csv_of(COLUMNS, ROW, separator=";"),
    "a.tsv": csv_of(COLUMNS, ROW, separator="\t"),
    "bom.csv": b"\xef\xbb\xbf" + csv_of(COLUMNS, ROW),
    "said.csv": b"sep=|\r\n" + csv_of(COLUMNS, ROW, separator="|"),
    "wide.csv": csv_of(COLUMNS, ROW).decode().encode("utf-16"),
    "a.jsonl": jsonl_of(dict(zip(COLUMNS, ROW, strict=True))),
}


@pytest.mark.parametrize("name", TABLES)
def test_columns_are_known_by_their_names_and_the_others_are_kept(desk, name):
    first, last = desk.parts("table", TABLES[name], name)
    ((article),) = first.content.documents

    document = article.document
    assert article.text == ROW[1]
    assert (document.title, document.author) == ("The ferry, late", "Ada Öz")
    assert (document.published, document.publisher) == ("2025-11-05", "The Paper")
    assert (document.language, document.source_url) == ("en", "https://example.org/1")
    assert (document.meta["id"], document.meta["section"]) == ("a1", "harbour")
    assert first.notices[0] == (
        f"{name}: text is “Body”, title is “Headline”, date is “Publish Date”, author is “Byline”, "
        "publisher is “Source”, url is “URL”, language is “Lang”, id is “ID”; "
        "“section” as metadata."
    )
    assert not last.losses


def test_an_analyst_says_which_column_is_what(desk):
    data = csv_of(["body", "summary", "kicker"], ["The whole.", "In short.", "Ferry"])

    (article,) = desk.articles("table", data, "a.csv", text="summary", title_="kicker")

    assert (article.text, article.document.title) == ("In short.", "Ferry")
    assert article.document.meta["body"] == "The whole."


def test_a_column_may_be_none_and_one_that_is_not_there_is_refused(desk):
    data = csv_of(["body", "title"], ["The whole.", "Ferry"])

    (article,) = desk.articles("table", data, "a.csv", title_="-")

    assert (article.document.title, article.document.meta["title"]) == ("The whole.", "Ferry")
    with pytest.raises(ImportFailed, match=r"no column “words”. It has “body”, “title”"):
        desk.parts("table", data, "a.csv", text="words")


def test_without_a_column_for_the_text_it_is_asked(desk):
    with pytest.raises(ImportFailed, match=r"It has “a”, “b”. Say which it is with --option text="):
        desk.parts("table", b"a,b\n1,2", "a.csv")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-11-05", "2025-11-05"),
        ("2025/11/5", "2025-11-05"),
        ("20251105", "2025-11-05"),
        ("Wed, 05 Nov 2025 10:00:00 GMT", "2025-11-05"),
        ("2025", "2025"),
        ("05/11/2025", None),
        ("last week", None),
    ],
)
def test_a_date_is_a_day_only_where_it_is_certain_which(desk, written, day):
    first, last = desk.parts("table", csv_of(["text", "date"], ["Words.", written]), "a.csv")
    ((article),) = first.content.documents

    assert article.document.published == day
    assert bool(last.notices) == (day is None)
    assert article.document.meta.get("date") == (None if day else written)


def test_rows_without_text_and_rows_that_are_wrong_are_counted(desk):
    data = b'text,title\n,One\nTwo.,2,beyond\n\n"Three"x,3\nFour.,4\n"five,'

    parts = desk.parts("table", data, "a.csv")

    assert [each.text for part in parts for each in part.content.documents] == ["Two.", "Four."]
    assert [line for part in parts for line in part.losses.lines] == [
        "a.csv, line 2",
        "a.csv, line 3",
        "a.csv, line 5: ',' expected after '\"'",
        "a.csv, line 7: unexpected end of data",
    ]


def test_quotation_marks_in_tabs_that_enclose_nothing_are_text(desk):
    data = b'text\ttitle\n"No," she said.\tOne\n'

    (first, _) = desk.parts("table", data, "a.tsv")

    assert [each.text for each in first.content.documents] == ['"No," she said.']
    assert "all of them were taken as text" in first.notices[1]


def test_html_is_read_where_it_is_asked_for_and_told_where_not(desk):
    data = csv_of(["text"], ["<p>One &amp; two.</p><p>Three.</p>"])

    (article,) = desk.articles("table", data, "a.csv", html=True)
    *_, last = desk.parts("table", data, "a.csv")

    assert article.text == "One & two.\n\nThree."
    assert "looks like HTML and was taken as it is" in last.notices[0]


def test_objects_may_have_other_keys_and_values_that_are_no_texts(desk):
    data = jsonl_of(
        {"text": "One.", "n": 1, "tags": ["a", "b"], "deep": {"x": None}, "off": None},
        {"text": "Two.", "more": True},
    )

    one, two = desk.articles("table", data, "a.jsonl")

    meta = dict(one.document.meta)
    del meta["extractor"]
    assert meta == {"n": "1", "tags": "a; b", "deep": '{"x": null}'}
    assert two.document.meta["more"] == "true"


def test_wrong_lines_are_told_and_the_others_come_in(desk):
    data = b'{"text": "One."}\nno\n{"text": 1e999}\n[1]\n\n{"a": 1, "a": 2}\n{"text": "\\ud800"}\n'

    parts = desk.parts("table", data + b'{"text": "Two."}', "a.jsonl")

    assert [each.text for part in parts for each in part.content.documents] == ["One.", "Two."]
    assert [line for part in parts for line in part.losses.lines] == [
        "a.jsonl, line 2: line 1, column 1: not JSON: Expecting value.",
        "a.jsonl, line 3: the number 1e999 is too large.",
        "a.jsonl, line 4: it is no object.",
        "a.jsonl, line 6: the key 'a' is there twice in one object.",
        "a.jsonl, line 7: text: holds half a character (a lone surrogate).",
    ]


def test_columns_of_one_name_and_of_none_are_told_apart(desk):
    (article,) = desk.articles("table", b"text,a,a,,a (2)\nWords.,1,2,3,4", "a.csv")

    meta = dict(article.document.meta)
    del meta["extractor"]
    assert meta == {"a": "1", "a (2)": "2", "column 4": "3", "a (2) (2)": "4"}


def test_a_preview_shows_the_first_rows_and_what_is_guessed(desk, tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(csv_of(COLUMNS, *([ROW] * 9)))

    found = replace(desk.formats.importers["table"], confined=desk.confined).preview(path)

    assert found.columns == tuple(COLUMNS)
    assert len(found.rows) == 5
    assert found.rows[0][1] == 'It is “late”. "Nobody" knows; why.'
    assert found.guess["text"] == "Body"


@pytest.mark.parametrize(
    ("name", "start", "certainty"),
    [
        ("a.csv", b"title,body\n", Certainty.LIKELY),
        ("a.csv", b"name,age\n", Certainty.BY_NAME),
        ("a.tsv", b'"id"\t"Full Text"\n', Certainty.LIKELY),
        ("a.xlsx", b"PK\x03\x04", Certainty.LIKELY),
        ("a.jsonl", b'{"headline": "x", "body": "y"}\n', Certainty.LIKELY),
        ("a.jsonl", b'{"text": "x", "spans": []}\n', Certainty.NO),
        ("a.jsonl", b'{"text": "x", "label": [[0, 1, "A"]]}\n', Certainty.NO),
        ("a.jsonl", b'{"format": "annotator-lines/1"}\n', Certainty.NO),
        ("a.jsonl", b'{"name": "x"}\n', Certainty.NO),
        ("a.txt", b"title,body\n", Certainty.NO),
    ],
)
def test_a_table_is_known_by_a_column_for_the_text(desk, tmp_path, name, start, certainty):
    assert desk.formats.importers["table"].recognises(Start(tmp_path / name, start)) == certainty


def test_columns_are_options_on_the_command_line(desk):
    importer = desk.formats.importer("table", {"text": "summary", "title": "kicker"})

    assert (importer.text, importer.title_) == ("summary", "kicker")
    assert importer.title.startswith("Table of articles")
