"""Problems of a schema file, all of them at once, and tables that report instead of raising."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotator.errors import AnnotatorError
from annotator.formats.schema_lines import Path, line_of
from annotator.text.visible import hidden_in


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a schema file: its line if known, the key it lies at, and what to do."""

    line: int | None
    key: str
    message: str

    def __str__(self) -> str:
        place = f"line {self.line}, " if self.line is not None else ""
        return f"{place}{self.key}: {self.message}"


class SchemaError(AnnotatorError):
    """A schema that cannot be used; `problems` has every fault of it."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        count = f"{len(problems)} problems" if len(problems) > 1 else "a problem"
        listed = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"The schema {name} has {count}:\n{listed}")
        self.problems = tuple(problems)


@dataclass(slots=True)
class Report:
    """Collects the faults and warnings of one schema, with the lines they stand at."""

    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def problem(self, path: Path, message: str) -> None:
        """Note a fault."""
        self.problems.append(self._at(path, message))

    def warning(self, path: Path, message: str) -> None:
        """Note something that does not keep the schema from being used."""
        self.warnings.append(self._at(path, message))

    def _at(self, path: Path, message: str) -> Problem:
        shown = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
        return Problem(line_of(path, self.lines), shown.lstrip(".") or "schema", message)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the file: reads values of a type and reports those that are of another."""

    values: Mapping[str, object]
    path: Path
    report: Report

    def problem(self, key: str, message: str) -> None:
        """Note a fault of one key."""
        self.report.problem((*self.path, key), message)

    def only(self, *known: str) -> None:
        """Report every key that is none of those known."""
        for key in self.values:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1)
                hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
                self.problem(key, f"unknown key; {hint}")

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; without a default it must be there and not be empty."""
        value = self.values.get(key, default)
        if isinstance(value, str) and (value.strip() or default is not None):
            self._seen(key, value)
            return value
        self.problem(key, "missing, give it a text" if value is None else "must be a text")
        return default or ""

    def optional(self, key: str) -> str | None:
        """Return a text, or None when the key is not there."""
        return None if key not in self.values else self.text(key, "")

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Return a list of texts; without a default it must be there and not be empty."""
        value = self.values.get(key, default)
        if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
            if value or default is not None:
                self._once(key, value)
                self._seen(key, *value)
                return tuple(value)
            self.problem(key, "must not be empty")
            return ()
        self.problem(
            key, "missing, give it a list of texts" if value is None else "must be a list of texts"
        )
        return default or ()

    def _seen(self, key: str, *words: str) -> None:
        """Report what cannot be seen: a label that looks like another, or turns words round."""
        hidden = hidden_in("".join(words))
        if hidden:
            self.problem(key, f"holds a character that cannot be seen ({hidden}); write it without")

    def _once(self, key: str, value: Sequence[str]) -> None:
        twice = sorted({part for part in value if value.count(part) > 1})
        if twice:
            self.problem(key, f"{', '.join(twice)} is named twice")

    def pairs(self, key: str) -> dict[str, str]:
        """Return a table of texts, empty when the key is not there."""
        value = self.values.get(key, {})
        if isinstance(value, Mapping) and all(isinstance(part, str) for part in value.values()):
            return {str(name): str(part) for name, part in value.items()}
        self.problem(key, "must be a table of texts")
        return {}

    def tables(self, key: str) -> list[Table]:
        """Return the tables of a list, empty when the key is not there."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            self.problem(key, f"must be a list of tables, written [[{key}]]")
            return []
        tables = []
        for index, row in enumerate(value):
            if isinstance(row, Mapping):
                tables.append(Table(row, (*self.path, key, index), self.report))
            else:
                self.report.problem((*self.path, key, index), "must be a table")
        return tables
