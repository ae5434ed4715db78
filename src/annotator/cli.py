"""The command line: opens the window, or works on a project without one.

Only click is imported here, so that help comes at once; each sub-command brings what it needs.
"""

# ruff: noqa: PLC0415 - see above

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from annotator import __version__, cli_in_out
from annotator.errors import AnnotatorError, NotUnderstood
from annotator.preflight import EXIT_STATUS, problem

PATH = cli_in_out.PATH


class Failure(click.ClickException):
    """Ends the program with one sentence on standard error, and exit status 1."""

    def show(self, file: object = None) -> None:
        """Write the sentence, and nothing around it."""
        from annotator.text.visible import visible

        click.echo(visible(self.message), err=True)


class Misused(Failure):
    """The command line cannot be understood."""

    exit_code = click.UsageError.exit_code


class NoWindow(Failure):
    """No window can be opened on this machine."""

    exit_code = EXIT_STATUS


class _CommandLine(click.Group):
    """Sub-commands by name; whatever else comes first is a project or an article to open."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The named sub-command, or the window with all arguments."""
        if args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return "", _window, args

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - click's signature
    ) -> click.Context:
        """Understand the options that stand before any argument."""
        with _told():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Run, and tell expected failures in their sentence."""
        with _told():
            return super().invoke(ctx)


@contextmanager
def _told() -> Iterator[None]:
    """Turn expected failures into their one sentence; anything else is a bug and rises."""
    try:
        yield
    except NotUnderstood as error:
        raise Misused(str(error)) from error
    except AnnotatorError as error:
        raise Failure(str(error)) from error
    except click.UsageError as error:
        told = error.format_message().rstrip(".")
        path = error.ctx.command_path.strip() if error.ctx else "annotator"
        raise Misused(f"{told}. Try `{path} --help`.") from error


@click.group(
    cls=_CommandLine,
    invoke_without_command=True,
    subcommand_metavar="[PROJECT] [FILES...] | COMMAND ...",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, message="annotator %(version)s")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Read a news article and record who said what, by keyboard.

    Opens the window on PROJECT and brings the article FILES into it; without PROJECT, on the
    project that annotator keeps for you. The commands work without a window.
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(_window, paths=())


@click.command("annotator")
@click.argument("paths", nargs=-1, type=PATH)
def _window(paths: tuple[Path, ...]) -> None:
    """Open the window on a project, with articles brought into it."""
    from annotator import cli_window

    plan = cli_window.plan(paths)
    cli_window.prepare()
    wrong = problem(os.environ)
    if wrong:
        raise NoWindow(wrong)
    sys.exit(cli_window.open_window(plan))


@main.command()
@click.argument("project", type=PATH)
@click.option("--schema", type=PATH, help="A schema file (TOML or JSON) with the types to use.")
def new(project: Path, schema: Path | None) -> None:
    """Make an empty project."""
    from annotator import cli_work

    cli_work.new(project, schema)


@main.command()
@click.argument("file", type=PATH)
def verify(file: Path) -> None:
    """Prove an exported file against its own text."""
    from annotator import cli_work

    cli_work.verify_(file)


@main.command()
@click.argument("project", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.option("--aside", is_flag=True, help="Let everything else go first.")
def check(project: Path, *, as_json: bool, aside: bool) -> None:
    """Look for damage in a project; list what is wrong."""
    from annotator import cli_check

    cli_check.check_(project, as_json=as_json, aside=aside)


@main.command()
@click.argument("project", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="Write a JSON object a line.")
def review(project: Path, *, as_json: bool) -> None:
    """List what is inconsistent or missing in the annotations of a project."""
    from annotator import cli_review

    cli_review.review(project, as_json=as_json)


@main.command()
@click.argument("project", type=PATH)
@click.option("--output", type=PATH, help="The copy to make; beside the project if not given.")
def repair(project: Path, output: Path | None) -> None:
    """Make a repaired copy of a project; the project stays as it is."""
    from annotator import cli_check

    cli_check.repair_(project, output)


@main.command()
@click.argument("project", type=PATH)
@click.option("--to", type=PATH, help="A folder that gets the backup as well.")
@click.option("--list", "only_list", is_flag=True, help="List the backups, and make none.")
@click.option("--why", default="asked for", hidden=True)
@click.option("--patiently", is_flag=True, hidden=True)
@click.option("--settle", is_flag=True, hidden=True)
def backup(project: Path, to: Path | None, why: str, **how: bool) -> None:
    """Back a project up, and check the backup; or list its backups."""
    from annotator import cli_backup

    if how["only_list"]:
        cli_backup.list_backups(project)
    elif how["settle"]:
        cli_backup.settle(project)
    else:
        cli_backup.back_up(project, why, to, patiently=how["patiently"])


@main.command()
@click.argument("project", type=PATH)
@click.argument("backup", default="")
@click.option("--output", type=PATH, help="A new file; the project's place if not given.")
def restore(project: Path, backup: str, output: Path | None) -> None:
    """Bring a backup of a project back: the newest, or a numbered or named one."""
    from annotator import cli_backup

    cli_backup.restore(project, backup, output)


@main.command()
@click.argument("project", type=PATH)
@click.option("--forget", is_flag=True, help="Remove the model instead.")
@click.option("--aside", is_flag=True, help="Let everything else go first.")
def train(project: Path, *, forget: bool, aside: bool) -> None:
    """Train a model of names on the articles that are done; it is used where it helps."""
    from annotator import cli_model

    cli_model.train(project, forget=forget, aside=aside)


@main.command()
@click.argument("project", type=PATH)
@click.argument("query")
@click.option("--json", "as_json", is_flag=True, help="Write a JSON object a line.")
@click.option("--csv", "table", type=PATH, help="Write a table for spreadsheets to this file.")
@click.option("--data", is_flag=True, help="Leave cells of the table that look like formulas.")
@click.option("--limit", type=click.IntRange(1), help="Stop after so many places.")
def search(
    project: Path,
    query: str,
    table: Path | None,
    limit: int | None,
    *,
    as_json: bool,
    data: bool,
) -> None:
    """Find words, patterns and annotations, as `harbo* -rumour` or `kind:deny source:"Ada"`."""
    from annotator import cli_search

    cli_search.search(project, query, as_json=as_json, table=table, guarded=not data, limit=limit)


@main.command()
@click.argument("project", type=PATH)
@click.option("--rebuild", is_flag=True, help="Make the index anew.")
def index(project: Path, *, rebuild: bool) -> None:
    """Bring the search index of a project up to date."""
    from annotator import cli_search

    cli_search.index(project, rebuild=rebuild)


@main.command("take-over")
@click.argument("project", type=PATH)
@click.option("--from", "source", type=int, required=True, help="The document that has them.")
@click.option("--to", "target", type=int, required=True, help="The other version of it.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def take_over(project: Path, source: int, target: int, *, as_json: bool) -> None:
    """Take annotations over into another version of an article; list what changed."""
    from annotator import cli_returning

    cli_returning.take_over_(project, source, target, as_json=as_json)


def _explained(ctx: click.Context, _option: click.Parameter, origin: str | None) -> None:
    if origin:
        from annotator.suggest.catalogue import explain
        from annotator.text.visible import visible

        click.echo(visible(explain(origin)))
        ctx.exit()


@main.command()
@click.argument("project", type=PATH)
@click.option("--output", type=PATH, help="Export the project with what is suggested to this file.")
@click.option("--json", "as_json", is_flag=True, help="Write a JSON object a line.")
@click.option(
    "--minimum", type=click.FloatRange(0, 1), default=0.0, help="Leave out less sure ones."
)
@click.option("--document", "documents", type=int, multiple=True, help="Only in this one; repeat.")
@click.option(
    "--explain",
    metavar="ORIGIN",
    callback=_explained,
    is_eager=True,
    expose_value=False,
    help="Say what suggestions of an origin, as rule:date, stand on.",
)
def suggest(
    project: Path,
    output: Path | None,
    minimum: float,
    documents: tuple[int, ...],
    *,
    as_json: bool,
) -> None:
    """List what is suggested in a project, with reasons; nothing is written into it."""
    from annotator import cli_suggest

    if output and as_json:
        raise click.UsageError("--output and --json do not go together.")
    wanted = cli_suggest.wanted(minimum, documents)
    cli_suggest.suggest(project, output, wanted, as_json=as_json)


@main.command()
@click.argument("gold", type=PATH)
@click.argument("system", type=PATH)
@click.option("--suggested", is_flag=True, help="Count what SYSTEM suggests, too.")
@click.option("--by", type=click.Choice(["type", "document"]), help="One table more.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def evaluate(gold: Path, system: Path, *, suggested: bool, by: str | None, as_json: bool) -> None:
    """Say how far two annotations of the same articles agree: projects, or exported files."""
    from annotator import cli_evaluate

    cli_evaluate.evaluate(gold, system, suggested=suggested, by=by, as_json=as_json)


@main.command()
@click.argument("project", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def info(project: Path, *, as_json: bool) -> None:
    """Say what is in a project."""
    from annotator import cli_work

    cli_work.info(project, as_json=as_json)


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Write what a shell reads to complete commands, options and formats."""
    from annotator import cli_help

    click.echo(cli_help.completion(main, shell))


@main.command()
def manual() -> None:
    """Write the manual page, as for `man -l -`."""
    from annotator import cli_help

    click.echo(cli_help.manual(main), nl=False)


@main.command()
@click.option("--json", "layout", flag_value="json", help="Write JSON.")
@click.option("--markdown", "layout", flag_value="markdown", help="Write docs/keys.md.")
def keys(layout: str | None) -> None:
    """List every command with its keys."""
    from annotator import cli_keys

    cli_keys.keys(layout or "table")


for each in cli_in_out.COMMANDS:
    main.add_command(each)
