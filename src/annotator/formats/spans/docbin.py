"""spaCy's DocBin (`.spacy`): texts with tokens, named entities and groups of spans.

`doc.ents` has the mentions that do not overlap, the longest first; `doc.spans["annotator"]` has all
stretches. Positions are code points in the text; tokens are cut at the edges of annotations, so
that no stretch has to be moved (spacy.io/api/docbin).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO

from annotator.errors import AnnotatorError
from annotator.formats.base import Certainty, Imported, Stamp, Start
from annotator.formats.documents import ImportFailed, file_bytes, new_document
from annotator.formats.losses import Losses, Tally
from annotator.formats.spans.from_graph import Entities, content_of
from annotator.formats.spans.graph import CUE, SOURCE, STATEMENT, Graph, Link, Stretch
from annotator.formats.spans.meta import meta_of, said_of
from annotator.formats.spans.to_graph import graphs_of
from annotator.formats.tokens import Tokens
from annotator.model.annotations import ProjectContent
from annotator.model.ids import DocumentId

INSTALL = 'pip install "annotator[spacy]"'
GROUP = "annotator"
_LINKS, _META = "links", "meta"
_MOST = 2_000_000_000


@dataclass(frozen=True, slots=True)
class DocBinExporter:
    """Writes all documents into one DocBin."""

    name: str = "spacy"
    title: str = "spaCy DocBin"
    suffix: str = ".spacy"

    def write(self, content: ProjectContent, out: BinaryIO) -> Losses:
        """Write all documents; what a graph of stretches cannot say is lost.

        Raises AnnotatorError where spaCy is not installed.
        """
        spacy, tokens = _spacy(), import_module("spacy.tokens")
        vocab, tally = spacy.blank("xx").vocab, Tally()
        docs = tokens.DocBin(store_user_data=True)
        for graph in graphs_of(content, tally, self.name):
            docs.add(_doc(graph, tokens, vocab, tally))
        out.write(docs.to_bytes())
        return tally.losses


@dataclass(frozen=True, slots=True)
class DocBinImporter:
    """Reads a DocBin: ours whole, others with their entities and groups of spans."""

    name: str = "spacy"
    title: str = "spaCy DocBin"
    suffixes: tuple[str, ...] = (".spacy",)

    def recognises(self, start: Start) -> Certainty:
        """By the ending, and the mark of the compressed bytes."""
        ours = start.path.suffix.lower() in self.suffixes and not start.folder
        return Certainty.SURE if ours and start.data[:1] == b"x" else Certainty.NO

    def read(self, path: Path, stamp: Stamp) -> Iterator[Imported]:
        """Hand over each document. Raises AnnotatorError where spaCy is not installed."""
        spacy, tokens = _spacy(), import_module("spacy.tokens")
        try:
            docs = tokens.DocBin().from_bytes(file_bytes(path, _MOST))
            found = list(docs.get_docs(spacy.blank("xx").vocab))
        except (ValueError, KeyError, TypeError, OSError, EOFError, RuntimeError) as error:
            raise ImportFailed(
                f"{path.name} is no DocBin that spaCy can read ({type(error).__name__})."
            ) from error
        entities = Entities()
        for number, doc in enumerate(found, 1):
            tally = Tally()
            graph = _graph(doc, path.name, number, stamp)
            content = content_of(graph, self.name, stamp, entities, tally)
            yield Imported(content, tally.losses, share=number / len(found))


def _spacy() -> ModuleType:
    try:
        return import_module("spacy")
    except ImportError as error:
        raise AnnotatorError(
            f"A DocBin needs spaCy, which is not installed. Install it with: {INSTALL}"
        ) from error


def _doc(graph: Graph, tokens: ModuleType, vocab: object, tally: Tally) -> Any:  # noqa: ANN401
    text = graph.text
    cut = Tokens(text, {edge for each in graph.stretches for edge in (each.start, each.end)})
    words, spaces = _words(text, cut, {e for s in graph.stretches for e in (s.start, s.end)})
    doc = tokens.Doc(vocab, words=words, spaces=spaces)
    spans = []
    for number, each in enumerate(graph.stretches):
        span = doc.char_span(
            each.start, each.end, label=each.label, kb_id=graph.kb_ids.get(number, "")
        )
        if span is None:
            raise AssertionError(f"{each} is on no edges of tokens")
        spans.append(span)
    doc.spans[GROUP] = spans
    mentions = [
        span
        for span, each in zip(spans, graph.stretches, strict=True)
        if not each.label.startswith(STATEMENT) and each.label not in (CUE, SOURCE)
    ]
    doc.set_ents(import_module("spacy.util").filter_spans(mentions))
    links = [[link.source, link.target, link.label] for link in graph.links]
    doc.user_data[_LINKS] = json.dumps(links)
    doc.user_data[_META] = json.dumps(meta_of(graph.document), ensure_ascii=False)
    return doc


def _words(text: str, cut: Tokens, edges: set[int]) -> tuple[list[str], list[bool]]:
    """The text as words, some of them white space, and whether a space follows each."""
    bounds = sorted({0, len(text), *cut.starts, *cut.ends, *edges})
    words: list[str] = []
    spaces: list[bool] = []
    for start, end in pairwise(bounds):
        inside = start not in edges and end not in edges
        if text[start:end] == " " and words and not spaces[-1] and inside:
            spaces[-1] = True
        else:
            words.append(text[start:end])
            spaces.append(False)
    return words, spaces


def _graph(doc: Any, name: str, number: int, stamp: Stamp) -> Graph:  # noqa: ANN401 - spaCy's Doc
    meta = json.loads(doc.user_data.get(_META, "{}"))
    document = new_document(doc.text, name, stamp, said_of(meta), id=DocumentId(number))
    graph = Graph(document, doc.text)
    groups = [doc.spans[GROUP]] if GROUP in doc.spans else [doc.ents, *doc.spans.values()]
    for span in (span for group in groups for span in group):
        stretch = Stretch(span.start_char, span.end_char, span.label_ or "unlabelled")
        if GROUP not in doc.spans and stretch in graph.stretches:
            continue
        graph.stretches.append(stretch)
        if span.kb_id_:
            graph.kb_ids[len(graph.stretches) - 1] = span.kb_id_
    links = json.loads(doc.user_data.get(_LINKS, "[]"))
    graph.links += [Link(int(source), int(target), str(label)) for source, target, label in links]
    return graph
