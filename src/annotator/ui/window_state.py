"""How the window was left, kept in the user's state folder and never in a project."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from annotator.files import read_file
from annotator.model.document import DocumentOrder
from annotator.model.ids import DocumentId
from annotator.session import Panel, ViewState
from annotator.session.state import Place
from annotator.ui.window_panels import Arrangement

_MOST_PROJECTS = 200
_MOST_OF_STATE = 10_000_000
_MOST_COUNTED = 500
_MOST_TOLD = 200
Counts = Mapping[DocumentId, tuple[int, int]]
_THEMES = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class WindowState:
    """Size and place of the window (Qt's own bytes in hexadecimal), its panels and its look."""

    geometry: str = ""
    arrangement: Arrangement = field(default_factory=Arrangement)
    view: ViewState = field(default_factory=ViewState)
    places: Mapping[str, Place] = field(default_factory=dict)
    counts: Mapping[str, Counts] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    """Hashes of warnings that were given; each is given once."""

    def untold(self, warnings: Iterable[str]) -> list[str]:
        """The warnings that were never given."""
        return [words for words in warnings if _hashed(words) not in self.told]

    def with_told(self, warnings: Iterable[str]) -> WindowState:
        """The state that remembers that these were given; the last ones are kept."""
        told = dict.fromkeys([*self.told, *map(_hashed, warnings)])
        return replace(self, told=tuple(told)[-_MOST_TOLD:])

    def counts_in(self, project: Path) -> Counts:
        """The key presses and annotations made that were counted in a project, by document."""
        return self.counts.get(_name(project), {})

    def with_counts(self, project: Path, counts: Counts) -> WindowState:
        """The state that also remembers counts; the projects and documents used last are kept."""
        kept = {name: each for name, each in self.counts.items() if name != _name(project)}
        kept[_name(project)] = dict(list(counts.items())[-_MOST_COUNTED:])
        return replace(self, counts=dict(list(kept.items())[-_MOST_PROJECTS:]))

    def place_in(self, project: Path) -> Place | None:
        """Where the reader was in a project."""
        return self.places.get(_name(project))

    def with_place(self, project: Path, place: Place | None) -> WindowState:
        """The state that also remembers a place; the projects used last are kept."""
        places = {name: kept for name, kept in self.places.items() if name != _name(project)}
        if place is not None:
            places[_name(project)] = place
        kept = dict(list(places.items())[-_MOST_PROJECTS:])
        return replace(self, places=kept)


def read_state(folder: Path) -> WindowState:
    """The state in a folder; a file that is missing or makes no sense counts as none."""
    try:
        tree = json.loads(read_file(folder / "window.json", _MOST_OF_STATE).decode("utf-8"))
        return _from_tree(tree)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return WindowState()


def write_state(folder: Path, state: WindowState) -> bool:
    """Keep the state in a folder; False when the folder cannot be written, which hurts nobody."""
    tree = {
        "geometry": state.geometry,
        "arrangement": asdict(state.arrangement),
        "view": {**asdict(state.view), "hidden": sorted(state.view.hidden)},
        "places": {name: asdict(place) for name, place in state.places.items()},
        "counts": {
            name: {str(id): pair for id, pair in counts.items()}
            for name, counts in state.counts.items()
        },
        "told": list(state.told),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix="window-", suffix=".json")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(tree, file, ensure_ascii=False, indent=1)
        Path(name).replace(folder / "window.json")
    except OSError:
        return False
    return True


def _name(project: Path) -> str:
    """Tells projects apart without keeping the names of folders."""
    return _hashed(str(project.resolve()))


def _hashed(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()


def _from_tree(tree: dict[str, dict[str, object]]) -> WindowState:
    view = tree["view"]
    zoom, hidden = view["zoom"], view["hidden"]
    if not isinstance(zoom, int | float) or not isinstance(hidden, list):
        raise TypeError("zoom is a number and hidden is a list")
    if view["theme"] not in _THEMES:
        raise ValueError("an unknown theme")
    return WindowState(
        geometry=str(tree["geometry"]),
        arrangement=_arrangement(tree["arrangement"]),
        view=ViewState(
            zoom=float(zoom),
            theme=str(view["theme"]),
            hidden=frozenset(_panels(hidden)) - {Panel.ARTICLE},
            left=_panels(view["left"]),
            right=_panels(view["right"]),
            meter=bool(view["meter"]),
            group_claims=str(view["group_claims"]),
            sort_documents=DocumentOrder(str(view.get("sort_documents", "imported"))),
            suggestions=bool(view.get("suggestions", True)),
            sure=_share(view.get("sure", ViewState().sure)),
        ),
        places={name: _place(place) for name, place in tree["places"].items()},
        counts={name: _counts(counts) for name, counts in tree.get("counts", {}).items()},
        told=tuple(str(each) for each in _list(tree.get("told", []))),
    )


def _arrangement(tree: dict[str, object]) -> Arrangement:
    lists = {name: _list(value) for name, value in tree.items()}
    return Arrangement(
        widths=_numbers(lists["widths"]),
        left_heights=_numbers(lists["left_heights"]),
        right_heights=_numbers(lists["right_heights"]),
    )


def _place(tree: object) -> Place:
    if not isinstance(tree, dict):
        raise TypeError("a place is a table")
    return Place(DocumentId(int(tree["document"])), *(int(tree[n]) for n in _PLACE_FIELDS))


def _counts(tree: object) -> Counts:
    if not isinstance(tree, dict):
        raise TypeError("counts are a table")
    pairs = ((id, _numbers(_list(pair))) for id, pair in tree.items())
    return {DocumentId(int(id)): (acts, made) for id, (acts, made) in pairs}


_PLACE_FIELDS = ("anchor", "caret", "top")


def _share(value: object) -> float:
    if not isinstance(value, int | float) or not 0 <= value <= 1:
        raise TypeError("a share is a number from 0 to 1")
    return float(value)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("a list is needed")
    return value


def _panels(value: object) -> tuple[Panel, ...]:
    return tuple(Panel(str(each)) for each in _list(value))


def _numbers(values: list[object]) -> tuple[int, ...]:
    return tuple(int(str(value)) for value in values)
