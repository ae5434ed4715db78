"""Moving one edge of an annotation: its identity, links and notes stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from annotator.commands.conditions import Condition
from annotator.commands.registry import command
from annotator.errors import AnnotatorError
from annotator.model.ids import Ref
from annotator.model.mention import Mention
from annotator.model.span import Span, Spans
from annotator.model.statement import Form, Statement
from annotator.session import Edge, Mode, Session
from annotator.text.quotes import form_of, quoted_parts
from annotator.text.segments import (
    next_grapheme,
    next_word,
    previous_grapheme,
    previous_word,
)

_EDGE = frozenset({Mode.EDGE})
_BOTH = frozenset({Mode.ARTICLE, Mode.EDGE})
_on_annotation = Condition(
    lambda session: session.current_mention is not None or session.current_statement is not None,
    "Go to a mention (Tab) or a statement (]) first.",
)
_holding = Condition(
    lambda session: session.edge is not None,
    "Take an edge first: ( takes the left one, ) the right one.",
)


class EdgeStopped(AnnotatorError):
    """The edge cannot go further."""


@command("Take the left edge", keys="(", when=_on_annotation, modes=_BOTH, menu="Annotate")
def left(session: Session) -> None:
    """Let the arrow keys move the left edge of the current annotation. Enter or Esc lets go."""
    _hold(session, left=True)


@command("Take the right edge", keys=")", when=_on_annotation, modes=_BOTH, menu="Annotate")
def right(session: Session) -> None:
    """Let the arrow keys move the right edge of the current annotation. Enter or Esc lets go."""
    _hold(session, left=False)


def _hold(session: Session, *, left: bool) -> None:
    held = session.edge
    if held:
        edge = replace(held, left=left)
    else:
        mention, statement = session.current_mention, session.current_statement
        if mention:
            index = _piece_at(mention.spans, session.caret)
            edge = Edge(Ref("mention", mention.id), "mention", index, left)
        else:
            assert statement is not None
            part, index = _part_at(statement, session.caret)
            edge = Edge(Ref("statement", statement.id), part, index, left)
    session.hold_edge(edge)
    side = "left" if left else "right"
    session.say(f"The arrows move the {side} edge (Alt: by characters). Enter lets go.")


def _piece_at(spans: Spans, at: int) -> int:
    return next((i for i, span in enumerate(spans) if span.start <= at <= span.end), 0)


def _part_at(statement: Statement, at: int) -> tuple[str, int]:
    """The part of a statement at a position: cue, source and so on, else its content."""
    for name, span in _single_parts(statement).items():
        if span.start <= at <= span.end:
            return name, 0
    return "content", _piece_at(statement.content, at)


def _single_parts(statement: Statement) -> dict[str, Span]:
    source = statement.source.span if statement.source else None
    parts = {
        "cue": statement.cue,
        "source": source,
        "addressee": statement.addressee.span,
        "time": statement.time.span,
        "place": statement.place.span,
    }
    return {name: span for name, span in parts.items() if span}


@command("Edge one word right", keys="Right", when=_holding, modes=_EDGE)
def word_right(session: Session) -> None:
    """Move the held edge to the next word."""

    def step(at: int, *, left: bool) -> int:
        word = next_word(session.text, at)
        if word is None:
            return len(session.text)
        return word.start if left else word.end

    _move(session, step)


@command("Edge one word left", keys="Left", when=_holding, modes=_EDGE)
def word_left(session: Session) -> None:
    """Move the held edge to the word before."""

    def step(at: int, *, left: bool) -> int:
        word = previous_word(session.text, at)
        if word is None:
            return 0
        if left:
            return word.start
        before = previous_word(session.text, word.start)
        return before.end if before else 0

    _move(session, step)


@command("Edge one character right", keys="Alt+Right", when=_holding, modes=_EDGE)
def character_right(session: Session) -> None:
    """Move the held edge by one character."""
    _move(session, lambda at, left: next_grapheme(session.text, at))


@command("Edge one character left", keys="Alt+Left", when=_holding, modes=_EDGE)
def character_left(session: Session) -> None:
    """Move the held edge back by one character."""
    _move(session, lambda at, left: previous_grapheme(session.text, at))


@command("Let go of the edge", keys="Enter", when=_holding, modes=_EDGE)
def release(session: Session) -> None:
    """Let the arrow keys move the caret again."""
    session.hold_edge(None)
    session.say("")


def _move(session: Session, step: Callable[..., int]) -> None:
    assert session.edge is not None
    annotation = _annotation(session, session.edge)
    edge = _within(annotation, session.edge)
    span = _span(annotation, edge)
    if span is None:
        session.hold_edge(None)
        raise EdgeStopped("That part of the statement is gone. Take another edge.")
    at = step(span.start if edge.left else span.end, left=edge.left)
    start, end = (at, span.end) if edge.left else (span.start, at)
    if not 0 <= start < end <= len(session.text):
        raise EdgeStopped("The edge cannot go further: nothing of the annotation would be left.")
    moved = Span(start, end)
    if moved == span:
        return
    with session.store.transaction("Move edge") as tx:
        tx.replace(_with_span(session, annotation, edge, moved))
    _keep_hold(session, edge, moved)


def _keep_hold(session: Session, edge: Edge, moved: Span) -> None:
    """Keep the piece in hand after the move: pieces that met have become one."""
    annotation = _annotation(session, edge)
    pieces = annotation.spans if isinstance(annotation, Mention) else annotation.content
    index = _piece_at(pieces, moved.start) if edge.part in ("mention", "content") else 0
    session.hold_edge(replace(edge, index=index))
    if isinstance(annotation, Mention):
        session.select(pieces[index].start, pieces[index].end, exact=True)
        session.make_current(mention=annotation.id)


def _annotation(session: Session, edge: Edge) -> Mention | Statement:
    queries = session.store.queries
    if edge.ref.kind == "mention":
        return queries.mentions.get(edge.ref.id)
    return queries.statements.get(edge.ref.id)


def _within(annotation: Mention | Statement, edge: Edge) -> Edge:
    """The edge of a piece that is there: an undo may have taken the last one away."""
    pieces = annotation.spans if isinstance(annotation, Mention) else annotation.content
    return replace(edge, index=min(edge.index, len(pieces) - 1))


def _span(annotation: Mention | Statement, edge: Edge) -> Span | None:
    if isinstance(annotation, Mention):
        return annotation.spans[edge.index]
    if edge.part == "content":
        return annotation.content[edge.index]
    return _single_parts(annotation).get(edge.part)


def _with_span(
    session: Session, annotation: Mention | Statement, edge: Edge, span: Span
) -> Mention | Statement:
    if isinstance(annotation, Mention):
        spans = _replaced(annotation.spans, edge.index, span)
        head = annotation.head
        return replace(
            annotation,
            spans=spans,
            head=head if head and any(piece.contains(head) for piece in spans) else None,
        )
    if edge.part == "content":
        content = _replaced(annotation.content, edge.index, span)
        quoted = quoted_parts(session.text, content)
        return replace(
            annotation, content=content, quoted=quoted, form=_form(session, annotation, content)
        )
    if edge.part == "cue":
        return replace(annotation, cue=span)
    party = getattr(annotation, edge.part)
    return replace(annotation, **{edge.part: replace(party, span=span)})


def _form(session: Session, statement: Statement, content: Spans) -> Form:
    """The form by the quotation marks, unless the analyst had chosen another one."""
    if statement.form == form_of(session.text, statement.content):
        return form_of(session.text, content)
    return statement.form


def _replaced(spans: Spans, index: int, span: Span) -> Spans:
    return (*spans[:index], span, *spans[index + 1 :])
