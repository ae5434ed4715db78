"""The gate before archives: what a ZIP file holds is proved before anything else opens it.

Every member is inflated once and counted, so that what the archive says of itself does not matter.
No library gets the archive itself: it gets the bytes of members, or a new archive of some of them.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from functools import partial
from typing import BinaryIO

from annotator.formats.blocks import Blocks
from annotator.formats.documents import ImportFailed

MOST_MEMBERS = 10_000
MOST_INFLATED = 256_000_000
"""So many bytes all members have together."""
MOST_RATIO = 100
"""An office document becomes twenty times larger, one made to do harm a thousand times."""
_SMALL = 10_000_000
"""An archive that is no larger when inflated may have any ratio."""
TOO_LARGE = (
    "it becomes too large when it is unpacked, as files made to do harm do. Ask where it comes "
    "from."
)
_CHUNK = 1 << 16
_ENTRY = b"PK\x01\x02"
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_SLIPS = re.compile(r"\A[/\\]|\A[A-Za-z]:|[\x00-\x1f\x7f]|(?:\A|[/\\])\.\.(?:[/\\]|\Z)")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
_DAMAGED = "it is damaged. Open it in the program it comes from and save it again."


class ArchiveRefused(ImportFailed):
    """An archive that is damaged, or that could do harm when it is opened."""


class Archive:
    """An archive that passed the gate; `names` are those of its members, in order."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(file)
        except _BROKEN as error:
            raise _refused(name, _DAMAGED) from error
        infos = (each for each in self._zip.infolist() if not each.filename.endswith("/"))
        self._members = {each.filename: each for each in infos}
        self.names = tuple(self._members)

    def __contains__(self, member: str) -> bool:
        return member in self._members

    def read(self, member: str) -> bytes:
        """The bytes of a member; raises ArchiveRefused if it is not there or an archive itself."""
        return b"".join(self.blocks(member))

    def blocks(self, member: str) -> Iterator[bytes]:
        """The same as they are unpacked. Raises as `read` does."""
        if member not in self._members:
            raise _refused(self._name, f"its part {member} is missing. Save it again.")
        with self._zip.open(self._members[member]) as file:
            first = file.read(_CHUNK)
            if first.startswith(_ARCHIVES):
                raise _refused(
                    self._name,
                    f"its part {member} is an archive in the archive. Unpack it, and import what "
                    "it holds.",
                )
            yield first
            yield from iter(partial(file.read, _CHUNK), b"")

    def size(self, member: str) -> int:
        """How many bytes a member has, as was proved."""
        return self._members[member].file_size

    def only(self, members: Iterable[str]) -> bytes:
        """A new archive of some members, for a library that wants one. Raises as `read` does."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for member in members:
                archive.writestr(zipfile.ZipInfo(member), self.read(member))
        return out.getvalue()

    def prove(self, most: int, members: int) -> None:
        """Raise ArchiveRefused for anything wrong in a member.

        There may be so many `members`, with `most` bytes in all.
        """
        infos = self._zip.infolist()
        if len(infos) > members:
            raise _refused(self._name, _too_many(len(infos), members))
        _refuse_names(infos, self._name)
        _refuse_overlaps(infos, self._name)
        for info in infos:
            most -= self._inflated(info, most)

    def _inflated(self, info: zipfile.ZipInfo, most: int) -> int:
        """The number of bytes of a member; raises ArchiveRefused beyond `most`."""
        _refuse_method(info, self._name)
        found = 0
        try:
            with self._zip.open(info) as member:
                while chunk := member.read(_CHUNK):
                    found += len(chunk)
                    if found > most:
                        break
        except _BROKEN as error:
            raise _refused(
                self._name, f"its part {info.filename[:100]} is damaged or larger than it says."
            ) from error
        if found > most:
            raise _refused(
                self._name,
                TOO_LARGE,
            )
        return found


def open_archive(
    data: bytes | BinaryIO, name: str, most: int = MOST_INFLATED, members: int = MOST_MEMBERS
) -> Archive:
    """An archive that is proved, of bytes or a file; `name` is the file's, for sentences.

    Raises ArchiveRefused for one that is damaged, for more than so many `members`, members that
    become too large (`most` bytes in all), lie over each other, are encrypted or packed in rare
    ways, for links, and for names that come twice or lead out of the folder.
    """
    file = io.BytesIO(data) if isinstance(data, bytes) else data
    blocks = Blocks.in_file(file)
    _refuse_many_entries(blocks, name, members)
    archive = Archive(file, name)
    archive.prove(min(most_unpacked(blocks.size), most), members)
    return archive


def most_unpacked(size: int) -> int:
    """How many bytes a packed file of a size may become."""
    return max(_SMALL, MOST_RATIO * size)


def _refused(name: str, reason: str) -> ArchiveRefused:
    return ArchiveRefused(f"{name} was not opened: {reason}")


def _too_many(found: int, members: int) -> str:
    return f"it has {found:,} parts, and {members:,} are the most. Divide it."


def _refuse_many_entries(blocks: Blocks, name: str, members: int) -> None:
    """Each entry of the list of members would take half a kilobyte of memory."""
    found = blocks.count(_ENTRY)
    if found > 2 * members:  # some may be those of archives within
        raise _refused(name, _too_many(found, members))


def _refuse_names(infos: Iterable[zipfile.ZipInfo], name: str) -> None:
    seen: set[str] = set()
    for info in infos:
        member = info.orig_filename
        if not member or _SLIPS.search(member):
            raise _refused(
                name, f"the name of its part {member[:100]!r} leads out of it. Do not unpack it."
            )
        if stat.S_ISLNK(info.external_attr >> 16):
            raise _refused(name, f"its part {member[:100]} is a link to another file.")
        if info.filename in seen:
            raise _refused(
                name, f"it holds {member[:100]} twice, and programs differ in which they read."
            )
        seen.add(info.filename)


def _refuse_overlaps(infos: Iterable[zipfile.ZipInfo], name: str) -> None:
    end = 0
    for info in sorted(infos, key=lambda each: each.header_offset):
        if info.header_offset < end:
            raise _refused(
                name,
                "its parts lie over each other, as in files made to do harm. Do not unpack it.",
            )
        end = info.header_offset + _LOCAL_HEADER + info.compress_size


def _refuse_method(info: zipfile.ZipInfo, name: str) -> None:
    member = info.filename[:100]
    if info.flag_bits & _ENCRYPTED:
        raise _refused(
            name, f"its part {member} is encrypted. Save it without a password, and import that."
        )
    if info.compress_type not in _METHODS:
        raise _refused(
            name, f"its part {member} is packed in a way that is not read. Save it again."
        )
