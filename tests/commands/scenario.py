"""A command with what it needs to run: for the test that takes every command back and forth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from annotator.session import Session


@dataclass(frozen=True)
class Scenario:
    """`prepare` brings a session on the example article to where the action `id` can run.

    `id` is that of an action (`mention.add:person`) or of a command; `arguments` are passed to it.
    """

    id: str
    prepare: Callable[[Session], None]
    arguments: Mapping[str, object] = field(default_factory=dict)
