"""WebAnno TSV carries what lies in texts, and counts the rest."""

from collections import Counter
from dataclasses import replace
from pathlib import PurePath

from hypothesis import given

from annotator.formats.heading import language_of
from annotator.formats.layers.keys import keys_of
from annotator.formats.layers.shared import UNSIGNED
from annotator.formats.webanno_tsv import carried
from annotator.formats.webanno_tsv.files import WebAnnoTsvExporter, WebAnnoTsvImporter
from annotator.model.claim import Claim
from annotator.model.document import DocumentState
from annotator.model.entity import Entity
from annotator.model.provenance import Provenance, Status
from tests.formats.layers.small import small
from tests.formats.layers.written import (
    OF_THE_IMPORT,
    differences,
    exported,
    imported,
    ready,
    sometimes,
)
from tests.formats.projects import contents
from tests.formats.same import canonical

FILE = Provenance("", "", Status.ACCEPTED, "import:webanno_tsv")


@sometimes
@given(contents())
def test_all_that_lies_in_texts_comes_back(tmp_path_factory, content):
    content = ready(content)
    exporter = WebAnnoTsvExporter(provenance=True)
    folder, losses = exported(exporter, content)

    back, told, notices = imported(WebAnnoTsvImporter(), folder.put(tmp_path_factory.mktemp("tsv")))

    assert (str(told), notices) == ("nothing was left out", [])
    expected, lost = Expected(content, list(folder.files)).content()
    before, after = (canonical(each, OF_THE_IMPORT) for each in (expected, back))
    assert before == after, differences(before, after)
    assert lost == {each.what: each.count for each in losses.items}
    again, _ = exported(exporter, replace(back, schema=content.schema))
    if not lost[carried.ENTITIES]:
        assert again.files == folder.files


class Expected:
    """A project as it is after it was WebAnno TSV, and how many things of each kind it lost."""

    def __init__(self, content, names):
        self._before, self._names = content, names
        self._lost = Counter()
        self._entities = {}
        self._claims = {each.claim for each in content.evidence if each.document}

    def content(self):
        before = self._before
        documents = tuple(map(self._document, before.documents, self._names))
        entities = tuple(filter(None, map(self._entity, before.entities)))
        claims = tuple(filter(None, map(self._claim, before.claims)))
        relations = [each for each in before.relations if each.source.kind != "entity"]
        evidence = tuple(each for each in before.evidence if each.document)
        notes = tuple(each for each in before.notes if each.target.kind != "document" or each.span)
        self._lost[carried.LINKS] += len(before.relations) - len(relations)
        self._lost[carried.TOLD] += sum(each.span is not None for each in relations)
        self._lost[carried.SOURCES] += len(before.evidence) - len(evidence)
        self._lost[carried.REMARKS] += len(before.notes) - len(notes)
        told_nowhere = tuple(replace(each, document=None, span=None) for each in relations)
        shared = (entities, claims, evidence, told_nowhere, notes)
        return replace(self._after(documents), **_named(shared)), +self._lost

    def _after(self, documents):
        return replace(self._before, documents=documents)

    def _document(self, annotated, name):
        self._lost[carried.FACTS] += 1
        by_place = sorted(
            annotated.mentions, key=lambda each: (each.extent.start, -each.extent.end)
        )
        addresses = {each.id: each.kb_id for each in self._before.entities}
        for each in by_place:
            if each.entity:
                self._entities.setdefault(each.entity, (each.type, addresses[each.entity]))
        for id in self._named(annotated):
            self._entities.setdefault(id, ("other", None))
        document = replace(
            annotated.document,
            title=PurePath(name).stem,
            source_name=name,
            language=language_of(annotated.text),
            **dict.fromkeys(("source_url", "publisher", "author", "published")),
            state=DocumentState.OPEN,
            meta={},
            attributes={},
        )
        return replace(annotated, document=document)

    def _named(self, annotated):
        """The entities that are named without a mention of theirs."""
        self._claims |= {each.claim for each in annotated.statements}
        named = [each.stands_for for each in annotated.mentions]
        for each in annotated.statements:
            parties = (each.source, each.addressee, each.time, each.place)
            named += [*(party.entity for party in parties if party), *each.about]
        return filter(None, named)

    def _entity(self, entity):
        if entity.id not in self._entities:
            self._lost[carried.UNNAMED_ENTITIES] += 1
            return None
        key = keys_of(lambda: ((each.id, each.name) for each in self._before.entities))[entity.id]
        type_, kb_id = self._entities[entity.id]
        after = Entity(entity.id, key, type_, FILE, kb_id=kb_id)
        self._lost[carried.ENTITIES] += not _same(entity, after)
        return after

    def _claim(self, claim):
        if claim.id not in self._claims:
            self._lost[carried.UNNAMED_CLAIMS] += 1
            return None
        key = keys_of(lambda: ((each.id, each.text) for each in self._before.claims))[claim.id]
        after = Claim(claim.id, key, FILE)
        self._lost[carried.CLAIMS] += not _same(claim, after)
        return after


def _named(shared):
    names = ("entities", "claims", "evidence", "relations", "notes")
    return dict(zip(names, shared, strict=True))


def _same(before, after):
    accepted = before.provenance.status is Status.ACCEPTED
    return accepted and replace(after, provenance=before.provenance) == before


def test_who_made_an_annotation_is_written_only_when_it_is_wanted(tmp_path):
    folder, losses = exported(WebAnnoTsvExporter(), small())

    back, _, _ = imported(WebAnnoTsvImporter(), folder.put(tmp_path))

    assert {each.what: each.count for each in losses.items}[UNSIGNED] == 12
    made = {each.provenance.status: each.provenance for each in back.documents[1].mentions}
    assert made[Status.ACCEPTED] == FILE
    assert made[Status.SUGGESTED] == replace(FILE, status=Status.SUGGESTED)
