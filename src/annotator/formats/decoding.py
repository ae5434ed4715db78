"""Bytes of an article to text: by byte order mark, as UTF-8, or by a guess that can be changed."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from annotator.errors import AnnotatorError
from annotator.formats import legacy
from annotator.formats.blocks import Blocks, WrongBytes, texts

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OLDER_OFFICE = "an older office document"
_BETTER = {_OLDER_OFFICE: "it as .docx, .odt or .xlsx"}
MAGIC = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", _OLDER_OFFICE),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
)
CONTROLS = bytes(set(range(32)) - set(b"\t\n\r")) + b"\x7f"
MANY_CONTROLS = 0.2
"""The share of control characters from which bytes are no text of one-byte units."""
FEW_CONTROLS = 0.02
"""The share from which bytes that are not UTF-8 are no text in an older encoding either."""
MOSTLY = 0.95
SAMPLE = 65_536
"""How many bytes are looked at to tell text from anything else."""
_HALF = re.compile("[\ud800-\udfff]")


class DecodingError(AnnotatorError):
    """Bytes that are no text we can read; `position` is the byte where it shows, if known."""

    def __init__(self, message: str, position: int | None = None) -> None:
        super().__init__(message)
        self.position = position


@dataclass(frozen=True, slots=True)
class Found:
    """How bytes are read as text, all of them proved, and how else they could be.

    `skipped` is the length of a byte order mark, which is no part of the text. `certain` is False
    when the encoding was guessed; `alternatives` are other encodings that would give another text.
    """

    encoding: str
    skipped: int = 0
    certain: bool = True
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, how it was read, and how else it could be.

    `bom` says that a leading byte order mark was taken off; nothing else is ever changed.
    `certain` is False when the encoding was guessed; `alternatives` are other encodings that would
    give another text.
    """

    text: str
    encoding: str
    bom: bool = False
    certain: bool = True
    alternatives: tuple[str, ...] = ()


def decode(data: bytes, encoding: str | None = None, *, name: str = "the file") -> Decoded:
    """Return the text of bytes, in the encoding given or else in the one they show.

    `name` is how messages call the bytes. Raises DecodingError; never replaces or drops anything.
    """
    found = encoding_of(Blocks.of(data), encoding, name=name)
    text = data[found.skipped :].decode(found.encoding)
    return Decoded(text, found.encoding, found.skipped > 0, found.certain, found.alternatives)


def encoding_of(blocks: Blocks, encoding: str | None = None, *, name: str = "the file") -> Found:
    """Return the encoding given, or else the one that bytes show, once it reads them all.

    `name` is how messages call the bytes. Raises DecodingError.
    """
    sample = blocks.first(SAMPLE)
    _refuse_magic(sample, name)
    if encoding is not None:
        return _forced(blocks, sample, encoding, name)
    return _marked(blocks, sample, name) or _wide(blocks, sample) or _unmarked(blocks, sample, name)


def guess_notice(name: str, decoded: Decoded) -> str:
    """The sentence that says how a text was read of which it was not certain."""
    others = ", ".join(decoded.alternatives)
    change = f"; if that is wrong, choose another ({others})" if others else ""
    return f"{name} does not say its encoding and was read as {decoded.encoding}{change}."


def _refuse_magic(sample: bytes, name: str) -> None:
    for magic, what in MAGIC:
        if sample.startswith(magic):
            if name.lower().endswith(".zip"):
                raise DecodingError(
                    f"{name} is an archive: unpack it, and import the folder that comes out."
                )
            into = _BETTER.get(what, "its text as .txt")
            raise DecodingError(f"{name} is {what}, not plain text: save {into} first.")


def _forced(blocks: Blocks, sample: bytes, encoding: str, name: str) -> Found:
    try:
        wanted = _canonical(codecs.lookup(encoding).name)
    except (LookupError, ValueError):
        raise DecodingError(
            f"{name}: there is no encoding {encoding!r}; try utf-8 or cp1252."
        ) from None
    for mark, marked in MARKS:
        if sample.startswith(mark) and wanted in (marked, marked[:6]):
            return _proved(blocks, marked, name, len(mark))
    # Unicode would have plain UTF-16 without a mark be big-endian, but files are not
    wanted = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(wanted, wanted)
    return _proved(blocks, wanted, name)


def _canonical(name: str) -> str:
    names = {"utf-8-sig": "utf-8", "utf_8_sig": "utf-8", "iso8859-1": "latin-1"}
    return names.get(name, name)


def _proved(blocks: Blocks, encoding: str, name: str, skipped: int = 0) -> Found:
    """An encoding that reads all bytes behind a mark; raises DecodingError where it does not."""
    try:
        for text in texts(blocks.read(skipped), encoding):
            if _HALF.search(text):
                raise DecodingError(
                    f"{name} read as {encoding} holds half characters: try --encoding utf-8."
                )
    except WrongBytes as wrong:
        raise _not_valid(wrong, encoding, name, skipped) from wrong
    except (LookupError, UnicodeError) as error:
        raise DecodingError(f"{name} cannot be read as {encoding}: {error}.") from error
    return Found(encoding, skipped)


def _not_valid(wrong: WrongBytes, encoding: str, name: str, skipped: int = 0) -> DecodingError:
    at = skipped + wrong.start
    shown = " ".join(f"0x{byte:02X}" for byte in wrong.seen)
    return DecodingError(
        f"{name} is not valid {encoding} at byte {at} ({shown}): "
        "name its encoding with --encoding, for example --encoding cp1252.",
        at,
    )


def _marked(blocks: Blocks, sample: bytes, name: str) -> Found | None:
    for mark, encoding in MARKS:
        if not sample.startswith(mark):
            continue
        if encoding == "utf-32-le" and blocks.size % 4:
            continue  # UTF-16 whose first character is a NUL
        return _proved(blocks, encoding, name, len(mark))
    return None


def _control_share(sample: bytes) -> float:
    return 1 - len(sample.translate(None, CONTROLS)) / len(sample) if sample else 0.0


def _wide(blocks: Blocks, sample: bytes) -> Found | None:
    """UTF-16 without a mark: many bytes below 32, and every second byte of few kinds."""
    if blocks.size % 2 or _control_share(sample) < MANY_CONTROLS:
        return None
    little = len(set(sample[1::2])) < len(set(sample[0::2]))
    encoding = "utf-16-le" if little else "utf-16-be"
    shown = ""
    try:
        for text in texts(blocks.read(0), encoding):
            shown += text[: SAMPLE - len(shown)]
    except WrongBytes:
        return None
    readable = sum(char.isprintable() or char.isspace() for char in shown)
    if readable < MOSTLY * len(shown):
        return None
    other = "utf-16-be" if little else "utf-16-le"
    return Found(encoding, certain=False, alternatives=(other,))


def _unmarked(blocks: Blocks, sample: bytes, name: str) -> Found:
    """UTF-8, or else a guess that can be believed."""
    controls = _control_share(sample)
    if controls >= MANY_CONTROLS:
        raise _no_text(sample, name)
    try:
        for _ in texts(blocks.read(0), "utf-8"):
            pass
    except WrongBytes as wrong:
        if controls >= FEW_CONTROLS:
            raise _no_text(sample, name) from wrong
        guess = legacy.guess(blocks, wrong)
        if guess is None:
            raise _not_valid(wrong, "utf-8", name) from wrong
        return Found(guess.encoding, certain=False, alternatives=guess.alternatives)
    return Found("utf-8")


def _no_text(sample: bytes, name: str) -> DecodingError:
    if sample.count(0) >= MANY_CONTROLS * len(sample):
        # wide characters without a mark can look like that
        return DecodingError(
            f"{name} looks like a binary file, not like text: "
            "if it is text, name its encoding with --encoding, for example --encoding utf-16."
        )
    return DecodingError(
        f"{name} is not a text file: it holds many bytes that no text has. "
        "Import a file of plain text."
    )
