"""What the words right beside a name are signs of, by the closed lists of `name_words`."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.text.evidence import Evidence
from annotator.text.name_words import (
    BODY_BEFORE,
    BODY_DOES,
    BODY_FOLLOWS,
    BODY_HAS,
    BUILT_FOLLOWS,
    CALLED_WORKS,
    CONTENDS,
    EVENT_FOLLOWS,
    IN_PLACE,
    NATURE_FOLLOWS,
    PEOPLE_FOLLOW,
    PERSON_BEFORE,
    PERSON_DOES,
    PERSON_HAS,
    PLACE_FOLLOWS,
    PLACE_HAS,
    PLACE_KINDS,
    PLAYS,
    ROLE_ENDINGS,
    ROLES,
    THING_FOLLOWS,
    THINGS,
    TO_PLACE,
)

Signs = tuple[Evidence, ...]


def _table(*rows: tuple[Iterable[str], Signs]) -> dict[str, Signs]:
    """What each word is a sign of; a word of several rows is a sign of all that they say."""
    table: dict[str, Signs] = {}
    for words, signs in rows:
        for word in words:
            table[word] = table.get(word, ()) + signs
    return table


def _signs(rule: str, **weights: float) -> Signs:
    return tuple(Evidence(type, weight, rule) for type, weight in weights.items())


#: The last word before a name.
LAST = _table(
    (IN_PLACE, _signs("in_place", gpe=1.6, facility=1.6, location=1.6, person=-0.8)),
    (TO_PLACE, _signs("to_place", gpe=0.4)),
    (
        ("at",),
        _signs("in_place", gpe=0.6, facility=1.6, location=1.0, organization=0.5, person=-0.8),
    ),
    (PERSON_BEFORE, _signs("verb_before", person=0.7)),
    (BODY_BEFORE, _signs("verb_before", organization=0.8)),
    (("by",), _signs("verb_before", person=0.4)),
    (("ethnic",), _signs("group_before", group=2)),
    (THINGS, _signs("thing_before", artifact=3, person=-2, organization=-1)),
    (CALLED_WORKS, _signs("thing_before", artifact=2, person=-1, gpe=-1)),
    (("aboard",), _signs("thing_before", artifact=2, person=-1)),
)
#: The first word behind a name.
NEXT = _table(
    (PERSON_DOES | {"himself", "herself"}, _signs("does", person=1.2)),
    (("who",), _signs("who", person=1.5)),
    (PLAYS, _signs("plays", organization=1.4)),
    (CONTENDS, _signs("plays", organization=0.6)),
    (BODY_FOLLOWS, _signs("body_behind", organization=1.4, person=-1)),
    (PLACE_FOLLOWS, _signs("place_behind", gpe=1.2, person=-0.6)),
    (PLACE_KINDS, _signs("place_behind", gpe=3, person=-2)),
    (NATURE_FOLLOWS, _signs("place_behind", location=2.4, person=-1.5)),
    (BUILT_FOLLOWS, _signs("place_behind", facility=1.6, person=-1)),
    (PEOPLE_FOLLOW, _signs("people_behind", group=1.4, person=-1, organization=-0.5)),
    (BODY_DOES, _signs("does", organization=0.9)),
    (THING_FOLLOWS, _signs("thing_behind", other=1.8, organization=-1.5, person=-1)),
    (EVENT_FOLLOWS, _signs("event_behind", event=1.6, organization=-0.8, person=-1, gpe=-0.5)),
    (("sank", "docked", "capsized"), _signs("does", artifact=1.6)),
)
#: The first word behind a name with "'s".
HAS = _table(
    (PERSON_HAS, _signs("has", person=1.6)),
    (BODY_HAS, _signs("has", organization=1.2)),
    (PLACE_HAS, _signs("has", gpe=1.4)),
    (ROLES - PLACE_HAS - PERSON_HAS, _signs("has", organization=0.8, gpe=0.8)),
)
#: Behind what somebody is and "at", "with" or "for": "an analyst at", "attorneys with".
EMPLOYS = _signs("body_of", organization=2.2, person=-0.5)
#: Behind somebody's age and "of": ", 58, of".
HOME = _signs("place_of", gpe=3, person=-2.5)
#: Behind what somebody is and "from": "a farmer from".
ORIGIN = _signs("place_of", gpe=1.8, person=-0.6)
#: Behind "a" and the name of a maker: "a Cessna".
MADE = _signs("thing_before", artifact=4, organization=-3)
#: Behind "effects of" and the like.
SUBSTANCE = _signs("thing_before", other=2.5, organization=-1.5, person=-1)
#: Beside a verb of saying.
SAYS = _signs("says", person=0.9, organization=0.4, gpe=0.2)
#: Behind a name and an article.
PERSON_BEHIND = _signs("apposition", person=2.4)
WEAKLY_BEHIND = _signs("verb_before", person=0.7)
THING_BEHIND = _signs("apposition", artifact=2.4, person=-1)
PLACE_BEHIND = _signs("apposition", gpe=2.2)
BODY_BEHIND = _signs("apposition", organization=2.4, person=-1.5)


def is_role(folded: str, word: str) -> bool:
    """Whether a word is what somebody is; `folded` is the same in small letters."""
    if folded in ROLES or folded.rpartition("-")[2] in ROLES:
        return True
    return word[0].islower() and len(folded) > 5 and folded.endswith(ROLE_ENDINGS)  # noqa: PLR2004
