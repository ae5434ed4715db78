"""Making texts anew from their files, on the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click

from annotator.cli_backup import back_up_before
from annotator.cli_progress import OnTerminal, shown
from annotator.cli_returning import carried_tree, changes_tree, list_changes
from annotator.model.ids import DocumentId
from annotator.session.extracting_again import Again, extract_again
from annotator.session.import_reading import Way
from annotator.session.outdated import Outdated, extract_outdated, outdated
from annotator.session.projects import open_project
from annotator.session.reading_again import NotExtracted
from annotator.store.errors import ProjectReadOnly
from annotator.store.store import Store
from annotator.text.visible import visible

_WHAT = "extracting again"
_NONE = "Every text was made by what is installed; there is nothing to do."


def extract_one(
    project: Path, document: int, file: Path, way: Way, *, as_json: bool, dry_run: bool
) -> None:
    """Make the text of one document anew, and list what could not follow and what is new.

    Raises NotExtracted, or ProjectReadOnly where nothing can be written.
    """
    with _opened(project, dry_run=dry_run) as store, shown("Reading the file") as watch:
        done = extract_again(store, DocumentId(document), file, way, watch, dry_run=dry_run)
    if as_json:
        click.echo(json.dumps(_tree(done), indent=2))  # in ASCII: a terminal may read along
    else:
        _tell(done)


def extract_all(project: Path, folder: Path, *, as_json: bool, dry_run: bool) -> None:
    """Make the text of each document anew that another version of its extractor made.

    Raises NotExtracted with a sentence for each that was left as it is, after the others.
    """
    made: list[Again] = []
    refused: list[str] = []
    with _opened(project, dry_run=dry_run) as store:
        with shown("Looking for files") as watch:
            listed = outdated(store, folder, watch)
        with shown("Reading the files") as watch:
            for each in extract_outdated(store, listed, watch, dry_run=dry_run):
                if isinstance(each, str):
                    refused.append(each)
                    continue
                made.append(each)
                if not as_json:
                    _tell(each)
    missing = [each for each in listed if each.file is None]
    if as_json:
        click.echo(json.dumps(_all_tree(made, refused, missing), indent=2))
    else:
        _tell_missing(missing, folder)
        if not listed:
            click.echo(_NONE, err=True)
    if refused:
        raise NotExtracted("\n".join(refused))


@contextmanager
def _opened(project: Path, *, dry_run: bool) -> Iterator[Store]:
    with closing(open_project(project, progress=OnTerminal())) as store:
        if not dry_run:
            if store.read_only:  # said before any file is read
                raise ProjectReadOnly(f"{store.read_only_reason} No text was made anew.")
            back_up_before(_WHAT, store)
        yield store


def _tell(done: Again) -> None:
    if done.taken is not None:
        list_changes(done.taken)
    for notice in done.notices:
        click.echo(visible(notice), err=True)
    click.echo(visible(f"Document {done.document}: {done.sentence}"), err=True)


def _tell_missing(missing: list[Outdated], folder: Path) -> None:
    for each in missing:
        held = each.document
        told = f"Document {held.id}: its file {held.source_name} is not in {folder}; it stays."
        click.echo(visible(told), err=True)


def _tree(done: Again) -> dict[str, object]:
    taken = done.taken
    tree: dict[str, object] = {
        "document": done.document,
        "file": done.file,
        "same_file": done.same_file,
        "same_text": taken is None,
        "changed": done.changed,
        "extractor_before": done.before or None,
        "extractor": done.after or None,
        "notices": list(done.notices),
    }
    if taken is None:
        return tree
    more = {"evidence": taken.evidence, "corrections": taken.corrections}
    return {**tree, **carried_tree(taken), **more, **changes_tree(taken)}


def _all_tree(made: list[Again], refused: list[str], missing: list[Outdated]) -> dict[str, object]:
    return {
        "documents": [_tree(each) for each in made],
        "refused": refused,
        "missing": [
            {"document": each.document.id, "file": each.document.source_name} for each in missing
        ],
    }
