"""What readers of all formats of layers tell and refuse."""

from __future__ import annotations

from annotator.formats.documents import ImportFailed

MOST_NODES = 400_000
OUTSIDE = "marks outside of their text"
MISSING = "links to what the file does not have"


def refuse_many(count: int, name: str) -> None:
    """Raise ImportFailed for a file with more annotations than anybody made."""
    if count > MOST_NODES:
        raise ImportFailed(f"{name} has more than {MOST_NODES:,} annotations. Divide the article.")
