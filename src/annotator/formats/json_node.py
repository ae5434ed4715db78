"""A place in a parsed JSON file: its value, its path, and reading with the type due there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Never, TypeVar

from annotator.formats.json_parse import JsonFormatError

E = TypeVar("E", bound=StrEnum)


@cache
def _names(*words: str) -> frozenset[str]:
    return frozenset(" ".join(words).split())


@cache
def _members(choices: type[E]) -> dict[object, E]:
    return {str(member): member for member in choices}


@dataclass(slots=True)
class Node:
    """One value of the file: under a key or at a number of what is above it.

    What is above the first is a text that begins all paths.
    """

    value: object
    above: Node | str = ""
    key: str | int | None = None

    @property
    def path(self) -> str:
        """Where it is, as `documents[0].mentions[3].type`."""
        above = self.above if isinstance(self.above, str) else self.above.path
        if isinstance(self.key, int):
            return f"{above}[{self.key}]"
        return f"{above}.{self.key}" if above and self.key is not None else self.key or above

    def refuse(self, message: str) -> Never:
        """Raise JsonFormatError with the path of this place."""
        raise JsonFormatError([f"{self.path or 'the file'}: {message}"])

    def fields(self, required: str, optional: str = "") -> Fields:
        """Return an object that has all the required keys, and others only of the optional ones.

        Both are names separated by spaces.
        """
        if not isinstance(self.value, dict):
            self.refuse("must be an object")
        keys, known = self.value.keys(), _names(required, optional)
        if not keys >= _names(required):
            missing = next(key for key in required.split() if key not in keys)
            self.refuse(f"the key {missing!r} is missing")
        if not keys <= known:
            unknown = next(key for key in keys if key not in known)
            self.refuse(f"unknown key {unknown!r}")
        return Fields(self.value, self)

    def each(self) -> Iterator[Node]:
        """Return the parts of a list."""
        if not isinstance(self.value, list):
            self.refuse("must be a list")
        return (Node(part, self, index) for index, part in enumerate(self.value))

    def text(self) -> str:
        """Return a text."""
        if not isinstance(self.value, str):
            self.refuse("must be a text")
        return self.value

    def some_text(self) -> str:
        """Return a text that is not empty."""
        return self.text() or self.refuse("must not be empty")

    def integer(self, least: int = 0) -> int:
        """Return a whole number from `least` up."""
        value = self.value
        if type(value) is not int:
            self.refuse("must be a whole number")
        if value < least:
            self.refuse(f"must be {least} or more")
        return value

    def number(self) -> float:
        """Return a number."""
        if not isinstance(self.value, int | float) or isinstance(self.value, bool):
            self.refuse("must be a number")
        return float(self.value)

    def truth(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            self.refuse("must be true or false")
        return self.value

    def one_of(self, choices: type[E]) -> E:
        """Return a value of an enumeration."""
        found: E | None = _members(choices).get(self.text())
        if found is None:
            self.refuse(f"must be one of {', '.join(choices)}")
        return found

    def texts(self) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(part.text() for part in self.each())

    def pairs(self) -> Iterator[tuple[str, Node]]:
        """Return the names and values of an object whose keys are free."""
        if not isinstance(self.value, dict):
            self.refuse("must be an object")
        return ((key, Node(value, self, key)) for key, value in self.value.items())


@dataclass(slots=True)
class Fields:
    """An object whose keys are known."""

    values: dict[str, object]
    node: Node

    def __getitem__(self, key: str) -> Node:
        return Node(self.values[key], self.node, key)

    def own_id(self) -> int:
        """Return the id of the object itself."""
        value = self.values["id"]
        return value if type(value) is int and value > 0 else self["id"].integer(1)

    def get(self, key: str) -> Node | None:
        """Return the value of a key; None when it is not there or null."""
        return None if self.values.get(key) is None else self[key]

    def list(self, key: str) -> Iterator[Node]:
        """Return the parts of a list, none when the key is not there."""
        return self[key].each() if key in self.values else iter(())

    def text(self, key: str) -> str | None:
        """Return a text, or None when the key is not there or null."""
        value = self.values.get(key)
        if value is None or (type(value) is str and value.isascii()):
            return value  # which is the common case, and takes a fraction of the time
        return self[key].text()

    def truth(self, key: str) -> bool:
        """Return true or false; false when the key is not there."""
        value = self.values.get(key, False)
        return value if value is False or value is True else self[key].truth()

    def id(self, key: str) -> int | None:
        """Return an id, or None when the key is not there or null."""
        value = self.values.get(key)
        if value is None or (type(value) is int and value > 0):
            return value
        return self[key].integer(1)

    def choice(self, key: str, choices: type[E], default: E) -> E:
        """Return a value of an enumeration, or the default when the key is not there."""
        return self[key].one_of(choices) if key in self.values else default

    def choice_or_none(self, key: str, choices: type[E]) -> E | None:
        """Return a value of an enumeration, or None when the key is not there or null."""
        node = self.get(key)
        return None if node is None else node.one_of(choices)
