from dataclasses import replace

from annotator.formats.base import Stamp
from annotator.formats.documents import new_document
from annotator.formats.file_names import FileNames

ARTICLE = new_document("Words.", "a", Stamp("", ""))


def stems(*names):
    given = FileNames()
    return [given.stem(replace(ARTICLE, source_name=name, title="", id=7)) for name in names]


def test_files_are_called_after_the_files_of_the_articles():
    assert stems("a.txt", "b c/ü: d.html", "..") == ["a", "ü_d", "document-7"]


def test_no_two_files_have_names_that_some_system_takes_for_the_same():
    assert stems("a.txt", "A.txt", "a.html", "e\u0301", "é") == [
        "a",
        "A-2",
        "a-3",
        "e\u0301",
        "é-2",
    ]


def test_names_that_a_system_keeps_for_itself_are_changed_and_long_ones_cut():
    assert stems("CON.txt", "x" * 300) == ["_CON", "x" * 120]
