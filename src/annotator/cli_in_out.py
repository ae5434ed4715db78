"""The commands that bring in, write and convert files, as the command line declares them.

Only click is imported here, so that help comes at once.
"""

# ruff: noqa: PLC0415 - see above

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from annotator.session.importing import Way

PATH = click.Path(path_type=Path)
_OPTION = "An option of the format (annotator formats); repeat."
_TYPE = "What a type of the files is here, as Actor=person; repeat."


class _FormatName(click.ParamType[str]):
    """The name of a format, which a shell completes."""

    name = "format"

    def __init__(self, *, reads: bool) -> None:
        self._reads = reads

    def shell_complete(
        self, _ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The formats that can be read, or those that can be written."""
        from annotator.formats.registry import installed

        formats = installed()
        found = sorted(formats.importers if self._reads else formats.exporters)
        return [CompletionItem(each) for each in found if each.startswith(incomplete)]


_READ, _WRITTEN = _FormatName(reads=True), _FormatName(reads=False)


@click.command("import")
@click.argument("project", type=PATH)
@click.argument("paths", nargs=-1, required=True, type=PATH)
@click.option(
    "--format", "format_name", type=_READ, default="", help="The format; found out if not given."
)
@click.option("--option", "options", multiple=True, metavar="NAME=VALUE", help=_OPTION)
@click.option("--encoding", help="How the texts are encoded, as cp1252; usually found out.")
@click.option("--type", "types", multiple=True, metavar="NAME=ID", help=_TYPE)
@click.option("--again", is_flag=True, help="Annotate articles that are annotated, too.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def import_(
    project: Path, paths: tuple[Path, ...], format_name: str, *, as_json: bool, **how: object
) -> None:
    """Bring in articles, folders of them, and what other tools annotated."""
    from annotator import cli_exchange

    cli_exchange.import_(project, paths, _way(format_name, how), as_json=as_json)


@click.command("extract-again")
@click.argument("project", type=PATH)
@click.argument("file", type=PATH, required=False)
@click.option("--document", type=int, help="The document whose text FILE has.")
@click.option(
    "--all-outdated",
    "folder",
    type=PATH,
    metavar="FOLDER",
    help="All that an older version extracted and whose files are in FOLDER.",
)
@click.option(
    "--format", "format_name", type=_READ, default="", help="The format; as before if not given."
)
@click.option("--option", "options", multiple=True, metavar="NAME=VALUE", help=_OPTION)
@click.option("--dry-run", is_flag=True, help="Only say what would become of it.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def extract_again(
    project: Path,
    file: Path | None,
    document: int | None,
    folder: Path | None,
    format_name: str,
    options: tuple[str, ...],
    **how: bool,
) -> None:
    """Make texts anew from their files; annotations move along, what could not is listed."""
    from annotator import cli_exchange, cli_extracting
    from annotator.session.importing import Way

    chosen = bool(format_name or options)
    if folder is not None:
        if file is not None or document is not None or chosen:
            raise click.UsageError(
                "--all-outdated reads each file as it was read before: give it no FILE, "
                "--document, --format or --option."
            )
        cli_extracting.extract_all(project, folder, **how)
        return
    if file is None or document is None:
        raise click.UsageError("Give --document ID and its FILE, or --all-outdated FOLDER.")
    way = Way(format_name, cli_exchange.named(options, "--option"))
    cli_extracting.extract_one(project, document, file, way, **how)


def _way(format_name: str, how: Mapping[str, object]) -> Way:
    """How to read files, by the options of a command."""
    from annotator import cli_exchange
    from annotator.session.importing import Way

    options = cast("Sequence[str]", how["options"])
    types = cast("Sequence[str]", how["types"])
    return Way(
        format_name,
        cli_exchange.named(options, "--option"),
        cast("str | None", how["encoding"]),
        cli_exchange.named(types, "--type"),
        bool(how.get("again")),
    )


@click.command()
@click.argument("project", type=PATH)
@click.option(
    "--format",
    "format_name",
    type=_WRITTEN,
    default="",
    help="The format, if --output does not say.",
)
@click.option("--option", "options", multiple=True, metavar="NAME=VALUE", help=_OPTION)
@click.option(
    "--output", "-o", type=PATH, help="The file or folder; standard output if - or not given."
)
@click.option("--accepted-only", is_flag=True, help="Leave out what is suggested or rejected.")
@click.option("--suggestions", is_flag=True, help="Add what the rules suggest now.")
@click.option("--document", "documents", type=int, multiple=True, help="Only this one; repeat.")
@click.option("--search", metavar="QUERY", help="Only documents in which this is found.")
@click.option("--original", is_flag=True, help="Over the texts as they were before corrections.")
@click.option("--dry-run", is_flag=True, help="Only say what would be lost.")
@click.option("--json", "as_json", is_flag=True, help="Write what was lost as JSON.")
def export(
    project: Path,
    format_name: str,
    options: tuple[str, ...],
    output: Path | None,
    *,
    as_json: bool,
    **how: object,
) -> None:
    """Write the annotations of a project, or of some of its documents."""
    from annotator import cli_exchange
    from annotator.session.export_choice import Choice

    if how["accepted_only"] and how["suggestions"]:
        raise click.UsageError(
            "--accepted-only and --suggestions do not go together: one leaves out what the other "
            "adds. Give one of them."
        )
    choice = "accepted" if how["accepted_only"] else "suggested" if how["suggestions"] else "stored"
    named = cli_exchange.named(options, "--option")
    wanted = frozenset(cast("Sequence[int]", how["documents"])) or None
    rest = (bool(how["dry_run"]), bool(how["original"]), wanted)
    into = cli_exchange.Into(_file_of(output), format_name, named, Choice(choice), *rest)
    cli_exchange.export_(project, into, str(how["search"] or ""), as_json=as_json)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="IN... OUT")
@click.option(
    "--from", "from_name", type=_READ, default="", help="The format of IN; found out if not given."
)
@click.option(
    "--to",
    "--format",
    "to_name",
    type=_WRITTEN,
    default="",
    help="The format of OUT, if its name does not say.",
)
@click.option("--from-option", "options", multiple=True, metavar="NAME=VALUE", help=_OPTION)
@click.option("--to-option", "to_options", multiple=True, metavar="NAME=VALUE", help=_OPTION)
@click.option("--encoding", help="How the texts are encoded, as cp1252; usually found out.")
@click.option("--type", "types", multiple=True, metavar="NAME=ID", help=_TYPE)
@click.option("--schema", type=PATH, help="The types to use; ours if not given.")
@click.option("--json", "as_json", is_flag=True, help="Write what was lost as JSON.")
def convert(
    paths: tuple[Path, ...],
    from_name: str,
    to_name: str,
    to_options: tuple[str, ...],
    schema: Path | None,
    *,
    as_json: bool,
    **how: object,
) -> None:
    """Turn files of one format into another, without a project; OUT may be - for the output."""
    from annotator import cli_exchange

    *inputs, out = paths
    if not inputs:
        raise click.UsageError("Name what to convert and where to: IN... OUT.")
    named = cli_exchange.named(to_options, "--to-option")
    into = cli_exchange.Into(_file_of(out), to_name, named)
    cli_exchange.convert(inputs, _way(from_name, how), into, schema, as_json=as_json)


def _file_of(output: Path | None) -> Path | None:
    """Where an output goes; nowhere but to standard output where it is called `-`."""
    return None if output == Path("-") else output


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def formats(*, as_json: bool) -> None:
    """List the formats that can be read and written, with their options."""
    from annotator import cli_exchange

    cli_exchange.formats(as_json=as_json)


COMMANDS = (import_, export, convert, formats, extract_again)
