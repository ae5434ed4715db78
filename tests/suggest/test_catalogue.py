import pytest

from annotator.suggest.catalogue import explain


@pytest.mark.parametrize(
    ("origin", "sentence"),
    [
        ("human", "An analyst made this."),
        ("rule:date", "It is written like a date."),
        ("rule:their_own", "The rule “their_own” proposed it."),
        ("import:json", "It came with an imported file (json)."),
        ("odd", "It was made by “odd”."),
    ],
)
def test_an_origin_is_explained_in_a_sentence(origin, sentence):
    assert explain(origin) == sentence


def test_a_rule_on_demand_says_how_to_ask_for_it():
    assert explain("rule:hedge").endswith("put the caret on such a word and press s.")
