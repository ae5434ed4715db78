"""Where every statement has a cue, agreement has the figures of the score of shared gold.

The rules of that score stand in `benchmarks/gold.py`, and in the tool beside the corpora.
"""

from __future__ import annotations

import pytest

from annotator.model.statement import Form, Source, SourceKind, Statement
from annotator.model.suggestion import Ground, SuggestedStatement
from annotator.review.agreement import Agreement
from annotator.session.projects import lexicon
from annotator.suggest.base import Desk
from annotator.suggest.quotations import Quotations
from benchmarks.gold import GoldDocument, Marked, gold_documents, scored
from tests.review.sides import MEET, SOLD, TEXT, article, at, made_by
from tests.suggest.made import article as plain_article


def both_scores(documents, found):
    """Return the score by the rules of the gold, and ours for the same statements."""
    agreement = Agreement()
    for document in documents:
        gold = [
            made(number, one.content, one.cue[0], (*one.source, None)[0])
            for number, one in enumerate(document.marked)
        ]
        system = [
            made(number, one.content, one.cue, one.source)
            for number, one in enumerate(found[document.name])
        ]
        agreement.add(article(*gold, text=document.text), article(*system, text=document.text))
    return scored(documents, found), agreement.total.statements


def made(number, content, cue, source):
    said_by = Source(SourceKind.ENTITY, source) if source else None
    return Statement(
        number + 1, 1, tuple(content), Form.INDIRECT, None, made_by(), cue=cue, source=said_by
    )


def assert_same(theirs, ours):
    assert ours.matched.gold == theirs.gold
    assert ours.matched.system == theirs.proposed
    assert ours.matched.right == theirs.right
    assert (ours.sourced, ours.source_overlaps) == (theirs.sources, theirs.sources_right)


def test_an_article_by_hand():
    ground = Ground("rule:test", 0.9, "It is a test.")
    document = GoldDocument(
        "pier",
        TEXT,
        [
            Marked([at("denied")], [at("Ilse Brandt")], [at(SOLD)], []),
            Marked([at("According to")], [at("Tomas Reyle")], [at(MEET)], []),
        ],
    )
    found = [
        SuggestedStatement(
            (at("the old pier was sold"),),
            Form.INDIRECT,
            "deny",
            ground,
            cue=at("denied"),
            source=at("Brandt"),
        ),
        SuggestedStatement((at("on Monday"),), Form.INDIRECT, "assert", ground, cue=at("meet")),
    ]

    theirs, ours = both_scores([document], {"pier": found})

    assert_same(theirs, ours)
    assert ours.matched.score.precision == ours.matched.score.recall == 0.5
    assert ours.mean_overlap == theirs.content == pytest.approx(5 / 6)


def test_real_articles(corpora):
    english = lexicon()
    documents = [
        GoldDocument(each.name, each.text, [one for one in each.marked if sayable(one)])
        for each in gold_documents(corpora / "gum-news" / "statements.jsonl")
    ]
    found = {each.name: with_cues(each.text, english) for each in documents}

    theirs, ours = both_scores(documents, found)

    assert_same(theirs, ours)
    # A word with a hyphen is one word for us and two for them.
    assert ours.mean_overlap == pytest.approx(theirs.content, abs=0.01)


def sayable(marked):
    """Whether one statement says it: a statement has one cue, one source and some content."""
    return len(marked.cue) == 1 and len(marked.source) <= 1 and marked.content


def with_cues(text, lexicon):
    batches = Quotations().suggest(plain_article(text), Desk(lexicon))
    return [
        one
        for batch in batches
        for one in batch
        if isinstance(one, SuggestedStatement) and one.cue and one.form is not Form.SCARE
    ]
