"""Names that are known by themselves: places, bodies, given names and surnames, by their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Literal

Gender = Literal["female", "male"]

#: The kinds of section that name an entity type, the one that counts first before the others.
_TYPES = {
    "organization": "organization",
    "gpe": "gpe",
    "country": "gpe",
    "state": "gpe",
    "location": "location",
    "facility": "facility",
    "group": "group",
    "event": "event",
    "law": "law",
    "artifact": "artifact",
    "other": "other",
}


class Gazetteer:
    """Known names, read when the first one is asked for: the window opens without them.

    `read` gives the texts. Their lines are `[kind]`, each followed by names with commas between
    them; lines that begin with `#` are remarks. A kind that no text has simply finds nothing.
    """

    def __init__(self, read: Callable[[], Iterable[str]] = tuple) -> None:
        self._read = read

    @cached_property
    def types(self) -> Mapping[str, str]:
        """Whole names and the entity type of each, without `cities`."""
        types: dict[str, str] = {}
        for kind, type in _TYPES.items():
            for name in self._sections.get(kind, ()):
                types.setdefault(name, type)
        return types

    @cached_property
    def cities(self) -> frozenset[str]:
        """Further places, some of which are surnames or given names too."""
        return self._names("city")

    @cached_property
    def female(self) -> frozenset[str]:
        """Given names that women bear."""
        return self._names("female")

    @cached_property
    def male(self) -> frozenset[str]:
        """Given names that men bear."""
        return self._names("male")

    @cached_property
    def given(self) -> frozenset[str]:
        """Given names that women and men bear."""
        return self._names("given") | (self.female & self.male)

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Surnames that are common somewhere."""
        return self._names("surname")

    @cached_property
    def common(self) -> frozenset[str]:
        """Common words in lower case, which open a sentence more often than they are a name."""
        return self._names("common")

    @cached_property
    def nouns(self) -> frozenset[str]:
        """Everyday nouns and adjectives in lower case, which alone open a sentence."""
        return self._names("noun")

    def load(self) -> Iterator[None]:
        """Read all of it, a piece after the other, before the first name is asked for."""
        for kind in ("_sections", "types", "cities", "given", "surnames", "common", "nouns"):
            getattr(self, kind)
            yield

    def gender_of(self, given_name: str) -> Gender | None:
        """Whether only women or only men bear a given name; a double name is judged by its first.

        None where both bear it, and where it is not known.
        """
        name = given_name.split(maxsplit=1)[0] if given_name.strip() else ""
        for each in (name, name.partition("-")[0]):
            if each in self.given:
                return None
            if each in self.female or each in self.male:
                return "female" if each in self.female else "male"
        return None

    def is_given(self, word: str) -> bool:
        """Whether a word, or the first part of a hyphenated one, is a given name."""
        if word in self.male or word in self.female or word in self.given:
            return True
        first, _, second = word.partition("-")
        return second[:1].isupper() and self.is_given(first)

    def _names(self, kind: str) -> frozenset[str]:
        return frozenset(self._sections.get(kind, ()))

    @cached_property
    def _sections(self) -> Mapping[str, list[str]]:
        sections: dict[str, list[str]] = {}
        names: list[str] = []
        for text in self._read():
            for line in text.splitlines():
                if line.startswith("["):
                    names = sections.setdefault(line[1:-1], [])
                elif line and not line.startswith("#"):
                    names += line.rstrip(",").split(",")
        return sections
