"""The verb groups of languages whose verbs show the person: Spanish, French, German."""

from __future__ import annotations

from annotator.text.clauses import Clause
from annotator.text.lexicon import Cue, Inflected, Tense
from annotator.text.verb_group import Group

_HELPERS = "BHM"
_LONGEST = 6
#: So far from its verb may an auxiliary or a particle be.
_FAR = 18
_HYPHENS = ("-", "-t-")


def free_group_at(clause: Clause, index: int, verb: Inflected) -> Group | None:
    """The verb group whose verb is the word at an index, if it is one that may report."""
    found = _cue(clause, index, verb)
    if found is None:
        return None
    cue, last, part = found
    first = _first(clause, index)
    helpers = {clause.tags[at] for at in range(first, index)} & set(_HELPERS)
    aux, final = (-1, False) if helpers else _far_auxiliary(clause, index, last, verb)
    tense = _tense(clause, verb, first, index, helped=bool(helpers) or aux >= 0 or final)
    if tense is None or _is_noun(clause, first, index):
        return None
    last = _with_negation(clause, last + final)
    at = aux if aux >= 0 else first
    passive = tense is Tense.PARTICIPLE and _is_passive(clause, at, last)
    infinitive = tense is Tense.BASE or _is_bare(clause, first)
    if tense is not Tense.ING and not infinitive:
        tense = Tense.FINITE
    return Group(cue, tense, first, index, last, passive, infinitive, aux, part)


def _cue(clause: Clause, index: int, verb: Inflected) -> tuple[Cue, int, int] | None:
    """The cue of a verb, the last word beside it, and its particle where that stands far off."""
    high = clause.bounds(index)[1]
    for cue in clause.lexicon.cues.get(verb.lemma, ()):
        size = len(cue.rest)
        beside = tuple(clause.lowers[index + 1 : index + 1 + size]) == cue.rest
        if beside and not any(clause.cuts[at] for at in range(index + 1, index + 1 + size)):
            return cue, index + size, -1
        if not clause.lexicon.grammar.comma:
            continue
        before = tuple(clause.lowers[max(0, index - size) : index])
        if before == cue.rest and not any(clause.cuts[index - size + 1 : index + 1]):
            return cue, index, -1  # "der daran erinnerte, dass"
        if verb.tense is Tense.FINITE:
            end = _end(clause, index, high)
            if end - size > index and tuple(clause.lowers[end - size : end]) == cue.rest:
                return cue, index, end - size
    return None


def _end(clause: Clause, index: int, high: int) -> int:
    """The word behind the last one before the next comma or stop."""
    at = index + 1
    while at < min(high, index + _FAR) and clause.cuts[at] in {"", '"'}:
        at += 1
    return at


def _first(clause: Clause, index: int) -> int:
    """The first word of a group: helpers, small pronouns and "not" stand before the verb."""
    first = index
    while first > 0 and not clause.cuts[first] and _belongs(clause, first):
        first -= 1
    while first < index and clause.tags[first] == "A" and not _is_negation(clause, first):
        first += 1
    return first


def _belongs(clause: Clause, first: int) -> bool:
    tag = clause.tags[first - 1]
    if tag == "D":  # the pronoun of "l'a dit" looks like an article
        return clause.tags[first] == "H"
    return tag in _HELPERS or tag in "AU"


def _far_auxiliary(clause: Clause, index: int, last: int, verb: Inflected) -> tuple[int, bool]:
    """The auxiliary that other words part from its verb, and whether one is right behind it."""
    if not verb.participle and verb.tense not in {Tense.PARTICIPLE, Tense.BASE}:
        return -1, False
    at = index - 1
    while at > 0 and clause.tags[at] == "A":
        at -= 1
    if at > 0 and clause.tags[at] == "O" and clause.gap(at) in _HYPHENS:
        return (at - 1, False) if clause.tags[at - 1] in _HELPERS else (-1, False)
    if not clause.lexicon.grammar.comma:
        return -1, False
    if clause.tag(last + 1) in _HELPERS and not clause.cut(last + 1):
        return -1, True
    return _governing(clause, index, at), False


def _governing(clause: Clause, index: int, at: int) -> int:
    """The auxiliary in the second place of a sentence that a participle ends, or -1."""
    low = max(clause.bounds(index)[0], index - _FAR)
    while at >= low and clause.within[at] == clause.within[index]:
        if clause.tags[at] in _HELPERS:
            return at if _is_free(clause, at, index) else -1
        if clause.tags[at] in "VSQ" or clause.cuts[at] in {";", ","}:
            break
        at -= 1
    return -1


def _is_free(clause: Clause, aux: int, index: int) -> bool:
    """Whether an auxiliary stands where the second word of a sentence does, so that it governs."""
    bare = clause.lexicon.listed("nonfinite")
    return clause.lowers[aux] not in bare and _end(clause, index, len(clause)) <= index + _LONGEST


def _tense(
    clause: Clause, verb: Inflected, first: int, index: int, *, helped: bool
) -> Tense | None:
    """What a form is where it stands; None where it is no verb of a sentence."""
    if helped:
        if verb.participle or verb.tense is Tense.PARTICIPLE:
            return Tense.PARTICIPLE
        if verb.tense is Tense.FINITE:
            return Tense.FINITE if clause.lexicon.grammar.comma else None
        return Tense.FINITE if verb.tense is Tense.BASE else Tense.ING
    before = clause.tag(first - 1) if not clause.cut(first) else " "
    if verb.tense is Tense.PARTICIPLE:
        # "Après avoir dit que": the infinitive before it is a helper that has no subject.
        return None
    if verb.tense is Tense.BASE or before == "T":
        return Tense.BASE if before in "PT" else None
    return verb.tense


def _is_bare(clause: Clause, first: int) -> bool:
    """Whether a group begins with an infinitive that has no subject: "après avoir dit que"."""
    bare = clause.lowers[first] in clause.lexicon.listed("nonfinite")
    return bare and clause.tag(first - 1) in "PT" and not clause.cut(first)


def _is_noun(clause: Clause, first: int, index: int) -> bool:
    before = clause.tag(first - 1) if not clause.cut(first) else " "
    lexicon = clause.lexicon
    if clause.lower(first - 1) in lexicon.listed("as"):
        return False
    if lexicon.grammar.comma and clause.lower(first - 1) in lexicon.listed("relative"):
        return clause.cut(first - 1) != ","
    return first == index and before in "DP" and clause.tags[index] == "V"


def _is_passive(clause: Clause, at: int, last: int) -> bool:
    passive = clause.lexicon.listed("passive")
    words = {clause.lowers[n] for n in range(at, last + 1)}
    reflexive = {clause.tags[n] for n in range(at, last + 1)} & {"U"}
    return bool(words & passive) and not reflexive


def _with_negation(clause: Clause, last: int) -> int:
    while _is_negation(clause, last + 1) and not clause.cut(last + 1):
        last += 1
    return last


def _is_negation(clause: Clause, index: int) -> bool:
    return clause.lexicon.stances.get(clause.lower(index)) == "negation"
