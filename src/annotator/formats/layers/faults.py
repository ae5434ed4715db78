"""What readers of all formats of layers tell and refuse."""

from __future__ import annotations

from annotator.formats.documents import ImportFailed

MOST_NODES = 400_000
MOST_VALUES = 3_000_000
MOST_TEXTS = 1_000
OUTSIDE = "marks outside of their text"
MISSING = "links to what the file does not have"


def refuse_many(count: int, name: str) -> None:
    """Raise ImportFailed for a file with more annotations than anybody made."""
    refuse_more(count, MOST_NODES, "annotations", name)


def refuse_more(count: int, most: int, what: str, name: str) -> None:
    """Raise ImportFailed for a file with more of something than anybody made."""
    if count > most:
        raise ImportFailed(f"{name} has more than {most:,} {what}. Divide the article.")
