"""The figures that the suggester of statements is held to, on news that people annotated."""

import sys
from pathlib import Path

import pytest

from annotator.model.suggestion import SuggestedStatement
from annotator.suggest.base import Desk
from annotator.suggest.quotations import Quotations
from annotator.text.lexicon import Lexicon
from benchmarks.gold import TUNING, Score, gold_documents, scored
from tests.suggest.made import article


@pytest.fixture(scope="module")
def scores(corpora: Path, english: Lexicon) -> dict[str, Score]:
    desk = Desk(english)
    documents = gold_documents(corpora / "gum-news" / "statements.jsonl")
    found = {
        each.name: [
            one
            for batch in Quotations().suggest(article(each.text), desk)
            for one in batch
            if isinstance(one, SuggestedStatement)
        ]
        for each in documents
    }
    parts = {"tuning": documents[:TUNING], "held back": documents[TUNING:], "all": documents}
    return {name: scored(part, found) for name, part in parts.items()}


@pytest.mark.parametrize("part", ["tuning", "held back", "all"])
def test_who_said_what_is_found_as_promised(
    scores: dict[str, Score], part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    score = scores[part]
    with capsys.disabled():
        sys.stdout.write(
            f"\nstatements {part}: P {score.precision:.3f} R {score.recall:.3f} F {score.f:.3f}, "
            f"source {score.source:.3f}, content {score.content:.3f}\n"
        )

    assert score.f >= 0.80
    assert score.precision >= 0.80
    assert score.source >= 0.97
    # On the tuning documents content is marked by parts of sentences here and there.
    assert score.content >= 0.87
