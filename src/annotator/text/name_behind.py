"""What the words behind a name say of it: verbs, appositions, what it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.text.evidence import Evidence
from annotator.text.lexicon import Lexicon
from annotator.text.name_signs import (
    BODY_BEHIND,
    HAS,
    NEXT,
    PERSON_BEHIND,
    PLACE_BEHIND,
    SAYS,
    THING_BEHIND,
    WEAKLY_BEHIND,
    Signs,
    is_role,
)
from annotator.text.name_words import (
    BODIES,
    PLACE_KINDS,
    THINGS,
    WEAK_ROLES,
    WORKS,
)

_AUXILIARIES = frozenset({"also", "has", "had", "later", "then", "have"})
_ISLANDS = frozenset({"islands", "kingdom", "nation", "coast"})
POSSESSIVES = ("'s ", "\u2019s ", "' ", "\u2019 ")
#: Where the noun of an apposition has been.
_ENDING = frozenset(
    {"of", "in", "at", "for", "who", "that", "which", "with", "from", "on", "to", "by", "near",
     "and", "or", "about", "where", "whose", "was", "is", "has", "had", "said", "based", "owned",
     "run", "led", "founded", "controlled", "registered", "known", "called", "named", "set"}
)  # fmt: skip
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


def behind_evidence(after: str, lexicon: Lexicon) -> Iterator[Evidence]:
    """What the words behind a name say of it."""
    if after.startswith(POSSESSIVES):
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
    elif is_role(first.casefold(), first):
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
    if is_role(folded, word):
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
