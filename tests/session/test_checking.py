"""The findings of an article, kept up with what is annotated: as if all was looked at anew."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.commands import suggestion
from annotator.model.ids import EntityId, MentionId, Ref, StatementId
from annotator.model.mention import Level, Mention
from annotator.model.provenance import Status
from annotator.model.span import Span
from annotator.model.statement import Form, Source, SourceKind, Statement
from annotator.review.base import Finding
from annotator.session import Session
from annotator.session.checking import Checking
from annotator.session.ignoring import ignoring
from annotator.session.projects import create_project, lexicon
from annotator.suggest.base import Suggesters
from tests.commands.desk import add_article, entity, note, state, tag
from tests.suggest.made import Proposes, said, span_of

ARTICLE = """The harbour of Norvik

Mayor Ilse Brandt said in Norvik that the harbour was not for sale. “Nobody asked us,” she told \
reporters on Monday. The “so-called” buyers stayed away.

Brandt met Tomas Reyle of Norvik Shipping. Reyle denied that “Norvik will be sold”.

Ilse Brandt left.
"""


@pytest.fixture(scope="module")
def words() -> object:
    return lexicon()


@pytest.fixture
def session(tmp_path: Path, words: object) -> Iterator[Session]:
    store = create_project(tmp_path / "desk.annotator")
    session = Session(store, lexicon=words)
    session.open_document(add_article(store, ARTICLE, "The harbour of Norvik"))
    yield session
    session.close()


def checking(session: Session, **more: int) -> Checking:
    """The findings of the open article, followed from now on."""
    queries = session.store.queries
    checks = Checking(queries, session.document, session.text, session.schema, **more)
    session.store.subscribe(lambda change: checks.follow(change, session.schema))
    checks.complete()
    return checks


def told(checks: Checking, session: Session) -> list[tuple[str, str]]:
    checks.complete()
    return [(each.check.id, each.span.of(session.text)) for each in checks.findings]


def anew(session: Session) -> list[Finding]:
    queries = session.store.queries
    checks = Checking(queries, session.document, session.text, session.schema)
    checks.complete()
    return list(checks.findings)


def test_a_name_tagged_once_is_missed_wherever_else_it_stands(session: Session) -> None:
    checks = checking(session)
    assert ("untagged_twin", "Norvik") not in told(checks, session)

    tag(session, "Norvik", "gpe", of=entity(session, "Norvik", "gpe"))

    # not where it is a part of a longer name
    assert told(checks, session).count(("untagged_twin", "Norvik")) == 2


def test_what_was_tagged_or_untagged_since_counts(session: Session) -> None:
    checks = checking(session)
    norvik = entity(session, "Norvik", "gpe")
    tag(session, "Norvik", "gpe", of=norvik)
    second = tag(session, "Norvik", "gpe", nth=1, of=norvik)
    assert told(checks, session).count(("untagged_twin", "Norvik")) == 1

    with session.store.transaction("Remove") as tx:
        tx.remove(Ref("mention", second))
    assert told(checks, session).count(("untagged_twin", "Norvik")) == 2

    session.store.undo()
    session.store.undo()
    session.store.undo()
    assert told(checks, session).count(("untagged_twin", "Norvik")) == 0


def test_names_of_what_is_mentioned_are_known_too(session: Session) -> None:
    checks = checking(session)
    reyle = entity(session, "Tomas Reyle", aliases=("Reyle",))

    tag(session, "Tomas Reyle", of=reyle)

    twin = next(each for each in checks_of(checks) if each.check.id == "untagged_twin")
    assert twin.span.of(session.text) == "Reyle"
    assert twin.fix.value.entity == reyle


def checks_of(checks: Checking) -> list[Finding]:
    checks.complete()
    return list(checks.findings)


def test_a_quotation_is_missed_until_a_statement_has_its_words(session: Session) -> None:
    checks = checking(session)
    assert ("quotation_without_statement", "“Nobody asked us,”") in told(checks, session)

    state(session, "Nobody asked us", source="she")

    assert told(checks, session) == []


def test_one_string_with_two_types_is_told_once(session: Session) -> None:
    checks = checking(session)
    tag(session, "Norvik", "gpe")
    tag(session, "Norvik", "gpe", nth=1)
    tag(session, "Norvik", "organization", nth=3)

    found = [each for each in checks_of(checks) if each.check.id == "two_types"]

    assert [each.sentence for each in found] == [
        "“Norvik” is tagged as country, region, city (2) and organization (1)."
    ]
    assert found[0].span.start == session.text.index("Norvik will")


def test_what_is_ignored_stays_ignored_and_comes_back_with_an_undo(session: Session) -> None:
    checks = checking(session)
    quote = next(each for each in checks_of(checks) if each.check.id.startswith("quotation"))

    with session.store.transaction("Ignore") as tx:
        tx.add(ignoring(quote, session.document, tx.provenance()))
    assert told(checks, session) == []
    assert anew(session) == []

    session.store.undo()
    assert len(told(checks, session)) == 1


def test_a_string_ignored_once_is_ignored_everywhere(session: Session) -> None:
    checks = checking(session)
    tag(session, "Brandt", of=entity(session, "Ilse Brandt"), nth=1)
    tag(session, "Brandt", of=entity(session, "Karl Brandt"), nth=2)
    found = next(each for each in checks_of(checks) if each.check.id == "two_entities")
    with session.store.transaction("Ignore") as tx:
        tx.add(ignoring(found, session.document, tx.provenance()))

    tag(session, "Brandt", of=entity(session, "Per Brandt"), nth=0)

    assert "two_entities" not in [check for check, _ in told(checks, session)]


def test_when_there_are_too_many_the_rest_comes_as_they_go(session: Session) -> None:
    for number in range(4):
        with session.store.transaction("Tag") as tx:
            tx.add(mention(session, tx, Span(number * 5, number * 5 + 4), "unheard of"))
    checks = checking(session, most=2)
    assert len(checks.findings) == 2
    assert checks.findings.left_out

    assert len(anew(session)) > 2

    while checks.findings:
        with session.store.transaction("Ignore") as tx:
            for finding in checks.findings:
                tx.add(ignoring(finding, session.document, tx.provenance()))
        checks.complete()

    assert anew(session) == []


def mention(session: Session, tx: object, span: Span, type: str, **more: object) -> Mention:
    return Mention(
        MentionId(0), session.document, type, (span,), tx.provenance(), level=Level.NAM, **more
    )


@pytest.mark.parametrize("seed", range(12))
def test_following_comes_to_the_same_as_looking_anew(session: Session, seed: int) -> None:
    acts = Acts(session, random.Random(seed))
    checks = checking(session)
    for number in range(60):
        acts.one()
        if number % 7 == 0:
            checks.step()
        if number % 5 == 0:
            checks.complete()
            assert list(checks.findings) == anew(session), number


class Acts:
    """Random things done to mentions, statements, entities and notes of an article."""

    def __init__(self, session: Session, chance: random.Random) -> None:
        self.session, self.chance = session, chance
        self.entities = [
            entity(session, "Norvik", "gpe"),
            entity(session, "Ilse Brandt", aliases=("Brandt",)),
            entity(session, "Karl Brandt", "odd"),
        ]

    def one(self) -> None:
        names = ("tag", "tag", "tag", "say", "remove", "retype", "rename", "back", "note", "reject")
        getattr(self, f"_{self.chance.choice(names)}")()

    def _place(self) -> Span:
        words = ("Norvik", "Brandt", "Ilse Brandt", "Reyle", "Norvik Shipping", "Monday", "she ")
        word, text = self.chance.choice(words), self.session.text
        places = [at for at in range(len(text)) if text.startswith(word, at)]
        start = self.chance.choice(places)
        return Span(start, start + len(word))

    def _tag(self) -> None:
        type = self.chance.choice(("person", "gpe", "organization", "odd", "date"))
        linked = self.chance.choice((None, *self.entities))
        if linked is not None and self.session.store.queries.entities.find(linked) is None:
            linked = None
        with self.session.store.transaction("Tag") as tx:
            tx.add(mention(self.session, tx, self._place(), type, entity=linked))

    def _say(self) -> None:
        places = sorted((self._place(), self._place()))
        content = Span(places[0].start, places[1].end)
        source = self.chance.choice((None, Source(SourceKind.AUTHOR)))
        form = self.chance.choice(list(Form))
        with self.session.store.transaction("Say") as tx:
            given = (StatementId(0), self.session.document, (content,), form, "assert")
            cue = self.chance.choice((None, self._place()))
            tx.add(Statement(*given, tx.provenance(), cue=cue, source=source))

    def _remove(self) -> None:
        found = self._any()
        if found is not None:
            with self.session.store.transaction("Remove") as tx:
                tx.remove(found)

    def _any(self) -> Ref | None:
        queries = self.session.store.queries
        refs = [Ref("mention", each.id) for each in queries.mentions.all()]
        refs += [Ref("statement", each.id) for each in queries.statements.all()]
        return self.chance.choice(refs) if refs else None

    def _mention(self) -> Mention | None:
        found = self.session.store.queries.mentions.all()
        return self.chance.choice(found) if found else None

    def _retype(self) -> None:
        found = self._mention()
        if found is not None:
            type = self.chance.choice(("person", "gpe", "odd"))
            linked = self.chance.choice((found.entity, *self.entities))
            with self.session.store.transaction("Retype") as tx:
                tx.replace(replace(found, type=type, entity=linked))

    def _reject(self) -> None:
        found = self._mention()
        if found is not None:
            status = self.chance.choice(list(Status))
            with self.session.store.transaction("Reject") as tx:
                tx.replace(replace(found, provenance=replace(found.provenance, status=status)))

    def _rename(self) -> None:
        entities = self.session.store.queries.entities
        found = entities.get(EntityId(self.chance.choice(self.entities)))
        name = self.chance.choice(("Norvik", "Reyle", "Ilse Brandt", "Shipping"))
        type = self.chance.choice(("person", "gpe", "odd"))
        with self.session.store.transaction("Rename") as tx:
            tx.replace(replace(found, name=name, type=type))

    def _back(self) -> None:
        for _ in range(self.chance.randint(1, 3)):
            if "entity" not in (self.session.store.history.undo_label() or ""):
                self.session.store.undo()

    def _note(self) -> None:
        found = anew(self.session)
        if found:
            with self.session.store.transaction("Ignore") as tx:
                finding = self.chance.choice(found)
                tx.add(ignoring(finding, self.session.document, tx.provenance()))


def test_notes_of_other_kinds_ignore_nothing(session: Session) -> None:
    quote = anew(session)[0]
    note(session, Ref("document", session.document), "Nice.", span=quote.span, tags=("nice",))

    assert quote in anew(session)


def test_a_quotation_that_is_suggested_as_a_statement_is_no_finding_until_that_is_answered(
    tmp_path: Path, words: object
) -> None:
    quoted = said(span_of(ARTICLE, "“Nobody asked us,”"), span_of(ARTICLE, "told"))
    found = Suggesters((Proposes("test", [quoted]),))
    store = create_project(tmp_path / "desk.annotator")
    session = Session(store, lexicon=words, find_suggesters=lambda: found)
    session.open_document(add_article(store, ARTICLE, "The harbour of Norvik"))
    checks = session.checks
    finding = ("quotation_without_statement", "“Nobody asked us,”")
    assert finding in told(checks, session)

    session.suggestions.complete()
    session.suggestions_came()
    assert finding not in told(checks, session)

    session.go_to_suggestion(session.suggestions.undecided.statements()[0])
    suggestion.reject_(session)
    assert finding not in told(checks, session)
    session.store.undo()
    assert finding not in told(checks, session)

    session.set_view(replace(session.view, suggestions=False))
    assert finding in told(checks, session)
    session.close()
