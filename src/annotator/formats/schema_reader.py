"""The tree of a schema file to a `Schema`: every rule of docs/schema-files.md is checked here."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable
from typing import cast, get_args

from annotator.formats import colours
from annotator.formats.schema_report import Report, Table
from annotator.model.mention import Level
from annotator.model.schema import (
    AttributeKind,
    AttributeType,
    EntityType,
    RelationType,
    Schema,
    StatementKind,
)

FORMAT = "annotator-schema/1"
RESERVED_KEYS = frozenset("skbvurnihy")
"""Letters of commands; a type cannot have them. Signs and digits are no letters to begin with."""
OBJECTS = ("entity", "mention", "statement", "claim")
"""What a relation may join, besides the types of entities."""
CARRIERS = ("mention", "entity", "statement", "claim", "relation", "document")
"""What an attribute may be on."""
LISTED = ("choice", "multi")
"""The kinds of attribute that need a list of values."""
_ID = re.compile(r"[a-z][a-z0-9_]*")


def read_schema(tree: Table) -> Schema:
    """Return the schema of a tree; faults go into the tree's report, and make the value useless."""
    groups = ("entity_type", "statement_kind", "relation_type", "attribute")
    tree.only("schema", "name", "version", *groups)
    if tree.text("schema") not in (FORMAT, ""):
        tree.problem("schema", f'must be "{FORMAT}"')
    types, kinds, relations, attributes = (tree.tables(group) for group in groups)
    if not types and not tree.report.problems:
        tree.problem("entity_type", "at least one type is needed")
    for rows in (types, kinds, relations, attributes):
        _check_ids(rows)
    ids = {_id(row) for row in types}
    return Schema(
        name=tree.text("name"),
        version=tree.text("version", "1.0"),
        entity_types=_entity_types(types),
        statement_kinds=_statement_kinds(kinds),
        relation_types=tuple(_relation_type(row, ids) for row in relations),
        attributes=tuple(_attribute(row) for row in attributes),
    )


def _check_ids(rows: list[Table]) -> None:
    seen: set[str] = set()
    for row in rows:
        id = row.text("id")
        if not id:
            continue
        if not _ID.fullmatch(id):
            row.problem("id", f"{id!r} must be small letters, digits and _, a letter first")
        if id in seen:
            row.problem("id", f"{id!r} is taken by another row; ids are unique")
        seen.add(id)


def _id(row: Table) -> str:
    """The id of a row, in words even where it is none, which is told elsewhere."""
    return str(row.values.get("id", ""))


def _label(row: Table) -> str:
    return row.text("label", _id(row).replace("_", " "))


def _entity_types(rows: list[Table]) -> tuple[EntityType, ...]:
    keys = _keys(rows, _type_key_fault, lambda id: f"{id}{string.ascii_lowercase}")
    return tuple(
        _entity_type(row, key, index)
        for index, (row, key) in enumerate(zip(rows, keys, strict=True))
    )


def _entity_type(row: Table, key: str, index: int) -> EntityType:
    row.only("id", "label", "key", "light", "dark", "levels", "map")
    id = _id(row)
    if id in OBJECTS:
        row.problem("id", f"{id!r} names a kind of object; choose another id")
    levels = row.texts("levels", ("NAM", "NOM", "PRO"))
    for level in levels:
        if level not in list(Level):
            row.problem("levels", f"{level!r} is no level; levels are {', '.join(Level)}")
    light, dark = _colour(row, "light", index), _colour(row, "dark", index)
    return EntityType(id, _label(row), key, light, dark, levels, row.pairs("map"))


def _colour(row: Table, theme: colours.Theme, index: int) -> str:
    colour = row.optional(theme)
    if colour is None:
        return colours.generated(index, theme)
    if not colours.is_colour(colour):
        row.problem(theme, f"{colour!r} is no colour; write it as #2F6DB5")
        return colour
    line, text = colours.on_page(colour, theme), colours.text_on_fill(colour, theme)
    if min(line, text) < colours.LEAST_CONTRAST:
        row.report.warning(
            (*row.path, theme),
            f"{colour} is hard to see: contrast {line:.1f} to the page and {text:.1f} behind text, "
            f"at least {colours.LEAST_CONTRAST} is needed",
        )
    return colour


def _keys(
    rows: list[Table], fault: Callable[[str], str], wishes: Callable[[str], Iterable[str]]
) -> list[str]:
    """Return the key of each row: its own, or the first of its wishes that is free.

    Keys that are given come first, wherever they stand. A row is left without one when none is.
    """
    owners: dict[str, str] = {}
    for row in rows:
        key, id = row.optional("key"), _id(row)
        if not key:
            continue
        if reason := fault(key):
            row.problem("key", f"{key!r} {reason}")
        elif key in owners:
            row.problem("key", f"{key!r} is the key of {owners[key]} already")
        owners.setdefault(key, id)
    keys = []
    for row in rows:
        key, id = row.optional("key"), _id(row)
        if key is None:
            free = (wish for wish in wishes(id) if not fault(wish) and wish not in owners)
            key = next(free, "")
            owners[key] = id
        keys.append(key)
    return keys


def _type_key_fault(key: str) -> str:
    if len(key) != 1 or not key.isalpha() or key != key.lower():
        return "cannot be a key of a type; use one small letter"
    return "is the key of a command; choose another letter" if key in RESERVED_KEYS else ""


def _kind_key_fault(key: str) -> str:
    fits = len(key) == 1 and key in "123456789"
    return "" if fits else "cannot be a key of a kind; use a digit from 1 to 9"


def _statement_kinds(rows: list[Table]) -> tuple[StatementKind, ...]:
    for row in rows:
        row.only("id", "label", "key")
    keys = _keys(rows, _kind_key_fault, lambda _: "123456789")
    return tuple(
        StatementKind(_id(row), _label(row), key) for row, key in zip(rows, keys, strict=True)
    )


def _relation_type(row: Table, types: set[str]) -> RelationType:
    row.only("id", "label", "from", "to", "map")
    ends = {}
    for end in ("from", "to"):
        ends[end] = row.texts(end)
        for id in ends[end]:
            if id not in types and id not in OBJECTS:
                row.problem(end, f"there is no type {id!r}; use a type or {', '.join(OBJECTS)}")
    id, named = _id(row), row.pairs("map")
    return RelationType(id, _label(row), ends["from"], ends["to"], named)


def _attribute(row: Table) -> AttributeType:
    row.only("id", "label", "on", "kind", "values", "map")
    on = row.texts("on")
    for carrier in on:
        if carrier not in CARRIERS:
            row.problem("on", f"{carrier!r} cannot carry one; use {', '.join(CARRIERS)}")
    kind, values = row.text("kind"), row.texts("values", ())
    kinds = get_args(AttributeKind)
    if kind and kind not in kinds:
        row.problem("kind", f"{kind!r} is no kind; use {', '.join(kinds)}")
    elif kind in LISTED and not values:
        row.problem("values", f"a {kind} needs the values to choose from")
    elif kind not in LISTED and values:
        row.problem("values", f"a {kind} has no list of values")
    id = _id(row)
    named = row.pairs("map")
    return AttributeType(id, _label(row), on, cast(AttributeKind, kind), values, named)


def empty_report(tree: object, report: Report) -> Table | None:
    """Return the tree as a table, or report that it is none."""
    if isinstance(tree, dict):
        return Table(tree, (), report)
    report.problem((), "must be a table of keys and values")
    return None
