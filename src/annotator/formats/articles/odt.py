"""The text of an OpenDocument: its paragraphs, lists and tables, and its notes at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from annotator.formats.articles.dublin_core import said_in
from annotator.formats.articles.extracted import Extracted, date_in
from annotator.formats.articles.lines import Lines
from annotator.formats.documents import ImportFailed, Said
from annotator.formats.gate import Archive, open_archive
from annotator.formats.xml_tree import tree

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT = f"{{{_OASIS}text:1.0}}"
_TABLE = f"{{{_OASIS}table:1.0}}"
_OFFICE = f"{{{_OASIS}office:1.0}}"
_DRAW = f"{{{_OASIS}drawing:1.0}}"
_META = f"{{{_OASIS}meta:1.0}}"
_SVG = f"{{{_OASIS}svg-compatible:1.0}}"
_CONTENT, _ABOUT, _PACKED = "content.xml", "meta.xml", "META-INF/manifest.xml"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_DATE = "{http://purl.org/dc/elements/1.1/}date"
_PARAGRAPHS = frozenset((f"{_TEXT}p", f"{_TEXT}h"))
_ROW = f"{_TABLE}table-row"
_CELLS = frozenset((f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"))
_UNSEEN = frozenset(
    (
        f"{_TEXT}tracked-changes",
        f"{_TEXT}table-of-content",
        f"{_TEXT}alphabetical-index",
        f"{_TEXT}ruby-text",
        f"{_TEXT}note-citation",
        f"{_OFFICE}annotation",
        f"{_OFFICE}forms",
        f"{_SVG}title",
        f"{_SVG}desc",
    )
)


def odt(data: bytes, name: str, options: Mapping[str, str]) -> Iterator[Extracted]:
    """Hand back the text of a document. Raises ImportFailed, naming the file."""
    del options
    archive = open_archive(data, name)
    if _PACKED in archive and b"encryption-data" in archive.read(_PACKED):
        raise ImportFailed(f"{name} is encrypted. Save it without a password, and import that.")
    body = tree(archive.read(_CONTENT), f"{name}, {_CONTENT}").find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise ImportFailed(f"{name} is no text document: it may be a table or slides.")
    text = _Writer().written(body)
    if not text:
        raise ImportFailed(f"{name} has no text: the document is empty, or holds pictures only.")
    yield Extracted(text, _said(archive, name))


class _Writer:
    """Writes elements into lines; notes and frames wait until the end of what they stand in."""

    def __init__(self) -> None:
        self._lines = Lines()
        self._lists = 0
        self._frames: list[Element] = []
        self._notes: list[Element] = []

    def written(self, body: Element) -> str:
        """The text of all of it."""
        self._within(body)
        for number, note in enumerate(self._notes, 1):
            self._lines.add(f"[{number}] ")
            self._within(note)
        return self._lines.text

    def _within(self, element: Element) -> None:
        """Write the text of an element and of all that is in it, in order."""
        self._lines.add(element.text or "")
        for child in element:
            if child.tag not in _UNSEEN:
                self._write(child)
            self._lines.add(child.tail or "")

    def _write(self, element: Element) -> None:
        tag = element.tag
        if tag in _PARAGRAPHS:
            self._paragraph(element)
        elif tag == f"{_TEXT}list":
            self._list(element)
        elif tag == _ROW:
            self._row(element)
        elif tag == f"{_TABLE}table":
            self._block(element)
        elif tag == f"{_DRAW}text-box":
            self._frames.append(element)
        elif tag == f"{_TEXT}note":
            self._note(element)
        else:
            self._short(element)

    def _short(self, element: Element) -> None:
        if element.tag in (f"{_TEXT}s", f"{_TEXT}tab"):
            self._lines.add(" ")
        elif element.tag == f"{_TEXT}line-break":
            self._lines.end_line()
        else:
            self._within(element)

    def _paragraph(self, element: Element) -> None:
        outer, self._frames = self._frames, []
        self._within(element)
        self._end()
        frames, self._frames = self._frames, outer
        for frame in frames:
            self._within(frame)

    def _list(self, element: Element) -> None:
        self._end()
        self._lists += 1
        self._within(element)
        self._lists -= 1
        self._end()

    def _block(self, element: Element) -> None:
        self._end()
        self._within(element)
        self._end()

    def _end(self) -> None:
        """A paragraph ends; within a list that is a line."""
        if self._lists:
            self._lines.end_line()
        else:
            self._lines.end_block()

    def _row(self, element: Element) -> None:
        self._lines.begin_row()
        for number, cell in enumerate(each for each in element if each.tag in _CELLS):
            if number:
                self._lines.end_cell()
            self._within(cell)
        self._lines.end_row()

    def _note(self, element: Element) -> None:
        body = element.find(f"{_TEXT}note-body")
        if body is not None:
            self._notes.append(body)
            self._lines.add(f"[{len(self._notes)}]")


def _said(archive: Archive, name: str) -> Said:
    if _ABOUT not in archive:
        return Said()
    about = tree(archive.read(_ABOUT), f"{name}, {_ABOUT}")
    created = date_in(about.findtext(f".//{_META}creation-date") or "")
    first = about.find(f".//{_META}initial-creator")
    for element in about.iter(_DATE):
        element.text = ""  # it is when the file was last saved
    if first is not None:
        for element in about.iter(_CREATOR):
            element.text = first.text  # the other one saved it last
    return said_in(about, {"created": created} if created else {})
