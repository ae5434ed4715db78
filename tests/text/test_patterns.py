"""No pattern that somebody types can take the machine: 60 that would, each with a quick end."""

from __future__ import annotations

from contextlib import suppress

import pytest

from annotator.text.places import Places
from annotator.text.query import NoQuery, parse

TEXT = "a" * 3000 + " ! " + "the minister said that he was aware of it " * 100
HOSTILE = [
    r"(a+)+$", r"(a|a)*$", r"(a|aa)+$", r"(a+)+!!", r"(.*a){20}$", r"(.*)*x", r"(?:(.)*)*x",
    r"^(([a-z])+.)+[A-Z]([a-z])+$", r"(\w+\s?)+$!", r"([a-zA-Z]+)*$", r"(a*)*b", r"(a*a*)*b",
    r"(x+x+)+y", r"(.+)+(.+)+(.+)+z$", r"(?=(a+)+$)x", r"(?<=(a+)+)x", r"\b(\w+)(\s\w+)*\s\1\1\1$",
    r"((a{500}){500}){500}", r"(?:a{1000}b?){1000}", r"(?:a{1,1000}){1,1000}b", r"(a?){50}a{50}",
    r"((((a{50}){50}){50}){50}){50}", r"a{99999999}", r"(?:a{9999}){9999}",
    r"[a-z]{1,9999}{1,9999}",
    r"(?e)(?:minister said){e<=12}", r"(?b)(?:minister){e}", r"(?:aaaaaaaaaa){e<=5}$", r"(?R)?a",
    r"(a(?R)?b)+", r"(?1)(a+)+", r"(a|(?R))*$", r"(\w*)*\1\1\1z", r"(a+)\1+\1+\1+z",
    r"(?:a|b|ab)*c", r"(?:(?:a+)+)+b", r"(a+|b+|c+)*d", r"([^!]*)*!!!", r"(\s*\w+\s*)*=",
    r"^(\w+\s*)*:$", r"(.*?,){30}P", r"(?s).*(.*)*(.*)*z", r"(?:\w\s?)*q$", r"((\w|\s)*)+=",
    r"(a++)+$", r"(?>(a+))+b", r"(?i)(A+)+$", r"((a+)*)*((a+)*)*b", r"(?:.?){200}.{200}z",
    r"(?:\X+)+z", r"(\p{L}+)+$", r"(?:[[a-z]--[aeiou]]|\w)*9", r"(?|(a)+|(b)+)+c", r"(a{2,})+b",
    "(" * 500 + "a" + ")" * 500, "(?:" * 50 + "a+" + ")+" * 50, "a?" * 400 + "a" * 400,
    "(a|b|c|d|e)" * 80 + "{5}", "[" * 400, "x{1,2}" * 150 + "y",
]  # fmt: skip
assert len(HOSTILE) >= 50


@pytest.mark.parametrize("pattern", HOSTILE, ids=range(len(HOSTILE)))
def test_a_pattern_that_does_not_end_is_refused_or_given_up(pattern: str) -> None:
    typed = f"/{pattern.replace('/', chr(92) + '/')}/"

    with suppress(NoQuery, TimeoutError):
        spans = Places(parse(typed)).in_text(TEXT, patience=0.02)

        assert spans is None or all(span.of(TEXT) for span in spans)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("/a(/", "The pattern is wrong at character 4: missing"),
        ("x /((a{500}){500}){500}/", "The pattern at character 3 is too expensive"),
        ("/" + "(" * 500 + "/", "too many groups in groups"),
        ("/" + "a" * 1001 + "/", "longer than 1000 characters"),
    ],
)
def test_a_pattern_that_is_refused_says_why(typed: str, sentence: str) -> None:
    with pytest.raises(NoQuery) as refused:
        Places(parse(typed))

    assert sentence in str(refused.value)
