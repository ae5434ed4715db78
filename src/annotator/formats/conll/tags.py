"""Tags of words as B-PER, I-PER and O, in all the ways they are used: IOB1, IOB2, BIOES, BILOU."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_TAG = re.compile(r"([BIESLUM])-(.+)")
OUTSIDE = "O"
_BEGINS, _ENDS = frozenset("BSU"), frozenset("ESLU")


def is_tag(cell: str) -> bool:
    """Whether a cell can be a tag; a label may have hyphens in it."""
    return cell == OUTSIDE or _TAG.fullmatch(cell) is not None


def stretches(tags: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """First word, word behind the last, and label of what the tags of a sentence mark.

    What is no tag is outside. A label that goes on without a beginning begins there, so that IOB1
    is read as well.
    """
    begin, open_label, at = 0, "", -1
    for at, cell in enumerate(tags):
        match = None if cell == OUTSIDE else _TAG.fullmatch(cell)
        prefix, label = match.groups() if match else ("", "")
        if open_label and (label != open_label or prefix in _BEGINS):
            yield begin, at, open_label
            open_label = ""
        if label and not open_label:
            begin, open_label = at, label
        if open_label and prefix in _ENDS:
            yield begin, at + 1, open_label
            open_label = ""
    if open_label:
        yield begin, at + 1, open_label


def iob2(count: int, marked: Iterable[tuple[range, str]]) -> list[str]:
    """The tags of so many words of which some are marked; what is marked must not overlap."""
    tags = [OUTSIDE] * count
    for words, label in marked:
        for word in words:
            tags[word] = f"{'B' if word == words.start else 'I'}-{label}"
    return tags
