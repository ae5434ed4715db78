"""The head of a noun phrase is told from the names that modify it."""

from __future__ import annotations

import pytest

from annotator.model.span import Span
from annotator.text.heads import is_head


@pytest.mark.parametrize(
    ("phrase", "part", "head"),
    [
        ("Mayor Ilse Brandt", "Ilse Brandt", True),
        ("Otieno\u2019s deputy, Per Lund", "Otieno", False),
        ("Otieno\u2019s deputy, Per Lund", "Per Lund", True),
        ("Kenya\u2019s government", "Kenya", False),
        ("the mayor of Torvik", "Torvik", False),
        ("Kenyan officials", "Kenyan", False),
        ("The Ministry of Health there", "Ministry of Health", True),
        ("Lund, who had left", "Lund", True),
        ("the harbour board in Torvik", "harbour board", True),
        ("she", "she", True),
    ],
)
def test_a_modifier_is_no_head(phrase: str, part: str, *, head: bool) -> None:
    start = phrase.index(part)

    assert is_head(phrase, Span(0, len(phrase)), Span(start, start + len(part))) is head
