"""The article as a person meets it: text, marks, caret and mouse in a real widget."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from annotator.model.span import Span
from annotator.ui.guard import FailureReport
from annotator.ui.theme import LIGHT

TEXT = (
    "The Kenyan Treasury denied on Friday that any shilling was lost, contradicting the auditor "
    "Ada Otieno, who alleged theft before a committee of the whole house.\n\n"
    "She said the North and South Rift governors knew."
)
ODD_TEXTS = {
    "plain": TEXT,
    "astral": "Emoji 😀😀 and \U0001d518nicode 👩‍👩‍👧 between words 😀\nand 😀 again",
    "cjk": "財務省は金曜日、監査報告を否定した。大臣は記者団に語った。" * 4,
    "hebrew": "שלום עולם, אמר שר האוצר ביום שישי. הוועדה לא קיבלה את הדוח." * 3,
    "mixed": "He said שלום עולם to Kenya, and then ש once (12) more, ok.",
    "arabic": "قالت الوزيرة Kenya يوم 47 الجمعة",
    "tabs": "a\tb\t\tc\nd\te",
    "controls": "NUL \x00 bell \x07 escape \x1b next \x85 end",
    "combining": "cafe\u0301 re\u0301sume\u0301 z\u0335\u0321\u0301algo",
}


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_the_point_of_a_caret_gives_its_position_back(article, text):
    article.show(text)

    for at in range(len(text)):
        rect = article.view.caret_rect(at)
        found = article.view.position_at(rect.center() + QPoint(1, 0))
        # where characters have no width, or two directions meet, several positions share a point
        assert article.view.caret_rect(found).center().y() == rect.center().y()
        assert abs(article.view.caret_rect(found).x() - rect.x()) <= 1, (at, found)


@pytest.mark.parametrize("name", ["plain", "tabs"])
def test_text_of_one_direction_gives_exactly_its_position_back(article, name):
    text = ODD_TEXTS[name]
    article.show(text)

    positions = [at for at in range(len(text)) if text[at] != "\n"]

    assert [article.view.position_at(article.view.caret_rect(at).center()) for at in positions] == (
        positions
    )


@pytest.mark.parametrize("before", ["", "2024: ", "(47) ", "\u2066Latin\u2069 "])
def test_a_right_to_left_paragraph_begins_at_the_right_of_the_column(article, before):
    article.show(f"Latin\n{before}قال الوزير", title="وزارة الصحة")
    screen = article.view._screen
    width, at = screen.layout.width, article.text.index("قال")

    first = screen.layout.block_at(at)

    assert first.rtl
    assert width - 4 <= first.lines[0].drawn.naturalTextRect().right() <= width + 1
    assert article.view.caret_rect(at).x() > article.view.caret_rect(len(article.text)).x()
    assert not screen.layout.block_at(0).rtl
    assert screen.layout.block_at(0).lines[0].drawn.naturalTextRect().left() == 0


def test_a_right_to_left_title_stands_at_the_right_and_so_does_the_line_below(article):
    article.show("قال الوزير", title="وزارة الصحة")
    layout = article.view._screen.layout

    for line in (layout.header._title.lineAt(0), layout.header._meta.lineAt(0)):
        assert layout.width - 4 <= line.naturalTextRect().right() <= layout.width + 1
    assert not layout.header._meta.textOption().textDirection().value


def test_right_to_left_words_run_from_the_right(article):
    article.show(ODD_TEXTS["hebrew"])

    xs = [article.view.caret_rect(at).x() for at in range(10)]

    assert xs == sorted(xs, reverse=True)
    assert xs[0] > article.view.viewport().width() / 2


def test_every_word_of_a_mixed_line_has_its_own_place(article):
    text = ODD_TEXTS["mixed"]
    article.show(text)
    screen = article.view._screen
    placed = screen.page()[0][0]

    pieces = [piece for at in range(len(text)) for piece in placed.block.pieces(Span(at, at + 1))]

    lefts = sorted((piece.left, piece.right) for piece in pieces)
    assert len(pieces) == len(text)
    assert all(right - left >= 1 for left, right in lefts)
    assert all(a[1] - b[0] <= 2 for a, b in pairwise(lefts))


def test_an_astral_character_takes_one_step(article):
    article.show("a😀b")

    a, smile, b = (article.view.caret_rect(at).x() for at in (0, 1, 2))

    assert a < smile < b


def test_a_drag_selects_exactly_what_it_covers(article, qtbot):
    article.show(TEXT)
    heard = []
    article.view.selection_changed.connect(lambda anchor, caret: heard.append((anchor, caret)))
    span = article.span("denied")
    start, end = (article.view.caret_rect(at).center() for at in (span.start, span.end))
    viewport = article.view.viewport()

    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(viewport, end)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)

    assert heard[0] == (span.start, span.start)
    assert heard[-1] == (span.start, span.end)


def test_a_click_and_a_double_click_say_where(article, qtbot):
    article.show(TEXT)
    at = article.span("Friday").start + 2
    point = article.view.caret_rect(at).center()

    with qtbot.waitSignal(article.view.clicked) as clicked:
        qtbot.mouseClick(article.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    with qtbot.waitSignal(article.view.word_chosen) as chosen:
        qtbot.mouseDClick(article.view.viewport(), Qt.MouseButton.LeftButton, pos=point)

    assert clicked.args == [at]
    assert chosen.args == [at]


def test_up_and_down_keep_to_the_column(article):
    article.show("A long line of words here.\nab\nA long line of words there.")
    at = 20

    below = article.view.position_below(at)
    further = article.view.position_below(below)

    assert article.text[below - 2 : below] == "ab"
    assert further == article.text.rindex("A long") + 20
    assert article.view.position_above(article.view.position_above(further)) == at


def test_the_ends_of_a_line_are_where_it_was_broken(article):
    article.show(TEXT)

    end = article.view.line_end(0)

    assert TEXT[end] == " "
    assert article.view.line_start(end) == 0
    assert article.view.line_start(end + 1) == end + 1
    assert article.view.line_end(len(TEXT)) == len(TEXT)


def test_moving_beyond_the_text_stops_at_its_ends(article):
    article.show(TEXT)

    assert article.view.position_above(3) == 0
    assert article.view.position_below(len(TEXT) - 3, 5) == len(TEXT)
    assert article.view.page_down(0) == len(TEXT)


def test_a_position_between_cr_and_lf_is_shown_at_the_end_of_its_line(article):
    article.show("ab\r\ncd")

    assert article.view.caret_rect(3) == article.view.caret_rect(2)
    assert article.view.caret_rect(4).y() > article.view.caret_rect(3).y()


def test_setting_a_selection_scrolls_it_into_view(article):
    article.show("\n".join(f"Line number {number} of many." for number in range(2_000)))

    for at in (30_000, 5, len(article.text), 20_000):
        article.view.set_selection(at, at)

        assert article.view.viewport().rect().contains(article.view.caret_rect(at))
        assert article.view.visible_span().start <= at <= article.view.visible_span().end


def test_steps_of_the_caret_scroll_by_no_more_than_needed(article):
    article.show("\n".join(f"Line number {number} of many." for number in range(300)))
    at, places = 0, []
    for _ in range(150):
        at = article.view.position_below(at)
        article.view.set_selection(at, at)
        places.append(article.view.scroll_position())

    assert places == sorted(places)
    assert max(b - a for a, b in pairwise(places)) < 60


def test_the_title_is_shown_whole_where_the_caret_stays_in_sight(article):
    article.show("One line.\n" * 200, title="A title that is long " * 6)
    view = article.view
    view.resize(500, 420)
    assert view._screen.layout.header.height > view.viewport().height() // 3
    view.set_selection(1500, 1500)

    view.set_selection(0, 0)
    assert view.scroll_position() == 0

    view.scroll_pixels(30)
    view.set_selection(3, 3)
    assert view._screen.place.offset == 30  # nothing had to be scrolled
    view.set_selection(0, 0)
    assert view._screen.place.offset == 0


def test_the_scroll_bar_counts_code_points_and_reaches_the_end(article):
    article.show("\n".join(f"Line number {number} of many." for number in range(3_000)))
    bar = article.view.verticalScrollBar()

    bar.setValue(bar.maximum())
    assert article.view.visible_span().end == len(article.text)
    bar.setValue(bar.maximum() // 2)
    assert abs(article.view.scroll_position() - bar.maximum() // 2) < 60


def test_only_what_is_on_the_screen_is_read(article):
    article.show("\n\n".join("Some words in a paragraph of its own." for _ in range(20_000)))

    article.picture()

    assert len(article.source.asked) <= 2
    assert max(len(span) for span in article.source.asked) < 4_000


def test_one_paragraph_of_ten_million_characters_opens_and_moves(article):
    article.show("word " * 2_000_000)

    article.view.set_selection(5_000_000, 5_000_007)
    article.picture()
    article.view.set_selection(len(article.text), len(article.text))

    assert article.view.visible_span().end == len(article.text)
    assert len(article.view.focus_widget().toPlainText()) < 10_000


def test_zoom_keeps_the_place(article):
    article.show("\n".join(f"Line number {number} of many." for number in range(500)))
    article.view.scroll_to(6_000)

    article.view.set_zoom(1.6)

    assert abs(article.view.scroll_position() - 6_000) < 60
    article.view.set_zoom(1.0)
    assert abs(article.view.scroll_position() - 6_000) < 60


def test_a_narrow_window_wraps_and_a_wide_one_keeps_to_its_measure(article):
    article.show(TEXT)
    article.view.resize(2_000, 700)
    QApplication.processEvents()
    wide = article.view.line_end(0)
    article.view.resize(360, 700)
    QApplication.processEvents()

    assert article.view.line_end(0) < wide <= 85


def test_clear_says_what_to_do(article):
    article.show(TEXT)

    article.view.clear("Drop a file, please.")

    assert article.view.visible_span() is None
    assert "Drop" in article.view.focus_widget().toPlainText()
    picture = article.picture()
    assert len({picture.pixelColor(x, y).name() for x in range(800) for y in range(300, 400)}) > 1


def test_hints_are_drawn_over_the_text_and_taken_away(article):
    article.show(TEXT)
    plain = article.picture()

    article.view.set_hints({"aa": article.span("Kenyan"), "ab": article.span("Kenyan Treasury")})
    shown = article.colours_over("Kenyan Treasury")
    article.view.set_hints({})

    assert LIGHT.hint.lower() in shown
    assert article.picture() == plain


def test_a_preview_shows_what_is_taken_dropped_and_current(article):
    article.show(TEXT)
    plain = article.picture()

    article.view.set_preview([article.span("Otieno")], [article.span("auditor")], None)
    taken = article.picture()
    article.view.set_preview([article.span("Otieno")], [], article.span("Otieno"))

    assert taken != plain
    assert article.picture() != taken


def test_the_mirror_holds_the_paragraph_the_caret_and_the_selection(article):
    article.show("First 😀 one.\r\nSecond 😀 one here.")
    span = article.span("one here")

    article.view.set_selection(span.start, span.end)

    mirror = article.view.focus_widget()
    assert mirror.toPlainText() == "Second 😀 one here."
    assert mirror.textCursor().selectedText() == "one here"
    assert mirror.accessibleName() == "Article"


def test_entering_and_leaving_a_mention_is_announced(article):
    article.show(TEXT)
    article.mention("organization", "Kenyan Treasury")
    article.mention("gpe", "Kenyan")
    article.picture()

    at = article.span("Kenyan").start
    article.view.set_selection(at + 1, at + 1)
    article.view.set_selection(0, 0)

    heard = article.view.focus_widget().heard
    assert "Kenyan Treasury" in heard[0]
    assert "depth 2" in heard[0]
    assert heard[1].startswith("left")


def test_the_focus_widget_leaves_every_key_to_the_window(article, qtbot):
    article.show(TEXT + "\nmore" * 500)
    mirror = article.view.focus_widget()
    article.view.setFocus()

    for key in (Qt.Key.Key_P, Qt.Key.Key_Right, Qt.Key.Key_Tab, Qt.Key.Key_PageDown):
        press = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(mirror, press)
    override = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier
    )
    override.ignore()
    QApplication.sendEvent(mirror, override)

    assert article.view.focusProxy() is mirror
    assert mirror.textCursor().position() == 0
    assert article.view.scroll_position() == 0
    assert not override.isAccepted()


def test_a_click_gives_the_article_the_focus(article, qtbot):
    article.show(TEXT)
    article.view.activateWindow()
    article.view.focus_widget().clearFocus()

    qtbot.mouseClick(article.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 200))

    assert article.view.hasFocus()
    assert article.view.focus_widget().hasFocus()


def test_many_small_changes_of_width_keep_the_place(article):
    article.show("\n\n".join("Words in a paragraph, over and over. " * 30 for _ in range(100)))
    article.view.scroll_to(60_000)

    for width in (*range(800, 500, -7), *range(500, 801, 7)):
        article.view.resize(width, 700)
        QApplication.processEvents()

    assert abs(article.view.scroll_position() - 60_000) < 100


def test_texts_full_of_traps_are_shown_and_walked_through(article, corpora):
    for path in sorted((corpora / "offset-traps").glob("*.txt")):
        article.show(path.read_bytes().decode("utf-8", "surrogateescape"), title=path.name)

        for at in range(0, len(article.text) + 1, 1 + len(article.text) // 50):
            article.view.set_selection(max(0, at - 3), at)
            assert article.view.caret_rect(at) is not None
            assert 0 <= article.view.position_below(at) <= len(article.text)
            assert article.view.line_start(at) <= at
        article.picture()


def test_a_source_that_fails_while_painting_is_reported_and_the_next_frame_is_drawn(article, qapp):
    article.show(TEXT)
    plain = article.picture()
    heard = []
    report = FailureReport(qapp)
    report.failed.connect(heard.append)
    read = article.source.mentions_in

    article.source.mentions_in = lambda document, span: 1 / 0
    article.view.refresh()
    article.picture()
    article.source.mentions_in = read
    article.view.refresh()
    report.setParent(None)
    report.deleteLater()

    assert {type(error) for error in heard} == {ZeroDivisionError}
    assert article.picture() == plain


def test_files_can_be_dropped(article, qtbot):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/one.txt"), QUrl("https://example.org/")])  # noqa: S108
    drop = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )

    with qtbot.waitSignal(article.view.paths_dropped) as dropped:
        article.view.dropEvent(drop)

    assert dropped.args == [[Path("/tmp/one.txt")]]  # noqa: S108


def test_the_wheel_scrolls_and_with_ctrl_asks_for_zoom(article, qtbot):
    article.show("\n".join(f"Line number {number} of many." for number in range(500)))

    article.view.wheelEvent(_wheel(-120, Qt.KeyboardModifier.NoModifier))
    scrolled = article.view.scroll_position()
    with qtbot.waitSignal(article.view.zoom_requested) as asked:
        article.view.wheelEvent(_wheel(120, Qt.KeyboardModifier.ControlModifier))

    assert scrolled > 0
    assert asked.args == [1]
    assert article.view.scroll_position() == scrolled


def _wheel(angle, modifiers):
    return QWheelEvent(
        QPointF(100, 100),
        QPointF(100, 100),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt takes it by position only
    )


def _close(one, other):
    """Whether two colours are the same but for the rounding of a blend."""
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return all(abs(a - b) <= 2 for a, b in pairs)
