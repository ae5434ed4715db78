"""What the words around a name say of it: titles, prepositions, verbs, appositions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.text.evidence import Evidence
from annotator.text.lexicon import Lexicon
from annotator.text.name_beside import beside_evidence
from annotator.text.name_kinds import kind_evidence
from annotator.text.name_signs import (
    BODY_BEHIND,
    EMPLOYS,
    HAS,
    HOME,
    LAST,
    MADE,
    NEXT,
    ORIGIN,
    PERSON_BEHIND,
    PLACE_BEHIND,
    SAYS,
    SUBSTANCE,
    THING_BEHIND,
    WEAKLY_BEHIND,
    Signs,
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
    ROLE_ENDINGS,
    ROLES,
    STAKES,
    THINGS,
    WEAK_ROLES,
    WORKS,
)
from annotator.text.words import FUNCTION_WORDS

_WORKS = frozenset(
    {"worked", "works", "work", "working", "played", "plays", "playing", "writes", "wrote",
     "writing", "reporting", "reports", "employed", "scored", "signed"}
)  # fmt: skip
_AUXILIARIES = frozenset({"also", "has", "had", "later", "then", "have"})
_BEFORE, _AFTER = 80, 70
_ISLANDS = frozenset({"islands", "kingdom", "nation", "coast"})
_RUN = ("-based", "-run", "-owned", "-listed", "-backed", "-funded", "-headquartered")
_HOMES = frozenset({"of", "from"})
_POSSESSIVES = ("'s ", "\u2019s ", "' ", "\u2019 ")
#: Before "in" where no place follows.
_PRINTED = frozenset(
    {"published", "appeared", "writing", "reported", "paper", "article", "study", "editorial",
     "essay", "column"}
)  # fmt: skip
_NOT_PLACED = STAKES | _PRINTED | {"interest", "confidence"}
#: What says nothing of a name before what belongs to it: "at Ada's house".
_OWNED = frozenset({"verb_before", "in_place", "to_place"})
#: Where the noun of an apposition has been.
_ENDING = frozenset(
    {"of", "in", "at", "for", "who", "that", "which", "with", "from", "on", "to", "by", "near",
     "and", "or", "about", "where", "whose", "was", "is", "has", "had", "said", "based", "owned",
     "run", "led", "founded", "controlled", "registered", "known", "called", "named", "set"}
)  # fmt: skip
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
#: Right behind a name and a comma.
_RELATIVE = {
    **dict.fromkeys(("who", "aged"), Evidence("person", 2, "who")),
    "whose": Evidence("person", 0.8, "who"),
    **dict.fromkeys(
        ("owned", "operated", "headquartered"), Evidence("organization", 1.2, "apposition")
    ),
    "which": Evidence("person", -2, "which"),
    "where": Evidence("gpe", 2, "which"),
}
_ARTICLES = frozenset({"a", "an", "the", "his", "her", "their", "its", "this", "our", "my"})


def outer_evidence(text: str, start: int, end: int, lexicon: Lexicon) -> list[Evidence]:
    """What the words before and behind a name say of it."""
    before = text[max(0, start - _BEFORE) : start]
    before = before[before.rfind("\n") + 1 :]
    after = text[end : end + _AFTER].partition("\n")[0]
    found = [*_behind(after, lexicon), *beside_evidence(before, text[start:end], after)]
    found += kind_evidence(before, after)
    is_modifier = _is_modifier(after, lexicon)
    signs = _before(before, text[start:end], lexicon, is_modifier=is_modifier)
    owns = after.startswith(_POSSESSIVES)
    return [*found, *(sign for sign in signs if not (owns and sign.rule in _OWNED))]


def _is_modifier(after: str, lexicon: Lexicon) -> bool:
    """Whether a common noun follows at once, to which an article before the name belongs."""
    if not after[:1].isspace() or not after[1:2].islower():
        return False
    word = after.split(None, 1)[0].rstrip(",.;:")
    return word not in FUNCTION_WORDS and word not in lexicon.sayings


def _before(before: str, name: str, lexicon: Lexicon, *, is_modifier: bool) -> Iterator[Evidence]:
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
    if second in _BELONGS and (_is_role(first, first) or _are_roles(first)):
        return ORIGIN if second == "from" else EMPLOYS
    if second == "by" and first in DONE_BY_BODIES:
        return _OWNER
    return _PAIRS.get((first, second))


def _are_roles(word: str) -> bool:
    return word.endswith("s") and _is_role(word[:-1], word[:-1])


def _word_before(words: list[str], name: str, lexicon: Lexicon) -> Iterator[Evidence]:
    last = words[-1]
    folded = last.casefold()
    if _is_role(folded.rstrip(","), last):
        yield from _role(folded, last, name)
    elif folded.endswith(_RUN):
        yield Evidence("organization", 1.3, "body_before")
    elif folded in BODIES or folded.endswith("maker"):
        is_person = " " in name and lexicon.gazetteer.is_given(name.split(maxsplit=1)[0])
        yield Evidence("organization", 1 if is_person else 2.5, "body_before")
    elif folded in {"called", "named"} and len(words) > 1 and words[-2].casefold() in BODIES:
        yield Evidence("organization", 2, "body_before")
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


def _is_role(folded: str, word: str) -> bool:
    if folded in ROLES or folded.rpartition("-")[2] in ROLES:
        return True
    return word[0].islower() and len(folded) > 5 and folded.endswith(ROLE_ENDINGS)  # noqa: PLR2004


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


def _behind(after: str, lexicon: Lexicon) -> Iterator[Evidence]:
    if after.startswith(_POSSESSIVES):
        is_plural = after[1] == " "
        for sign in _owns(after.split(None, 4)[1:4]):
            if not (is_plural and sign.type == "gpe"):
                yield sign
    elif after.startswith(", "):
        yield from _apposition(after[2:], lexicon)
    elif after.startswith(" ("):
        yield from _bracket(after[2:])
    elif after.startswith(" "):
        yield from _next(after.split(None, 3), lexicon)


def _owns(words: list[str]) -> Sequence[Evidence]:
    return HAS.get(words[0].casefold().rstrip(".,;:"), ()) if words else ()


def _apposition(after: str, lexicon: Lexicon) -> Iterator[Evidence]:
    words = after.split(None, 8)
    first = words[0].rstrip(".,;:)") if words else ""
    if first.isdigit() and len(first) == 2 and after[2:3] in {",", ".", " "}:  # noqa: PLR2004
        yield Evidence("person", 3, "age")
    elif first in _RELATIVE:
        yield _RELATIVE[first]
    elif first in _ARTICLES or first in {"one", "another", "former", "now", "then"}:
        yield from _is_a(words[1:])
    elif _is_role(first.casefold(), first):
        yield Evidence("person", 2, "apposition")
    elif first[:1].isupper() and _is_country(after, lexicon):
        yield Evidence("gpe", 1.8, "place_comma")


def _is_country(after: str, lexicon: Lexicon) -> bool:
    """Whether a country or state stands alone before the next sign."""
    cut = min(
        (
            at
            for sign in (",", ".", ";", ":", ")", " -", " \u2013", " \u2014")
            if (at := after.find(sign)) > 0
        ),
        default=len(after),
    )
    name = after[:cut]
    known = lexicon.names.get(name) or lexicon.gazetteer.types.get(name)
    return known == "gpe" and name.casefold() not in lexicon.demonyms


def _is_a(words: list[str]) -> Iterator[Evidence]:
    """An apposition after its article: its first noun that is known, unless it is a modifier."""
    found: Signs = ()
    for word in words:
        folded = word.casefold().rstrip(",.;:")
        if folded in {"and", "or"} and not found:
            continue
        if folded in _ENDING:
            break
        kind = _kind_of(folded, word)
        if found and not kind:
            # "The state something": what it is remains unknown.
            found = found if found[0].type == "person" or word[0].isupper() else ()
            break
        found = kind or found
        if word[-1] in ",.;:":
            break
    yield from found


def _kind_of(folded: str, word: str) -> Signs:
    """What a noun says of the name that it stands behind."""
    if _is_role(folded, word):
        return WEAKLY_BEHIND if folded in WEAK_ROLES else PERSON_BEHIND
    if word[0].isupper():
        return ()
    if folded in THINGS or folded in WORKS:
        return THING_BEHIND
    if folded in PLACE_KINDS or folded in _ISLANDS:
        return PLACE_BEHIND
    return BODY_BEHIND if folded in BODIES else ()


def _bracket(inner: str) -> Iterator[Evidence]:
    word = inner.partition(")")[0]
    if word.isupper() and 2 <= len(word) <= 7:  # noqa: PLR2004
        yield Evidence("organization", 1.5, "acronym")
    elif word.isdigit() and len(word) == 2:  # noqa: PLR2004
        yield Evidence("person", 2, "age")


def _next(words: list[str], lexicon: Lexicon) -> Iterator[Evidence]:
    if not words:
        return
    word = words[0].rstrip(".,;:")
    second = words[1].rstrip(".,;:") if len(words) > 1 else ""
    if word in lexicon.sayings or (word in _AUXILIARIES and second in lexicon.sayings):
        yield from SAYS
        return
    if word in {"was", "is"} and second in {"born", "married", "survived"}:
        yield Evidence("person", 2, "does")
    yield from NEXT.get(word, ())
