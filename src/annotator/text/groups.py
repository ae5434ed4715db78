"""The verb groups of a sentence that report."""

from __future__ import annotations

from annotator.text.clauses import SURE, Clause, finite
from annotator.text.free_groups import free_group_at
from annotator.text.lexicon import Tense
from annotator.text.verb_group import Group

__all__ = ["Group", "group_at"]

_LONGEST = 5
_HELPERS = "BHZM"
_PHRASE = 16


def group_at(clause: Clause, index: int) -> Group | None:
    """The verb group whose verb is the word at an index, if that word is a verb that may report."""
    verb = clause.lexicon.verbs.get(clause.lowers[index])
    if verb is None or clause.tags[index] not in "VEIKGY":
        return None
    if clause.lexicon.grammar.free:
        return free_group_at(clause, index, verb)
    cue = clause.lexicon.cue(tuple(clause.lowers[index : index + _LONGEST]))
    if cue is None or any(clause.cuts[at] for at in range(index + 1, index + 1 + len(cue.rest))):
        return None
    first = index
    while first > 0 and not clause.cuts[first] and clause.tags[first - 1] in _HELPERS + "A":
        first -= 1
    first = _without_time(clause, first, index)
    before = {clause.tags[at] for at in range(first, index)}
    be_at = max((at for at in range(first, index) if clause.tags[at] == "B"), default=-1)
    passive = be_at >= 0 and verb.tense in {Tense.PAST, Tense.PARTICIPLE}
    infinitive = clause.tag(first - 1) == "T" and not clause.cut(first)
    group = Group(cue, verb.tense, first, index, index + len(cue.rest), passive, infinitive)
    if _is_subject(clause, index) or not _is_verb(clause, group, before):
        return None
    return group


def _is_subject(clause: Clause, index: int) -> bool:
    """Whether what may be a noun stands before a verb: "early figures show"."""
    ahead = index + 1
    if clause.cut(ahead):
        return False
    if clause.tags[index] == "E" and clause.tag(ahead) in "EV":
        cue = clause.lexicon.cue((clause.lowers[ahead],))
        return cue is not None and "plain" in cue.frames  # "those asked said"
    return clause.tags[index] == "K" and finite(clause, ahead) == SURE


def _without_time(clause: Clause, first: int, index: int) -> int:
    """The group without a leading "yesterday" or "also", unless an auxiliary follows them."""
    times = clause.lexicon.listed("time")
    while first < index and clause.lowers[first] in times and clause.tags[first] == "A":
        first += 1
    return first


def _is_verb(clause: Clause, group: Group, before: set[str]) -> bool:
    """Whether the word is a verb where it stands, and not a noun or an adjective."""
    previous = clause.tag(group.first - 1) if not clause.cut(group.first) else " "
    helped = bool(before & set(_HELPERS))
    if group.tense is Tense.ING:
        return "B" in before or _is_participle(clause, group, previous)
    if helped:
        return group.tense is not Tense.PRESENT
    if group.infinitive:
        return group.tense is Tense.BASE or clause.lowers[group.verb] == group.cue.lemma
    return group.tense is not Tense.PARTICIPLE and _is_plain_verb(clause, group, previous)


def _is_plain_verb(clause: Clause, group: Group, previous: str) -> bool:
    """Whether a form without auxiliaries is a verb after the word before it."""
    if previous in "DPJTXMG#" and not (previous in "#G" and not group.cue.ambiguous):
        return clause.lower(group.first - 1) in clause.lexicon.listed("alone")
    if group.tense is Tense.BASE:
        plural = _is_plural(clause, group.first - 1) or _has_plural_head(clause, group.first - 1)
        return previous in "OQ" or plural or _begins(clause, group)
    if group.tense is Tense.PRESENT and group.cue.ambiguous and _is_behind_verb(clause, group):
        return False
    if group.tense is Tense.PRESENT and group.cue.ambiguous and previous == "N":
        return not _is_plural(clause, group.first - 1)
    return not (clause.cut(group.first) == "." and group.cue.ambiguous)


def _is_behind_verb(clause: Clause, group: Group) -> bool:
    """Whether a verb stands before what may be a noun: "denied reports", "played down fears"."""
    before = group.first - 1
    if clause.tag(before) == "A" and not clause.cut(group.first) and not clause.cut(before):
        return clause.tag(before - 1) in "VE"
    return clause.tag(before) in "VEI" and not clause.cut(group.first)


def _begins(clause: Clause, group: Group) -> bool:
    """Whether a base form follows a comma behind a plural: "officials, however, say"."""
    at = group.first - 1
    if clause.cut(group.first) != "," or at < 0:
        return clause.tag(at) == "R" and not clause.cut(group.first) and not group.cue.ambiguous
    while at > 0 and clause.cuts[at] != ".":
        at -= 1
        if clause.cuts[at + 1] != ",":
            continue
        if _is_plural(clause, at) or _has_plural_head(clause, at):
            return not group.cue.ambiguous
    return False


def _has_plural_head(clause: Clause, index: int) -> bool:
    """Whether a noun phrase that ends at a word is about several: "figures released on Monday"."""
    start = index
    while start > 0 and not clause.cuts[start] and index - start < _PHRASE:
        start -= 1
    for at in range(start, index + 1):
        if clause.tags[at] in "PEGQ" and at > start:
            return _is_plural(clause, at - 1)
        if clause.tags[at] == "T" and at > start + 1:
            # "sources close to the family"
            return _is_plural(clause, at - 2)
        if clause.tags[at] in "VIMBHZSR":
            return False
    return False


def _is_plural(clause: Clause, index: int) -> bool:
    word = clause.lower(index)
    if word in clause.lexicon.listed("plural") or clause.tag(index) == "#":
        return True
    return word.endswith("s") and not word.endswith(("ss", "'s", "us", "is")) and len(word) > 3  # noqa: PLR2004


def _is_participle(clause: Clause, group: Group, previous: str) -> bool:
    """Whether a form in -ing tells what somebody does: "accusing him", "by saying that"."""
    if clause.cut(group.first):
        return clause.cut(group.first) in {",", ";", '"'}
    if previous in {"D", "J"}:
        return False
    return previous in "PRNSACQVE" or previous == "U"
