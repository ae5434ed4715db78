"""Annotations are drawn in their colours, side by side, and never move the text."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from annotator.model.mention import Level
from annotator.model.provenance import Status
from annotator.ui.theme import DARK, LIGHT, mixed
from tests.ui.article.test_view import ODD_TEXTS, TEXT


def test_nothing_moves_when_annotations_appear(article):
    article.show(TEXT)
    before = [article.view.caret_rect(at) for at in range(len(TEXT))]

    article.mention("organization", "Kenyan Treasury")
    article.mention("gpe", "Kenyan")
    article.mention("location", "North", "Rift")
    article.statement("that any shilling was lost", cue="denied", source="The Kenyan Treasury")
    article.picture()

    assert [article.view.caret_rect(at) for at in range(len(TEXT))] == before


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_a_mention_is_filled_and_underlined_in_the_colour_of_its_type(article, theme):
    article.show(TEXT)
    article.view.set_theme(theme)
    article.mention("date", "Friday")

    colours = article.colours_over("Friday")

    line = theme.colour_of(article.schema.entity_type("date"))
    assert line.lower() in colours
    assert any(_close(each, mixed(line, theme.page, theme.fill).name()) for each in colours)


def test_a_suggested_mention_has_no_fill_and_no_full_colour(article):
    article.show(TEXT)
    article.mention("date", "Friday", status=Status.SUGGESTED)

    colours = article.colours_over("Friday")

    line = LIGHT.colour_of(article.schema.entity_type("date"))
    assert line.lower() not in colours
    assert not any(_close(each, mixed(line, LIGHT.page, LIGHT.fill).name()) for each in colours)
    assert len(colours) > 2


def test_a_rejected_mention_leaves_no_trace(article):
    article.show(TEXT)
    plain = article.picture()

    article.mention("date", "Friday", status=Status.REJECTED)

    assert article.picture() == plain


def test_levels_differ_without_colour(article):
    article.show(TEXT)
    pictures = []
    for level in (*Level, None):
        article.source.mentions.clear()
        article.mention("date", "Friday", level=level)
        pictures.append(article.picture())

    assert all(
        one != other for number, one in enumerate(pictures) for other in pictures[number + 1 :]
    )


def test_content_cue_and_source_have_their_colours(article):
    article.show(TEXT)
    statement = article.statement("any shilling", cue="denied", source="The Kenyan Treasury")
    article.view.set_focus_objects(None, statement.id, None)

    assert LIGHT.content.lower() in article.colours_over("any shilling")
    assert any(_close(each, LIGHT.cue) for each in article.colours_over("denied"))
    assert any(_close(each, LIGHT.source) for each in article.colours_over("The Kenyan"))


def test_badges_never_overlap_and_answer_to_a_click(article, qtbot):
    article.show(TEXT)
    for words in ("Kenyan", "Friday", "any shilling", "lost", "theft", "auditor"):
        article.statement(words)
    article.picture()
    badges = article.view._screen.margin().badges

    assert len(badges) == 6
    assert not any(
        one.rect.intersects(other.rect)
        for number, one in enumerate(badges)
        for other in badges[number + 1 :]
    )
    with qtbot.waitSignal(article.view.statement_chosen) as chosen:
        qtbot.mouseClick(
            article.view.viewport(), Qt.MouseButton.LeftButton, pos=badges[3].rect.center()
        )
    assert chosen.args == [badges[3].statement.id]


def test_bars_of_statements_on_the_same_line_stand_side_by_side(article):
    article.show(TEXT)
    article.statement("Kenyan")
    article.statement("Friday")
    article.picture()

    one, other = (bar.rect for bar in article.view._screen.margin().bars)

    assert not one.intersects(other)


def badge_places(article):
    """Where the badge of each statement stands, by its content."""
    badges = article.view._screen.margin().badges
    return {badge.statement.content: badge.rect for badge in badges}


def test_badges_keep_their_places_when_a_suggestion_is_accepted(article):
    article.show("They knew we would not sign it, she added.", title="")
    inner = article.statement("we would not sign it", cue="knew", status=Status.SUGGESTED)
    outer = article.statement(
        "They knew we would not sign it", cue="added", status=Status.SUGGESTED
    )
    places = badge_places(article)

    accepted = replace(inner.provenance, status=Status.ACCEPTED)
    article.source.statements[:] = [outer, replace(inner, id=99, provenance=accepted)]
    article.view.refresh()

    assert len(places) == 2
    assert badge_places(article) == places


def test_pieces_of_a_content_on_one_line_share_a_bar(article):
    article.show("“We stand,” she said, “by it.”", title="")
    article.statement("“We stand,”", "“by it.”")

    assert len(article.view._screen.margin().bars) == 1


def test_bars_of_a_right_to_left_paragraph_are_on_its_right(article):
    article.show(ODD_TEXTS["hebrew"])
    article.statement("עולם")
    article.picture()

    margin = article.view._screen.margin()

    assert margin.bars[0].rect.left() > article.view.viewport().width() / 2
    assert margin.badges[0].rect.left() > margin.bars[0].rect.right()


def _close(one, other):
    """Whether two colours are the same but for the rounding of a blend."""
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return all(abs(a - b) <= 2 for a, b in pairs)
