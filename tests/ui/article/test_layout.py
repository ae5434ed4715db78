"""What was scrolled past is laid out, and read, again when it comes back."""

from annotator.ui.article.layout import _KEPT


def test_a_long_article_that_is_read_to_its_end_keeps_some_lines_only(article):
    paragraphs = [f"The mill at Orsk closed in week {number}." for number in range(2 * _KEPT)]
    article.show("\n\n".join(paragraphs))
    article.mention("location", "Orsk")
    view = article.view
    view.scroll_to(0)
    at_first = view._screen.page()

    for number in range(0, 2 * _KEPT, 8):
        view.scroll_to(article.span(f"week {number}.").start)
        view._screen.page()
    kept = view._screen.layout._made
    assert sum(len(block.lines) for block in kept.values()) <= _KEPT
    assert len(view._screen._marks) <= _KEPT

    view.scroll_to(0)
    again = view._screen.page()
    assert [placed.top for placed, _ in again] == [placed.top for placed, _ in at_first]
    assert again[0][1].mentions == at_first[0][1].mentions != ()
