"""What goes between the program and the child process that reads untrusted bytes.

A frame is a letter, the length of its payload, and the payload. Nothing but plain values is ever
made of what comes back: msgspec decodes them, each field of the type that is expected.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from enum import Enum
from typing import IO

import msgspec

CHILD = "annotator.formats.confined_child"
"""The module that is the child."""
MOST_OF_FRAME = 256_000_000
_HEADER = struct.Struct("!cI")
_LIST = struct.Struct("!cI")
"""How a list begins in msgpack."""


class Kind(Enum):
    """What a frame holds."""

    JOB = b"j"
    BYTES = b"b"
    VALUES = b"v"
    """A list of values."""
    WANTED = b"w"
    """A place in the file and a number of bytes, which the next frame is to hold."""
    ENDING = b"e"
    """This is the last file of the child; how it went comes next."""
    DONE = b"d"
    REFUSED = b"r"
    """A sentence on what is wrong with the bytes."""
    FAILED = b"f"
    """What an error of the reader says."""
    MEMORY = b"m"
    """There was not enough memory."""
    DEPTH = b"n"
    """What was read is nested too deeply."""


_LETTERS = frozenset(kind.value for kind in Kind)


class WrongFrame(ValueError):
    """Bytes that are no frame, or a frame that is too large."""


class Job(msgspec.Struct, frozen=True):
    """Read the bytes of the next frame. `reader` is a module and a function, parted by a colon.

    `seconds` of the processor and `memory` in bytes are the most that it may take. With a `size`
    the file is read in blocks, each of them asked for, and each of a megabyte adds `a_megabyte`
    seconds.
    """

    reader: str
    name: str
    seconds: float
    memory: int
    options: dict[str, str]
    size: int | None = None
    a_megabyte: float = 0.0


class Wanted(msgspec.Struct, frozen=True, array_like=True):
    """So many bytes of the file from a place on."""

    at: int
    length: int


def send(out: IO[bytes], kind: Kind, payload: bytes = b"") -> None:
    """Write a frame; raises OSError when nobody reads, and WrongFrame for one too large."""
    if len(payload) > MOST_OF_FRAME:
        raise WrongFrame(f"{len(payload):,} bytes are too many")
    out.write(_HEADER.pack(kind.value, len(payload)))
    out.write(payload)
    out.flush()


def send_values(out: IO[bytes], packed: Sequence[bytes]) -> None:
    """Write a frame of values that are packed each; raises as `send` does."""
    send(out, Kind.VALUES, _LIST.pack(b"\xdd", len(packed)) + b"".join(packed))


def receive(source: IO[bytes]) -> tuple[Kind, bytes] | None:
    """The next frame, or None at the end; raises WrongFrame."""
    header = source.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None
    letter, length = _HEADER.unpack(header)
    if length > MOST_OF_FRAME:
        raise WrongFrame(f"{length:,} bytes are too many")
    if letter not in _LETTERS:
        raise WrongFrame(f"{letter!r} begins no frame")
    payload = source.read(length)
    return None if len(payload) < length else (Kind(letter), payload)
