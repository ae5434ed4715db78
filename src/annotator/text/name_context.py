"""What the words around a name say of it: titles, prepositions, verbs, appositions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annotator.text.lexicon import Lexicon
from annotator.text.name_own import Evidence
from annotator.text.name_words import (
    BODIES,
    BODY_FOLLOWS,
    BODY_HAS,
    BODY_OF,
    IN_PLACE,
    PERSON_BEFORE,
    PERSON_DOES,
    PERSON_HAS,
    PLACE_FOLLOWS,
    PLACE_HAS,
    PLACES,
    PLAYS,
    ROLE_ENDINGS,
    ROLES,
    TO_PLACE,
)
from annotator.text.words import FUNCTION_WORDS

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
_LAST = _table(
    (IN_PLACE, _signs("in_place", gpe=1.6, person=-0.8)),
    (TO_PLACE, _signs("to_place", gpe=0.4)),
    (("at",), _signs("in_place", gpe=0.6, organization=0.5, person=-0.8)),
    (PERSON_BEFORE, _signs("verb_before", person=0.7)),
    (("by",), _signs("verb_before", person=0.4)),
)
#: The first word behind a name.
_NEXT = _table(
    (PERSON_DOES | {"himself", "herself"}, _signs("does", person=1.2)),
    (("who",), _signs("who", person=1.5)),
    (PLAYS, _signs("plays", organization=1.4)),
    (BODY_FOLLOWS, _signs("body_behind", organization=1.4, person=-1)),
    (PLACE_FOLLOWS, _signs("place_behind", gpe=1.2, person=-0.6)),
)
#: The first word behind a name with "'s".
_HAS = _table(
    (PERSON_HAS, _signs("has", person=1.6)),
    (BODY_HAS, _signs("has", organization=1.2)),
    (PLACE_HAS, _signs("has", gpe=1.4)),
    (ROLES - PLACE_HAS - PERSON_HAS, _signs("has", organization=0.8, gpe=0.8)),
)
_SAYS = _signs("says", person=0.9, organization=0.4, gpe=0.2)
_WORKS = frozenset(
    {"worked", "works", "work", "working", "played", "plays", "playing", "writes", "wrote",
     "writing", "reporting", "reports", "employed", "scored", "signed"}
)  # fmt: skip
_AUXILIARIES = frozenset({"also", "has", "had", "later", "then", "have"})
_BEFORE, _AFTER = 60, 70
_POSSESSIVES = ("'s ", "\u2019s ", "' ", "\u2019 ")
_ARTICLES = frozenset({"a", "an", "the", "his", "her", "their", "its", "this", "our", "my"})


def outer_evidence(text: str, start: int, end: int, lexicon: Lexicon) -> list[Evidence]:
    """What the words before and behind a name say of it."""
    before = text[max(0, start - _BEFORE) : start]
    before = before[before.rfind("\n") + 1 :]
    after = text[end : end + _AFTER].partition("\n")[0]
    found = [*_behind(after, lexicon)]
    is_modifier = _is_modifier(after, lexicon)
    signs = _before(before, text[start:end], lexicon, is_modifier=is_modifier)
    owns = after.startswith(_POSSESSIVES)
    return [*found, *(sign for sign in signs if not (owns and sign.rule == "verb_before"))]


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
    last = words[-1]
    folded = last.casefold()
    if folded in {"the", "this", "its", "their"}:
        if not is_modifier:
            yield Evidence("person", -2.5 if " " not in name else -1.5, "article")
        yield Evidence("organization", 0.2 if is_modifier else 0.5, "article")
        yield from () if is_modifier else _with_article(words[:-1])
    elif folded in _LAST:
        yield from _LAST[folded]
    elif folded in {"of", "for"} and len(words) > 1:
        yield from _of(words[-2].casefold(), folded)
    else:
        yield from _word_before(words, lexicon)


def _word_before(words: list[str], lexicon: Lexicon) -> Iterator[Evidence]:
    last = words[-1]
    folded = last.casefold()
    if _is_role(folded.rstrip(","), last):
        yield Evidence("person", 2 if last[-1] == "," else 3, "role_before")
    elif folded in BODIES or folded.endswith("maker"):
        yield Evidence("organization", 2.5, "body_before")
    elif folded in {"called", "named"} and len(words) > 1 and words[-2].casefold() in BODIES:
        yield Evidence("organization", 2, "body_before")
    elif folded.rstrip(",") in lexicon.sayings and last.islower():
        yield Evidence("person", 0.6, "says")
        yield Evidence("organization", 0.3, "says")


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
    elif head in _WORKS and word == "for":
        yield Evidence("organization", 1.2, "body_of")
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
        yield from _owns(after.split(None, 4)[1:4])
    elif after.startswith(", "):
        yield from _apposition(after[2:], lexicon)
    elif after.startswith(" ("):
        yield from _bracket(after[2:])
    elif after.startswith(" "):
        yield from _next(after.split(None, 3), lexicon)


def _owns(words: list[str]) -> Sequence[Evidence]:
    return _HAS.get(words[0].casefold().rstrip(".,;:"), ()) if words else ()


def _apposition(after: str, lexicon: Lexicon) -> Iterator[Evidence]:
    words = after.split(None, 8)
    first = words[0].rstrip(".,;:)") if words else ""
    if first.isdigit() and len(first) == 2 and after[2:3] in {",", ".", " "}:  # noqa: PLR2004
        yield Evidence("person", 3, "age")
    elif first in {"who", "whose", "aged"}:
        yield Evidence("person", 2, "who")
    elif first == "which":
        yield Evidence("person", -2, "which")
    elif first == "where":
        yield Evidence("gpe", 2, "which")
    elif first in _ARTICLES or first in {"one", "another", "former", "now", "then"}:
        yield from _is_a(words[1:])
    elif _is_role(first.casefold(), first):
        yield Evidence("person", 2, "apposition")
    elif first[:1].isupper() and _is_country(after, lexicon):
        yield Evidence("gpe", 1.8, "place_comma")


def _is_country(after: str, lexicon: Lexicon) -> bool:
    """Whether a country or state stands alone before the next sign."""
    cut = min((at for sign in ",.;:)" if (at := after.find(sign)) > 0), default=len(after))
    name = after[:cut]
    known = lexicon.names.get(name) or lexicon.gazetteer.types.get(name)
    return known == "gpe" and name.casefold() not in lexicon.demonyms


def _is_a(words: list[str]) -> Iterator[Evidence]:
    """An apposition after its article: the first noun that is known decides."""
    for word in words:
        folded = word.casefold().rstrip(",.;:")
        if _is_role(folded, word):
            yield Evidence("person", 2.4, "apposition")
        elif word[0].isupper():
            pass
        elif folded in PLACES:
            yield Evidence("gpe", 2.2, "apposition")
        elif folded in BODIES:
            yield Evidence("organization", 2.2, "apposition")
        elif word[-1] not in ",.;:" and folded not in {"of", "in", "at", "for", "who", "that"}:
            continue
        return


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
        yield from _SAYS
        return
    if word in {"was", "is"} and second in {"born", "married", "survived"}:
        yield Evidence("person", 2, "does")
    yield from _NEXT.get(word, ())
