"""The comparison that all round trips stand on can tell a difference."""

from dataclasses import replace

from hypothesis import given

from annotator.model.span import Span
from tests.formats.projects import contents, generously
from tests.formats.same import canonical, joined


@generously
@given(content=contents())
def test_parts_that_are_joined_say_what_they_said(content):
    assert canonical(joined([content])) == canonical(content)
    twice = canonical(joined([content, content]))
    assert len(twice["mentions"]) == 2 * len(canonical(content)["mentions"])


@generously
@given(content=contents())
def test_another_span_entity_or_note_is_a_difference(content):
    first = content.documents[0]
    for mention in first.mentions[:1]:
        other = replace(mention, spans=(Span(0, len(first.text) + 1),))
        changed = replace(first, mentions=(other, *first.mentions[1:]))
        documents = (changed, *content.documents[1:])
        assert canonical(replace(content, documents=documents)) != canonical(content)
    assert canonical(replace(content, entities=content.entities[1:])) != canonical(content)
    assert canonical(replace(content, notes=())) != canonical(content)


@generously
@given(content=contents())
def test_what_is_left_out_of_a_comparison_is_not_compared(content):
    renamed = replace(content, notes=())

    assert canonical(content, without={"Document.title"}) != canonical(renamed)
