"""The words of entities' names, by which an entity is found without looking at all of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from annotator.store.columns import Cell, strings_in
from annotator.text.names import acronym

_WORD = re.compile(r"[^\W_]+")


def words_in(name: str) -> list[str]:
    """The words of a name as they are compared: no case, no accents, no soft hyphens."""
    if name.isascii():
        return _WORD.findall(name.lower())
    apart = unicodedata.normalize("NFKD", name.replace("\u00ad", "").casefold())
    return _WORD.findall("".join(each for each in apart if not unicodedata.combining(each)))


def key_word(name: str) -> str:
    """The word of a name by which it is looked up: the longest, which fewest share; "" for none."""
    return max(words_in(name), key=len, default="")


def words_of(row: Mapping[str, Cell]) -> list[str]:
    """The words of all names of an entity's row, and those of the initials that it goes by."""
    names = [str(row["name"]), *strings_in(row.get("aliases"))]
    spoken = [*names, *(short for name in names for short in acronym(name))]
    return list(dict.fromkeys(word for name in spoken for word in words_in(name)))
