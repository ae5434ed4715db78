"""Word, OpenDocument and rich text: tables, lists, notes, boxes, recorded changes, code pages."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from annotator.formats.documents import ImportFailed
from tests.formats.archives import zipped
from tests.formats.articles.containers import docx_of, odt_of, rtf_of

DC = "http://purl.org/dc/elements/1.1/"


# Word


def word(text, properties=""):
    return f"<w:p>{properties}<w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def test_word_tables_are_lines_of_cells(desk):
    cell = "<w:tc>{}</w:tc>"
    row = f"<w:tr>{cell.format(word('1998') + word('spring'))}{cell.format(word('12,000'))}</w:tr>"

    text = desk.text(docx_of(f"{word('Before')}<w:tbl>{row}{row}</w:tbl>{word('After')}"), "a.docx")

    assert text == "Before\n\n1998 spring\t12,000\n1998 spring\t12,000\n\nAfter"


def test_word_notes_stand_at_the_end_with_their_numbers(desk):
    note = "<w:footnotes xmlns:w='{}'>{}</w:footnotes>".format(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "".join(f"<w:footnote w:id='{n}'>{word(f'Note {n}.')}</w:footnote>" for n in (7, 9)),
    )
    body = "".join(
        f"<w:p><w:r><w:t>Words</w:t></w:r><w:r><w:footnoteReference w:id='{n}'/></w:r></w:p>"
        for n in (7, 9)
    )

    text = desk.text(docx_of(body, word__footnotes=note), "a.docx")

    assert text == "Words[1]\n\nWords[2]\n\n[1] Note 7.\n[2] Note 9."


def test_word_changes_that_were_recorded_are_read_as_made(desk):
    body = (
        "<w:p><w:r><w:t>Kept </w:t></w:r><w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:r><w:br/><w:t>line</w:t></w:r></w:p>"
    )

    assert desk.text(docx_of(body), "a.docx") == "Kept new\nline"


@pytest.mark.parametrize(
    "data",
    [
        docx_of("<w:p><w:r><w:footnoteReference w:id='7'/></w:r></w:p>"),
        docx_of(word("Words.")).replace(b"word/document.xml", b"word/documens.xml"),
        docx_of("<w:p xmlns:x='with space'/>"),
        zipped({"_rels/.rels": b"<Relationships/>", "word/document.xml": b"<x/>"}),
    ],
    ids=["a note", "its text", "a name", "its body"],
)
def test_a_word_document_of_which_something_is_missing_is_refused(desk, data):
    with pytest.raises(ImportFailed, match=r"a\.docx is damaged: something in it is missing"):
        desk.text(data, "a.docx")


def test_the_main_part_of_a_word_document_may_have_another_name(desk):
    data = docx_of(word("Words."), word__document2="<x/>")
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"document.xml", b"document2.xml")

    assert desk.text(zipped(parts), "a.docx") == "Words."


def test_a_document_says_its_title_authors_and_day(desk):
    core = (
        f"<c:coreProperties xmlns:c='c' xmlns:dc='{DC}' xmlns:t='http://purl.org/dc/terms/'>"
        "<dc:title>The ferry\n stops</dc:title><dc:creator>Ada Öz</dc:creator>"
        "<dc:creator>Bo</dc:creator><dc:language>fr-FR</dc:language>"
        "<t:created>2025-11-05T10:20:30Z</t:created></c:coreProperties>"
    )

    document = desk.article(docx_of(word("Mots."), docProps__core=core), "a.docx").document

    assert (document.title, document.author) == ("The ferry stops", "Ada Öz, Bo")
    assert (document.language, document.published) == ("fr", None)
    assert document.meta["created"] == "2025-11-05"


# OpenDocument


def test_opendocument_lists_tables_notes_and_spaces(desk):
    body = (
        "<text:h>Heading</text:h>"
        "<text:p>Two<text:s text:c='2'/>words<text:tab/>and<text:line-break/>a line"
        "<text:note><text:note-citation>*</text:note-citation><text:note-body>"
        "<text:p>The <text:span>note</text:span>.</text:p></text:note-body></text:note>.</text:p>"
        "<text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>two"
        "</text:p></text:list-item></text:list></text:list-item></text:list>"
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Year"
        "</text:p></table:table-cell><table:table-cell><text:p>All</text:p><text:p>people</text:p>"
        "</table:table-cell></table:table-row></table:table-header-rows></table:table>"
        "<text:p>After<draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box>"
        "</draw:frame> it.</text:p>"
    )

    assert desk.text(odt_of(body), "a.odt") == (
        "Heading\n\nTwo words and\na line[1].\n\none\ntwo\n\nYear\tAll people\n\nAfter it.\n\n"
        "In a box\n\n[1] The note."
    )


def test_opendocument_comments_deletions_and_contents_are_no_text(desk):
    body = (
        "<text:tracked-changes><text:p>Deleted</text:p></text:tracked-changes>"
        "<text:table-of-content><text:p>Contents</text:p></text:table-of-content>"
        "<text:p>Kept<office:annotation><text:p>Comment</text:p></office:annotation> words."
        "</text:p>"
    )

    assert desk.text(odt_of(body), "a.odt") == "Kept words."


def test_an_opendocument_is_by_who_began_it_not_by_who_saved_it(desk):
    meta = (
        "<dc:title>The ferry</dc:title><meta:initial-creator>Ada</meta:initial-creator>"
        "<dc:creator>Bo</dc:creator><dc:date>2026-01-01</dc:date>"
        "<meta:creation-date>2025-11-05T10:00:00</meta:creation-date>"
    )

    document = desk.article(odt_of("<text:p>x</text:p>", meta=meta), "a.odt").document

    assert (document.title, document.author, document.published) == ("The ferry", "Ada", None)
    assert document.meta["created"] == "2025-11-05"


# Rich text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("One\\par two\\line three\\tab four", "One\n\ntwo\nthree four"),
        (
            "\\'93Quoted\\'94 \\ldblquote so\\rdblquote \\emdash\\~\\_x",
            "“Quoted” “so”—\u00a0\u2011x",
        ),
        ("{\\f1\\'cf\\'f0\\'e8} \\u1055?\\u1088?", "При Пр"),
        ("\\uc2\\u8220\\'aa\\'bbx\\u8221\\'aa\\'bb{\\uc0\\u233}e", "“x”ée"),
        ("\\u-10179?\\u-8704? a\\{b\\}c\\\\d", "\U0001f600 a{b}c\\d"),
        ("a{\\v hidden}b{\\deleted c}d{\\*\\unknown e}f{\\pict 00ff}g", "abdfg"),
        ("{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt link}} {\\header head}", "link"),
        ("{\\upr{old}{\\*\\ud{new}}} {\\listtext 1.\\tab}item\\bin3 {}x y", "new item y"),
        ("A\\super\\chftn{\\footnote\\chftn  The note.} b", "A[1] b\n\n[1] The note."),
        ("a{\\shp{\\*\\shpinst{\\sn x}{\\shptxt In a box\\par}}}b", "ab\n\nIn a box"),
        (
            (
                "Before\\par\\trowd\\pard\\intbl one\\cell two\\par three\\cell\\row"
                "\\pard\\intbl four\\cell\\cell\\row\\pard After"
            ),
            "Before\n\none\ttwo three\nfour\n\nAfter",
        ),
        ("line\ncontinues\r\nhere\\\nnext", "linecontinueshere\n\nnext"),
    ],
    ids=[
        "ends",
        "signs",
        "fonts",
        "replacements",
        "pairs",
        "unseen",
        "fields",
        "twice told",
        "notes",
        "boxes",
        "tables",
        "line ends of the file",
    ],
)
def test_rich_text_says(desk, body, text):
    assert desk.text(rtf_of(body), "a.rtf") == text


def test_rich_text_of_two_bytes_a_character(desk):
    fonts = "{\\fonttbl{\\f2\\fcharset128 Mincho;}}"

    assert desk.text(rtf_of(f"{fonts}\\f2 \\'93\\'8c\\'8b\\'9e\\'83J"), "a.rtf") == "東京カ"


def test_rich_text_says_its_title_and_author(desk):
    body = "{\\info{\\title The \\'84ferry\\'93}{\\author Ada}{\\operator Bo}}Words."

    article = desk.article(rtf_of(body), "a.rtf")

    assert (article.document.title, article.document.author) == ("The „ferry“", "Ada")
    assert article.text == "Words."


def test_the_halves_of_a_character_may_be_parted_as_libreoffice_parts_them(desk):
    assert desk.text(rtf_of("a \\uc0 \\u55357\\uc1 \\u56900\\'3f b"), "a.rtf") == "a 🙄 b"


def test_half_a_character_of_rich_text_is_told(desk):
    imported = desk.imported(rtf_of("a\\u-10179?b"), "a.rtf")
    (article,) = imported.content.documents

    assert article.text == "a\ufffdb"
    assert "1 characters that its encoding does not have" in imported.notices[0]
