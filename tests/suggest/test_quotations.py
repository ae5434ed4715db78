import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.statement import Epistemic, Form, SourceKind
from annotator.model.suggestion import SuggestedStatement
from annotator.suggest.base import Desk
from annotator.suggest.catalogue import explain
from annotator.suggest.quotations import Quotations
from annotator.suggest.saying import RULES
from annotator.text.lexicon import Lexicon
from tests.suggest.made import article

Stated = tuple[str, str | None, str]
"""The cue of a statement, its source and its content, with pieces joined by " + "."""


def sentences() -> Iterator[tuple[str, list[Stated]]]:
    """The sentences of `sentences.txt` with what they state."""
    lines = (Path(__file__).parent / "sentences.txt").read_text("utf-8").splitlines()
    text, stated = "", []
    for line in [*lines, ""]:
        if line.startswith(" "):
            cue, source, content = (part.strip() for part in line.split(" | "))
            stated.append((cue, None if source == "-" else source, content))
            continue
        if text and not text.startswith("#"):
            yield text, stated
        text, stated = line, []


SENTENCES = list(sentences())
#: Suggested as well, but without the verb of a clause; they have tests of their own.
BESIDE = {"quoted_object", "fault"}


SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
SAID_IN_SAMPLES = [
    ("said", "The Marland Court of Audit"),
    ("denied", "Brandt"),
    ("told", "the minister"),
    ("accused", "Opposition leader Tomas Reyk"),
    ("alleged", "He"),
    ("demanded", "He"),
    ("According to", "the auditors"),
    ("warned", "three officials"),
    ("said", "One of them"),
    ("rejected", "Corvin Marine"),
    ("said", "the Tessalian company"),
    ("said", "Mara Quill"),
    ("wondered", "She"),
    ("reported", "The Marland Times"),
    ("is expected", None),
    ("said", "Vole"),
    ("was certain", "he"),
    ("announced", "Interior Minister Paula Lindqvist"),
    ("said", "Lindqvist"),
    ("disputed", "The Red Cross in Dunmere"),
    ("told", "its coordinator, Samir Adeyo"),
    ("had blamed", "which"),
    ("said", "a Marlandic diplomat"),
    ("has called", "Tessaly's water agency"),
    ("is said", None),
]


def proposed(text: str, lexicon: Lexicon, *asked: str) -> list[SuggestedStatement]:
    batches = Quotations(*asked).suggest(article(text), Desk(lexicon))
    return [each for batch in batches for each in batch if isinstance(each, SuggestedStatement)]


def rule(statement: SuggestedStatement) -> str:
    return statement.ground.origin.removeprefix("rule:")


def read(text: str, statement: SuggestedStatement) -> Stated:
    return (
        statement.cue.of(text) if statement.cue else "",
        statement.source.of(text) if statement.source else None,
        " + ".join(piece.of(text) for piece in statement.content),
    )


@pytest.mark.parametrize(("text", "stated"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_a_sentence_states_what_an_analyst_finds_in_it(
    text: str, stated: list[Stated], english: Lexicon
) -> None:
    found = [each for each in proposed(text, english) if rule(each) not in BESIDE]

    assert sorted(read(text, each) for each in found) == sorted(stated)


@pytest.mark.parametrize(
    ("text", "name", "stated"),
    [
        ("The board called the vote “a sham.”", "quoted_object",
         ("called", "The board", "the vote “a sham.”")),
        ("Roe denied the charges.", "fault", ("denied", "Roe", "the charges")),
        ("The mayor left, accusing Roe of theft.", "fault",
         ("accusing", "The mayor", "Roe of theft")),
        ("Ms Aune denied that.", "fault", ("denied", "Ms Aune", "that")),
        ("Dahl denied reports that he planned to resign.", "fault",
         ("denied", "Dahl", "reports that he planned to resign")),
        ("Minister denies pressure over tunnel as mayor quits", "fault",
         ("denies", "Minister", "pressure over tunnel")),
    ],
)  # fmt: skip
def test_a_topic_is_proposed_where_words_are_quoted_or_a_fault_is_laid(
    text: str, name: str, stated: Stated, english: Lexicon
) -> None:
    (found,) = proposed(text, english)

    assert (rule(found), read(text, found)) == (name, stated)


@pytest.mark.parametrize(
    ("text", "asked", "stated"),
    [
        ("The union called for a strike.", "topics", ("called for", "The union", "a strike")),
        ("She urged both sides to return.", "topics", ("urged", "She", "both sides to return")),
        ("Valle promised 25 million crowns.", "topics", ("promised", "Valle", "25 million crowns")),
        (
            "We were promised a barrier that works.",
            "topics",
            ("were promised", None, "a barrier that works"),
        ),
        ("The mayor vowed to fight.", "topics", ("vowed", "The mayor", "to fight")),
        ("He was charged with theft.", "topics", ("was charged with", None, "theft")),
        ("Her claim that he lied was false.", "nouns", ("claim", "Her", "that he lied was false")),
        ("He was jailed for allegedly stealing.", "hedges", ("allegedly", None, "stealing")),
        ("They met at the “Blue Heron” bar.", "scare_quotes", ("", None, "“Blue Heron”")),
    ],
)
def test_more_is_proposed_on_demand(
    text: str, asked: str, stated: Stated, english: Lexicon
) -> None:
    assert proposed(text, english) == []
    assert stated in [read(text, each) for each in proposed(text, english, asked)]


def test_quotation_marks_that_quote_nobody_are_told_apart(english: Lexicon) -> None:
    text = "The “Blue Heron” sank. Her novel “The Long Winter of Tarn” won a “prize”."

    assert proposed(text, english) == []


def test_a_quotation_goes_on_in_the_next_sentences(english: Lexicon) -> None:
    text = "“We won,” said Ada Low. “We will stay. We are many.” “Nobody helped.” Rain fell."

    (found,) = proposed(text, english)

    assert read(text, found) == (
        "said", "Ada Low", "“We won,” + “We will stay. We are many.” + “Nobody helped.”"
    )  # fmt: skip


def test_a_quotation_of_several_paragraphs_is_one_statement(english: Lexicon) -> None:
    text = "Low said: “One thing is sure.\n\n“Two things are not.\n\n“Three are.”\n\nRain fell."

    (found,) = proposed(text, english)

    assert read(text, found)[2] == ("“One thing is sure. + “Two things are not. + “Three are.”")
    assert found.form is Form.DIRECT


def test_a_cue_at_the_end_of_a_paragraph_leads_in_the_next_one(english: Lexicon) -> None:
    text = "In her letter Ada Low wrote:\n\n“I shall not come back.”"

    (found,) = proposed(text, english)

    assert read(text, found) == ("wrote", "Ada Low", "“I shall not come back.”")


def test_quoted_sentences_without_a_speaker_keep_the_last_one(english: Lexicon) -> None:
    text = "“We lost it all,” said Ada Low.\n\n“The roof went first of all.”\n\nRain fell."

    first, second = proposed(text, english)

    assert (rule(second), second.cue) == ("continued", None)
    assert second.source == first.source


def test_quoted_sentences_with_nobody_near_stand_alone(english: Lexicon) -> None:
    text = "Rain fell.\n\n“The roof went first of all.”"

    (found,) = proposed(text, english)

    assert (rule(found), found.source, found.source_kind) == (
        "quoted_alone", None, SourceKind.ENTITY
    )  # fmt: skip


def test_a_name_behind_a_dash_is_the_speaker(english: Lexicon) -> None:
    text = "“It is a long game.” \u2014 Ada Low"

    (found,) = proposed(text, english)

    assert read(text, found) == ("\u2014", "Ada Low", "“It is a long game.”")


def test_a_name_before_a_colon_is_the_speaker(english: Lexicon) -> None:
    text = "Ada Low: “It is a long game.”"

    (found,) = proposed(text, english)

    assert read(text, found) == (":", "Ada Low", "“It is a long game.”")


def test_a_statement_inside_another_one_has_it_as_parent(english: Lexicon) -> None:
    text = "The minister said he believes the plan will fail."

    outer, inner = proposed(text, english)

    assert (outer.parent, inner.parent) == (None, outer.content)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The firm denied it had lied.", Epistemic.CERTAIN_FALSE),
        ("Police think he fled.", Epistemic.UNCERTAIN_TRUE),
        ("Police do not think he fled.", Epistemic.UNCERTAIN_FALSE),
        ("Low asked whether he fled.", Epistemic.UNKNOWN),
        ("Low said he fled.", Epistemic.CERTAIN_TRUE),
    ],
)
def test_the_cue_tells_how_true_it_is_held(text: str, stance: Epistemic, english: Lexicon) -> None:
    assert [each.epistemic for each in proposed(text, english)] == [stance]


def test_a_source_that_asked_not_to_be_named_is_anonymous(english: Lexicon) -> None:
    (found,) = proposed("The adviser, who asked not to be named, said it was late.", english)

    assert found.source_kind is SourceKind.ANONYMOUS


def test_in_the_samples_who_said_what_is_right(english: Lexicon) -> None:
    said = [
        (cue, source)
        for name in ("harbour-contract", "river-crossing")
        for text in [(SAMPLES / f"{name}.txt").read_text("utf-8")]
        for cue, source, _ in [read(text, each) for each in proposed(text, english)]
    ]

    assert said == SAID_IN_SAMPLES


def test_each_rule_is_explained_and_gives_its_reason(english: Lexicon) -> None:
    (found,) = proposed("Ada Low said that it was late.", english)

    assert found.ground.reason == "“said” with “that” reports what “Ada Low” says."
    assert explain(found.ground.origin) == RULES["that_clause"].sentence
    assert all(rule.sentence.endswith(".") for rule in RULES.values())


ODD = (
    "“Nobody closed this and the minister said it was so",
    "MINISTER SAYS CUTS ARE NEEDED. THE UNION SAID IT WOULD STRIKE.",
    "the minister said the plan was dead and the union said it would strike",
    "Name\tSaid\tClaimed\nLow\t4\t7\nRoe\t5\t8\n",
    "I said, hey you\nyou said, oh no\nla la la\n",
    "قال الوزير “لن أستقيل” said the minister.",
    "El ministro dijo que no. Der Minister sagte, er gehe. 大臣は「辞めない」と述べた。",
    "said said said, said. “said” said “said said”",
    "",
    "\n\n\n",
    "“",
    "said",
)


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_read_without_failing(text: str, english: Lexicon) -> None:
    for each in proposed(text, english, "topics", "nouns", "hedges", "scare_quotes"):
        assert 0 <= each.extent.start < each.extent.end <= len(text)


PARTS = st.lists(
    st.sampled_from(
        ["said", "who", "“", "”", '"', "that", ",", ".", "Roe", "the", "according", "to", "and",
         "accusing", "by", "was", "charged", "with", "alleged", "claim", "statement", "is", "sure",
         "told", "denies", "it", "on", "Monday", ";", "\n\n", "\n", ":", "\u2014", "think", "asked",
         "whether", "(", ")", "Ada", "officials", "U.S.", "...", "as", "quoted"]
    ),
    max_size=40,
).map(" ".join)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.one_of(PARTS, st.text(max_size=80)))
def test_any_words_are_read_without_failing(english: Lexicon, text: str) -> None:
    places = []
    for each in proposed(text, english, "topics", "nouns", "hedges", "scare_quotes"):
        assert 0 <= each.extent.start < each.extent.end <= len(text)
        places.append((each.cue or each.content[0]).start)
    assert len(places) < len(text) + 1


@pytest.mark.parametrize(
    "unit",
    [
        "the minister said that it was so and Ada Low denied it and ",
        "said ",
        "he said, ",
        "“he said ",
    ],
)
def test_a_line_without_end_is_read_in_pieces(unit: str, english: Lexicon) -> None:
    text = unit * (60_000 // len(unit))
    start, slowest = time.process_time(), 0.0
    for _ in Quotations().suggest(article(text), Desk(english)):
        now = time.process_time()
        slowest, start = max(slowest, now - start), now

    assert slowest < 2
