"""Generated projects that every format must carry, or say what of them it cannot.

Texts have astral and combining characters, all kinds of newline and space, right-to-left words and
control characters; mentions are nested, crossing and discontinuous.
"""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

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
from annotator.resources import resource

generously = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
"""Settings of a round trip in the default suite."""

PIECES = [
    *("Bob", "said", " ", "\u00a0", "\r\n", "\n", "\r", "\t", "\x00", "\x1b", "\x85", "\u2028"),
    *(
        "😀",
        "👨\u200d👩\u200d👧",
        "e\u0301",
        "é",
        "\u200f\u05e9\u05dc\u05d5\u05dd",
        "“no”",
        '"',
        "\\",
    ),
    *("日本", "\ufeff", "\ufffe", "\U000e0067", "\u0300", "<b>&", "กำ", "]]>", "_", "|", "*", "->"),
]
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join)
words = st.lists(st.sampled_from(PIECES), max_size=4).map("".join)
names = words.map(lambda name: f"Öz {name}")
provenances = st.builds(
    Provenance,
    author=st.sampled_from(["ana", "bö", "names"]),
    created_at=st.just("2026-01-02T03:04:05Z"),
    status=st.sampled_from(Status),
    origin=st.sampled_from(["human", "rule:names", "import:brat"]),
    modified_at=st.none() | st.just("2026-01-03T00:00:00Z"),
    confidence=st.none() | st.floats(0, 1),
)
attributes = st.dictionaries(
    st.sampled_from(["a", "b_1", "tone"]),
    st.integers(-5, 5) | st.booleans() | words | st.floats(0, 1) | st.just(("x", "y")),
    max_size=2,
)


def news_schema():
    """The schema that ships with annotator."""
    path = resource("schemas/news.toml")
    return load_schema(path.read_text("utf-8"), name="news").schema


@st.composite
def spans_of(draw, text):
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


@st.composite
def within(draw, span):
    start = draw(st.integers(span.start, span.end - 1))
    return Span(start, draw(st.integers(start + 1, span.end)))


@st.composite
def documents(draw, id, entities, claims):
    text = draw(texts)
    span = spans_of(text)
    several = st.lists(span, min_size=1, max_size=3).map(tuple)
    entity = st.none() | st.sampled_from(entities)
    mentions = []
    for number in range(draw(st.integers(0, 4))):
        places = draw(several)
        mentions.append(
            Mention(
                id * 100 + number,
                id,
                draw(st.sampled_from(["person", "gpe", "date", "event"])),
                places,
                draw(provenances),
                level=draw(st.none() | st.sampled_from(Level)),
                entity=draw(entity),
                head=draw(st.none() | within(places[0])),
                stands_for=draw(st.none() | st.sampled_from(entities)),
                value=draw(st.none() | words),
                doubt=draw(st.booleans()),
                attributes=draw(attributes),
            )
        )
    mention = st.none() | st.sampled_from([one.id for one in mentions]) if mentions else st.none()
    party = st.builds(Party, st.none() | span, mention, entity)
    statements = [
        Statement(
            id * 100 + number,
            id,
            draw(several),
            draw(st.sampled_from(Form)),
            draw(st.sampled_from([None, "deny", "assert"])),
            draw(provenances),
            cue=draw(st.none() | span),
            source=draw(
                st.none()
                | st.builds(Source, st.sampled_from(SourceKind), st.none() | span, mention, entity)
            ),
            addressee=draw(party),
            quoted=draw(several | st.just(())),
            parent=id * 100 if number else None,
            epistemic=draw(st.sampled_from(Epistemic)),
            channel=draw(st.none() | st.sampled_from(Channel)),
            time=draw(party),
            place=draw(party),
            about=draw(st.sampled_from([(), (1,), (2, 1)])),
            checkworthy=draw(st.sampled_from(Checkworthy)),
            claim=draw(st.none() | st.sampled_from(claims)),
            doubt=draw(st.booleans()),
            attributes=draw(attributes),
        )
        for number in range(draw(st.integers(0, 2)))
    ]
    document = Document(
        id,
        draw(words),
        sha256_of(text),
        len(text),
        "2026-01-01T00:00:00Z",
        "ana",
        language=draw(st.sampled_from(["", "en", "pt-BR"])),
        source_name=draw(st.sampled_from(["", "a.txt", "b é.html", "con", "A.txt"])),
        source_url=draw(st.none() | st.just("https://example.org/é?a=1&b=2")),
        publisher=draw(st.none() | words),
        author=draw(st.none() | words),
        published=draw(st.none() | st.just("2025-11-05")),
        state=draw(st.sampled_from(DocumentState)),
        meta=draw(st.dictionaries(st.sampled_from(["desk", "ü"]), words, max_size=1)),
        attributes=draw(attributes),
    )
    return AnnotatedDocument(document, text, tuple(mentions), tuple(statements))


def _entities(draw):
    yield Entity(
        1,
        draw(names),
        "person",
        draw(provenances),
        tuple(draw(st.lists(names, max_size=2))),
        kb_id=draw(st.none() | st.just("wikidata:Q1")),
        description=draw(st.none() | words),
        attributes=draw(attributes),
    )
    yield Entity(
        2, draw(names), "group", draw(provenances), members=draw(st.sampled_from([(), (1,)]))
    )
    frame = EventFrame(1, 2, None, 2, draw(st.none() | st.sampled_from(Realis)))
    yield Entity(3, draw(names), "event", draw(provenances), event=frame)


@st.composite
def contents(draw, most_documents=2):
    """A whole project, with ids that hold in all of it."""
    entities = tuple(_entities(draw))
    claims = tuple(
        Claim(
            1,
            draw(names),
            draw(provenances),
            topic=draw(st.none() | words),
            verdict=draw(st.sampled_from(Verdict)),
        )
        for _ in range(draw(st.integers(0, 1)))
    )
    claim_ids = [one.id for one in claims] or [None]
    count = draw(st.integers(1, most_documents))
    annotated = tuple(draw(documents(id, [1, 2, 3], claim_ids)) for id in range(1, count + 1))
    first = annotated[0]
    evidence = [
        Evidence(1, one.id, draw(st.sampled_from(Stance)), draw(provenances), url="https://a.org")
        for one in claims
    ]
    evidence += [
        Evidence(
            2, one.id, Stance.CONTEXT, draw(provenances), None, 1, draw(spans_of(first.text)), "q"
        )
        for one in claims
    ]
    relations = [
        Relation(
            1,
            "affiliated_with",
            Ref("entity", 1),
            Ref("entity", 2),
            draw(provenances),
            attributes=draw(attributes),
        )
    ]
    if len(first.statements) > 1:
        ends = (Ref("statement", one.id) for one in first.statements[:2])
        relations.append(
            Relation(2, "contradicts", *ends, draw(provenances), 1, draw(spans_of(first.text)))
        )
    notes = [
        Note(
            id,
            Ref("document", id),
            draw(words),
            draw(provenances),
            draw(st.none() | spans_of(one.text)),
            draw(st.sampled_from([(), ("todo", "ü x")])),
        )
        for id, one in enumerate(annotated, 1)
    ]
    notes += [
        Note(10, Ref("mention", one.id), draw(words), draw(provenances))
        for one in first.mentions[:1]
    ]
    notes += [
        Note(11, Ref("statement", one.id), draw(words), draw(provenances))
        for one in first.statements[:1]
    ]
    return ProjectContent(
        news_schema(),
        draw(words),
        annotated,
        entities,
        claims,
        tuple(evidence),
        tuple(relations),
        tuple(notes),
    )
