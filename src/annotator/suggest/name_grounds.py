"""How sure each rule about names is, and how it puts that to the analyst.

The shares are estimates. Those of frequent rules follow the counts on six news documents of GUM,
where what GUM leaves out on purpose (a person whose role stands before the name, a demonym) was
judged by eye; rules that occur there a few times or never were set by likeness to the others.
"""

from __future__ import annotations

from annotator.model.suggestion import Ground
from annotator.text.document_names import TypedName

#: A rule that is right less often than this is not worth a key press.
LEAST = 0.5

#: Several weak signs for one type are right as often as one of them twice as strong.
_SEVERAL = 1.6

_IS = "“{name}” is a known {type}."
_BEFORE = "The words before “{name}” often come before the name of {a_type}."
_BEHIND = "The words after “{name}” often follow the name of {a_type}."
_SHAPE = "“{name}” looks like the name of {a_type}."
_HEAD = "A word in “{name}” shows that it is {a_type}."
#: By rule: how often it is right, and why it says so.
_RULES = {
    "title": (0.9, "“{name}” is an office, a rank or a profession."),
    "title_before": (0.97, "A title stands before “{name}”."),
    "surname_of": (0.96, "“{name}” is part of the name of a person in this article."),
    "acronym_of": (
        0.95,
        "“{name}” has the first letters of an organization named in this article.",
    ),
    "demonym": (0.95, "“{name}” belongs to a country or a people."),
    "age": (0.95, "An age follows “{name}”."),
    "given_name": (0.93, "“{name}” begins with a given name."),
    "gazetteer": (0.94, _IS),
    "person_shape": (0.85, _SHAPE),
    "role_before": (0.9, "The words before “{name}” say what this person is."),
    "city": (0.9, _IS),
    "place_comma": (0.85, "A country or state follows “{name}”."),
    "place_of": (0.85, _BEFORE),
    "who": (0.85, "“who” follows “{name}”."),
    "which": (0.7, "“which” or “where” follows “{name}”."),
    "kind": (0.8, "The words beside “{name}” say what it is."),
    "apposition": (0.85, "The words after “{name}” say what it is."),
    "org_head": (0.9, _HEAD),
    "facility_head": (0.85, _HEAD),
    "location_head": (0.85, _HEAD),
    "gpe_head": (0.8, _HEAD),
    "event_head": (0.8, _HEAD),
    "law_head": (0.8, _HEAD),
    "in_place": (0.8, _BEFORE),
    "body_before": (0.8, _BEFORE),
    "body_behind": (0.75, _BEHIND),
    "body_of": (0.75, _BEFORE),
    "person_of": (0.7, _BEFORE),
    "place_behind": (0.8, _BEHIND),
    "thing_behind": (0.6, _BEHIND),
    "event_behind": (0.6, _BEHIND),
    "has": (0.7, "What belongs to “{name}” is what {a_type} has."),
    "does": (0.7, "“{name}” does what {a_type} does."),
    "acronym": (0.65, "“{name}” looks like the short name of an organization."),
    "surname": (0.6, "“{name}” ends in a known surname."),
    "plays": (0.6, "“{name}” does what a team does."),
    "side_of": (0.55, "A person in this article belongs to “{name}”."),
    "place_shape": (0.55, _SHAPE),
    "to_place": (0.5, _BEFORE),
    "model": (0.6, "“{name}” is written like a model of a machine."),
    "brand": (0.7, "“{name}” has capitals inside, like the name of a company or product."),
    "org_shape": (0.6, _SHAPE),
    "short_of": (0.75, "“{name}” begins the name of another organization in this article."),
    "verb_before": (0.45, _BEFORE),
    "says": (0.45, "A verb of saying stands beside “{name}”."),
    "article": (0.45, _BEFORE),
    "dateline": (0.95, "“{name}” stands where articles say where they were written."),
    "byline": (0.9, "“{name}” stands where articles name their author."),
    "in_capitals": (0.9, "“{name}” is also written with other capitals in this article."),
    "bare": (0.9, "“{name}” is part of a longer name in this article."),
    "artifact_head": (0.7, _HEAD),
    "other_head": (0.1, _HEAD),
    "group_before": (0.7, _BEFORE),
    "people_behind": (0.7, _BEHIND),
    "people_shape": (0.6, _SHAPE),
    "thing_before": (0.8, "The word before “{name}” says what it is."),
    "work_beside": (0.8, "A word beside “{name}” says what it is."),
    "listed_with": (0.45, "“{name}” is listed with {a_type}."),
    "capitals": (0.35, _SHAPE),
}
_TYPES = {
    "gpe": "country, region or city",
    "location": "place",
    "facility": "building or road",
    "group": "people",
    "artifact": "product or work",
}
_FULL = "“{name}” is short for “{full}” in this article."


def ground_of(name: TypedName, words: str) -> Ground:
    """What a typed name stands on; `words` are those of the text."""
    share, reason = _RULES[name.rule]
    if share < LEAST and name.rule != "capitals" and name.strength >= _SEVERAL:
        share = LEAST
    if name.full is not None:
        reason = _FULL
    type = _TYPES.get(name.type or "other", name.type or "other")
    a_type = f"{'an' if type[0] in 'aeiou' else 'a'} {type}"
    told = reason.format(name=words, type=type, a_type=a_type, full=name.full)
    return Ground(f"rule:{name.rule}", share, told)
