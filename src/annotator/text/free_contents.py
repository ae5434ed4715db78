"""What is said, in languages whose subject is free; German content begins behind a comma."""

from __future__ import annotations

from dataclasses import replace

from annotator.text.clauses import Clause, finite
from annotator.text.contents import Found, content_after, is_infinitive
from annotator.text.endings import clause_piece
from annotator.text.free_subjects import behind_time
from annotator.text.starts import quotation_behind
from annotator.text.verb_group import Group

_REACH = 16
_CONJUNCTIVE = 12


def free_content(clause: Clause, group: Group, begin: int) -> Found | None:
    """The content behind a group, which reaches to the end of its subject.

    `begin` is the first word that an object may begin with: a particle may stand behind it.
    """
    if not clause.lexicon.grammar.comma:
        return _content(clause, group)
    if group.cue.clause and (quote := quotation_behind(clause, group)):
        return Found((quote,), "quote")
    _, high = clause.bounds(group.verb)
    start = group.last + 1
    comma = _comma(clause, group, start, high)
    if comma is not None and group.cue.clause:
        shape = _shape(clause, group, comma, high)
        if shape:
            return Found((clause_piece(clause, group, comma),), shape)
    return _object(clause, group, begin, comma or high)


def _content(clause: Clause, group: Group) -> Found | None:
    at = behind_time(clause, group.last + 1)
    later = replace(group, last=at - 1) if at > group.last + 1 else group
    found = content_after(clause, later)
    if found is not None and found.shape != "object":
        return found
    reports = group.cue.clause in {"assert", "deny", "allege"} and not group.cue.weak
    if reports and at < len(clause) and not clause.cut(at) and is_infinitive(clause, at):
        return Found((clause_piece(clause, later, at),), "clause")
    return found


def _comma(clause: Clause, group: Group, start: int, high: int) -> int | None:
    """The first word behind the comma that ends the sentence of a verb."""
    for at in range(start, min(high, start + _REACH)):
        if clause.cuts[at] == ",":
            return at
        if clause.cuts[at] not in {"", '"'} or (clause.tags[at] in "SQ" and at != group.part):
            return None
        if clause.tags[at] == "V" and finite(clause, at):
            return None
    return None


def _shape(clause: Clause, group: Group, at: int, high: int) -> str | None:
    lexicon, word = clause.lexicon, clause.lowers[at]
    if word in lexicon.listed("that"):
        return "that"
    if word in lexicon.listed("if"):
        return "wh"
    if clause.tags[at] == "Q" or _asks(clause, at):
        return "wh" if "asking" in group.cue.frames else None
    if _is_infinitive(clause, at, high):
        return "clause" if group.cue.clause in {"assert", "deny", "allege"} else "infinitive"
    if group.cue.weak or "quoted" in group.cue.frames:
        return None
    return "clause" if _is_main(clause, at, high) else None


def _asks(clause: Clause, at: int) -> bool:
    """Whether a preposition and a question word begin a clause: "mit wem"."""
    return clause.tags[at] == "P" and clause.tag(at + 1) == "Q" and not clause.cut(at + 1)


def _is_infinitive(clause: Clause, at: int, high: int) -> bool:
    """Whether a clause is one with "zu" that no conjunction begins."""
    if clause.lowers[at] in clause.lexicon.listed("aim"):
        return False
    for index in range(at, min(high, at + _REACH)):
        if index > at and clause.cuts[index] not in {"", '"'}:
            return False
        if clause.tags[index] == "T" and index > at:
            return True
        if clause.tags[index] in "VBHM" and finite(clause, index):
            return False
    return False


def _is_main(clause: Clause, at: int, high: int) -> bool:
    """Whether a sentence with its verb in the second place begins at a word."""
    lexicon = clause.lexicon
    if clause.tags[at] in "SRTG" or clause.lowers[at] in lexicon.listed("opening"):
        return False
    relative = clause.lowers[at] in lexicon.listed("relative")
    for index in range(at + 1, min(high, at + _CONJUNCTIVE)):
        if clause.cuts[index] not in {"", '"'}:
            return False
        if clause.lowers[index] in lexicon.listed("conjunctive"):
            return True
        if clause.tags[index] in "VBHM" and finite(clause, index):
            ends = clause.cut(index + 1) != "" or index + 1 >= high
            return not (relative and ends)
    return False


def _object(clause: Clause, group: Group, start: int, end: int) -> Found | None:
    """What is denied, or laid on somebody, where no clause says it."""
    if group.part >= 0:
        end = min(end, group.part)
    if group.cue.object is None or start >= end or clause.cut(start) not in {"", '"'}:
        return None
    if clause.tags[start] in "RSAHBMV" or (
        clause.tags[start] == "P" and clause.lowers[start] not in clause.lexicon.listed("link")
    ):
        return None
    piece = clause_piece(clause, group, start)
    limit = clause.spans[end].start if end < len(clause) else piece.end
    if piece.end > limit:
        piece = clause.part(start, end - 1)
    return Found((piece,), "object")
