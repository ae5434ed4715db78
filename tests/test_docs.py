"""What the documents say is true: keys, commands, options, targets, paths, links, modules."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from annotator import cli
from annotator.commands import keymap, registry
from annotator.resources import resource
from annotator.session import Mode
from annotator.session.projects import default_schema

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
NAMES = [path.relative_to(ROOT).as_posix() for path in DOCUMENTS]
PACKAGE = ROOT / "src" / "annotator"
CODE = re.compile(r"```.*?```|`[^`\n]+`|`` .+? ``", re.DOTALL)


@pytest.fixture(scope="session")
def keys():
    """Return the keymap with the default keys."""
    return keymap.build(registry.actions(default_schema()))


def text_of(name):
    return (ROOT / name).read_text("utf-8")


def code_of(name):
    return "\n".join(CODE.findall(text_of(name)))


def rows_of(text, *heads):
    """Return the cells of every row of the tables whose header begins with some cells."""
    rows, inside = [], False
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line[:1] == "|" else []
        if cells[: len(heads)] == list(heads):
            inside = True
        elif not cells:
            inside = False
        elif inside and not cells[0].startswith("--"):
            rows.append(cells)
    return rows


def spans_of(cell):
    return re.findall(r"`([^`]+)`", cell)


# Keys


def test_the_list_of_keys_is_the_one_that_annotator_writes():
    written = CliRunner().invoke(cli.main, ["keys", "--markdown"])

    assert written.exit_code == 0
    assert text_of("docs/keys.md") == written.stdout, (
        "run: .venv/bin/annotator keys --markdown > docs/keys.md"
    )


def test_every_key_of_the_readme_runs_the_command_named_beside_it(keys):
    rows = rows_of(text_of("README.md"), "key", "command")
    pairs = [
        (key, title)
        for written, titles in rows
        for key, title in zip(spans_of(written), titles.split("; "), strict=True)
    ]
    wrong = [pair for pair in pairs if not runs(keys, *pair)]

    assert len(pairs) > 20
    assert wrong == []


def runs(keys, key, title):
    found = [keys.find(mode, keymap.normalised(key)) for mode in Mode]
    return title in {action.title for action in found if action}


@pytest.mark.parametrize("name", ["docs/ui.md", "docs/schema.md"])
def test_every_key_in_a_table_of_keys_does_something(keys, name):
    mapped = {key for mode in Mode for key, _ in keys.in_mode(mode)}
    written = [
        key
        for head in ("does", "kind")
        for cells in rows_of(text_of(name), "key", head)
        for key in (spans_of(cells[0]) or [cells[0]] * (head == "kind"))
    ]

    assert len(written) > 15
    assert [key for key in written if keymap.normalised(key) not in mapped] == []


def test_the_types_and_kinds_of_the_news_schema_are_those_of_its_file():
    schema = default_schema()
    text = text_of("docs/schema.md")

    types = [cells[:2] + cells[3:] for cells in rows_of(text, "key", "type")]
    kinds = [cells[:2] for cells in rows_of(text, "key", "kind")]
    assert types == [[one.key, one.id, one.light, one.dark] for one in schema.entity_types]
    assert kinds == [[one.key, one.id] for one in schema.statement_kinds]


def test_the_keymap_that_is_shown_as_an_example_works():
    example = re.search(r"```toml\n(preset.*?)```", text_of("docs/ui.md"), re.DOTALL)[1]
    preset, _, tables = example.partition("\n")
    overrides, problems = keymap.parse_keymap(tables, "keymap.toml")

    name = tomllib.loads(preset)["preset"]
    assert resource(f"keymaps/{name}.toml").is_file()
    assert problems == []
    assert overrides
    assert keymap.build(registry.actions(default_schema()), overrides).problems == ()


# Commands


@pytest.mark.parametrize("name", NAMES)
def test_every_sub_command_and_option_that_is_named_exists(name):
    used = re.findall(r"annotator ([a-z][a-z-]*)\b([^\n`]*)", code_of(name))
    strange = [command for command, _ in used if command not in cli.main.commands]
    options = [
        (command, option)
        for command, rest in used
        for option in re.findall(r"--[a-z-]+", rest)
        if command in cli.main.commands and option not in options_of(cli.main.commands[command])
    ]

    assert strange == []
    assert options == []


def options_of(command):
    options = [one for one in command.params if isinstance(one, click.Option)]
    return {name for option in options for name in option.opts} | {"--help"}


@pytest.mark.parametrize("name", NAMES)
def test_every_target_of_make_that_is_named_exists(name):
    targets = set(re.findall(r"^([\w-]+):", text_of("Makefile"), re.MULTILINE))
    lines = re.findall(r"\bmake ((?:[a-z][a-z-]*\b ?)+)(?![\w/.=])", code_of(name))

    assert [word for line in lines for word in line.split() if word not in targets] == []


# Places


@pytest.mark.parametrize("name", NAMES)
def test_every_relative_link_leads_to_a_file_and_a_heading(name):
    document = ROOT / name
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", CODE.sub("", text_of(name))):
        path, _, heading = target.partition("#")
        if "://" in target:
            continue
        file = (document.parent / path).resolve() if path else document
        if not file.exists() or (heading and heading not in headings_of(file)):
            broken.append(target)

    assert broken == []


def headings_of(file):
    """Return the names that a page's headings have as targets of links."""
    lines = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", line).strip().lower().replace(" ", "-") for line in lines}


@pytest.mark.parametrize("name", NAMES)
def test_every_path_of_the_repository_that_is_named_exists(name):
    roots = [ROOT, PACKAGE]
    places = re.findall(r"`((?:\w[\w.-]*/)+(?:[\w-]+\.(?:py|md|toml|json))?)`", text_of(name))
    missing = [place for place in places if not any((root / place).exists() for root in roots)]

    assert missing == []


def test_every_module_has_its_place_in_the_architecture():
    there = {
        (path.parent.relative_to(PACKAGE).as_posix().replace(".", "top"), path.stem)
        for path in PACKAGE.rglob("*.py")
        if not path.stem.startswith("__")
    }
    named = {
        (re.match(r"(`?)([\w/]+)\1", first)[2], module)
        for first, modules in rows_of(text_of("docs/architecture.md"), "package", "modules")
        for module in spans_of(modules)
    }

    assert sorted(there - named) == [], "name it under “Where to look” in docs/architecture.md"
    assert sorted(named - there) == []


def test_every_change_gets_into_the_changelog():
    told = subprocess.check_output(
        [sys.executable, "-m", "towncrier", "build", "--draft"],
        cwd=ROOT,
        text=True,
        encoding="utf-8",
    )
    fragments = [path.read_text("utf-8").strip() for path in (ROOT / "changelog.d").glob("*.md")]

    assert [text for text in fragments if f"- {text}" not in told.splitlines()] == []
