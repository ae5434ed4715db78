"""A window that is used all day grows by nothing: objects are counted, and memory in the long runs.

`ANNOTATOR_SHIFT_HOURS=1 make test-slow TESTS=tests/ui/test_leaks.py` is a shorter day.
"""

from __future__ import annotations

import gc
import os
import weakref
from abc import ABCMeta
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from annotator.session import Choice, ChoiceQuestion, Shown, TextQuestion
from annotator.store.columns import provenance_of
from tests.ui import mirror

MOST_OBJECTS = 50
MOST_KIB = 0.5
# What an analyst in a hurry does in an hour: documents, and acts in each of them.
DOCUMENTS_AN_HOUR, ACTS = 60, 40
HOURS = int(os.environ.get("ANNOTATOR_SHIFT_HOURS", "8"))


@pytest.fixture
def annotated(window, session):
    """The window with mentions and a nested statement in its first article, an open card."""
    window.bridge.run("select.sentence")
    window.bridge.run("statement.new")
    for start, end in ((4, 17), (43, 51)):
        session.select(start, end)
        window.bridge.run("mention.add:person")
    mirror.settle(window)
    assert window.claims.model.rowCount() > 1
    return window


def switch(window) -> None:
    """Go to the other document and paint it."""
    session = window.bridge.session
    ids = session.store.queries.documents.ids()
    session.open_document(ids[(ids.index(session.document) + 1) % len(ids)])
    QApplication.processEvents()


def open_everything(window) -> None:
    """Open and close each thing that opens over a window, the card, panels, menus and colours."""
    session, run = window.bridge.session, window.bridge.run
    for shown in Shown:
        session.show(shown)
        QApplication.processEvents()
        window.shown.opened.close_up()
        assert session.shown is None
    asking = window.asking
    asking.text(TextQuestion("Name"), lambda _: None)
    asking.decline()
    asking.choice(ChoiceQuestion("Which", lambda _: [Choice("one", 1)]), lambda _: None)
    asking.decline()
    for name in ("Edit", "Annotate", "View"):
        window.menus.menu(name)
    for action in ("view.toggle_panel:claims", "view.toggle_panel:entities"):
        run(action)
        run(action)
    for by in ("source", "claim", "text"):
        run(f"view.group_claims:{by}")
    run("view.zoom_in")
    run("view.zoom_reset")
    window.error_bar.tell("Something")
    window.error_bar.clear()
    session.select(0, 0)
    for statement in session.store.queries.statements.of_document(session.document):
        session.go_to_statement(statement)
    session.say("")
    clear_away(window)


def annotate(window, number: int) -> None:
    """One act on the words of the document, and soon its undoing."""
    session, run = window.bridge.session, window.bridge.run
    session.select(number % 30, number % 30 + 8)
    run("history.undo" if number % 2 else "mention.add:person")
    QApplication.processEvents()


def use(window, *, rounds: int) -> None:
    """A bit of everything."""
    for _ in range(rounds):
        open_everything(window)
        for number in range(6):
            annotate(window, number)
            switch(window)


def clear_away(window) -> None:
    """Let what was closed be deleted, as it is between two events."""
    mirror.settle(window)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def qobjects() -> int:
    """How many QObjects hang on the application and its windows."""
    roots = [QApplication.instance(), *QApplication.topLevelWidgets()]
    return len(roots) + sum(len(root.findChildren(QObject)) for root in roots)


def resident_kib() -> float:
    """The memory of this process that is in use."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024


def counted(window) -> tuple[Counter[str], int]:
    """The objects of Python by their types, and how many there are of Qt, garbage taken away.

    Dead weak references do not count: PySide keeps some, and drops them every few hundred. Nor does
    what abstract classes remember: whether a type is a mapping is kept once for each kind of those.
    """
    clear_away(window)
    of_qt = qobjects()  # first, since this makes objects of Python for them
    provenance_of.cache_clear()  # it has room for a thousand, and no more
    gc.collect()
    for abstract in [each for each in gc.get_objects() if isinstance(each, ABCMeta)]:
        abstract._abc_caches_clear()  # Python has this for such tests
    living = [o for o in gc.get_objects() if not isinstance(o, weakref.ref) or o() is not None]
    return Counter(type(each).__qualname__ for each in living), of_qt


def slope(values: list[float]) -> float:
    """By how much the values grow from one to the next, over the last nine tenths of them."""
    values = values[len(values) // 10 :]
    middle, mean = (len(values) - 1) / 2, sum(values) / len(values)
    steps = [place - middle for place in range(len(values))]
    return sum(s * (v - mean) for s, v in zip(steps, values, strict=True)) / sum(
        s * s for s in steps
    )


def grown(window, before: tuple[Counter[str], int]) -> tuple[int, int]:
    objects, of_qt = counted(window)
    objects.subtract(before[0])
    print(objects.most_common(8))  # noqa: T201 - shown when it is too much
    return objects.total(), of_qt - before[1]


def test_switching_and_opening_everything_leaves_no_object_behind(annotated) -> None:
    use(annotated, rounds=4)
    before = counted(annotated)

    use(annotated, rounds=8)

    objects, of_qt = grown(annotated, before)
    assert objects <= MOST_OBJECTS
    assert of_qt == 0


def test_what_stays_behind_is_noticed(annotated) -> None:
    before = counted(annotated)

    kept = [QObject(annotated) for _ in range(60)]

    objects, of_qt = grown(annotated, before)
    assert objects >= len(kept)
    assert of_qt == len(kept)
    assert slope([number * 2.0 for number in range(100)]) == pytest.approx(2.0)


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_ten_thousand_document_switches_grow_by_nothing(annotated) -> None:
    use(annotated, rounds=4)
    before, memory = counted(annotated), []

    for number in range(10_000):
        switch(annotated)
        memory.append(resident_kib())
        if number % 250 == 0:
            open_everything(annotated)

    objects, of_qt = grown(annotated, before)
    print(f"{slope(memory):.3f} KiB a switch, {objects} objects, {of_qt} of Qt")  # noqa: T201
    assert slope(memory) <= MOST_KIB
    assert objects <= MOST_OBJECTS
    assert of_qt == 0


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_a_shift_of_eight_hours_grows_by_nothing(annotated) -> None:
    use(annotated, rounds=4)
    before, memory = counted(annotated), []

    for document in range(HOURS * DOCUMENTS_AN_HOUR):
        switch(annotated)
        for number in range(ACTS):
            annotate(annotated, number)
        if document % 10 == 0:
            open_everything(annotated)
        memory.append(resident_kib())

    objects, of_qt = grown(annotated, before)
    print(f"{slope(memory):.3f} KiB a document, {objects} objects, {of_qt} of Qt")  # noqa: T201
    assert slope(memory) <= MOST_KIB * ACTS
    assert objects <= MOST_OBJECTS
    assert of_qt == 0
