"""A verb that reports, with the auxiliaries and particles that belong to it."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.span import Span
from annotator.text.clauses import Clause
from annotator.text.lexicon import Cue, Tense


@dataclass(frozen=True, slots=True)
class Group:
    """A reporting verb with its auxiliaries: words `first` to `last`, the verb at `verb`.

    `infinitive` is a group behind "to", which has the subject of another verb. Where other words
    stand between, `aux` is the auxiliary before ("hat am Montag gesagt") and `part` the particle
    behind ("teilte die Polizei mit").
    """

    cue: Cue
    tense: Tense
    first: int
    verb: int
    last: int
    passive: bool = False
    infinitive: bool = False
    aux: int = -1
    part: int = -1

    @property
    def is_dependent(self) -> bool:
        """Whether the subject is that of another verb."""
        return self.tense is Tense.ING or self.infinitive

    def span(self, clause: Clause) -> Span:
        """Where the group stands in the text."""
        return clause.part(self.first, self.last)
