"""What is told of what a format of words does not carry, in the words of an analyst."""

from __future__ import annotations

from collections.abc import Container, Iterable

from annotator.formats.losses import Tally
from annotator.model.annotations import ProjectContent
from annotator.model.claim import Claim, Evidence
from annotator.model.entity import EventFrame
from annotator.model.mention import Mention
from annotator.model.provenance import Provenance
from annotator.model.relation import Note, Relation
from annotator.model.span import Span
from annotator.model.statement import Statement

NOT_ACCEPTED = "mentions that are not accepted"
WORDLESS = "mentions without a word"
WORDLESS_DOCUMENTS = "documents without a word"
TRIMMED = "mentions that begin or end with white space (written without it)"
JOINED = "discontinuous mentions (written as one stretch)"
DETAILS = "titles and other details of documents"
LINKS = "links of mentions to entities"
LEVELS = "levels of mentions"
HEADS = "heads of mentions"
VALUES = "values of mentions"
DOUBTS = "doubts about mentions"
_MOST_SHOWN = 60


def told(where: str, text: str, spans: Iterable[Span], what: str) -> str:
    """A line that says where in which document something is."""
    words = " ".join(span.of(text) for span in spans)
    shown = words if len(words) <= _MOST_SHOWN else f"{words[:_MOST_SHOWN]}..."
    at = min(span.start for span in spans)
    return f"{where}: {what} “{shown}” at {at}"


def tell_the_rest(content: ProjectContent, tally: Tally) -> None:
    """Count what no format of words carries and stands beside documents."""
    groups: dict[str, Iterable[Claim | Evidence | Relation | Note]] = {
        "claims": content.claims,
        "evidence of claims": content.evidence,
        "relations": content.relations,
        "notes": content.notes,
    }
    for what, values in groups.items():
        for value in values:
            tally.add(what, f"{type(value).__name__.lower()} {value.id}")


def tell_statements(where: str, text: str, statements: Iterable[Statement], tally: Tally) -> None:
    """Count the statements in a document."""
    for said in statements:
        tally.add("statements", told(where, text, said.content, f"statement {said.id}"))


def tell_entities(content: ProjectContent, written: Container[int], tally: Tally) -> None:
    """Count the entities that no mention brings along, and what is not written of the others."""
    for entity in content.entities:
        where = f"entity {entity.id}: {entity.name[:_MOST_SHOWN]}"
        said = (entity.aliases, entity.description, entity.members, entity.attributes)
        if entity.id not in written:
            tally.add("entities without a mention that is written", where)
            continue
        if any(said) or entity.event != EventFrame():
            tally.add("aliases, members and other details of entities", where)
        tell_maker(entity.provenance, tally)


def tell_maker(made: Provenance, tally: Tally) -> None:
    """Count the author and time of something that is written; all have them, so none is named."""
    if made.author or made.created_at:
        tally.add("authors and times of mentions and entities")


def details_of(mention: Mention) -> tuple[str, ...]:
    """The names of what a mention says beside its words and its type."""
    said = {
        LINKS: mention.entity is not None,
        LEVELS: mention.level is not None,
        HEADS: mention.head is not None,
        "entities that mentions stand for": mention.stands_for is not None,
        VALUES: mention.value is not None,
        DOUBTS: mention.doubt,
        "attributes of mentions": bool(mention.attributes),
    }
    return tuple(what for what, there in said.items() if there)
