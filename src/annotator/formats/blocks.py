"""Bytes that are read in blocks, again and again, so that of a large file little is in memory."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

A_BLOCK = 1 << 18


class WrongBytes(ValueError):
    """Bytes from `start` to `end` that an encoding does not have; `seen` are the first two."""

    def __init__(self, start: int, end: int, seen: bytes) -> None:
        super().__init__(f"byte {start}")
        self.start, self.end, self.seen = start, end, seen


@dataclass(frozen=True, slots=True)
class Blocks:
    """So many bytes, which `read` hands over from a position on; only the last block is small."""

    size: int
    read: Callable[[int], Iterable[bytes]]

    @classmethod
    def of(cls, data: bytes) -> Blocks:
        """Bytes that are in memory, as one block."""
        return cls(len(data), lambda at: (data[at:] if at else data,))

    @classmethod
    def in_file(cls, file: BinaryIO) -> Blocks:
        """The bytes of a file; whoever else reads it moves the place at which blocks go on."""
        return cls(size_of(file), partial(_read, file))

    def first(self, most: int) -> bytes:
        """The first bytes, no more than fit into a block."""
        return next(iter(self.read(0)), b"")[:most]

    def count(self, mark: bytes) -> int:
        """How often bytes stand in it, over the ends of blocks as well."""
        found, end = 0, b""
        for block in self.read(0):
            found += block.count(mark) + (end + block[: len(mark) - 1]).count(mark)
            end = block[1 - len(mark) :]
        return found


def size_of(file: BinaryIO) -> int:
    """How many bytes a file has that can be read at any place; the place stays the same."""
    at = file.tell()
    size = file.seek(0, os.SEEK_END)
    file.seek(at)
    return size


def texts(blocks: Iterable[bytes], encoding: str) -> Iterator[str]:
    """The text of bytes, strictly; raises WrongBytes, and LookupError or UnicodeError for others.

    What a block leaves open goes to the next one, so that there may be empty texts.
    """
    bytes(4).decode(encoding)  # which refuses what is no encoding of text
    decoder = codecs.getincrementaldecoder(encoding)()
    done = 0
    for block in blocks:
        yield _decoded(decoder, block, done)
        done += len(block)
    yield _decoded(decoder, b"", done, final=True)


def _read(file: BinaryIO, at: int) -> Iterator[bytes]:
    file.seek(at)
    return iter(partial(file.read, A_BLOCK), b"")


def _decoded(
    decoder: codecs.IncrementalDecoder, block: bytes, done: int, *, final: bool = False
) -> str:
    open_ = len(decoder.getstate()[0])
    try:
        return decoder.decode(block, final)
    except UnicodeDecodeError as error:
        before, seen = done - open_, error.object[error.start : error.start + 2]
        raise WrongBytes(before + error.start, before + error.end, seen) from error
