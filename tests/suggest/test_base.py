import pytest

from annotator.model.span import Span
from annotator.model.statement import Form
from annotator.model.suggestion import Ground, SuggestedStatement


def test_a_confidence_is_a_share():
    with pytest.raises(ValueError, match="not a confidence"):
        Ground("rule:names", 1.2, "A name by its form")


def test_the_extent_of_a_statement_holds_its_cue_and_source():
    ground = Ground("rule:says", 0.9, "“said” reports what follows")
    statement = SuggestedStatement(
        (Span(20, 30),), Form.INDIRECT, "assert", ground, cue=Span(10, 14), source=Span(2, 9)
    )

    assert statement.extent == Span(2, 30)
