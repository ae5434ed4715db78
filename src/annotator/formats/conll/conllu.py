"""CoNLL-U with `Entity`, as CorefUD and GUM have it: every mention on the exact text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from annotator.formats.base import NO_SCHEMA, Certainty, Imported, Stamp, Start
from annotator.formats.conll.clusters import CROSSING, crossing
from annotator.formats.conll.conllu_mentions import Finding
from annotator.formats.conll.conllu_reading import Read
from annotator.formats.conll.conllu_words import sentences
from annotator.formats.conll.conllu_writing import Named, document_lines
from annotator.formats.conll.entities import Entities, Words
from annotator.formats.conll.left_out import (
    DOUBTS,
    HEADS,
    LEVELS,
    LINKS,
    VALUES,
    WORDLESS_DOCUMENTS,
    tell_entities,
    tell_statements,
    tell_the_rest,
)
from annotator.formats.conll.lines import Line, Lines
from annotator.formats.conll.placing import Placing
from annotator.formats.documents import ImportFailed
from annotator.formats.file_names import FileNames
from annotator.formats.labels import OWN, Labels
from annotator.formats.losses import Losses, Tally
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.document import Document, DocumentState
from annotator.model.ids import DocumentId
from annotator.model.provenance import Provenance, Status

NAME = "conllu"
MARKS = "attributes of documents and marks that they are done"
_MOSTLY = 0.8
_CARRIED = frozenset({LINKS, LEVELS, HEADS, VALUES, DOUBTS})
_STAYED = (
    "the text with its paragraphs, metadata and entities came in; grammar and other layers stayed "
    "behind. Where the file does not say what stands between two sentences, a space was put in, "
    "and an empty line between paragraphs."
)
_WORD = re.compile(rb"^\d+(?:-\d+)?\t[^\t\n]+(?:\t[^\t\n]*){8}\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ConlluExporter:
    """Writes all accepted mentions with their entities, and the text to the last character."""

    types: str = field(
        default=OWN,
        metadata={"help": "How types are called: own, or a tag set of the schema, as ontonotes."},
    )
    name: str = NAME
    title: str = "CoNLL-U"
    suffix: str = ".conllu"

    def write(self, content: ProjectContent, out: BinaryIO) -> Losses:
        """Write all documents into one file."""
        tally, names = Tally(), FileNames()
        labels = Labels(content.schema, self.types)
        entities: dict[int, Named] = {entity.id: Named.of(entity) for entity in content.entities}
        written: set[int] = set()
        for annotated in content.documents:
            placing = Placing(annotated, tally)
            candidates = placing.candidates()
            placing.place(candidates, heads=True)
            if placing.sentences:
                stem = re.sub(r"\s+", "_", names.stem(placing.document))
                unclear = crossing(candidates)
                lines = document_lines(placing, stem, labels, entities, unclear)
                out.writelines(line.encode() for line in lines)
                written |= _tell_mentions(placing, unclear)
                _tell_marks(placing.document, tally, placing.where)
            else:
                tally.add(WORDLESS_DOCUMENTS, placing.where)
            tell_statements(placing.where, annotated.text, annotated.statements, tally)
        tell_entities(content, written, tally)
        tell_the_rest(content, tally)
        return tally.losses


def _tell_mentions(placing: Placing, unclear: set[int]) -> set[int]:
    """Count what is not written of the mentions; returns the entities that are."""
    written = set()
    for placed in placing.placed:
        mention = placed.mention
        if mention.id in unclear:
            placing.tell(CROSSING, mention)
        elif mention.entity is not None:
            written.add(int(mention.entity))
        no_head = placing.head(mention) is None
        placing.tell_details(mention, _CARRIED - {HEADS} if no_head else _CARRIED)
    return written


def _tell_marks(document: Document, tally: Tally, where: str) -> None:
    if document.attributes or document.state is DocumentState.DONE:
        tally.add(MARKS, where)


@dataclass(frozen=True, slots=True)
class ConlluImporter:
    """Reads text, paragraphs, metadata and `Entity`; grammar and other layers stay behind."""

    name: str = NAME
    title: str = "CoNLL-U"
    suffixes: tuple[str, ...] = (".conllu", ".conllup")

    def recognises(self, start: Start) -> Certainty:
        """By lines of ten columns that begin with a number."""
        words = len(_WORD.findall(start.data))
        lines = [line for line in start.data.split(b"\n")[:-1] if line.strip() and line[:1] != b"#"]
        return Certainty.SURE if words and words >= _MOSTLY * len(lines) else Certainty.NO

    def read(self, path: Path, stamp: Stamp) -> Iterator[Imported]:
        """Hand over the documents of a file one by one.

        Raises ImportFailed or DecodingError for a file that cannot be read or has no words.
        """
        lines = Lines(path)
        reading = _Reading(path, stamp)
        notices = lines.notices
        for part in reading.parts(lines):
            yield replace(part, notices=(*notices, *part.notices), share=lines.share)
            notices = ()
        if not reading.number:
            raise ImportFailed(f"{path.name} has no words: each stands on a line of ten columns.")


class _Reading:
    """One file, its documents one after the other."""

    def __init__(self, path: Path, stamp: Stamp) -> None:
        self.number = 0
        self._name, self._stamp = path.name, stamp
        self._entities = Entities(Provenance("", "", Status.ACCEPTED, f"import:{NAME}"))
        self._tally = Tally()
        self._told = False

    def parts(self, lines: Iterable[Line]) -> Iterator[Imported]:
        """A part for each document that has words."""
        read = Read(self._name)
        for sentence in sentences(lines, self._tally, self._name):
            if sentence.says("newdoc") and read.words:
                yield self._part(read)
                # what is said once of the fields holds for all of the file
                read = Read(self._name, fields=read.fields)
            read.take_comments(sentence)
            read.take_words(sentence, self._tally)
        if read.words:
            yield self._part(read)

    def _part(self, read: Read) -> Imported:
        self.number += 1
        read.finish()
        document = read.document(DocumentId(self.number), self._stamp)
        finding = Finding(read.fields, self._tally, document.title)
        found = finding.all(cell for _, cell in read.words)
        words = Words(document.id, read.text, [place for place, _ in read.words])
        mentions, entities = self._entities.of(found, words, ours=read.ours)
        content = ProjectContent(
            NO_SCHEMA,
            "",
            (AnnotatedDocument(document, read.text, mentions),),
            entities,
        )
        return Imported(content, self._tally.take(), self._notices(ours=read.ours))

    def _notices(self, *, ours: bool) -> tuple[str, ...]:
        if ours or self._told:
            return ()
        self._told = True
        return (f"{self._name}: {_STAYED}",)
