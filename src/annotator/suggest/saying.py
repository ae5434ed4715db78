"""The rules that find who said what: what each does, how often it is right, and its reason.

The confidence is the share of right ones on the news documents of GUM (`benchmarks/suggest.py`), in
round figures; rules with few examples there are estimated from sentences of our own. GUM marks no
topics ("denied the charges"), so that `quoted_object`, `fault` and those on demand are estimates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from annotator.model.suggestion import Ground
from annotator.text.report import Attribution

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule does (`sentence`), how often it is right, and why it proposes something.

    In `reason` stand {cue} and {source} for the words of the article. Rules `on_demand` are run
    only when asked for by that name.
    """

    sentence: str
    confidence: float
    reason: str
    on_demand: str = ""


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "that_clause": Rule(
            "A verb of saying or thinking with its subject, and a clause that begins with “that”.",
            0.9, "“{cue}” with “that” reports what {source} says.",
        ),
        "clause": Rule(
            "A verb of saying or thinking, its subject, and a clause right after it.",
            0.9, "{source} is the subject of “{cue}”, and what is said follows.",
        ),
        "quote_after": Rule(
            "Quoted words that a verb of saying introduces.",
            0.9, "“{cue}” introduces words quoted from {source}.",
        ),
        "trailing": Rule(
            "Quoted words, or a sentence, and after it the speaker and a verb of saying.",
            0.9, "“{cue}”, after what is said, names {source} as the speaker.",
        ),
        "inverted": Rule(
            "Quoted words, after them a verb of saying, and after that the speaker.",
            0.95, "“{cue}” and then {source} follow what is said.",
        ),
        "question": Rule(
            "A verb of asking or knowing, and a question in other words.",
            0.6, "“{cue}” introduces a question that {source} asks or answers.",
        ),
        "according": Rule(
            "“According to” or similar words, and who is named there.",
            0.95, "“{cue}” names {source} as the source of this sentence.",
        ),
        "participle": Rule(
            "A verb in -ing that tells what else the subject says: “accusing”, “adding”.",
            0.85, "“{cue}” reports something else that {source} says in this sentence.",
        ),
        "relative": Rule(
            "“Who” or “which” with a verb of saying.",
            0.9, "“{cue}” reports what is said; {source} refers to the speaker named before.",
        ),
        "coordinated": Rule(
            "A second verb of saying after “and”, with the subject of the first.",
            0.7, "“{cue}” is a second verb of saying with the same subject, {source}.",
        ),
        "infinitive_clause": Rule(
            "“To say that”, with the subject of the verb before it.",
            0.65, "“{cue}” reports what {source} says or is about to say.",
        ),
        "adjective": Rule(
            "“Is sure that”, “are worried that”.",
            0.8, "“{cue}” tells what {source} thinks or feels.",
        ),
        "carrier": Rule(
            "A noun of saying and its verb: “expressed the fear that”.",
            0.8, "“{cue}” means that {source} said it.",
        ),
        "as": Rule(
            "“As the minister said”, within the sentence that was said.",
            0.8, "“{cue}”, after “as”, names {source} as the source.",
        ),
        "told": Rule(
            "Somebody is told something, and it is not said by whom: “was told that”.",
            0.7, "“{cue}” reports what somebody was told, but not who said it.",
        ),
        "it_passive": Rule(
            "“It is believed that”: nobody is named.",
            0.7, "“{cue}” reports a claim, but not who makes it.",
        ),
        "passive_to": Rule(
            "“Is said to have left”: nobody is named.",
            0.6, "“{cue}” reports a claim, but not who makes it.",
        ),
        "quoted_object": Rule(
            "Quoted words within what somebody criticises, calls or demands.",
            0.6, "What follows “{cue}” has words quoted from {source}.",
        ),
        "fault": Rule(
            "Somebody is accused of something, or denies it: “denied the charges”.",
            0.7, "“{cue}” reports an accusation by {source}, or a denial.",
        ),
        "named_before": Rule(
            "Quoted words with a name and a colon before them, or a dash and a name after them.",
            0.85, "{source} is named right beside the quotation.",
        ),
        "continued": Rule(
            "Quoted words that continue the quotation before them.",
            0.9, "This continues what {source} said just before.",
        ),
        "quoted_alone": Rule(
            "Whole quoted sentences beside which nobody is named.",
            0.6, "Whole sentences are quoted, but nobody is named beside them.",
        ),
        "noun": Rule(
            "A noun of saying: “the claim that”.",
            0.5, "“{cue}” refers to something that was said.", "nouns",
        ),
        "object": Rule(
            "A verb of saying with a topic only: “denied the charges”.",
            0.5, "“{cue}” names what {source} speaks about, not what is said.", "topics",
        ),
        "infinitive": Rule(
            "A promise, demand or threat with “to”: “vowed to fight”.",
            0.5, "“{cue}” reports what {source} promises, demands or threatens.", "topics",
        ),
        "passive": Rule(
            "“Was charged with theft”, “was banned by the council”.",
            0.5, "“{cue}” reports a charge against somebody, or a decision.", "topics",
        ),
        "hedge": Rule(
            "“Allegedly”, “reportedly”, “alleged”: a claim by somebody who is not named.",
            0.5, "“{cue}” marks a claim by somebody who is not named.", "hedges",
        ),
        "scare-quotes": Rule(
            "A few words in quotation marks that quote nobody: a name, a title, an irony.",
            0.5, "A few words are in quotation marks, but nobody is named as saying them.",
            "scare_quotes",
        ),
    }
)  # fmt: skip


def rule_of(found: Attribution) -> str:
    """The name of the rule a statement is proposed by, in the catalogue."""
    if found.rule == "object" and found.quoted:
        return "quoted_object"
    return "fault" if found.rule == "object" and found.kind in {"allege", "deny"} else found.rule


def ground(name: str, *, cue: str = "", source: str = "") -> Ground:
    """What a suggestion by a rule stands on, with the words of the article in its reason."""
    rule = RULES[name]
    speaker = f"“{_short(source)}”" if source else "somebody"
    reason = rule.reason.format(cue=_short(cue), source=speaker)
    return Ground(f"rule:{name}", rule.confidence, reason[:1].upper() + reason[1:])


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1].rstrip() + "…"
