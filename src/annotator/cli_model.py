"""What `annotator train` does."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import click

from annotator.session.backup_folder import utc_now
from annotator.session.lexicons import Lexicons
from annotator.session.model_folder import model_folder
from annotator.session.projects import lexicon
from annotator.session.training import train_model
from annotator.store.facts import identity_at
from annotator.store.store import Store
from annotator.text.visible import visible


def train(project: Path, *, forget: bool, aside: bool) -> None:
    """Train the model of a project, or forget it; raises AnnotatorError."""
    folder = model_folder(identity_at(project)[0])
    if forget:
        done = folder.forget()
        click.echo("The model is forgotten." if done else "This project has no model.")
        return
    if aside:
        with suppress(OSError, AttributeError):
            os.nice(10)
    store = Store.open(project, read_only=True, checked_later=True)
    try:
        now = utc_now().isoformat(timespec="seconds")
        facts = train_model(store.queries, Lexicons(lexicon()), folder, lambda: now)
    finally:
        store.close()
    click.echo(visible(facts.sentence))
