"""Bytes of a web page or a chapter of a book to text, and which of them are made to do harm."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from annotator.errors import AnnotatorError
from annotator.formats.articles.html_lines import text_of
from annotator.formats.decoding import MARKS, Decoded, DecodingError, decode
from annotator.formats.documents import ImportFailed

_MOST_OPEN = 1000
"""So many tags that never end are a slip of a person; more make every reader of HTML slow."""
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I
)
_LOOKED_AT = 4096
_FEW = 10
"""One wrong byte among so many characters beyond ASCII is a slip, not another encoding."""
_AS_BROWSERS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-8",
    "utf-16-be": "utf-8",
    "utf-16-le": "utf-8",
}
"""What browsers read where a page says another encoding of itself."""
_OF_TEXT = re.compile(r"utf-8|cp\d|iso8859|iso2022|koi8|mac|gb|big5|euc|hz")
_NOT_AS_IT_SAYS = (
    "{name} says that it is {said}, which it is not, and was read as {encoding}; if that is wrong, "
    "name its encoding."
)
_MENDED = "{name} has bytes that are not UTF-8; {wrong:,} places are shown as \ufffd."
_GUESSED = (
    "{name} does not say its encoding and was read as {encoding}; if that is wrong, name its "
    "encoding."
)


def decoded_page(
    data: bytes, name: str, asked: str = "", declared: str = ""
) -> tuple[Decoded, tuple[str, ...]]:
    """The text of a page by what the analyst, its sender or itself says, or else by its bytes.

    Sentences tell what was guessed. Raises ImportFailed, naming the file, for bytes that are no
    text, and for a page that could do harm.
    """
    try:
        decoded, notices = decoded_as(data, name, asked, declared)
    except DecodingError as error:
        reason = str(error).rpartition(": ")[0]
        raise ImportFailed(
            f"{reason}. If it is a page, name its encoding, for example --option encoding=cp1252."
        ) from error
    refuse_harm(decoded.text, name)
    return decoded, notices


def text_of_piece(html: str, name: str) -> str:
    """The text of a piece of HTML that something else holds. Raises ImportFailed for harm."""
    refuse_harm(html, name)
    return text_of(html)


def refuse_harm(html: str, name: str) -> None:
    """Raise ImportFailed for HTML that could do harm."""
    if "<!ENTITY" in html[:_LOOKED_AT]:
        raise ImportFailed(
            f"{name} was not read: it declares entities, with which a page can do harm."
        )
    if html.count("<") > html.count(">") + _MOST_OPEN:
        raise ImportFailed(f"{name} was not read: it is no page, most of its tags never end.")


def decoded_as(
    data: bytes, name: str, asked: str = "", declared: str = ""
) -> tuple[Decoded, tuple[str, ...]]:
    """The text of bytes that say their encoding, as `decoded_page` reads it, be it a page or not.

    Raises DecodingError, naming the file.
    """
    if asked:
        return decode(data, asked, name=name), ()
    found = _DECLARED.search(data[:_LOOKED_AT])
    said = declared or (found[1].decode("ascii", "replace") if found else "")
    encoding = _encoding(said)
    if encoding and not data.startswith(tuple(mark for mark, _ in MARKS)):
        with suppress(AnnotatorError):
            return decode(data, encoding, name=name), ()
        return _mended(data, encoding, name) or _by_bytes(data, name, said)
    return _by_bytes(data, name, said)


def _mended(data: bytes, encoding: str, name: str) -> tuple[Decoded, tuple[str, ...]] | None:
    """A page of UTF-8 with a few bytes that are not: they are shown as no character."""
    text = data.decode("utf-8", "replace") if encoding == "utf-8" else ""
    wrong = text.count("\ufffd")
    if not text or wrong * _FEW > len(text) - len(text.encode("ascii", "ignore")):
        return None
    return Decoded(text, "utf-8"), (_MENDED.format(name=name, wrong=wrong),)


def _by_bytes(data: bytes, name: str, said: str) -> tuple[Decoded, tuple[str, ...]]:
    decoded = decode(data, name=name)
    if said and not decoded.bom:
        notice = _NOT_AS_IT_SAYS.format(name=name, said=said[:40], encoding=decoded.encoding)
        return decoded, (notice,)
    guessed = _GUESSED.format(name=name, encoding=decoded.encoding)
    return decoded, () if decoded.certain else (guessed,)


def _encoding(said: str) -> str:
    """The encoding that browsers read for what a page says; empty for what is none of text."""
    try:
        known = codecs.lookup(said).name
    except (LookupError, ValueError):
        return ""
    return _AS_BROWSERS.get(known, known) if _OF_TEXT.match(known) or known == "ascii" else ""
