"""`annotator suggest`: what is suggested in a project, without writing any of it there."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from annotator.cli_progress import shown
from annotator.errors import AnnotatorError
from annotator.model.annotations import AnnotatedDocument
from annotator.model.ids import DocumentId
from annotator.model.span import Span, Spans
from annotator.model.suggestion import SuggestedMention, SuggestedStatement, Suggestion
from annotator.session.export_choice import Wanted
from annotator.session.exporting import export
from annotator.session.headless import Alone
from annotator.session.more_suggesters import suggesters_of
from annotator.session.ports import Watch
from annotator.session.projects import project_schema
from annotator.session.proposing import Proposing
from annotator.store.store import Store
from annotator.suggest.catalogue import explain
from annotator.suggest.engine import place_of
from annotator.text.visible import visible

_WIDE, _INDENT, _LONGEST = 80, 34, 90
_TITLE = "Looking for suggestions"
Tree = dict[str, object]


class NoSuchDocument(AnnotatorError):
    """A document that is asked for, but not there."""


class NotWhole(AnnotatorError):
    """A project in which something is wrong; what could be read of it was gone through."""


def suggest(project: Path, output: Path | None, wanted: Wanted, *, as_json: bool) -> None:
    """List what is suggested, or export the project with it. Raises AnnotatorError."""
    store = Store.open(project, read_only=True)
    try:
        _refuse_missing(store, wanted)
        if output:
            _write(store, output, wanted)
        else:
            _list(store, wanted, as_json=as_json)
        damage = store.read_only_reason if store.damage else ""
    finally:
        store.close()
    if damage:
        raise NotWhole(damage)


def _refuse_missing(store: Store, wanted: Wanted) -> None:
    missing = sorted((wanted.documents or frozenset()) - set(store.queries.documents.ids()))
    if missing:
        listed = ", ".join(map(str, missing))
        raise NoSuchDocument(
            f"{store.path.name} has no document {listed}. `annotator suggest` and `annotator "
            "search` write the numbers of documents."
        )


def _write(store: Store, output: Path, wanted: Wanted) -> None:
    with shown(_TITLE) as watch:
        left_out = export(store, output, watch=watch, choice=wanted)
    for line in left_out.lines:
        click.echo(visible(line), err=True)
    click.echo(visible(f"Wrote {click.format_filename(output)}."), err=True)


def _list(store: Store, wanted: Wanted, *, as_json: bool) -> None:
    number = articles = 0
    with store.snapshot() as queries, _progress() as watch:
        schema = project_schema(store)
        proposing = Proposing(queries, schema, suggesters_of(store, schema), wanted)
        total = len(proposing.documents())
        for done, (document, found) in enumerate(proposing.each()):
            watch(done, total)
            number, articles = number + len(found), articles + bool(found)
            _print(document, found, as_json=as_json)
    for problem in proposing.problems:
        click.echo(visible(problem), err=True)
    count = f"{number:,} {'suggestion' if number == 1 else 'suggestions'}"
    click.echo(f"{count} in {articles:,} {'article' if articles == 1 else 'articles'}.", err=True)


@contextmanager
def _progress() -> Iterator[Watch]:
    """Tell how far the work is, unless the list itself shows that on the same terminal."""
    if sys.stdout.isatty():
        yield Alone()
    else:
        with shown(_TITLE) as watch:
            yield watch


def _print(document: AnnotatedDocument, found: Sequence[Suggestion], *, as_json: bool) -> None:
    if as_json:
        for each in found:
            click.echo(json.dumps(_tree(document, each), ensure_ascii=False))
    elif found:
        title = " ".join(document.document.title.split())
        click.echo(visible(f"{document.document.id}  {title}"))
        for each in found:
            click.echo(visible(_row(document.text, each)))


# As a table


def _row(text: str, found: Suggestion) -> str:
    span = place_of(found)
    what = found.type if isinstance(found, SuggestedMention) else found.kind
    head = f"  {f'{span.start}-{span.end}':<13} {what:<12} {found.ground.confidence:4.2f}  "
    words = f"{_words(text, found)}: {found.ground.reason}"
    return textwrap.fill(
        words,
        _WIDE,
        initial_indent=f"{head:<{_INDENT}}",
        subsequent_indent=" " * _INDENT,
        break_on_hyphens=False,
    )


def _words(text: str, found: Suggestion) -> str:
    """The words of a mention; of a statement its source, its cue in brackets, and its content."""
    if isinstance(found, SuggestedMention):
        return _plain(text, (found.span,))
    source = _plain(text, (found.source,)) if found.source else ""
    cue = f"[{_plain(text, (found.cue,))}]" if found.cue else ""
    return " ".join(part for part in (source, cue, _plain(text, found.content)) if part)


def _plain(text: str, spans: Spans) -> str:
    words = " ".join(" ".join(span.of(text).split()) for span in spans)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"


# For other programs


def _tree(document: AnnotatedDocument, found: Suggestion) -> Tree:
    if isinstance(found, SuggestedMention):
        suggests, facts = "mention", _mention(document.text, found)
    else:
        suggests, facts = "statement", _statement(document.text, found)
    return {
        "document": document.document.id,
        "title": document.document.title,
        "suggests": suggests,
        **facts,
        "confidence": found.ground.confidence,
        "reason": found.ground.reason,
        "origin": found.ground.origin,
        "explanation": explain(found.ground.origin),
    }


def _mention(text: str, found: SuggestedMention) -> Tree:
    return {
        "type": found.type,
        **_place(text, found.span),
        "level": found.level,
        "entity": found.entity,
        "name": found.name,
        "value": found.value,
    }


def _statement(text: str, found: SuggestedStatement) -> Tree:
    return {
        "form": found.form,
        "kind": found.kind,
        "epistemic": found.epistemic,
        "content": [_place(text, span) for span in found.content],
        "cue": _place(text, found.cue) if found.cue else None,
        "source": _place(text, found.source) if found.source else None,
        "source_kind": found.source_kind,
        "speakers": [
            {"name": each.name, "score": each.score, "reason": each.reason, "entity": each.entity}
            for each in found.speakers
        ],
    }


def _place(text: str, span: Span) -> Tree:
    return {"start": span.start, "end": span.end, "words": span.of(text)}


def wanted(minimum: float, documents: Sequence[int]) -> Wanted:
    """Which suggestions are asked for by the options."""
    return Wanted(minimum, frozenset(map(DocumentId, documents)) if documents else None)
