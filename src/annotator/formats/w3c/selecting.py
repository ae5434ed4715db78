"""Where the selectors of a target are in a text: by position, by the words, or by both."""

from __future__ import annotations

import re

from annotator.formats.w3c.names import COMPOSITE, FRAGMENT, POSITION, QUOTE
from annotator.model.span import Span

_CHAR = re.compile(r"char=(\d+),(\d+)")
"""RFC 5147: positions between characters of a plain text."""


def many(value: object) -> list[object]:
    """One or many values as a list; none for a missing one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def tree(value: object) -> dict[str, object]:
    """A value that should be an object, empty where it is not."""
    return value if isinstance(value, dict) else {}


def words(value: object) -> str:
    """A value that should be a text, empty where it is not."""
    return value if isinstance(value, str) else ""


def pieces(target: object) -> list[dict[str, object]]:
    """The resources of a target: those of a composite, or itself."""
    one = tree(target)
    if COMPOSITE in many(one.get("type")):
        return [tree(each) for each in many(one.get("items"))]
    return [one] if one else [{"source": words(target)}]


def source_of(piece: dict[str, object]) -> str:
    """The name of what a resource is about."""
    source = piece.get("source", piece.get("id"))
    return words(source) or words(tree(source).get("id"))


def selected(piece: dict[str, object], text: str) -> Span | None:
    """The stretch that a resource selects; None where it selects none, or it is not clear which.

    Selectors beside each other say the same place. The position is taken if the words there are
    those of the quotation, or there is none; else the words are looked for, and have to stand in
    one place only.
    """
    selectors = [tree(each) for each in many(piece.get("selector"))]
    quote = next((each for each in selectors if each.get("type") == QUOTE), None)
    exact = words(quote.get("exact")) if quote else ""
    for selector in selectors:
        span = _position(selector, text)
        if span is not None and (not exact or span.of(text) == exact):
            return span
    return _quoted(quote, text) if quote and exact else None


def _position(selector: dict[str, object], text: str) -> Span | None:
    start, end = selector.get("start"), selector.get("end")
    if selector.get("type") == FRAGMENT:
        found = _CHAR.fullmatch(words(selector.get("value")))
        start, end = (int(found[1]), int(found[2])) if found else (None, None)
    elif selector.get("type") != POSITION:
        return None
    if not (isinstance(start, int) and isinstance(end, int)):
        return None
    return Span(start, end) if 0 <= start < end <= len(text) else None


def _quoted(quote: dict[str, object], text: str) -> Span | None:
    """Where the words stand, if that is one place only, with what stands around them."""
    exact, before, after = (words(quote.get(name)) for name in ("exact", "prefix", "suffix"))
    at = text.find(exact)
    found: list[int] = []
    while at >= 0:
        fits = text.endswith(before, 0, at) and text.startswith(after, at + len(exact))
        if fits:
            found.append(at)
        at = text.find(exact, at + 1) if len(found) < 2 else -1  # noqa: PLR2004 - two are too many
    return Span(found[0], found[0] + len(exact)) if len(found) == 1 else None
