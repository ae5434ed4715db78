"""`annotator check`: what is wrong with a project, in sentences or for another program."""

from __future__ import annotations

import getpass
import json
import os
from contextlib import suppress
from pathlib import Path

import click

from annotator.errors import AnnotatorError
from annotator.store.checking import check_project
from annotator.store.errors import StoreError
from annotator.store.finding import Finding


class NotThere(StoreError):
    """There is no project to repair."""


class NotWhole(AnnotatorError):
    """A project in which something is wrong; the list of it is on standard output."""


def check_(project: Path, *, as_json: bool, aside: bool) -> None:
    """Check a project; lists what is wrong with it and raises NotWhole."""
    if aside:
        _step_aside()
    found = check_project(project, lambda: _scratch(project))
    wrong = [finding for finding in found if finding.what != "advice"]
    if as_json:
        tree = {"whole": not wrong, "findings": [finding.tree() for finding in found]}
        click.echo(json.dumps(tree, ensure_ascii=False, indent=1))
    else:
        _list(project, found, whole=not wrong)
    if wrong:
        count = "1 thing is" if len(wrong) == 1 else f"{len(wrong)} things are"
        raise NotWhole(f"{project.name}: {count} wrong. {_next_step(wrong)}")


def _list(project: Path, found: list[Finding], *, whole: bool) -> None:
    for finding in found:
        click.echo(f"{'Worth a look: ' if finding.what == 'advice' else ''}{finding.sentence}")
    if whole:
        click.echo(f"{click.format_filename(project.name)} is whole.")


def _next_step(wrong: list[Finding]) -> str:
    if any(finding.harmful for finding in wrong):
        return "Restore a backup, or make a repaired copy: `annotator repair`."
    return "Nothing that anybody wrote is in doubt; `annotator repair` makes a copy without it."


def _step_aside() -> None:
    """Let the window and all else have the processor first."""
    with suppress(OSError, AttributeError):
        os.nice(10)


def _scratch(project: Path) -> Path | None:
    """A folder for a copy for as long as the check takes: that of the project's backups."""
    from annotator.session.backup_places import user_places  # noqa: PLC0415 - rarely needed
    from annotator.store.facts import identity_at  # noqa: PLC0415

    try:
        folder = user_places().folders(identity_at(project)[0])[0].path
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except (OSError, StoreError):
        return None
    return folder


def repair_(project: Path, output: Path | None) -> None:
    """Make a repaired copy of a project, and say what was put aside."""
    # only a repair needs them
    from annotator.session.backup_folder import utc_now  # noqa: PLC0415
    from annotator.session.backup_places import user_places  # noqa: PLC0415
    from annotator.session.repairing import repair  # noqa: PLC0415

    if not project.exists():
        raise NotThere(f"{project} is not there. Check the path.")
    done = repair(project, output, user_places(), author=getpass.getuser(), now=utc_now)
    click.echo(done.words)
