"""Label Studio's JSON: tasks with regions of text and relations between them.

Its window counts UTF-16 units and its own converter code points (its issues 539 and 1347), so each
region is read as its own `text` says: where both ways of counting give those words, as UTF-16.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from annotator.formats.base import Certainty, Imported, Stamp, Start, articles_only
from annotator.formats.blocks import Blocks
from annotator.formats.documents import ImportFailed, new_document, opened
from annotator.formats.json_stream import JsonStream
from annotator.formats.losses import Losses, Tally
from annotator.formats.spans.from_graph import Entities, content_of
from annotator.formats.spans.graph import Graph
from annotator.formats.spans.meta import meta_of, said_of
from annotator.formats.spans.rows import SPANS, code_points, id_of, lists, tree, utf16_units, words
from annotator.formats.spans.to_graph import graphs_of
from annotator.formats.utf16 import Utf16
from annotator.model.annotations import ProjectContent
from annotator.model.ids import DocumentId
from annotator.model.span import Span

_TASK = re.compile(rb'\s*\[?\s*\{\s*("id"\s*:\s*\d{1,20}\s*,\s*)?"data"\s*:\s*\{')
MOST_OF_TASK = 96_000_000
_FIELD = "The field of `data` that has the text; the one that regions are on if not given."


@dataclass(frozen=True, slots=True)
class LabelStudioExporter:
    """Writes a list of tasks with their annotations, which Label Studio imports.

    A project there shows them where its labelling configuration has the three names.
    """

    text: str = field(default="text", metadata={"help": "The field of `data` for the text."})
    from_name: str = field(default="label", metadata={"help": "What the labels are called there."})
    to_name: str = field(default="text", metadata={"help": "What the text is called there."})
    name: str = "label_studio"
    title: str = "Label Studio JSON"
    suffix: str = ".json"

    def write(self, content: ProjectContent, out: BinaryIO) -> Losses:
        """Write all documents; what a graph of stretches cannot say is lost."""
        tally = Tally()
        before = b"[\n"
        for graph in graphs_of(content, tally, self.name):
            if graph.kb_ids:
                tally.add("links of entities to a knowledge base", graph.document.title)
            out.write(before + json.dumps(self._task(graph), ensure_ascii=False).encode())
            before = b",\n"
        out.write(b"[]\n" if before == b"[\n" else b"\n]\n")
        return tally.losses

    def _task(self, graph: Graph) -> dict[str, object]:
        units = Utf16(graph.text)
        regions: list[dict[str, object]] = [
            {
                "id": f"s{number}",
                "from_name": self.from_name,
                "to_name": self.to_name,
                "type": "labels",
                "value": {
                    "start": units.units(each.start),
                    "end": units.units(each.end),
                    "text": graph.text[each.start : each.end],
                    "labels": [each.label],
                },
            }
            for number, each in enumerate(graph.stretches)
        ]
        regions += [
            {
                "type": "relation",
                "from_id": f"s{link.source}",
                "to_id": f"s{link.target}",
                "direction": "right",
                "labels": [link.label],
            }
            for link in graph.links
        ]
        return {
            "id": graph.document.id,
            "data": {**meta_of(graph.document), self.text: graph.text},
            "annotations": [{"id": graph.document.id, "result": regions}],
        }


@dataclass(frozen=True, slots=True)
class LabelStudioImporter:
    """Reads tasks as Label Studio exports them, of one annotation or several each."""

    text: str | None = field(default=None, metadata={"help": _FIELD})
    name: str = "label_studio"
    title: str = "Label Studio JSON"
    suffixes: tuple[str, ...] = (".json",)

    def recognises(self, start: Start) -> Certainty:
        """By what every task has: data, with annotations or completions.

        The text may be longer than the start of a file, and so may the annotations before it; a
        task that nobody annotated has data alone.
        """
        results = any(each in start.data for each in (b'"annotations"', b'"completions"'))
        data = any(each in start.data for each in (b'"data"', b'"result"'))
        if start.data.lstrip()[:1] in (b"[", b"{") and results and data:
            return Certainty.SURE
        return Certainty.LIKELY if _TASK.match(start.data) else Certainty.NO

    def read(self, path: Path, stamp: Stamp) -> Iterator[Imported]:
        """Hand over each task as it is read; regions that are not of text are told and left out."""
        entities = Entities()
        with opened(path) as file:
            stream = JsonStream(Blocks.in_file(file), MOST_OF_TASK)
            tasks = (task for at, task in stream.pieces(lists={()}) if at or task != [])
            for number, task in enumerate(tasks, 1):
                tally = Tally()
                graph = self._graph(tree(task), path.name, number, stamp, tally)
                if graph is None:
                    yield Imported(articles_only(()), tally.losses)
                else:
                    content = content_of(graph, self.name, stamp, entities, tally)
                    yield Imported(content, tally.losses, share=stream.share)

    def _graph(
        self, task: dict[str, object], name: str, number: int, stamp: Stamp, tally: Tally
    ) -> Graph | None:
        where = f"{name}, task {number}"
        data, results = tree(task.get("data")), _results(task, where, tally)
        key = self.text or _text_field(data, results)
        beside = {each: value for each, value in data.items() if each != key}
        try:
            document = new_document(
                words(data.get(key)), name, stamp, said_of(beside), id=DocumentId(number)
            )
        except ImportFailed as error:
            tally.add("tasks without a text", f"{where}: {error}")
            return None
        graph = Graph(document, words(data.get(key)))
        numbers = _add_regions(graph, results, where, tally)
        for result in results:
            if result.get("type") == "relation":
                ends = [numbers.get(id_of(result.get(end))) for end in ("from_id", "to_id")]
                label = next(iter(map(words, lists(result.get("labels")))), "") or "related"
                if ends[0] is None or ends[1] is None:
                    tally.add("relations whose ends are not there", f"{where}: {label}")
                elif result.get("direction") == "left":
                    graph.link(ends[1], ends[0], label)
                else:
                    graph.link(ends[0], ends[1], label)
        return graph


def _results(task: dict[str, object], where: str, tally: Tally) -> list[dict[str, object]]:
    """The regions and relations of a task's annotation; of several the first that counts."""
    given = lists(task.get("annotations")) or lists(task.get("completions"))
    counted = [each for each in map(tree, given) if not each.get("was_cancelled")]
    for _ in counted[1:]:
        tally.add("further annotations of a task (the first is taken)", where)
    return [tree(each) for each in lists(counted[0].get("result"))] if counted else []


def _text_field(data: dict[str, object], results: list[dict[str, object]]) -> str:
    """The field that regions say they are on, or the one with the longest text."""
    for result in results:
        named = words(result.get("source")).removeprefix("$")
        if named in data:
            return named
    texts = {name: value for name, value in data.items() if isinstance(value, str)}
    return "text" if "text" in texts else max(texts, key=lambda name: len(texts[name]), default="")


def _add_regions(
    graph: Graph, results: list[dict[str, object]], where: str, tally: Tally
) -> dict[object, int]:
    """Add the regions that are stretches of the text; returns their numbers by their ids."""
    numbers: dict[object, int] = {}
    for result in results:
        value = tree(result.get("value"))
        labels = [words(each) for each in lists(value.get("labels"))]
        if result.get("type") == "relation":
            continue
        if not labels:
            tally.add("answers that label no words", f"{where}: {result.get('type')}")
            continue
        span = _span(graph.text, value)
        if span is None:
            tally.add(SPANS, f"{where}: {labels[0]} at {value.get('start')}")
            continue
        made = graph.add(span.start, span.end, labels[0] or "unlabelled")
        if (id := id_of(result.get("id"))) is not None:
            numbers[id] = made
        for label in labels[1:]:
            graph.add(span.start, span.end, label or "unlabelled")
    return numbers


def _span(text: str, value: dict[str, object]) -> Span | None:
    """Where a region is, by its own words; None where neither way of counting gives them."""
    said = value.get("text")
    for place in (utf16_units(text), code_points(text)):
        start, end = place(value.get("start")), place(value.get("end"))
        if start is None or end is None or start >= end:
            continue
        if not isinstance(said, str) or text[start:end] == said:
            return Span(start, end)
    return None
