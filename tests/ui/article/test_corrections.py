"""Corrected words are marked where they stand, and told at the caret."""

import pytest
from PySide6.QtWidgets import QApplication

from annotator.session.correcting import correct, revert
from annotator.text.corrected_words import corrected_words
from annotator.text.correcting import Change, corrected
from annotator.ui.article.block import Block
from annotator.ui.article.marks import marks_of
from annotator.ui.article.metrics import Metrics
from annotator.ui.theme import LIGHT

TEXT = "The harbour was closed.\nShips came bakc. They left."


def after(*changes):
    text, corrections = TEXT, None
    for words, now in changes:
        start = text.index(words)
        change = Change(start, start + len(words), now)
        corrections = corrected(text, corrections, change, author="ana", at="2026-01-01")
        text = change.applied(text)
    return text, corrections


def test_corrected_words_are_dotted_and_a_wedge_stands_where_words_are_missing(qapp):
    text, corrections = after(("bakc", "back"), (" They left.", ""), ("closed.\n", "closed. "))
    block = Block(0, text, Metrics.at(1), width=2_000, top=0, rtl=False)

    marks = marks_of(block, [], [], corrected_words(text, corrections))

    assert [text[piece.start : piece.end] for piece in marks.corrected] == [" ", "back"]
    (wedge,) = marks.wedges
    assert wedge.x == block.caret_x(len(text))


@pytest.mark.parametrize("at", [TEXT.index("\n"), TEXT.index("\n") + 1])
def test_at_the_border_of_two_paragraphs_a_wedge_stands_once(article, at):
    before = f"{TEXT[:at]}# {TEXT[at:]}"
    change = Change(at, at + 2, "")
    text, made = TEXT, corrected(before, None, change, author="ana", at="2026-01-01")

    article.show(text, corrections=made)

    assert sum(len(marks.wedges) for _, marks in article.view._screen.page()) == 1


def test_the_mark_is_painted_and_goes_with_the_correction(window, session):
    place = session.text.index("Per Lund")
    view = window.article
    plain = view.viewport().grab().toImage()
    correct(session.store, session.document, Change(place, place + 3, "Pers"))
    session.select(0, 0)
    QApplication.processEvents()

    rect = view.caret_rect(place)
    picture = view.viewport().grab().toImage()
    below = {
        picture.pixelColor(x, y).name().upper()
        for x in range(rect.left(), rect.left() + 30)
        for y in range(rect.center().y(), rect.bottom() + 8)
    }
    assert LIGHT.muted in below

    session.select(place + 1, place + 1)
    QApplication.processEvents()
    assert window.status.selection.words == "corrected, was “Per”"

    revert(session.store, session.document)
    session.select(0, 0)
    QApplication.processEvents()
    assert view.viewport().grab().toImage() == plain
