"""The text of an EPUB book: its chapters in the order of their spine."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from annotator.formats.articles.dublin_core import said_in
from annotator.formats.articles.extracted import Extracted
from annotator.formats.articles.html_lines import html_lines
from annotator.formats.articles.lines import Lines
from annotator.formats.articles.meta_keys import CHAPTER_STARTS
from annotator.formats.articles.page_encoding import decoded_page
from annotator.formats.documents import ImportFailed
from annotator.formats.gate import Archive, open_archive
from annotator.formats.losses import Tally
from annotator.formats.xml_tree import tree

_CONTAINER, _PROTECTED = "META-INF/container.xml", "META-INF/encryption.xml"
_ROOT_FILE = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
_REFERENCE = "{http://www.w3.org/2001/04/xmlenc#}CipherReference"
_OPF = "{http://www.idpf.org/2007/opf}"
_PAGES = frozenset(("application/xhtml+xml", "text/html", "text/x-oeb1-document"))
_NAVIGATION = frozenset(("nav",))


def epub(data: bytes, name: str, options: Mapping[str, str]) -> Iterator[Extracted]:
    """Hand back the text of a book. Raises ImportFailed, naming the file."""
    del options
    archive = open_archive(data, name)
    root = _package_path(archive, name)
    package = tree(archive.read(root), f"{name}, {root}")
    lines, tally = Lines(), Tally()
    starts: list[int] = []
    notices: list[str] = []
    for chapter in _chapters(package, root, archive, name, tally):
        starts.append(lines.here)
        decoded, guessed = decoded_page(archive.read(chapter), f"{name}, {chapter}")
        html_lines(decoded.text, lines, _NAVIGATION)
        notices += guessed
    text = lines.text
    if not text:
        raise ImportFailed(f"{name} has no text: its chapters are empty, or pictures.")
    kept = " ".join(str(start) for start in dict.fromkeys(starts) if start < len(text))
    said = said_in(package, {CHAPTER_STARTS: kept})
    yield Extracted(text, said, tally.losses, tuple(notices))


def _package_path(archive: Archive, name: str) -> str:
    """The part that says what the book consists of."""
    container = tree(archive.read(_CONTAINER), f"{name}, {_CONTAINER}")
    for found in container.iter(_ROOT_FILE):
        path = found.get("full-path", "")
        if path in archive:
            return path
    raise ImportFailed(f"{name} is no EPUB book: it does not say where its chapters are.")


def _chapters(
    package: Element, root: str, archive: Archive, name: str, tally: Tally
) -> Iterator[str]:
    """The parts with the text, in order; what is missing or a picture is counted."""
    items = {item.get("id"): item for item in package.iter(f"{_OPF}item")}
    protected = _protected(archive, name)
    seen: set[str] = set()
    for reference in package.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref"))
        part = "" if item is None else _path(root, item.get("href", ""))
        if part in seen or (item is not None and "nav" in item.get("properties", "").split()):
            continue
        seen.add(part)
        if part in protected:
            raise ImportFailed(f"{name} is protected against copying, and cannot be read.")
        if item is None or part not in archive:
            tally.add("chapters that are missing", f"{name}: {part or reference.get('idref')}")
        elif item.get("media-type") not in _PAGES:
            tally.add("chapters that are pictures", f"{name}: {part}")
        else:
            yield part


def _path(root: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(root), unquote(urlsplit(href).path)))


def _protected(archive: Archive, name: str) -> set[str]:
    """The parts that are encrypted; fonts may be."""
    if _PROTECTED not in archive:
        return set()
    root = tree(archive.read(_PROTECTED), f"{name}, {_PROTECTED}")
    return {unquote(found.get("URI", "")) for found in root.iter(_REFERENCE)}
