"""What the first lines of an article say about it: its title and the metadata lines above it."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

TITLE_LENGTH = 100
"""The most code points of a title."""
ENOUGH_WORDS = 5
"""So many common words tell a language."""
MOST_LINES = 30
"""Metadata is looked for in so many lines."""

_FIELD = re.compile(
    r"\s*(title|source|publisher|url|author|language|date|published)\s*:\s*(.*\S)\s*\Z", re.I
)
_LINE_END = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_DATE = re.compile(r"\s*date\s+(\d{4}-\d{2}-\d{2})(?![\d-])\s*(.*)\Z", re.I | re.S)
# a full stop after a short word is more often that of an abbreviation than the end of a sentence
_SENTENCE_END = re.compile(r"(?:(?<=[^\W_]{3})\.|[!?…])[\"”\u2019»)\]]*(?=\s|\Z)|[。\uff01\uff1f]")
_NAMES = {"source": "publisher", "url": "source_url", "date": "published"}
_STOP_WORDS = {
    "en": "the of and to in that is was for with his said on has by",
    "es": "el la de los las que y en un una por con para del se",
    "fr": "le la les des et en un une du dans qui que pour est au",
    "de": "der die das und den von zu mit ist im nicht ein eine dem auf",
}


_LANGUAGES = {
    word: [name for name, common in _STOP_WORDS.items() if word.decode() in common.split()]
    for word in " ".join(_STOP_WORDS.values()).encode().split()
}
"""Each common word with the languages that it is common in. Bytes are the quickest to look up."""
_LETTERS = string.ascii_lowercase.encode() + bytes(range(0xE0, 0x100))
_LETTERS_ONLY = bytes(char if char in _LETTERS else ord(" ") for char in range(256))


@dataclass(frozen=True, slots=True)
class Heading:
    """The title, and the metadata by `Document`'s field names; `meta` keeps what fits none."""

    title: str
    fields: dict[str, str] = field(default_factory=dict)
    meta: dict[str, str] = field(default_factory=dict)


def heading(text: str) -> Heading:
    """Read the metadata lines a text begins with, and make a title of the first line after them.

    A `date 2025-11-05` may be followed by the article on the same line. The title is empty when
    there is no word.
    """
    fields: dict[str, str] = {}
    meta: dict[str, str] = {}
    first = ""
    for line in islice(_lines(text[:20_000]), MOST_LINES):
        if not line.strip():
            continue
        first = _read(line, fields, meta)
        if first.strip():
            break
    title = fields.pop("title", "") or first
    return Heading(shortened(title), fields, meta)


def _lines(text: str) -> Iterator[str]:
    start = 0
    for end in _LINE_END.finditer(text):
        yield text[start : end.start()]
        start = end.end()
    yield text[start:]


def _read(line: str, fields: dict[str, str], meta: dict[str, str]) -> str:
    """Take the metadata out of a line; what is left of it is article text."""
    dated = _DATE.match(line)
    if dated and "published" not in fields and _is_date(dated[1]):
        fields["published"] = dated[1]
        return dated[2]
    named = _FIELD.match(line.strip())  # the pattern would try every way to divide long spaces
    if not named:
        return line
    name = _NAMES.get(named[1].lower(), named[1].lower())
    value = named[2]
    if name in fields or (name == "published" and not _is_date(value)):
        meta.setdefault(named[1].lower(), value)
    else:
        fields[name] = value
    return ""


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", value))


def shortened(line: str) -> str:
    """Return a line as a title: if it is long its first sentence, or what fits of that."""
    if not line.isprintable():
        line = "".join(char if char.isprintable() else " " for char in line)
    words = " ".join(line.split())
    if len(words) <= TITLE_LENGTH:
        return words
    sentence = _SENTENCE_END.search(words)
    if sentence and sentence.end() <= TITLE_LENGTH:
        return words[: sentence.end()]
    cut = words[: TITLE_LENGTH - 1]
    # a cut inside a word is shown only where there is no space to cut at
    whole = cut.rsplit(" ", 1)[0] if " " in cut[40:] else cut
    return whole.rstrip(" ,;:\u2013—-") + "…"


def language_of(text: str) -> str:
    """Return the language of a text, as `en`, or nothing where its common words leave doubt."""
    spelled = text[:5_000].lower().encode("latin-1", "replace").translate(_LETTERS_ONLY)
    scores = Counter(dict.fromkeys(_STOP_WORDS, 0))
    for word, count in Counter(filter(_LANGUAGES.__contains__, spelled.split())).items():
        for language in _LANGUAGES[word]:
            scores[language] += count
    (second, _), (best, language) = sorted((score, name) for name, score in scores.items())[-2:]
    return language if best >= ENOUGH_WORDS and best >= 2 * second else ""
