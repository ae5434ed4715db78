"""Numbers that were seen, millions of them in little memory."""

from __future__ import annotations

_BITS = 16
_FEW = 256
"""So many numbers of a block are kept as they are; then a bit for each takes less."""


class Seen:
    """A set of numbers from 0 that mostly lie close together, as ids do."""

    def __init__(self) -> None:
        self._blocks: dict[int, set[int] | bytearray] = {}

    def __contains__(self, number: int) -> bool:
        block = self._blocks.get(number >> _BITS)
        if block is None:
            return False
        low = number & ((1 << _BITS) - 1)
        if isinstance(block, set):
            return low in block
        return bool(block[low >> 3] & 1 << (low & 7))

    def add(self, number: int) -> bool:
        """Add a number; returns whether it is new."""
        high, low = number >> _BITS, number & ((1 << _BITS) - 1)
        block = self._blocks.setdefault(high, set())
        if isinstance(block, set):
            if low in block:
                return False
            block.add(low)
            if len(block) > _FEW:
                self._blocks[high] = _as_bits(block)
            return True
        bit = 1 << (low & 7)
        new = not block[low >> 3] & bit
        block[low >> 3] |= bit
        return new


def _as_bits(numbers: set[int]) -> bytearray:
    bits = bytearray(1 << _BITS >> 3)
    for number in numbers:
        bits[number >> 3] |= 1 << (number & 7)
    return bits
