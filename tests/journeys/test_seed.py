"""The seed article, annotated from end to end in a real window, by keyboard alone."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from annotator.formats.verify import verify
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


def state_everything(hands) -> None:
    """Walk from cue to cue: make each statement of the list, mend what was not found."""
    hands.press("Ctrl+Home")
    wanted = list(STATEMENTS)
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


def test_the_named_mentions_cost_at_most_eighty_keys(seed) -> None:
    tag_everything(seed)

    document = seed.session.document
    mentions = seed.session.store.queries.mentions.of_document(document)
    text = seed.session.text
    assert Counter(mention.surface(text) for mention in mentions) == NAMED
    assert len(mentions) == 47
    names = {e.id: e.name for e in seed.session.store.queries.entities.all()}
    for mention in mentions:
        words = mention.surface(text)
        if words in DATES:
            assert mention.type == "date"
            assert mention.value
        elif words in SURNAMES:
            assert names[mention.entity].endswith(words)
        else:
            assert names[mention.entity] == DEMONYMS.get(words, words)
    print(f"{seed.presses} key presses for {len(mentions)} mentions")  # noqa: T201
    assert seed.presses <= 80


def test_the_statements_cost_at_most_forty_eight_keys(seed) -> None:
    state_everything(seed)

    made = seed.session.store.queries.statements.in_text_order(seed.session.document)
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
    print(f"{seed.presses} key presses for {len(made)} statements")  # noqa: T201
    assert seed.presses <= 48


def test_closed_and_opened_again_everything_is_there_and_the_export_proves_itself(
    seed, tmp_path
) -> None:
    tag_everything(seed)
    state_everything(seed)
    path = seed.session.path
    seed.window.close()

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
