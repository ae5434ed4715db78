"""A small project that has every kind of object, with every field of each set somewhere."""

from pathlib import Path

import pytest

from annotator.formats.schema_file import load_schema
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.claim import Claim, Evidence, Stance, Verdict
from annotator.model.document import Document, DocumentState, sha256_of
from annotator.model.entity import Entity, EventFrame, Realis
from annotator.model.ids import Ref
from annotator.model.mention import Level, Mention
from annotator.model.provenance import Provenance, Status
from annotator.model.relation import Note, Relation
from annotator.model.span import Span
from annotator.model.statement import (
    Channel,
    Checkworthy,
    Epistemic,
    Form,
    Party,
    Source,
    SourceKind,
    Statement,
)

SCHEMAS = Path(__file__).parents[2] / "resources" / "schemas"
TEXT = (
    "Ada\u00a0Öz 😀 told the Lima paper on Monday: “We never,” she said, “took the e\u0301clair.”"
    "\r\n\r\nAda\u2019s aide 🇵🇪 denied it. \u0645\u062f\u064a\u0631 \x07\tThe end."
)
BY = Provenance("ana", "2026-01-02T03:04:05Z")
RULE = Provenance(
    "names", "2026-01-02T03:04:06Z", Status.SUGGESTED, "rule:names", "2026-01-03T00:00:00Z", 0.25
)


def place(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.fixture(scope="session")
def schema():
    return load_schema((SCHEMAS / "news.toml").read_text("utf-8"), name="news").schema


@pytest.fixture
def project(schema):
    return ProjectContent(
        schema=schema,
        name="Pastry “affair”",
        documents=iter([_document(), _second()]),
        entities=_entities(),
        claims=(
            Claim(1, "Ada took it.", BY, "pastry", Verdict.REFUTED, "eva", "2026-02-01", {"a": 1}),
        ),
        evidence=(
            Evidence(1, 1, Stance.REFUTES, RULE, url="https://example.org/é", note="seen"),
            Evidence(2, 1, Stance.CONTEXT, BY, None, 1, place("aide 🇵🇪"), "aide"),
        ),
        relations=(
            Relation(1, "contradicts", Ref("statement", 1), Ref("statement", 2), BY),
            Relation(
                2,
                "affiliated_with",
                Ref("entity", 1),
                Ref("entity", 2),
                BY,
                1,
                place("Lima"),
                {"status": "former", "role": "editor"},
            ),
        ),
        notes=(
            Note(1, Ref("mention", 1), "check\nthe name", BY, tags=("todo", "name")),
            Note(2, Ref("document", 1), "emoji", BY, place("😀")),
        ),
    )


def _entities():
    return (
        Entity(1, "Ada Öz", "person", BY, ("Ada",), "wikidata:Q1", "a cook", (), EventFrame()),
        Entity(2, "Lima", "gpe", RULE, attributes={"x": ("a", "b"), "n": 1.5, "t": True}),
        Entity(3, "the theft", "event", BY, event=EventFrame(1, 2, 2, 2, Realis.ALLEGED)),
        Entity(4, "the pair", "group", BY, members=(1, 2)),
    )


def _document():
    mentions = (
        Mention(1, 1, "person", (place("Ada\u00a0Öz"),), BY, Level.NAM, 1, head=place("Öz")),
        Mention(2, 1, "gpe", (place("Lima"),), RULE, Level.NAM, 2, stands_for=4, doubt=True),
        Mention(3, 1, "organization", (place("the Lima paper"),), BY, Level.NOM),
        Mention(4, 1, "date", (place("Monday"),), BY, value="2026-W01-1", attributes={"k": ""}),
        Mention(5, 1, "event", (place("took"), place("e\u0301clair")), BY, Level.VRB, 3),
        Mention(6, 1, "other", (place("Lima paper on"),), BY),
    )
    statements = (
        Statement(
            id=1,
            document=1,
            content=(place("“We never,”"), place("“took the e\u0301clair.”")),
            form=Form.DIRECT,
            kind="deny",
            provenance=BY,
            cue=place("said"),
            source=Source(SourceKind.ENTITY, place("she"), 1, 1),
            addressee=Party(place("the Lima paper"), 3),
            quoted=(place("“We never,”"),),
            epistemic=Epistemic.CERTAIN_FALSE,
            channel=Channel.INTERVIEW,
            time=Party(place("Monday"), 4, None),
            place=Party(entity=2),
            about=(3, 1),
            checkworthy=Checkworthy.YES,
            claim=1,
            doubt=True,
            attributes={"tone": "hostile"},
        ),
        Statement(2, 1, (place("it"),), Form.REPORTED, None, RULE, parent=1),
    )
    document = Document(
        id=1,
        title="Who took it?",
        sha256=sha256_of(TEXT),
        length=len(TEXT),
        imported_at="2026-01-01T00:00:00Z",
        imported_by="ana",
        language="en",
        source_name="a.txt",
        source_sha256="0" * 64,
        encoding="utf-16-le",
        bom=True,
        source_url="https://example.org/1",
        publisher="The Paper",
        author="B. Writer",
        published="2026-01-01",
        state=DocumentState.DONE,
        meta={"z": "1", "a": "2"},
        attributes={"desk": "food"},
    )
    return AnnotatedDocument(document, TEXT, mentions, statements)


def _second():
    text = "\U0001f468\u200d\U0001f469 Bob said no.\n"
    document = Document(2, "Bob", sha256_of(text), len(text), "2026-01-01T00:00:00Z", "ana")
    mention = Mention(7, 2, "person", (Span(4, 7),), BY)
    return AnnotatedDocument(document, text, (mention,))
