"""A small project as INCEpTION's users would know it: names, a chain, statements, a relation."""

from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.claim import Claim, Verdict
from annotator.model.document import Document, sha256_of
from annotator.model.entity import Entity
from annotator.model.ids import Ref
from annotator.model.mention import Level, Mention
from annotator.model.provenance import Provenance, Status
from annotator.model.relation import Note, Relation
from annotator.model.span import Span
from annotator.model.statement import Epistemic, Form, Party, Source, SourceKind, Statement
from tests.formats.projects import news_schema

TEXT = (
    "The Kenyan Treasury 🏛 denied on Friday that “any shilling” was lost.\r\n\r\n"
    "“We count,” said its head, Ada Otieno, “every coin.”\n"
)
BY = Provenance("ana", "2026-01-02T03:04:05Z")
GUESSED = Provenance(
    "names", "2026-01-02T03:04:05Z", Status.SUGGESTED, "rule:names", confidence=0.5
)


def at(words, text=TEXT):
    start = text.index(words)
    return Span(start, start + len(words))


def small():
    """Two articles with three entities, one of which both name, and a claim."""
    return ProjectContent(
        news_schema(),
        "coins",
        (_first(), _second()),
        (
            Entity(1, "Kenya", "gpe", BY, kb_id="wikidata:Q114"),
            Entity(2, "National Treasury", "organization", BY, aliases=("the Treasury",)),
            Entity(3, "Ada Otieno", "person", BY, description="Auditor"),
        ),
        (Claim(1, "Money was lost.", BY, "money", Verdict.REFUTED),),
        (),
        (
            Relation(1, "affiliated_with", Ref("mention", 4), Ref("mention", 2), BY),
            Relation(2, "contradicts", Ref("statement", 1), Ref("statement", 2), BY),
            Relation(3, "part_of", Ref("entity", 2), Ref("entity", 1), BY),
        ),
        (
            Note(1, Ref("mention", 4), "check the name", BY, tags=("todo",)),
            Note(2, Ref("document", 1), "who counts?", BY, at("count")),
        ),
    )


def _first():
    document = Document(
        1,
        "Not one shilling",
        sha256_of(TEXT),
        len(TEXT),
        "2026-01-01T00:00:00Z",
        "ana",
        language="en",
        source_name="shilling.txt",
        source_url="https://example.org/1",
        published="2026-01-01",
    )
    mentions = (
        Mention(1, 1, "gpe", (at("Kenyan"),), BY, Level.NAM, 1, attributes={"demonym": True}),
        Mention(2, 1, "organization", (at("Kenyan Treasury"),), BY, Level.NAM, 2),
        Mention(3, 1, "organization", (at("its"),), GUESSED, Level.PRO, 2),
        Mention(4, 1, "person", (at("Ada Otieno"),), BY, Level.NAM, 3, head=at("Otieno")),
        Mention(5, 1, "date", (at("Friday"),), BY, value="2026-W01-5"),
    )
    statements = (
        Statement(
            1,
            1,
            (at("that “any shilling” was lost"),),
            Form.MIXED,
            "deny",
            BY,
            cue=at("denied"),
            source=Source(SourceKind.ENTITY, at("The Kenyan Treasury"), 2, 2),
            quoted=(at("“any shilling”"),),
            epistemic=Epistemic.CERTAIN_FALSE,
            time=Party(at("Friday"), 5),
            about=(1,),
            claim=1,
        ),
        Statement(
            2,
            1,
            (at("“We count,”"), at("“every coin.”")),
            Form.DIRECT,
            "assert",
            BY,
            cue=at("said"),
            source=Source(SourceKind.ENTITY, at("Ada Otieno"), 4, 3),
            quoted=(at("“We count,”"), at("“every coin.”")),
        ),
    )
    return AnnotatedDocument(document, TEXT, mentions, statements)


def _second():
    text = "Nairobi: Otieno resigned."
    document = Document(2, "Gone", sha256_of(text), len(text), "2026-01-01T00:00:00Z", "ana", "en")
    mention = Mention(6, 2, "person", (at("Otieno", text),), BY, Level.NAM, 3)
    return AnnotatedDocument(document, text, (mention,))
