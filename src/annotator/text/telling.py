"""The few rows of words of a text that hardly any other text has, to find its near copies by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.text.folding import tokens

_MOST = 24
_READ = 400_000
_LONG_WORD, _SHORT_WORD = 12, 3
_ROW, _ROW_OF_SHORT = 3, 6


def telling_rows(text: str) -> list[tuple[str, ...]]:
    """At most two dozen rows of words, spread over a text, each the rarest of its stretch.

    Long words are rare ones. Words are those of the search index.
    """
    words = tokens(text[:_READ])
    size = _row_size(words)
    rows = (max(part, key=_letters) for part in _stretches(words, size) if part)
    return list(dict.fromkeys(rows))


def has_row(words: str, row: Sequence[str]) -> bool:
    """Whether a row stands in the words of a text, as `plain_words` gives them."""
    return f" {' '.join(row)} " in words


def plain_words(text: str) -> str:
    """The words of a text, as the search index has them, in a line."""
    return f" {' '.join(tokens(text[:_READ]))} "


def _row_size(words: Sequence[str]) -> int:
    """More words to a row where they are short, as in scripts without spaces."""
    short = sum(map(len, words)) < _SHORT_WORD * len(words)
    return _ROW_OF_SHORT if short else _ROW


def _stretches(words: Sequence[str], size: int) -> Iterator[list[tuple[str, ...]]]:
    """The rows of each stretch of the words."""
    rows = max(0, len(words) - size + 1)
    number = max(1, min(_MOST, rows))
    for part in range(number):
        places = range(rows * part // number, rows * (part + 1) // number)
        yield [tuple(words[at : at + size]) for at in places]


def _letters(row: Sequence[str]) -> int:
    return sum(min(len(word), _LONG_WORD) for word in set(row))
