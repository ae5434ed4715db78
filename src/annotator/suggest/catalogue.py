"""What each rule, memory and model does, in a sentence for the analyst, by origin."""

from __future__ import annotations

from types import MappingProxyType

from annotator.suggest.saying import RULES, Rule


def _told(rule: Rule) -> str:
    """What a rule does, and how to have what it does not propose by itself."""
    asked = " It is not proposed by itself: put the caret on such a word and press s."
    return rule.sentence + (asked if rule.on_demand else "")


_ORIGINS = MappingProxyType(
    {
        "human": "An analyst made this.",
        "import:version": "It was taken over from another version of the article.",
        "memory:entity": "The project has an entity of this name.",
        "memory:type": "These words were annotated before, as this type.",
        "model:names": "The model that learnt from this project takes it for a name of this type.",
        "model:spacy": "Your spaCy pipeline takes it for a name of this type.",
        "rule:title": "An office, a rank or a profession.",
        "rule:title_before": "A name after a title.",
        "rule:given_name": "A name that begins with a known given name.",
        "rule:surname_of": "A part of the name of a person in the same article.",
        "rule:acronym_of": "The first letters of an organization in the same article.",
        "rule:gazetteer": "A name that is known by itself.",
        "rule:demonym": "A word for what belongs to a country or a people.",
        "rule:city": "A known city.",
        "rule:org_head": "A name with a word for an organization in it.",
        "rule:date": "It is written like a date.",
        "rule:duration": "It is written like a length of time.",
        "rule:money": "A number with a currency.",
        "rule:share": "A number with a sign or word for a share.",
        "rule:measure": "A number with a unit.",
        "rule:age": "It is written like an age.",
        "rule:count": "It is written like a number.",
        **{f"rule:{name}": _told(rule) for name, rule in RULES.items()},
    }
)
_KINDS = MappingProxyType(
    {
        "rule": "The rule “{}” proposed it.",
        "memory": "What was decided before (“{}”) proposed it.",
        "model": "The model “{}” proposed it.",
        "import": "It came with an imported file ({}).",
    }
)


def explain(origin: str) -> str:
    """A sentence on where an annotation of an origin comes from."""
    if origin in _ORIGINS:
        return _ORIGINS[origin]
    kind, _, name = origin.partition(":")
    return _KINDS.get(kind, "It was made by “{}”.").format(name or origin)
