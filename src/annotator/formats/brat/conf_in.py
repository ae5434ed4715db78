"""The configuration of a brat folder to a schema: types, relations, roles of events, attributes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from annotator.formats.base import NO_SCHEMA
from annotator.formats.brat.names import (
    ATTRIBUTES,
    COREF,
    OURS,
    TAG_SET,
    bare,
    is_part_type,
    makes_statement,
    part_of_statement,
    tells_form,
    tells_kind,
)
from annotator.formats.brat.names import (
    VERB as VERB_NAME,
)
from annotator.model.schema import (
    AttributeKind,
    AttributeType,
    EntityType,
    RelationType,
    Schema,
    StatementKind,
)

ANNOTATION_CONF, VISUAL_CONF = "annotation.conf", "visual.conf"
_NO_RELATIONS = (COREF, "<OVERLAP>", "ENTITY-NESTING")
"""Beside ours those that say which stretches may lie within others."""
_GROUPED = "types are in groups there, which were not kept."
LEVELS = ("NAM", "NOM", "PRO")
VERB = ("VRB",)
"""The levels of events; entities have the others."""
_SECTION = re.compile(r"\s*\[(.*)\]\s*")
_MACRO = re.compile(r"<([a-zA-Z_-]+)>=\s*(.*?)\s*")
_COUNT = re.compile(r"(\S+?)(?:\{\S*\}|[?*+])?")
_ANYTHING = ("mention", "statement")
_ANY = {"<ANY>": _ANYTHING, "<ENTITY>": ("mention",), "<EVENT>": _ANYTHING}
_KINDS = {"<ANY>": ("mention", "statement", "relation"), **_ANY, "<RELATION>": ("relation",)}


class Term(NamedTuple):
    """A line of the configuration: the name that files use, and arguments by name."""

    name: str
    arguments: dict[str, tuple[str, ...]]
    used: bool
    """False for a line that only groups those below it."""


def terms(conf: str) -> dict[str, list[Term]]:
    """The terms of each section of a configuration; a line that says nothing is passed over."""
    sections: dict[str, list[Term]] = {}
    macros: dict[str, str] = {}
    terms: list[Term] = []
    for line in conf.splitlines():
        heading = _SECTION.fullmatch(line)
        if heading:
            name = {"spans": "entities"}.get(heading[1], heading[1])
            terms, macros = sections.setdefault(name, []), {}
        elif macro := _MACRO.fullmatch(line):
            macros[f"<{macro[1]}>"] = macro[2]
        elif line.strip() and not line.lstrip().startswith("#") and line.strip(" -\t"):
            for short, long in macros.items():
                line = line.replace(short, long)  # noqa: PLW2901 - written out
            terms.append(_term(line))
    return sections


def _term(line: str) -> Term:
    name, *rest = line.split(None, 1)
    arguments: dict[str, tuple[str, ...]] = {}
    for argument in (rest[0] if rest else "").split(","):
        key, colon, types = argument.strip().partition(":")
        counted = _COUNT.fullmatch(key.strip())
        if colon and counted:
            named = tuple(each.strip() for each in types.split("|") if each.strip())
            arguments[counted[1]] = (*arguments.get(counted[1], ()), *named)
    first = name.split("|")[0]
    return Term(first.lstrip("!"), arguments, used=not first.startswith("!"))


def labels(visual_conf: str) -> dict[str, str]:
    """What the types of a folder are called on the screen."""
    found: dict[str, str] = {}
    here = False
    for line in visual_conf.splitlines():
        heading = _SECTION.fullmatch(line)
        if heading:
            here = heading[1] == "labels"
        elif here and "|" in line and not line.lstrip().startswith("#"):
            name, label, *_ = (part.strip() for part in line.split("|"))
            found.setdefault(name, label or name)
    return found


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a folder declares: its schema, and the roles that its events have, by their types."""

    schema: Schema = NO_SCHEMA
    roles: dict[str, frozenset[str]] = field(default_factory=dict)
    notices: tuple[str, ...] = ()

    def role(self, type_: str, role: str, others: Iterable[str]) -> str:
        """A role of an event without a number that only says how many there are of it."""
        plain = bare(role)
        if plain == role or role in self.roles.get(type_, ()):
            return role
        return plain if plain in self.roles.get(type_, ()) or plain in others else role


def configuration(conf: str, visual_conf: str = "") -> Configuration:
    """Read what a folder declares in its `annotation.conf` and `visual.conf`."""
    sections, labelled = terms(conf), labels(visual_conf)
    events = [term for term in sections.get("events", ()) if term.used]
    said = {term.name for term in events if _is_statement(term)}
    reader = _Reader(labelled, said)
    entities = [term for term in sections.get("entities", ()) if term.used]
    schema = Schema(
        "",
        "",
        entity_types=tuple(reader.entity_types(entities, events)),
        statement_kinds=tuple(reader.kinds(sections.get("attributes", ()))),
        relation_types=tuple(reader.relation_types(sections.get("relations", ()), events)),
        attributes=tuple(reader.attributes(sections.get("attributes", ()))),
    )
    roles = {term.name: frozenset(term.arguments) for term in events}
    grouped = any(not term.used for section in sections.values() for term in section)
    return Configuration(schema, roles, (_GROUPED,) if grouped else ())


def with_types_of(schema: Schema, other: Schema, names: Iterable[str]) -> Schema:
    """A schema with the types and relations that another has beside.

    `names` are those of its own types in brat. Attributes that it does not declare are only used.
    """
    types = {*names, *(type_.id for type_ in schema.entity_types)}
    types.update(type_.map.get(TAG_SET, "") for type_ in schema.entity_types)
    relations = {*names, *(relation.id for relation in schema.relation_types)}
    new_types = (each for each in other.entity_types if each.id not in types)
    new_relations = (each for each in other.relation_types if each.id not in relations)
    return replace(
        schema,
        entity_types=(*schema.entity_types, *new_types),
        relation_types=(*schema.relation_types, *new_relations),
    )


def _is_statement(term: Term) -> bool:
    return makes_statement(term.name, (part_of_statement(bare(role)) for role in term.arguments))


@dataclass(frozen=True, slots=True)
class _Reader:
    labels: dict[str, str]
    statements: set[str]

    def _label(self, name: str) -> str:
        return self.labels.get(name, name)

    def entity_types(self, entities: list[Term], events: list[Term]) -> Iterator[EntityType]:
        levels: dict[str, tuple[str, ...]] = {}
        for term in entities:
            if term.name not in OURS and not is_part_type(term.name):
                levels[term.name] = LEVELS
        for term in events:
            if term.name not in self.statements:
                name = term.name.removesuffix(VERB_NAME)
                levels[name] = (*levels.get(name, ()), *VERB)
        for name, given in levels.items():
            yield EntityType(name, self._label(name), "", "", "", given)

    def kinds(self, attributes: Iterable[Term]) -> Iterator[StatementKind]:
        for term in attributes:
            if tells_kind(term.name):
                values = term.arguments.get("Value", ())
                yield from (StatementKind(value, self._label(value), "") for value in values)

    def relation_types(
        self, relations: Iterable[Term], events: Iterable[Term]
    ) -> Iterator[RelationType]:
        ends: dict[str, tuple[set[str], set[str]]] = {}
        for term in relations:
            match [types for key, types in term.arguments.items() if not key.startswith("<")]:
                case [one, other] if term.name not in _NO_RELATIONS:
                    self._join(ends, term.name, self._ends(one), self._ends(other))
        for term in events:
            for role, types in term.arguments.items():
                if term.name not in self.statements or part_of_statement(bare(role)) is None:
                    self._join(ends, role, self._ends((term.name,)), self._ends(types))
        for name, (sources, targets) in ends.items():
            label = self._label(name)
            yield RelationType(name, label, tuple(sorted(sources)), tuple(sorted(targets)))

    def _join(
        self, ends: dict[str, tuple[set[str], set[str]]], name: str, one: set[str], two: set[str]
    ) -> None:
        known = ends.setdefault(name, (set(), set()))
        known[0].update(one)
        known[1].update(two)

    def _ends(self, types: Iterable[str]) -> set[str]:
        return {
            end
            for type_ in types
            for end in _ANY.get(type_, ("statement" if type_ in self.statements else type_,))
        }

    def attributes(self, attributes: Iterable[Term]) -> Iterator[AttributeType]:
        for term in attributes:
            if term.name in ATTRIBUTES or tells_form(term.name) or tells_kind(term.name):
                continue
            on = {
                each
                for type_ in term.arguments.get("Arg", ("<ANY>",))
                for each in _KINDS.get(type_, (self._carrier(type_),))
            }
            values = term.arguments.get("Value", ())
            label, carriers = self._label(term.name), tuple(sorted(on))
            kind: AttributeKind = "choice" if values else "bool"
            yield AttributeType(term.name, label, carriers, kind, values)

    def _carrier(self, type_: str) -> str:
        return "statement" if type_ in self.statements else "mention"
