"""Which key runs which action in which mode: the declared keys, and those of the user."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.commands.registry import Action
from annotator.session import Mode
from annotator.text.toml import NotToml, parse_toml

Overrides = Mapping[str, tuple[str, ...]]
_MODIFIERS = ("Ctrl", "Alt", "Meta", "Shift")


def normalised(key: str) -> str:
    """A key's one name: modifiers in a fixed order, a shifted letter as `Shift+S`.

    Raises ValueError for something that is no key.
    """
    if len(key) == 1:
        return f"Shift+{key}" if key.isalpha() and key != key.lower() else key
    *modifiers, last = key.split("+") if not key.endswith("++") else [*key[:-2].split("+"), "+"]
    if not last or any(modifier.title() not in _MODIFIERS for modifier in modifiers):
        raise ValueError(f"“{key}” is no key")
    held = {modifier.title() for modifier in modifiers}
    name = last.upper() if len(last) == 1 else last[0].upper() + last[1:]
    return "+".join([*(m for m in _MODIFIERS if m in held), name])


@dataclass(frozen=True)
class Keymap:
    """The actions by key and mode, and a sentence for each conflict.

    Of two actions with one key the first keeps it.
    """

    actions: tuple[Action, ...]
    problems: tuple[str, ...]
    _table: Mapping[tuple[Mode, str], Action]

    def find(self, mode: Mode, key: str) -> Action | None:
        """The action of a key in a mode."""
        return self._table.get((mode, key))

    def action(self, id: str) -> Action | None:
        """The action with an id, with its keys as mapped."""
        return next((action for action in self.actions if action.id == id), None)

    def in_mode(self, mode: Mode) -> list[tuple[str, Action]]:
        """The keys of a mode with their actions, in the order of declaration."""
        return [(key, action) for (of, key), action in self._table.items() if of == mode]


def build(actions: Sequence[Action], *layers: Overrides) -> Keymap:
    """The keymap of the actions, with the keys of each layer of overrides put over those below."""
    problems: list[str] = []
    known = {action.id for action in actions} | {action.command.id for action in actions}
    keys: dict[str, tuple[str, ...]] = {}
    for layer in layers:
        problems += [f"{id}: there is no such command." for id in layer if id not in known]
        keys.update(layer)
    mapped = [replace(action, keys=keys.get(action.id, action.keys)) for action in actions]
    # What the user asked for comes first, so that it wins over a default on the same key.
    ordered = sorted(mapped, key=lambda action: action.id not in keys)
    table: dict[tuple[Mode, str], Action] = {}
    for action in ordered:
        problems += _enter(table, action)
    return Keymap(tuple(mapped), tuple(problems), table)


def _enter(table: dict[tuple[Mode, str], Action], action: Action) -> Iterable[str]:
    for written in action.keys:
        try:
            key = normalised(written)
        except ValueError as error:
            yield f"{action.id}: {error}."
            continue
        taken = {table[mode, key].id for mode in action.command.modes if (mode, key) in table}
        if taken:
            yield f"{action.id}: {key} already belongs to {', '.join(sorted(taken))}."
        for mode in sorted(action.command.modes):
            table.setdefault((mode, key), action)


def parse_keymap(toml_text: str, name: str) -> tuple[Overrides, list[str]]:
    """The overrides of a keymap file, and a sentence for each line that cannot be used.

    The file has one table, `[keys]`: a command's id, and a key, a list of keys, or an empty string
    for none.
    """
    try:
        tree = parse_toml(toml_text)
    except NotToml as error:
        return {}, [f"{name}: {error}. The keymap file was not used."]
    overrides: dict[str, tuple[str, ...]] = {}
    problems = [
        f"{name}: [{table}] is unknown; keys stand in [keys]." for table in tree if table != "keys"
    ]
    table = tree.get("keys", {})
    if not isinstance(table, dict):
        return {}, [f"{name}: `keys` must be a table."]
    for id, value in table.items():
        keys = [value] if isinstance(value, str) else value
        if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
            problems.append(f"{name}: {id}: give a key, or a list of keys.")
            continue
        overrides[id] = tuple(key for key in keys if key)
    return overrides, problems
