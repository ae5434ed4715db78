"""The palette and the menus can run any command anywhere: it runs, or says why not; none breaks."""

from __future__ import annotations

import pytest

from annotator.commands.registry import actions, run
from annotator.session import Panel, Session
from tests.commands.desk import add_article, state, tag
from tests.commands.stub_host import StubHost

TEXT = "Mayor Ilse Brandt said the harbour will not be sold.\n"


def at_nothing(session: Session) -> None:
    session.open_document(None)


def at_the_caret(session: Session) -> None:
    session.open_document(add_article(session.store, TEXT, "Harbour"), anchor=3, caret=3)


def at_a_mention(session: Session) -> None:
    at_the_caret(session)
    state(session, "the harbour will not be sold", cue="said", source="Mayor Ilse Brandt")
    tag(session, "Ilse Brandt")


@pytest.mark.parametrize("place", [at_nothing, at_the_caret, at_a_mention])
def test_every_action_runs_or_says_why_not(session: Session, place) -> None:
    session.host, broken = StubHost(), []
    for number, action in enumerate(actions(session.schema)):
        place(session)
        session.focus(list(Panel)[number % len(Panel)])
        try:
            run(session, action.command, action.arguments)
        except Exception as error:
            broken.append((action.id, repr(error)))

    assert broken == []
