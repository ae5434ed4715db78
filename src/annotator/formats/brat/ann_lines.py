"""The lines of an annotation file as they are written, each under the next free id."""

from __future__ import annotations

from annotator.formats.brat.fragments import on_a_line, words_of
from annotator.formats.brat.names import MORE, NOTES
from annotator.formats.json_lines import dumped
from annotator.model.span import Spans

# JSON leaves these as they are, and brat would end the line there
_ENDS_OF_LINES = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


Used = dict[str, dict[str | None, None]]
"""Attributes with the values that they have somewhere, as many as a choice may have."""
_MOST_VALUES = 200


class AnnLines:
    """Lines in the order in which they are made; an id is that of a line made before or after.

    Attributes are noted as used.
    """

    def __init__(self, text: str, used: Used) -> None:
        self.lines: list[str] = []
        self._text, self._used = text, used
        self._spans = self._events = self._relations = 0
        self._attributes = self._references = self._notes = 0

    def span(self, type_: str, pieces: Spans) -> str:
        """A stretch of the text."""
        self._spans += 1
        if len(pieces) == 1:
            (piece,) = pieces
            offsets = f"{piece.start} {piece.end}"
        else:
            offsets = ";".join([f"{piece.start} {piece.end}" for piece in pieces])
        words = words_of(self._text, pieces)
        self.lines.append(f"T{self._spans}\t{type_} {offsets}\t{words}\n")
        return f"T{self._spans}"

    def next_event(self) -> str:
        """The id of an event whose line comes later."""
        self._events += 1
        return f"E{self._events}"

    def event(self, id: str, type_: str, trigger: str, roles: list[tuple[str, str]]) -> None:
        """An event; a role that comes again gets a number, as brat does it."""
        counts: dict[str, int] = {}
        parts = [f"{type_}:{trigger}"]
        for role, target in roles:
            counts[role] = counts.get(role, 0) + 1
            number = counts[role] if counts[role] > 1 else ""
            parts.append(f"{role}{number}:{target}")
        self.lines.append(f"{id}\t{' '.join(parts)}\n")

    def relation(self, type_: str, labels: tuple[str, str], source: str, target: str) -> str:
        """A relation of two."""
        self._relations += 1
        one, other = labels
        self.lines.append(f"R{self._relations}\t{type_} {one}:{source} {other}:{target}\n")
        return f"R{self._relations}"

    def attribute(self, name: str, target: str, value: str | None = None) -> None:
        """A value that something has, or that it is so."""
        self._attributes += 1
        values = self._used.setdefault(name, {})
        if len(values) < _MOST_VALUES:
            values[value] = None
        said = "" if value is None else f" {value}"
        self.lines.append(f"A{self._attributes}\t{name} {target}{said}\n")

    def reference(self, target: str, entry: str, words: str) -> None:
        """What something is in a resource, as `wikidata:Q419`, and what it is called there."""
        self._references += 1
        words = on_a_line(words)
        self.lines.append(f"N{self._references}\tReference {target} {entry}\t{words}\n")

    def note(self, target: str, words: str, type_: str = NOTES) -> str:
        """Words about something."""
        self._notes += 1
        self.lines.append(f"#{self._notes}\t{type_} {target}\t{on_a_line(words)}\n")
        return f"#{self._notes}"

    def more(self, target: str, more: dict[str, object]) -> None:
        """What no other line can say of something; nothing where that is nothing."""
        if more:
            self.note(target, dumped(more).translate(_ENDS_OF_LINES), MORE)

    def same(self, type_: str, members: list[str]) -> None:
        """Several that are the same."""
        self.lines.append(f"*\t{type_} {' '.join(members)}\n")
