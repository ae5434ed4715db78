"""`annotator review`: what is inconsistent or missing in the annotations of a whole project."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from annotator.errors import AnnotatorError
from annotator.model.document import Document
from annotator.review.base import Decision, Finding
from annotator.session.checking import Checking
from annotator.session.projects import open_project, project_schema
from annotator.store.store import Store
from annotator.text.kwic import line
from annotator.text.visible import visible

_UNLIMITED = 1 << 60
_OWN_FIX = "review.fix"


class ToCheck(AnnotatorError):
    """Something is to be looked at; the list of it is on standard output."""


def review(project: Path, *, as_json: bool) -> None:
    """Write each finding on a line, or as JSON lines. Raises ToCheck when there are some."""
    store = open_project(project)
    number, articles = 0, set()
    try:
        for document, text, found in _findings(store):
            number += 1
            articles.add(document.id)
            if as_json:
                click.echo(json.dumps(_tree(document, text, found), ensure_ascii=False))
            else:
                click.echo(_line(document, found))
    finally:
        store.close()
    if number:
        count = f"{number:,} {'thing' if number == 1 else 'things'} to check"
        within = f"{len(articles):,} {'article' if len(articles) == 1 else 'articles'}"
        raise ToCheck(f"{project.name}: {count} in {within}. F7 in the window goes to each.")
    click.echo(f"{click.format_filename(project.name)}: nothing to check.")


def _findings(store: Store) -> Iterator[tuple[Document, str, Finding]]:
    schema = project_schema(store)
    for id in store.queries.documents.ids():
        document, text = store.queries.documents.get(id), store.queries.documents.text(id)
        checks = Checking(store.queries, id, text, schema, most=_UNLIMITED)
        checks.complete()
        for finding in checks.findings:
            yield document, text, finding


def _line(document: Document, found: Finding) -> str:
    place = f"{document.id}:{found.span.start}-{found.span.end}"
    title = " ".join(document.title.split())
    return "\t".join((place, visible(title), found.check.id, visible(found.sentence)))


def _tree(document: Document, text: str, found: Finding) -> dict[str, object]:
    place, fix = line(text, found.span), found.fix
    command = fix.command if isinstance(fix, Decision) else _OWN_FIX
    about = {"kind": found.subject.kind, "id": found.subject.id} if found.subject else None
    return {
        "document": document.id,
        "title": document.title,
        "start": found.span.start,
        "end": found.span.end,
        "before": place.before,
        "words": place.words,
        "after": place.after,
        "check": found.check.id,
        "severity": found.check.severity.value,
        "sentence": found.sentence,
        "about": about,
        "fix": {"label": fix.label, "command": command} if fix else None,
    }
