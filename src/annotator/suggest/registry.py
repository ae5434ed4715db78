"""Finds the suggesters that are installed, ours and those of plug-ins alike."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import EntryPoint
from typing import cast

from annotator.plug_ins import plug_ins
from annotator.suggest.base import Suggester, Suggesters

SUGGESTERS = "annotator.suggesters"
# what pyproject.toml registers; used as it stands in a source checkout that is not installed
BUILT_IN = (
    EntryPoint("memory", "annotator.suggest.memory:Memory", SUGGESTERS),
    EntryPoint("names", "annotator.suggest.names:Names", SUGGESTERS),
    EntryPoint("dates", "annotator.suggest.dates:Dates", SUGGESTERS),
    EntryPoint("amounts", "annotator.suggest.amounts:Amounts", SUGGESTERS),
    EntryPoint("quotations", "annotator.suggest.quotations:Quotations", SUGGESTERS),
)


def installed() -> Suggesters:
    """Load all suggesters: those registered as entry points, and ours in any case."""
    return load((*BUILT_IN, *plug_ins(SUGGESTERS)))


def load(points: Iterable[EntryPoint]) -> Suggesters:
    """Load the suggesters behind entry points; one that fails is named in `problems`, left out.

    The first of a name wins, so a plug-in cannot take the place of one of ours.
    """
    found: dict[str, Suggester] = {}
    values: dict[str, str] = {}
    problems: list[str] = []
    for point in points:
        known = values.setdefault(point.name, point.value)
        if known != point.value:
            problems.append(
                f"{_label(point)} was not loaded: the name {point.name} is taken by {known}."
            )
        elif point.name not in found:
            try:
                found[point.name] = _made(point.load()())
            except Exception as error:  # a plug-in may fail in any way; the program goes on
                problems.append(f"{_label(point)} was not loaded: {type(error).__name__}: {error}")
    return Suggesters(tuple(found.values()), tuple(problems))


def _made(loaded: object) -> Suggester:
    missing = [name for name in ("name", "suggest") if not hasattr(loaded, name)]
    if missing:
        raise TypeError(f"it has no {', '.join(missing)}")
    return cast("Suggester", loaded)


def _label(point: EntryPoint) -> str:
    return f"The plug-in {point.name} ({point.value})"
