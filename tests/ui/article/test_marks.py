"""Depth, letters and parts of the annotations of one block."""

import pytest

from annotator.model.span import Span
from annotator.ui.article.block import Block
from annotator.ui.article.marks import marks_of
from annotator.ui.article.metrics import Metrics

TEXT = "The Kenyan Treasury of North and South Rift denied it."


@pytest.fixture
def block(qapp):
    return Block(0, TEXT, Metrics.at(1), width=2_000, top=0, rtl=False)


def depths(marks):
    return {mark.mention.type: mark.slot for mark in marks.mentions}


def test_inner_underlines_lie_above_outer_ones(article, block):
    article.show(TEXT)
    article.mention("organization", "Kenyan Treasury of North and South Rift")
    article.mention("group", "Kenyan Treasury")
    article.mention("gpe", "Kenyan")

    marks = marks_of(block, article.source.mentions, [])

    assert depths(marks) == {"gpe": 0, "group": 1, "organization": 2}
    # the longest is painted first, so that the fills of nested ones lie on top
    assert [mark.mention.type for mark in marks.mentions] == ["organization", "group", "gpe"]


def test_crossing_and_equal_mentions_have_underlines_of_their_own(article, block):
    article.show(TEXT)
    article.mention("gpe", "Kenyan Treasury")
    article.mention("group", "Treasury of North")
    article.mention("title", "Treasury of North")

    assert sorted(depths(marks_of(block, article.source.mentions, [])).values()) == [0, 1, 2]


def test_mentions_apart_share_the_first_depth(article, block):
    article.show(TEXT)
    article.mention("gpe", "Kenyan")
    article.mention("group", "Treasury")

    assert set(depths(marks_of(block, article.source.mentions, [])).values()) == {0}


def test_a_discontinuous_mention_has_one_letter_and_leaves_its_gap_free(article, block):
    article.show(TEXT)
    article.mention("location", "North", "Rift")

    marks = marks_of(block, article.source.mentions, [])

    assert len(marks.mentions) == 2
    assert [letter.x for letter in marks.letters] == [block.caret_x(article.span("Rift").end)]


def test_content_is_underlined_below_the_mentions_in_it(article, block):
    article.show(TEXT)
    article.mention("gpe", "Kenyan")
    article.statement("The Kenyan Treasury", cue="denied", source="South Rift")

    marks = marks_of(block, article.source.mentions, article.source.statements)

    assert [mark.slot for mark in marks.contents] == [1]
    assert [mark.role.value for mark in marks.outlines] == ["cue", "source"]
    assert [bar.begins for bar in marks.bars] == [True]


def test_a_block_in_the_middle_of_a_mention_shows_no_letter(article, block):
    article.show(TEXT + "\nmore")
    mention = article.mention("gpe", "it.\nmore")

    marks = marks_of(block, [mention], [])

    assert [mark.piece.end for mark in marks.mentions] == [len(TEXT)]
    assert marks.letters == []
    assert mention.extent == Span(TEXT.index("it."), len(TEXT) + 5)
