"""What the words of a name say by themselves: whether it is a person, a body or a place."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.text.evidence import Evidence
from annotator.text.lexicon import Lexicon
from annotator.text.name_heads import head_evidence, is_place
from annotator.text.name_parts import (
    BODY_ENDINGS,
    DESIGNATION,
    PLACE_ENDINGS,
    SUFFIXES,
    SURNAME_ENDINGS,
    is_number,
)
from annotator.text.name_words import DIRECTIONS, FAMILY_FIRST
from annotator.text.words import FUNCTION_WORDS, SURNAME_PARTICLES

_LONGEST = 6
_NAME_WORDS = 3


def own_evidence(name: str, words: tuple[str, ...], lexicon: Lexicon) -> list[Evidence]:
    """What the words of a name say by themselves."""
    found = list(_known(name, words, lexicon))
    if not found or found[0].weight < 3:  # noqa: PLR2004
        found += head_evidence(words, lexicon)
        if len(words) > 1:
            found += _person(words, lexicon)
        elif not is_number(name):
            found += _single(name, lexicon)
    return found


def _known(name: str, words: tuple[str, ...], lexicon: Lexicon) -> Iterator[Evidence]:
    gazetteer = lexicon.gazetteer
    type = lexicon.names.get(name) or gazetteer.types.get(name)
    folded = name.casefold()
    if folded in lexicon.demonyms or folded.removesuffix("s") in lexicon.demonyms:
        yield Evidence("gpe" if folded in lexicon.demonyms else "group", 5, "demonym")
    elif type:
        yield Evidence(type, _known_weight(name, type, lexicon), "gazetteer")
    elif len(words) > 2 and _is_body_of_place(words, lexicon):  # noqa: PLR2004
        yield Evidence("organization", 4, "org_head")
    elif name.isupper() and len(name) > 3 and is_place(name.title(), lexicon):  # noqa: PLR2004
        # The name of a town may be an acronym as well.
        yield Evidence("gpe", 1 if name.title() in gazetteer.cities else 4, "gazetteer")
    elif name in gazetteer.cities:
        borne = gazetteer.is_given(words[0]) or name in gazetteer.surnames
        borne = borne and (len(words) == 1 or words[-1] not in lexicon.heads)
        yield Evidence("gpe", 0.8 if borne else 3, "city")
    elif len(words) > 1 and (words[0] in DIRECTIONS or words[-1] in DIRECTIONS):
        yield from _directed(words, lexicon)


def _known_weight(name: str, type: str, lexicon: Lexicon) -> float:
    """How much a known name counts: less where it is borne by persons too."""
    gazetteer = lexicon.gazetteer
    if " " in name or name.isupper():
        return 5
    if gazetteer.is_given(name):
        return 2.2
    if name in gazetteer.surnames:
        return 3.4 if type == "other" else 2.2
    return 5


def _directed(words: tuple[str, ...], lexicon: Lexicon) -> Iterator[Evidence]:
    """A place with a direction, such as "South Brill"."""
    rest = " ".join(words[1:] if words[0] in DIRECTIONS else words[:-1])
    if is_place(rest, lexicon):
        yield Evidence("gpe", 3.5, "gazetteer")
    elif len(words) == 2 and words[0] in DIRECTIONS:  # noqa: PLR2004
        yield Evidence("gpe", 1.3, "place_shape")


def _is_body_of_place(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether a place and a known body make a name: "Kenya Red Cross", "British Red Cross"."""
    rest = lexicon.gazetteer.types.get(" ".join(words[1:]))
    is_of_place = words[0].casefold() in lexicon.demonyms or is_place(words[0], lexicon)
    return rest == "organization" and is_of_place


def _person(words: tuple[str, ...], lexicon: Lexicon) -> Iterator[Evidence]:
    first, last = words[0], words[-1]
    if "upon" in words:
        return
    if is_number(last):
        # "Benedict XVI", but not "Part XVI"
        words, last = words[:-1], words[-2]
        if not lexicon.gazetteer.is_given(first):
            return
    if any(char.isdigit() for char in last):
        yield Evidence("artifact", 1, "model")
    elif all(word[0].isalpha() and (len(word) < 3 or not word.isupper()) for word in words):  # noqa: PLR2004
        yield from _by_names(words, lexicon)
        yield from _by_shape(words, lexicon)
    else:
        shouted = all(word.isupper() for word in words)
        yield Evidence("organization", 0.8, "capitals" if shouted else "org_shape")


def _by_names(words: tuple[str, ...], lexicon: Lexicon) -> Iterator[Evidence]:
    gazetteer, first, last = lexicon.gazetteer, words[0], words[-1]
    if gazetteer.is_given(first) and last not in lexicon.heads:
        is_word = first.casefold() in gazetteer.common or first in DIRECTIONS
        yield Evidence("person", 1 if is_word else 3, "given_name")
    if last in gazetteer.surnames or last in SUFFIXES or _is_like_surname(last):
        yield Evidence("person", 1.2, "surname")
    if len(words) > 2 and any(gazetteer.is_given(word) for word in words[1:-1]):  # noqa: PLR2004
        yield Evidence("person", 1, "given_name")


def _by_shape(words: tuple[str, ...], lexicon: Lexicon) -> Iterator[Evidence]:
    if _has_person_shape(words, lexicon):
        yield Evidence("person", 3, "person_shape")
    elif any(word in SURNAME_PARTICLES for word in words[1:-1]):
        is_borne = lexicon.gazetteer.is_given(words[0]) or words[0] in lexicon.gazetteer.surnames
        yield Evidence("person", 3 if is_borne else 1.2, "person_shape")
    elif words[0] == "The":
        yield Evidence("person", -2, "article")
    elif "of" not in words and ("and" in words or len(words) > _NAME_WORDS):
        yield Evidence("organization", 0.6, "capitals")
    elif "of" not in words:
        yield Evidence("person", 0.7, "capitals")


def _is_like_surname(word: str) -> bool:
    """Whether a word ends as hardly anything but a surname does, or begins so: "McLow"."""
    if word[:2] in {"Mc", "O'", "O\u2019"} and word[2:3].isupper():
        return True
    return len(word) > 5 and word.endswith(SURNAME_ENDINGS)  # noqa: PLR2004


def _has_person_shape(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    if any(len(word) == 2 and word[1] == "." for word in words[:-1]):  # noqa: PLR2004
        return True
    if words[-1][:3] in {"al-", "el-"}:
        return True
    if any(_is_syllabled(word) for word in words):
        return True
    return len(words) == 2 and words[0] in FAMILY_FIRST and len(words[-1]) < 6  # noqa: PLR2004


def _is_stressed(folded: str, lexicon: Lexicon) -> bool:
    """Whether a word in capitals is an English word: "NEVER"."""
    return folded in lexicon.gazetteer.common or folded in FUNCTION_WORDS


def _is_brand(word: str) -> bool:
    """Whether capitals stand inside a word as in "YouTube", and not as in "McArthur"."""
    if not any(char.isupper() for char in word[1:]) or "-" in word:
        return False
    return word[:2] not in {"Mc", "O'", "O\u2019", "De"} and not word.startswith("Mac")


def _is_syllabled(word: str) -> bool:
    _, hyphen, second = word.replace("\u2010", "-").partition("-")
    return bool(hyphen) and second[:1].islower()


def _single(word: str, lexicon: Lexicon) -> Iterator[Evidence]:
    gazetteer = lexicon.gazetteer
    if DESIGNATION.fullmatch(word):
        yield Evidence("artifact", 3, "model")
        return
    if word.isupper() and "-" in word and word[-1].isdigit():
        # A flight, a mission, a version: "STS-119".
        yield Evidence("other", 2, "model")
        return
    if word.isupper() and all(len(part) <= _LONGEST for part in word.replace(".", "").split("-")):
        if len(word) > 1 and not _is_stressed(word.casefold(), lexicon):
            # Two letters are as often something else.
            yield Evidence("organization", 2.5 if len(word) > 2 else 0.5, "acronym")  # noqa: PLR2004
        return
    if gazetteer.is_given(word):
        yield Evidence("person", 1, "given_name")
    elif word in gazetteer.surnames:
        yield Evidence("person", 0.8, "surname")
    elif _is_syllabled(word):
        yield Evidence("person", 1.5, "person_shape")
    yield from _by_ending(word)


def _by_ending(word: str) -> Iterator[Evidence]:
    """What one word ends in, or where capitals stand in it."""
    if word.endswith(("ians", "eans")):
        yield Evidence("group", 1, "people_shape")
    if _is_brand(word):
        yield Evidence("organization", 1.6, "brand")
    elif word.casefold().endswith(BODY_ENDINGS) or "." in word:
        yield Evidence("organization", 0.8, "org_shape")
    elif word.endswith(PLACE_ENDINGS):
        yield Evidence("gpe", 0.6, "place_shape")
