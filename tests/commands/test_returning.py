"""Annotations are taken over by a key, and what changed is listed and gone through."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from annotator.commands import document
from annotator.commands.registry import run as run_command
from annotator.session import Session
from annotator.session.headless import Alone
from tests.commands.desk import add_article, content, run, sit_down
from tests.commands.scenarios_returning import NEWER, last, returned


def first(choices: list[object]) -> object:
    return choices[0].value


def test_the_versions_are_offered_with_what_they_share(session: Session) -> None:
    returned(session)

    asked = run(session, document.take_over, first, last)

    (choice,) = asked.asked[0].search("")
    assert choice.label == "Harbour board under fire"
    assert choice.detail == "91 % the same · 2 mentions, 1 statement"
    assert [each.label for each in asked.asked[0].search("harb")] == [choice.label]
    assert asked.asked[0].search("ferry") == []


def test_any_annotated_article_can_be_named_by_its_title(session: Session) -> None:
    _, letter = sit_down(session)
    returned(session)
    session.open_document(letter)

    asked = run(session, document.take_over, "harbour board", last)

    assert asked.asked[0].search("") == []
    assert session.message.startswith("Change ")


def test_what_changed_is_listed_at_once_with_the_old_words(session: Session) -> None:
    returned(session)

    asked = run(session, document.take_over, first, first)

    listed = [(each.label, each.detail) for each in asked.asked[1].search("")]
    assert listed[0] == (
        "…fire Mayor Ilse Brandt said on [Monday] that the harbour of Norvik “will…",
        "mention not carried",
    )
    assert [detail for _, detail in listed] == [
        *("mention not carried", "source left empty"),
        *("new text", "new text", "new text", "new text"),
    ]
    assert session.selection is not None
    assert session.selection.of(NEWER) == "Tuesday"
    assert session.message == "Change 1 of 6: mention not carried. It was “Monday”."


def test_keys_go_from_change_to_change_and_come_back_to_the_article(session: Session) -> None:
    old = returned(session)
    run(session, document.take_over, first, first)
    session.open_document(old)

    document.next_change(session)
    document.next_change(session)
    document.next_change(session)

    assert session.document != old
    assert session.selection is not None
    assert session.selection.of(session.text) == "blamed"
    assert session.message == "Change 4 of 6: new text."
    document.previous_change(session)
    assert session.selection.of(session.text) == "Tuesday"


def test_past_the_last_change_it_says_so(session: Session) -> None:
    returned(session)
    run(session, document.take_over, first, last)

    assert not run_command(session, document.next_change)

    assert session.message == "That was the last change. Ctrl+Shift+T lists them all."


def test_without_a_change_nothing_is_listed(session: Session) -> None:
    old = returned(session)
    text = session.store.queries.documents.text(old)
    session.open_document(add_article(session.store, text + " ", "The same"))

    run(session, document.take_over, first)

    assert session.message == "2 mentions, 1 statement, 1 note taken over."
    assert not run_command(session, document.changes)
    assert session.message.startswith("Take over annotations from another version")


def test_the_places_of_a_deleted_article_are_refused(session: Session) -> None:
    returned(session)
    run(session, document.take_over, first, first)
    run(session, document.delete)

    assert not run_command(session, document.next_change)

    assert session.message == "These places are no longer in the project."


def test_nothing_is_kept_when_the_user_gives_up(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = returned(session)
    monkeypatch.setattr(session, "progress", _Impatient())
    before = content(session.path)

    assert not run_command(session, document.take_over, {"source": old})

    assert session.message == "Given up; nothing was taken over."
    assert content(session.path) == before


class _Impatient(Alone):
    def __init__(self) -> None:
        super().__init__(lambda _done, _total: False)

    def during(self, _title: str) -> object:
        return nullcontext(self)
