from annotator.model.span import Span
from annotator.model.statement import Form
from annotator.suggest.scare import ORIGIN, scare_quotes

TEXT = (
    "“We pay,” said Falk. The so-called “reform” failed. Roe saw the film “The Last Harbour” twice."
)


def test_only_marks_that_quote_nobody_are_proposed() -> None:
    found = list(scare_quotes(TEXT))

    assert [each.content[0].of(TEXT) for each in found] == ["“reform”", "“The Last Harbour”"]
    assert {each.form for each in found} == {Form.SCARE}
    assert {each.ground.origin for each in found} == {ORIGIN}


def test_a_part_of_the_text_gives_what_it_touches() -> None:
    start = TEXT.index("reform")

    (found,) = scare_quotes(TEXT, Span(start, start + 3))

    assert found.content[0].of(TEXT) == "“reform”"
    assert (
        found.ground.reason
        == "After “so-called” the quoted words are a name, or belong to the sentence."
    )
