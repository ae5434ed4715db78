"""Checks of one statement, and of those around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from annotator.model.ids import Ref
from annotator.model.span import Span, Spans, normalised
from annotator.model.statement import Form, SourceKind, Statement
from annotator.review.base import Article, Check, Correction, Decision, Finding, Severity
from annotator.review.edges import clean_part
from annotator.review.mentions import EDGE
from annotator.text.quotes import form_of, quoted_parts

NO_SOURCE = Check("statement_without_source", "statements without a source", Severity.MISSING)
FORM = Check("form_contradicts", "forms that contradict the quotation marks", Severity.WRONG)
CUE = Check("cue_in_content", "cues that lie in the content", Severity.WRONG)
NESTED = Check(
    "nested_without_parent", "statements inside others, without parent", Severity.MISSING
)
_SPACES = " \t\n\r\u00a0"


def of_statement(
    statement: Statement, around: Iterable[Statement], article: Article
) -> Iterator[Finding]:
    """What is to be looked at in a statement; `around` are those that overlap its content."""
    for found in (
        edge(statement, article),
        without_source(statement, article),
        form_contradicts(statement, article),
        cue_in_content(statement, article),
        nested_without_parent(statement, around, article),
    ):
        if found is not None:
            yield found


def edge(statement: Statement, article: Article) -> Finding | None:
    """Content that begins or ends with a space; a cue or a source that does so with a comma too."""
    text, changed = article.text, statement
    pieces = [clean_part(text, piece, _SPACES) for piece in statement.content]
    if any(pieces):
        kept = (new or old for new, old in zip(pieces, statement.content, strict=True))
        changed = replace(changed, content=normalised(kept))
    cue = clean_part(text, statement.cue) if statement.cue else None
    if cue:
        changed = replace(changed, cue=cue)
    source = statement.source
    span = clean_part(text, source.span) if source and source.span else None
    if source and span:
        changed = replace(changed, source=replace(source, span=span))
    if changed is statement:
        return None
    place = _begin(statement)
    sentence = f"A part of the statement {_words(statement, article)} begins or ends with a space."
    return Finding(EDGE, place, sentence, _ref(statement), Correction("Trim it", changed))


def without_source(statement: Statement, article: Article) -> Finding | None:
    """A statement of which nobody said whose it is."""
    if statement.form is Form.SCARE:
        return None
    source = statement.source
    if source is not None and (
        source.kind is not SourceKind.ENTITY or source.span or source.mention or source.entity
    ):
        return None
    fix = Decision("Set the source", "statement.set_source")
    sentence = f"Nobody is named as the source of {_words(statement, article)}."
    return Finding(NO_SOURCE, _begin(statement), sentence, _ref(statement), fix)


def form_contradicts(statement: Statement, article: Article) -> Finding | None:
    """A form that is not that of the quotation marks around the content or in it."""
    form = form_of(article.text, statement.content)
    if statement.form is form or statement.form is Form.REPORTED:
        return None
    if statement.form is Form.SCARE and form is not Form.INDIRECT:
        return None
    quoted = quoted_parts(article.text, statement.content)
    fix = Correction(f"Make it {form.value}", replace(statement, form=form, quoted=quoted))
    sentence = (
        f"{_words(statement, article)} is set as {statement.form.value},"
        f" its quotation marks say {form.value}."
    )
    return Finding(FORM, _begin(statement), sentence, _ref(statement), fix)


def cue_in_content(statement: Statement, article: Article) -> Finding | None:
    """A cue that is a part of what was said."""
    cue = statement.cue
    if cue is None or not any(piece.overlaps(cue) for piece in statement.content):
        return None
    content = _without(article.text, statement.content, cue)
    fix: Correction | None = None
    if content:
        quoted = quoted_parts(article.text, content)
        form = form_of(article.text, content)
        changed = replace(statement, content=content, quoted=quoted, form=form)
        fix = Correction("Take the cue out of the content", changed)
    sentence = f"The cue {article.quoted(cue)} lies inside what was said."
    return Finding(CUE, cue, sentence, _ref(statement), fix)


def nested_without_parent(
    statement: Statement, around: Iterable[Statement], article: Article
) -> Finding | None:
    """A statement that is reported in the content of another, and does not say so."""
    if statement.parent is not None:
        return None
    holding = [
        (sum(map(len, other.content)), other.id, other)
        for other in around
        if other.content != statement.content and _holds(other, statement)
    ]
    if not holding:
        return None
    parent = min(holding)[2]
    fix = Correction("Nest it there", replace(statement, parent=parent.id))
    sentence = (
        f"{_words(statement, article)} is reported inside {_words(parent, article)},"
        " but not nested in it."
    )
    return Finding(NESTED, _begin(statement), sentence, _ref(statement), fix)


def _holds(other: Statement, statement: Statement) -> bool:
    return all(any(piece.contains(span) for piece in other.content) for span in statement.content)


def _without(text: str, content: Spans, cue: Span) -> Spans:
    rest = []
    for piece in content:
        for start, end in (
            (piece.start, min(piece.end, cue.start)),
            (max(piece.start, cue.end), piece.end),
        ):
            if start < end and any(char.isalnum() for char in text[start:end]):
                left = Span(start, end)
                rest.append(clean_part(text, left, " ,;:") or left)
    return normalised(rest) if rest else ()


def _words(statement: Statement, article: Article) -> str:
    return article.quoted(statement.content[0])


def _begin(statement: Statement) -> Span:
    return statement.content[0]


def _ref(statement: Statement) -> Ref:
    return Ref("statement", statement.id)
