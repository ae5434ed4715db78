"""The types of a file in the words of the project: found by id, label or tag set, or added."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Literal, TypeVar, cast

from annotator.formats.colours import generated, is_colour
from annotator.formats.schema_reader import LISTED, OBJECTS
from annotator.model.attributes import AttributeValue
from annotator.model.schema import (
    AttributeKind,
    AttributeType,
    EntityType,
    RelationType,
    Schema,
    StatementKind,
)
from annotator.text.visible import hidden_in

AnyType = EntityType | StatementKind | RelationType | AttributeType
T = TypeVar("T", bound=AnyType)
Group = Literal["entity_types", "statement_kinds", "relation_types", "attributes"]
_ANY_END = tuple(OBJECTS)
_WORDS: dict[Group, tuple[str, str]] = {
    "entity_types": ("type", "types"),
    "statement_kinds": ("kind of statement", "kinds of statement"),
    "relation_types": ("type of relation", "types of relation"),
    "attributes": ("attribute", "attributes"),
}


class Types:
    """Finds the project's type for each name that a file uses; what there is none for is added.

    `chosen` says which type a name stands for, before anything else; "" or an id of the project.
    """

    def __init__(
        self,
        schema: Schema,
        chosen: Mapping[str, str] | None = None,
    ) -> None:
        self.schema = schema
        self.format = ""
        """What is read now: new types say that they have their name from there."""
        self._chosen = dict(chosen or {})
        self._known: dict[tuple[Group, str], str] = {}
        self._added: dict[Group, list[str]] = {}
        self._taken: list[str] = []

    def entity_type(self, name: str, said: Schema) -> str:
        """The id of a type of mentions and entities; `said` is what the file says of its types."""
        return self._id("entity_types", name, said.entity_types, self._new_entity_type)

    def statement_kind(self, name: str, said: Schema) -> str:
        """The id of a kind of statements."""
        return self._id("statement_kinds", name, said.statement_kinds, _new_kind)

    def relation_type(self, name: str, said: Schema) -> str:
        """The id of a type of relations."""
        return self._id("relation_types", name, said.relation_types, self._new_relation_type)

    def attributes(
        self, given: Mapping[str, AttributeValue], on: str, said: Schema
    ) -> dict[str, AttributeValue]:
        """Attributes of an object of a kind under the ids of the project."""
        if not given:  # as most have none
            return {}
        return {self._attribute(name, value, on, said): value for name, value in given.items()}

    @property
    def has_changed(self) -> bool:
        """Whether the schema is another than it was."""
        return bool(self._added)

    @property
    def notices(self) -> list[str]:
        """Sentences on what was taken for what, and what was added."""
        told = [f"Taken as the project's own: {', '.join(self._taken)}."] if self._taken else []
        for kind, names in self._added.items():
            if names:
                one, several = _WORDS[kind]
                told.append(
                    f"Added to the schema: the {one if len(names) == 1 else several} "
                    f"{', '.join(names)}."
                )
        return told

    def _id(
        self, group: Group, name: str, said: Iterable[T], new: Callable[[str, str, T | None], T]
    ) -> str:
        known = self._known.get((group, name))
        if known is not None:
            return known
        ours = cast("tuple[T, ...]", getattr(self.schema, group))
        found = self._chosen_one(ours, name) or _alike(ours, name)
        if found is None:
            declared = next((each for each in said if each.id == name), None)
            found = new(_free_id(name, {each.id for each in ours}), name, declared)
            self._set(group, (*ours, found))
            self._added.setdefault(group, []).append(found.label)
        elif found.id != name:
            self._taken.append(f"{name} as {found.id}")
            self._note_name(group, found, name)
        self._known[group, name] = found.id
        return found.id

    def _note_name(self, group: Group, type_: AnyType, name: str) -> None:
        """Note what the file calls one of ours, so that an export in its format calls it so again.

        The first name of it counts, and no two have the same.
        """
        if isinstance(type_, StatementKind) or self.format in type_.map or hidden_in(name):
            return
        ours: tuple[EntityType | RelationType | AttributeType, ...] = getattr(self.schema, group)
        if not any(name in (each.id, each.map.get(self.format)) for each in ours):
            named = replace(type_, map={**type_.map, self.format: name})
            self._set(group, tuple(named if each.id == type_.id else each for each in ours))
            self._added.setdefault(group, [])

    def _chosen_one(self, ours: Iterable[T], name: str) -> T | None:
        wanted = self._chosen.get(name)
        return next((each for each in ours if each.id == wanted), None) if wanted else None

    def _set(self, group: Group, values: tuple[AnyType, ...]) -> None:
        groups = cast("dict[str, Any]", {group: values})
        self.schema = replace(self.schema, **groups)

    def _new_entity_type(self, id: str, name: str, said: EntityType | None) -> EntityType:
        number = len(self.schema.entity_types)
        label = _label(said.label if said else name, id)
        light = said.light if said and is_colour(said.light) else generated(number, "light")
        dark = said.dark if said and is_colour(said.dark) else generated(number, "dark")
        levels = said.levels if said else ("NAM", "NOM", "PRO", "VRB")
        return EntityType(id, label, "", light, dark, levels, self._named(name, label))

    def _named(self, name: str, label: str) -> dict[str, str]:
        return {self.format: label if hidden_in(name) else name}

    def _new_relation_type(self, id: str, name: str, said: RelationType | None) -> RelationType:
        ends = [
            tuple(filter(None, map(self._end, given))) or _ANY_END
            for given in ((said.sources, said.targets) if said else ((), ()))
        ]
        label = _label(said.label if said else name, id)
        return RelationType(id, label, ends[0], ends[1], self._named(name, label))

    def _end(self, name: str) -> str | None:
        if name in OBJECTS:
            return name
        found = _alike(self.schema.entity_types, name)
        return found.id if found else None

    def _attribute(self, name: str, value: AttributeValue, on: str, said: Schema) -> str:
        def new(id: str, name: str, declared: AttributeType | None) -> AttributeType:
            if declared:
                values = tuple(filter(None, declared.values))
                listed = declared.kind in LISTED
                kind = "text" if listed and not values else declared.kind
                label, values = _label(declared.label, id), values if listed else ()
                return AttributeType(id, label, (on,), kind, values, self._named(name, label))
            label = _label(name, id)
            return AttributeType(id, label, (on,), _kind_of(value), (), self._named(name, label))

        id_ = self._id("attributes", name, said.attributes, new)
        self._let_carry(id_, on, value)
        return id_

    def _let_carry(self, id: str, on: str, value: AttributeValue) -> None:
        """Let an attribute be on objects of a kind, and have a value, too."""
        for number, each in enumerate(self.schema.attributes):
            if each.id != id:
                continue
            changed = each if on in each.on else replace(each, on=(*each.on, on))
            if changed.kind in LISTED:
                more = value if isinstance(value, tuple) else (str(value),)
                shown = (each for each in more if each and not hidden_in(each))
                values = tuple(dict.fromkeys((*changed.values, *shown)))
                changed = replace(changed, values=values)
            if changed != each:
                every = self.schema.attributes
                self._set("attributes", (*every[:number], changed, *every[number + 1 :]))
                self._added.setdefault("attributes", [])


def _new_kind(id: str, name: str, said: StatementKind | None) -> StatementKind:
    return StatementKind(id, _label(said.label if said else name, id), "")


def _kind_of(value: AttributeValue) -> AttributeKind:
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, tuple) and any(each and not hidden_in(each) for each in value):
        return "multi"
    return "number" if isinstance(value, int | float) else "text"


def _label(words: str, id: str) -> str:
    """The words of the file without what hides in them, or else the id."""
    return "".join(each for each in words if not hidden_in(each)).strip() or id.replace("_", " ")


def _alike(ours: Iterable[T], name: str) -> T | None:
    """The type whose id is the name; else one called so; else the one of another tag set's name.

    Several may have the same name in another tag set: the one whose id it resembles is taken, or
    else the first.
    """
    ours = list(ours)
    folded = _folded(name)
    ways: tuple[Callable[[T], bool], ...] = (
        lambda each: each.id == name,
        lambda each: each.id == folded,
        lambda each: _folded(each.label) == folded,
        lambda each: (
            isinstance(each, EntityType)
            and each.id.startswith(folded)
            and name in each.map.values()
        ),
        lambda each: isinstance(each, EntityType) and name in each.map.values(),
    )
    for way in ways:
        for each in ours:
            if way(each):
                return each
    return None


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.casefold()).strip("_")


def _free_id(name: str, taken: set[str]) -> str:
    wanted = _folded(name)
    if not wanted or not wanted[0].isalpha() or wanted in OBJECTS:
        wanted = f"type_{wanted}".rstrip("_")
    free, number = wanted, 2
    while free in taken:
        free, number = f"{wanted}_{number}", number + 1
    return free
