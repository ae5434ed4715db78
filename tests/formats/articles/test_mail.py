"""E-mail: the text that its writer wrote, and who wrote it when."""

from email.message import EmailMessage

import pytest

from annotator.formats.base import Start
from annotator.formats.documents import ImportFailed

WORDS = "The ferry \u2013 „Möwe“ \u2013 is late.\n\nNobody knows why."


def letter(plain=WORDS, html="", **headers):
    made = EmailMessage()
    made["From"] = headers.get("sender", "Ada Öz <ada@example.org>")
    made["To"] = "desk@example.org"
    made["Subject"] = headers.get("subject", "Die Fähre")
    made["Date"] = headers.get("date", "Wed, 05 Nov 2025 23:30:00 +0100")
    made["Message-ID"] = "<1@example.org>"
    if plain:
        made.set_content(plain, cte="quoted-printable")
    if html and plain:
        made.add_alternative(html, subtype="html")
    elif html:
        made.set_content(html, subtype="html")
    return made


def test_the_plain_text_is_taken_as_it_was_written(desk):
    article = desk.article(letter(html="<p>Otherwise").as_bytes(), "a.eml")

    assert article.text == WORDS
    assert (article.document.title, article.document.author) == ("Die Fähre", "Ada Öz")
    assert article.document.published == "2025-11-05"
    assert article.document.meta["message_id"] == "<1@example.org>"
    assert article.document.meta["from"] == "Ada Öz <ada@example.org>"


def test_html_is_read_where_there_is_no_plain_text_or_where_it_is_asked_for(desk):
    html = "<html><head><style>p{}</style></head><p>One.<p>Two<br>lines."

    assert desk.text(letter("", html).as_bytes(), "a.eml") == "One.\n\nTwo\nlines."
    assert desk.text(letter(" ", html).as_bytes(), "a.eml") == "One.\n\nTwo\nlines."
    assert desk.text(letter(WORDS, html).as_bytes(), "a.eml", html=True) == "One.\n\nTwo\nlines."


def test_lines_that_flow_are_joined_as_their_sender_meant_them(desk):
    data = (
        b"From: ada@example.org\r\nContent-Type: text/plain; format=flowed\r\n\r\n"
        b"One line \r\nthat goes on.\r\n>  quoted \r\n> words\r\n-- \r\nAda\r\n"
    )

    assert desk.text(data, "a.eml") == "One line that goes on.\n>  quoted words\n-- \nAda"
    assert desk.article(data, "a.eml").document.author == "ada@example.org"


def test_what_is_attached_is_counted(desk):
    made = letter()
    made.add_attachment(b"%PDF-1.7", "application", "pdf", filename="plan.pdf")

    imported = desk.imported(made.as_bytes(), "a.eml")

    assert str(imported.losses) == "left out: 1 attachments"
    assert imported.losses.lines == ("a.eml: plan.pdf",)


def test_bytes_that_are_not_what_the_e_mail_says_are_told(desk):
    words = "Die Größe der Fähre läßt zu wünschen übrig, sagte die Behörde am Montag."
    data = b"From: a@example.org\nContent-Type: text/plain; charset=utf-8\n\n" + words.encode(
        "cp1252"
    )

    imported = desk.imported(data, "a.eml")

    assert [each.text for each in imported.content.documents] == [words]
    assert "says that it is utf-8, which it is not" in imported.notices[0]
    assert desk.text(data, "a.eml", encoding="cp1252") == words


@pytest.mark.parametrize("date", ["", "some day", "Wed, 99 Nov 2025 10:00:00 +0000"])
def test_a_date_that_is_none_is_left_open(desk, date):
    assert desk.article(letter(date=date).as_bytes(), "a.eml").document.published is None


@pytest.mark.parametrize("zone", ["9223372036854775808", "+" + 30 * "9"])
def test_a_date_of_numbers_without_end_is_left_open(desk, zone):
    data = f"From: a@example.org\nDate: Wed, 05 Nov 2025 23:30:00 {zone}\n\nThe ferry is late."

    assert desk.article(data.encode(), "a.eml").document.published is None


def test_an_e_mail_without_text_is_refused(desk):
    made = letter("")
    made.add_attachment(b"x", "image", "png", filename="x.png")

    with pytest.raises(ImportFailed, match=r"a\.eml has no text: .* holds attachments only"):
        desk.text(made.as_bytes(), "a.eml")


def test_it_is_known_by_its_headers(desk, tmp_path):
    data = letter().as_bytes()

    assert desk.kind(data, "a.eml", tmp_path) == "eml"
    assert desk.kind(data, "a", tmp_path) == "eml"
    assert desk.kind(b"From ada Wed Nov 5\n" + data, "many.eml", tmp_path) == "eml"
    start = Start(tmp_path / "many.mbox", b"From ada Wed Nov 5\n" + data)
    assert not desk.formats.importers["eml"].recognises(start)
