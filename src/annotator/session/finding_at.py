"""The finding that the keys are about, for as long as the reader stays there."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.review.findings import Key


@dataclass(frozen=True, slots=True)
class FindingAt:
    """A finding by its key, and the two ends of the selection that was made on going there.

    `has_keys` says that the keyboard is in the list of findings.
    """

    key: Key
    anchor: int = -1
    caret: int = -1
    has_keys: bool = False
