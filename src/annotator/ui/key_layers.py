"""The keys that lie over the declared ones: a preset that ships with annotator, and the user's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from annotator.commands.keymap import Overrides, parse_keymap
from annotator.errors import AnnotatorError
from annotator.files import read_file
from annotator.resources import resource

_MOST_OF_KEYS = 100_000
# `preset = "editor"` stands above the table [keys] of the user's file.
_PRESET = re.compile(r"^preset[ \t]*=[ \t]*[\"']([\w-]+)[\"'][ \t]*(#.*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class KeyLayers:
    """Overrides, the later ones above, and a sentence for each that cannot be used."""

    layers: tuple[Overrides, ...] = ()
    problems: tuple[str, ...] = ()


def read_key_layers(folder: Path) -> KeyLayers:
    """The layers that the `keymap.toml` of a folder asks for; none when it has no such file."""
    path = folder / "keymap.toml"
    try:
        text = read_file(path, _MOST_OF_KEYS).decode("utf-8-sig")
    except FileNotFoundError:
        return KeyLayers()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        return KeyLayers(
            (), (f"{path} cannot be read ({reason}). The keys are those of annotator.",)
        )
    preset = _PRESET.search(text)
    # Blanked, not cut out, so that the line numbers in sentences about the file stay right.
    overrides, problems = parse_keymap(_PRESET.sub("", text, count=1), path.name)
    if preset is None:
        return KeyLayers((overrides,), tuple(problems))
    below, more = read_preset(preset[1], path.name)
    return KeyLayers((below, overrides), (*more, *problems))


def read_preset(name: str, asked_by: str) -> tuple[Overrides, tuple[str, ...]]:
    """The overrides of a preset that ships with annotator, by its name."""
    try:
        path = resource(f"keymaps/{name}.toml")
    except AnnotatorError:
        known = ", ".join(sorted(file.stem for file in resource("keymaps").glob("*.toml")))
        return {}, (f"{asked_by}: there is no preset “{name}”. There is: {known}.",)
    overrides, problems = parse_keymap(path.read_text(encoding="utf-8"), path.name)
    return overrides, tuple(problems)
