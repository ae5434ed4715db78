"""Prodigy's JSON Lines, which spaCy's own tools read too: spans and relations over tokens.

`start` and `end` are code points, `token_end` is the last token and not behind it
(prodi.gy/docs/api-interfaces). spaCy's older `entities` are read as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from annotator.formats.base import Certainty, Imported, Stamp, Start, articles_only
from annotator.formats.documents import ImportFailed, new_document
from annotator.formats.losses import Losses, Tally
from annotator.formats.spans.from_graph import Entities, content_of
from annotator.formats.spans.graph import Graph
from annotator.formats.spans.meta import meta_of, said_of
from annotator.formats.spans.rows import (
    LINES,
    SPANS,
    code_points,
    first_object,
    id_of,
    lists,
    objects,
    tree,
    words,
)
from annotator.formats.spans.to_graph import graphs_of
from annotator.formats.tokens import Tokens
from annotator.model.annotations import ProjectContent
from annotator.model.ids import DocumentId
from annotator.model.span import Span

_PARTS = 3


@dataclass(frozen=True, slots=True)
class ProdigyExporter:
    """Writes a document a line, with tokens, spans and relations."""

    name: str = "prodigy"
    title: str = "Prodigy JSON Lines"
    suffix: str = ".jsonl"

    def write(self, content: ProjectContent, out: BinaryIO) -> Losses:
        """Write all documents; what a graph of stretches cannot say is lost."""
        tally = Tally()
        for graph in graphs_of(content, tally, self.name):
            out.write(json.dumps(_line(graph), ensure_ascii=False).encode() + b"\n")
        return tally.losses


@dataclass(frozen=True, slots=True)
class ProdigyImporter:
    """Reads what Prodigy and spaCy write a line each."""

    name: str = "prodigy"
    title: str = "Prodigy JSON Lines"
    suffixes: tuple[str, ...] = (".jsonl",)

    def recognises(self, start: Start) -> Certainty:
        """By the first line, which has a text and spans."""
        if start.folder:
            return Certainty.NO
        first = first_object(start.data)
        if "text" in first and ({"spans", "_task_hash", "_input_hash"} & first.keys()):
            return Certainty.SURE
        return Certainty.NO

    def read(self, path: Path, stamp: Stamp) -> Iterator[Imported]:
        """Hand over each line as a document; wrong lines and spans are told and left out."""
        tally, entities = Tally(), Entities()
        for number, line, share in objects(path, tally):
            where = f"{path.name}, line {number}"
            graph = _graph(line, where, number, stamp, tally)
            if graph is not None:
                content = content_of(graph, self.name, stamp, entities, tally)
                yield Imported(content, tally.take(), share=share)
        yield Imported(articles_only(()), tally.take())


def _line(graph: Graph) -> dict[str, object]:
    edges = {edge for each in graph.stretches for edge in (each.start, each.end)}
    tokens = Tokens(graph.text, edges)
    spans = [_span(graph, number, tokens) for number in range(len(graph.stretches))]
    return {
        "text": graph.text,
        "tokens": [
            {"text": tokens.word(n), "start": start, "end": end, "id": n}
            for n, (start, end) in enumerate(zip(tokens.starts, tokens.ends, strict=True))
        ],
        "spans": spans,
        "relations": [
            {
                "head": spans[link.source].get("token_end", 0),
                "child": spans[link.target].get("token_end", 0),
                "head_span": spans[link.source],
                "child_span": spans[link.target],
                "label": link.label,
            }
            for link in graph.links
        ],
        "meta": meta_of(graph.document),
        "answer": "accept",
    }


def _span(graph: Graph, number: int, tokens: Tokens) -> dict[str, object]:
    stretch = graph.stretches[number]
    span: dict[str, object] = {
        "id": number,
        "start": stretch.start,
        "end": stretch.end,
        "label": stretch.label,
        "text": graph.text[stretch.start : stretch.end],
    }
    touched = tokens.touching(Span(stretch.start, stretch.end))
    if touched:
        span |= {"token_start": touched[0], "token_end": touched[-1]}
    if number in graph.kb_ids:
        span["kb_id"] = graph.kb_ids[number]
    return span


def _graph(
    line: dict[str, object], where: str, number: int, stamp: Stamp, tally: Tally
) -> Graph | None:
    """A line as a graph; None, and told, where it has no text."""
    text = words(line.get("text"))
    meta = tree(line.get("meta"))
    try:
        document = new_document(
            text, where.partition(",")[0], stamp, said_of(meta), id=DocumentId(number)
        )
    except ImportFailed as error:
        tally.add(LINES, f"{where}: {error}")
        return None
    if line.get("answer") in ("reject", "ignore"):
        tally.add("lines that were rejected or skipped", where)
        return None
    graph = Graph(document, text)
    numbers: dict[tuple[object, ...], int] = {}
    place = code_points(text)
    for span in _spans_of(line):
        start, end = place(span.get("start")), place(span.get("end"))
        if start is None or end is None or start >= end:
            tally.add(SPANS, f"{where}: {span.get('label')} at {span.get('start')}")
            continue
        made = graph.add(start, end, words(span.get("label")) or "unlabelled")
        numbers.setdefault(_key(span), made)
        kb_id = words(span.get("kb_id"))
        if kb_id:
            graph.kb_ids[made] = kb_id
    for relation in lists(line.get("relations")):
        one = tree(relation)
        ends = [numbers.get(_key(tree(one.get(end)))) for end in ("head_span", "child_span")]
        if ends[0] is None or ends[1] is None:
            tally.add("relations whose ends are not there", f"{where}: {one.get('label')}")
        else:
            graph.link(ends[0], ends[1], words(one.get("label")) or "related")
    return graph


def _spans_of(line: dict[str, object]) -> Iterator[dict[str, object]]:
    """The spans of a line, and the `entities` that spaCy has instead."""
    yield from map(tree, lists(line.get("spans")))
    for entity in lists(line.get("entities")):
        parts = lists(entity)
        if len(parts) >= _PARTS:
            yield {"start": parts[0], "end": parts[1], "label": parts[2]}


def _key(span: dict[str, object]) -> tuple[object, ...]:
    """By what a relation knows its ends; ours have a number, since two may be the same stretch."""
    return tuple(id_of(span.get(each)) for each in ("start", "end", "label", "id"))
