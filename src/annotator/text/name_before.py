"""What the words before a name say of it: titles, prepositions, verbs, what it is."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.text.evidence import Evidence
from annotator.text.lexicon import Lexicon
from annotator.text.name_signs import (
    EMPLOYS,
    HOME,
    LAST,
    MADE,
    ORIGIN,
    SUBSTANCE,
    Signs,
    is_role,
)
from annotator.text.name_words import (
    BODIES,
    BODY_OF,
    DONE_BY_BODIES,
    EFFECTS,
    GOING,
    IN_PLACE,
    PERSON_HAS,
    PLACE_KINDS,
    PLACES,
    STAKES,
    WEAK_ROLES,
)

_WORKS = frozenset(
    {"worked", "works", "work", "working", "played", "plays", "playing", "writes", "wrote",
     "writing", "reporting", "reports", "employed", "scored", "signed"}
)  # fmt: skip
_RUN = ("-based", "-run", "-owned", "-listed", "-backed", "-funded", "-headquartered")
_HOMES = frozenset({"of", "from"})
_PRINTED = frozenset(
    {"published", "appeared", "writing", "reported", "paper", "article", "study", "editorial",
     "essay", "column"}
)  # fmt: skip
#: Before "in" where no place follows.
_NOT_PLACED = STAKES | _PRINTED | {"interest", "confidence"}
_ON_BOARD = (["on", "board"], ["crew", "of"], ["captain", "of"], ["skipper", "of"])
_STAKE: Signs = (Evidence("organization", 1.5, "body_before"),)
_PAPER: Signs = (Evidence("organization", 0.8, "body_before"),)
_OWNER: Signs = (Evidence("organization", 0.9, "body_before"),)
_GOAL: Signs = (Evidence("gpe", 1.2, "in_place"),)
_GOES, _BELONGS = frozenset({"to", "from", "for"}), frozenset({"at", "with", "for", "from"})
_PAIRS: dict[tuple[str, str], Signs] = {
    **dict.fromkeys((("bulk", "carrier"), ("aircraft", "carrier")), LAST["ship"]),
    **{(word, "to"): LAST["near"] for word in ("next", "close", "adjacent")},
    **{
        (trade, "house"): (Evidence("organization", 2.5, "body_before"),)
        for trade in ("auction", "publishing", "fashion", "trading", "brokerage")
    },
}


def before_evidence(
    before: str, name: str, lexicon: Lexicon, *, is_modifier: bool
) -> Iterator[Evidence]:
    """What the words before a name say of it; a common noun behind it may make it a modifier."""
    words = before.split()
    if before.endswith("(") and name.isupper() and _spells(words, name):
        yield Evidence("other", 4, "acronym")
    if not words or before[-1:] not in " \u00a0":
        return
    folded = words[-1].casefold()
    if folded in _HOMES and _is_aged(words):
        yield from HOME
    elif folded in {"the", "this", "its", "their"}:
        yield from _behind_article(words, name, is_modifier=is_modifier)
    elif folded in {"a", "an"} and not is_modifier:
        if lexicon.gazetteer.types.get(name) == "organization":
            yield from MADE
    else:
        yield from _behind_word(words, folded, name, lexicon)


def _is_aged(words: list[str]) -> bool:
    """Whether an age between commas stands before "of": "Ada Low, 58, of"."""
    return len(words) > 2 and words[-2].rstrip(",").isdigit() and words[-3][-1] == ","  # noqa: PLR2004


def _behind_article(words: list[str], name: str, *, is_modifier: bool) -> Iterator[Evidence]:
    if not is_modifier:
        yield Evidence("person", -2.5 if " " not in name else -1.5, "article")
    if words[-2:-1] == ["aboard"] or words[-3:-1] in _ON_BOARD:
        yield from LAST["aboard"]
    yield Evidence("organization", 0.2 if is_modifier else 0.5, "article")
    yield from () if is_modifier else _with_article(words[:-1])


def _behind_word(words: list[str], folded: str, name: str, lexicon: Lexicon) -> Iterator[Evidence]:
    pair = None if len(words) == 1 else _pair(words[-2].casefold(), folded)
    if pair is not None:
        yield from pair
    elif folded in LAST:
        yield from LAST[folded]
    elif folded in {"of", "for"} and len(words) > 1:
        yield from _of(words[-2].casefold(), folded)
    else:
        yield from _word_before(words, name, lexicon)


def _pair(first: str, second: str) -> Signs | None:
    """What two words before a name say of it: "stake in", "owned by", "flew to"."""
    if second == "in" and first in _NOT_PLACED:
        return _STAKE if first in STAKES else _PAPER if first in _PRINTED else ()
    if second in _GOES and first in GOING:
        return _GOAL
    if second in _BELONGS and (is_role(first, first) or _are_roles(first)):
        return ORIGIN if second == "from" else EMPLOYS
    if second == "by" and first in DONE_BY_BODIES:
        return _OWNER
    return _PAIRS.get((first, second))


def _are_roles(word: str) -> bool:
    return word.endswith("s") and is_role(word[:-1], word[:-1])


def _word_before(words: list[str], name: str, lexicon: Lexicon) -> Iterator[Evidence]:
    last = words[-1]
    folded = last.casefold()
    if is_role(folded.rstrip(","), last):
        yield from _role(folded, last, name)
    elif folded.endswith(_RUN):
        yield Evidence("organization", 1.3, "body_before")
    elif folded in BODIES or folded.endswith("maker"):
        is_person = " " in name and lexicon.gazetteer.is_given(name.split(maxsplit=1)[0])
        yield Evidence("organization", 1 if is_person else 2.5, "body_before")
    elif folded.rstrip(",") in lexicon.sayings and last.islower():
        yield Evidence("person", 0.6, "says")
        yield Evidence("organization", 0.3, "says")


def _role(folded: str, word: str, name: str) -> Iterator[Evidence]:
    if folded in WEAK_ROLES or (name.isupper() and " " not in name):
        yield Evidence("person", 0.7, "verb_before")
    else:
        yield Evidence("person", 2 if word[-1] == "," else 3, "role_before")
    if folded in BODIES:
        yield Evidence("organization", 2, "body_before")


def _spells(words: list[str], acronym: str) -> bool:
    """Whether the last words, which are no name, spell an acronym: "low rate (LR)"."""
    last = words[-len(acronym) - 1 : -1] if words[-1:] == ["("] else words[-len(acronym) :]
    return "".join(word[0] for word in last) == acronym.casefold()


def _of(head: str, word: str) -> Iterator[Evidence]:
    if head in BODY_OF:
        yield Evidence("organization", 1.6, "body_of")
        yield Evidence("gpe", 0.5, "body_of")
    elif head in EFFECTS and word == "of":
        yield from SUBSTANCE
    elif head in _WORKS and word == "for":
        yield Evidence("organization", 1.2, "body_of")
    elif head in PLACE_KINDS and word == "of":
        yield Evidence("gpe", 3.2, "place_of")
        yield Evidence("person", -1.5, "place_of")
    elif head in PLACES and word == "of":
        yield Evidence("gpe", 2.2, "place_of")
    elif head in PERSON_HAS and word == "of":
        yield Evidence("person", 1, "person_of")
    elif head in {"part", "out", "north", "south", "east", "west"}:
        yield Evidence("gpe", 0.8, "place_of")


def _with_article(words: list[str]) -> Iterator[Evidence]:
    if not words:
        return
    last = words[-1].casefold()
    if last in IN_PLACE:
        yield Evidence("gpe", 0.3, "in_place")
    elif last in {"of", "for"} and len(words) > 1 and words[-2].casefold() in BODY_OF:
        yield Evidence("organization", 1.2, "body_of")
    elif last == "called":
        yield Evidence("organization", 0.8, "body_before")
