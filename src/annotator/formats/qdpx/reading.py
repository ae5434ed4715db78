"""QDPX projects: their plain texts, with coded selections as mentions and statements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from annotator.formats.base import Certainty, Imported, Stamp, Start, articles_only
from annotator.formats.documents import ImportFailed, Said, file_bytes, new_document
from annotator.formats.gate import Archive, open_archive
from annotator.formats.losses import Tally
from annotator.formats.qdpx.line_ends import DoubleLineEnds
from annotator.formats.qdpx.writing import NAMESPACE, ORIGIN
from annotator.formats.spans.from_graph import Entities, content_of
from annotator.formats.spans.graph import Graph
from annotator.formats.xml_tree import tree
from annotator.model.ids import DocumentId

MOST = 500_000_000
_COUNTS_TWICE = "MAXQDA"
_INTERNAL = "internal://"
_OTHERS = ("PictureSource", "PDFSource", "AudioSource", "VideoSource")
_GROUPS = {
    "Cases": "cases",
    "Notes": "notes",
    "Sets": "sets of codes and sources",
    "Graphs": "graphs",
    "Variables": "variables",
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
        archive = open_archive(file_bytes(path, MOST), path.name)
        names = [each for each in archive.names if each.lower().endswith(".qde")]
        if not names:
            raise ImportFailed(f"{path.name} holds no REFI-QDA project (a .qde file).")
        root = tree(archive.read(names[0]), path.name)
        if root.tag != _name("Project"):
            raise ImportFailed(f"{path.name}: {names[0]} is no REFI-QDA project.")
        doubled = self.maxqda or root.get("origin", "").upper().startswith(_COUNTS_TWICE)
        yield from _Reading(root, archive, path.name, stamp, doubled=doubled).parts()


class _Reading:
    def __init__(
        self, root: Element, archive: Archive, name: str, stamp: Stamp, *, doubled: bool
    ) -> None:
        self._root, self._archive, self._name, self._stamp = root, archive, name, stamp
        self._doubled = doubled
        self._tally = Tally()
        self._codes = {
            each.get("guid", "").upper(): each.get("name", "") for each in root.iter(_name("Code"))
        }
        self._entities = Entities()

    def parts(self) -> Iterator[Imported]:
        links: dict[str, list[Element]] = {}
        for link in self._root.iterfind(f"{_name('Links')}/{_name('Link')}"):
            links.setdefault(link.get("originGUID", "").upper(), []).append(link)
        for number, source in enumerate(self._root.iter(_name("TextSource")), 1):
            graph, numbers = self._graph(source, number)
            if graph is None:
                continue
            for guid in numbers:
                own = links.pop(guid, [])
                left = [each for each in own if not self._add_link(each, graph, numbers)]
                self._tell_links(left)
            made = content_of(graph, "qdpx", self._stamp, self._entities, self._tally)
            yield Imported(made, self._tally.take())
        self._tell_links([link for own in links.values() for link in own])
        self._tell_others()
        yield Imported(articles_only(()), self._tally.take())

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

    def _add_link(self, link: Element, graph: Graph, numbers: dict[str, list[int]]) -> bool:
        ends = [numbers.get(link.get(each, "").upper()) for each in ("originGUID", "targetGUID")]
        if not ends[0] or not ends[1]:
            return False
        graph.link(ends[0][0], ends[1][0], link.get("name", "") or "related")
        return True

    def _text(self, source: Element, name: str) -> str | None:
        """The plain text of a source; None, and told, where it is not in the archive."""
        content = source.find(_name("PlainTextContent"))
        if content is not None and content.text:
            return content.text
        path = source.get("plainTextPath", "")
        inside = path.removeprefix(_INTERNAL) if path.startswith(_INTERNAL) else None
        found = next(
            (each for each in self._archive.names if inside and each.endswith(f"/{inside}")), None
        )
        if found is None:
            self._tally.add(
                "texts that are not in the archive", f"{name}: {path or 'no plain text'}"
            )
            return None
        try:
            # a mark at the start is of the text where we wrote it, and of the encoding elsewhere
            ours = self._root.get("origin") == ORIGIN
            return self._archive.read(found).decode("utf-8" if ours else "utf-8-sig")
        except UnicodeDecodeError as error:
            self._tally.add("texts that are not UTF-8", f"{name}: byte {error.start}")
            return None

    def _tell_links(self, links: list[Element]) -> None:
        for link in links:
            self._tally.add("links of other things than selections", link.get("name", ""))

    def _tell_others(self) -> None:
        for tag in _OTHERS:
            for source in self._root.iter(_name(tag)):
                self._tally.add("sources that are no text", source.get("name", ""))
        for tag, what in _GROUPS.items():
            group = self._root.find(_name(tag))
            if group is not None and len(group):
                self._tally.add(what, times=len(group))


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _number(value: str | None) -> int | None:
    digits = (value or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 12 else None  # noqa: PLR2004
