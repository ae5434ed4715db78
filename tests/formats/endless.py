"""Files that are made as they are read, so that it shows how much of them was."""

from __future__ import annotations

import io
import os


class Endless(io.RawIOBase):
    """A file of so many bytes: a beginning, and the same line again and again.

    `most` is where the furthest byte lies that anybody has read.
    """

    def __init__(self, size: int, line: bytes, before: bytes = b"") -> None:
        self.most = 0
        self._size, self._before, self._line = size, before, line
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._at = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        return self._at

    def readinto(self, buffer) -> int:
        length = min(len(buffer), self._size - self._at)
        before = self._before[self._at : self._at + length]
        begin = (max(0, self._at - len(self._before))) % len(self._line)
        lines = self._line * ((begin + length) // len(self._line) + 1)
        buffer[:length] = (before + lines[begin:])[:length]
        self._at += length
        self.most = max(self.most, self._at)
        return length
