# ruff: noqa: RUF001
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.span import Span
from annotator.text.search import find, occurrences, surname_forms


def places(text: str, *names: str, **options: object) -> list[str]:
    """Each hit with a few code points around it, so that the reader sees which one it is."""
    found = occurrences(text, names, **options)  # type: ignore[arg-type]
    return [
        text[max(0, hit.span.start - 6) : hit.span.start] + "|" + hit.span.of(text) for hit in found
    ]


def count(text: str, *names: str) -> int:
    return len(occurrences(text, names))


@pytest.mark.parametrize(
    "text",
    [
        "the Kenyan treasury",
        "in Kenya City today",
        "at the Bank of Kenya",
        "the Gulf of Kenya",
        "in New Kenya",
        "New Kenya grew",
        "by Kenya Power",
        "from Kenya.com",
        "by Jean-Kenya",
        "by O’Kenya",
        "with Kenyas",
    ],
)
def test_a_name_inside_another_name_is_not_found(text: str) -> None:
    assert count(text, "Kenya") == 0


@pytest.mark.parametrize(
    "text",
    [
        "Kenya’s treasury",
        "in Kenya, Uganda",
        "(Kenya)",
        "While Kenya waits",
        "On Monday Kenya paid",
        "the President of Kenya spoke",
        "Kenya President Ada Otieno",
        "in Kenya. The rest",
        "“Kenya will pay”",
        "Kenya-based firms",
        "anti-Kenya rallies",
        "Uganda’s Kenya policy",
        "Lima and Kenya agreed",
    ],
)
def test_a_name_beside_other_words_is_found_without_possessive(text: str) -> None:
    assert [hit.span.of(text) for hit in occurrences(text, ["Kenya"])] == ["Kenya"]


def test_a_year_is_not_taken_out_of_a_longer_date() -> None:
    text = "The 2031 vote was in December 2031, as in 2031."

    assert [hit.span.start for hit in occurrences(text, ["2031"])] == [4, 42]
    assert count(text, "December") == 0


def test_the_halves_of_a_joined_pair_are_found_when_both_are_known() -> None:
    assert count("the Kenya-Uganda border", "Kenya") == 0
    assert len(occurrences("the Kenya-Uganda border", ["Kenya"], rivals=["Uganda"])) == 1


def test_a_surname_is_found_but_not_inside_another_persons_name() -> None:
    text = (
        "Ada Otieno spoke. Mr. Otieno left. President Otieno came; Tom Otieno stayed. Otieno won."
    )

    assert places(text, "Ada Otieno", "Otieno") == [
        "|Ada Otieno",
        ". Mr. |Otieno",
        "ident |Otieno",
        "ayed. |Otieno",
    ]


def test_particles_tie_a_surname_to_its_given_name() -> None:
    text = "Hugo de Vries met Ana de Vries. De Vries smiled; Vries is a town."

    found = [hit.span.of(text) for hit in occurrences(text, ["Hugo de Vries", "De Vries", "Vries"])]

    assert found == ["Hugo de Vries", "De Vries", "Vries"]


def test_a_place_already_taken_is_left_out() -> None:
    text = "Kenya and Kenya and Kenya"

    hits = occurrences(text, ["Kenya"], taken=[Span(0, 5), Span(6, 15)])

    assert [hit.span for hit in hits] == [Span(20, 25)]


def test_a_longer_rival_wins() -> None:
    text = "the central bank of kenya and the kenya line"

    hits = occurrences(text, ["kenya"], rivals=["bank of kenya"])

    assert [hit.span.start for hit in hits] == [34]


def test_a_hit_says_which_name_it_is() -> None:
    hits = occurrences("The UN and the United Nations", ["United Nations", "UN"])

    assert [hit.name for hit in hits] == ["UN", "United Nations"]


def test_spelling_of_spaces_accents_and_apostrophes_does_not_matter() -> None:
    text = "Andre\u0301s\u00a0Roe met Sean O'Hara"

    assert count(text, "Andrés Roe", "Sean O’Hara") == 2


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Ada Otieno", ["Otieno"]),
        ("President Ada Otieno", ["Otieno"]),
        ("Hugo de Vries", ["de Vries", "De Vries", "Vries"]),
        ("Ana Maria Lopez Garcia", ["Lopez Garcia", "Garcia"]),
        ("Martin Roe Jr.", ["Roe"]),
        ("Otieno", []),
    ],
)
def test_a_person_is_taken_up_again_by_surname(name: str, forms: list[str]) -> None:
    assert surname_forms(name, type_is_person=True) == forms


def test_an_organization_is_taken_up_again_by_its_acronym() -> None:
    assert surname_forms("Central Reserve Bank", type_is_person=False) == ["CRB"]
    assert surname_forms("Ministry of Foreign Affairs", type_is_person=False) == ["MFA"]
    assert surname_forms("United Nations", type_is_person=False) == ["U.N.", "UN"]
    assert surname_forms("Kenya", type_is_person=False) == []


def test_find_is_blind_to_case_form_and_soft_hyphens() -> None:
    text = "One e\u0301tat, two inter\u00adnational É\u0301TAT; ÉTAT"

    assert find(text, "état", 0) == Span(4, 9)
    assert find(text, "INTERNATIONAL", 0) == Span(15, 29)
    assert find(text, "ÉTAT", 0, case=True) == Span(len(text) - 4, len(text))
    assert find(text, "absent", 0) is None
    assert find(text, "", 0) is None


def test_find_goes_backwards_from_a_position() -> None:
    text = "ab " * 5_000

    assert find(text, "ab", 9, backwards=True) == Span(6, 8)
    assert find(text, "ab", 0, backwards=True) is None
    assert find("x" + " " * 20_000, "x", 20_000, backwards=True) == Span(0, 1)


def test_a_name_without_a_letter_is_found_nowhere() -> None:
    assert occurrences("Ada \u00ad met \u00ad Roe", ["\u00ad", " "]) == []


@given(st.text(max_size=80), st.text(max_size=6), st.integers(-2, 90), st.booleans())
def test_searching_never_fails(text: str, name: str, start: int, backwards: bool) -> None:  # noqa: FBT001
    found = find(text, name, start, backwards=backwards)
    assert found is None or found.end <= len(text)
    for hit in occurrences(text, [name, text[:5]]):
        assert hit.span.end <= len(text)


def test_a_large_text_is_searched_in_a_moment() -> None:
    text = "Ada Otieno met the Kenyan minister in Kenya, and Roe spoke. " * 20_000
    start = time.process_time()

    hits = occurrences(
        text, ["Kenya", "Roe"], taken=[hit.span for hit in occurrences(text, ["Roe"])]
    )

    assert len(hits) == 20_000
    assert time.process_time() - start < 3
