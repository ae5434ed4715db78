"""Taking annotations over from one version of an article into another, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import click

from annotator.model.ids import DocumentId
from annotator.session.changes import Changed, TakenOver, told
from annotator.session.projects import open_project
from annotator.session.taking_over import take_over
from annotator.store.errors import ProjectReadOnly
from annotator.text.visible import visible


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
    for each in taken.changes:
        place = f"{taken.target}:{each.span.start}-{each.span.end}"
        words = f"{each.line.before}[{each.line.words}]{each.line.after}"
        click.echo("\t".join((place, told(each), visible(words))))
    share = f"Document {target} is {taken.percent} % the same as document {source}."
    click.echo(f"{share} {taken.sentence}", err=True)


def _tree(taken: TakenOver) -> dict[str, object]:
    return {
        "from": taken.source,
        "to": taken.target,
        "share": round(taken.share, 4),
        "mentions": taken.mentions,
        "statements": taken.statements,
        "relations": taken.relations,
        "notes": taken.notes,
        "there": taken.there,
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
