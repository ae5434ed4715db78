"""Sentences as WebAnno TSV needs them, so that nothing of a text is lost between two of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.formats.layers.nodes import LayeredText
from annotator.formats.layers.standard import SENTENCE, TOKEN

_IMPLIED = re.compile(r"(?:\n *)?")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence: its place in code points, those of its tokens, the first at its start, its id."""

    start: int
    end: int
    tokens: tuple[tuple[int, int], ...]
    id: str = ""


def stretches(layered: LayeredText) -> list[Stretch]:
    """The sentences of a text, each up to the next unless what is between is implied.

    That is nothing, or a line break and spaces; before the first sentence it is spaces. Where there
    is anything else before it, or no token at all, white space is a token.
    """
    text = layered.text
    found = list(_sentences(layered))
    black = found[0].start if found else len(text)
    if not found or text[:black].strip(" "):
        found.insert(0, Stretch(0, black, ((0, black),)))
    ends = [each.start for each in found[1:]] + [len(text)]
    return [_extended(text, each, end) for each, end in zip(found, ends, strict=True)]


def _sentences(layered: LayeredText) -> Iterator[Stretch]:
    tokens = sorted((each.start or 0, each.end or 0) for each in layered.of(TOKEN))
    at = 0
    for sentence in sorted(layered.of(SENTENCE), key=lambda each: each.start or 0):
        held = []
        while at < len(tokens) and tokens[at][0] < (sentence.end or 0):
            held.append(tokens[at])
            at += 1
        if held:
            end = max(sentence.end or 0, held[-1][1])
            yield Stretch(held[0][0], end, tuple(held), sentence.text("id") or "")


def _extended(text: str, stretch: Stretch, next_start: int) -> Stretch:
    last = next_start == len(text)
    between = text[stretch.end : next_start]
    if not between or (not last and _IMPLIED.fullmatch(between)):
        return stretch
    return Stretch(stretch.start, next_start, stretch.tokens, stretch.id)
