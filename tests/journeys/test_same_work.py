"""A key press does the same work in a long article as in a short one.

Counted, not timed: the instructions that SQLite runs and the calls that Python makes until the act
is committed and painted. What waits for a pause of the reader is held back meanwhile: it comes some
milliseconds later, and which act that falls into hangs on the machine. `python -m
benchmarks.document` has the times.
"""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from annotator.model.entity import Entity
from annotator.model.ids import EntityId, MentionId, StatementId
from annotator.model.mention import Level, Mention
from annotator.model.span import Span
from annotator.model.statement import Form, Source, SourceKind, Statement
from annotator.session.importing import import_text
from annotator.session.projects import create_project
from tests.journeys.conftest import Hands

pytestmark = pytest.mark.journey

PARAGRAPH = (
    "Mayor Ilse Brandt said on Monday that the harbour board of Torvik had not seen the letter. "
    "Her deputy told the Gazette that nobody had opened it before noon.\n\n"
)
SHORT, LONG = 60, 600
SLACK = 1.25
"""A search in a tree of a hundred times more rows takes a step or two more."""
_INSTRUCTIONS = 20
_NEVER_MS = 3_600_000


@pytest.fixture
def desk_of(make_program, tmp_path):
    """Open a window on an article of some paragraphs, annotated alike."""

    def made(paragraphs: int) -> Hands:
        store = create_project(tmp_path / f"{paragraphs}.annotator")
        document = import_text(store, PARAGRAPH * paragraphs, "Harbour").imported[0]
        with store.transaction("Annotate") as tx:
            for number in range(paragraphs):
                _annotate(tx, document, number)
        window = make_program().show(store)
        window.activateWindow()
        QApplication.processEvents()
        return Hands(window)

    return made


def _annotate(tx, document, number) -> None:
    start = number * len(PARAGRAPH)
    name = Entity(EntityId(0), f"Person{number} Brandt{number}", "person", tx.provenance())
    entity = EntityId(tx.add(name))
    for offset in (6, 60):
        span = Span(start + offset, start + offset + 6)
        given = (MentionId(0), document, "person", (span,), tx.provenance())
        tx.add(Mention(*given, level=Level.NAM, entity=entity))
    said = (Span(start + 36, start + 89),)
    given = (StatementId(0), document, said, Form.INDIRECT, "assert", tx.provenance())
    source = Source(SourceKind.ENTITY, entity=entity)
    tx.add(Statement(*given, source=source, about=(entity,)))


class Work:
    """Counts the instructions of SQLite and the calls of Python while it is entered."""

    def __init__(self, connection) -> None:
        self._connection = connection
        self.instructions = self.calls = 0

    def __enter__(self) -> Work:
        self._connection.set_progress_handler(self._instructed, _INSTRUCTIONS)
        sys.setprofile(self._called)
        return self

    def __exit__(self, *_error) -> None:
        sys.setprofile(None)
        self._connection.set_progress_handler(None, 0)

    def _instructed(self) -> int:
        self.instructions += _INSTRUCTIONS
        return 0

    def _called(self, _frame, event: str, _what) -> None:
        self.calls += event in ("call", "c_call")


ACTS: dict[str, tuple[str, ...]] = {
    "tag": ("p",),
    "retype": ("o",),
    "link": ("k", "Enter"),
    "undo": ("Ctrl+z",),
    "redo": ("Ctrl+y",),
    "remove": ("u",),
    "state": ("Shift+Right", "Shift+Right", "s"),
    "open the next card": ("]",),
    "next mention": ("Tab",),
    "mention before": ("Shift+Tab",),
    "next candidate": ("Space",),
    "next word": ("Right",),
    "line down": ("Down",),
    "page down": ("PgDn",),
}


def _at_rest(hands: Hands) -> None:
    """Have everything computed that is computed beside the reader, and hold back what follows."""
    for timer in hands.window.findChildren(QTimer):
        timer.setInterval(_NEVER_MS)
    hands.session.suggestions.complete()
    hands.session.suggestions_came()
    hands.session.checks.complete()
    QApplication.processEvents()


def _measured(hands: Hands) -> dict[str, tuple[int, int]]:
    """The work of each act in the middle of the article, done for the second time."""
    _at_rest(hands)
    store, middle = hands.session.store, len(hands.session.text) // len(PARAGRAPH) // 2
    found: dict[str, tuple[int, int]] = {}
    for turn in range(2):
        at = (middle + turn) * len(PARAGRAPH) + PARAGRAPH.index("Torvik")
        hands.session.select(at, at + len("Torvik"), exact=True)
        QApplication.processEvents()
        for act, keys in ACTS.items():
            hands.session.checks.complete()
            with Work(store._db.conn) as work:
                hands.press(*keys)
                QApplication.processEvents()
            found[act] = work.instructions, work.calls
    return found


def test_an_act_costs_no_more_in_a_long_article_than_in_a_short_one(desk_of) -> None:
    short, long = _measured(desk_of(SHORT)), _measured(desk_of(LONG))

    grown = {act: (short[act], long[act]) for act in ACTS if _has_grown(short[act], long[act])}

    assert grown == {}, "(instructions, calls) in the short and in the long article"


def _has_grown(short: tuple[int, int], long: tuple[int, int]) -> bool:
    return any(after > before * SLACK + 200 for before, after in zip(short, long, strict=True))
