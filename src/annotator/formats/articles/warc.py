"""The web pages in a WARC file, in which archives of the web keep them: each is an article.

Only the child process imports this module, and before the time of a file runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from email.message import Message
from typing import BinaryIO

from annotator.errors import AnnotatorError
from annotator.formats.articles.extracted import Extracted
from annotator.formats.articles.page_encoding import decoded_as
from annotator.formats.articles.warc_records import (
    Record,
    WrongPage,
    WrongRecord,
    answer_in,
    records,
)
from annotator.formats.articles.web_page import article_in
from annotator.formats.documents import ImportFailed, Said
from annotator.formats.losses import Tally

_HTML = ("text/html", "application/xhtml+xml")
_OK = "200"


def warc(file: BinaryIO, name: str, options: Mapping[str, str]) -> Iterator[Extracted]:
    """Hand back the articles in the pages of a file. Raises ImportFailed, naming the file."""
    tally, found = Tally(), 0
    read = records(file, name)
    while True:
        try:
            record = next(read, None)
        except WrongRecord as error:
            tally.add("ends of files that are no records", f"{name}: {error}")
            break
        if record is None:
            break
        page = _article(record, name, options, tally)
        if page is not None:
            found += 1
            yield replace(page, losses=tally.take(), share=record.share)
    if not found:
        lost = tally.losses
        why = lost.lines[0] if lost.lines else f"{name} has records, and none is a web page"
        raise ImportFailed(f"{name} has no text: it holds no article ({why}).")
    yield Extracted("", losses=tally.losses)


def _article(
    record: Record, name: str, options: Mapping[str, str], tally: Tally
) -> Extracted | None:
    """The article in a record; None for a record that is none, which is counted."""
    url = record.headers.get("warc-target-uri", "").strip("<>")
    label = f"{name}, {url[:300]}" if url else name
    if record.kind not in ("response", "resource", "conversion"):
        return None  # requests, answers that came before, and what programs note
    if record.content is None:
        tally.add("pages that are too large", label)
        return None
    try:
        page = _page(record, label, url, options)
    except (AnnotatorError, WrongPage) as error:
        said = str(error)
        tally.add("pages that cannot be read", said if label in said else f"{label}: {said}")
        return None
    if page is None:
        tally.add("records that are no web page (pictures, styles, errors, redirects)", label)
        return None
    meta = {
        "saved": record.headers.get("warc-date", ""),
        "warc_record": record.headers.get("warc-record-id", "").strip("<>"),
    }
    kept = {**{key: value for key, value in meta.items() if value}, **page.said.meta}
    return replace(page, said=replace(page.said, source_url=url or None, meta=kept))


def _page(record: Record, label: str, url: str, options: Mapping[str, str]) -> Extracted | None:
    content, kind = record.content or b"", record.headers.get("content-type", "")
    if record.kind == "response":
        if not kind.lower().startswith("application/http"):
            return None  # names of machines and other protocols
        answer = answer_in(content)
        if answer.status != _OK:
            return None
        content, kind = answer.body, answer.headers.get("content-type", "")
    type_, charset = _type(kind)
    if record.kind == "conversion" and type_ == "text/plain":
        decoded, notices = decoded_as(content, label, declared=charset or "utf-8")
        text = decoded.text.strip()
        return Extracted(text, Said(source_url=url), notices=notices) if text else None
    if type_ not in _HTML or not content.strip():
        return None
    return article_in(content, label, options, declared=charset, address=url)


def _type(header: str) -> tuple[str, str]:
    """The type that a header names, and the encoding."""
    message = Message()
    message["Content-Type"] = header
    charset = ""
    with suppress(ValueError, LookupError, TypeError):
        charset = message.get_content_charset("")
    return header.partition(";")[0].strip().lower(), charset
