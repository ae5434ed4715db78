# ruff: noqa: RUF001
"""Names get the type that their words, what stands around them, and the whole text speak for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.span import Span
from annotator.text.date_patterns import date_pattern
from annotator.text.document_names import NamesRead, TypedName
from annotator.text.lexicon import Lexicon
from annotator.text.runs import names_of
from annotator.text.setting import Setting
from annotator.text.spans import Cover


def read(text: str, lexicon: Lexicon) -> list[TypedName]:
    dates = Cover(Span(*match.span()) for match in date_pattern().finditer(text))
    names = NamesRead(text, lexicon)
    names.add(names_of(text, Setting.of(text, 0, len(text)), lexicon, dates))
    return list(names.typed(0, len(text)))


def types(text: str, lexicon: Lexicon) -> dict[str, str | None]:
    return {each.span.of(text): each.type for each in read(text, lexicon)}


@pytest.mark.parametrize(
    ("text", "name", "type"),
    [
        ("He thanked Mayor Zorela Quint for it.", "Zorela Quint", "person"),
        ("They saw Dr. Quint there.", "Quint", "person"),
        ("They met Petra Zorel there.", "Petra Zorel", "person"),
        ("They met J. R. Zorel there.", "J. R. Zorel", "person"),
        ("They met Kwon Zor-min there.", "Kwon Zor-min", "person"),
        ("They met Zorel bin Quint there.", "Zorel bin Quint", "person"),
        ("They met the singer Zorel Quint there.", "Zorel Quint", "person"),
        ("Then Zorel Quint, 52, left.", "Zorel Quint", "person"),
        ("Then Zorel, who had won, left.", "Zorel", "person"),
        ("Then Zorel’s widow left.", "Zorel", "person"),
        ("Then Zorel, the president of the club, left.", "Zorel", "person"),
        ("They lived in Zorel for years.", "Zorel", "gpe"),
        ("They came to Zorel, Kenya.", "Zorel", "gpe"),
        ("They came to Zorel, a town of fishermen.", "Zorel", "gpe"),
        ("It is the capital of Zorel now.", "Zorel", "gpe"),
        ("It fell on East Zorel then.", "East Zorel", "gpe"),
        ("It fell on Kenya and Peru.", "Peru", "gpe"),
        ("NAIROBI — It rained.", "NAIROBI", "gpe"),
        ("They sued Zorel Holdings there.", "Zorel Holdings", "organization"),
        ("They sued the Ministry of Zorel there.", "Ministry of Zorel", "organization"),
        ("They sued the carmaker Zorel there.", "Zorel", "organization"),
        ("They sued Zorel, a shipping company, there.", "Zorel", "organization"),
        ("They sued a spokesman for Zorel there.", "Zorel", "organization"),
        ("They sued ZQA there.", "ZQA", "organization"),
        ("They sued Brill Police District there.", "Brill Police District", "organization"),
        ("They sued Chess Kenya there.", "Chess Kenya", "organization"),
        ("He has worked for Zorel there.", "Zorel", "organization"),
        ("It was the Salt and Tea Act there.", "Salt and Tea Act", "law"),
        ("It was Hurricane Zorel there.", "Hurricane Zorel", "event"),
        ("It was the Imam Zorel Mosque there.", "Imam Zorel Mosque", "facility"),
        ("El Salvador paid.", "El Salvador", "gpe"),
        ("They swam in the River Zorel there.", "River Zorel", "location"),
        ("They swam on Mount Zorel there.", "Mount Zorel", "location"),
        ("They met at Zorel Airport there.", "Zorel Airport", "facility"),
        ("They signed the Treaty of Zorel there.", "Treaty of Zorel", "law"),
        ("They won the Zorel Awards there.", "Zorel Awards", "event"),
        ("They met some Kenyans there.", "Kenyans", "group"),
        ("They met some Kurds there.", "Kurds", "group"),
        ("They met a Kenyan sailor there.", "Kenyan", "gpe"),
    ],
)
def test_a_name_is_typed_by_its_words_and_those_around_it(
    text: str, name: str, type: str, english: Lexicon
) -> None:
    assert types(text, english)[name] == type


def test_a_surname_is_the_person_named_in_full_elsewhere(english: Lexicon) -> None:
    text = "Zorel spoke first. Ada Zorel is the mayor of Brill. They like Zorel."
    named = [each for each in read(text, english) if each.span.of(text) == "Zorel"]

    assert [(each.type, each.full) for each in named] == [("person", "Ada Zorel")] * 2


def test_a_surname_of_two_persons_stands_for_neither(english: Lexicon) -> None:
    text = "Ada Zorel and Tom Zorel came. They like Zorel."
    (last,) = [each for each in read(text, english) if each.span.of(text) == "Zorel"]

    assert (last.type, last.full) == ("person", None)


def test_an_acronym_stands_for_the_body_of_its_letters(english: Lexicon) -> None:
    text = "The Zorel Fisheries Board (ZFB) met. The ZFB will pay."
    short = [each for each in read(text, english) if each.span.of(text) == "ZFB"]

    assert {(each.type, each.full) for each in short} == {("organization", "Zorel Fisheries Board")}


def test_an_acronym_of_common_words_is_no_body(english: Lexicon) -> None:
    assert types("They measured the low rate (LR) twice.", english)["LR"] == "other"


def test_all_occurrences_of_a_name_have_one_type(english: Lexicon) -> None:
    text = "They sued Brillo. They live in Brillo. It rained in Brillo. We like Brillo."

    assert [each.type for each in read(text, english)] == ["gpe"] * 4


def test_a_country_in_the_name_of_a_body_is_a_name_too(english: Lexicon) -> None:
    text = "They sued the Kenya Fisheries Board there."

    assert types(text, english) == {"Kenya Fisheries Board": "organization", "Kenya": "gpe"}


def test_who_stands_for_a_body_tells_what_it_is(english: Lexicon) -> None:
    text = "They met Zorilla’s Ada Otieno and Tom Roe of Brumba then."

    assert types(text, english) == {
        "Zorilla": "organization",
        "Ada Otieno": "person",
        "Tom Roe": "person",
        "Brumba": "organization",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Shares fell. Recent talks failed. Young people left. Floods came.",
        "New talks began. Police came. Firefighters went home.",
        "Part XVII was pro-Kenya and anti-Kenya.",
        "In the end it was not so. On TV it was.",
        "Opposition leaders met. Ground staff left. Airport managers wept. Finance officials sang.",
        "He fought Islamist groups with the XQZ system, and an STS-119 crew.",
    ],
)
def test_words_that_only_open_a_sentence_are_not_typed(text: str, english: Lexicon) -> None:
    assert {each for each in types(text, english).values() if each not in {None, "other"}} == set()


@pytest.mark.parametrize(
    ("text", "name", "type"),
    [
        ("They fear gangs such as Brillo there.", "Brillo", "organization"),
        ("They fear gangs, among them Zorello and Brillo.", "Brillo", "organization"),
        ("They saw towns called Brillo there.", "Brillo", "gpe"),
        ("She sold her third album, Brillo, then.", "Brillo", "artifact"),
        ("They sued Brillo and other airlines then.", "Brillo", "organization"),
        ("They heard an analyst at Brillo then.", "Brillo", "organization"),
        ("They met Tom Roe, 58, of Brillo, then.", "Brillo", "gpe"),
        ("They left Ada Brillo ward then.", "Ada Brillo", "gpe"),
        ("They sailed aboard the Brillo then.", "Brillo", "artifact"),
        ("They sat in an An-26 then.", "An-26", "artifact"),
        ("They read of Benedict XVI then.", "Benedict XVI", "person"),
        (
            "They met the Brillo Union for the Sea (BUS) there.",
            "Brillo Union for the Sea",
            "organization",
        ),
        ("They saw the Quake Warning Center there.", "Quake Warning Center", "organization"),
        ("They met Tom Roe QC there.", "Tom Roe QC", "person"),
        ("They flew the Boeing 737 there.", "Boeing 737", "artifact"),
        ("They met the Brillo Party of President Zorel Quint then.", "Zorel Quint", "person"),
        ("Restorer Ada Otieno wept.", "Ada Otieno", "person"),
        ("They met Ohio Gov. Zorel Quint there.", "Zorel Quint", "person"),
    ],
)
def test_what_stands_around_a_name_tells_its_type(
    text: str, name: str, type: str, english: Lexicon
) -> None:
    assert types(text, english)[name] == type


def test_a_town_is_its_club_where_the_club_is_named_in_full(english: Lexicon) -> None:
    text = "They lost to Ipswich Town. Then Ipswich won, and Ipswich sang."

    assert types(text, english)["Ipswich"] == "organization"


def test_a_name_ends_where_a_heading_without_stop_meets_a_sentence(english: Lexicon) -> None:
    names = types("Ada Otieno of ZQA In the town of Brill it rained.", english)

    assert names == {"Ada Otieno": "person", "ZQA": "organization", "Brill": "gpe"}


def test_a_possessive_can_be_part_of_a_name(english: Lexicon) -> None:
    names = types(
        "They left the New People’s Party and St. John’s Hospital for Ada’s House.", english
    )

    assert {"New People’s Party", "St. John’s Hospital", "House"} <= set(names)


def test_names_can_be_added_a_stretch_at_a_time(english: Lexicon) -> None:
    text = "Zorel spoke. " + "Nobody heard it. " * 50 + "Ada Zorel is mayor."
    names = NamesRead(text, english)
    for low, high in ((0, 400), (400, len(text))):
        names.add(names_of(text, Setting.of(text, low, high), english, Cover(())))

    assert [each.span.of(text) for each in names.typed(0, 100)] == ["Zorel"]
    assert [each.full for each in names.typed(0, 100)] == ["Ada Zorel"]


WORDS = st.lists(
    st.sampled_from(
        ["Kenya", "Ada", "Otieno", "ZQA", "(", ")", ",", "who", "'s", "’s", "of", "the", "in", "à",
         "said", "and", "52", "\n", ".", "Mayor", "mayor", "Jong-un", "US", "Ltd", "&", "—"]
    ),
    max_size=40,
).map(" ".join)  # fmt: skip


@given(WORDS | st.text(max_size=80))
def test_any_text_is_typed_without_failing(english: Lexicon, text: str) -> None:
    for each in read(text, english):
        assert each.span.of(text).strip() == each.span.of(text)
