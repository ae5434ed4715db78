import pytest

from annotator.formats.base import Stamp
from annotator.formats.decoding import DecodingError
from annotator.formats.documents import ImportFailed
from annotator.formats.heading import TITLE_LENGTH, heading, language_of
from annotator.formats.plain_text import (
    PlainTextImporter,
    article,
    articles_in,
    read_article,
)
from annotator.model.document import sha256_of

STAMP = Stamp("2026-01-01T00:00:00Z", "ana")


def test_the_seed_article_has_its_date_and_the_first_sentence_as_title(corpora):
    annotated = read_article(corpora / "seed-synthetic" / "seed.txt", STAMP)

    assert annotated.document.published == "2025-11-05"
    assert annotated.document.title.startswith("Peru\u2019s government has announced")
    assert annotated.document.title.endswith("relations with Mexico.")
    assert annotated.document.language == "en"
    assert annotated.text.startswith(" date 2025-11-05 ")


def test_an_article_keeps_every_character_and_knows_its_bytes():
    data = b"\xef\xbb\xbfA line.\r\n\r\nAnother\xc2\xa0line.\n"

    annotated = article(data, "a.txt", STAMP)

    assert annotated.text == "A line.\r\n\r\nAnother\u00a0line.\n"
    assert annotated.document.bom
    assert annotated.document.sha256 == sha256_of(annotated.text)
    assert annotated.document.source_sha256 != annotated.document.sha256
    assert annotated.document.length == len(annotated.text)
    assert (annotated.document.imported_at, annotated.document.imported_by) == (STAMP.at, STAMP.by)


def test_metadata_lines_fill_the_document_and_stay_in_the_text():
    text = (
        "Title: A loud night\nsource: The Daily\nURL: https://example.org\nAuthor: C. D.\n"
        "language: fr\ndate: 2025-01-31\n\nIt was loud."
    )

    annotated = article(text, "pasted", STAMP)

    document = annotated.document
    assert annotated.text == text
    assert (document.title, document.publisher) == ("A loud night", "The Daily")
    assert (document.source_url, document.author) == ("https://example.org", "C. D.")
    assert (document.language, document.published) == ("fr", "2025-01-31")


@pytest.mark.parametrize(
    ("text", "title", "published", "meta"),
    [
        ("date 2025-13-40 Rain fell.", "date 2025-13-40 Rain fell.", None, {}),
        ("Date: 5 May 2025\nRain fell.", "Rain fell.", None, {"date": "5 May 2025"}),
        ("\n\n  date 2025-05-05\n\nRain fell.", "Rain fell.", "2025-05-05", {}),
        ("Rain fell.\ndate 2025-05-05", "Rain fell.", None, {}),
        ("dates 2025-05-05", "dates 2025-05-05", None, {}),
        ("A\tB\x07C", "A B C", None, {}),
        ("\n\n\n", "", None, {}),
    ],
)
def test_only_leading_metadata_counts(text, title, published, meta):
    found = heading(text)

    assert (found.title, found.fields.get("published"), found.meta) == (title, published, meta)


def test_a_long_first_paragraph_gives_its_first_sentence_or_a_cut():
    first = "The U.S. mayor of the town said no to the plan on Friday."
    long = "word " * 60

    assert heading(f"{first} {long}").title == first
    cut = heading(long).title
    assert cut.endswith("word…")
    assert len(cut) <= TITLE_LENGTH
    assert len(heading("x" * 500).title) == TITLE_LENGTH


def test_the_language_is_told_only_when_it_is_clear():
    assert language_of("the man said that he was in the house with the dog and the cat") == "en"
    assert (
        language_of("el gobierno de la ciudad dijo que los vecinos y las calles son de la") == "es"
    )
    assert language_of("Bob") == ""


def test_a_text_without_words_is_called_like_its_file():
    assert article(b"\n\n\n", "night.txt", STAMP).document.title == "night"


def test_an_empty_file_is_refused_by_name():
    with pytest.raises(ImportFailed, match=r"a\.txt has no text"):
        article(b"", "a.txt", STAMP)


def test_pasted_text_with_half_a_character_is_refused():
    with pytest.raises(DecodingError, match="position 1"):
        article("a\ud800", "pasted", STAMP)


def test_a_guessed_encoding_is_said_and_can_be_changed(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("Le café était fermé à midi.".encode("cp1252"))

    guessed = next(PlainTextImporter().read(path, STAMP))
    forced = next(PlainTextImporter("cp1250").read(path, STAMP))

    assert "read as cp1252" in guessed.notices[0]
    assert guessed.content.documents[0].document.encoding == "cp1252"
    assert (forced.notices, forced.content.documents[0].document.encoding) == ((), "cp1250")


def test_a_folder_gives_its_articles_in_order(tmp_path):
    for name in ("b.txt", "a.TEXT", "c.md", ".hidden.txt", "picture.png"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "folder.txt").mkdir()

    assert [path.name for path in articles_in(tmp_path)] == ["a.TEXT", "b.txt", "c.md"]


def test_a_folder_without_articles_and_a_missing_file_are_named(tmp_path):
    with pytest.raises(ImportFailed, match="holds no articles"):
        articles_in(tmp_path)
    with pytest.raises(ImportFailed, match="cannot be read"):
        articles_in(tmp_path / "none")
    with pytest.raises(ImportFailed, match="No such file"):
        read_article(tmp_path / "none.txt", STAMP)


@pytest.mark.parametrize(
    ("name", "start", "told"),
    [
        ("a.zip", b"PK\x03\x04", "a.zip is an archive: unpack it, and import the folder"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "save it as .docx, .odt or .xlsx first"),
        ("a.png", b"\x89PNG", "a PNG picture, not plain text: save its text as .txt first"),
    ],
)
def test_what_is_no_text_is_told_with_what_to_do(name, start, told, tmp_path):
    (tmp_path / name).write_bytes(start + bytes(100))

    with pytest.raises(DecodingError) as failed:
        read_article(tmp_path / name, Stamp("", ""))
    assert told in str(failed.value)
