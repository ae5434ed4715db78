import json
import tomllib

import pytest

from annotator.formats import colours
from annotator.formats.schema_file import (
    Dropped,
    SchemaError,
    dump_schema,
    load_schema,
    mapping_needed,
    schema_from_tree,
)
from annotator.model.schema import Schema

HEAD = 'schema = "annotator-schema/1"\nname = "x"\n'
BAD = (
    HEAD
    + """[[entity_type]]
id = "person"
key = "s"
light = "#FFFF00"
[[entity_type]]
id = "person"
kye = "p"
dark = "red"
levels = ["NAM", "BIG"]
[[entity_type]]
id = "Claim 1"
key = "7"
[[statement_kind]]
id = "a"
key = "x"
[[relation_type]]
id = "r"
from = ["persn"]
to = "person"
[[attribute]]
id = "tone"
on = ["sentence"]
kind = "choice"
"""
)
EXPECTED = [
    (5, "entity_type[0].key"),
    (8, "entity_type[1].id"),
    (9, "entity_type[1].kye"),
    (10, "entity_type[1].dark"),
    (11, "entity_type[1].levels"),
    (13, "entity_type[2].id"),
    (14, "entity_type[2].key"),
    (17, "statement_kind[0].key"),
    (20, "relation_type[0].from"),
    (21, "relation_type[0].to"),
    (24, "attribute[0].on"),
]


def types(*rows):
    return HEAD + "\n".join(f"[[entity_type]]\n{row}" for row in rows)


def test_the_news_schema_loads_without_a_warning(schema):
    keys = "".join(kind.key for kind in schema.entity_types)

    assert keys == "pgoclftedqmwax"
    assert [kind.key for kind in schema.statement_kinds] == list("12345678")
    assert schema.statement_kind("deny").label == "denies"
    assert schema.relation_type("supports").sources == ("statement", "claim")
    assert {kind.id for kind in schema.attributes} == {"demonym", "role", "status"}


def test_every_colour_of_the_news_schema_can_be_read(schema):
    for kind in schema.entity_types:
        assert colours.on_page(kind.light, "light") >= 4.5
        assert colours.on_page(kind.dark, "dark") >= 4.5
        assert colours.text_on_fill(kind.light, "light") >= 4.5
        assert colours.text_on_fill(kind.dark, "dark") >= 4.5


def test_all_problems_come_at_once_with_line_and_key():
    with pytest.raises(SchemaError) as caught:
        load_schema(BAD, name="bad.toml")

    found = [(problem.line, problem.key) for problem in caught.value.problems]
    assert [one for one in EXPECTED if one not in found] == []
    assert (25, "attribute[0].values") in found or (22, "attribute[0].values") in found
    assert "line 5, entity_type[0].key: 's' is the key of a command" in str(caught.value)


def test_problems_of_a_json_schema_have_their_lines_too():
    text = json.dumps(tomllib.loads(BAD), indent=1)

    with pytest.raises(SchemaError) as caught:
        load_schema(text, name="bad.json", suffix=".json")

    lines = text.split("\n")
    by_key = {problem.key: problem.line for problem in caught.value.problems}
    assert '"key": "s"' in lines[by_key["entity_type[0].key"] - 1]
    assert '"kye"' in lines[by_key["entity_type[1].kye"] - 1]
    assert '"to"' in lines[by_key["relation_type[0].to"] - 1]


@pytest.mark.parametrize("suffix", [".toml", ".json"])
def test_the_schema_round_trips_through_its_tree(schema, suffix):
    tree = json.loads(json.dumps(dump_schema(schema)))

    assert schema_from_tree(tree) == schema
    if suffix == ".json":
        assert load_schema(json.dumps(tree), name="x", suffix=suffix).schema == schema


def test_low_contrast_is_a_warning_only():
    loaded = load_schema(types('id = "a"\nlight = "#FFFF00"'), name="x")

    assert [(warning.line, warning.key) for warning in loaded.warnings] == [
        (5, "entity_type[0].light")
    ]


def test_a_missing_key_is_the_first_free_letter_of_the_id_then_of_the_alphabet():
    loaded = load_schema(
        types('id = "skin"', 'id = "pie"\nkey = "e"', 'id = "pep"', 'id = "subs"', 'id = "q"'),
        name="x",
    )

    # every letter of "skin" and "subs" is a command's; "e" is given to another row
    assert [kind.key for kind in loaded.schema.entity_types] == ["a", "e", "p", "c", "q"]


def test_types_without_a_free_letter_have_no_key_and_round_trip():
    loaded = load_schema(types(*(f'id = "t{n}"' for n in range(30))), name="x").schema

    keys = [kind.key for kind in loaded.entity_types]
    assert "" in keys
    given = [key for key in keys if key]
    assert len(set(given)) == len(given)
    assert not set(given) & set("skbvurnihy")
    assert schema_from_tree(dump_schema(loaded)) == loaded


def test_generated_colours_can_be_read_and_differ():
    loaded = load_schema(types(*(f'id = "t{n}"' for n in range(30))), name="x")

    assert loaded.warnings == ()
    assert len({kind.light for kind in loaded.schema.entity_types}) == 30
    assert len({kind.dark for kind in loaded.schema.entity_types}) == 30


@pytest.mark.parametrize(
    ("text", "suffix", "message"),
    [
        ("", ".toml", "schema: missing"),
        ("a = ", ".toml", "TOML"),
        ("{", ".json", "line 1, JSON"),
        ("[]", ".json", "must be a table"),
        ('{"a": 1, "a": 2}', ".json", "twice"),
        ("[" * 100_000, ".json", "JSON"),
        (HEAD, ".toml", "at least one type is needed"),
        (HEAD + "entity_type = 3", ".toml", "line 3, entity_type: must be a list of tables"),
        (HEAD + "entity_type = [3]", ".toml", "entity_type[0]: must be a table"),
        (HEAD.replace("/1", "/9") + '[[entity_type]]\nid = "a"', ".toml", 'annotator-schema/1"'),
        (types('id = "statement"'), ".toml", "names a kind of object"),
        (types('id = "a"\nmap = { x = 1 }'), ".toml", "line 5, entity_type[0].map"),
        (types("id = 3"), ".toml", "line 4, entity_type[0].id: must be a text"),
        (types('id = ["a"]'), ".toml", "line 4, entity_type[0].id: must be a text"),
    ],
)
def test_what_is_no_schema_is_refused_in_words(text, suffix, message):
    with pytest.raises(SchemaError) as caught:
        load_schema(text, name="x", suffix=suffix)

    assert message in str(caught.value)


def test_ids_in_use_that_a_new_schema_drops_ask_for_a_mapping(schema):
    kept = [kind for kind in schema.entity_types if kind.id not in ("law", "money")]
    new = Schema("new", "2", tuple(kept), schema.statement_kinds, schema.relation_types)
    used = {("entity_type", "law"), ("entity_type", "person"), ("attribute", "role")}

    dropped = mapping_needed(schema, new, used)

    assert dropped == [
        Dropped("entity_type", "law", tuple(kind.id for kind in kept)),
        Dropped("attribute", "role", ()),
    ]
    assert mapping_needed(schema, schema, used) == []
