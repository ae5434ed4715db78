"""Guesses the encoding of text that is not Unicode, and refuses to where the bytes give too little to go by."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import CharsetMatch, from_bytes

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
FEW = 8
"""Up to so many bytes above 127 a guess without known words is not believed."""

# what is not written in any Latin-script language: marks of a wrong reading of single bytes
IMPLAUSIBLE = re.compile(
    r"[\x80-\x9f¤¦¬¨¯´¸×÷]"
    r"|(?<=[^\W\d_])[¹²³¼½¾¿¡¶µ±¥¢£§©®ªº]"
    r"|[¹²³¼½¾¶µ±¥](?=[^\W\d_])"
    r"|(?<=[a-zß-ÿ])[À-ÖØ-ÞŸŠŽŒ](?=[a-zß-ÿ\s]|$)"
    r"|[þðÿ]{2}|(?<![^\W\d_])ÿ|[˙ˇ˘˛˝₫]"
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
    """The likeliest reading of bytes that are not UTF-8; None when none can be believed.

    Damaged UTF-8 is not guessed at: another encoding would read it, but as rubbish.
    """
    if is_damaged_utf8(data):
        return None
    matches = list(from_bytes(data[:SAMPLE]))
    names = _names(matches)
    if _high_share(data) < 0.35 or (names and names[0] in LATIN):
        # charset-normalizer tells Latin-script encodings apart badly; what cannot be writing tells them better
        latin = sorted(LATIN, key=lambda name: _implausible(data, name))
        names = latin + [name for name in names if name not in LATIN]
    readings = _readings(data, names)
    if not readings or not _credible(data, names[0], matches):
        return None
    (encoding, text), *others = readings.items()
    return Guess(text, encoding, tuple(name for name, _ in others)[:MOST_OFFERED])


def is_damaged_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8 with a fault: cut off, with half characters, or good for the most part."""
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
    """The share of bytes above 127 in all that can be letters."""
    high = _high(data)
    letters = sum(1 for byte in data[:SAMPLE] if byte < 128 and chr(byte).isalpha())
    return high / (high + letters) if high else 0.0


def _names(matches: list[CharsetMatch]) -> list[str]:
    """The encodings that fit, best first, under the names we use."""
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


def _readings(data: bytes, names: list[str]) -> dict[str, str]:
    """The encodings that read all the bytes, each with its text; those of equal text only once."""
    readings: dict[str, str] = {}
    for name, text in _decoded(data, names):
        if text not in readings.values():
            readings[name] = text
    return readings


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
    return matches[0].coherence > 0 or high > FEW
