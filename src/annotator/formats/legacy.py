"""Guesses the encoding of text that is not Unicode, unless there is too little to go by."""

from __future__ import annotations

import codecs
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

LATIN = ("cp1252", "cp1250", "iso8859-15", "iso8859-2", "cp1254", "cp1257", "cp1258")
"""Encodings of Latin script, the likeliest in news first."""
KNOWN = (
    *LATIN,
    *("cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866", "mac-cyrillic"),
    *("cp1253", "iso8859-7", "cp1255", "iso8859-8", "cp1256", "iso8859-6", "cp874", "tis-620"),
    *("cp932", "euc_jp", "iso2022_jp", "gb18030", "big5", "big5hkscs", "cp949"),
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


@dataclass(frozen=True, slots=True)
class Guess:
    """The text in the likeliest encoding, and the names of others that give a different text."""

    text: str
    encoding: str
    alternatives: tuple[str, ...]


def guess(data: bytes) -> Guess | None:
    """Return the likeliest reading of bytes that are not UTF-8; None when none can be believed.

    Damaged UTF-8 is not guessed at: another encoding would read it, but as rubbish.
    """
    if is_damaged_utf8(data):
        return None
    # Few articles need it, and every start would be 10 ms longer.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    matches = list(from_bytes(data[:SAMPLE]))
    names = _names(matches)
    if _high_share(data) < MOST_ACCENTS or (names and names[0] in LATIN):
        # charset-normalizer tells the encodings of Latin script apart badly
        latin = sorted(LATIN, key=lambda name: _implausible(data, name))
        names = latin + [name for name in names if name not in LATIN]
    text, readings = _readings(data, names)
    if not readings or not _credible(data, readings[0], matches):
        return None
    encoding, *others = readings
    return Guess(text, encoding, tuple(others)[:MOST_OFFERED])


def is_damaged_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8 with a fault: cut off, half characters, or good for the most."""
    if HALVES.search(data):
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.end - error.start > 1:
            return True  # cut off inside the last character
    good = len(data.decode("utf-8", "ignore").encode("utf-8").translate(None, bytes(range(128))))
    bad = _high(data) - good
    return bad > 0 and good >= 4 * bad


def _high(data: bytes) -> int:
    return len(data.translate(None, bytes(range(128))))


def _high_share(data: bytes) -> float:
    """Return the share of bytes above 127 in all that can be letters."""
    high = _high(data)
    letters = len(data) - len(data.translate(None, string.ascii_letters.encode()))
    return high / (high + letters) if high else 0.0


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


def _readings(data: bytes, names: list[str]) -> tuple[str, list[str]]:
    """Return the text in the first encoding that reads all the bytes, and all that give another.

    Of a long file only that text is kept: twenty readings of it would fill the memory.
    """
    first = ""
    readings: dict[int, str] = {}
    for name, text in _decoded(data, names):
        first = first or text
        readings.setdefault(hash(text), name)
    return first, list(readings.values())


def _decoded(data: bytes, names: list[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        try:
            yield name, data.decode(name)
        except UnicodeDecodeError:
            continue


def _implausible(data: bytes, name: str) -> int:
    """How many places of a sample cannot be Latin-script writing when read in an encoding."""
    try:
        return len(IMPLAUSIBLE.findall(data[:SAMPLE].decode(name)))
    except UnicodeDecodeError:
        return len(data)


def _credible(data: bytes, name: str, matches: list[CharsetMatch]) -> bool:
    """Whether there is enough to go by: words of a language, or many bytes that all fit."""
    high = _high(data[:SAMPLE])
    if name in LATIN:
        return _implausible(data, name) <= high // 10
    return high > FEW or any(match.coherence > 0 for match in matches[:1])
