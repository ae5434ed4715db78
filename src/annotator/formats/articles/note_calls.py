"""Where a text calls for a note, and where a note leads back, as HTML, EPUB and pandoc say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_CALLS = frozenset(("doc-noteref", "noteref", "footnote-ref"))
_WAYS_BACK = frozenset(("doc-backlink", "backlink", "footnote-back", "footnote-backref"))
_MARKS = ("role", "epub:type", "class")


def is_call(attributes: Mapping[str, str | None]) -> bool:
    """Whether a link with these attributes calls for a note."""
    return not _CALLS.isdisjoint(_marks(attributes))


def is_way_back(attributes: Mapping[str, str | None]) -> bool:
    """Whether a link leads from a note to where it is called for."""
    return not _WAYS_BACK.isdisjoint(_marks(attributes))


def bracketed(words: str) -> str:
    """A call as it stands in a text: `[1]`."""
    inner = words.strip().strip("[]()").strip()
    return f"[{inner}]" if inner else ""


def _marks(attributes: Mapping[str, str | None]) -> Iterable[str]:
    return (mark for name in _MARKS for mark in (attributes.get(name) or "").split())
