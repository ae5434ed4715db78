from annotator.commands.keymap import build
from annotator.commands.registry import actions
from annotator.session import Mode
from annotator.session.projects import default_schema
from annotator.ui.key_layers import read_key_layers, read_preset


def keymap_file(folder, text):
    (folder / "keymap.toml").write_text(text, encoding="utf-8")
    return read_key_layers(folder)


def test_without_a_file_the_declared_keys_hold(tmp_path):
    assert read_key_layers(tmp_path).layers == ()


def test_the_editor_preset_moves_by_character(tmp_path):
    found = keymap_file(tmp_path, 'preset = "editor"  # as in my editor\n')

    keymap = build(actions(default_schema()), *found.layers)

    assert found.problems == ()
    assert keymap.find(Mode.ARTICLE, "Right").id == "move.character_right"
    assert keymap.find(Mode.ARTICLE, "Ctrl+Right").id == "move.word_right"


def test_the_editor_preset_is_free_of_conflicts():
    overrides, problems = read_preset("editor", "here")

    assert problems == ()
    assert build(actions(default_schema()), overrides).problems == ()


def test_the_users_own_keys_lie_over_the_preset(tmp_path):
    found = keymap_file(tmp_path, 'preset = "editor"\n[keys]\n"move.character_right" = "Ctrl+L"\n')

    keymap = build(actions(default_schema()), *found.layers)

    assert keymap.find(Mode.ARTICLE, "Ctrl+L").id == "move.character_right"


def test_an_unknown_preset_is_named_with_those_there_are(tmp_path):
    found = keymap_file(tmp_path, 'preset = "emacs"\n')

    assert found.problems == ("keymap.toml: there is no preset “emacs”. There is: editor.",)


def test_a_broken_file_is_told_and_not_used(tmp_path):
    found = keymap_file(tmp_path, "[keys\n")

    assert found.layers == ({},)
    assert "not used" in found.problems[0]
