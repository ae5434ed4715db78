"""QDPX projects: their plain texts, with coded selections as mentions and statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

from annotator.formats.base import Certainty, Imported, Stamp, Start, articles_only
from annotator.formats.blocks import size_of
from annotator.formats.documents import ImportFailed, Said, new_document, opened
from annotator.formats.gate import Archive, open_archive
from annotator.formats.losses import Tally
from annotator.formats.qdpx.line_ends import DoubleLineEnds
from annotator.formats.qdpx.writing import NAMESPACE, ORIGIN
from annotator.formats.spans.from_graph import Entities, content_of
from annotator.formats.spans.graph import Graph
from annotator.formats.xml_tree import MOST_ELEMENTS, elements, local
from annotator.model.ids import DocumentId

MOST = 2_000_000_000
MOST_UNPACKED = 4_000_000_000
MOST_TEXTS = 100_000
"""So many parts an archive has, which are the texts and the project."""
_LEAST_OF_ELEMENT = 8
"""An element of the project has so many bytes of the archive at least, as a rule forty."""
_MOST_FOLDERS = 4
_COUNTS_TWICE = "MAXQDA"
_INTERNAL = "internal://"
_SOURCE, _CODE, _LINK = "TextSource", "Code", "Link"
_OTHERS = ("PictureSource", "PDFSource", "AudioSource", "VideoSource")
_BESIDE = {
    "Case": "cases",
    "Note": "notes",
    "Set": "sets of codes and sources",
    "Graph": "graphs",
    "Variable": "variables",
}


@dataclass(frozen=True, slots=True)
class QdpxImporter:
    """Reads the text sources of a project."""

    maxqda: bool = field(
        default=False,
        metadata={"help": "yes if each line end counts as two characters; known of MAXQDA itself."},
    )
    name: str = "qdpx"
    title: str = "REFI-QDA project (QDPX)"
    suffixes: tuple[str, ...] = (".qdpx",)

    def recognises(self, start: Start) -> Certainty:
        """By the ending of what is an archive."""
        ours = start.path.suffix.lower() in self.suffixes and start.data.startswith(b"PK")
        return Certainty.SURE if ours else Certainty.NO

    def read(self, path: Path, stamp: Stamp) -> Iterator[Imported]:
        """Hand over each text; what is no text, and what is wrong, is told and left out.

        Raises ImportFailed for an archive that is none, or has no project in it.
        """
        with opened(path, MOST) as file:
            archive = open_archive(file, path.name, MOST_UNPACKED, MOST_TEXTS)
            most = max(MOST_ELEMENTS, size_of(file) // _LEAST_OF_ELEMENT)
            yield from _Reading(archive, path.name, stamp, most, doubled=self.maxqda).parts()


class _Reading:
    """Goes over the project file twice: codes and links first, then one text after the other."""

    def __init__(
        self, archive: Archive, name: str, stamp: Stamp, most: int, *, doubled: bool
    ) -> None:
        self._archive, self._name, self._stamp, self._most = archive, name, stamp, most
        self._members = _by_ends(archive.names)
        self._tally = Tally()
        self._entities = Entities()
        self._codes: dict[str, str] = {}
        self._links: dict[str, list[_Link]] = {}
        """By the ids of what they begin at."""
        origin = self._survey()
        self._ours = origin == ORIGIN
        self._doubled = doubled or origin.upper().startswith(_COUNTS_TWICE)

    def parts(self) -> Iterator[Imported]:
        number = 0
        for element in self._elements(_LATER):
            tag = local(element.tag)
            if tag in _OTHERS:
                self._tally.add("sources that are no text", element.get("name", ""))
            elif tag in _BESIDE:
                self._tally.add(_BESIDE[tag])
            elif tag == _SOURCE:
                number += 1
                graph, numbers = self._graph(element, number)
                if graph is not None:
                    self._add_links(graph, numbers)
                    made = content_of(graph, "qdpx", self._stamp, self._entities, self._tally)
                    yield Imported(made, self._tally.take())
        for links in self._links.values():
            self._tell_links(links)
        yield Imported(articles_only(()), self._tally.take())

    def _survey(self) -> str:
        """Read codes and links; returns which program wrote the project."""
        names = [each for each in self._archive.names if each.lower().endswith(".qde")]
        if not names:
            raise ImportFailed(f"{self._name} holds no REFI-QDA project (a .qde file).")
        self._file = names[0]
        found = self._elements(_FIRST)
        root = next(found)
        if root.tag != _name("Project"):
            raise ImportFailed(f"{self._name}: {self._file} is no REFI-QDA project.")
        for element in found:
            if local(element.tag) == _LINK:
                link = _Link(element.get("targetGUID", "").upper(), element.get("name", ""))
                self._links.setdefault(element.get("originGUID", "").upper(), []).append(link)
            for code in element.iter(_name(_CODE)):
                self._codes[code.get("guid", "").upper()] = code.get("name", "")
        return root.get("origin", "")

    def _elements(self, tags: Set[str]) -> Iterator[Element]:
        return elements(self._archive.blocks(self._file), self._name, tags, self._most)

    def _graph(self, source: Element, number: int) -> tuple[Graph | None, dict[str, list[int]]]:
        name = source.get("name", "") or f"{self._name}, source {number}"
        text = self._text(source, name)
        if text is None:
            return None, {}
        said = Said(title=source.get("name", ""))
        try:
            document = new_document(text, self._name, self._stamp, said, id=DocumentId(number))
        except ImportFailed as error:
            self._tally.add("texts that cannot be articles", f"{name}: {error}")
            return None, {}
        graph = Graph(document, text)
        numbers: dict[str, list[int]] = {}
        ends = DoubleLineEnds(text if self._doubled else "")
        for selection in source.iterfind(_name("PlainTextSelection")):
            numbers[selection.get("guid", "").upper()] = self._add(selection, graph, ends, name)
        return graph, numbers

    def _add(self, selection: Element, graph: Graph, ends: DoubleLineEnds, name: str) -> list[int]:
        """The stretches of a selection, one for each of its codes."""
        told = (_number(selection.get(each)) for each in ("startPosition", "endPosition"))
        start, end = (None if each is None else ends.single(each) for each in told)
        if start is None or end is None or not 0 <= start < end <= len(graph.text):
            where = f"{name}: {selection.get('startPosition')} to {selection.get('endPosition')}"
            self._tally.add("selections outside of their text", where)
            return []
        labels = [
            self._codes.get(each.get("targetGUID", "").upper(), "")
            for each in selection.iter(_name("CodeRef"))
        ]
        if not any(labels):
            self._tally.add("selections without a code", f"{name}: at {start}")
        return [graph.add(start, end, label) for label in labels if label]

    def _add_links(self, graph: Graph, numbers: dict[str, list[int]]) -> None:
        """Add the links between selections of a text."""
        for guid, origin in numbers.items():
            for link in self._links.pop(guid, []):
                target = numbers.get(link.target)
                if origin and target:
                    graph.link(origin[0], target[0], link.name or "related")
                else:
                    self._tell_links([link])

    def _text(self, source: Element, name: str) -> str | None:
        """The plain text of a source; None, and told, where it is not in the archive."""
        content = source.find(_name("PlainTextContent"))
        if content is not None and content.text:
            return content.text
        path = source.get("plainTextPath", "")
        inside = path.removeprefix(_INTERNAL) if path.startswith(_INTERNAL) else ""
        found = self._members.get(inside)
        if found is None:
            self._tally.add(
                "texts that are not in the archive", f"{name}: {path or 'no plain text'}"
            )
            return None
        try:
            # a mark at the start is of the text where we wrote it, and of the encoding elsewhere
            return self._archive.read(found).decode("utf-8" if self._ours else "utf-8-sig")
        except UnicodeDecodeError as error:
            self._tally.add("texts that are not UTF-8", f"{name}: byte {error.start}")
            return None

    def _tell_links(self, links: list[_Link]) -> None:
        for link in links:
            self._tally.add("links of other things than selections", link.name)


def _by_ends(names: Iterable[str]) -> dict[str, str]:
    """The members of an archive by their paths in one of the folders that they are in."""
    found: dict[str, str] = {}
    for name in names:
        parts = name.split("/")
        for at in range(max(1, len(parts) - _MOST_FOLDERS), len(parts)):
            found.setdefault("/".join(parts[at:]), name)
    return found


class _Link(NamedTuple):
    """A link to another thing, by its id."""

    target: str
    name: str


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _number(value: str | None) -> int | None:
    digits = (value or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 12 else None  # noqa: PLR2004


_FIRST = frozenset(map(_name, (_CODE, _LINK)))
_LATER = frozenset(map(_name, (_SOURCE, *_OTHERS, *_BESIDE)))
