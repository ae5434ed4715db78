"""Taking annotations over from one version of an article into another, on the command line."""

from __future__ import annotations

import json
import shlex
import time
from collections.abc import Sequence
from pathlib import Path

import click

from annotator.called import called
from annotator.model.document import Document
from annotator.model.ids import DocumentId
from annotator.session.changes import Changed, TakenOver, told
from annotator.session.projects import open_project
from annotator.session.taking_over import take_over
from annotator.session.versions import Version, versions
from annotator.store.errors import ProjectReadOnly
from annotator.store.store import Store
from annotator.text.visible import visible

_LOOKED_AT, _SPARED_S = 20, 2.0


def take_over_(project: Path, source: int, target: int, *, as_json: bool) -> None:
    """Take over, and list what could not follow and what is new in the text.

    Raises NotTakenOver, or ProjectReadOnly where nothing can be written.
    """
    store = open_project(project)
    try:
        if store.read_only:
            raise ProjectReadOnly(f"{store.read_only_reason} Nothing was taken over.")
        taken = take_over(store, DocumentId(source), DocumentId(target))
    finally:
        store.close()
    if as_json:
        click.echo(json.dumps(_tree(taken), indent=2))  # in ASCII: a terminal may read along
        return
    list_changes(taken)
    share = f"Document {target} is {taken.percent} % the same as document {source}."
    click.echo(f"{share} {taken.sentence}", err=True)


def list_changes(taken: TakenOver) -> None:
    """Print what could not follow and what is new, a place a line, in the order of the text."""
    for each in taken.changes:
        place = f"{taken.target}:{each.span.start}-{each.span.end}"
        words = f"{each.line.before}[{each.line.words}]{each.line.after}"
        click.echo("\t".join((place, told(each), visible(words))))


def come_back(store: Store, project: Path, imported: Sequence[DocumentId]) -> list[str]:
    """Which of some new articles are versions of annotated ones, with what takes that over.

    Of many, or where it takes long, the first are looked at; the window tells of each it opens.
    """
    until, told = time.monotonic() + _SPARED_S, []
    begun = set(store.queries.documents.started(imported))
    for document in [id for id in imported if id not in begun][:_LOOKED_AT]:
        near = next(iter(versions(store, document)), None)
        if near is not None:
            told.append(_version(store.queries.documents.get(document), near, project))
        if time.monotonic() > until:
            break
    return told


def _version(new: Document, near: Version, project: Path) -> str:
    words = shlex.quote(click.format_filename(project))
    command = f"{called()} take-over {words} --from {near.document} --to {new.id}"
    return (
        f"{new.source_name}, document {new.id}, is {near.percent} % the same as document"
        f" {near.document}, which is annotated. To take that over: {command}"
    )


def _tree(taken: TakenOver) -> dict[str, object]:
    return {
        "from": taken.source,
        "to": taken.target,
        **carried_tree(taken),
        "there": taken.there,
        **changes_tree(taken),
    }


def carried_tree(taken: TakenOver) -> dict[str, object]:
    """How much of two texts is the same, and how much was carried, for JSON."""
    return {
        "share": round(taken.share, 4),
        "mentions": taken.mentions,
        "statements": taken.statements,
        "relations": taken.relations,
        "notes": taken.notes,
    }


def changes_tree(taken: TakenOver) -> dict[str, object]:
    """What could not follow and what is new, for JSON."""
    return {
        "lost": [_row(each) for each in taken.lost],
        "new": [_row(each) for each in taken.added],
    }


def _row(changed: Changed) -> dict[str, object]:
    """A place: where in the new text, and the old words (of what is new: the new ones) in it."""
    return {
        "what": changed.what,
        "type": changed.type or None,
        "start": changed.span.start,
        "end": changed.span.end,
        "before": changed.line.before,
        "words": changed.line.words,
        "after": changed.line.after,
    }
