"""Keys by which files name entities and claims: their names, numbered where two have the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import TypeVar

Id = TypeVar("Id", bound=int)
Named = Callable[[], Iterator[tuple[Id, str]]]
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""The characters that XML cannot hold."""
REPLACEMENT = "\ufffd"
"""What is written in the place of one."""
_MEANT = {"n": "\n", "\\": "\\"}
_WIKIDATA, _ADDRESS = "wikidata:", "http://www.wikidata.org/entity/"


def keys_of(named: Named[Id]) -> dict[Id, str]:
    """A key for each id and name: the name on one line, with a number if another has it already.

    `named` is called twice. Those of the same names in the same order get the same keys.
    """
    taken = {_plain(name) for _, name in named()}
    given: set[str] = set()
    numbers: dict[str, Iterator[int]] = {}
    keys: dict[Id, str] = {}
    for id_, name in named():
        key = plain = _plain(name)
        while key in (given if key == plain else taken):
            key = f"{plain} #{next(numbers.setdefault(plain, count(2)))}"
        taken.add(key)
        given.add(key)
        keys[id_] = key
    return keys


def _plain(name: str) -> str:
    """A name on one line, of characters that every format can hold."""
    return NO_XML.sub(REPLACEMENT, " ".join(name.split())) or "?"


def listed(words: Iterable[str]) -> str:
    r"""Keys or other words as one text, a line for each; `\n` is a line break within."""
    return "\n".join(each.replace("\\", "\\\\").replace("\n", "\\n") for each in words)


def unlisted(text: str) -> list[str]:
    """The words in a text that `listed` made."""
    lines = (line for line in text.split("\n") if line)
    return [re.sub(r"\\(.)", lambda found: _MEANT.get(found[1], found[0]), each) for each in lines]


def address_of(kb_id: str) -> str:
    """What INCEpTION calls a thing in a knowledge base: an address where there is one."""
    if kb_id.startswith(_WIKIDATA):
        return _ADDRESS + kb_id.removeprefix(_WIKIDATA)
    return kb_id


def kb_id_of(address: str) -> str:
    """What we call the same thing."""
    for start in (_ADDRESS, _ADDRESS.replace("http:", "https:")):
        if address.startswith(start) and len(address) > len(start):
            return _WIKIDATA + address.removeprefix(start)
    return address
