"""Choices that are not looked up in the project: types, enumerations, and rows already at hand."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from enum import Enum

from annotator.model.schema import Schema
from annotator.session import Choice, ChoiceQuestion

Search = Callable[[str], Sequence[Choice]]


def folded(words: str) -> str:
    """The words as they are compared: no case, no accents, single spaces."""
    if not words.isascii():
        apart = unicodedata.normalize("NFKD", words)
        words = "".join(char for char in apart if not unicodedata.combining(char))
    return " ".join(words.casefold().split())


def rank(letters: str, names: Iterable[str]) -> int | None:
    """How well folded letters fit the best of some folded names; 0 is best, None not at all.

    0 the whole name, 1 its beginning, 2 the beginnings of its words in any order, 3 somewhere.
    """
    ranks = [found for name in names if (found := _rank(letters, name)) is not None]
    return min(ranks, default=None)


def _rank(letters: str, name: str) -> int | None:
    if name == letters:
        return 0
    if name.startswith(letters):
        return 1
    parts = name.replace("-", " ").split()
    if all(any(part.startswith(typed) for part in parts) for typed in letters.split()):
        return 2
    return 3 if letters in name else None


def filtered(choices: Iterable[Choice]) -> Search:
    """A search among ready choices: all of them in their order, or those that fit, best first."""
    ready = tuple(choices)

    def search(letters: str) -> list[Choice]:
        typed = folded(letters)
        if not typed:
            return list(ready)
        ranked = [
            (found, index, choice)
            for index, choice in enumerate(ready)
            if (found := rank(typed, (folded(choice.label), folded(choice.detail)))) is not None
        ]
        return [choice for _, _, choice in sorted(ranked, key=lambda each: each[:2])]

    return search


def keyed(choices: Iterable[Choice]) -> list[Choice]:
    """The same choices, each with a key of its own: a letter of its label, else any letter."""
    taken: set[str] = set()
    result = []
    for choice in choices:
        letters = [char for char in folded(choice.label) if char.isascii() and char.isalnum()]
        key = next(
            (
                key
                for key in (*letters, *"abcdefghijklmnopqrstuvwxyz0123456789")
                if key not in taken
            ),
            "",
        )
        taken.add(key)
        result.append(Choice(choice.label, choice.value, choice.detail, key, choice.colour_of))
    return result


def picks(title: str, choices: Iterable[Choice]) -> ChoiceQuestion:
    """A question answered by one key press."""
    return ChoiceQuestion(title, filtered(keyed(choices)), picks_by_key=True)


def enum_label(value: Enum) -> str:
    """The value of an enumeration in words, as `press conference`."""
    return str(value.value).replace("_", " ")


def type_label(schema: Schema, type: str) -> str:
    """What an entity type is called; one that the schema lost, by its id."""
    declared = schema.entity_type(type)
    return declared.label.lower() if declared else type


def kind_label(schema: Schema, kind: str) -> str:
    """What a kind of statement is called, as `alleges`."""
    declared = schema.statement_kind(kind)
    return declared.label if declared else kind


def attribute_label(schema: Schema, name: str) -> str:
    """What an attribute is called."""
    return next((each.label.lower() for each in schema.attributes if each.id == name), name)


def enum_question(
    title: str, values: Iterable[Enum], *, now: Enum | None = None, nothing: str = ""
) -> ChoiceQuestion:
    """Asks for a value of an enumeration by one key; `nothing` is the label of None."""
    choices = [Choice(enum_label(value), value, "now" if value is now else "") for value in values]
    if nothing:
        choices.append(Choice(nothing, None))
    return picks(title, choices)


def type_question(title: str, schema: Schema, *, now: str = "") -> ChoiceQuestion:
    """Asks for an entity type by its key."""
    choices = [
        Choice(kind.label, kind.id, "now" if kind.id == now else "", kind.key, kind.id)
        for kind in schema.entity_types
    ]
    return ChoiceQuestion(title, filtered(choices), picks_by_key=True)
