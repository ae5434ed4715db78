"""The text of a Word document, converted by mammoth: with tables, lists and footnotes.

Only the child process imports this module, and before the time of a file runs.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from itertools import count
from xml.parsers.expat import ExpatError

import mammoth

from annotator.formats.articles.dublin_core import said_in
from annotator.formats.articles.extracted import Extracted, date_in
from annotator.formats.articles.html_lines import text_of
from annotator.formats.documents import ImportFailed, Said
from annotator.formats.gate import Archive, open_archive
from annotator.formats.xml_tree import prove, tree

_ENCRYPTED = b"\xd0\xcf\x11\xe0"
_RELATED = "_rels/.rels"
_ABOUT = "docProps/core.xml"
_CREATED = "{http://purl.org/dc/terms/}created"
_NOTE = re.compile(r'<li id="(?:foot|end)note-[^"]*"><p>')
_BACK = re.compile(r'<a href="#(?:foot|end)note-ref-[^"]*">[^<]*</a>')
"""What mammoth writes at the end of a footnote, for going back to where it stands."""
_NOT_WHOLE = (OSError, LookupError, ValueError, TypeError, AttributeError, ExpatError)
"""What mammoth fails with where parts, notes or values are missing."""


def docx(data: bytes, name: str, options: Mapping[str, str]) -> Iterator[Extracted]:
    """Hand back the text of a document. Raises ImportFailed, naming the file."""
    del options
    if data.startswith(_ENCRYPTED):
        raise ImportFailed(
            f"{name} is encrypted, or of a Word before 2007. Save it as .docx without a password, "
            "and import that."
        )
    archive = open_archive(data, name)
    if _RELATED not in archive or not any(part.startswith("word/") for part in archive.names):
        raise ImportFailed(f"{name} is no Word document: it has no parts of one.")
    text = text_of(_html(archive, name))
    if not text:
        raise ImportFailed(f"{name} has no text: the document is empty, or holds pictures only.")
    yield Extracted(text, _said(archive, name))


def _html(archive: Archive, name: str) -> str:
    """The document as HTML; mammoth gets nothing but its XML, all of it proved."""
    parts = [part for part in archive.names if part.endswith((".xml", ".rels"))]
    for part in parts:
        prove(archive.read(part), f"{name}, {part}")
    try:
        converted = mammoth.convert_to_html(
            io.BytesIO(archive.only(parts)),
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(lambda _: {}),
        )
    except _NOT_WHOLE as error:
        raise ImportFailed(
            f"{name} is damaged: something in it is missing that the document names. Open it in "
            "Word, save it again, and import that."
        ) from error
    numbers = count(1)
    html = _BACK.sub("", str(converted.value))
    return _NOTE.sub(lambda note: f"{note[0]}[{next(numbers)}] ", html)


def _said(archive: Archive, name: str) -> Said:
    if _ABOUT not in archive:
        return Said()
    about = tree(archive.read(_ABOUT), f"{name}, {_ABOUT}")
    created = date_in(about.findtext(_CREATED) or "")
    return said_in(about, {"created": created} if created else {})
