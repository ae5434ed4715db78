"""Schema files in and out: TOML or JSON to a `Schema`, and a `Schema` to the same tree."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from annotator.formats.json_parse import distinct
from annotator.formats.schema_lines import Path, json_lines, toml_lines
from annotator.formats.schema_reader import FORMAT, empty_report, read_schema
from annotator.formats.schema_report import Problem, Report, SchemaError
from annotator.model.schema import AttributeType, EntityType, RelationType, Schema, StatementKind
from annotator.text.toml import NotToml, parse_toml

__all__ = [
    "Dropped",
    "LoadedSchema",
    "Problem",
    "SchemaError",
    "dump_schema",
    "load_schema",
    "mapping_needed",
    "schema_from_tree",
]
Group = Literal["entity_type", "statement_kind", "relation_type", "attribute"]


@dataclass(frozen=True, slots=True)
class LoadedSchema:
    """A schema that can be used, and what the analyst should know about it."""

    schema: Schema
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """An id in use that a new schema no longer has, and the ids it could become."""

    group: Group
    id: str
    choices: tuple[str, ...]


def load_schema(text: str, *, name: str, suffix: str = ".toml") -> LoadedSchema:
    """Read a schema from the text of a file; `suffix` tells TOML from JSON.

    Raises SchemaError with every problem of the file, each with its line and key.
    """
    tree, lines = _json(text, name) if suffix.lower() == ".json" else _toml(text, name)
    return _load(tree, name, lines)


def schema_from_tree(tree: Mapping[str, object], *, name: str = "of the project") -> Schema:
    """Read a schema from the tree that `dump_schema` makes; raises SchemaError."""
    return _load(tree, name, {}).schema


def _load(tree: object, name: str, lines: dict[Path, int]) -> LoadedSchema:
    report = Report(lines)
    table = empty_report(tree, report)
    schema = read_schema(table) if table else None
    if schema is None or report.problems:
        raise SchemaError(name, sorted(report.problems, key=lambda problem: problem.line or 0))
    return LoadedSchema(schema, tuple(report.warnings))


def _toml(text: str, name: str) -> tuple[object, dict[Path, int]]:
    try:
        return parse_toml(text), toml_lines(text)
    except NotToml as error:
        raise SchemaError(name, [Problem(None, "TOML", str(error))]) from error


def _json(text: str, name: str) -> tuple[object, dict[Path, int]]:
    try:
        tree = json.loads(text, object_pairs_hook=distinct, parse_constant=_no_number)
        return tree, json_lines(text)
    except json.JSONDecodeError as error:
        raise SchemaError(name, [Problem(error.lineno, "JSON", error.msg)]) from error
    except ValueError as error:
        raise SchemaError(name, [Problem(None, "JSON", str(error))]) from error
    except RecursionError:
        raise SchemaError(name, [Problem(None, "JSON", "nested too deeply")]) from None


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is no JSON number")


def dump_schema(schema: Schema) -> dict[str, object]:
    """Return the tree of a schema, as a schema file has it; `schema_from_tree` gives it back."""
    return {
        "schema": FORMAT,
        "name": schema.name,
        "version": schema.version,
        "entity_type": [_entity_type(kind) for kind in schema.entity_types],
        "statement_kind": [_statement_kind(kind) for kind in schema.statement_kinds],
        "relation_type": [_relation_type(kind) for kind in schema.relation_types],
        "attribute": [_attribute(kind) for kind in schema.attributes],
    }


def _entity_type(kind: EntityType) -> dict[str, object]:
    return {
        "id": kind.id,
        "label": kind.label,
        "key": kind.key,
        "light": kind.light,
        "dark": kind.dark,
        "levels": list(kind.levels),
        "map": _map(kind),
    }


def _map(kind: EntityType | RelationType | AttributeType) -> dict[str, str]:
    return dict(sorted(kind.map.items()))


def _statement_kind(kind: StatementKind) -> dict[str, object]:
    return {"id": kind.id, "label": kind.label, "key": kind.key}


def _relation_type(kind: RelationType) -> dict[str, object]:
    return {
        "id": kind.id,
        "label": kind.label,
        "from": list(kind.sources),
        "to": list(kind.targets),
        **({"map": _map(kind)} if kind.map else {}),
    }


def _attribute(kind: AttributeType) -> dict[str, object]:
    return {
        "id": kind.id,
        "label": kind.label,
        "on": list(kind.on),
        "kind": kind.kind,
        "values": list(kind.values),
        **({"map": _map(kind)} if kind.map else {}),
    }


def mapping_needed(old: Schema, new: Schema, used: Iterable[tuple[Group, str]]) -> list[Dropped]:
    """Return the ids in use that the new schema drops, in the order of the old one.

    An attribute that keeps its id but changes its kind counts as dropped: the id would mean
    something else. `used` has the group and id of everything that annotations carry.
    """
    wanted = set(used)
    groups = _ids(new)
    return [
        Dropped(group, id, tuple(groups[group]))
        for group, ids in _ids(old).items()
        for id, meaning in ids.items()
        if (group, id) in wanted and groups[group].get(id) != meaning
    ]


def _ids(schema: Schema) -> dict[Group, dict[str, str]]:
    """Return the ids of each group, with what must not change while the id stays."""
    return {
        "entity_type": {kind.id: "" for kind in schema.entity_types},
        "statement_kind": {kind.id: "" for kind in schema.statement_kinds},
        "relation_type": {kind.id: "" for kind in schema.relation_types},
        "attribute": {kind.id: kind.kind for kind in schema.attributes},
    }
