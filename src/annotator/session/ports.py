"""What a session asks of whoever shows it: answers, geometry, and the program's own acts.

Questions are asked with a continuation, `then`, so that no window ever waits inside another;
whoever declines to answer just does not call it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TextQuestion:
    """Asks for a line, or with `multiline` for a paragraph, of text."""

    title: str
    value: str = ""
    placeholder: str = ""
    multiline: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: its words, a detail in small print, a key that picks it, and its value.

    `colour_of` names an entity type whose colour the answer wears.
    """

    label: str
    value: object
    detail: str = ""
    key: str = ""
    colour_of: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceQuestion:
    """Asks to pick one of the choices for the letters typed so far, best first.

    With `picks_by_key`, pressing a choice's key answers at once and no letters are typed; with
    `keys_pick_too` they are, and what is shown for no letters should have no letter as key. With
    `at_card` it is asked beside the open card of the claim panel, where that is seen. `wide` is for
    choices of many words; `paths` says that they are paths, whose beginning and end tell most.
    """

    title: str
    search: Callable[[str], Sequence[Choice]]
    placeholder: str = ""
    picks_by_key: bool = False
    keys_pick_too: bool = False
    at_card: bool = False
    wide: bool = False
    paths: bool = False


@dataclass(frozen=True, slots=True)
class PathsQuestion:
    """Asks for files that exist, or for a folder. `patterns` are like `*.txt`."""

    title: str
    patterns: tuple[str, ...] = ()
    folder: bool = False
    several: bool = True


@dataclass(frozen=True, slots=True)
class SaveQuestion:
    """Asks where to write a file. `suggested` is a full path."""

    title: str
    suggested: Path
    patterns: tuple[str, ...] = ()


class UserInterface(Protocol):
    """Asks the user. The window does it with dialogs, tests with a list of answers."""

    def text(self, question: TextQuestion, then: Callable[[str], None]) -> None:
        """Ask for text."""

    def choice(self, question: ChoiceQuestion, then: Callable[[object], None]) -> None:
        """Ask for one of several things; hands on the `value` of the choice."""

    def paths(self, question: PathsQuestion, then: Callable[[list[Path]], None]) -> None:
        """Ask for files or a folder."""

    def save_path(self, question: SaveQuestion, then: Callable[[Path], None]) -> None:
        """Ask where to write."""


ReportProgress = Callable[[int, int], bool]
"""Hears how much of how much is done; answers False to give up."""


class Watch(Protocol):
    """Watches work that may take long: a `ReportProgress` that can also wait."""

    def __call__(self, done: int, total: int, /) -> bool:
        """Hear how much of how much is done; answers False to give up."""

    def wait(self, work: Callable[[], T], /) -> T:
        """Do work that cannot be cut into slices, on another thread if there is a window.

        The window goes on painting and nothing else can be done in it, so that the work has to
        itself whatever it uses. It reports as any work does. Returns or raises what it does.
        """


class Progress(Protocol):
    """Shows work that may take long, and lets the user give it up."""

    def during(self, title: str, /) -> AbstractContextManager[Watch]:
        """Watch the work of a `with` block, such as "Importing articles"."""


class Safekeeping(Protocol):
    """Keeps copies of the project while it is worked on. What fails is told, and stops nobody."""

    def before(self, what: str, objects: int | None = None, /) -> None:
        """Keep the state before something large, such as "import".

        `objects` is how many it touches; few of them are no reason. Raises AnnotatorError only when
        the user gave it up.
        """

    def now(self) -> None:
        """Make a backup in the background, and say so when it is there."""


class Geometry(Protocol):
    """Where positions lie on the screen; all positions are code points of the current document."""

    def line_start(self, at: int) -> int:
        """The first position of the line."""

    def line_end(self, at: int) -> int:
        """The last position of the line."""

    def position_above(self, at: int, lines: int) -> int:
        """The position some lines further up, in the same column."""

    def position_below(self, at: int, lines: int) -> int:
        """The position some lines further down, in the same column."""

    def page_lines(self) -> int:
        """How many lines a page holds."""

    def visible(self) -> tuple[int, int]:
        """The first and the last position on the screen."""


class Host(Protocol):
    """The program around a session: it opens other projects and ends."""

    def open_project(self, path: Path) -> None:
        """Open an existing project instead of this one."""

    def create_project(self, path: Path) -> None:
        """Make a project and open it instead of this one."""

    def open_again(self) -> None:
        """Open what lies at the project's path now, in the place of what is shown."""

    def go_on_in(self, copy: Path) -> None:
        """Show a copy of the project instead of it, at the same place of the same document."""

    def restore(self, backup: Path) -> None:
        """Put a backup into the place of the project, and show that."""

    def quit(self) -> None:
        """Close the window."""

    def clipboard_text(self) -> str:
        """The text on the clipboard."""

    def copy_text(self, text: str) -> None:
        """Put text on the clipboard."""

    def close_notice(self) -> bool:
        """Close the message over the article; False where none stands there."""
