"""Patterns that find a string as a reader sees it, whatever its code points."""

from __future__ import annotations

import unicodedata

import regex

APOSTROPHES = "'\u2019\u2018\u02bc\uff07"
_DOUBLE = '"\u201c\u201d\u201e\u201f\uff02'
_HYPHENS = "-\u2010\u2011\ufe63\uff0d"
_SOFT_HYPHEN = "\u00ad"
_CLUSTER = regex.compile(r"\s+|\X")


def loose_pattern(query: str, *, soft_hyphens: bool = False) -> str:
    """A regular expression for a string, blind to normal form and the shape of spaces and marks.

    With `soft_hyphens` it also reads over U+00AD between any two characters.
    """
    pieces = [_piece(cluster) for cluster in _CLUSTER.findall(query.replace(_SOFT_HYPHEN, ""))]
    pattern = ("\u00ad*" if soft_hyphens else "").join(pieces)
    # Where it begins with a space a long run of spaces would be tried from each of them.
    return rf"(?<!\s){pattern}" if query[:1].isspace() else pattern


def alike(mark: str) -> str:
    """The marks that a reader takes for the same as this one; none for other characters."""
    return next((marks for marks in (APOSTROPHES, _DOUBLE, _HYPHENS) if mark in marks), "")


def _piece(cluster: str) -> str:
    if cluster.isspace():
        return r"\s++"
    marks = alike(cluster)
    if marks:
        return f"[{regex.escape(marks)}]"
    forms = {
        cluster,
        unicodedata.normalize("NFC", cluster),
        unicodedata.normalize("NFD", cluster),
    }
    if len(forms) == 1:
        return regex.escape(cluster)
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return "(?:" + "|".join(regex.escape(form) for form in longest_first) + ")"
