"""Declaring commands, finding them all, and running one.

The menu, the palette, the key help, the keymap and the documentation are made from these
declarations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Concatenate, Generic, ParamSpec, Protocol

from annotator.commands.conditions import Condition, always
from annotator.errors import AnnotatorError, GivenUp
from annotator.model.schema import Schema
from annotator.session import (
    ChoiceQuestion,
    Mode,
    PathsQuestion,
    SaveQuestion,
    Session,
    TextQuestion,
)

P = ParamSpec("P")
Question = TextQuestion | ChoiceQuestion | PathsQuestion | SaveQuestion
Arguments = Mapping[str, object]
NONE: Arguments = MappingProxyType({})

MODULES = (
    "document",
    "table",
    "correction",
    "folder",
    "project",
    "backup",
    "model",
    "move",
    "select",
    "suggestion",
    "mention",
    "occurrences",
    "edge",
    "entity",
    "entity_fields",
    "statement",
    "statement_fields",
    "claim",
    "relation",
    "note",
    "history",
    "export",
    "view",
    "search",
    "review",
)


class Asker(Protocol):
    """Makes the question for an argument that was not given; None when it is not needed."""

    def __call__(self, session: Session, given: Arguments, /) -> Question | None:
        """The question, knowing the arguments so far."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One of several ready-made calls of a command, such as a mention of each type."""

    suffix: str
    title: str
    keys: tuple[str, ...]
    arguments: Arguments


@dataclass(frozen=True)
class Command(Generic[P]):
    """A function with what the user sees of it. Calling it runs the function and nothing else.

    `menu` is the path in the menu bar, as `Annotate/Statement`; empty for what only keys need.
    """

    id: str
    title: str
    help: str
    keys: tuple[str, ...]
    when: Condition
    modes: frozenset[Mode]
    menu: str
    function: Callable[Concatenate[Session, P], None]
    asks: Mapping[str, Asker] = field(default_factory=dict)
    variants: Callable[[Schema], Sequence[Variant]] | None = None
    in_text_fields: bool = False

    def __call__(self, session: Session, *args: P.args, **kwargs: P.kwargs) -> None:
        """Run the function."""
        self.function(session, *args, **kwargs)


AnyCommand = Command[...]


@dataclass(frozen=True, slots=True)
class Action:
    """A command, or one variant of it, ready to run: what a key or a menu entry stands for."""

    id: str
    title: str
    keys: tuple[str, ...]
    command: AnyCommand
    arguments: Arguments = field(default_factory=dict)


def command(  # noqa: PLR0913 - a declaration names everything the user sees
    title: str,
    *,
    keys: str | tuple[str, ...] = (),
    when: Condition = always,
    modes: frozenset[Mode] = frozenset({Mode.ARTICLE}),
    menu: str = "",
    asks: Mapping[str, Asker] | None = None,
    variants: Callable[[Schema], Sequence[Variant]] | None = None,
    in_text_fields: bool = False,
) -> Callable[[Callable[Concatenate[Session, P], None]], Command[P]]:
    """Declare a function as a command; its id is `module.function`, its docstring the help text.

    `in_text_fields` marks the few commands whose keys work while a text field has the keyboard.
    """

    def declare(function: Callable[Concatenate[Session, P], None]) -> Command[P]:
        module = function.__module__.rsplit(".", 1)[-1]
        return Command(
            id=f"{module}.{function.__name__.rstrip('_')}",
            title=title,
            help=(function.__doc__ or "").strip(),
            keys=(keys,) if isinstance(keys, str) else keys,
            when=when,
            modes=modes,
            menu=menu,
            function=function,
            asks=asks or {},
            variants=variants,
            in_text_fields=in_text_fields,
        )

    return declare


@cache
def all_commands() -> tuple[AnyCommand, ...]:
    """Every command, in the order of the modules and of declaration."""
    found: list[AnyCommand] = []
    for name in MODULES:
        module = import_module(f"annotator.commands.{name}")
        found += [
            value
            for value in vars(module).values()
            if isinstance(value, Command) and value.id.startswith(f"{name}.")
        ]
    return tuple(found)


def actions(schema: Schema) -> list[Action]:
    """Every command, those with variants once for each that the schema has."""
    result: list[Action] = []
    for each in all_commands():
        if each.variants is None:
            result.append(Action(each.id, each.title, each.keys, each))
        else:
            result += [
                Action(f"{each.id}:{v.suffix}", v.title, v.keys, each, v.arguments)
                for v in each.variants(schema)
            ]
    return result


def run(session: Session, command: AnyCommand, arguments: Arguments = NONE) -> bool:
    """Run a command if it can run now, asking for arguments that are missing.

    Returns whether it ran or is waiting for an answer. What it cannot do is said in the status
    line, as is any `AnnotatorError`; other exceptions are bugs and rise.
    """
    reason = command.when.reason_against(session)
    if reason:
        session.say(reason, failed=True)
        return False
    try:
        return _ask_or_run(session, command, dict(arguments))
    except AnnotatorError as error:
        _say(session, error)
        return False


def _ask_or_run(session: Session, command: AnyCommand, given: dict[str, object]) -> bool:
    for name, asker in command.asks.items():
        if name not in given:
            question = asker(session, given)
            if question is not None:
                _ask(session, question, partial(_answered, session, command, given, name))
                return True
    if session.message:
        session.say("")
    command.function(session, **given)
    return True


def _answered(
    session: Session, command: AnyCommand, given: dict[str, object], name: str, answer: object
) -> None:
    try:
        _ask_or_run(session, command, {**given, name: answer})
    except AnnotatorError as error:
        _say(session, error)


def _say(session: Session, error: AnnotatorError) -> None:
    """Say it; what the user gave up is no failure."""
    session.say(str(error), failed=not isinstance(error, GivenUp))


def _ask(session: Session, question: Question, then: Callable[[object], None]) -> None:
    ask = session.ask
    if isinstance(question, TextQuestion):
        ask.text(question, then)
    elif isinstance(question, ChoiceQuestion):
        ask.choice(question, then)
    elif isinstance(question, PathsQuestion):
        ask.paths(question, then)
    else:
        save: Callable[[Path], None] = then
        ask.save_path(question, save)
