"""Checks of one statement: what they find, what they leave, and what would be right."""

from __future__ import annotations

import pytest

from annotator.model.statement import Form, Source, SourceKind
from annotator.review.statements import (
    cue_in_content,
    edge,
    form_contradicts,
    nested_without_parent,
    without_source,
)
from tests.review.made import article, span, statement

TEXT = "Ada Brandt said: “The harbour stays open.” Reyle denied that it was “for sale”."
QUOTE, DENIAL = "“The harbour stays open.”", "it was “for sale”"


def said(words, **more):
    return statement(span(TEXT, words), **more)


@pytest.mark.parametrize(
    ("words", "form", "right"),
    [
        (QUOTE, Form.INDIRECT, Form.DIRECT),
        (QUOTE, Form.MIXED, Form.DIRECT),
        (DENIAL, Form.DIRECT, Form.MIXED),
        ("Ada Brandt", Form.DIRECT, Form.INDIRECT),
        ("Ada Brandt", Form.SCARE, Form.INDIRECT),
    ],
)
def test_a_form_that_contradicts_the_marks_is_set_by_them(words, form, right):
    found = form_contradicts(said(words, form=form), article(TEXT))

    assert found.fix.value.form is right
    assert form_contradicts(found.fix.value, article(TEXT)) is None


@pytest.mark.parametrize(
    ("words", "form"),
    [
        (QUOTE, Form.DIRECT),
        (DENIAL, Form.MIXED),
        ("Ada Brandt", Form.INDIRECT),
        ("Ada Brandt", Form.REPORTED),
        ("“for sale”", Form.SCARE),
    ],
)
def test_a_form_that_fits_is_left(words, form):
    assert form_contradicts(said(words, form=form), article(TEXT)) is None


@pytest.mark.parametrize("source", [None, Source(SourceKind.ENTITY)])
def test_a_statement_of_nobody_wants_a_source(source):
    found = without_source(said(QUOTE, source=source), article(TEXT))

    assert found.sentence == "Nobody is named as the source of “The harbour stays open.”."
    assert found.fix.command == "statement.set_source"


@pytest.mark.parametrize("kind", [kind for kind in SourceKind if kind is not SourceKind.ENTITY])
def test_a_source_that_is_known_not_to_be_named_is_one(kind):
    assert without_source(said(QUOTE, source=Source(kind)), article(TEXT)) is None


def test_scare_quotes_are_nobodys_words():
    scare = said("“for sale”", form=Form.SCARE, source=None)

    assert without_source(scare, article(TEXT)) is None


def test_a_cue_in_the_content_is_taken_out():
    found = cue_in_content(said(f"said: {QUOTE}", cue=span(TEXT, "said")), article(TEXT))

    assert found.span == span(TEXT, "said")
    assert found.fix.value.surface(TEXT) == QUOTE
    assert found.fix.value.form is Form.DIRECT


def test_a_cue_in_the_middle_parts_the_content():
    text = "“We stay,” Ada said, “and wait.”"
    whole = statement(span(text, text), cue=span(text, "Ada said"))

    found = cue_in_content(whole, article(text))

    assert found.fix.value.surface(text) == "“We stay,” “and wait.”"


def test_a_statement_inside_another_is_nested_in_the_smallest():
    inner = said("“for sale”", id=1)
    around = [said(TEXT, id=2), said(DENIAL, id=3), inner]

    found = nested_without_parent(inner, around, article(TEXT))

    assert found.fix.value.parent == 3
    assert nested_without_parent(found.fix.value, around, article(TEXT)) is None
    assert nested_without_parent(around[0], around, article(TEXT)) is None


def test_spaces_at_the_edges_of_the_parts_are_trimmed():
    loose = said(f" {QUOTE} ", cue=span(TEXT, " said"))

    found = edge(loose, article(TEXT))

    assert found.fix.value.surface(TEXT) == QUOTE
    assert found.fix.value.cue == span(TEXT, "said")
    assert edge(found.fix.value, article(TEXT)) is None
