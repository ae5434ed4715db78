"""One field of a statement as a row of its open card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.model.span import Span
from annotator.ui.statement_words import NOTHING, tr


@dataclass(frozen=True, slots=True)
class Act:
    """An action with arguments, ready for `Bridge.run`; a `span` is selected before it runs."""

    action: str
    arguments: Mapping[str, object] = field(default_factory=dict)
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `set` runs on Enter, `clear` on Del.

    `keys` names the action whose key is shown, `cap` is shown as it is. `quotes` marks words of the
    article, `begins` the first field of a section, and `small` what nobody edits.
    """

    key: str
    name: str
    value: str = ""
    set: Act | None = None
    clear: Act | None = None
    keys: str = ""
    cap: str = ""
    quotes: bool = False
    begins: bool = False
    small: bool = False

    @property
    def shown(self) -> str:
        """The value as it stands in the card."""
        return self.value or NOTHING

    @property
    def spoken(self) -> str:
        """The field for a screen reader."""
        return f"{self.name}: {self.value or tr('not set')}"
