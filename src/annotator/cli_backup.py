"""What `annotator backup` and `annotator restore` do."""

from __future__ import annotations

import os
from pathlib import Path

import click

from annotator.errors import AnnotatorError
from annotator.session.backup_folder import Backup, copy_file, utc_now
from annotator.session.backup_places import user_places
from annotator.session.backups import BackingUp, NotBackedUp
from annotator.session.restoring import NotRestored, chosen, restore_beside, restore_over
from annotator.store.connection import check_header
from annotator.store.disks import reason
from annotator.store.store import Store
from annotator.text.visible import visible

_NICE = 10


def back_up(project: Path, why: str, to: Path | None, *, patiently: bool) -> None:
    """Make a verified backup; raises AnnotatorError when there is none, or not in every place."""
    check_header(project)
    if patiently:
        _step_back()
    outcome = BackingUp(project, why, user_places(), utc_now, patiently=patiently).run()
    path = _handed_to(to, outcome.backup) if to else outcome.backup.path
    words = "Made" if outcome.made or to else "Nothing has changed since"
    click.echo(visible(f"{words} {click.format_filename(path)}."))
    if outcome.problems:
        raise NotBackedUp("\n".join(outcome.problems))


def settle(project: Path) -> None:
    """Check the copies that wait for it; raises NotBackedUp for what is wrong with one."""
    _step_back()
    problems = BackingUp(project, "", user_places(), utc_now).settle()
    if problems:
        raise NotBackedUp("\n".join(problems))


def back_up_before(what: str, store: Store) -> None:
    """Back up what there is; where that fails it is told, and the work goes on."""
    if not store.history.steps(limit=1):
        return
    try:
        outcome = BackingUp(store.path, f"before {what}", user_places(), utc_now).run()
    except AnnotatorError as error:
        click.echo(visible(str(error)), err=True)
    else:
        for problem in outcome.problems:
            click.echo(visible(problem), err=True)


def list_backups(project: Path) -> None:
    """List the backups of a project, newest first, numbered as `annotator restore` takes them."""
    places = user_places()
    backups = places.backups(project)
    if not backups:
        raise NotRestored(f"There is no backup of {click.format_filename(project.name)}.")
    for number, backup in enumerate(backups, 1):
        click.echo(visible(f"{number:>3}  {described(backup)}"))
        click.echo(visible(f"     {click.format_filename(backup.path)}"))


def restore(project: Path, asked: str, output: Path | None) -> None:
    """Bring a backup back, in the project's place or as a new file."""
    places = user_places()
    backup = chosen(project, asked, places)
    if output:
        done = restore_beside(backup, output)
    else:
        done = restore_over(project, backup, places, now=utc_now)
    click.echo(visible(f"Restored {click.format_filename(done.path)} from {backup.name}."))
    if done.before:
        kept = click.format_filename(done.before)
        click.echo(visible(f"What it was before is kept: {kept}"))


def described(backup: Backup) -> str:
    """When a backup was made and why, how large it is, and what is in it."""
    facts = backup.facts
    at = backup.at.astimezone().strftime("%Y-%m-%d %H:%M")
    held = f"{facts.documents} documents, {facts.annotations} annotations, {facts.steps} steps"
    doubt = "" if backup.whole else "  (not whole, or never checked)"
    return f"{at}  {backup.size / 1e6:,.1f} MB  {backup.why}  {held}{doubt}"


def _step_back() -> None:
    """Let everybody else go first."""
    if hasattr(os, "nice"):
        os.nice(_NICE)


def _handed_to(folder: Path, backup: Backup) -> Path:
    """Put a backup into a folder as well, under the same name."""
    target = folder / backup.path.name
    try:
        if not target.exists():
            copy_file(backup.path, target, backup.sha256)
    except OSError as error:
        raise NotBackedUp(
            f"{target} cannot be written ({reason(error, target)}). The backup lies in "
            f"{backup.path.parent}."
        ) from error
    return target
