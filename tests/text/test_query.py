"""What can be typed into a search, and the sentence for what cannot."""

from __future__ import annotations

import pytest

from annotator.text.query import FILTERS, Filter, NoQuery, Term, TermKind, parse


def test_words_phrases_beginnings_and_patterns_are_told_apart() -> None:
    query = parse(r'minister "relief funds" harbo* /Ines\s+F\w+/ "prime min"*')

    assert query.groups == (
        (Term("minister", TermKind.WORDS, 0),),
        (Term("relief funds", TermKind.WORDS, 9),),
        (Term("harbo", TermKind.PREFIX, 24),),
        (Term(r"Ines\s+F\w+", TermKind.PATTERN, 31, any_case=False),),
        (Term("prime min", TermKind.PREFIX, 45),),
    )


def test_or_asks_for_either_and_a_minus_for_none() -> None:
    query = parse("denied OR denies AND funds -rumour")

    assert [[term.words for term in group] for group in query.groups] == [
        ["denied", "denies"],
        ["funds"],
    ]
    assert [term.words for term in query.without] == ["rumour"]


def test_an_operator_in_quotation_marks_or_small_letters_is_a_word() -> None:
    query = parse('"OR" and not "NOT" AND -or')

    assert [term.words for term in query.terms] == ["OR", "and", "not", "NOT"]
    assert [term.words for term in query.without] == ["or"]


@pytest.mark.parametrize("when", ["2025", "2025-11", "2025-11-07", '"2024-02-29"'])
def test_an_article_was_published_in_a_year_a_month_or_on_a_day(when: str) -> None:
    assert parse(f"published:{when}").filters == (Filter("published", when.strip('"')),)


def test_filters_have_values_in_quotation_marks_or_without() -> None:
    query = parse('kind:deny source:"Ada Otieno" -lang:es linked:NO')

    assert query.filters == (
        Filter("kind", "deny", 0),
        Filter("source", "Ada Otieno", 10),
        Filter("lang", "es", 31, excluded=True),
        Filter("linked", "no", 39),
    )


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("harbour state:done", "document"),
        ("type:person linked:no", "mention"),
        ("kind:deny linked:no", "statement"),
        ("status:suggested", "annotation"),
    ],
)
def test_the_filters_say_what_is_found(typed: str, unit: str) -> None:
    assert parse(typed).unit == unit


@pytest.mark.parametrize("filter", FILTERS, ids=lambda each: each.name)
def test_the_example_of_each_filter_is_a_search(filter) -> None:  # noqa: A002
    (found,) = parse(filter.example).filters

    assert found.name == filter.name


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ('said "to them', "The quotation mark at character 6 has no other one"),
        ('said ""', "There is nothing between the quotation marks at character 6"),
        ("/a", "The pattern at character 1 has no end"),
        ("x //", "There is nothing between the slashes at character 3"),
        ("/a/g", "only i may stand"),
        ("har*bour", "The * at character 4 must stand at the end"),
        ("*", "The * at character 1 must stand at the end"),
        ("colour:red", "There is no filter colour: (character 1)"),
        ("a type:", "type: at character 3 needs a value, as in type:person"),
        ("state:closed", "state: at character 1 is open or done, not closed"),
        ('entity:"Ada', "The quotation mark at character 8 has no other one"),
        ("type:person kind:deny", "Ask for one of them"),
        ("OR funds", "OR at character 1 stands between two words"),
        ("funds OR", "OR at character 7 stands between two words"),
        ("funds OR OR aid", "OR at character 7 stands between two words"),
        ("state:done OR funds", "neither may be a filter or begin with -"),
        ("funds OR -aid", "neither may be a filter or begin with -"),
        ("AND funds", "AND at character 1 stands between two things to find"),
        ("funds AND", 'To find the word, type "AND".'),
        ("NOT rumour", "articles without a word are -rumour"),
        ("harbour NOT", "NOT at character 9 is not known"),
        ("published:soon", "published: at character 1 is a year, month or day"),
        ("published:2025-13", "as in 2025, 2025-11 or 2025-11-07, not 2025-13"),
        ("published:2025-02-30", "not 2025-02-30"),
        ("-rumour", "needs something to find"),
        ("a\0b", "U+0000"),
    ],
)
def test_what_cannot_be_understood_is_told_with_its_place(typed: str, sentence: str) -> None:
    with pytest.raises(NoQuery, match=_escaped(sentence)):
        parse(typed)


@pytest.mark.parametrize(
    "typed", ["10:30", "and/or", "don't", "U.S.", "—", "-", "“curly ones”", "a-b"]
)
def test_what_is_no_filter_and_no_pattern_is_words(typed: str) -> None:
    assert parse(typed).terms[0].words.strip('"') == typed.strip("“”")


def _escaped(sentence: str) -> str:
    return sentence.replace("*", r"\*").replace("(", r"\(").replace(")", r"\)").replace("+", r"\+")
