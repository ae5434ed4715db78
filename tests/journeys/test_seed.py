"""The seed article, annotated from end to end in a real window, by keyboard alone."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from annotator.formats.verify import verify
from annotator.model.provenance import Status
from annotator.model.suggestion import SuggestedMention
from annotator.session.exporting import export
from annotator.session.projects import open_project
from annotator.store.check import check

pytestmark = pytest.mark.journey

PEOPLE = {
    "Betssy Chavez": 3,
    "Pedro Castillo": 3,
    "Hugo de Zela": 1,
    "Dina Boluarte": 1,
    "Andres Manuel Lopez Obrador": 1,
}
SURNAMES = {"Castillo": 8, "Chavez": 2}
PLACES = {"Peru": 6, "Mexico": 7, "Mexico City": 2, "Lima": 2, "Peruvian": 2, "Mexican": 2}
BODIES = {"Ministry of Foreign Affairs": 1, "Congress": 2}
DATES = {"2025-11-05": 1, "2022": 1, "December 2022": 1, "March": 1}
NAMED = PEOPLE | SURNAMES | PLACES | BODIES | DATES
KEYS = {
    **dict.fromkeys([*PEOPLE, *SURNAMES], "p"),
    **dict.fromkeys(PLACES, "c"),
    **dict.fromkeys(BODIES, "o"),
    **dict.fromkeys(DATES, "d"),
}
DEMONYMS = {"Peruvian": "Peru", "Mexican": "Mexico"}
# Content, cue and source as an analyst marks them (code points), then form and kind.
STATEMENTS = [
    ((49, 101), (35, 48), (17, 34), "indirect", "declare"),
    ((422, 656), (660, 666), (657, 659), "direct", "assert"),
    ((700, 740), (690, 699), (669, 689), "mixed", "evaluate"),
    ((755, 938), (744, 754), (741, 743), "indirect", "assert"),
    ((1067, 1199), (1040, 1066), (1002, 1039), "mixed", "evaluate"),
    ((1756, 1863), (1747, 1755), (1633, 1685), "indirect", "allege"),
    ((2310, 2356), (2300, 2309), (2239, 2250), "indirect", "allege"),
    ((2406, 2417), (2399, 2405), (2395, 2398), "reported", "deny"),
]
KIND_KEYS = {"assert": "1", "deny": "2", "allege": "3", "evaluate": "4", "declare": "8"}


@pytest.fixture
def by_hand(seed):
    """The article without suggestions."""
    seed.window.bridge.run("view.toggle_suggestions")
    return seed


def tag_everything(hands) -> None:
    """Walk from candidate to candidate: tag each name, take its other places, link demonyms."""
    while True:
        hands.press("Space")
        words = hands.selected
        if hands.session.message.startswith("Nothing is left"):
            return
        if words not in KEYS:
            continue
        hands.press(KEYS[words])
        if words in DEMONYMS:
            hands.press("k", "Enter")
        if NAMED[words] > 1:
            hands.press(".", "Enter")


def state_everything(hands, wanted=tuple(STATEMENTS)) -> None:
    """Walk from cue to cue: make each statement of the list, mend what was not found."""
    hands.press("Ctrl+Home")
    wanted = list(wanted)
    while wanted:
        content, cue, source, _, kind = wanted[0]
        hands.press(";")
        selection = hands.session.selection
        assert selection is not None, f"walked past {wanted}"
        if (selection.start, selection.end) != cue and selection.start != content[0]:
            continue
        wanted.pop(0)
        hands.press("s")
        made = hands.session.current_statement
        if made.kind != kind:
            hands.press(KIND_KEYS[kind])
        if made.source is None or made.source.span is None:
            hands.press("Ctrl+Left", "Shift+Right", "Shift+S")
            assert hands.session.selection.start == source[0]


def test_the_named_mentions_cost_at_most_eighty_keys(by_hand) -> None:
    tag_everything(by_hand)

    document = by_hand.session.document
    mentions = by_hand.session.store.queries.mentions.of_document(document)
    text = by_hand.session.text
    assert Counter(mention.surface(text) for mention in mentions) == NAMED
    assert len(mentions) == 47
    names = {e.id: e.name for e in by_hand.session.store.queries.entities.all()}
    for mention in mentions:
        words = mention.surface(text)
        if words in DATES:
            assert mention.type == "date"
            assert mention.value
        elif words in SURNAMES:
            assert names[mention.entity].endswith(words)
        else:
            assert names[mention.entity] == DEMONYMS.get(words, words)
    print(f"{by_hand.presses} key presses for {len(mentions)} mentions")  # noqa: T201
    assert by_hand.presses <= 80


def test_the_statements_cost_at_most_forty_eight_keys(by_hand) -> None:
    state_everything(by_hand)

    made = by_hand.session.store.queries.statements.in_text_order(by_hand.session.document)
    found = [
        (
            (s.content[0].start, s.content[-1].end),
            (s.cue.start, s.cue.end),
            (s.source.span.start, s.source.span.end),
            s.form.value,
            s.kind,
        )
        for s in made
    ]
    assert found == STATEMENTS
    print(f"{by_hand.presses} key presses for {len(made)} statements")  # noqa: T201
    assert by_hand.presses <= 48


def test_closed_and_opened_again_everything_is_there_and_the_export_proves_itself(
    by_hand, tmp_path
) -> None:
    tag_everything(by_hand)
    state_everything(by_hand)
    path = by_hand.session.path
    by_hand.window.close()

    store = open_project(path)
    assert check(store) == []
    assert store.queries.mentions.count() == 47
    assert store.queries.statements.count() == 8
    target = tmp_path / "out.json"
    export(store, target)
    store.close()

    data = target.read_bytes()
    assert verify(data) == []
    document = json.loads(data)["documents"][0]
    assert len(document["mentions"]) == 47
    assert {s["form"] for s in document["statements"]} == {
        "direct",
        "mixed",
        "indirect",
        "reported",
    }


# What is suggested and right beside the named mentions: titles, and how long a sentence is.
ALSO_RIGHT = {"title", "date"}


def decide_everything(hands) -> None:
    """Take what is sure page by page, then answer one statement after another."""
    hands.press("Ctrl+Home")
    length = len(hands.session.text)
    hands.press("Shift+Y")
    while hands.session.geometry.visible()[1] < length:
        hands.press("PgDn", "Shift+Y")
    hands.press("Ctrl+Home", "Space")
    answer_everything(hands)


def answer_everything(hands) -> None:
    """Answer one suggestion after another: right, wrong, or of another kind."""
    contents = {content: kind for content, *_, kind in STATEMENTS}
    while (found := hands.session.current_suggestion) is not None:
        if isinstance(found, SuggestedMention):
            often = NAMED.get(found.span.of(hands.session.text), 1) > 2
            hands.press(*((".", "Enter") if often else ("Enter",)))
            continue
        span = (found.content[0].start, found.content[-1].end)
        if span not in contents:
            hands.press("Backspace")
        elif contents[span] == found.kind:
            hands.press("Enter")
        else:
            hands.press(KIND_KEYS[contents[span]], "Space")
    mend_statements(hands)


def mend_statements(hands) -> None:
    """Take out what was accepted with the rest, and make what nobody suggested."""
    wanted = {content: statement for statement in STATEMENTS for content in statement[:1]}
    made = [(s.content[0].start, s.content[-1].end) for s in accepted_statements(hands)]
    if set(made) - set(wanted):
        hands.press("Ctrl+Home")
    for content in made:
        if set(made) - set(wanted):
            hands.press("]")
        if content not in wanted:
            hands.press("Del")
            made = [each for each in made if each != content]
    missing = [statement for content, statement in wanted.items() if content not in made]
    if missing:
        state_everything(hands, missing)


def accepted_statements(hands):
    """The statements that count, in text order."""
    session = hands.session
    found = session.store.queries.statements.in_text_order(session.document)
    return [each for each in found if each.provenance.status is Status.ACCEPTED]


def test_with_suggestions_mentions_and_statements_cost_at_most_sixty_keys(seed) -> None:
    decide_everything(seed)

    assert_all_is_right(seed)
    assert seed.presses <= 60


def test_read_suggestion_by_suggestion_they_cost_at_most_sixty_keys_too(seed) -> None:
    seed.press("Space")

    answer_everything(seed)

    assert_all_is_right(seed)
    assert seed.presses <= 60


def assert_all_is_right(seed) -> None:
    """Every named mention and statement is there, and nothing is that is wrong."""
    session = seed.session
    queries, text = session.store.queries, session.text
    mentions = [
        mention
        for mention in queries.mentions.of_document(session.document)
        if mention.provenance.status is Status.ACCEPTED
    ]
    named = [mention for mention in mentions if mention.surface(text) in NAMED]
    assert Counter(mention.surface(text) for mention in named) == NAMED
    names = {e.id: e.name for e in queries.entities.all()}
    wrong = [mention for mention in mentions if not _is_right(mention, text, names)]
    assert [mention.surface(text) for mention in wrong] == []
    statements = accepted_statements(seed)
    found = {(s.content[0].start, s.content[-1].end, s.kind) for s in statements}
    wanted = {(*content, kind) for content, *_, kind in STATEMENTS}
    assert found == wanted
    print(f"{seed.presses} key presses for {len(named)} mentions and {len(found)} statements")  # noqa: T201


def _is_right(mention, text: str, names: dict[int, str]) -> bool:
    """Whether type and entity of a mention are what the article says."""
    words = mention.surface(text)
    if words not in NAMED:
        return mention.type in ALSO_RIGHT
    types = {"p": "person", "c": "gpe", "o": "organization", "d": "date"}
    if mention.type != types[KEYS[words]]:
        return False
    if words in DATES:
        return mention.value is not None
    name = names[mention.entity]
    return name.endswith(words) if words in SURNAMES else name == DEMONYMS.get(words, words)
