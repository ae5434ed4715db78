"""Bytes of an article to text: by byte order mark, as UTF-8, or by a guess that can be changed."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from annotator.errors import AnnotatorError
from annotator.formats import legacy

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
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


class DecodingError(AnnotatorError):
    """Bytes that are no text we can read; `position` is the byte where it shows, if known."""

    def __init__(self, message: str, position: int | None = None) -> None:
        super().__init__(message)
        self.position = position


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
    _refuse_magic(data, name)
    if encoding is not None:
        return _forced(data, encoding, name)
    return _marked(data, name) or _wide(data) or _utf8(data, name) or _guessed(data, name)


def guess_notice(name: str, decoded: Decoded) -> str:
    """The sentence that says how a text was read of which it was not certain."""
    others = ", ".join(decoded.alternatives)
    change = f"; if that is wrong, choose another ({others})" if others else ""
    return f"{name} does not say its encoding and was read as {decoded.encoding}{change}."


def _refuse_magic(data: bytes, name: str) -> None:
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise DecodingError(f"{name} is {what}, not plain text: save its text as .txt first.")


def _forced(data: bytes, encoding: str, name: str) -> Decoded:
    try:
        wanted = _canonical(codecs.lookup(encoding).name)
    except (LookupError, ValueError):
        raise DecodingError(
            f"{name}: there is no encoding {encoding!r}; try utf-8 or cp1252."
        ) from None
    for mark, marked in MARKS:
        if data.startswith(mark) and wanted in (marked, marked[:6]):
            return Decoded(_strict(data[len(mark) :], marked, name, len(mark)), marked, bom=True)
    # Unicode would have plain UTF-16 without a mark be big-endian, but files are not
    wanted = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(wanted, wanted)
    return Decoded(_strict(data, wanted, name), wanted)


def _canonical(name: str) -> str:
    names = {"utf-8-sig": "utf-8", "utf_8_sig": "utf-8", "iso8859-1": "latin-1"}
    return names.get(name, name)


def _strict(data: bytes, encoding: str, name: str, skipped: int = 0) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        at = skipped + error.start
        raise DecodingError(
            f"{name} is not valid {encoding} at byte {at} ({_bytes(data, error.start)}): "
            "name its encoding with --encoding, for example --encoding cp1252.",
            at,
        ) from error
    except (LookupError, UnicodeError) as error:
        raise DecodingError(f"{name} cannot be read as {encoding}: {error}.") from error
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise DecodingError(
            f"{name} read as {encoding} holds half characters: try --encoding utf-8."
        )
    return text


def _bytes(data: bytes, at: int) -> str:
    return " ".join(f"0x{byte:02X}" for byte in data[at : at + 2])


def _marked(data: bytes, name: str) -> Decoded | None:
    for mark, encoding in MARKS:
        if not data.startswith(mark):
            continue
        if encoding == "utf-32-le" and len(data) % 4:
            continue  # UTF-16 whose first character is a NUL
        text = _strict(data[len(mark) :], encoding, name, len(mark))
        return Decoded(text, encoding, bom=True)
    return None


def _control_share(data: bytes) -> float:
    sample = data[:SAMPLE]
    return 1 - len(sample.translate(None, CONTROLS)) / len(sample) if sample else 0.0


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: many bytes below 32, and every second byte of few kinds."""
    if len(data) % 2 or _control_share(data) < MANY_CONTROLS:
        return None
    sample = data[:SAMPLE]
    little = len(set(sample[1::2])) < len(set(sample[0::2]))
    encoding = "utf-16-le" if little else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    shown = text[:SAMPLE]
    readable = sum(char.isprintable() or char.isspace() for char in shown)
    if readable < MOSTLY * len(shown):
        return None
    other = "utf-16-be" if little else "utf-16-le"
    return Decoded(text, encoding, certain=False, alternatives=(other,))


def _utf8(data: bytes, name: str) -> Decoded | None:
    if _control_share(data) >= MANY_CONTROLS:
        raise _no_text(data, name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _no_text(data: bytes, name: str) -> DecodingError:
    sample = data[:SAMPLE]
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


def _guessed(data: bytes, name: str) -> Decoded:
    if _control_share(data) >= FEW_CONTROLS:
        raise _no_text(data, name)
    guess = None if b"\x00" in data else legacy.guess(data)
    if guess is not None:
        return Decoded(guess.text, guess.encoding, certain=False, alternatives=guess.alternatives)
    text = _strict(data, "utf-8", name)  # it is not: this names the position
    return Decoded(text, "utf-8")
