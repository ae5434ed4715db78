"""The text of an e-mail: its plain body, or else that of its HTML, with who wrote it and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import getaddresses, parsedate_to_datetime

from annotator.formats.articles.extracted import Extracted
from annotator.formats.articles.page_encoding import decoded_as, text_of_piece
from annotator.formats.documents import ImportFailed, Said
from annotator.formats.losses import Losses, losses

MOST_PARTS = 10_000
"""So many lines that may begin a part; reading each takes time."""
_MOST_OF_HEADER = 2000
_KEPT = {"from": "From", "to": "To", "message_id": "Message-ID"}
"""The headers that are kept in the document's metadata."""
_ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_SIGNATURES = ("application/pgp-signature", "application/pkcs7-signature")
_QUOTED = re.compile(r"(>*)(.*)")


def mail(data: bytes, name: str, options: Mapping[str, str]) -> Iterator[Extracted]:
    """Hand back the text of an e-mail. Raises ImportFailed or DecodingError, naming the file."""
    if data.count(b"\n--") > MOST_PARTS:
        raise ImportFailed(f"{name} was not read: it has too many parts for one e-mail.")
    letter = message_from_bytes(data, policy=policy.default)
    if letter.get_content_type() in _ENCRYPTED:
        raise ImportFailed(f"{name} is encrypted. Save its text as .txt where you can read it.")
    notices: list[str] = []
    for kind in ("html", "plain") if options.get("html") == "yes" else ("plain", "html"):
        body = letter.get_body((kind,))
        text = "" if body is None else _text(body, name, options.get("encoding", ""), notices)
        if text:
            yield Extracted(text, _said(letter), _attached(letter, name), tuple(notices))
            return
    raise ImportFailed(f"{name} has no text: the e-mail is empty, or holds attachments only.")


def _text(body: MIMEPart, name: str, asked: str, notices: list[str]) -> str:
    content = body.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        return ""
    charset = body.get_content_charset("")
    # what says that it is ASCII and is not was made by a program that knows nothing of encodings
    declared = "" if charset in ("us-ascii", "ascii") else charset
    decoded, told = decoded_as(content, name, asked, declared)
    notices += told
    if body.get_content_subtype() == "html":
        return text_of_piece(decoded.text, name)
    lines = decoded.text.replace("\r\n", "\n").rstrip().split("\n")
    if str(body.get_param("format", "")).lower() == "flowed":
        lines = _unfolded(lines, delsp=str(body.get_param("delsp", "")).lower() == "yes")
    text = "\n".join(lines)
    return text if text.strip() else ""


def _unfolded(lines: list[str], *, delsp: bool) -> list[str]:
    """The lines of a flowed text (RFC 3676): one that ends in a space goes on in the next."""
    whole: list[str] = []
    open_at = -1
    """How deep the last line is quoted if it goes on, else -1."""
    for line in lines:
        quoted = _QUOTED.fullmatch(line)
        assert quoted is not None
        depth, words = len(quoted[1]), quoted[2].removeprefix(" ")
        if open_at == depth and words != "-- ":
            whole[-1] += words
        else:
            whole.append(f"{quoted[1]} {words}" if depth else words)
        flows = words.endswith(" ") and words != "-- "
        open_at = depth if flows else -1
        if flows and delsp:
            whole[-1] = whole[-1][:-1]
    return whole


def _said(letter: EmailMessage) -> Said:
    meta = {key: value for key, header in _KEPT.items() if (value := _header(letter, header))}
    writers = getaddresses([_header(letter, "From")])
    return Said(
        title=_header(letter, "Subject"),
        published=_day(_header(letter, "Date")),
        author=", ".join(name or address for name, address in writers if name or address) or None,
        meta=meta,
    )


def _day(date: str) -> str | None:
    """The day on which it was sent, as its sender's calendar has it."""
    try:
        return parsedate_to_datetime(date).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _header(letter: EmailMessage, name: str) -> str:
    """The words of a header, of a long one the first; what the library fails on has none."""
    raw = next((str(raw) for key, raw in letter.raw_items() if key.lower() == name.lower()), "")
    written = "".join(raw.splitlines())[:_MOST_OF_HEADER]
    # bytes that are no ASCII should not be there; nearly all that are, are UTF-8
    known = written.encode("ascii", "surrogateescape").decode("utf-8", "replace")
    try:
        return " ".join(str(policy.default.header_factory(name, known)).split())
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError):
        return ""


def _attached(letter: EmailMessage, name: str) -> Losses:
    """What lies beside the text, and is no part of it."""
    if letter.get_content_maintype() != "multipart":
        return losses(())
    parts = [
        each for each in letter.iter_attachments() if each.get_content_type() not in _SIGNATURES
    ]
    return losses(
        ("attachments", f"{name}: {each.get_filename() or each.get_content_type()}")
        for each in parts
    )
