"""The noun phrases around a verb group: who says it."""

from __future__ import annotations

from annotator.model.span import Span
from annotator.text.clauses import SURE, Clause, finite
from annotator.text.groups import Group
from annotator.text.lexicon import Tense

_LONGEST_TITLE = 8
_SCARE = 3
_PLAIN_CHUNK = 40


def subject(clause: Clause, group: Group, low: int | None = None) -> Span | None:
    """The noun phrase before a verb group that says, with its title and apposition.

    It begins at `low` at the earliest: where the report begins that the group is part of.
    """
    end = group.first - 1
    low = max(low or 0, clause.bounds(group.verb)[0])
    low = max(low, _behind_quotation(clause, group.first, low))
    if end < low or clause.cut(group.first) in {";", '"'}:
        return None
    if clause.tags[end] == "R":
        return None
    if not clause.cut(group.first) and (found := _pronoun(clause, end, low)):
        return found
    start, end = extent(clause, group, end, low)
    return None if _is_reduced(clause, group, start, end) else _phrase(clause, start, end)


def _behind_quotation(clause: Clause, first: int, low: int) -> int:
    """The first word behind the last long quotation before a verb that stands outside of it."""
    here = clause.within[first]
    if first == 0 or clause.within[first - 1] != here:
        return low
    for at in range(first - 1, low, -1):
        number = clause.within[at - 1]
        if number not in {here, -1}:
            is_long = clause.quoted[number].of(clause.text).count(" ") >= _SCARE
            return at if is_long and clause.cuts[at] != "" else low
    return low


def _pronoun(clause: Clause, end: int, low: int) -> Span | None:
    """The subject "he" or "who"; behind "that" what it stands for: "a study that found"."""
    tag, word = clause.tags[end], clause.lowers[end]
    if tag == "O" or (tag == "Q" and word not in clause.lexicon.listed("asking_only")):
        return clause.spans[end]
    if word in clause.lexicon.listed("that") and end > low:
        return _phrase(clause, _chunk_start(clause, end - 1, low), end - 1)
    return None


def extent(clause: Clause, group: Group, end: int, low: int) -> tuple[int, int]:
    """The first and the last word of a subject, given the word before the verb."""
    start = _chunk_start(clause, end, low)
    if clause.cut(group.first) != ",":
        return _with_title(clause, start, low), end
    while start > low and _is_aside(clause, start):
        end = start - 1
        start = _chunk_start(clause, end, low)
    return _behind_apposition(clause, start, low), end


def _is_reduced(clause: Clause, group: Group, start: int, end: int) -> bool:
    """Whether a past form only describes a noun: "elected a man called Roe"."""
    if group.tense is not Tense.PAST or group.first != group.verb:
        return False
    verbs = sum(finite(clause, at) == SURE for at in range(start, end + 1))
    owed = sum(clause.tags[at] in "QS" for at in range(start, end + 1))
    if verbs <= owed and not (clause.tags[start] == "P" and group.cue.ambiguous):
        return False
    if clause.lower(group.last + 1) in clause.lexicon.listed("that"):
        return False
    return not (clause.cut(group.last + 1) in {",", '"'} and group.cue.clause is not None)


def _chunk_start(clause: Clause, end: int, low: int) -> int:
    """The first word of what stands, unbroken, before a verb: "the man who led the group"."""
    start, verb = end, finite(clause, end) > 0
    while start > low and end - start < _PLAIN_CHUNK:
        cut = clause.cuts[start]
        if cut and not (cut == '"' and _is_scare(clause, start)):
            break
        tag = clause.tags[start - 1]
        if tag in "QS" and not verb and not _is_relative(clause, start - 1, end):
            break
        joins = tag == "R" or (
            clause.tags[start] != "#"
            and clause.lowers[start - 1] in clause.lexicon.listed("opening")
        )
        if joins and tag not in "QS" and _has_verb(clause, start - 2, low):
            break
        if tag in "QS":
            verb = False
        start -= 1
        verb = verb or finite(clause, start) == SURE
    return start


def _is_relative(clause: Clause, at: int, end: int) -> bool:
    """Whether a relative clause with some verb begins behind a comma: ", whose party holds"."""
    is_set_off = clause.tags[at] == "Q" and clause.cuts[at] == ","
    return is_set_off and any(finite(clause, word) for word in range(at + 1, end + 1))


def _is_scare(clause: Clause, index: int) -> bool:
    """Whether the quotation mark before a word belongs to a few words that are named."""
    gap = clause.gap(index)
    if any(char in gap for char in ",.;:!?\u2014\u2013"):
        return False
    numbers = {clause.within[index], clause.within[index - 1]} - {-1}
    return bool(numbers) and all(
        clause.quoted[number].of(clause.text).count(" ") < _SCARE for number in numbers
    )


def _has_verb(clause: Clause, index: int, low: int) -> bool:
    """Whether a finite verb stands between the last cut and a word."""
    while index >= low:
        if finite(clause, index):
            return True
        if clause.cuts[index]:
            return False
        index -= 1
    return False


def _behind_apposition(clause: Clause, start: int, low: int) -> int:
    """The start of "Jane Doe" in "Jane Doe, 45, who led the group, said"."""
    first = start
    while start > low and clause.cuts[start] in {",", '"'}:
        before = _chunk_start(clause, start - 1, low)
        if _is_aside(clause, before):
            return first
        verbs = sum(_is_likely_verb(clause, at) for at in range(before, start))
        owed = sum(clause.tags[at] in "QS" for at in range(before, start))
        if verbs > owed:
            return first
        has_verb = verbs > 0
        first, start = before, before
        if clause.tags[before] == "Q":
            continue
        if has_verb:
            return first
        if clause.tags[before] != "#" and clause.tags[before] != "D":
            return first
    return first


def _is_likely_verb(clause: Clause, at: int) -> bool:
    strength = finite(clause, at)
    return strength == SURE or (strength > 0 and clause.tags[at] == "I")


def _is_aside(clause: Clause, start: int) -> bool:
    """Whether what stands between commas is no noun: "on Monday", "however", "asked why"."""
    tag = clause.tags[start]
    return tag in "PASGRV" or clause.lowers[start] in clause.lexicon.listed("leading")


def _with_title(clause: Clause, start: int, low: int) -> int:
    """The start of "Norland's prime minister" in "Norland's prime minister, Ada Low, said"."""
    if start <= low or clause.cuts[start] != "," or clause.tags[start] != "C":
        return start
    before = _chunk_start(clause, start - 1, low)
    words = range(before, start)
    if len(words) > _LONGEST_TITLE or _is_aside(clause, before):
        return start
    if any(finite(clause, at) for at in words) or clause.tags[before] not in "DXCJN":
        return start
    return before if any(clause.lowers[at] in clause.lexicon.titles for at in words) else start


def main_subject(clause: Clause, before: int, low: int = 0) -> Span | None:
    """What stands before the first finite verb of the sentence around a word."""
    low = max(low, clause.bounds(before)[0])
    low = _behind_opening(clause, low, before)
    for index in range(low + 1, before + 1):
        if finite(clause, index) or _is_behind_aside(clause, index, low):
            end = index - 1
            while end > low and clause.tags[end] in "BHZMAU":
                end -= 1
            if clause.tags[end] == "O" or clause.tags[end] == "Q":
                return clause.spans[end]
            start = _chunk_start(clause, end, low)
            if clause.cuts[end + 1] == ",":
                start = _behind_apposition(clause, start, low)
            return _phrase(clause, start, end)
    return None


def _is_behind_aside(clause: Clause, index: int, low: int) -> bool:
    """Whether a past form follows an apposition: "Ada Low, the mayor, also left"."""
    at = index
    while at > low and clause.tags[at - 1] == "A" and not clause.cuts[at]:
        at -= 1
    return clause.tags[index] in "EV" and clause.cuts[at] == "," and at > low + 1


def _behind_opening(clause: Clause, low: int, before: int) -> int:
    """The word behind "After the strike began," or a quotation that a sentence begins with."""
    while low < before and clause.is_quoted(low) and clause.within[low] != clause.within[before]:
        low += 1
    opens = clause.lowers[low] in clause.lexicon.listed("opening")
    if clause.tags[low] not in "SPGEY" and not opens:
        return low
    for index in range(low + 1, before):
        if clause.cuts[index] == "," and clause.tags[index] not in "RQ":
            return index
    return low


def phrase_after(clause: Clause, index: int) -> Span | None:
    """The noun phrase that begins at a word: behind "said", "by" or "according to"."""
    lexicon, end = clause.lexicon, index
    size = len(clause)
    if index >= size or clause.tags[index] == "P":
        return None
    while end < size:
        if end > index and (clause.cuts[end] or _ends_phrase(clause, end, index)):
            break
        end += 1
    loose = "ADP" if lexicon.grammar.free else "A"
    while end > index and (
        clause.tags[end - 1] in loose or clause.lowers[end - 1] in lexicon.listed("time")
    ):
        end -= 1
    return clause.part(index, end - 1) if end > index else None


def _ends_phrase(clause: Clause, at: int, start: int) -> bool:
    tag, word = clause.tags[at], clause.lowers[at]
    if (
        tag in "QST"
        or word in clause.lexicon.listed("day")
        or word in clause.lexicon.listed("time")
    ):
        return True
    if tag == "P":
        return word not in clause.lexicon.listed("of")
    if clause.lexicon.grammar.capitals and _ends_nouns(clause, at, start):
        return True
    if tag == "R":
        return (
            clause.tag(at + 1) != "C"
            or clause.tags[at - 1] != "C"
            or word not in clause.lexicon.listed("and")
        )
    if tag == "O" or (tag == "D" and clause.tags[at - 1] in "NCX"):
        return word not in clause.lexicon.listed("genitive")
    return finite(clause, at) == SURE and at > start


def _ends_nouns(clause: Clause, at: int, start: int) -> bool:
    """Whether a word in lower case behind a noun ends a phrase, where nouns have capitals."""
    if clause.tags[at - 1] != "C" or clause.tags[at] in "CR":
        return False
    genitive = clause.lowers[at] in clause.lexicon.listed("genitive")
    return not (genitive and clause.tags[start] != "C")


def _phrase(clause: Clause, start: int, end: int) -> Span | None:
    leading = clause.lexicon.listed("leading")
    while start < end and (clause.lowers[start] in leading or clause.tags[start] == "A"):
        start += 1
    start = behind_dateline(clause, start, end)
    start = behind_preposition(clause, start, end)
    nothing = start == end and clause.tags[start] in "PDSRBHM"
    if nothing and clause.lowers[start] not in clause.lexicon.listed("alone"):
        return None
    return clause.part(start, end)


def behind_preposition(clause: Clause, start: int, end: int) -> int:
    """The subject behind "On Monday", "In March 2031" and "In a statement"."""
    if clause.tags[start] != "P" or clause.lowers[start] in clause.lexicon.listed("about"):
        return start
    at = start + 1
    while at < end and (
        clause.lowers[at].strip(".") in clause.lexicon.listed("day") or clause.tags[at] == "#"
    ):
        at += 1
    if at > start + 1:
        return at
    for at in range(end, start + 1, -1):
        new_name = clause.tags[at] == "C" and clause.tags[at - 1] in "N#"
        if (clause.tags[at] == "D" or new_name) and clause.tags[at - 1] not in "PDR":
            return at
    return start


def behind_dateline(clause: Clause, start: int, end: int) -> int:
    """The word behind a date such as 2031-05-02 that the sentence follows without a stop."""
    for at in range(start, min(start + 3, end)):
        word = clause.lowers[at]
        if word[:4].isdigit() and word.count("-") > 1:
            return at + 1
    return start
