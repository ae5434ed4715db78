"""Quotations that no statement takes up."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model.span import Span
from annotator.review.base import Article, Check, Decision, Finding, Severity
from annotator.text.quotes import quotations
from annotator.text.spans import Cover
from annotator.text.speech import is_speech

QUOTATION = Check("quotation_without_statement", "quotations without a statement", Severity.MISSING)


def unreported(article: Article, stretch: Span, contents: Cover) -> Iterator[Finding]:
    """The quotations of a stretch that read like speech and of which no content has a word.

    Scare quotes, names and titles are left out, and quotations inside others.
    """
    for quotation in quotations(article.text, stretch):
        inner = quotation.inner
        if quotation.depth or contents.touches(inner):
            continue
        if is_speech(article.text, quotation):
            sentence = f"{article.quoted(inner)} is quoted, and no statement says whose words."
            fix = Decision("Make the statement", "statement.new")
            yield Finding(QUOTATION, quotation.span, sentence, None, fix)
