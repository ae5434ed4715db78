"""Sentences of invented news in files, each with the statements an analyst finds in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.model.suggestion import SuggestedStatement
from annotator.suggest.base import Desk
from annotator.suggest.quotations import Quotations
from annotator.text.lexicon import Lexicon
from tests.suggest.made import article

Parts = tuple[str, ...]
"""What a line of such a file says of a statement, between its bars."""


def sentences(name: str) -> Iterator[tuple[str, list[Parts]]]:
    """The sentences of a file with what they state; the file explains its columns."""
    lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    text, stated = "", list[Parts]()
    for line in [*lines, ""]:
        if line.startswith(" "):
            stated.append(tuple(part.strip() for part in line.split(" | ")))
            continue
        if text and not text.startswith("#"):
            yield text, stated
        text, stated = line, []


def proposed(text: str, lexicon: Lexicon, *asked: str) -> list[SuggestedStatement]:
    """The statements that are proposed of a text."""
    batches = Quotations(*asked).suggest(article(text), Desk(lexicon))
    return [each for batch in batches for each in batch if isinstance(each, SuggestedStatement)]


def parts(text: str, found: SuggestedStatement) -> Parts:
    """Cue, source, content, form and kind of a statement, as the files have them."""
    return (
        found.cue.of(text) if found.cue else "",
        found.source.of(text) if found.source else "-",
        " + ".join(piece.of(text) for piece in found.content),
        str(found.form),
        found.kind,
    )
