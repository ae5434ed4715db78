"""Shells complete what the command line declares, and the manual page says it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from annotator.cli import main
from annotator.cli_help import manual

PAGE = Path(__file__).parents[1] / "docs" / "annotator.1"


def completed(*words: str) -> list[str]:
    """What a bash that asks for the last word is told."""
    asked = {"COMP_WORDS": " ".join(("annotator", *words)), "COMP_CWORD": str(len(words))}
    given = {**os.environ, **asked, "_ANNOTATOR_COMPLETE": "bash_complete"}
    command = [sys.executable, "-m", "annotator"]
    told = subprocess.run(command, env=given, capture_output=True, text=True, check=True)  # noqa: S603
    return [line.partition(",")[2] for line in told.stdout.splitlines()]


@pytest.mark.parametrize(
    ("shell", "mark"), [("bash", "complete -o"), ("zsh", "compdef"), ("fish", "complete")]
)
def test_each_shell_gets_what_it_reads(shell: str, mark: str) -> None:
    result = CliRunner().invoke(main, ["completion", shell], prog_name="annotator")

    assert result.exit_code == 0
    assert mark in result.output
    assert "_ANNOTATOR_COMPLETE" in result.output


def test_a_shell_is_told_commands_options_and_formats() -> None:
    assert "export" in completed("exp")
    assert {"--format", "--output"} <= set(completed("export", "desk.annotator", "--"))
    assert "jsonl" in completed("export", "desk.annotator", "--format", "js")


def test_the_manual_page_is_the_one_that_is_declared() -> None:
    assert manual(main) == PAGE.read_text("utf-8"), (
        "run: .venv/bin/annotator manual > docs/annotator.1"
    )
    assert CliRunner().invoke(main, ["manual"]).output == manual(main)


def test_every_command_and_option_is_in_the_manual_page() -> None:
    page = manual(main).replace("\\-", "-")

    for name, command in main.commands.items():
        assert f"annotator {name}" in page
        for option in command.params:
            if isinstance(option, click.Option) and not option.hidden:
                assert all(each in page for each in option.opts), f"{name} {option.opts}"


def test_lines_that_begin_like_commands_of_roff_are_shown() -> None:
    @click.group(help=".hidden - it is not\\n")
    def group() -> None:
        pass

    assert "\\&.hidden \\- it is not\\en" in manual(group)
