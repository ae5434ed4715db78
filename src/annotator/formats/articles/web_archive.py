"""A web page that a browser saved in one file (MHTML), as the parts of a letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from email import message_from_bytes
from email.message import Message

from annotator.formats.articles.extracted import Extracted
from annotator.formats.articles.web_page import article_in
from annotator.formats.documents import ImportFailed

_MOST_PARTS = 10_000
_MOST_OF_HEADER = 2000


def saved_page(data: bytes, name: str, options: Mapping[str, str]) -> Iterator[Extracted]:
    """Hand back the article in a saved page. Raises ImportFailed, naming the file."""
    if data.count(b"\n--") > _MOST_PARTS:
        raise ImportFailed(f"{name} was not read: it has too many parts for one page.")
    letter = message_from_bytes(data)
    part = _page(letter, name)
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content:
        raise ImportFailed(f"{name} has no text: its web page is empty.")
    found = article_in(
        content,
        name,
        options,
        declared=part.get_content_charset(""),
        address=_header(letter, "Snapshot-Content-Location") or _header(part, "Content-Location"),
    )
    saved = _header(letter, "Date")
    meta = {"saved": saved, **found.said.meta} if saved else found.said.meta
    yield replace(found, said=replace(found.said, meta=meta))


def _page(letter: Message, name: str) -> Message:
    """The part that is the page: the one the letter names, or else the first."""
    pages = [part for part in letter.walk() if part.get_content_type().endswith("html")]
    root = str(letter.get_param("start") or "")
    named = [part for part in pages if root and _header(part, "Content-ID") == root]
    if not pages:
        raise ImportFailed(f"{name} holds no web page: save the page again in the browser.")
    return (named or pages)[0]


def _header(part: Message, name: str) -> str:
    return " ".join(str(part.get(name, ""))[:_MOST_OF_HEADER].split())
