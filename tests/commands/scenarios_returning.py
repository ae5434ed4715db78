"""Scenarios for taking annotations over from another version of an article."""

from __future__ import annotations

from pathlib import Path

from annotator.commands import document
from annotator.model.ids import DocumentId, Ref
from annotator.session import Choice, Session
from tests.commands.desk import ARTICLE, Answers, add_article, entity, note, sit_down, state, tag
from tests.commands.scenario import Scenario

NEWER = (
    ARTICLE.replace("on Monday", "on Tuesday")
    .replace("accused Brandt of spreading", "blamed Brandt for spreading")
    .replace("Dock workers", "UPDATE: The vote is off.\r\n\r\nDock workers")
)


def last(choices: list[Choice]) -> object:
    """The last of the choices."""
    return choices[-1].value


def returned(session: Session) -> DocumentId:
    """A newer version is open, of an article with a mention, a statement and a note on it."""
    old, _ = sit_down(session)
    mayor = entity(session, "Ilse Brandt")
    tag(session, "Ilse Brandt", of=mayor)
    tag(session, "Monday", "date", level=None)
    said = state(session, "“will not be sold to anyone”", cue="said", of=mayor, source="Monday")
    note(session, Ref("statement", said), "Ask the board.")
    session.open_document(add_article(session.store, NEWER, "Harbour board under fire (2)"))
    session.ask = Answers(last)
    return old


def taking(session: Session) -> None:
    assert returned(session) == 1


def taken(session: Session) -> None:
    document.take_over(session, source=returned(session))


def renewed(session: Session) -> None:
    """The file of the article that is open lies beside the project, with another text by now."""
    session.open_document(returned(session))
    with session.store.transaction("Delete the newer version") as tx:
        tx.remove(Ref("document", session.store.queries.documents.ids()[-1]))
    session.path.with_name("newer.txt").write_bytes(NEWER.encode())
    session.ask = Answers("", lambda choices: choices[-1].value)


def scenarios() -> list[Scenario]:
    return [
        Scenario("document.take_over", taking, {"source": 1}),
        Scenario("document.extract_again", renewed, {"paths": [Path("newer.txt")]}),
        Scenario("document.changes", taken, {"number": 0}),
        Scenario("document.next_change", at_first),
        Scenario("document.previous_change", taken),
    ]


def at_first(session: Session) -> None:
    taken(session)
    document.changes(session, number=0)
