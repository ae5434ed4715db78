"""The store against a plain model: any acts, undone, redone, failing, nested, over restarts."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from annotator.model.document import Document
from annotator.model.ids import Ref
from annotator.model.provenance import Status
from annotator.store.change import StepKind
from annotator.store.check import check
from annotator.store.errors import StoreError
from annotator.store.store import Store
from tests.store.plain_model import KINDS, NOW, SCHEMA, Drawing, State

READERS = {kind: f"{kind}s" for kind in KINDS} | {
    "entity": "entities",
    "evidence": "claims.evidence",
    "relation": "links.relations",
    "note": "links.notes",
}
ACTS = ("add", "add", "replace", "replace", "remove", "remove", "rename")
TRAVELS = ("undo", "undo", "redo", "reopen")
FIRST = ("document", "entity", "entity", "claim", "mention", "mention", "statement", "statement")
ENDINGS = ("commit", "commit", "commit", "fail", "nested")


class GivenUp(Exception):
    """A command that fails in the middle of its step."""


def give_up() -> None:
    raise GivenUp


def accepted(one) -> bool:
    """Whether an annotation counts."""
    return one.provenance.status is Status.ACCEPTED


class StoreAgainstModel(RuleBasedStateMachine):
    """Does the same to both, and compares them after every step."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=pytest.storms_folder))
        self.path = self.folder / "desk.annotator"
        Store.create(self.path, schema=SCHEMA, author="ana").close()
        self.state = State()
        self.undoable: list[tuple[str, State, State]] = []
        self.redoable: list[tuple[str, State, State]] = []
        self.steps = 0
        self._open()

    def teardown(self) -> None:
        findings = check(self.store)
        self.store.close()
        shutil.rmtree(self.folder)
        assert findings == []

    @initialize(data=st.data())
    def begin_with_some_of_everything(self, data) -> None:
        before = after = self.state
        with self.store.transaction("Begin") as tx:
            for kind in FIRST:
                after = self._add(data, tx, after, kind)
        self.state = after
        self._done("Begin", StepKind.DO, before, after)
        self.undoable.append(("Begin", before, after))

    # What can be done

    @rule(data=st.data())
    def act(self, data) -> None:
        """One step of one to four acts, which may fail, be refused, or have a step inside it."""
        ending, label = data.draw(st.sampled_from(ENDINGS)), f"Step {self.steps + 1}"
        before, after = self.state, self.state
        try:
            with self.store.transaction(label) as tx:
                for _ in range(data.draw(st.integers(1, 4))):
                    after = self._one(data, tx, after)
                if ending == "nested":
                    with self.store.transaction("Inside") as inner:
                        assert inner is tx
                        after = self._one(data, inner, after)
                if ending == "fail":
                    give_up()
        except GivenUp:
            return
        except StoreError:
            assert after.dangling()
            return
        self._committed(label, before, after)

    def _committed(self, label: str, before: State, after: State) -> None:
        assert not after.dangling()
        if self.heard:
            self.state = after
            self._done(label, StepKind.DO, before, after)
            self.undoable.append((label, before, after))
            self.redoable.clear()
        else:
            assert after == before

    @rule(data=st.data())
    def replace_one(self, data) -> None:
        """Another value for one of all objects."""
        before, label = self.state, f"Step {self.steps + 1}"
        if not before.objects:
            return
        ref = data.draw(st.sampled_from(sorted(before.objects)))
        with self.store.transaction(label) as tx:
            after = self._replace(data, tx, before, ref)
        self._committed(label, before, after)

    @rule(ways=st.lists(st.sampled_from(TRAVELS), min_size=1, max_size=4))
    def travel(self, ways) -> None:
        for way in ways:
            getattr(self, f"_{way}")()

    def _undo(self) -> None:
        change = self.store.undo()
        if not self.undoable:
            assert change is None
            return
        label, before, after = self.undoable.pop()
        assert self.state == after
        self.redoable.append((label, before, after))
        self.state = before
        self._done(label, StepKind.UNDO, before, after)

    def _redo(self) -> None:
        change = self.store.redo()
        if not self.redoable:
            assert change is None
            return
        label, before, after = self.redoable.pop()
        self.undoable.append((label, before, after))
        self.state = after
        self._done(label, StepKind.REDO, before, after)

    def _reopen(self) -> None:
        self.store.close()
        self._open()

    # What must hold after each

    @invariant()
    def rows_are_those_of_the_model(self) -> None:
        for kind in KINDS:
            stored = {value.id: value for value in attrgetter(READERS[kind])(self.queries).all()}
            assert stored == self.state.of(kind)
        assert self.queries.project().name == self.state.name
        for id, text in self.state.texts.items():
            assert self.queries.documents.text(id) == text

    @invariant()
    def history_takes_what_the_model_would_take(self) -> None:
        history = self.store.history
        assert history.undo_label() == (self.undoable[-1][0] if self.undoable else None)
        assert history.redo_label() == (self.redoable[-1][0] if self.redoable else None)
        newest = history.steps(limit=1)
        assert (newest[0].id if newest else 0) == self.steps

    @invariant()
    def tallies_count_what_is_accepted(self) -> None:
        mentions = [one for one in self.state.of("mention").values() if accepted(one)]
        statements = [one for one in self.state.of("statement").values() if accepted(one)]
        for counted in self.queries.documents.counted(sorted(self.state.of("document"))):
            id = counted.document.id
            assert counted.mentions == sum(one.document == id for one in mentions)
            assert counted.statements == sum(one.document == id for one in statements)
        for counted in self.queries.entities.counted(sorted(self.state.of("entity"))):
            assert counted.mentions == sum(one.entity == counted.entity.id for one in mentions)

    # Within

    @property
    def queries(self):
        return self.store.queries

    def _open(self) -> None:
        clock = datetime.fromisoformat(NOW)
        self.store = Store.open(self.path, author="ana", clock=lambda: clock)
        self.heard = []
        self.store.subscribe(self.heard.append)

    def _done(self, label: str, kind: StepKind, before: State, after: State) -> None:
        """The listeners heard of one step, and of everything it changed."""
        (change,) = self.heard
        self.heard.clear()
        assert (change.label, change.kind) == (label, kind)
        assert after.changed_from(before) <= change.touched
        self.steps += 1

    def _one(self, data, tx, state: State) -> State:
        """One act in both; the state after it."""
        act, kind = data.draw(st.sampled_from(ACTS)), data.draw(st.sampled_from(KINDS))
        present = sorted(state.of(kind))
        if act == "rename":
            name = f"{data.draw(st.sampled_from('abc'))}"
            tx.set_project(name=name)
            return replace(state, name=name)
        if act == "add" or not present:
            return self._add(data, tx, state, kind)
        ref = Ref(kind, data.draw(st.sampled_from(present)))
        if act == "remove":
            tx.remove(ref)
            return state.without(ref)
        return self._replace(data, tx, state, ref)

    def _add(self, data, tx, state: State, kind: str) -> State:
        id = state.next_id(kind)
        if state.links_to(Ref(kind, id)):
            return state  # a text is put in the place of another only where nothing is annotated
        made = Drawing(data.draw, state).one(kind, id)
        if made is None:
            return state
        value, text = made
        new = replace(value, id=0) if data.draw(st.booleans()) else value
        given = tx.add(new) if text is None else tx.add_document(new, text)
        assert given == id
        return state.with_(Ref(kind, id), value, text)

    def _replace(self, data, tx, state: State, ref: Ref) -> State:
        before = state.objects[ref]
        made = Drawing(data.draw, state).one(ref.kind, ref.id, before)
        if made is None:
            return state
        value = made[0]
        tx.replace(value)
        if value != before and not isinstance(value, Document):
            stamped = replace(value.provenance, modified_at=NOW)
            value = replace(value, provenance=stamped)
        return state.with_(ref, value)


def run(folder: Path, *, examples: int, steps: int, shrink: bool = False) -> None:
    pytest.storms_folder = folder
    run_state_machine_as_test(
        StoreAgainstModel,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, *([Phase.shrink] if shrink else [])],
        ),
    )


def test_the_store_does_what_a_plain_model_does(tmp_path) -> None:
    run(tmp_path, examples=25, steps=25)


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_the_store_does_what_a_plain_model_does_for_long(tmp_path) -> None:
    run(tmp_path, examples=400, steps=50, shrink=True)
