# ruff: noqa: RUF001
import json
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.span import Span, Spans
from annotator.model.statement import Form, SourceKind
from annotator.text.attribution import Attribution, at_cue, next_cue, previous_cue, propose
from annotator.text.lexicon import Lexicon


def part(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def read(text: str, found: Attribution | None) -> tuple[str, str | None, str | None, str, str]:
    assert found is not None
    return (
        " + ".join(piece.of(text) for piece in found.content),
        found.cue.of(text) if found.cue else None,
        found.source.of(text) if found.source else None,
        found.form.value,
        found.kind,
    )


@pytest.mark.parametrize(
    ("text", "cue", "content", "source", "form", "kind"),
    [
        ("The Treasury has denied that it lost “a shilling.”", "has denied",
         "that it lost “a shilling.”", "The Treasury", "mixed", "deny"),
        ("The minister said the plan was dead.", "said", "the plan was dead", "The minister",
         "indirect", "assert"),
        ("Tom Roe, a union leader, told reporters that talks failed.", "told",
         "that talks failed", "Tom Roe, a union leader", "indirect", "assert"),
        ("Prices will rise, the bank said on Monday.", "said", "Prices will rise", "the bank",
         "indirect", "assert"),
        ("According to the ministry, two men died.", "According to", "two men died",
         "the ministry", "indirect", "assert"),
        ("Two men died, according to police.", "according to", "Two men died", "police",
         "indirect", "assert"),
        ("She criticised the plan, calling it “a joke”.", "calling", "it “a joke”", "She",
         "mixed", "evaluate"),
        ("Ada Low, who denies the charges, left.", "denies", "the charges", "who", "reported",
         "deny"),
        ("The agency issued a statement calling the vote “unfair.”", "calling",
         "the vote “unfair.”", "The agency", "mixed", "evaluate"),
        ("The mayor quit the party, accusing Roe of lying.", "accusing", "Roe of lying",
         "The mayor", "indirect", "allege"),
        ("The union called for a strike.", "called", "a strike", "The union", "reported",
         "demand"),
        ("The mayor vowed to fight.", "vowed", "to fight", "The mayor", "indirect", "commit"),
        ("Roe asked whether it was fair.", "asked", "whether it was fair", "Roe", "indirect",
         "question"),
        ("The state announced that it had left.", "announced", "that it had left", "The state",
         "indirect", "declare"),
        ("He was accused of fraud by prosecutors.", "accused", "fraud", "prosecutors",
         "reported", "allege"),
        ("He said: “No comment.”", "said", "“No comment.”", "He", "direct", "assert"),
    ],
)  # fmt: skip
def test_a_cue_finds_content_and_source(  # noqa: PLR0913, PLR0917
    text: str, cue: str, content: str, source: str, form: str, kind: str, english: Lexicon
) -> None:
    found = read(text, at_cue(text, part(text, cue), english))

    assert (found[0], *found[2:]) == (content, source, form, kind)
    assert cue in (found[1] or "")


def test_the_cue_is_the_whole_verb_group(english: Lexicon) -> None:
    text = "The union has not formally denied that it struck."

    assert read(text, at_cue(text, part(text, "denied"), english))[1] == "has not formally denied"


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("He was jailed for allegedly taking part in the plot.", "allegedly",
         "taking part in the plot"),
        ("The alleged theft of a car shocked them.", "alleged", "theft of a car"),
        ("He was charged with theft.", "charged", "theft"),
    ],
)  # fmt: skip
def test_an_allegation_without_a_source_says_so(
    text: str, cue: str, content: str, english: Lexicon
) -> None:
    found = at_cue(text, part(text, cue), english)

    assert found is not None
    assert read(text, found)[0] == content
    assert (found.source, found.source_kind, found.kind) == (None, SourceKind.UNSPECIFIED, "allege")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The reports were late.", "reports"),
        ("Their claims failed.", "claims"),
        ("They want to say more.", "say"),
        ("He went on trial.", "went"),
        ("The envoy was recalled home.", "recalled"),
        ("She sat in the room.", "room"),
        ("A man of stated views left.", "stated"),
    ],
)
def test_words_that_report_nothing_are_refused(text: str, word: str, english: Lexicon) -> None:
    assert at_cue(text, part(text, word), english) is None


def test_a_quotation_finds_the_speaker_behind_it(english: Lexicon) -> None:
    text = "“We won. We will stay,” said Ada Low, a nurse."

    found = propose(text, part(text, "“We won. We will stay,”"), english)

    assert read(text, found) == ("“We won. We will stay,”", "said", "Ada Low", "direct", "assert")
    assert found.quoted == found.content


def test_an_interrupted_quotation_is_one_statement(english: Lexicon) -> None:
    text = "“We won,” she said. “We will stay.” Then she left."

    found = propose(text, part(text, "“We won,”"), english)

    assert read(text, found)[:3] == ("“We won,” + “We will stay.”", "said", "she")


def test_a_quoted_part_is_widened_to_all_that_is_said(english: Lexicon) -> None:
    text = "The board called the vote “a sham.”"

    found = propose(text, part(text, "“a sham.”"), english)

    assert read(text, found) == (
        "the vote “a sham.”", "called", "The board", "mixed", "evaluate"
    )  # fmt: skip


def test_a_quotation_of_several_paragraphs_has_one_piece_each(english: Lexicon) -> None:
    text = "“One thing is sure.\n\n“Two things are not.”\n\nEnd."

    found = propose(text, part(text, "“One thing is sure."), english)

    assert read(text, found)[0] == "“One thing is sure. + “Two things are not.”"
    assert found.form is Form.DIRECT


def test_a_whole_sentence_is_taken_apart(english: Lexicon) -> None:
    text = "The minister said that the plan was dead."

    found = propose(text, Span(0, len(text) - 1), english)

    assert read(text, found)[:3] == ("that the plan was dead", "said", "The minister")


def test_content_without_a_cue_stays_as_it_is(english: Lexicon) -> None:
    text = "Rivers flood in spring."

    assert read(text, propose(text, Span(0, 22), english)) == (
        "Rivers flood in spring", None, None, "indirect", "assert"
    )  # fmt: skip


def test_the_channel_is_named_when_the_sentence_names_it(english: Lexicon) -> None:
    text = "The minister said at a press conference that all was well."
    found = at_cue(text, part(text, "said"), english)

    assert found is not None
    assert found.channel == "press_conference"


def test_an_unnamed_source_is_anonymous(english: Lexicon) -> None:
    text = "A source close to the board said the vote was void."
    found = at_cue(text, part(text, "said"), english)

    assert found is not None
    assert found.source_kind is SourceKind.ANONYMOUS


def walk(text: str, lexicon: Lexicon) -> list[Attribution]:
    """Press the walking key and `s` by turns."""
    made: list[Attribution] = []
    taken: list[Span] = []
    at = 0
    while stop := next_cue(text, at, lexicon, taken):
        found = at_cue(text, stop, lexicon) or propose(text, stop, lexicon)
        made.append(found)
        taken += [*found.content, *((found.cue,) if found.cue else ())]
        at = stop.end
    return made


def test_walking_meets_each_statement_once(english: Lexicon) -> None:
    text = (
        "The board said it was sorry. “We tried,” Ada Low said. Rain fell. "
        "Roe, who denies theft, called the board “blind”."
    )

    assert [read(text, found)[0] for found in walk(text, english)] == [
        "it was sorry", "“We tried,”", "theft", "the board “blind”"
    ]  # fmt: skip


def test_walking_back_meets_the_same_places(english: Lexicon) -> None:
    text = "The board said it was sorry. “We tried,” Ada Low said. Rain fell. Roe denied theft."
    forward, at = [], 0
    while stop := next_cue(text, at, english, []):
        forward.append(stop)
        at = stop.end
    backward, at = [], len(text)
    while stop := previous_cue(text, at, english, []):
        backward.append(stop)
        at = stop.start

    assert backward[::-1] == forward
    assert len(forward) == 4


def test_the_statements_of_the_seed_article_come_out_of_one_walk(
    corpora: Path, english: Lexicon
) -> None:
    text = (corpora / "seed-synthetic" / "seed.txt").read_text("utf-8")

    made = [(*read(text, found)[1:], found) for found in walk(text, english)]
    facts = [(cue, source, form, kind) for cue, source, form, kind, _ in made]

    for wanted in (
        ("has announced", "Peru’s government", "indirect", "declare"),
        ("stated", "he", "direct", "assert"),
        ("described", "The Foreign Minister", "mixed", "evaluate"),
        ("also cited", "He", "indirect", "assert"),
        (
            "issued a statement calling",
            "The Ministry of Foreign Affairs there",
            "mixed",
            "evaluate",
        ),
        ("accusing", "Castillo’s successor, former president Dina Boluarte", "indirect", "allege"),
        ("allegedly", None, "indirect", "allege"),
        ("denies", "who", "reported", "deny"),
    ):
        assert wanted in facts
    assert len(made) <= 12


def overlap(pieces: Spans, gold: list[list[int]]) -> bool:
    return any(piece.start < end and start < piece.end for piece in pieces for start, end in gold)


def test_most_cues_of_real_news_are_found(
    corpora: Path, english: Lexicon, capsys: pytest.CaptureFixture[str]
) -> None:
    found = right = gold = hit = sources = 0
    lines = (corpora / "gum-news" / "statements.jsonl").read_text("utf-8").splitlines()
    for record in map(json.loads, lines):
        text, marked = record["text"], [a for a in record["attributions"] if a["cue"]]
        made = [each for each in walk(text, english) if each.cue]
        found += len(made)
        gold += len(marked)
        for each in made:
            assert each.cue is not None
            right += any(overlap((each.cue,), a["cue"]) for a in marked)
        for each in marked:
            match = [m for m in made if m.cue and overlap((m.cue,), each["cue"])]
            hit += bool(match)
            sources += any(m.source and overlap((m.source,), each["source"]) for m in match)
    figures = f"cues P {right / found:.2f} R {hit / gold:.2f}, sources {sources / hit:.2f}"
    with capsys.disabled():
        sys.stdout.write(f"\nGUM news: {figures}\n")

    assert hit / gold > 0.5


SENTENCES = st.lists(
    st.sampled_from(
        ["said", "who", "“", "”", "that", ",", ".", "Roe", "the", "according", "to", "accusing",
         "by", "was", "charged", "with", "alleged", "allegedly", "issued", "a", "statement",
         "calling", "and", "\n\n", ":", "’s", "told", "denies", "it", "on", "Monday", ";",
         "2031-05-02"]
    ),
    max_size=30,
).map(" ".join)  # fmt: skip


@settings(max_examples=150)
@given(st.one_of(SENTENCES, st.text(max_size=60)), st.integers(0, 60), st.integers(1, 20))
def test_any_words_are_read_without_failing(
    english: Lexicon, text: str, start: int, length: int
) -> None:
    if start >= len(text):
        return
    span = Span(start, min(len(text), start + length))
    for found in (propose(text, span, english), at_cue(text, span, english)):
        if found:
            pieces = (*found.content, *(each for each in (found.cue, found.source) if each))
            assert all(piece.end <= len(text) for piece in pieces)
    for found in walk(text, english):
        assert found.content


def test_a_paragraph_without_end_is_read_in_pieces(english: Lexicon) -> None:
    text = "the minister said that it was so and Ada Low denied it and " * 40_000
    at = len(text) // 2
    start = time.process_time()
    stop = next_cue(text, at, english, [])
    assert stop is not None
    at_cue(text, stop, english)
    propose(text, Span(at, at + 40), english)

    assert time.process_time() - start < 6


def test_a_dateline_is_no_part_of_the_speaker(english: Lexicon) -> None:
    text = (
        "TORVIK, Norland \u2014 The harbour board said it was late and urged the mayor to resign."
    )
    found = at_cue(text, part(text, "urged"), english)

    assert found is not None
    assert found.source is not None
    assert found.source.of(text) == "The harbour board"
