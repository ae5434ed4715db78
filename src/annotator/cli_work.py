"""What the sub-commands do with a project, without a window."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from annotator.cli_exchange import NotWhole
from annotator.cli_progress import OnTerminal
from annotator.formats.documents import file_bytes
from annotator.formats.json_file import MOST_OF_PROJECT
from annotator.formats.verify import verify
from annotator.model.provenance import Status
from annotator.session.backup_places import user_places
from annotator.session.projects import (
    create_project,
    open_project,
    project_schema,
    read_schema_file,
)
from annotator.store.queries.reader import Reader
from annotator.store.store import Store
from annotator.store.tables import FORMAT_VERSION
from annotator.text.visible import visible


def new(project: Path, schema: Path | None) -> None:
    """Make an empty project, and tell what a schema file should have better."""
    if schema:
        for warning in read_schema_file(schema).warnings:
            click.echo(visible(f"{schema.name}, {warning}"), err=True)
    create_project(project, schema=schema).close()
    click.echo(visible(f"Made {click.format_filename(project)}."))


def verify_(file: Path) -> None:
    """Prove an export against its own text; lists what is wrong with it and raises NotWhole."""
    problems = verify(file_bytes(file, MOST_OF_PROJECT))
    _report(file, problems, "holds: every span is where its text is")


def info(project: Path, *, as_json: bool) -> None:
    """Say what is in a project."""
    with _opened(project) as store:
        facts = _facts(store)
        damaged = store.read_only_reason if store.damage else ""
    if as_json:
        click.echo(json.dumps(facts, indent=2))  # in ASCII: a terminal may be reading along
    else:
        for name, value in facts.items():
            click.echo(visible(f"{name.replace('_', ' ')}: {value}"))
    if damaged:
        raise NotWhole(damaged)


def _report(path: Path, problems: list[str], whole: str) -> None:
    for problem in problems:
        click.echo(visible(problem))
    if problems:
        count = "1 thing is" if len(problems) == 1 else f"{len(problems)} things are"
        raise NotWhole(f"{path.name}: {count} wrong.")
    click.echo(visible(f"{click.format_filename(path.name)} {whole}."))


@contextmanager
def _opened(project: Path) -> Iterator[Store]:
    store = open_project(project, progress=OnTerminal())
    try:
        yield store
    finally:
        store.close()


def _facts(store: Store) -> dict[str, object]:
    queries = store.queries
    backups = user_places().own_of(store.path)
    newest_backup = next((one for one in backups if one.whole), None)
    project = queries.project()
    schema = project_schema(store)
    newest = next(iter(store.history.steps(limit=1)), None)
    annotations: dict[str, Reader[Any]] = {
        "mentions": queries.mentions,
        "entities": queries.entities,
        "statements": queries.statements,
        "claims": queries.claims,
        "evidence": queries.claims.evidence,
        "relations": queries.links.relations,
        "notes": queries.links.notes,
    }
    return {
        "name": project.name,
        "created_at": project.created_at,
        "format_version": FORMAT_VERSION,
        "schema": f"{schema.name} {schema.version}",
        "documents": queries.documents.count(),
        "documents_done": queries.documents.done(),
        **{name: each.count(Status.ACCEPTED) for name, each in annotations.items()},
        "suggested": sum(each.count(Status.SUGGESTED) for each in annotations.values()),
        "rejected": sum(each.count(Status.REJECTED) for each in annotations.values()),
        "steps": newest.id if newest else 0,
        "last_change": newest.at if newest else None,
        "last_author": newest.author if newest else None,
        "read_only": store.read_only,
        "damage": store.damage or None,
        "open_elsewhere": store.held_by or None,
        "backups": len(backups),
        "newest_backup": str(newest_backup.path) if newest_backup else None,
        "newest_backup_at": newest_backup.at.isoformat() if newest_backup else None,
    }
