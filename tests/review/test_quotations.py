"""Quotations that no statement takes up."""

from __future__ import annotations

import pytest

from annotator.review.quotations import unreported
from annotator.text.spans import Cover
from tests.review.made import article, span

TEXT = (
    "“Nobody asked us about the sale,” Brandt said. The “experts” had a copy of “Harbour Lights”."
    " “We will wait and see what comes,” she added."
)


def found(*contents):
    places = unreported(article(TEXT), span(TEXT, TEXT), Cover(span(TEXT, w) for w in contents))
    return [finding.span.of(TEXT) for finding in places]


def test_speech_is_missed_and_scare_quotes_and_titles_are_not():
    assert found() == ["“Nobody asked us about the sale,”", "“We will wait and see what comes,”"]


@pytest.mark.parametrize("content", ["Nobody asked us", "asked", "“Nobody asked us about the sale"])
def test_a_word_of_it_in_a_statement_is_enough(content):
    assert found(content) == ["“We will wait and see what comes,”"]
