"""What could be typed next into a search, so that nobody must know its filters by heart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import regex

from annotator.model.schema import Schema
from annotator.store.store import Store
from annotator.text.query import FILTERS, OPERATORS, FilterHelp, straightened

_MOST = 6
_NAMED = {"entity", "source", "about"}
_VALUE = regex.compile(
    r'(?:^|\s)-?(?P<name>[A-Za-z]+):(?P<value>"(?P<quoted>[^"]*)|(?P<bare>[^"\s]*))$'
)
_NAME = regex.compile(r"(?:^|\s)-?(?P<name>[A-Za-z]*)$")
_WORD = regex.compile(r"(?:^|\s)-?(?P<word>\p{L}[\p{L}\p{M}\p{N}]+)$")


@dataclass(frozen=True, slots=True)
class Hint:
    """Something that could be typed in the place of what stands from `at` on, and what it finds."""

    typed: str
    words: str
    at: int


def hints(store: Store, schema: Schema, before: str) -> Sequence[Hint]:
    """What could be typed, likeliest first; `before` is what stands before the cursor."""
    return list(_hints(store, schema, before))


def _hints(store: Store, schema: Schema, before: str) -> Iterator[Hint]:
    value = _VALUE.search(straightened(before))
    if value:
        known = next((each for each in FILTERS if each.name == value["name"].lower()), None)
        if known:
            letters = value["quoted"] or value["bare"] or ""
            at = value.start("value")
            for typed, words in islice(_values(store, schema, known, letters), _MOST):
                yield Hint(f'"{typed}"' if " " in typed else typed, words, at)
        return
    name = _NAME.search(before)
    if name:
        for each in FILTERS:
            if each.name.startswith(name["name"].lower()):
                yield Hint(f"{each.name}:", each.words, name.start("name"))
    word = _WORD.search(before)
    if word and word["word"] not in OPERATORS:
        yield Hint(f"{word['word']}*", "words that begin so", word.start("word"))


def _values(
    store: Store, schema: Schema, known: FilterHelp, letters: str
) -> Iterator[tuple[str, str]]:
    """The values of a filter that begin with some letters, each with what it means."""
    if known.name in _NAMED:
        entities = store.queries.entities
        # a name that is being typed ends in a space between two words
        found = entities.counted(entities.matching(letters.strip(), limit=_MOST))
        for each in found:
            declared = schema.entity_type(each.entity.type)
            yield each.entity.name, declared.label if declared else each.entity.type
        return
    labelled = {
        "type": [(each.id, each.label) for each in schema.entity_types],
        "kind": [(each.id, each.label) for each in schema.statement_kinds],
    }
    for typed, words in labelled.get(known.name, [(value, "") for value in known.values]):
        if typed.lower().startswith(letters.lower()):
            yield typed, words
