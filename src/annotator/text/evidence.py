"""What speaks for the type of a name."""

from __future__ import annotations

from typing import NamedTuple


class Evidence(NamedTuple):
    """One sign of a type: how strongly it speaks for it, and the rule that saw it."""

    type: str
    weight: float
    rule: str
