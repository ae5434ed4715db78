"""A project as a folder of brat: each document as a text and its annotations."""

from __future__ import annotations

from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from annotator.formats.base import Folder
from annotator.formats.brat.beside import Beside
from annotator.formats.brat.conf_in import ANNOTATION_CONF, VISUAL_CONF
from annotator.formats.brat.conf_out import annotation_conf, visual_conf
from annotator.formats.brat.document_out import written
from annotator.formats.brat.names import ANN, SIDECAR, TXT
from annotator.formats.brat.sidecar_out import SidecarWriter
from annotator.formats.brat.writing import Writing, attribute_names, equivalences
from annotator.formats.file_names import FileNames
from annotator.formats.json_pieces import ExportFailed
from annotator.formats.losses import Losses, Tally
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.ids import Ref

_IN_MEMORY = 1 << 22
"""So many bytes of what is told beside the documents are in memory, the rest on the disk."""


@dataclass(frozen=True, slots=True)
class BratExporter:
    """Writes texts and annotations that brat opens, and beside them what brat has no place for."""

    provenance: bool = field(
        default=False,
        metadata={"help": "yes to say who made each annotation and when, in notes of type More."},
    )
    undecided: bool = field(
        default=False,
        metadata={"help": "yes to write what is suggested or rejected, with an attribute Status."},
    )
    coreference: bool = field(
        default=True,
        metadata={"help": "no to leave out the lines that join the mentions of one entity."},
    )
    name: str = "brat"
    title: str = "brat standoff"

    def write_folder(self, content: ProjectContent, folder: Folder) -> Losses:
        """Write a project; raises ExportFailed when its values do not hold together."""
        tally = Tally()
        attributes = attribute_names(content.schema)
        writing = Writing(
            content.schema,
            {one.id: (one.name, one.kb_id) for one in content.entities},
            {one.id: one.text for one in content.claims},
            Beside(content),
            tally,
            provenance=self.provenance,
            undecided=self.undecided,
            coreference=self.coreference,
            equivalences=equivalences(content, attributes),
            attributes=attributes,
        )
        names = FileNames()
        with SpooledTemporaryFile(_IN_MEMORY) as lines:
            sidecar = SidecarWriter(writing, cast(BinaryIO, lines))
            for annotated in content.documents:
                _write(annotated, names.stem(annotated.document), writing, sidecar, folder)
            with folder.file(SIDECAR) as out:
                sidecar.write(content, out)
        for name, conf in (
            (ANNOTATION_CONF, annotation_conf(writing)),
            (VISUAL_CONF, visual_conf(writing)),
        ):
            with folder.file(name) as out:
                out.write(conf.encode("utf-8"))
        writing.beside.tell_left(tally)
        return tally.losses


def _write(
    annotated: AnnotatedDocument,
    name: str,
    writing: Writing,
    sidecar: SidecarWriter,
    folder: Folder,
) -> None:
    document = annotated.document
    hung = writing.beside.of(Ref("document", document.id))
    with folder.file(name + TXT) as out:
        out.write(annotated.text.encode("utf-8"))
    try:
        lines, notes = written(annotated, name, writing, hung.notes)
        sidecar.document(annotated, name, hung, notes)
    except ValueError as error:
        raise ExportFailed(f"Document {document.id} ({document.title}): {error}") from error
    with folder.file(name + ANN) as out:
        out.write("".join(lines).encode("utf-8"))
