"""What the first, the last and the inner words of a name say that it is."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.text.evidence import Evidence
from annotator.text.lexicon import Lexicon
from annotator.text.name_parts import (
    BORNE,
    FIRST,
    FIRST_PLACES,
    JOURNALS,
    LETTERS,
    SAINTS,
    SHIPS,
    STUDIES,
    is_number,
)
from annotator.text.words import AND_HEADS, NAME_HEADS


def head_evidence(words: tuple[str, ...], lexicon: Lexicon) -> Iterator[Evidence]:
    """What the words of a name that say what it is speak for: "Brill Harbour Board"."""
    heads = lexicon.heads
    last = _before_of(words, lexicon) or heads.get(_last(words, lexicon))
    first = FIRST.get(words[0]) if len(words) > 1 else None
    special = _special(words, last, first, lexicon)
    if special is not None:
        yield special
    elif last:
        weight = _head_weight(words, last, lexicon)
        surname = words[-1] in lexicon.gazetteer.surnames or words[-1] in BORNE
        if lexicon.gazetteer.is_given(words[0]) and len(words) == 2 and surname:  # noqa: PLR2004
            # "Tom Parish", unless the words around say otherwise.
            yield Evidence("person", 2.5, "given_name")
            weight = 1.8
        yield Evidence(last, weight, f"{_short(last)}_head")
    elif first:
        yield Evidence(first, 4, f"{_short(first)}_head")
    else:
        yield from _inner_heads(words, lexicon)


def _special(
    words: tuple[str, ...], last: str | None, first: str | None, lexicon: Lexicon
) -> Evidence | None:
    """What counts more than the last word and the first."""
    if words[0] in SHIPS and len(words) > 1:
        return Evidence("artifact", 5, "artifact_head")
    if words[-1] in LETTERS and len(words) > 2 and lexicon.gazetteer.is_given(words[0]):  # noqa: PLR2004
        return Evidence("person", 4, "given_name")
    if words[0] in SAINTS and words[-1] == "Church":
        return Evidence("facility", 4, "facility_head")
    inner = any(lexicon.heads.get(word) == "organization" for word in words[:-1])
    if last == "gpe" and (inner or first == "organization"):
        return Evidence("organization", 3.5, "org_head")
    return Evidence("organization", 3.5, "org_head") if _is_study(words, lexicon) else None


def _last(words: tuple[str, ...], lexicon: Lexicon) -> str:
    """The last word of a name that is no number: "War" of "World War II"."""
    parts = words[-1].split("-")
    if len(parts) > 1 and any(lexicon.heads.get(part) == "organization" for part in parts):
        # "Journal-Constitution"
        return next(part for part in parts if lexicon.heads.get(part) == "organization")
    numbered = len(words) > 1 and (words[-1].isdigit() or is_number(words[-1]))
    return words[-2] if numbered else words[-1]


def _before_of(words: tuple[str, ...], lexicon: Lexicon) -> str | None:
    """The type of "University" in "University of Cape Coast"."""
    cut = next((index for index, word in enumerate(words) if word in {"of", "for"}), 0)
    return lexicon.heads.get(words[cut - 1]) if cut else None


def _head_weight(words: tuple[str, ...], type: str, lexicon: Lexicon) -> float:
    if len(words) == 1:
        folded = words[0].casefold()
        is_body = type == "organization" and folded not in lexicon.gazetteer.common
        return 1.5 if is_body or folded in NAME_HEADS | AND_HEADS else 0.5
    # "Town" and "City" are as often the end of a club's name.
    return 2.5 if type == "gpe" else 4


def _inner_heads(words: tuple[str, ...], lexicon: Lexicon) -> Iterator[Evidence]:
    """Signs within a name whose first and last words tell nothing."""
    if "upon" in words:
        yield Evidence("gpe", 3.5, "place_shape")
    elif words[0] in FIRST_PLACES and len(words) > 1:
        yield Evidence("gpe", 1.5, "place_shape")
    if len(words) > 1:
        yield from _with_known(words, lexicon)
    yield from _joined(words, lexicon)


def _with_known(words: tuple[str, ...], lexicon: Lexicon) -> Iterator[Evidence]:
    """Signs in what is known of a part of a name."""
    if JOURNALS.intersection(words):
        yield Evidence("organization", 3, "org_head")
    if _is_known_body(words[0], lexicon):
        # "Siemens Mobility"; a model has a number.
        yield Evidence("organization", 1.3, "org_shape")
    if words[-1].endswith("s") and is_place(" ".join(words[:-1]), lexicon):
        # "Brill Harriers"
        yield Evidence("organization", 2.2, "org_shape")
    if len(words) == 2 and lexicon.gazetteer.types.get(words[1]) == "gpe":  # noqa: PLR2004
        # "Cricket Australia"; "South Australia" is known.
        yield Evidence("organization", 1.8, "org_shape")


def _joined(words: tuple[str, ...], lexicon: Lexicon) -> Iterator[Evidence]:
    """Signs in the small words of a name, and in heads before its end."""
    heads = lexicon.heads
    if "of" in words or "for" in words:
        cut = next(index for index, word in enumerate(words) if word in {"of", "for"})
        head = heads.get(words[cut - 1]) if cut else None
        known = words[cut - 1].casefold() in NAME_HEADS if cut else False
        yield Evidence(head or "organization", 4 if head else 2.5 if known else 1, "org_head")
    elif "and" in words or "&" in words:
        yield Evidence("organization", 2, "org_shape")
    elif len(words) > 1 and any(heads.get(word) == "organization" for word in words[:-1]):
        yield Evidence("organization", 1.5, "org_head")


def _short(type: str) -> str:
    return "org" if type == "organization" else type


def _is_study(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether a centre is no building: "Tsunami Warning Center", "Centre for Policy"."""
    cut = words.index("for") if "for" in words else len(words)
    if cut < 1 or words[cut - 1] not in {"Center", "Centre"}:
        return False
    heads = lexicon.heads
    does = (w in STUDIES or heads.get(w) == "organization" for w in words[: cut - 1])
    return cut < len(words) or any(does)


def _is_known_body(word: str, lexicon: Lexicon) -> bool:
    gazetteer = lexicon.gazetteer
    is_name = gazetteer.is_given(word) or word in gazetteer.surnames
    return gazetteer.types.get(word) == "organization" and not is_name


def is_place(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is a known place."""
    known = lexicon.names.get(name) or lexicon.gazetteer.types.get(name)
    return known in {"gpe", "location"} or name in lexicon.gazetteer.cities
