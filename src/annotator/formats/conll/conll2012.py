"""CoNLL-2012: a word a line, names in one column, coreference in the last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from annotator.formats.base import NO_SCHEMA, Certainty, Imported, Stamp, Start
from annotator.formats.conll.conll2012_reading import Reading, documents
from annotator.formats.conll.conll2012_writing import EntityNames, Writing
from annotator.formats.conll.entities import Entities, Words
from annotator.formats.conll.left_out import (
    DETAILS,
    LINKS,
    WORDLESS_DOCUMENTS,
    tell_entities,
    tell_statements,
    tell_the_rest,
)
from annotator.formats.conll.lines import Lines
from annotator.formats.conll.placing import Placing
from annotator.formats.conll.rebuilding import rebuilt_notice, tell_white_space
from annotator.formats.documents import ImportFailed, Said, new_document
from annotator.formats.file_names import FileNames
from annotator.formats.labels import OWN, Labels
from annotator.formats.losses import Losses, Tally
from annotator.formats.options import require_choice
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.ids import DocumentId
from annotator.model.provenance import Provenance, Status

NAME = "conll2012"
SHARED = "entities of several documents (one in each)"
OF_ONE_NAME = "entities that are called as another (read as one)"
_BEGIN = re.compile(rb"(?:\xef\xbb\xbf)?\s*#\s*begin document\b")
_STYLES = ("standard", "gum")
_TYPES = (
    "where it has a type for names only, what is linked has that of the first name it is linked "
    "with, or else the type other; speakers and grammar stayed behind."
)


@dataclass(frozen=True, slots=True)
class Conll2012Exporter:
    """Writes who is meant by what: linked mentions, and names with their types."""

    style: str = field(
        default="standard",
        metadata={
            "help": "standard: twelve columns. gum: three, with types and names of all mentions."
        },
    )
    types: str | None = field(
        default=None,
        metadata={"help": "How types are called: ontonotes (standard), own (gum), or a tag set."},
    )
    name: str = NAME
    title: str = "CoNLL-2012"
    suffix: str = ".v4_gold_conll"

    def __post_init__(self) -> None:
        require_choice("style", self.style, _STYLES)

    def write(self, content: ProjectContent, out: BinaryIO) -> Losses:
        """Write all documents into one file."""
        tally, file_names = Tally(), FileNames()
        standard = self.style == "standard"
        labels = Labels(content.schema, self.types or ("ontonotes" if standard else OWN))
        names: dict[int, str] = {entity.id: entity.name for entity in content.entities}
        entity_names = EntityNames(names, max(names, default=0))
        written: set[int] = set()
        for annotated in content.documents:
            placing = Placing(annotated, tally)
            writing = Writing(placing, labels, entity_names, all_mentions=not standard)
            if placing.sentences:
                stem = re.sub(r"[\s();]+", "_", file_names.stem(placing.document))
                lines = writing.standard(stem) if standard else writing.gum(stem)
                out.writelines(line.encode() for line in lines)
                _tell(placing, tally)
                for entity in sorted(written & writing.entities):
                    if standard or not names.get(entity):
                        tally.add(SHARED, f"{placing.where}: entity {entity}")
                written |= writing.entities
            else:
                tally.add(WORDLESS_DOCUMENTS, placing.where)
            tell_statements(placing.where, annotated.text, annotated.statements, tally)
        tell_entities(content, written, tally)
        if not standard:
            _tell_of_one_name({id: names.get(id, "") for id in sorted(written)}, tally)
        tell_the_rest(content, tally)
        return tally.losses


def _tell_of_one_name(names: Mapping[int, str], tally: Tally) -> None:
    first: dict[str, int] = {}
    for id, name in names.items():
        if name and first.setdefault(name, id) != id:
            tally.add(OF_ONE_NAME, f"entity {id}: {name}, as entity {first[name]}")


def _tell(placing: Placing, tally: Tally) -> None:
    """Count what is not written of a document and its mentions."""
    tally.add(DETAILS, placing.where)
    tell_white_space(placing, tally)
    for placed in placing.placed:
        placing.tell_details(placed.mention, {LINKS})


@dataclass(frozen=True, slots=True)
class Conll2012Importer:
    """Reads names and links of the twelve columns and more, and those of GUM's three.

    White space is put between words by the rule of `spacing`, since the format has none.
    """

    name: str = NAME
    title: str = "CoNLL-2012"
    suffixes: tuple[str, ...] = (".v4_gold_conll", ".v4_auto_conll", ".gold_conll", ".conll")

    def recognises(self, start: Start) -> Certainty:
        """By the line that begins a document."""
        return Certainty.SURE if _BEGIN.match(start.data) else Certainty.NO

    def read(self, path: Path, stamp: Stamp) -> Iterator[Imported]:
        """Hand over the documents of a file one by one.

        Raises ImportFailed or DecodingError for a file that cannot be read or has no words.
        """
        lines, tally, number = Lines(path), Tally(), 0
        entities = Entities(Provenance("", "", Status.ACCEPTED, f"import:{NAME}"))
        notices = (*lines.notices, rebuilt_notice(path.name), f"{path.name}: {_TYPES}")
        for rows in documents(lines, tally, path.name):
            reading = Reading(rows, tally, path.name)
            if reading.places:
                number += 1
                content = _content(
                    reading, rows.title, DocumentId(number), entities, path.name, stamp
                )
                yield Imported(content, tally.take(), notices, share=lines.share)
                notices = ()
        if not number:
            raise ImportFailed(f"{path.name} has no words: each stands on a line of its own.")


def _content(
    reading: Reading, title: str, id: DocumentId, entities: Entities, name: str, stamp: Stamp
) -> ProjectContent:
    document = new_document(reading.text, name, stamp, Said(title=title), id=id)
    words = Words(id, reading.text, reading.places)
    mentions, named = entities.of(reading.mentions(), words, ours=False)
    annotated = AnnotatedDocument(document, reading.text, mentions)
    return ProjectContent(NO_SCHEMA, "", (annotated,), named)
