"""Guesses the encoding of text that is not Unicode, unless there is too little to go by."""

from __future__ import annotations

import codecs
import hashlib
import re
import string
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.formats.blocks import Blocks, WrongBytes, texts

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

LATIN = ("cp1252", "cp1250", "iso8859-15", "iso8859-2", "cp1254", "cp1257", "cp1258")
"""Encodings of Latin script, the likeliest in news first."""
_OF_SEVERAL_BYTES = ("cp932", "euc_jp", "iso2022_jp", "gb18030", "big5", "big5hkscs", "cp949")
"""Encodings in which a character may have more than one byte."""
KNOWN = (
    *LATIN,
    *("cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866", "mac-cyrillic"),
    *("cp1253", "iso8859-7", "cp1255", "iso8859-8", "cp1256", "iso8859-6", "cp874", "tis-620"),
    *_OF_SEVERAL_BYTES,
    *("mac-roman", "cp437", "cp850", "cp852"),
)
MOST_OFFERED = 8
SAMPLE = 65_536
MOST_ACCENTS = 0.35
"""The share of letters with accents up to which a text is in Latin script."""
FEW = 8
"""Up to so many bytes above 127 a guess without known words is not believed."""

# what is not written in any Latin-script language: marks of a wrong reading of single bytes
IMPLAUSIBLE = re.compile(
    r"[\x80-\x9f¤¦¬¨¯\u00b4\u00b8\u00d7÷]"
    r"|(?<=[^\W\d_])[¹²³¼½¾¿¡¶µ±¥¢£§©®ªº]"
    r"|[¹²³¼½¾¶µ±¥](?=[^\W\d_])"
    r"|(?<=[a-zß-ÿ])[À-ÖØ-ÞŸŠŽŒ](?=[a-zß-ÿ\s]|$)"
    r"|[þðÿ]{2}|(?<![^\W\d_])ÿ|[˙ˇ˘\u02db˝₫]"
)
# one half of a character beyond U+FFFF, written in UTF-8 like a character of its own
HALVES = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_ASCII = bytes(range(128))
_LETTERS = string.ascii_letters.encode()


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest encoding, and the names of others that give a different text."""

    encoding: str
    alternatives: tuple[str, ...]


def guess(blocks: Blocks, wrong: WrongBytes) -> Guess | None:
    """Return the likeliest reading of bytes that are not UTF-8; None when none can be believed.

    `wrong` is where they first are not. Damaged UTF-8 is not guessed at: another encoding would
    read it, but as rubbish.
    """
    kinds = _Kinds.of(blocks)
    if 0 in kinds.present or _is_damaged_utf8(blocks, wrong, kinds.high):
        return None
    # Few articles need it, and every start would be 10 ms longer.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    sample = blocks.first(SAMPLE)
    matches = list(from_bytes(sample))
    names = _names(matches)
    if kinds.high_share < MOST_ACCENTS or (names and names[0] in LATIN):
        # charset-normalizer tells the encodings of Latin script apart badly
        latin = sorted(LATIN, key=lambda name: _implausible(sample, name))
        names = latin + [name for name in names if name not in LATIN]
    readings = _readings(blocks, kinds.present, names)
    if not readings or not _credible(sample, readings[0], matches):
        return None
    encoding, *others = readings
    return Guess(encoding, tuple(others)[:MOST_OFFERED])


@dataclass(frozen=True, slots=True)
class _Kinds:
    """Which bytes there are, and how many of them are above 127 or ASCII letters."""

    present: bytes
    high: int
    letters: int

    @classmethod
    def of(cls, blocks: Blocks) -> _Kinds:
        present, high, letters = b"", 0, 0
        for block in blocks.read(0):
            present += bytes(set(block.translate(None, present)))
            high += _high(block)
            letters += len(block) - len(block.translate(None, _LETTERS))
        return cls(present, high, letters)

    @property
    def high_share(self) -> float:
        """The share of bytes above 127 in all that can be letters."""
        return self.high / (self.high + self.letters) if self.high else 0.0


def _is_damaged_utf8(blocks: Blocks, wrong: WrongBytes, high: int) -> bool:
    """Tell whether bytes are UTF-8 with a fault: cut off, half characters, or good for the most."""
    if wrong.end == blocks.size and wrong.end - wrong.start > 1:
        return True  # cut off inside the last character
    decoder = codecs.getincrementaldecoder("utf-8")("ignore")
    end, good = b"", 0
    for block in blocks.read(0):
        if HALVES.search(block) or HALVES.search(end + block[:2]):
            return True
        end = block[-2:]
        good += _high(decoder.decode(block).encode("utf-8"))
    bad = high - good
    return bad > 0 and good >= 4 * bad


def _high(data: bytes) -> int:
    return len(data.translate(None, _ASCII))


def _names(matches: list[CharsetMatch]) -> list[str]:
    """Return the encodings that fit, best first, under the names we use."""
    found: dict[str, None] = {}
    for match in matches:
        for name in (match.encoding, *match.could_be_from_charset):
            canonical = _ours(name)
            if canonical is not None:
                found[canonical] = None
    return list(found)


def _ours(name: str) -> str | None:
    same = {"iso8859-1": "cp1252", "shift_jis": "cp932", "gbk": "gb18030", "gb2312": "gb18030"}
    canonical = codecs.lookup(name).name
    canonical = same.get(canonical, canonical)
    return canonical if canonical in KNOWN else None


def _readings(blocks: Blocks, present: bytes, names: list[str]) -> list[str]:
    """Return those encodings that read all the bytes, without those that give the same text."""
    readings: dict[object, str] = {}
    for name in names:
        several = name in _OF_SEVERAL_BYTES
        read = _text_key(blocks, present, name) if several else _map_of(present, name)
        if read is not None:
            readings.setdefault(read, name)
    return list(readings.values())


def _map_of(present: bytes, name: str) -> str | None:
    """What an encoding makes of each of those bytes that there are; None where it cannot."""
    try:
        return "".join(bytes((byte,)).decode(name) for byte in present)
    except UnicodeDecodeError:
        return None


def _text_key(blocks: Blocks, present: bytes, name: str) -> str | bytes | None:
    """What tells the text that an encoding gives from others; None where it gives none."""
    key, length = hashlib.blake2b(), 0
    try:
        for text in texts(blocks.read(0), name):
            length += len(text)
            key.update(text.encode("utf-16-le", "surrogatepass"))
    except WrongBytes:
        return None
    return _map_of(present, name) if length == blocks.size else key.digest()


def _implausible(sample: bytes, name: str) -> int:
    """How many places of a sample cannot be Latin-script writing when read in an encoding."""
    try:
        return len(IMPLAUSIBLE.findall(sample.decode(name)))
    except UnicodeDecodeError:
        return SAMPLE


def _credible(sample: bytes, name: str, matches: list[CharsetMatch]) -> bool:
    """Whether there is enough to go by: words of a language, or many bytes that all fit."""
    high = _high(sample)
    if name in LATIN:
        return _implausible(sample, name) <= high // 10
    return high > FEW or any(match.coherence > 0 for match in matches[:1])
