"""What comes into a project and what goes out of it, and from one format into another."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import click

from annotator.cli_backup import back_up_before
from annotator.cli_progress import OnTerminal, shown
from annotator.cli_returning import come_back
from annotator.cli_search import documents_with, keep_up
from annotator.errors import AnnotatorError
from annotator.formats.base import AnyExporter, Importer
from annotator.formats.losses import Losses
from annotator.formats.registry import installed, options_of
from annotator.session.export_choice import Choice
from annotator.session.exporting import Format, export, export_to, losses_of
from annotator.session.import_reading import GIVEN_UP
from annotator.session.import_report import ImportReport
from annotator.session.importing import Way, import_paths
from annotator.session.losses_file import losses_path
from annotator.session.passing import passing_project
from annotator.session.placing import refuse_to_replace
from annotator.session.projects import open_project
from annotator.store.connection import check_header
from annotator.store.errors import ProjectReadOnly, StoreError
from annotator.store.store import Store
from annotator.text.visible import visible


class NotImported(AnnotatorError):
    """Files that were not taken in, a sentence each."""


class NotWhole(AnnotatorError):
    """A project in which something is wrong, or a file that is."""


@dataclass(frozen=True, slots=True)
class Into:
    """Where an export goes, in which format, and how much of it.

    Without a `format` the ending of `output` says it. Without an `output` it is standard output.
    """

    output: Path | None = None
    format: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    choice: Choice = Choice.STORED
    dry_run: bool = False
    original: bool = False
    documents: frozenset[int] | None = None


def named(pairs: Sequence[str], option: str) -> dict[str, str]:
    """Values of an option that may be repeated, `NAME=VALUE` each; raises UsageError."""
    found: dict[str, str] = {}
    for pair in pairs:
        name, separator, value = pair.partition("=")
        if not (name and separator):
            raise click.UsageError(f"{option} {pair!r} is not NAME=VALUE.")
        found[name] = value
    return found


def import_(project: Path, paths: Sequence[Path], way: Way, *, as_json: bool) -> None:
    """Bring files in; raises NotImported when any was refused, after the others are stored."""
    with closing(open_project(project, progress=OnTerminal())) as store:
        if store.read_only:  # said before any file is read
            raise ProjectReadOnly(f"{store.read_only_reason} Nothing was imported.")
        back_up_before("import", store)
        with shown("Importing articles") as watch:
            try:
                report = import_paths(store, paths, way=way, watch=watch)
            except KeyboardInterrupt:
                raise NotImported(GIVEN_UP) from None
        if report.imported:
            keep_up(store)
        versions = come_back(store, project, report.imported)
    if as_json:
        click.echo(json.dumps(_told(report)))
    else:
        _tell(report)
    for each in versions:
        click.echo(visible(each), err=True)
    if report.refused:
        raise NotImported("\n".join(report.refused))


def export_(project: Path, into: Into, search: str, *, as_json: bool) -> None:
    """Export to a file, a folder or standard output, and say what the format could not carry.

    With a `search` only the documents in which it finds something. Raises NothingFound.
    """
    with closing(open_project(project, progress=OnTerminal())) as store:
        if search:
            found = documents_with(store, search)
            into = replace(into, documents=found & (into.documents or found))
        losses = _written(store, into)
        damaged = store.read_only_reason if store.damage else ""
    _tell_losses(project.name, losses, into, as_json=as_json)
    if damaged:
        raise NotWhole(damaged)


def convert(
    paths: Sequence[Path], way: Way, into: Into, schema: Path | None, *, as_json: bool
) -> None:
    """Read files of one format and write them in another; no project is made or changed.

    Raises NotImported when any file was refused, after the others are written.
    """
    with _passing(paths, way, schema) as (store, report):
        if not store.queries.documents.count():
            raise NotImported("\n".join(report.refused) or "There is nothing in it to convert.")
        losses = _written(store, into)
    if as_json:
        what = {**_told(report), **_losses_told(losses, into)}
        what["lost_on_the_way_in"] = [asdict(each) for each in report.losses.items]
        click.echo(json.dumps(what), err=into.output is None)
    else:
        for line in (*report.notices, *report.losses.told):
            click.echo(visible(line), err=True)
        _tell_losses(into.output.name if into.output else "The export", losses, into, as_json=False)
    if report.refused:
        raise NotImported("\n".join(report.refused))


def formats(*, as_json: bool) -> None:
    """List the formats that can be read and written, with their options."""
    found = installed()
    rows = [
        _Row(name, found.importers.get(name), found.exporters.get(name))
        for name in sorted({*found.importers, *found.exporters})
    ]
    if as_json:
        click.echo(json.dumps([row.told() for row in rows]))
    for row in () if as_json else rows:
        click.echo(visible(f"{row.name:<16}{row.ways:<12}{row.title}"))
        for name, help_ in (*options_of(row.reads).items(), *options_of(row.writes).items()):
            click.echo(visible(f"    {name}: {help_}"))
    for sentence in found.problems:
        click.echo(visible(sentence), err=True)


@dataclass(frozen=True, slots=True)
class _Row:
    """A format in the list of them."""

    name: str
    reads: Importer | None
    writes: AnyExporter | None

    @property
    def title(self) -> str:
        """What people call it."""
        known = self.reads or self.writes
        return known.title if known else self.name

    @property
    def ways(self) -> str:
        """Whether it is read, written or both."""
        return "in and out" if self.reads and self.writes else "in" if self.reads else "out"

    def told(self) -> dict[str, object]:
        """All of it, for JSON."""
        return {
            "name": self.name,
            "title": self.title,
            "reads": list(self.reads.suffixes) if self.reads else None,
            "writes": getattr(self.writes, "suffix", "folder") if self.writes else None,
            "import_options": options_of(self.reads),
            "export_options": options_of(self.writes),
        }


@contextmanager
def _passing(
    paths: Sequence[Path], way: Way, schema: Path | None
) -> Iterator[tuple[Store, ImportReport]]:
    """The project that is converted: one that is named, or one that is there while files pass."""
    if len(paths) == 1 and _is_project(paths[0]):
        with closing(open_project(paths[0], progress=OnTerminal())) as store:
            yield store, ImportReport()
        return
    with shown("Reading") as watch, passing_project(paths, way, schema=schema, watch=watch) as both:
        yield both


def _is_project(path: Path) -> bool:
    try:
        check_header(path)
    except (StoreError, OSError):
        return False
    return True


def _written(store: Store, into: Into) -> Losses:
    wanted = Format(
        into.format or _format_of(into.output), into.options, into.original, into.documents
    )
    with shown("Exporting documents") as watch:
        if into.dry_run:
            return losses_of(store, wanted, watch=watch, choice=into.choice)
        if into.output:
            return export(store, into.output, wanted, watch=watch, choice=into.choice)
        return export_to(store, sys.stdout.buffer, wanted, watch=watch, choice=into.choice)


def _format_of(output: Path | None) -> str:
    """The format that the ending of a file says; raises UsageError where it says none."""
    if output is None:
        return "json"
    exporter = installed().exporter_for(output)
    if exporter is None:
        if output.is_file():
            refuse_to_replace(output, overwrite=True)
        raise click.UsageError(
            f"The ending of {output.name} does not say its format: name it with --format. "
            "`annotator formats` lists them."
        )
    return exporter.name


def _tell(report: ImportReport) -> None:
    for line in (*report.notices, *report.losses.told):
        click.echo(visible(line), err=True)
    for name, id in report.known:
        click.echo(visible(f"{name} is in the project already, as document {id}."))
    for count, what in (
        (len(report.imported), "Imported {}."),
        (len(report.annotated), "Added annotations to {} of the project."),
    ):
        if count:
            click.echo(what.format(f"{count:,} {'article' if count == 1 else 'articles'}"))


def _told(report: ImportReport) -> dict[str, object]:
    return {
        "imported": list(report.imported),
        "annotated": list(report.annotated),
        "known": [{"name": name, "document": id} for name, id in report.known],
        "refused": list(report.refused),
        "notices": list(report.notices),
        "losses": [asdict(each) for each in report.losses.items],
    }


def _losses_told(losses: Losses, into: Into) -> dict[str, object]:
    return {
        "output": str(into.output) if into.output and not into.dry_run else None,
        "losses": [asdict(each) for each in losses.items if each.count],
    }


def _tell_losses(name: str, losses: Losses, into: Into, *, as_json: bool) -> None:
    written = into.output if not into.dry_run else None
    if as_json:
        click.echo(json.dumps(_losses_told(losses, into)), err=into.output is None)
        return
    for line in losses.told:
        click.echo(visible(line), err=True)
    if losses or into.dry_run:
        click.echo(visible(f"{name}: {losses}."), err=True)
    if written:
        beside = f" What was left out is listed in {losses_path(written).name}." if losses else ""
        click.echo(visible(f"Wrote {click.format_filename(written)}.{beside}"), err=True)
