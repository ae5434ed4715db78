"""A mention as a file has it, before it is one of the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Found:
    """A mention by the id of what it means, with its fields by name and its stretches of words.

    The fields are those of CorefUD: `etype`, `identity` (the name of what it means), `head`,
    `minspan`, `other`. `is_name` says that its words are a name.
    """

    id: str
    values: Mapping[str, str]
    parts: list[range] = field(default_factory=list)
    is_name: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """Sorts by the text, longer ones first."""
        return self.parts[0].start, -self.parts[-1].stop

    def word(self, number: int) -> int | None:
        """The word that has a number, from 1, among those of the mention."""
        for part in self.parts:
            if 0 < number <= len(part):
                return part[number - 1]
            number -= len(part)
        return None
