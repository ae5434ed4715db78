"""The words of brat files: those of our own convention, and those that others use for the same.

docs/formats.md describes the convention. Names of ours begin with a capital letter, which no id of
a schema does, so that they never meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from annotator.model.statement import Form

TAG_SET = "brat"
"""Under this name the `map` of types, relations and attributes says how they are called in brat."""
STATEMENT = "Statement"
CONTENT, QUOTED, CUE = "Content", "Quoted", "Cue"
PARTIES = ("Source", "Addressee", "Time", "Place")
"""Roles of a statement that are a place in the text and who or what it means."""
MENTION_OF = "-mention"
"""Ends the role of the mention in a source or another party, as `Source-mention`."""
WORDS = "-words"
"""Ends the type of a stretch with such a role, as `Place-words`; a mention may be a `Place`."""
PARENT = "Parent"
NOTED = "Noted"
"""The type of a stretch that only bears a note."""
MORE = "More"
"""The type of the notes that hold, as JSON, what brat has no line for."""
NOTES = "AnnotatorNotes"
COREF = "Coref"
VERB = "-VRB"
"""Ends the name of the events that are mentions by a verb, of a type that has others as well."""
OURS = frozenset({STATEMENT, CONTENT, QUOTED, CUE, *(party + WORDS for party in PARTIES), NOTED})
"""Types of stretches that are no types of mentions."""

ENTITY, STANDS_FOR, CLAIM, ABOUT = "entity", "stands-for", "claim", "about"
RESOURCES = frozenset({ENTITY, STANDS_FOR, CLAIM, ABOUT, *(party.lower() for party in PARTIES)})
"""What an `N` line of ours names; the number is that of an entity or claim in `annotator.jsonl`."""

LEVEL, VALUE, DOUBT, STATUS = "Level", "Value", "Doubt", "Status"
FORM, KIND, EPISTEMIC, CHANNEL = "Form", "Kind", "Epistemic", "Channel"
CHECKWORTHY, SOURCE_KIND = "Checkworthy", "Source-kind"
ON_MENTIONS = frozenset({LEVEL, VALUE, DOUBT, STATUS})
ON_STATEMENTS = frozenset({FORM, KIND, EPISTEMIC, CHANNEL, CHECKWORTHY, SOURCE_KIND, DOUBT, STATUS})
ATTRIBUTES = ON_MENTIONS | ON_STATEMENTS
REFERENCE, EQUIVALENCE, ENDS = "Reference", "Equivalence", "Ends"
"""Attributes that keep what a foreign file says and we have no other place for."""

ANN, TXT = ".ann", ".txt"
SIDECAR = "annotator.jsonl"
SIDECAR_FORMAT = "annotator-brat/1"

_STATEMENTS = frozenset(
    {
        *("statement", "quotation", "quote", "citation"),
        *("attribution", "speech", "utterance", "reported_speech"),
    }
)
_ROLES = {
    "source": "Source",
    "speaker": "Source",
    "sayer": "Source",
    "reporter": "Source",
    "holder": "Source",
    "claimer": "Source",
    "claimant": "Source",
    "cue": CUE,
    "verb": CUE,
    "content": CONTENT,
    "quote": CONTENT,
    "quotation": CONTENT,
    "message": CONTENT,
    "utterance": CONTENT,
    "addressee": "Addressee",
    "hearer": "Addressee",
    "listener": "Addressee",
    "time": "Time",
    "place": "Place",
    "location": "Place",
    "quoted": QUOTED,
    "parent": PARENT,
}
_FORM_NAMES = frozenset({"form", "quotetype", "quotationtype"})
_KIND_NAMES = frozenset({"kind", "act", "speechact"})
_FORMS = {"partial": Form.MIXED} | {form.value: form for form in Form}
_DIGITS = re.compile(r"[0-9]+\Z")
_MANY = 256
"""So many names of roles are looked at once: a folder has few, in very many lines."""
_STORED = re.compile(r"[^a-zA-Z0-9_-]")


@lru_cache(maxsize=_MANY)
def bare(role: str) -> str:
    """A role without the number that a second one of its name has in an event."""
    return _DIGITS.sub("", role) or role


@lru_cache(maxsize=_MANY)
def part_of_statement(role: str) -> str | None:
    """The part of a statement that a role of an event is, as `Speaker` is its source."""
    if role.endswith(MENTION_OF) and role.removesuffix(MENTION_OF) in PARTIES:
        return role
    return _ROLES.get(_plain(role).removesuffix("_arg"))


def is_statement_type(type_: str) -> bool:
    """Whether events of a type are statements by their name alone."""
    return _plain(type_) in _STATEMENTS


def makes_statement(type_: str, parts: Iterable[str | None]) -> bool:
    """Whether an event of a type and with roles that are these parts is a statement.

    Somebody who speaks is not enough: there must be the words, or the cue that leads to them.
    """
    parts = set(parts)
    return is_statement_type(type_) or ("Source" in parts and not parts.isdisjoint((CONTENT, CUE)))


def is_part_type(type_: str) -> bool:
    """Whether the type of a stretch says only which part of a statement it is.

    Times and places are things of their own as well, whatever a statement has to do with them.
    """
    if type_.endswith(WORDS) and type_.removesuffix(WORDS) in PARTIES:
        return True
    part = part_of_statement(type_)
    return is_statement_type(type_) or (part is not None and part not in ("Time", "Place"))


def form_of(name: str, value: str) -> Form | None:
    """The form that an attribute of a statement tells, if it tells one."""
    return _FORMS.get(value.lower()) if _joined(name) in _FORM_NAMES else None


def tells_kind(name: str) -> bool:
    """Whether an attribute of a statement tells its kind."""
    return _joined(name) in _KIND_NAMES


def tells_form(name: str) -> bool:
    """Whether an attribute of a statement tells its form."""
    return _joined(name) in _FORM_NAMES


def _plain(name: str) -> str:
    return name.replace("-", "_").lower()


def _joined(name: str) -> str:
    return _plain(name).replace("_", "")


class StoredNames:
    """What types are called in brat: letters, digits, `_` and `-`, another name for each."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._names: dict[str, str] = {}
        self._taken = set(taken)

    def of(self, id: str, wanted: str | None = None) -> str:
        """The name of an id, the same each time; it is the one wanted where that can be."""
        known = self._names.get(id)
        if known is not None:
            return known
        plain = _STORED.sub("_", wanted or id) or "_"
        name, number = plain, 2
        while name in self._taken:
            name, number = f"{plain}-{number}", number + 1
        self._taken.add(name)
        self._names[id] = name
        return name

    @property
    def names(self) -> list[str]:
        """All names that were given, in the order in which they were asked for."""
        return list(self._names.values())

    @property
    def changed(self) -> dict[str, str]:
        """The ids that are not their own names, by their names."""
        return {name: id for id, name in self._names.items() if name != id}
