"""The list of all commands with their keys, made from their declarations."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import click

from annotator.commands.registry import Action, actions
from annotator.session.projects import default_schema

_NO_MENU = "By key only"


def keys(*, as_json: bool) -> None:
    """Write every command of the default schema, grouped by menu, with its keys."""
    found = actions(default_schema())
    if as_json:
        click.echo(json.dumps([_facts(action) for action in found], ensure_ascii=False, indent=2))
        return
    for line in _table(found):
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
    menus: dict[str, list[Action]] = {}
    for action in found:
        menus.setdefault(action.command.menu or _NO_MENU, []).append(action)
    keys_wide = max((len(_keys(action)) for action in found), default=0)
    title_wide = max((len(action.title) for action in found), default=0)
    for number, (menu, group) in enumerate(menus.items()):
        if number:
            yield ""
        yield menu
        for action in group:
            yield f"  {_keys(action):{keys_wide}}  {action.title:{title_wide}}  {action.id}"


def _keys(action: Action) -> str:
    return " ".join(action.keys)
