"""The article of the command tests, and short ways to point into it."""

from __future__ import annotations

from annotator.session import Session

TEXT = (
    "Ada Otieno went to Nairobi in March 2024. “The books were cooked from start to finish,” she "
    "told reporters. The Treasury denied that the books were cooked.\n\n"
    "Otieno said the governor of Nairobi County had refused to answer. "
    "Kamau, who lives in Nairobi, accused the ministry of theft.\n"
)


def at(session: Session, words: str, *, select: bool = False) -> None:
    """Put the caret on some words, or select them."""
    start = session.text.index(words)
    session.select(start, start + len(words) if select else start)


def surfaces(session: Session) -> list[str]:
    """The words of every mention, in text order."""
    assert session.document is not None
    mentions = session.store.queries.mentions.of_document(session.document)
    return [m.surface(session.text) for m in sorted(mentions, key=lambda m: m.extent)]


def entities(session: Session) -> list[str]:
    """The names of all entities, in id order."""
    return [entity.name for entity in session.store.queries.entities.all()]
