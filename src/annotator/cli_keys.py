"""The list of all commands with their keys, made from their declarations."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import click

from annotator.commands.registry import Action, actions
from annotator.session.projects import default_schema
from annotator.session.state import EVERYWHERE, PANELS, Mode

_NO_MENU = "By key only"
_ABOUT = """# Every command and its keys

Made by `annotator keys --markdown > docs/keys.md` from the declarations of the commands, with the
types of the `news` schema. *Where* says to which panel, or to which state of the article (`edge`,
`hints`, `preview`), the keys belong. A `keymap.toml` of your own changes keys by *id*: see
[ui.md](ui.md#keys-of-your-own)."""


def keys(layout: str) -> None:
    """Write every command of the default schema with its keys, as `table`, `json` or `markdown`."""
    found = actions(default_schema())
    if layout == "json":
        click.echo(json.dumps([_facts(action) for action in found], ensure_ascii=False, indent=2))
        return
    for line in _markdown(found) if layout == "markdown" else _table(found):
        click.echo(line)


def _facts(action: Action) -> dict[str, object]:
    command = action.command
    return {
        "id": action.id,
        "title": action.title,
        "keys": list(action.keys),
        "modes": sorted(mode.value for mode in command.modes),
        "menu": command.menu,
        "help": command.help,
    }


def _table(found: Sequence[Action]) -> Iterator[str]:
    keys_wide = max((len(_keys(action)) for action in found), default=0)
    title_wide = max((len(action.title) for action in found), default=0)
    for number, (menu, group) in enumerate(_by_menu(found).items()):
        if number:
            yield ""
        yield menu
        for action in group:
            yield f"  {_keys(action):{keys_wide}}  {action.title:{title_wide}}  {action.id}"


def _markdown(found: Sequence[Action]) -> Iterator[str]:
    yield _ABOUT
    for menu, group in _by_menu(found).items():
        yield f"\n## {menu}\n\n| key | command | does | where | id |\n|---|---|---|---|---|"
        for action in _shortened(group):
            yield f"| {' | '.join(_cells(action))} |"


def _shortened(group: Sequence[Action]) -> Iterator[Action]:
    """The same, with variants that no menu names, such as the hint letters, as one."""
    for command, variants in groupby(group, key=lambda action: action.command):
        each = list(variants)
        if command.menu or len(each) == 1:
            yield from each
        else:
            keys = tuple(key for action in each for key in action.keys)
            yield replace(each[0], id=command.id, title=command.title, keys=keys)


def _cells(action: Action) -> Iterator[str]:
    yield " ".join(f"`{key}`" for key in action.keys)
    yield action.title
    yield " ".join(action.command.help.split()).replace("|", "\\|")
    yield _where(action.command.modes)
    yield f"`{action.id}`"


def _where(modes: frozenset[Mode]) -> str:
    known = {EVERYWHERE: "everywhere", PANELS: "every panel"}
    return known.get(modes) or ", ".join(mode.value for mode in Mode if mode in modes)


def _by_menu(found: Sequence[Action]) -> dict[str, list[Action]]:
    menus: dict[str, list[Action]] = {}
    for action in found:
        menus.setdefault(action.command.menu or _NO_MENU, []).append(action)
    return menus


def _keys(action: Action) -> str:
    return " ".join(action.keys)
