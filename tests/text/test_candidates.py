# ruff: noqa: RUF001
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.span import Span
from annotator.text.candidates import candidates, next_candidate, previous_candidate
from annotator.text.lexicon import Lexicon
from annotator.text.search import occurrences, surname_forms


def found(text: str, lexicon: Lexicon, kind: str = "name") -> list[str]:
    whole = Span(0, len(text))
    return [each.span.of(text) for each in candidates(text, whole, lexicon) if each.kind == kind]


def hints(text: str, lexicon: Lexicon) -> dict[str, str | None]:
    whole = Span(0, len(text))
    return {each.span.of(text): each.type_hint for each in candidates(text, whole, lexicon)}


def test_a_title_is_parted_from_the_name(english: Lexicon) -> None:
    text = "The Kenyan Foreign Minister Ada Otieno met then-President Tom Roe and Dr. Ann Low."

    assert hints(text, english) == {
        "Kenyan": "gpe",
        "Foreign Minister": "title",
        "Ada Otieno": "person",
        "President": "title",
        "Tom Roe": "person",
        "Ann Low": "person",
    }


def test_particles_belong_to_a_name_and_possessives_do_not(english: Lexicon) -> None:
    text = "Then Hugo de Vries, Ana de la Cruz’s aide and Sami al-Zein met J. R. Doe."

    assert found(text, english) == ["Hugo de Vries", "Ana de la Cruz", "Sami al-Zein", "J. R. Doe"]


def test_names_of_bodies_keep_their_of_and_and(english: Lexicon) -> None:
    text = "The Ministry of Trade and Industry and the Bank of Kenya met in Kenya and Uganda."

    assert found(text, english) == [
        "Ministry of Trade and Industry",
        "Bank of Kenya",
        "Kenya",
        "Kenya",
        "Uganda",
    ]


def test_words_that_open_a_sentence_are_no_names(english: Lexicon) -> None:
    text = (
        "Prior to this, it rained. Prosecutors met. Talks failed. While Kenya paid, others did not."
    )

    assert found(text, english) == ["Kenya"]


def test_a_name_that_opens_a_sentence_is_known_from_elsewhere(english: Lexicon) -> None:
    assert found("Otieno left. The court heard Otieno.", english) == ["Otieno", "Otieno"]
    assert found("Rain fell. There was more rain.", english) == []


def test_a_headline_in_capitals_offers_only_known_names(english: Lexicon) -> None:
    text = "Kenya Cuts Ties With Big Neighbour After Vote\n\nThe vote in Kenya was close."

    assert "Cuts Ties" not in " ".join(found(text, english))


def test_names_stop_at_punctuation_without_space(english: Lexicon) -> None:
    assert found("He met Ada Otieno(left) there.", english) == ["Ada Otieno"]


@pytest.mark.parametrize(
    "date",
    [
        "2031-05-02",
        "5 May 2031",
        "May 5, 2031",
        "Monday, 5 May",
        "December 2031",
        "1999",
        "the 1990s"[4:],
        "Friday",
        "25-year",
        "three days ago",
        "last week",
        "yesterday",
        "10:30 p.m.",
    ],
)
def test_dates_are_candidates(date: str, english: Lexicon) -> None:
    assert found(f"It was, he said, {date} then", english, "date") == [date]


@pytest.mark.parametrize(
    ("amount", "hint"),
    [
        ("1,200", "quantity"),
        ("30%", "quantity"),
        ("4.5 percent", "quantity"),
        ("$1.2 million", "money"),
        ("€40", "money"),
        ("5 million euros", "money"),
    ],
)
def test_amounts_are_candidates(amount: str, hint: str, english: Lexicon) -> None:
    assert hints(f"they lost {amount} vouchers", english) == {amount: hint}


def test_months_that_are_other_words_need_company(english: Lexicon) -> None:
    assert found("They may go; we march. In March they left.", english, "date") == ["March"]


def test_quotations_are_candidates_and_so_are_the_names_in_them(english: Lexicon) -> None:
    text = "She said “Kenya will pay” twice."
    quotation, name = candidates(text, Span(0, len(text)), english)

    assert (quotation.span.of(text), quotation.kind) == ("“Kenya will pay”", "quotation")
    assert (name.span.of(text), name.kind) == ("Kenya", "name")


def test_walking_meets_what_lies_in_a_quotation_and_then_the_quotation(english: Lexicon) -> None:
    text = "Kenya said “Uganda will pay in May 2031” and Tanzania left."
    forward, at = [], 0
    while candidate := next_candidate(text, at, [], english):
        forward.append(candidate.span.of(text))
        at = candidate.span.end
    backward, at = [], len(text)
    while candidate := previous_candidate(text, at, [], english):
        backward.append(candidate.span.of(text))
        at = candidate.span.start

    quotation = "“Uganda will pay in May 2031”"
    assert forward == ["Kenya", "Uganda", "May 2031", quotation, "Tanzania"]
    assert backward == ["Tanzania", "May 2031", "Uganda", quotation, "Kenya"]


def test_what_is_taken_is_passed_over(english: Lexicon) -> None:
    text = "Kenya said “Uganda will surely pay all of its old debts in time” then."
    quotation = Span(11, 65)

    first = next_candidate(text, 0, [Span(0, 5)], english)
    after_content = next_candidate(text, 0, [Span(0, 5), quotation], english)
    nothing = next_candidate(text, 0, [Span(0, 5), quotation, Span(12, 18)], english)

    assert first is not None
    assert first.span == Span(12, 18)
    assert after_content == first
    assert nothing is None


def test_the_seed_article_is_tagged_in_seventy_presses(corpora: Path, english: Lexicon) -> None:
    text = (corpora / "seed-synthetic" / "seed.txt").read_text("utf-8")
    person, presses, taken, at, unwanted = {"person"}, 0, [], 0, []
    while candidate := next_candidate(text, at, taken, english):
        presses += 1
        at = candidate.span.end
        name = candidate.span.of(text)
        title_like = candidate.type_hint == "title" or name in {"Today", "25-year", "34-year"}
        if candidate.kind == "quotation" or title_like:
            unwanted.append(name)
            continue
        presses += 1
        taken.append(candidate.span)
        names = [name, *surname_forms(name, type_is_person=candidate.type_hint in person)]
        others = occurrences(text, names, taken=taken)
        if others:
            presses += 2
            taken += [other.span for other in others]

    forms = {span.of(text) for span in taken}
    assert (len(taken), len(forms)) == (47, 19)
    assert {"Peru", "Peruvian", "Mexico", "Mexico City", "Castillo", "Pedro Castillo"} <= forms
    assert len(taken) == len(set(taken))
    assert presses <= 70


@given(st.text(max_size=120), st.integers(0, 120))
def test_any_text_is_walked_without_failing(text: str, at: int) -> None:
    if text:
        for each in candidates(text, Span(0, len(text))):
            assert each.span.end <= len(text)
    forward = next_candidate(text, at, [])
    assert forward is None or forward.span.end > at
    backward = previous_candidate(text, at, [])
    assert backward is None or backward.span.start < at


NEWS = st.lists(
    st.sampled_from(
        ["Kenya", "Dr.", "of", "the", "and", "President", "“", "”", ".", "St.", "al-Zein", "de",
         "2031", "March", "1,200", "\n", "said", "’s", "J.", "Bank", "Minister", "-", "&", "U.S."]
    ),
    max_size=40,
).map(" ".join)  # fmt: skip


@given(NEWS)
def test_any_mixture_of_names_is_read_without_failing(text: str) -> None:
    for each in candidates(text, Span(0, len(text) + 1)):
        assert each.span.of(text).strip() == each.span.of(text)


def test_a_stretch_has_the_candidates_of_the_whole_text(english: Lexicon) -> None:
    text = "Ada Otieno of Kenya said on 5 May 2031 that Tom Roe owed $5 million. " * 30
    whole = candidates(text, Span(0, len(text)), english)
    part = Span(700, 900)

    assert candidates(text, part, english) == [each for each in whole if each.span.overlaps(part)]


def test_the_cost_of_a_step_does_not_follow_the_document(english: Lexicon) -> None:
    text = "Ada Otieno of Kenya said on 5 May 2031 that Tom Roe owed $5 million. " * 40_000
    start = time.process_time()
    for at in range(1_000_000, 1_000_100, 10):
        assert next_candidate(text, at, [], english)

    assert (time.process_time() - start) / 10 < 0.1


def test_a_large_text_is_read_in_seconds(english: Lexicon) -> None:
    text = "He said that Ada Otieno of the Bank of Kenya owed him 500 and would pay soon.\n" * 6_000
    start = time.process_time()
    candidates(text, Span(0, len(text)), english)

    assert time.process_time() - start < 3
