"""What goes out to brat and comes in again is the same, but for what is said to be lost."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.brat.beside import LOST_NOTES, LOST_RELATIONS
from annotator.formats.brat.fragments import BREAKS
from annotator.formats.brat.here import UNDECIDED, UNSAID, UNSEEN
from annotator.formats.brat.statements_out import NO_MENTION, NO_PARENT
from annotator.model.ids import Ref
from annotator.model.provenance import Provenance, Status
from annotator.model.relation import Note, Relation
from annotator.model.schema import RelationType
from tests.formats.brat.folders import export, files, losses, numbered, parts
from tests.formats.brat.grammar import problems
from tests.formats.projects import attributes, contents, generously, provenances, spans_of, words
from tests.formats.same import canonical, joined


@st.composite
def linked(draw, most_documents=2):
    """A project with relations and notes between all that can have some."""
    content = draw(contents(most_documents))
    documents = tuple(content.documents)
    inside = {one.document.id: _refs_in(one) for one in documents}
    outside = [
        Ref("entity", 1),
        Ref("entity", 3),
        *(Ref("claim", one.id) for one in content.claims),
    ]
    every = [*outside, *(ref for refs in inside.values() for ref in refs)]
    relations = list(content.relations)
    for number in range(10, 10 + draw(st.integers(0, 4))):
        place = draw(st.none() | st.sampled_from(documents))
        relations.append(
            Relation(
                number,
                draw(st.sampled_from(["agent", "supports", "x2"])),
                draw(st.sampled_from(every)),
                draw(st.sampled_from(every)),
                draw(provenances),
                place.document.id if place else None,
                draw(spans_of(place.text)) if place else None,
                draw(st.just({}) | attributes | st.just({"Ends": ("Who", "Whom")})),
            )
        )
    bearers = [*every, *(Ref("relation", one.id) for one in relations)]
    notes = list(content.notes)
    for number in range(100, 100 + draw(st.integers(0, 4))):
        target, tags = draw(st.sampled_from(bearers)), draw(st.sampled_from([(), ("todo",)]))
        notes.append(Note(number, target, draw(words), draw(provenances), None, tags))
    types = (*content.schema.relation_types, RelationType("x2", "x", ("entity",), ("claim",)))
    return replace(
        content,
        schema=replace(content.schema, relation_types=types),
        documents=documents,
        relations=tuple(relations),
        notes=tuple(notes),
    )


def _refs_in(annotated):
    mentions = (Ref("mention", one.id) for one in annotated.mentions)
    return [*mentions, *(Ref("statement", one.id) for one in annotated.statements)]


options = st.fixed_dictionaries({"provenance": st.booleans(), "undecided": st.booleans()})
quickly = settings(generously, max_examples=25)


@quickly
@given(content=linked(), options=options)
def test_any_project_comes_back_but_for_what_is_said_to_be_lost(content, options):
    goes_out_and_comes_back(content, options)


@pytest.mark.slow
@settings(generously, max_examples=500)
@given(content=linked(most_documents=3), options=options)
def test_very_many_projects_come_back(content, options):
    goes_out_and_comes_back(content, options)


def goes_out_and_comes_back(content, options):
    expected, lost = without_what_brat_cannot_say(content, **options)
    with tempfile.TemporaryDirectory() as folder:
        one, two = Path(folder, "one"), Path(folder, "two")

        told = export(content, one, **options)
        found = parts(one)
        export(numbered(joined(found)), two, **options)

        assert canonical(joined(found)) == canonical(expected)
        assert {loss.what: loss.count for loss in told.items} == lost
        assert losses(found) == {}
        assert problems(one) == []
        assert files(two) == files(one)


def without_what_brat_cannot_say(content, provenance, undecided):
    """A project less all that an export says to lose, and how often it says so."""
    documents = tuple(content.documents)
    texts = {one.document.id: one.text for one in documents}
    taken = _Taken(provenance, undecided)
    left = tuple(taken.document(one) for one in documents)
    relations = tuple(filter(None, map(taken.relation, content.relations)))
    notes = tuple(filter(None, (taken.note(one, texts) for one in content.notes)))
    kept = replace(content, documents=left, relations=relations, notes=notes)
    return kept, taken.counts


def visible(text, spans):
    return any(
        char not in BREAKS and not char.isspace() for span in spans for char in span.of(text)
    )


class _Taken:
    def __init__(self, provenance, undecided):
        self.counts = {}
        self._provenance, self._undecided = provenance, undecided
        self._homes = {}
        self._gone = set()

    def _count(self, what):
        self.counts[what] = self.counts.get(what, 0) + 1

    def _unsaid(self, one):
        if self._provenance:
            return one
        self._count(UNSAID)
        return replace(one, provenance=Provenance("", "", one.provenance.status, "import:brat"))

    def document(self, annotated):
        mentions = [one for one in annotated.mentions if self._stays("mention", one, annotated)]
        said = [one for one in annotated.statements if self._stays("statement", one, annotated)]
        return replace(
            annotated,
            mentions=tuple(map(self._unsaid, mentions)),
            statements=tuple(self._unsaid(self._linked(one)) for one in said),
        )

    def _counts(self, one):
        return self._undecided or one.provenance.status is Status.ACCEPTED

    def _stays(self, kind, one, annotated):
        self._homes[Ref(kind, one.id)] = one.document
        if not self._counts(one):
            self._count(UNDECIDED)
            self._gone.add(Ref(kind, one.id))
            return False
        if visible(annotated.text, one.spans if kind == "mention" else one.content):
            return True
        self._count(UNSEEN)
        self._gone.add(Ref(kind, one.id))
        return False

    def _linked(self, statement):
        for role in ("source", "addressee", "time", "place"):
            party = getattr(statement, role)
            if party and party.mention and Ref("mention", party.mention) in self._gone:
                self._count(NO_MENTION)
                statement = replace(statement, **{role: replace(party, mention=None)})
        if statement.parent and Ref("statement", statement.parent) in self._gone:
            self._count(NO_PARENT)
            statement = replace(statement, parent=None)
        return statement

    def relation(self, relation):
        ends = {relation.source, relation.target}
        homes = {self._homes[end] for end in ends if end in self._homes}
        if relation.document is not None:
            homes.add(relation.document)
        if not ends & self._homes.keys():
            return relation
        owner = relation.source if relation.source in self._homes else relation.target
        undecided = owner not in self._gone and not self._counts(relation)
        if undecided or ends & self._gone or len(homes) > 1:
            self._count(UNDECIDED if undecided else LOST_RELATIONS)
            self._gone.add(Ref("relation", relation.id))
            return None
        if not ends <= self._homes.keys():
            # it is said beside its mention or statement, and bears no note itself
            self._gone.add(Ref("relation", relation.id))
        self._homes[Ref("relation", relation.id)] = relation.document
        return self._unsaid(relation)

    def note(self, note, texts):
        if note.target in self._gone:
            self._count(LOST_NOTES)
            return None
        if note.target.kind == "document":
            seen = note.span and visible(texts[note.target.id], [note.span])
            return self._unsaid(note) if seen and self._counts(note) else note
        if note.target not in self._homes:
            return note
        if not self._counts(note):
            self._count(UNDECIDED)
            return None
        return self._unsaid(note)
