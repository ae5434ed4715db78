"""Keys are data: each key has one name, each mode one action a key, and conflicts are named."""

from __future__ import annotations

import pytest

from annotator.commands.keymap import build, normalised, parse_keymap
from annotator.commands.registry import actions, all_commands
from annotator.session import Mode
from annotator.session.projects import default_schema


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("p", "p"),
        ("S", "Shift+S"),
        ("shift+s", "Shift+S"),
        ("Shift+Ctrl+z", "Ctrl+Shift+Z"),
        ("+", "+"),
        ("Ctrl++", "Ctrl++"),
        ("ctrl+PgDn", "Ctrl+PgDn"),
        ("space", "Space"),
    ],
)
def test_a_key_has_one_name(written: str, key: str) -> None:
    assert normalised(written) == key


@pytest.mark.parametrize("written", ["Hyper+x", "Ctrl+", ""])
def test_what_is_no_key_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no key"):
        normalised(written)


def test_no_two_commands_share_a_key_in_a_mode() -> None:
    assert build(actions(default_schema())).problems == ()


def test_every_command_has_a_title_and_a_help_text() -> None:
    for command in all_commands():
        assert command.title, command.id
        assert command.help.endswith("."), command.id
        assert command.menu or command.keys or command.variants, command.id


def test_every_type_and_kind_of_the_schema_has_its_key() -> None:
    schema = default_schema()
    keymap = build(actions(schema))

    for entity_type in schema.entity_types:
        found = keymap.find(Mode.ARTICLE, entity_type.key)
        assert found is not None
        assert found.arguments == {"type": entity_type.id}
    for kind in schema.statement_kinds:
        found = keymap.find(Mode.ARTICLE, kind.key)
        assert found is not None
        assert found.arguments == {"kind": kind.id}


def test_a_users_key_wins_and_the_conflict_is_named() -> None:
    overrides, problems = parse_keymap('[keys]\n"mention.remove" = "p"\nnonsense = "q"\n', "mine")

    keymap = build(actions(default_schema()), overrides)

    assert problems == []
    found = keymap.find(Mode.ARTICLE, "p")
    assert found is not None
    assert found.id == "mention.remove"
    assert "nonsense: there is no such command." in keymap.problems
    assert any("p already belongs to mention.remove" in problem for problem in keymap.problems)
    assert keymap.find(Mode.ARTICLE, "q") is not None


@pytest.mark.parametrize("text", ["[keys", "keys = 3", "[keys]\nx = 5", "[other]\nx = 'y'"])
def test_a_keymap_file_with_mistakes_is_told(text: str) -> None:
    _, problems = parse_keymap(text, "mine.toml")

    assert len(problems) == 1
    assert problems[0].startswith("mine.toml")
