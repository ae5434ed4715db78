"""A session without a window: lines are paragraphs, and nobody answers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TypeVar

from annotator.errors import AnnotatorError
from annotator.session.ports import (
    ChoiceQuestion,
    PathsQuestion,
    ReportProgress,
    SaveQuestion,
    TextQuestion,
    Watch,
)

T = TypeVar("T")


class NobodyToAsk(AnnotatorError):
    """A command needs an answer that was not given on the command line."""


class Unattended:
    """Answers no question: a command that asks one fails with a sentence."""

    def text(self, question: TextQuestion, then: Callable[[str], None]) -> None:
        """Refuse."""
        raise NobodyToAsk(f"An answer is needed: {question.title}.")

    def choice(self, question: ChoiceQuestion, then: Callable[[object], None]) -> None:
        """Refuse."""
        raise NobodyToAsk(f"An answer is needed: {question.title}.")

    def paths(self, question: PathsQuestion, then: Callable[[list[Path]], None]) -> None:
        """Refuse."""
        raise NobodyToAsk(f"An answer is needed: {question.title}.")

    def save_path(self, question: SaveQuestion, then: Callable[[Path], None]) -> None:
        """Refuse."""
        raise NobodyToAsk(f"An answer is needed: {question.title}.")


class Unwatched:
    """Shows nothing, and nobody gives up."""

    def during(self, _title: str, /) -> AbstractContextManager[Watch]:
        """Let the work go on to its end."""
        return nullcontext(Alone())


class Alone:
    """A `Watch` where no window waits: work is done at once, on this thread."""

    def __init__(self, report: ReportProgress = lambda _done, _total: True) -> None:
        self._report = report

    def __call__(self, done: int, total: int, /) -> bool:
        """Pass it on."""
        return self._report(done, total)

    def wait(self, work: Callable[[], T], /) -> T:
        """Do it."""
        return work()


class Unkept:
    """Keeps no copies: whoever works without a window makes backups itself."""

    def before(self, what: str, objects: int | None = None, /) -> None:
        """Let it happen."""

    def now(self) -> None:
        """Make none."""


class ParagraphGeometry:
    """Lines as they stand in the text, for use without a screen."""

    def __init__(self, text: Callable[[], str]) -> None:
        self._text = text

    def line_start(self, at: int) -> int:
        """After the line feed before a position."""
        return self._text().rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Before the next line feed."""
        end = self._text().find("\n", at)
        return len(self._text()) if end < 0 else end

    def position_above(self, at: int, lines: int) -> int:
        """The start of the line some lines further up."""
        for _ in range(lines):
            at = self.line_start(max(0, self.line_start(at) - 1))
        return at

    def position_below(self, at: int, lines: int) -> int:
        """The start of the line some lines further down."""
        for _ in range(lines):
            at = min(len(self._text()), self.line_end(at) + 1)
        return at

    def page_lines(self) -> int:
        """Thirty."""
        return 30

    def visible(self) -> tuple[int, int]:
        """A few pages' worth from the start."""
        return 0, min(len(self._text()), 5000)
