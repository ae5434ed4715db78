"""Workbooks: values as they were saved, days as days, and nothing computed."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from annotator.formats.documents import ImportFailed
from tests.formats.articles.table.workbooks import number, shared, text, workbook

HEAD = text("text") + text("date") + text("n")


def test_a_sheet_is_a_table(desk):
    data = workbook({"Articles": [HEAD, text("Zwei\nZeilen.") + number(45966, 1) + number("1.5")]})

    (article,) = desk.articles("table", data, "a.xlsx")

    assert article.text == "Zwei\nZeilen."
    assert article.document.published == "2025-11-05"
    assert article.document.meta["n"] == "1.5"


@pytest.mark.parametrize(
    ("style", "value", "about", "shown"),
    [
        (1, 45966, "", "2025-11-05"),
        (2, 45966, "", "2025-11-05"),
        (4, 45966.5, "", "2025-11-05T12:00:00"),
        (4, "45966.60416666666", "", "2025-11-05T14:30:00"),
        (1, "2958465.9999999", "", "2958465.9999999"),
        (1, 2958000, '<workbookPr date1904="1"/>', "2958000"),
        (1, 44504, '<workbookPr date1904="1"/>', "2025-11-05"),
        (0, 45966, "", "45966"),
        (3, 45966, "", "45966"),
        (1, "1e99", "", "1e99"),
        (99, 45966, "", "45966"),
    ],
)
def test_a_number_is_a_day_where_its_cell_shows_one(desk, style, value, about, shown):
    data = workbook(
        {"A": [text("text") + text("x"), text("Words.") + number(value, style)]}, about=about
    )

    (article,) = desk.articles("table", data, "a.xlsx")

    assert article.document.meta["x"] == shown


def test_texts_that_cells_share_are_read_with_their_formats_and_without_readings(desk):
    rich = "<r><t>Ada </t></r><r><rPr><b/></rPr><t>Öz</t></r><rPh><t>x</t></rPh>"
    data = workbook(
        {"A": [shared(0), shared(1), shared(2)]},
        ["<t>text</t>", rich, "<t>a_x000D_b_xD83D__xDE00_c_x005F_x</t>"],
    )

    articles = desk.articles("table", data, "a.xlsx")

    assert [each.text for each in articles] == ["Ada Öz", "a\rb😀c_x"]


def test_cells_may_be_missing_or_have_their_place(desk):
    data = workbook(
        {
            "A": [
                HEAD,
                '<c r="A9" t="str"><v>One.</v></c><c r="C9"><v>3</v></c><c r="XFD9"><v>9</v></c>',
                '<c r="B10" t="b"><v>1</v></c>',
                text("Two.") + '<c t="b"><v>1</v></c>',
            ]
        }
    )

    parts = desk.parts("table", data, "a.xlsx")

    one, two = (each for part in parts for each in part.content.documents)
    assert (one.text, one.document.meta["n"]) == ("One.", "3")
    assert (two.text, two.document.meta["date"]) == ("Two.", "true")
    assert [line for part in parts for line in part.losses.lines] == [
        "a.xlsx, A, row 2",
        "a.xlsx, A, row 3",
    ]


def test_a_formula_is_what_it_showed_and_never_computed(desk):
    shown = '<c t="str"><f>CONCATENATE("a","b")</f><v>ab</v></c>'
    wrong = '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    never = "<c><f>WEBSERVICE(A1)</f></c>"
    data = workbook({"A": [HEAD, shown + wrong + never]})

    (first, _) = desk.parts("table", data, "a.xlsx")

    assert [each.text for each in first.content.documents] == ["ab"]
    assert [each.what for each in first.losses.items] == [
        "cells that show an error",
        "formulas that were never computed",
    ]


def test_the_first_sheet_that_is_shown_is_read_and_others_are_told(desk):
    data = workbook({"Old": [HEAD, text("Old.")], "New": [HEAD, text("New.")]}, hidden=["Old"])

    (first, _) = desk.parts("table", data, "a.xlsx")
    (other,) = desk.articles("table", data, "a.xlsx", sheet="old")

    assert [each.text for each in first.content.documents] == ["New."]
    assert "the sheet “New” was read; it also has “Old”" in first.notices[1]
    assert other.text == "Old."
    with pytest.raises(ImportFailed, match="no sheet “None”, but “New”, “Old”"):
        desk.parts("table", data, "a.xlsx", sheet="None")


def test_a_table_of_another_program_is_read(desk):
    book = openpyxl.Workbook()
    book.active.append(["Headline", "Body", "Date"])
    book.active.append(["One", "The words.\nMore.", date(2025, 11, 5)])
    out = BytesIO()
    book.save(out)

    (article,) = desk.articles("table", out.getvalue(), "a.xlsx")

    assert (article.text, article.document.published) == ("The words.\nMore.", "2025-11-05")
