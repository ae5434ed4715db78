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
            "A verb of saying or thinking, its subject, and a clause right behind it.",
            0.9, "What follows “{cue}” is a clause that {source} stands for.",
        ),
        "quote_after": Rule(
            "Quoted words that a verb of saying leads in.",
            0.9, "“{cue}” leads in the words of {source}.",
        ),
        "trailing": Rule(
            "Quoted words, or a sentence, with the speaker and a verb of saying behind it.",
            0.9, "{source} is named behind what is said, with “{cue}”.",
        ),
        "inverted": Rule(
            "Quoted words with a verb of saying behind them, and the speaker behind that.",
            0.95, "“{cue}” and {source} follow what is said.",
        ),
        "question": Rule(
            "A verb of asking or knowing, and a question in other words.",
            0.6, "“{cue}” leads in a question of {source}.",
        ),
        "according": Rule(
            "“According to” and the like, with who is named there.",
            0.95, "“{cue}” names {source} for the rest of the sentence.",
        ),
        "participle": Rule(
            "A verb in -ing that tells what the subject of the sentence says meanwhile.",
            0.85, "“{cue}” reports something more that {source} says.",
        ),
        "relative": Rule(
            "“Who” or “which” with a verb of saying.",
            0.9, "“{source}” is the one who speaks in “{cue}”.",
        ),
        "coordinated": Rule(
            "A second verb of saying behind “and”, with the subject of the first.",
            0.7, "“{cue}” goes on with what {source} says.",
        ),
        "infinitive_clause": Rule(
            "“To say that”, with the subject of the verb before it.",
            0.65, "“{cue}” reports what {source} says, or would.",
        ),
        "adjective": Rule(
            "“Is sure that”, “are worried that”.",
            0.8, "“{cue}” tells what {source} thinks.",
        ),
        "carrier": Rule(
            "A noun of saying with the verb that carries it: “expressed the fear that”.",
            0.8, "“{cue}” stands for a verb of saying; {source} is its subject.",
        ),
        "as": Rule(
            "“As the minister said”, within the sentence that was said.",
            0.8, "{source} is named for this with “{cue}”.",
        ),
        "told": Rule(
            "Somebody is told something, and it is not said by whom.",
            0.7, "“{cue}” reports something without saying who said it.",
        ),
        "it_passive": Rule(
            "“It is believed that”: nobody is named.",
            0.7, "“{cue}” reports something without saying who says so.",
        ),
        "passive_to": Rule(
            "“Is said to have left”: nobody is named.",
            0.6, "“{cue}” reports something without saying who says so.",
        ),
        "quoted_object": Rule(
            "Quoted words within what somebody criticises, calls or demands.",
            0.6, "{source} is quoted with “{cue}”.",
        ),
        "fault": Rule(
            "Somebody is accused of something, or denies it: “denied the charges”.",
            0.7, "“{cue}” tells what {source} lays on somebody or rejects.",
        ),
        "named_before": Rule(
            "Quoted words with a name and a colon before them, or a dash and a name behind.",
            0.85, "{source} is named beside the quoted words.",
        ),
        "continued": Rule(
            "Quoted words that go on where the last ones ended.",
            0.9, "The words go on from what {source} said just before.",
        ),
        "quoted_alone": Rule(
            "Whole quoted sentences beside which nobody is named.",
            0.6, "These are quoted sentences; who speaks is not said beside them.",
        ),
        "noun": Rule(
            "A noun of saying: “the claim that”.",
            0.5, "“{cue}” names something that was said.", "nouns",
        ),
        "object": Rule(
            "A verb of saying with a topic only: “denied the charges”.",
            0.5, "“{cue}” tells what {source} says something about.", "topics",
        ),
        "infinitive": Rule(
            "A promise, demand or threat with “to”: “vowed to fight”.",
            0.5, "“{cue}” tells what {source} promises or wants.", "topics",
        ),
        "passive": Rule(
            "“Was charged with theft”, “was banned by the council”.",
            0.5, "“{cue}” tells what is held against somebody, or decided.", "topics",
        ),
        "hedge": Rule(
            "“Allegedly”, “reportedly” and the like.",
            0.5, "“{cue}” says that others say so.", "hedges",
        ),
        "scare-quotes": Rule(
            "A few words in quotation marks that quote nobody: a name, a title, an irony.",
            0.5, "A few words stand in quotation marks, and nobody is named who said them.",
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
    reason = rule.reason.format(cue=_short(cue), source=_short(source) or "somebody")
    return Ground(f"rule:{name}", rule.confidence, reason[:1].upper() + reason[1:])


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1].rstrip() + "…"
