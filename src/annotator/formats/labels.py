"""What the types of a project are called in a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from annotator.model.schema import AttributeType, EntityType, RelationType, Schema

OWN = "own"


def names_in(
    format_: str,
    types: Iterable[EntityType | RelationType | AttributeType],
    is_usable: Callable[[str], bool],
) -> dict[str, str]:
    """The names of those types that are called otherwise in a format, by their ids.

    No two have the same name, nor one the id of another.
    """
    types = list(types)
    taken, names = {each.id for each in types}, {}
    for each in types:
        name = each.map.get(format_, "")
        if name not in taken and is_usable(name):
            names[each.id] = name
            taken.add(name)
    return names


class Labels:
    """The names of types in a tag set, as the schema maps them; `own` are those of the project.

    A type that the tag set does not have keeps its own name.
    """

    def __init__(self, schema: Schema, tag_set: str) -> None:
        mapped = ((type.id, type.map.get(tag_set, "")) for type in schema.entity_types)
        # of several, the first is the most general: "DATE,TIME"
        self._names = {id: names.split(",")[0].strip() for id, names in mapped if names}

    def of(self, type: str) -> str:
        """The label of a type: no white space is in it."""
        return re.sub(r"\s+", "_", self._names.get(type) or type) or "_"
