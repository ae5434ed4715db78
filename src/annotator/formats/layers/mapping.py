"""What each layer of a file is in annotator: a TOML file that can be edited; see docs/layers.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.formats.documents import ImportFailed, file_bytes
from annotator.formats.layers.nodes import TypeSystem
from annotator.formats.schema_lines import toml_lines
from annotator.formats.schema_report import Problem, Report, Table
from annotator.resources import resource
from annotator.text.toml import NotToml, parse_toml

FORMAT = "annotator-layers/1"
MOST_OF_MAPPING = 1_000_000
LEAVE_OUT = "leave out"
ATTRIBUTE = "attribute"
"""What a feature is that is not named; with a colon behind it and a name it is called so."""
PROVENANCE = {
    "made_by": "author",
    "made_at": "created_at",
    "decision": "status",
    "origin": "origin",
    "changed_at": "modified_at",
    "confidence": "confidence",
}
"""The features of a layer with provenance, and what each says."""
STATEMENT_ROLES = ("content", "quoted", "cue", "source", "addressee", "time", "place", "parent")
"""What links of a statement may be."""
_ENDS = "source target source_entity source_claim target_entity target_claim"
_FIELDS: Mapping[str, frozenset[str]] = {
    role: frozenset(fields.split())
    for role, fields in {
        "mention": "type entity kb_id level value stands_for doubt attributes note links head",
        "statement": (
            "kind form epistemic channel checkworthy doubt source_kind source_entity "
            "addressee_entity time_entity place_entity about claim attributes note links "
            + " ".join(STATEMENT_ROLES)
        ),
        "relation": f"type attributes {_ENDS}",
        "same": "",
        "chain": "level",
        "note": "text tags links on entity claim",
        "evidence": "claim stance url quote note links",
        "entity": (
            "key name type kb_id aliases description members agent target time place realis "
            "attributes"
        ),
        "claim": "key text topic verdict reviewed_by reviewed_at attributes",
        "article": (
            "title language url publisher author published source_name state meta attributes"
        ),
        "part": "",
        "structure": "",
        LEAVE_OUT: "",
    }.items()
}
_WITH_ATTRIBUTES = frozenset(role for role, names in _FIELDS.items() if "attributes" in names)


class MappingError(AnnotatorError):
    """A mapping that cannot be used; `problems` has every fault of it."""

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = f"{len(self.problems)} problems" if len(self.problems) > 1 else "a problem"
        listed = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"The mapping {name} has {count}:\n{listed}")


@dataclass(frozen=True, slots=True)
class Layer:
    """What the nodes of a type are, and what their features and the roles of their links are.

    `default` is the type where no feature says it; `types` are other words for types.
    """

    type: str
    role: str
    default: str = ""
    provenance: bool = False
    features: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)

    def field_of(self, feature: str) -> str:
        """What a feature is: a field of the object, `attribute:` and a name, or left out."""
        found = self.features.get(feature)
        if found is None and self.provenance:
            found = PROVENANCE.get(feature)
        if found is None:
            found = ATTRIBUTE if self.role in _WITH_ATTRIBUTES else LEAVE_OUT
        return f"{ATTRIBUTE}:{feature}" if found == ATTRIBUTE else found


@dataclass(frozen=True, slots=True)
class LayerMapping:
    """Layers by the name of their type; `unknown` is the role of all others."""

    layers: Mapping[str, Layer]
    unknown: str = "mention"

    def layer(self, type: str, types: TypeSystem) -> Layer | None:
        """The layer of a type, or of the nearest type that it comes from; None for others."""
        return next((self.layers[each] for each in types.line(type) if each in self.layers), None)


def default_mapping() -> LayerMapping:
    """The mapping that ships with annotator."""
    path = resource("mappings/layers.toml")
    return read_mapping(path.read_text("utf-8"), "layers.toml")


def chosen_mapping(path: str | None) -> LayerMapping:
    """The mapping that ships with annotator, with the layers of a file in place of its own.

    Raises MappingError with every fault of the file, and ImportFailed if it cannot be read.
    """
    ours = default_mapping()
    if not path:
        return ours
    try:
        text = file_bytes(Path(path), MOST_OF_MAPPING).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ImportFailed(f"The mapping {path} is not in UTF-8: save it as UTF-8.") from error
    theirs = read_mapping(text, Path(path).name, ours.unknown)
    return LayerMapping({**ours.layers, **theirs.layers}, theirs.unknown)


def read_mapping(text: str, name: str, unknown: str = "mention") -> LayerMapping:
    """A mapping from the text of its file; raises MappingError with every fault and its line.

    `unknown` is what holds where the file does not say it.
    """
    try:
        values = parse_toml(text)
    except NotToml as error:
        raise MappingError(name, [Problem(None, "TOML", str(error))]) from error
    report = Report(toml_lines(text))
    tree = Table(values, (), report)
    found = _read(tree, unknown)
    if report.problems:
        raise MappingError(name, sorted(report.problems, key=lambda each: each.line or 0))
    return found


def _read(tree: Table, unknown: str) -> LayerMapping:
    tree.only("mapping", "unknown", "layer")
    if tree.text("mapping") not in (FORMAT, ""):
        tree.problem("mapping", f'must be "{FORMAT}"')
    unknown = tree.text("unknown", unknown)
    if unknown not in ("mention", LEAVE_OUT):
        tree.problem("unknown", f'must be "mention" or "{LEAVE_OUT}"')
    layers: dict[str, Layer] = {}
    for row in tree.tables("layer"):
        layer = _layer(row)
        if layer.type in layers:
            row.problem("type", f"{layer.type!r} has a layer already; there is one of a type")
        layers[layer.type] = layer
    return LayerMapping(layers, unknown)


def _layer(row: Table) -> Layer:
    row.only("type", "role", "default", "provenance", "features", "roles", "types")
    role = row.text("role")
    known = _FIELDS.get(role)
    if known is None and role:
        row.problem("role", f"{role!r} is no role; roles are {', '.join(_FIELDS)}")
    provenance = row.values.get("provenance", False)
    if not isinstance(provenance, bool):
        row.problem("provenance", "must be true or false")
    features, roles = row.pairs("features"), row.pairs("roles")
    for name, wanted in features.items():
        if known is not None and not _is_field(wanted, known, role):
            row.problem("features", f"{name} = {wanted!r}: {_choices(known, role)}")
    for name, wanted in roles.items():
        if wanted not in (*STATEMENT_ROLES, LEAVE_OUT):
            row.problem(
                "roles", f"{name} = {wanted!r}: choose {', '.join(STATEMENT_ROLES)} or {LEAVE_OUT}"
            )
    return Layer(
        row.text("type"),
        role,
        row.text("default", ""),
        provenance is True,
        features,
        roles,
        row.pairs("types"),
    )


def _is_field(wanted: str, known: frozenset[str], role: str) -> bool:
    head, colon, name = wanted.partition(":")
    if head == ATTRIBUTE:
        return role in _WITH_ATTRIBUTES and (not colon or bool(name))
    return wanted in known or wanted == LEAVE_OUT


def _choices(known: frozenset[str], role: str) -> str:
    more = [f"{ATTRIBUTE}, {ATTRIBUTE}:NAME"] if role in _WITH_ATTRIBUTES else []
    return f"choose {', '.join([*sorted(known), *more])} or {LEAVE_OUT}"
