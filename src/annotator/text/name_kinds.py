"""What a text says that names are: "gangs such as X", "a town called X", "X and other firms"."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from annotator.text.evidence import Evidence
from annotator.text.name_words import BODIES, PLACE_KINDS, ROLES, THINGS, WORKS

#: The names before one in the same list.
_LISTED = r"(?:\p{Lu}[\p{L}\p{M}\p{N}.'\u2019& -]*(?:, (?:and |or )?| and | or )(?:the )?)*+"
_LEAD = regex.compile(
    r",? (?:(?P<several>such as|including|among them|like)"
    r"|namely|called|named|known as|nicknamed|dubbed|call(?:s|ed|ing) (?:itself|themselves))"
    rf"(?: both)?(?: an?| the)? {_LISTED}[\"\u201c\u2018']?$"
)
#: A pattern is looked for only where one of these stands.
_LEADING = (
    " such as ", " including ", "among them ", " like ", " namely ", " called ", " named ",
    " known as ", " nicknamed ", " dubbed ", " itself ", " themselves ",
)  # fmt: skip
_OTHERS = regex.compile(r",? (?:and|or) other (?:\p{Ll}[\p{Ll}-]+ )??(?P<noun>\p{Ll}[\p{Ll}-]+)\b")
#: Before what is named behind a comma: "her third album, X".
_OWNED = frozenset(
    {"his", "her", "their", "its", "first", "second", "third", "latest", "new", "debut"}
)
_ARTICLES = frozenset({"the", "a", "an", "whose"})
_WEIGHT = 1.8
_NEAR = 4


def kind_evidence(before: str, after: str) -> Iterator[Evidence]:
    """What the words before and behind a name say that it is one of."""
    type = _lead(before) or kind_of(_apposed(before, after))
    if type is None and " other " in after[:12]:
        others = _OTHERS.match(after)
        type = kind_of(others["noun"]) if others else None
    if type is not None:
        yield Evidence(type, _WEIGHT, "kind")
        if type != "person":
            yield Evidence("person", -_WEIGHT, "kind")


def _lead(before: str) -> str | None:
    """What "gangs such as X" says of X, also where other names stand before this one."""
    if not any(each in before for each in _LEADING):
        return None
    found = _LEAD.search(before)
    if found is None:
        return None
    for word in before[: found.start()].split()[: -_NEAR - 1 : -1]:
        if found["several"] and word.isalpha() and not word.endswith("s"):
            continue
        type = kind_of(word) if word.islower() else None
        if type is not None or not word.isalpha():
            return type
    return None


def _apposed(before: str, after: str) -> str:
    """The noun of "its first laptop, the X", of "her third album, X" and of "the work, X,"."""
    words = before[:-1].split(" ")
    if before.endswith(", the "):
        return words[-2][:-1]
    if before.endswith(", "):
        owned = _OWNED.intersection(words[-3:-1])
        enclosed = after.startswith(",") and _ARTICLES & {word.lower() for word in words[-3:-1]}
        return words[-1][:-1] if owned or enclosed else ""
    return ""


def kind_of(noun: str) -> str | None:
    """The type of what a noun, of one or of several, is said of."""
    for word in _singular(noun):
        if word in PLACE_KINDS:
            return "gpe"
        if word in BODIES:
            return "organization"
        if word in THINGS or word in WORKS:
            return "artifact"
        if word in ROLES:
            return "person"
    return None


def _singular(noun: str) -> Iterator[str]:
    yield noun
    if noun.endswith("ies"):
        yield noun[:-3] + "y"
    if noun.endswith("es"):
        yield noun[:-2]
    if noun.endswith("s"):
        yield noun[:-1]
