# ruff: noqa: RUF001
"""Names are proposed with a type, a ground that says why, and the name of what they stand for."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.span import Span
from annotator.model.suggestion import SuggestedMention
from annotator.suggest.base import Desk
from annotator.suggest.name_grounds import LEAST, ground_of
from annotator.suggest.names import Names
from annotator.text.candidates import candidates
from annotator.text.document_names import TypedName
from benchmarks.names import scores
from tests.suggest.made import article

HARBOUR = (
    "Harbour Chief Quits Over Contract\n\n"
    "Commissioner Zorela Quint resigned on Friday, a spokesman for the Kenyan Ports Board (KPB) "
    "said. Quint, 52, had run the port of Brill for ten years. Shares fell. The KPB will name "
    "somebody in May. Tom Roe of Delmar Holdings, which owns ships in Kenya and Peru, declined to "
    "comment; Roe was in Lima."
)


def proposed(text: str, desk: Desk) -> list[SuggestedMention]:
    return [each for batch in Names().suggest(article(text), desk) for each in batch]


def test_an_article_has_its_names_proposed_with_types(desk: Desk) -> None:
    found = [(each.span.of(HARBOUR), each.type) for each in proposed(HARBOUR, desk)]

    assert found == [
        ("Commissioner", "title"),
        ("Zorela Quint", "person"),
        ("Kenyan Ports Board", "organization"),
        ("KPB", "organization"),
        ("Quint", "person"),
        ("Brill", "gpe"),
        ("KPB", "organization"),
        ("Tom Roe", "person"),
        ("Delmar Holdings", "organization"),
        ("Kenya", "gpe"),
        ("Peru", "gpe"),
        ("Roe", "person"),
        ("Lima", "gpe"),
    ]


def test_what_is_told_once_of_a_name_holds_wherever_it_stands(desk: Desk) -> None:
    text = "Nora Line, a company based in Brill, sank. Nora Line is gone. They miss Nora Line."

    assert {e.type for e in proposed(text, desk) if e.span.of(text) == "Nora Line"} == {
        "organization"
    }


def test_a_place_in_the_capitals_of_a_dateline_is_that_place_in_the_text(desk: Desk) -> None:
    text = "PORT MARREN, Kenya \N{EM DASH} It rained, and Port Marren was wet, they said."

    assert [e.type for e in proposed(text, desk) if e.span.of(text).title() == "Port Marren"] == [
        "gpe",
        "gpe",
    ]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Ada Otieno left. They like Otieno.", "Otieno", "Ada Otieno"),
        ("They run the Brill Ports Board. The BPB met.", "BPB", "Brill Ports Board"),
        ("They met a Kenyan sailor.", "Kenyan", "Kenya"),
        ("They met a Japanese sailor.", "Japanese", "Japan"),
        ("They met an Italian sailor.", "Italian", "Italy"),
        ("They met a Dutch sailor.", "Dutch", "Netherlands"),
        ("They met a Kurdish sailor.", "Kurdish", None),
        ("They met Ada Otieno.", "Ada Otieno", None),
    ],
)
def test_short_names_say_what_they_stand_for(
    text: str, words: str, name: str | None, desk: Desk
) -> None:
    (last,) = [each for each in proposed(text, desk) if each.span.of(text) == words]

    assert last.name == name


@pytest.mark.parametrize(
    ("text", "words", "origin", "reason"),
    [
        ("They met Mayor Zorel.", "Zorel", "title_before", "A title stands before “Zorel”."),
        (
            "They met Mayor Zorel.",
            "Mayor",
            "title",
            "“Mayor” is an office, a rank or a profession.",
        ),
        ("It is in Kenya.", "Kenya", "gazetteer", "“Kenya” is a known country, region or city."),
        (
            "Ada Otieno left. They like Otieno.",
            "Otieno",
            "surname_of",
            "“Otieno” is short for “Ada Otieno” in this article.",
        ),
        (
            "They sued Zorel Holdings.",
            "Zorel Holdings",
            "org_head",
            "A word in “Zorel Holdings” shows that it is an organization.",
        ),
    ],
)
def test_every_name_says_what_it_stands_on(
    text: str, words: str, origin: str, reason: str, desk: Desk
) -> None:
    (found,) = [each for each in proposed(text, desk) if each.span.of(text) == words]

    assert (found.ground.origin, found.ground.reason) == (f"rule:{origin}", reason)
    assert found.ground.confidence >= 0.5


def test_several_weak_signs_are_enough_and_one_is_not(desk: Desk) -> None:
    weak = TypedName(Span(0, 5), "organization", "article", None, 0.7)
    strong = TypedName(Span(0, 5), "organization", "article", None, 2.0)

    assert ground_of(weak, "Zorel").confidence < LEAST <= ground_of(strong, "Zorel").confidence


@pytest.mark.parametrize(
    "text",
    [
        "THE BOARD MET AND THE SHIPS LEFT. NOBODY KNEW WHY.",
        "the board met in nairobi and ada otieno left.",
        "Love me, oh love me\nUnder the moon\nNever again\nOh my",
        "Team\tWon\tLost\nReds\t3\t4\nBlues\t2\t5",
        "אדה אוטיינו עזבה את הנמל ביום שישי",
        "غادرت آدا الميناء",
        "漢字 かな 😀😀 ...",
        "",
    ],
)
def test_where_capitals_tell_nothing_little_is_proposed(text: str, desk: Desk) -> None:
    assert len(proposed(text, desk)) <= 1


def test_space_stops_at_all_that_is_proposed(desk: Desk) -> None:
    whole = candidates(HARBOUR, Span(0, len(HARBOUR)), desk.lexicon)
    stops = {(each.span, each.type_hint) for each in whole}

    assert {(each.span, each.type) for each in proposed(HARBOUR, desk)} <= stops


def test_a_long_line_is_read_in_pieces_and_in_time(desk: Desk) -> None:
    line = "Ada Otieno of Kenya met Tom Roe and the KPB in Lima, she said; " * 6_000
    start = time.process_time()
    longest = found = 0
    last = start
    for batch in Names().suggest(article(line), desk):
        found += len(batch)
        now = time.process_time()
        longest, last = max(longest, now - last), now

    assert found > 30_000
    assert longest < 2
    assert time.process_time() - start < 12


@pytest.mark.parametrize("unit", ["A", "A ", "Aa-", "O'", "X. ", "de ", "A de la ", "’s A", "((A"])
def test_no_line_runs_away(unit: str, desk: Desk) -> None:
    assert proposed(unit * (60_000 // len(unit)), desk) is not None


PIECES = ["Ada", "Otieno", "Kenya", "KPB", "(", ")", ", 52,", "’s", "of", "the", "\n", ".", "said"]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join) | st.text(max_size=60))
def test_any_text_is_read_in_order(desk: Desk, text: str) -> None:
    starts = [each.span.start for each in proposed(text, desk)]

    assert starts == sorted(starts)


def test_the_names_of_the_gold_are_held(corpora: Path) -> None:
    found = scores(corpora / "gum-news" / "statements.jsonl")

    assert found["tuning"].f >= 0.85
    assert found["held back"].f >= 0.74
    assert found["held back, named"].f >= 0.78


@pytest.mark.parametrize("body", ["Fishers' Union", "Fishers’ Union", "Netmakers' Club"])
def test_a_body_of_many_people_has_its_apostrophe_in_its_name(body: str, desk: Desk) -> None:
    text = f"The {body} met."

    found = [(each.span.of(text), each.type) for each in proposed(text, desk)]

    assert found == [(body, "organization")]


def test_a_country_owns_its_league_and_is_no_part_of_its_name(desk: Desk) -> None:
    text = "They joined the Netherlands' League of Nurses."

    assert ("Netherlands", "gpe") in [
        (each.span.of(text), each.type) for each in proposed(text, desk)
    ]
