"""The manual page and the completion of shells, made from the declarations of the command line."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
from click.shell_completion import get_completion_class

from annotator import __version__
from annotator.errors import AnnotatorError

_DAY = "2026"


class NoShell(AnnotatorError):
    """A shell that cannot be helped."""


def completion(main: click.Command, shell: str) -> str:
    """What a shell reads to complete commands, options, formats and files; raises NoShell."""
    helper = get_completion_class(shell)
    if helper is None:
        raise NoShell(f"There is no completion for {shell!r}; choose bash, zsh or fish.")
    return helper(main, {}, "annotator", "_ANNOTATOR_COMPLETE").source()


def manual(main: click.Group) -> str:
    """The manual page annotator(1) as roff, with every command and option."""
    return "\n".join([*_head(main), *_commands(main), *_foot()]) + "\n"


def _head(main: click.Group) -> Iterator[str]:
    yield f'.TH ANNOTATOR 1 "{_DAY}" "annotator {__version__}" "User commands"'
    yield from (".SH NAME", r"annotator \- read a news article and record who said what")
    yield from (".SH SYNOPSIS", ".B annotator", r"[\fIPROJECT\fR] [\fIFILES\fR...]", ".br")
    yield from (".B annotator", r"\fICOMMAND\fR [\fIOPTIONS\fR] [\fIARGUMENTS\fR]")
    yield from (".SH DESCRIPTION", _escaped(_help_of(main)))


def _commands(main: click.Group) -> Iterator[str]:
    yield ".SH COMMANDS"
    for name, command in sorted(main.commands.items()):
        if command.hidden:
            continue
        context = click.Context(command, info_name=name)
        arguments = " ".join(
            each.make_metavar(context)
            for each in command.params
            if isinstance(each, click.Argument)
        )
        yield from (".SS", rf"annotator {_escaped(name)} \fI{_escaped(arguments)}\fR")
        yield _escaped(_help_of(command))
        for option in command.params:
            if isinstance(option, click.Option) and not option.hidden:
                yield from _option(option, context)


def _option(option: click.Option, context: click.Context) -> Iterator[str]:
    record = option.get_help_record(context)
    if record is not None:
        names, text = record
        yield from (".TP", rf"\fB{_escaped(names)}\fR", _escaped(text))


def _foot() -> Iterator[str]:
    yield from (".SH EXIT STATUS", ".TP", "0", "All was done.", ".TP", "1")
    yield "Something was refused or is wrong; a sentence, or a list, says what."
    yield from (".TP", "2", "The command line was not understood.", ".TP", "3")
    yield "No window can be opened on this machine."
    yield from (".SH FILES", "A project is one file; backups lie in the user's data folder.")


def _help_of(command: click.Command) -> str:
    return re.sub(r"\s*\n\s*", " ", (command.help or "").strip())


def _escaped(words: str) -> str:
    """Words as roff shows them, at the start of a line too."""
    escaped = words.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{escaped}" if escaped[:1] in (".", "'") else escaped
