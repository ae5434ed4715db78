"""The scenarios of every command."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from tests.commands.scenario import Scenario


def all_scenarios() -> list[Scenario]:
    """Those of every `scenarios_*.py` beside this file."""
    found: list[Scenario] = []
    for path in sorted(Path(__file__).parent.glob("scenarios_*.py")):
        found += import_module(f"tests.commands.{path.stem}").scenarios()
    return found
