"""A mapping is a file that people edit: every fault is told with its line."""

import re
from pathlib import Path

import pytest

from annotator.formats.layers.mapping import (
    MappingError,
    chosen_mapping,
    default_mapping,
    read_mapping,
)
from annotator.formats.layers.nodes import NodeType, TypeSystem
from annotator.formats.layers.own_types import own_types
from annotator.formats.layers.standard import NAMED_ENTITY


def test_the_mapping_that_ships_knows_all_that_annotator_writes():
    ours, types = default_mapping(), own_types()

    unknown = [
        each.name
        for each in types
        if not types.is_link(each.name)
        and not types.is_chain(each.name)
        and ours.layer(each.name, types) is None
    ]
    assert unknown == []


def test_every_feature_that_annotator_writes_has_its_field():
    ours, types = default_mapping(), own_types()

    for each in types:
        layer = ours.layer(each.name, types)
        if layer and layer.role not in ("chain", "structure"):
            said = {feature.name: layer.field_of(feature.name) for feature in each.features}
            loose = {name for name, field in said.items() if field.startswith("attribute:")}
            assert loose <= {"Governor", "Dependent"}, each.name


def test_a_type_is_what_the_type_is_that_it_comes_from():
    types = TypeSystem([NodeType(NAMED_ENTITY), NodeType("my.Person", NAMED_ENTITY)])

    assert default_mapping().layer("my.Person", types).role == "mention"
    assert default_mapping().layer("my.Other", types) is None


def test_layers_of_a_file_take_the_place_of_those_that_ship(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(
        'mapping = "annotator-layers/1"\nunknown = "leave out"\n'
        f'[[layer]]\ntype = "{NAMED_ENTITY}"\nrole = "leave out"\n',
        "utf-8",
    )

    mine = chosen_mapping(str(path))

    assert mine.unknown == "leave out"
    assert mine.layers[NAMED_ENTITY].role == "leave out"
    assert mine.layers["webanno.custom.Statement"].role == "statement"


def test_every_fault_of_a_mapping_is_told_with_its_line():
    with pytest.raises(MappingError) as caught:
        read_mapping(
            """
mapping = "annotator-layers/2"
unknown = "guess"

[[layer]]
type = "a.B"
role = "mentions"

[[layer]]
type = "a.C"
role = "statement"
features = { act = "kinds", name = "attribute:x" }
roles = { speaker = "says" }
provenance = "yes"
more = 1
""",
            "mine.toml",
        )

    assert [str(each).partition(": ")[0] for each in caught.value.problems] == [
        *("line 2, mapping", "line 3, unknown", "line 7, layer[0].role"),
        *("line 12, layer[1].features", "line 13, layer[1].roles"),
        *("line 14, layer[1].provenance", "line 15, layer[1].more"),
    ]
    assert str(caught.value).startswith("The mapping mine.toml has 7 problems:\n")


def test_what_is_no_toml_is_no_mapping():
    with pytest.raises(MappingError, match="The mapping mine has a problem"):
        read_mapping("mapping = ", "mine")


def test_the_mapping_in_the_manual_is_one():
    manual = (Path(__file__).parents[3] / "docs" / "layers.md").read_text("utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", manual, re.DOTALL)

    layers = read_mapping(example, "layers.md").layers

    assert layers["webanno.custom.Speech"].roles == {"speaker": "source", "verb": "cue"}
    assert layers["webanno.custom.Referent"].field_of("infstat") == "attribute:infstat"
    assert layers["webanno.custom.Referent"].field_of("salience") == "attribute:weight"
