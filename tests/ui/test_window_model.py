"""The window against its store: after any command, undo, switch or reopening it shows the rows."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from annotator.session import ChoiceQuestion, Panel, TextQuestion
from annotator.session.projects import create_project, open_project
from annotator.store.check import check
from tests.ui import mirror

# These reach for files, or for another window.
LEAVING = ("project.", "document.import", "export.", "document.paste", "document.reread")
ANSWERS = ("", "Norvik", "Q5", "https://example.org/a", "12", "2020-01-02")
LETTERS = ("", "n", "re", "something new")


class Whims:
    """Answers anything that is asked, and sometimes nothing; names no files."""

    def __init__(self, draw) -> None:
        self.draw = draw

    def text(self, question: TextQuestion, then) -> None:
        then(self.draw(st.sampled_from((*ANSWERS, question.value))))

    def choice(self, question: ChoiceQuestion, then) -> None:
        found = list(question.search(self.draw(st.sampled_from(LETTERS))))
        if found:
            then(found[self.draw(st.integers(0, min(len(found), 6) - 1))].value)

    def paths(self, *_) -> None:
        pass

    def save_path(self, *_) -> None:
        pass


class WindowAgainstStore(RuleBasedStateMachine):
    """Runs commands in a real window, and compares it with every row after each of them."""

    program = articles = folder = None
    made = 0

    def __init__(self) -> None:
        super().__init__()
        type(self).made += 1
        window = self.program.show(create_project(self.folder / f"{self.made}.annotator"))
        window.bridge.run("document.import_files", paths=self.articles)
        self.actions = [
            action.id
            for action in window.bridge.keymap.actions
            if not action.id.startswith(LEAVING)
        ]
        self.acts = [id for id in self.actions if not id.startswith(("move", "view", "select"))]

    def teardown(self) -> None:
        assert check(self.session.store) == []
        # Without this the window of each example stays: it goes in the event loop of a program.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @property
    def window(self):
        return self.program.window

    @property
    def session(self):
        return self.window.bridge.session

    @rule(data=st.data())
    def act(self, data) -> None:
        self._run(data, data.draw(st.sampled_from(self.acts)))

    @rule(data=st.data())
    def do_anything(self, data) -> None:
        self._run(data, data.draw(st.sampled_from(self.actions)))

    @rule(data=st.data())
    def tag_some_words(self, data) -> None:
        self._select(data)
        self._run(data, data.draw(st.sampled_from(("mention.add:person", "statement.new"))))

    @rule(data=st.data(), panel=st.sampled_from(list(Panel)))
    def go_somewhere(self, data, panel) -> None:
        self._select(data)
        self.session.focus(panel)

    @rule(data=st.data())
    def make_something_current(self, data) -> None:
        queries = self.session.store.queries
        mentions, statements = queries.mentions.all(), queries.statements.all()
        if mentions:
            self.session.go_to_mention(data.draw(st.sampled_from(mentions)))
        if statements and data.draw(st.booleans()):
            self.session.go_to_statement(data.draw(st.sampled_from(statements)))

    @rule(way=st.sampled_from(("history.undo", "history.redo")), times=st.integers(1, 4))
    def travel(self, way, times) -> None:
        for _ in range(times):
            self.window.bridge.run(way)

    @rule(data=st.data())
    def switch(self, data) -> None:
        ids = self.session.store.queries.documents.ids()
        self.session.open_document(data.draw(st.sampled_from(ids)) if ids else None)

    @rule(words=st.sampled_from(("", "e", "Ilse", "zzz")))
    def filter(self, words) -> None:
        for panel in (self.window.documents, self.window.entities, self.window.claims):
            panel.filter.setText(words)

    @rule()
    def reopen(self) -> None:
        path = self.session.path
        self.window.close()
        self.program.show(open_project(path))

    @invariant()
    def it_shows_what_is_stored(self) -> None:
        assert mirror.differences(self.window) == []

    def _run(self, data, action: str) -> None:
        self.session.ask = Whims(data.draw)
        try:
            self.window.bridge.run(action)
        finally:
            self.session.ask = self.window.asking
        QApplication.processEvents()

    def _select(self, data) -> None:
        length = len(self.session.text)
        ends = st.integers(0, length)
        self.session.select(data.draw(ends), data.draw(ends))


@pytest.mark.parametrize(
    ("examples", "steps"), [(6, 15), pytest.param(300, 40, marks=pytest.mark.slow)]
)
@pytest.mark.timeout(0)
def test_the_window_shows_what_the_store_says(program, articles, tmp_path, examples, steps) -> None:
    machine = type(
        "Machine",
        (WindowAgainstStore,),
        {"program": program, "articles": articles, "folder": tmp_path},
    )
    failed = []
    program.failures.guarded.failed.connect(failed.append)

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        ),
    )

    assert failed == []
