"""doccano's JSON Lines: entities with offsets, and relations between them.

doccano counts UTF-16 units, as JavaScript does, unless a project counts "grapheme clusters as one
character" (its issues 1931 and 2290); the option `offsets` says which.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from annotator.formats.base import Certainty, Imported, Stamp, Start, articles_only
from annotator.formats.documents import ImportFailed, new_document
from annotator.formats.losses import Losses, Tally
from annotator.formats.options import require_choice
from annotator.formats.spans.from_graph import Entities, content_of
from annotator.formats.spans.graph import Graph
from annotator.formats.spans.meta import meta_of, said_of
from annotator.formats.spans.rows import (
    LINES,
    SPANS,
    Place,
    code_points,
    first_object,
    graphemes,
    id_of,
    lists,
    objects,
    tree,
    utf16_units,
    words,
)
from annotator.formats.spans.to_graph import graphs_of
from annotator.formats.utf16 import Utf16
from annotator.model.annotations import ProjectContent
from annotator.model.ids import DocumentId

_UNITS: dict[str, Callable[[str], Place]] = {
    "utf16": utf16_units,
    "graphemes": graphemes,
    "code_points": code_points,
}
_COUNTS = "How the file counts: utf16 (the default of doccano), graphemes or code_points."
_PARTS = 3


@dataclass(frozen=True, slots=True)
class DoccanoExporter:
    """Writes a document a line, with entities and relations, in UTF-16 units."""

    name: str = "doccano"
    title: str = "doccano JSON Lines"
    suffix: str = ".jsonl"

    def write(self, content: ProjectContent, out: BinaryIO) -> Losses:
        """Write all documents; what a graph of stretches cannot say is lost."""
        tally = Tally()
        for graph in graphs_of(content, tally, self.name):
            if graph.kb_ids:
                tally.add("links of entities to a knowledge base", graph.document.title)
            out.write(json.dumps(_line(graph), ensure_ascii=False).encode() + b"\n")
        return tally.losses


@dataclass(frozen=True, slots=True)
class DoccanoImporter:
    """Reads what doccano exports for sequence labelling, with relations or without."""

    offsets: str = field(default="utf16", metadata={"help": _COUNTS})
    name: str = "doccano"
    title: str = "doccano JSON Lines"
    suffixes: tuple[str, ...] = (".jsonl",)

    def recognises(self, start: Start) -> Certainty:
        """By the first line, which has entities with `start_offset`, or labels in threes."""
        first = {} if start.folder else first_object(start.data)
        entities = lists(first.get("entities"))
        has_offsets = any("start_offset" in tree(each) for each in entities)
        labels = [lists(each) for each in lists(first.get("label"))]
        ours = {"text", "entities", "Comments"} <= first.keys()
        if ours or ("text" in first and (has_offsets or any(len(e) == _PARTS for e in labels))):
            return Certainty.SURE
        return Certainty.NO

    def read(self, path: Path, stamp: Stamp) -> Iterator[Imported]:
        """Hand over each line as a document; wrong lines and entities are told and left out."""
        require_choice("offsets", self.offsets, _UNITS)
        tally, entities = Tally(), Entities()
        for number, line, share in objects(path, tally):
            where = f"{path.name}, line {number}"
            graph = self._graph(line, where, number, stamp, tally)
            if graph is not None:
                content = content_of(graph, self.name, stamp, entities, tally)
                yield Imported(content, tally.take(), share=share)
        yield Imported(articles_only(()), tally.take())

    def _graph(
        self, line: dict[str, object], where: str, number: int, stamp: Stamp, tally: Tally
    ) -> Graph | None:
        text = words(line.get("text"))
        said = said_of(_meta_in(line))
        name = where.partition(",")[0]
        try:
            document = new_document(text, name, stamp, said, id=DocumentId(number))
        except ImportFailed as error:
            tally.add(LINES, f"{where}: {error}")
            return None
        graph, place = Graph(document, text), _UNITS[self.offsets](text)
        numbers: dict[object, int] = {}
        for id, start, end, label in _entities(line):
            first, last = place(start), place(end)
            if first is None or last is None or first >= last:
                tally.add(SPANS, f"{where}: {label} at {start}")
            else:
                made = graph.add(first, last, words(label) or "unlabelled")
                if id_of(id) is not None:
                    numbers[id] = made
        for comment in lists(line.get("Comments")):
            tally.add("comments", f"{where}: {words(comment)[:60]}")
        for relation in map(tree, lists(line.get("relations"))):
            ends = [numbers.get(id_of(relation.get(end))) for end in ("from_id", "to_id")]
            if ends[0] is None or ends[1] is None:
                tally.add("relations whose ends are not there", f"{where}: {relation.get('type')}")
            else:
                graph.link(ends[0], ends[1], words(relation.get("type")) or "related")
        return graph


_OWN = {"id", "text", "entities", "relations", "label", "labels", "Comments", "comments", "meta"}


def _meta_in(line: dict[str, object]) -> dict[str, object]:
    """What stands beside text and labels; older versions have it in `meta`."""
    beside = {name: value for name, value in line.items() if name not in _OWN}
    return {**tree(line.get("meta")), **beside}


def _entities(line: dict[str, object]) -> Iterator[tuple[object, object, object, object]]:
    for each in map(tree, lists(line.get("entities"))):
        yield each.get("id"), each.get("start_offset"), each.get("end_offset"), each.get("label")
    for number, label in enumerate(map(lists, lists(line.get("label")))):
        if len(label) == _PARTS:
            yield f"label {number}", label[0], label[1], label[2]


def _line(graph: Graph) -> dict[str, object]:
    units = Utf16(graph.text)
    return {
        "id": graph.document.id,
        "text": graph.text,
        "entities": [
            {
                "id": number,
                "label": each.label,
                "start_offset": units.units(each.start),
                "end_offset": units.units(each.end),
            }
            for number, each in enumerate(graph.stretches)
        ],
        "relations": [
            {"id": number, "from_id": link.source, "to_id": link.target, "type": link.label}
            for number, link in enumerate(graph.links)
        ],
        "Comments": [],
        "meta": meta_of(graph.document),
    }
