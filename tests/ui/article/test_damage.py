"""After a step only what it touched is read and painted again."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QApplication

from annotator.model.span import Span
from annotator.ui.article.source import Touched

TEXT = "The mayor said so in Torvik.\n\nNobody saw the letter.\n\nThe board was silent on Monday."
FIRST, SECOND, THIRD = "mayor", "letter", "Monday"


class Painted(QObject):
    """What was painted of a widget."""

    def __init__(self, widget):
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, _watched, event):  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self.region = self.region.united(event.region())
        return False


class Page:
    """A shown article with three paragraphs, and an eye on what is read and painted of it."""

    def __init__(self, article):
        self.article = article
        article.show(TEXT)
        self.mention = article.mention("gpe", "Torvik")
        self.statement = article.statement("The board was silent")
        article.picture()
        self.painted = Painted(article.view.viewport())
        article.source.asked.clear()

    def touch(self, mentions=(), statements=(), places=()):
        self.article.view.refresh(Touched(set(mentions), set(statements), places))
        QApplication.processEvents()

    @property
    def read(self):
        """The words of the three paragraphs that lie in a stretch that was read."""
        return [
            words
            for words in (FIRST, SECOND, THIRD)
            if any(span.overlaps(self.article.span(words)) for span in self.article.source.asked)
        ]

    @property
    def shown(self):
        """The words of the three paragraphs that were painted."""
        view, span = self.article.view, self.article.span
        return [
            words
            for words in (FIRST, SECOND, THIRD)
            if self.painted.region.intersects(view.caret_rect(span(words).start))
        ]


@pytest.fixture
def page(article):
    return Page(article)


def test_a_mention_that_comes_has_its_paragraph_read_and_painted(page):
    place = page.article.span(SECOND)
    page.article.source.mentions.append(replace(page.mention, id=7, spans=(place,)))
    page.touch(mentions=[7], places=[place])

    assert (page.read, page.shown) == ([SECOND], [SECOND])


def test_a_mention_that_goes_has_the_paragraph_painted_where_it_was(page):
    page.article.source.mentions.clear()
    page.touch(mentions=[page.mention.id])

    assert (page.read, page.shown) == ([FIRST], [FIRST])


def test_a_mention_that_moves_has_both_paragraphs_painted(page):
    place = page.article.span(SECOND)
    page.article.source.mentions[:] = [replace(page.mention, spans=(place,))]
    page.touch(mentions=[page.mention.id], places=[place])

    assert (page.read, page.shown) == ([FIRST, SECOND], [FIRST, SECOND])


def test_what_is_touched_elsewhere_has_nothing_read_or_painted(page):
    page.touch(mentions=[99], statements=[98])

    assert (page.read, page.shown) == ([], [])


def test_a_statement_that_changes_has_its_paragraph_and_the_margin_painted(page):
    changed = replace(page.statement, kind="deny")
    page.article.source.statements[:] = [changed]
    page.touch(statements=[changed.id], places=[changed.extent])

    (badge,) = page.article.view._screen.margin().badges
    assert badge.statement == changed
    assert page.painted.region.contains(badge.rect)
    assert page.shown == [THIRD]


def test_another_current_statement_has_its_paragraph_and_the_margin_painted(page):
    page.article.view.set_focus_objects(None, page.statement.id, None)
    QApplication.processEvents()

    (badge,) = page.article.view._screen.margin().badges
    assert page.painted.region.contains(badge.rect)
    assert (page.read, page.shown) == ([], [THIRD])


def test_a_selection_that_shrinks_to_an_empty_line_paints_the_whole_caret(page):
    empty = TEXT.index("\n\n") + 1
    view = page.article.view
    view.set_selection(0, 5)
    QApplication.processEvents()
    page.painted.region = QRegion()

    view.set_selection(empty, empty)
    QApplication.processEvents()

    assert QRegion(view.caret_rect(empty)).subtracted(page.painted.region).isEmpty()


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_the_deepest_underlines_are_painted_and_erased_whole(article, zoom):
    article.view.set_zoom(zoom)
    article.show(TEXT)
    plain = shown(article)
    words = article.span("The mayor said so in Torvik")
    made = article.mention("gpe", "Torvik")
    article.source.mentions[:] = [
        replace(made, id=id, spans=(Span(words.start, words.end - id),)) for id in range(7)
    ]
    ids = [mention.id for mention in article.source.mentions]

    article.view.refresh(Touched(set(ids), set(), [words]))
    step_by_step = shown(article)
    article.view.viewport().update()
    assert step_by_step == shown(article)

    article.source.mentions.clear()
    article.view.refresh(Touched(set(ids), set(), []))
    assert shown(article) == plain


def shown(article):
    """What stands on the screen, with whatever was painted before."""
    QApplication.processEvents()
    view = article.view.viewport()
    window = view.window()
    whole = window.screen().grabWindow(window.winId()).toImage()
    return whole.copy(QRect(view.mapTo(window, QPoint(0, 0)), view.size()))
