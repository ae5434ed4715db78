# ruff: noqa: RUF001
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.span import Span
from annotator.model.statement import Form
from annotator.text.quotes import form_of, quotations, quoted_parts


def quoted(text: str) -> list[str]:
    return [quotation.span.of(text) for quotation in quotations(text)]


def part(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    "words",
    [
        "“it rains”",
        '"it rains"',
        "‘it rains’",
        "'it rains'",
        "«it rains»",
        "« it rains »",
        "»it rains«",
        "»it rains»",
        "‹it rains›",
        "„it rains“",
        "„it rains”",
        "‚it rains‘",
        "”it rains”",
        "「it rains」",
        "『it rains』",
        "’it rains’",
        "''it rains''",
        "``it rains''",
        "`it rains'",
        "“it rains“",
        "„it rains‟",
        "‟it rains”",
        "〝it rains〟",
        "＂it rains＂",
        "״it rains״",
        "“ it rains ”",
        '" it rains "',
        "‘ it rains ’",
        "„ it rains “",
    ],
)
def test_every_kind_of_mark_is_known(words: str) -> None:
    text = f"She said {words}, they say."

    (quotation,) = quotations(text)

    assert quotation.span.of(text) == words
    assert quotation.inner.of(text) == "it rains"
    assert (quotation.closed, quotation.depth, quotation.continued) == (True, 0, False)


def test_quotations_nest() -> None:
    text = "“He said ‘I heard “no” twice’ and left,” she said."

    assert [(each.inner.of(text), each.depth) for each in quotations(text)] == [
        ("He said ‘I heard “no” twice’ and left,", 0),
        ("I heard “no” twice", 1),
        ("no", 2),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The ’90s, don’t, ’tis, rock ’n’ roll and the dogs’ bone.",
        "The '90s, don't, 'tis, rock 'n' roll and the dogs' bone.",
        'He is 6\' 2" tall; a 12" disc.',
        "",
        "“”",
    ],
)
def test_apostrophes_and_inches_quote_nothing(text: str) -> None:
    assert quoted(text) == []


def test_a_possessive_does_not_close_single_marks() -> None:
    assert quoted("The ‘workers’ rights bill’ passed.") == ["‘workers’ rights bill’"]
    assert quoted("a 'workers' rights bill' passed") == ["'workers' rights bill'"]


def test_a_quotation_of_several_paragraphs_is_taken_up_again() -> None:
    text = "She said: “One.\n\n“Two.\n\n“Three.”\n\nEnd."

    assert [(each.span.of(text), each.closed, each.continued) for each in quotations(text)] == [
        ("“One.", False, True),
        ("“Two.", False, True),
        ("“Three.”", True, False),
    ]


def test_dots_for_what_is_left_out_may_begin_a_quotation() -> None:
    assert quoted('He said the guards, "... had no keys."') == ['"... had no keys."']


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    text = "She said “It is so.\n\nNot this. “But this.”"

    assert [(each.span.of(text), each.closed) for each in quotations(text)] == [
        ("“It is so.", False),
        ("“But this.”", True),
    ]


def test_a_quotation_runs_over_a_wrapped_line() -> None:
    assert quoted('He said "it is\nso" today') == ['"it is\nso"']


def test_the_quotations_around_a_span_are_those_of_the_whole_text() -> None:
    text = ("Roe said “one ‘two’ three.” " * 40 + "\n\n") * 10
    everything = quotations(text)
    span = Span(5_000, 5_100)

    assert quotations(text, span) == [each for each in everything if each.span.overlaps(span)]


@pytest.mark.parametrize(
    ("content", "form", "quotes"),
    [
        ("“All is well,”", Form.DIRECT, ["“All is well,”"]),
        ("All is well", Form.DIRECT, ["All is well"]),
        ("that it was “bad luck”", Form.MIXED, ["“bad luck”"]),
        ("that nobody knew", Form.INDIRECT, []),
        ("he lied", Form.INDIRECT, []),
    ],
)
def test_the_marks_decide_the_form(content: str, form: Form, quotes: list[str]) -> None:
    text = (
        "“All is well,” she said. She said that it was “bad luck” and that nobody knew. "
        "“My brother said he lied,” he said."
    )
    spans = (part(text, content),)

    assert form_of(text, spans) is form
    assert [span.of(text) for span in quoted_parts(text, spans)] == quotes


def test_a_sentence_within_a_longer_quotation_is_direct() -> None:
    text = "“We won. We will stay. Thanks,” she said."

    assert form_of(text, (part(text, "We will stay"),)) is Form.DIRECT


def test_an_interrupted_quotation_is_direct_in_both_pieces() -> None:
    text = "“We won,” she said. “We will stay.”"
    spans = (part(text, "“We won,”"), part(text, "“We will stay.”"))

    assert form_of(text, spans) is Form.DIRECT
    assert quoted_parts(text, spans) == spans


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("他说“我们走”，又说:\"不去\"好。", ["“我们走”", '"不去"']),
        ('הוא אמר "אנחנו הולכים" בארה"ב וגם בצה"ל.', ['"אנחנו הולכים"']),
        ("قال الوزير: «سنذهب» و\"لا\" و“نعم”.", ["«سنذهب»", '"لا"', "“نعم”"]),
        ("Hän sanoi: ”Mennään ’heti’ kotiin.”", ["”Mennään ’heti’ kotiin.”", "’heti’"]),
        ("« Il dit « non » hier », dit-il.", ["« Il dit « non » hier »", "« non »"]),
        ("In the ‘dogs’ home’ it’s rock ’n’ roll.", ["‘dogs’ home’"]),
        ("'It's rock 'n' roll, 'tis,' he said.", ["'It's rock 'n' roll, 'tis,'"]),
        ('"He is 6\' 2" tall," she said.', ['"He is 6\' 2" tall,"']),
        ('He said:"we go"and left.', ['"we go"']),
    ],
)  # fmt: skip
def test_every_language_has_its_own_ways(text: str, quotes: list[str]) -> None:
    assert quoted(text) == quotes


def test_tokenised_text_is_read_by_its_words() -> None:
    text = (
        '" Come in , " said Falk , " it \'s open . "\n" Thanks . "\n'
        "The dogs ' bone was lost .\n' Oh ! ' cried Roe ."
    )

    assert quoted(text) == [
        '" Come in , "',
        '" it \'s open . "',
        '" Thanks . "',
        "' Oh ! '",
    ]


def test_a_forgotten_mark_does_not_turn_the_rest_inside_out() -> None:
    text = 'He said "it is so.\nShe said "no" then.\n"Never," said Falk. "Not us."'

    assert quoted(text) == ['"it is so.', '"no"', '"Never,"', '"Not us."']


def test_a_quotation_is_taken_up_on_the_next_line_too() -> None:
    text = '"One is here.\n"Two is there," he said.'

    assert [(each.span.of(text), each.closed, each.continued) for each in quotations(text)] == [
        ('"One is here.', False, True),
        ('"Two is there,"', True, False),
    ]


MARKS = st.text(alphabet="“”„«»‘’'\"「」`—s \n.,a1", max_size=120)
SENTENCES = st.lists(
    st.sampled_from(
        ["“", "”", '"', "'", "’", "‘", "«", "»", "„", " ", "\n", "\n\n", "word", "Falk said",
         ",", ".", "— ", "Yes", "?", "``", "''", "\u202b"]
    ),
    max_size=60,
).map("".join)  # fmt: skip


@given(MARKS, st.integers(0, 100), st.integers(1, 30))
def test_any_heap_of_marks_is_read_without_failing(text: str, start: int, length: int) -> None:
    for quotation in quotations(text):
        assert quotation.span.contains(quotation.inner)
        assert quotation.span.end <= len(text)
    span = Span(start, start + length)
    assert all(quotation.span.overlaps(span) for quotation in quotations(text, span))
    form_of(text, (span,))


@given(st.one_of(MARKS, SENTENCES))
def test_quotations_nest_or_part_but_never_cross(text: str) -> None:
    around: list[int] = []
    for quotation in quotations(text):
        while around and around[-1] <= quotation.span.start:
            around.pop()
        assert not around or quotation.span.end <= around[-1]
        around.append(quotation.span.end)


@given(st.one_of(MARKS, SENTENCES), st.integers(0, 150), st.integers(1, 40))
def test_a_part_is_read_as_in_the_whole(text: str, start: int, length: int) -> None:
    span = Span(start, start + length)

    assert quotations(text, span) == [each for each in quotations(text) if each.span.overlaps(span)]


def test_a_part_of_a_long_line_is_read_as_in_the_whole() -> None:
    text = "Roe said \"one 'two' three\" and “four” again. " * 1_500
    everything = quotations(text)

    for start in range(0, len(text), 9_973):
        span = Span(start, start + 200)
        assert quotations(text, span) == [each for each in everything if each.span.overlaps(span)]


@pytest.mark.parametrize(
    "mark", ["“", "'", "‘a ", '"', "a’ ", "„", "«", "\n“", "s’ ", "»a« ", "``", "\n— Who? "]
)
def test_a_heap_of_marks_costs_no_more_than_its_length(mark: str) -> None:
    text = mark * (150_000 // len(mark))
    start = time.process_time()
    quotations(text)

    assert time.process_time() - start < 3


def test_the_trap_files_are_read(corpora: Path) -> None:
    nested = (corpora / "offset-traps" / "45_nested_quotes.txt").read_text("utf-8")
    several = (corpora / "offset-traps" / "46_multi_par_quote.txt").read_text("utf-8")

    assert max(quotation.depth for quotation in quotations(nested)) >= 1
    assert any(quotation.continued for quotation in quotations(several))
