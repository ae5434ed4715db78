"""Whether a suggestion is decided already: by what is annotated, or by what was refused."""

from __future__ import annotations

from annotator.model.mention import Mention
from annotator.model.provenance import Status
from annotator.model.span import Span, Spans
from annotator.model.statement import Statement
from annotator.model.suggestion import SuggestedMention, SuggestedStatement
from annotator.suggest.base import Known
from annotator.text.lexicon import Lexicon

# Which types lie inside which others; everywhere else one of two mentions is a mistake.
_BODIES = frozenset({"organization", "facility", "event", "law", "artifact", "group"})
_INSIDE = {
    "gpe": _BODIES | {"title", "location", "person"},
    "location": _BODIES | {"title", "gpe"},
    "group": _BODIES | {"title", "person"},
    "organization": _BODIES | {"title", "person"},
    "person": _BODIES | {"location"},
    "facility": _BODIES | {"title"},
    "title": frozenset({"person", "organization", "group"}),
    "date": frozenset({"event", "law", "artifact"}),
}
_PLACES = frozenset({"gpe", "location"})
_APOSTROPHES = frozenset("'\u2019\u02bc")
#: A longer mention is a description, which has names in it.
_LONGEST_NAME = 40
_SAME_CONTENT = 0.5
Report = tuple[Spans, Span | None]
"""What two statements are compared by: content and cue."""


def may_nest(inner: str, outer: str) -> bool:
    """Whether a name of one type may lie inside a name of another type."""
    return outer in _INSIDE.get(inner, frozenset())


def clash(one: Span, one_type: str, other: Span, other_type: str, text: str) -> bool:
    """Whether two mentions cannot both be right: they overlap, and neither may lie in the other."""
    if not one.overlaps(other):
        return False
    if one == other:
        return True
    if one.contains(other):
        return not _may_lie_in(other, other_type, one, one_type, text)
    if other.contains(one):
        return not _may_lie_in(one, one_type, other, other_type, text)
    return True


def _may_lie_in(inner: Span, inner_type: str, outer: Span, outer_type: str, text: str) -> bool:
    """Whether a name may be a part of a longer one: "Kenyan" in "Kenyan Treasury".

    A place begins the longer name or ends it, and owns nothing there: nobody lives in the Fishers
    of the Fishers' Union.
    """
    if len(outer) > _LONGEST_NAME:
        return True
    if not may_nest(inner_type, outer_type):
        return False
    if inner_type not in _PLACES:
        return True
    at_an_edge = inner.start == outer.start or inner.end == outer.end
    return at_an_edge and text[inner.end : min(inner.end + 1, outer.end)] not in _APOSTROPHES


def same_words(one: Spans, other: Spans) -> bool:
    """Whether two contents are mostly the same stretch of text."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    return shared >= _SAME_CONTENT * max(sum(map(len, one)), sum(map(len, other)), 1)


def answers_mention(stored: Mention, suggested: SuggestedMention, text: str) -> bool:
    """Whether a mention of the project decides about a suggestion.

    A rejected one decides about its own words and type only.
    """
    if stored.provenance.status is Status.REJECTED:
        return stored.type == suggested.type and stored.spans == (suggested.span,)
    type, span = suggested.type, suggested.span
    return any(clash(each, stored.type, span, type, text) for each in stored.spans)


def answers_statement(stored: Statement, suggested: SuggestedStatement) -> bool:
    """Whether a statement of the project decides about a suggestion: by its cue, or its content."""
    return one_report((stored.content, stored.cue), (suggested.content, suggested.cue))


def one_report(one: Report, other: Report) -> bool:
    """Whether two statements report the same: by one cue, or in mostly the same words.

    Two that have different cues do so only in exactly the same words: one may lie in the other.
    """
    (content, cue), (other_content, other_cue) = one, other
    if cue and other_cue:
        return cue.overlaps(other_cue) or content == other_content
    return same_words(content, other_content)


def is_refused(known: Known, words: str, type: str) -> bool:
    """Whether the desk refused some words as a type more often than it accepted them."""
    refused = known.rejected.get(words, {}).get(type, 0)
    return refused > known.types.get(words, {}).get(type, 0)


def cue_key(words: str, lexicon: Lexicon) -> str:
    """What all forms of a reporting word have in common: “was voting” is “vote”."""
    lower = tuple(words.lower().split())
    found = (lexicon.cue(lower[at:]) for at in range(len(lower)))
    cue = next((each for each in found if each is not None), None)
    return " ".join((cue.lemma, *cue.rest) if cue else lower)


def is_refused_cue(
    known: Known, statement: SuggestedStatement, text: str, lexicon: Lexicon
) -> bool:
    """Whether the desk mostly refuses what a cue reports; quoted words vouch for themselves."""
    if statement.cue is None or statement.quoted or not known.refused_cues:
        return False
    return cue_key(statement.cue.of(text), lexicon) in known.refused_cues
