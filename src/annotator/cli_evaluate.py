"""`annotator evaluate`: how far two annotated projects agree."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path

import click

from annotator.cli_agreement import lines
from annotator.cli_progress import shown
from annotator.errors import AnnotatorError
from annotator.session.comparing import Comparison, compare
from annotator.session.comparison_tree import tree
from annotator.session.sides import opened_side
from annotator.text.visible import visible


class NotWhole(AnnotatorError):
    """A side in which something is wrong; what could be read of it was compared."""


def evaluate(gold: Path, system: Path, *, by: str | None, as_json: bool, suggested: bool) -> None:
    """Compare two projects or exported files. Raises NothingToCompare, NotWhole and others."""
    with ExitStack() as both:
        sides = [
            both.enter_context(opened_side(gold)),
            both.enter_context(opened_side(system, suggested=suggested)),
        ]
        with shown("Comparing documents") as watch:
            found = compare(*sides, suggested=suggested, report=watch)
        damage = "\n".join(side.damage for side in sides if side.damage)
        for problem in (problem for side in sides for problem in side.problems):
            click.echo(visible(problem), err=True)
    _write(found, (gold.name, system.name), by, as_json=as_json, suggested=suggested)
    if damage:
        raise NotWhole(damage)


def _write(
    found: Comparison, names: tuple[str, str], by: str | None, *, as_json: bool, suggested: bool
) -> None:
    if as_json:
        figures = tree(found, names, suggested=suggested, documents=by == "document")
        click.echo(json.dumps(figures, ensure_ascii=False, indent=1))
        return
    for line in lines(found, names, suggested=suggested, by=by):
        click.echo(visible(line))
