"""Bins that make "what overlaps this page" an indexed read, whatever the length of the document.

Every stretch lies in the smallest bin that holds it whole; a page then overlaps only a handful of
bins at each size. The scheme is that of the UCSC genome browser (Kent et al. 2002, Genome Research
12:996).
"""

from __future__ import annotations

from annotator.model.span import Span

_SMALLEST = 9  # 512 code points, about a paragraph
_STEP = 3  # each size is eight times the one below
_SIZES = 7  # the largest bin holds 2**27 code points


def _base(level: int) -> int:
    """The number of the first bin of a level; level 0 is one bin over everything."""
    return ((1 << (_STEP * level)) - 1) // ((1 << _STEP) - 1)


def bin_of(span: Span) -> int:
    """The smallest bin that holds a span whole."""
    first, last = span.start >> _SMALLEST, (span.end - 1) >> _SMALLEST
    for level in range(_SIZES - 1, 0, -1):
        if first == last:
            return _base(level) + first
        first >>= _STEP
        last >>= _STEP
    return 0


def levels() -> list[tuple[int, int]]:
    """For each size of bin the number of its first one, and by how much a position is shifted.

    The largest bin, number 0 over everything, is left out.
    """
    return [(_base(level), _SMALLEST + _STEP * (_SIZES - 1 - level)) for level in range(1, _SIZES)]


def bins_over(span: Span) -> list[tuple[int, int]]:
    """The ranges of bins, both ends included, that can hold something which overlaps a span."""
    last = span.end - 1
    ranges = ((base + (span.start >> shift), base + (last >> shift)) for base, shift in levels())
    return [(0, 0), *ranges]
