"""The statement that a verb group reports, with the subject of it or of another verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.model.span import Span, Spans, normalised
from annotator.text.clauses import Clause, clause_strength, finite
from annotator.text.contents import (
    Found,
    content_after,
    content_before,
    interrupted,
    object_form,
    pieces_around,
)
from annotator.text.groups import Group, group_at
from annotator.text.lexicon import Tense
from annotator.text.phrases import main_subject, phrase_after, subject
from annotator.text.report import Report, attribution

_BESIDE = 3
_ISSUED_REACH = 6
_QUOTING_REACH = 14
_NEITHER_REACH = 12
_TOPICS = frozenset({"object", "infinitive"})
_SHAPES = {"that": "that_clause", "quote": "quote_after", "wh": "question"}


def verb_report(clause: Clause, group: Group, earlier: Sequence[Report]) -> Report | None:
    """The statement of a verb group; `earlier` are those of the words before it."""
    if group.passive:
        return passive(clause, group)
    if group.is_dependent:
        return dependent(clause, group, earlier)
    source, place = _speaker(clause, group, earlier)
    if source is None:
        return None
    inverted, coordinated = place == "inverted", place == "coordinated"
    found = None if inverted else content_after(clause, group)
    before = None if coordinated else before_or_around(clause, group, source, found)
    if before:
        rule = "inverted" if inverted else "trailing"
        return report_of_content(clause, group, before, source, rule)
    if found is None:
        return _as(clause, group, source)
    rule = rule_for(clause, group, found, coordinated=coordinated)
    return report_of_found(clause, group, found, source, rule)


def _speaker(clause: Clause, group: Group, earlier: Sequence[Report]) -> tuple[Span | None, str]:
    """Who says it, and where it is named: before, `inverted` behind, or `coordinated` further up.

    Nobody does in "neither confirmed nor denied" and "Nobody asked".
    """
    inverted = _inverted_source(clause, group)
    if inverted:
        return inverted, "inverted"
    source = subject(clause, group, innermost(clause, group, earlier))
    if source and group.cue.clause == "question" and _is_nobody(clause, source):
        return None, ""
    if source or not is_coordinated(clause, group) or _is_neither(clause, group):
        return source, ""
    return governor(clause, group, earlier), "coordinated"


def before_or_around(
    clause: Clause, group: Group, source: Span, found: Found | None
) -> Spans | None:
    """The content before a verb, unless it has a better one behind it."""
    if found is None or found.shape in _TOPICS:
        return content_before(clause, group, source)
    return interrupted(clause, group, source, found) if found.shape == "quote" else None


def innermost(clause: Clause, group: Group, earlier: Sequence[Report]) -> int:
    """Where the innermost report begins that a group is part of."""
    at, start = clause.spans[group.first].start, 0
    for report in earlier:
        for piece in report.attribution.content:
            if piece.start < at < piece.end and report.attribution.cue:
                start = max(start, piece.start)
    if not start:
        return 0
    first = next(n for n, span in enumerate(clause.spans) if span.end > start)
    return first + (clause.tags[first] == "S")


def rule_for(clause: Clause, group: Group, found: Found, *, coordinated: bool) -> str:
    """The name of the rule that content behind a verb is found by."""
    if found.shape in _TOPICS:
        return found.shape
    if coordinated:
        return "coordinated"
    if clause.tag(group.first - 1) == "Q" and not clause.cut(group.first):
        return "relative"
    return _SHAPES.get(found.shape, "clause")


def report_of_found(
    clause: Clause, group: Group, found: Found, source: Span | None, rule: str
) -> Report:
    """The report of content behind a verb."""
    is_object = found.shape in _TOPICS
    form = object_form(clause, found.pieces) if is_object else None
    kind = (group.cue.object if is_object else None) or group.cue.clause or group.cue.object
    made = attribution(
        clause, found.pieces, group.span(clause), source,
        rule=rule, kind=kind, form=form, lemma=group.cue.lemma,
    )  # fmt: skip
    return Report(made, group.verb, group)


def report_of_content(
    clause: Clause, group: Group, pieces: Spans, source: Span | None, rule: str
) -> Report:
    """The report of content before a verb or around it."""
    kind = group.cue.clause or group.cue.object
    made = attribution(
        clause, pieces, group.span(clause), source, rule=rule, kind=kind, lemma=group.cue.lemma
    )
    return Report(made, group.verb, group)


def _as(clause: Clause, group: Group, source: Span) -> Report | None:
    """The report in "As the minister noted, prices rise"."""
    at = clause.at(source.start)
    if at == 0 or clause.lowers[at - 1] not in clause.lexicon.listed("as") or not group.cue.clause:
        return None
    if clause.cut(at - 1) == "" or clause.cut(group.last + 1) not in {",", "."}:
        return None
    edge = Span(clause.spans[at - 1].start, group.span(clause).end)
    pieces = pieces_around(clause, group.verb, edge, None)
    return report_of_content(clause, group, pieces, source, "as") if pieces else None


def is_coordinated(clause: Clause, group: Group) -> bool:
    """Whether a verb may have the subject of the one before: "and added that"."""
    before = group.first - 1
    if before < 0:
        return False
    return clause.tags[before] == "R" or clause.cut(group.first) in {",", '"', ";"}


def _is_nobody(clause: Clause, source: Span) -> bool:
    """Whether "nobody" is who asks, so that nothing is asked."""
    return source.of(clause.text).lower() in clause.lexicon.listed("nobody")


def _is_neither(clause: Clause, group: Group) -> bool:
    """Whether "neither confirmed nor denied" says that nothing is said."""
    low = max(clause.bounds(group.verb)[0], group.first - _NEITHER_REACH)
    neither = clause.lexicon.listed("neither")
    return clause.lower(group.first - 1) in neither and any(
        clause.lowers[at] in neither for at in range(low, group.first - 1)
    )


def governor(clause: Clause, group: Group, earlier: Sequence[Report]) -> Span | None:
    """The subject of the verb that a dependent or coordinated group goes with."""
    low, _ = clause.bounds(group.verb)
    low = max([low, *(at for at in range(low, group.first) if _parts(clause, at))])
    end = -1
    source = None
    for report in earlier:
        if report.index < low or report.group is None or report.group.is_dependent:
            continue
        made = report.attribution
        if made.source is None or (made.cue and made.cue.start < end):
            continue
        source, end = (
            made.source,
            max([end, *(p.end for p in made.content if made.cue and p.start > made.cue.start)]),
        )
    return source or main_subject(clause, group.first - 1, low)


def _parts(clause: Clause, at: int) -> bool:
    """Whether another sentence begins at a word, behind a semicolon."""
    return (
        clause.cuts[at] == ";"
        and ";" in clause.gap(at)
        and clause_strength(clause, at, len(clause)) > 0
    )


def dependent(clause: Clause, group: Group, earlier: Sequence[Report]) -> Report | None:
    """The report of "accusing him of lying", "by saying that" and "to say that"."""
    found = content_after(clause, group)
    if group.infinitive:
        free = clause.tag(group.first - 2) not in "NCUOX"
        if found is None or not free or found.shape in {*_TOPICS, "wh"}:
            return None
        return report_of_found(
            clause, group, found, governor(clause, group, earlier), "infinitive_clause"
        )
    group = _with_issued(clause, group)
    if group.tense is not Tense.ING:
        return (
            report_of_found(clause, group, found, subject(clause, group), "carrier")
            if found
            else None
        )
    return _participle(clause, group, found, earlier)


def _participle(
    clause: Clause, group: Group, found: Found | None, earlier: Sequence[Report]
) -> Report | None:
    """The report of a form in -ing that is no part of a longer cue."""
    if found is None:
        before = content_before(clause, group, None)
        if before is None or clause.tag(group.first - 1) == "N":
            return None
        return report_of_content(
            clause, group, before, governor(clause, group, earlier), "participle"
        )
    if group.cue.weak and clause.lower(group.first - 1) in clause.lexicon.listed("of"):
        return None  # "hopes of finding more"
    own = _own_subject(clause, group)
    is_bare = own is None and not clause.cut(group.first)
    if is_bare and found.shape in _TOPICS and clause.tag(group.first - 1) not in "PR":
        return None
    source = own or _quoted_speaker(clause, group) or governor(clause, group, earlier)
    rule = found.shape if found.shape in _TOPICS else "participle"
    return report_of_found(clause, group, found, source, rule)


def _quoted_speaker(clause: Clause, group: Group) -> Span | None:
    """Who is quoted in "quoted a doctor as saying"; a passive has its subject."""
    if clause.lower(group.first - 1) not in clause.lexicon.listed("as"):
        return None
    for at in range(group.first - 2, max(-1, group.first - _QUOTING_REACH), -1):
        verb = clause.lexicon.verbs.get(clause.lowers[at])
        if verb and any("quoting" in cue.frames for cue in clause.lexicon.cues[verb.lemma]):
            quoted = group_at(clause, at)
            if quoted is None or quoted.passive or at + 1 >= group.first - 1:
                return None
            return phrase_after(clause, at + 1)
    return None


def _own_subject(clause: Clause, group: Group) -> Span | None:
    """The noun right before a participle: "a message stating", "with one poster writing"."""
    if clause.cut(group.first) or clause.tag(group.first - 1) not in "NCX":
        return None
    if group.first != group.verb:
        return subject(clause, group)
    start = group.first - 1
    while start > 0 and not clause.cuts[start] and clause.tags[start - 1] in "DJNCX#A":
        start -= 1
    return clause.part(start, group.first - 1)


def _with_issued(clause: Clause, group: Group) -> Group:
    """The group of "issued a statement calling", which is one cue."""
    if group.tense is not Tense.ING or clause.cut(group.first):
        return group
    if clause.lower(group.first - 1) not in clause.lexicon.nouns:
        return group
    for index in range(group.first - 2, max(-1, group.first - _ISSUED_REACH), -1):
        if clause.cut(index + 1):
            break
        if () in clause.lexicon.carriers.get(clause.lowers[index], ()):
            return Group(group.cue, Tense.PAST, index, group.verb, group.last)
    return group


def _inverted_source(clause: Clause, group: Group) -> Span | None:
    """The noun phrase behind the verb of "...," said Jane Doe."""
    before, after = group.first - 1, group.last + 1
    if before < 0 or after >= len(clause) or clause.cuts[after] or clause.tags[after] in "SQTAU":
        return None
    leaves_quote = clause.is_quoted(before) and clause.within[before] != clause.within[group.first]
    if leaves_quote:
        return phrase_after(clause, after)
    follows = clause.cuts[group.first] == "," and clause.tags[group.first] in "EV"
    follows = follows and clause.tags[after] != "O"
    if not follows or group.cue.weak or "plain" not in group.cue.frames:
        return None
    low, high = clause.bounds(group.verb)
    if clause_strength(clause, after, high) and not clause_strength(clause, low, group.first):
        return None  # "A neighbour, who was tired, said the pair argued"
    found = phrase_after(clause, after)
    return _with_rest(clause, after, found) if found else None


def _with_rest(clause: Clause, first: int, found: Span) -> Span | None:
    """A speaker with what he is close to or familiar with; None where a verb follows."""
    behind = end = clause.at(found.end)
    while end < len(clause) and not clause.cuts[end]:
        if finite(clause, end):
            return None
        end += 1
    if clause.cut(end) not in {".", ","}:
        return None
    goes_on = clause.lower(behind) in clause.lexicon.listed("beside") and end > behind
    return clause.part(first, end - 1) if goes_on else found


def passive(clause: Clause, group: Group) -> Report | None:
    """The report in "was charged with fraud", "it is believed that" and "was told that"."""
    patient = subject(clause, group)
    found = content_after(clause, replace(group, passive=True))
    if found and found.shape in {"that", "wh", "clause", "quote"}:
        return _impersonal(clause, group, found)
    if clause.tag(group.last + 1) == "T" and "raising" in group.cue.frames:
        return _said_to(clause, group, patient)
    return _suffered(clause, group, patient)


def _impersonal(clause: Clause, group: Group, found: Found) -> Report | None:
    first = clause.lower(group.first - 1)
    is_it = first in clause.lexicon.listed("it")
    if not is_it and "hearer" not in group.cue.frames:
        return None
    rule = "it_passive" if is_it else "told"
    return unnamed(clause, group, found.pieces, rule)


def unnamed(clause: Clause, group: Group, pieces: Spans, rule: str = "it_passive") -> Report:
    """The report of a verb that names nobody."""
    made = attribution(
        clause, pieces, group.span(clause), None,
        rule=rule, kind=group.cue.clause, lemma=group.cue.lemma, unspecified=True,
    )  # fmt: skip
    return Report(made, group.verb, group)


def _said_to(clause: Clause, group: Group, patient: Span | None) -> Report | None:
    """The report in "He is believed to have fled"."""
    found = content_after(
        clause, replace(group, cue=replace(group.cue, object="assert", frames=frozenset()))
    )
    if found is None or patient is None or found.shape != "infinitive":
        return None
    pieces = normalised([patient, *found.pieces])
    made = attribution(
        clause, pieces, group.span(clause), None,
        rule="passive_to", kind=group.cue.clause, lemma=group.cue.lemma, unspecified=True,
    )  # fmt: skip
    return Report(made, group.verb, group)


def _suffered(clause: Clause, group: Group, patient: Span | None) -> Report | None:
    """The report in "was charged with fraud" or "was impeached by Congress"."""
    last = group.last
    if clause.lower(last + 1) in clause.lexicon.listed("charge") and not group.cue.rest:
        last += 1
    by_words = clause.lexicon.listed("by")
    by = next((at for at in range(last + 1, len(clause)) if clause.lowers[at] in by_words), None)
    agent = phrase_after(clause, by + 1) if by is not None and by - last <= _BESIDE else None
    linked = last > group.last or bool(group.cue.rest) or clause.tag(last + 1) == "T"
    wide = replace(group, last=last)
    linked = linked or _is_given(clause, group)
    after = content_after(clause, wide) if linked else None
    pieces = after.pieces if after else ((patient,) if patient and agent else None)
    if pieces is None:
        return None
    pieces, agent = _without_agent(clause, pieces, agent)
    made = attribution(
        clause, pieces, wide.span(clause), agent,
        rule="passive", kind=group.cue.object or group.cue.clause, lemma=group.cue.lemma,
        form=object_form(clause, pieces), unspecified=True,
    )  # fmt: skip
    return Report(made, group.verb, wide)


def _is_given(clause: Clause, group: Group) -> bool:
    """Whether a noun follows the passive of a verb with a hearer: "was promised a barrier"."""
    after = group.last + 1
    given = "hearer" in group.cue.frames and group.cue.object is not None
    return given and clause.tag(after) in "D#NJ" and not clause.cut(after)


def _without_agent(clause: Clause, pieces: Spans, agent: Span | None) -> tuple[Spans, Span | None]:
    """The content of "accused of fraud by S" cut before "by", and S."""
    by_words = clause.lexicon.listed("by")
    for index, span in enumerate(clause.spans):
        inside = clause.lowers[index] in by_words and pieces[0].start < span.start < pieces[0].end
        if inside and clause.spans[index - 1].end > pieces[0].start:
            by = phrase_after(clause, index + 1)
            cut = Span(pieces[0].start, clause.spans[index - 1].end)
            return ((cut,), by) if by else (pieces, agent)
    return pieces, agent
