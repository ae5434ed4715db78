"""Archives made to do harm, by what is wrong with them; for tests of all formats that are ZIP."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

Parts = Mapping[str, bytes]
Harm = Callable[[Parts], bytes]
MEGABYTE = 1_000_000


def zipped(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive as others make it; a part that says what it is comes as it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in parts.items():
            packed = zipfile.ZIP_STORED if name == "mimetype" else method
            archive.writestr(zipfile.ZipInfo(name), data, packed)
    return out.getvalue()


def bomb(parts: Parts) -> bytes:
    return zipped({**parts, "media/picture.bin": bytes(30 * MEGABYTE)})


def many_bombs(parts: Parts) -> bytes:
    """Each part is allowed; all of them are not."""
    return zipped({**parts, **{f"media/{n}.bin": bytes(4 * MEGABYTE) for n in range(5)}})


def lying(parts: Parts) -> bytes:
    """It says of each part that it has ten bytes."""
    return _patched(zipped({"bomb": bytes(20 * MEGABYTE), **parts}), b"PK\x01\x02", 24, 10)


def overlapping(parts: Parts) -> bytes:
    """Many entries of the list stand for the same bytes, as in the bombs of David Fifield."""
    return _listed([b"%03d" % number for number in range(500)])


def nameless(parts: Parts) -> bytes:
    return _listed([b""])


def _listed(names: list[bytes]) -> bytes:
    """One part, which has several names in the list; they are of one length."""
    data, length = bytes(MEGABYTE), len(names[0])
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush()
    about = (0, 8, 0, 33, zlib.crc32(data), len(packed), len(data), length, 0)
    body = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, *about) + names[0] + packed
    entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, *about, 0, 0, 0, 0, 0)
    entries = b"".join(entry + name for name in names)
    counts = (len(names), len(names), len(entries), len(body), 0)
    return body + entries + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, *counts)


def many_members(parts: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(30_000):
            archive.writestr(zipfile.ZipInfo(str(number)), b"")
    return out.getvalue()


def slipping(name: str) -> Harm:
    """A part whose name leads out of the folder it is unpacked to."""
    return lambda parts: zipped({**parts, name: b"here I am"})


def with_nul(parts: Parts) -> bytes:
    """Some programs end the name at the NUL, others read on."""
    return zipped({**parts, "ok.xml@../evil": b""}).replace(b"ok.xml@", b"ok.xml\0")


def link(parts: Parts) -> bytes:
    out = io.BytesIO(zipped(parts))
    with zipfile.ZipFile(out, "a") as archive:
        info = zipfile.ZipInfo("link")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return out.getvalue()


def twice(parts: Parts) -> bytes:
    """One name for two parts, of which programs read one or the other."""
    name = next(iter(parts))
    return zipped({"z" * len(name): b"another", **parts}).replace(b"z" * len(name), name.encode())


def encrypted(parts: Parts) -> bytes:
    data = _patched(zipped(parts), b"PK\x01\x02", 8, 1)
    return _patched(data, b"PK\x03\x04", 6, 1)


def rare_packing(parts: Parts) -> bytes:
    """Bzip2 and LZMA pack a gigabyte into some hundred bytes."""
    return zipped({**parts, "bomb": bytes(MEGABYTE)}, zipfile.ZIP_BZIP2)


def wrong_sum(parts: Parts) -> bytes:
    return _patched(zipped(parts), b"PK\x01\x02", 16, 12345)


def cut_off(parts: Parts) -> bytes:
    data = zipped(parts)
    return data[: len(data) - 40]


def another_name_inside(parts: Parts) -> bytes:
    """The list names a part otherwise than the part itself does."""
    name = next(iter(parts)).encode()
    return zipped(parts).replace(name, b"x" * len(name), 1)


def _patched(data: bytes, signature: bytes, offset: int, value: int) -> bytes:
    """Every header of a kind with a number in it replaced."""
    size = {8: 2, 6: 2}.get(offset, 4)
    out, at = bytearray(data), -1
    while (at := data.find(signature, at + 1)) >= 0:
        out[at + offset : at + offset + size] = value.to_bytes(size, "little")
    return bytes(out)


HARMS: dict[str, tuple[Harm, str]] = {
    "a bomb": (bomb, "becomes too large when it is unpacked"),
    "many small bombs": (many_bombs, "becomes too large when it is unpacked"),
    "false sizes": (lying, "is damaged or larger than it says"),
    "parts over each other": (overlapping, "its parts lie over each other"),
    "many members": (many_members, "it has 30,000 parts, and 10,000 are the most"),
    "a name above": (slipping("../../evil.txt"), "leads out of it"),
    "an absolute name": (slipping("/etc/evil.txt"), "leads out of it"),
    "a name of Windows": (slipping("..\\evil.txt"), "leads out of it"),
    "a drive": (slipping("C:evil.txt"), "leads out of it"),
    "a name with NUL": (with_nul, "leads out of it"),
    "no name": (nameless, "leads out of it"),
    "a link": (link, "is a link to another file"),
    "a name twice": (twice, "twice, and programs differ in which they read"),
    "a password": (encrypted, "is encrypted"),
    "a rare packing": (rare_packing, "is packed in a way that is not read"),
    "a wrong sum": (wrong_sum, "is damaged or larger than it says"),
    "cut off": (cut_off, "it is damaged"),
    "another name inside": (another_name_inside, "is damaged or larger than it says"),
}
"""What each harm makes of the parts of an honest archive, and of what the refusal speaks."""
