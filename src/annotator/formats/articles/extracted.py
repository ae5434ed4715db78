"""What a reader in the child process makes of one file: a text, and what the file says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from annotator.formats.documents import Said
from annotator.formats.heading import heading, language_of, shortened
from annotator.formats.losses import NO_LOSSES, Losses

_MOST_OF_FIELD = 1000
_MOST_OF_META = 1_000_000
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?!\d)")


@dataclass(frozen=True, slots=True)
class Extracted:
    """A text with what the file says of it; `encoding` is that of the file where it is text.

    `share` is how much of the file was read so far. Of a file of many articles the last one may
    have no text: it tells what is left to say of the file.
    """

    text: str
    said: Said = field(default_factory=Said)
    losses: Losses = NO_LOSSES
    notices: tuple[str, ...] = ()
    encoding: str = "utf-8"
    bom: bool = False
    share: float = 0.0


def completed(extracted: Extracted) -> Said:
    """What is said of an article: by its file, or else by the first lines of its text.

    The file is not trusted, nor is the process that read it: nothing is too long to be shown.
    """
    said, first = extracted.said, heading(extracted.text)
    meta = {key[:_MOST_OF_FIELD]: value[:_MOST_OF_META] for key, value in said.meta.items()}
    fields = first.fields
    return Said(
        title=shortened(said.title[:_MOST_OF_FIELD]) or first.title,
        # what programs write there is often no more than how they are set up
        language=language_of(extracted.text) or _field(said.language) or fields.get("language", ""),
        published=_field(said.published) or fields.get("published"),
        publisher=_field(said.publisher) or fields.get("publisher"),
        author=_field(said.author) or fields.get("author"),
        source_url=_field(said.source_url) or fields.get("source_url"),
        meta={**first.meta, **meta},
    )


def date_in(value: str) -> str | None:
    """The day, month or year that a time in ISO 8601 begins with; None for anything else."""
    found = _DATE.match(value.strip())
    return found[0] if found else None


def _field(value: str | None) -> str:
    return " ".join((value or "")[:_MOST_OF_FIELD].split())
