"""Projects as QDPX: texts as sources, types as codes, stretches as coded selections, and links."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, BinaryIO
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import quoteattr

from annotator.formats.losses import Losses, Tally
from annotator.formats.qdpx.line_ends import DoubleLineEnds
from annotator.formats.spans.graph import Graph
from annotator.formats.spans.to_graph import graphs_of
from annotator.model.annotations import ProjectContent

NAMESPACE = "urn:QDA-XML:project:1.0"
ORIGIN = "annotator"
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_MEMORY = 1 << 22
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class QdpxExporter:
    """Writes all documents, and what a graph of stretches says of them."""

    maxqda: bool = field(
        default=False,
        metadata={"help": "yes to count each line end as two characters, as MAXQDA does."},
    )
    name: str = "qdpx"
    title: str = "REFI-QDA project (QDPX)"
    suffix: str = ".qdpx"

    def write(self, content: ProjectContent, out: BinaryIO) -> Losses:
        """Write an archive; what a graph of stretches cannot say is lost."""
        tally = Tally()
        with (
            zipfile.ZipFile(out, "w") as archive,
            tempfile.SpooledTemporaryFile(max_size=_MEMORY) as sources,
            tempfile.SpooledTemporaryFile(max_size=_MEMORY) as links,
        ):
            writing = _Writing(content, archive, sources, links, maxqda=self.maxqda)
            for graph in graphs_of(content, tally, self.name):
                if graph.kb_ids:
                    tally.add("links of entities to a knowledge base", graph.document.title)
                writing.source(graph)
            _put(archive, "project.qde", writing.project())
        return tally.losses


class _Writing:
    def __init__(
        self,
        content: ProjectContent,
        archive: zipfile.ZipFile,
        sources: IO[bytes],
        links: IO[bytes],
        *,
        maxqda: bool,
    ) -> None:
        self._maxqda = maxqda
        self._content, self._archive = content, archive
        self._sources, self._links = sources, links
        self._codes: dict[str, str] = {}
        self._user = self._guid("user")

    def source(self, graph: Graph) -> None:
        """Write a text, its selections and the links between them."""
        document = graph.document
        guid = self._guid("document", document.id)
        _put(self._archive, f"Sources/{guid}.txt", graph.text.encode("utf-8"))
        name = document.title or document.source_name
        path = f"internal://{guid}.txt"
        head = _attributes(guid=guid, name=name, plainTextPath=path, creatingUser=self._user)
        lines = [f"<TextSource {head}>"]
        counted = DoubleLineEnds(graph.text if self._maxqda else "")
        for number, each in enumerate(graph.stretches):
            place = _attributes(
                guid=self._guid("selection", document.id, number),
                name=graph.text[each.start : each.end][:80],
                startPosition=str(counted.doubled(each.start)),
                endPosition=str(counted.doubled(each.end)),
                creatingUser=self._user,
            )
            coding = _attributes(
                guid=self._guid("coding", document.id, number), creatingUser=self._user
            )
            code = _attributes(targetGUID=self._code(each.label))
            inside = f"<Coding {coding}><CodeRef {code}/></Coding>"
            lines.append(f"<PlainTextSelection {place}>{inside}</PlainTextSelection>")
        lines.append("</TextSource>\n")
        self._sources.write("\n".join(lines).encode("utf-8"))
        for number, link in enumerate(graph.links):
            ends = _attributes(
                guid=self._guid("link", document.id, number),
                name=link.label,
                direction="OneWay",
                originGUID=self._guid("selection", document.id, link.source),
                targetGUID=self._guid("selection", document.id, link.target),
            )
            self._links.write(f"<Link {ends}/>\n".encode())

    def project(self) -> bytes:
        """The whole project file, once all documents are written."""
        name = self._content.name or "annotator"
        head = _attributes(name=name, origin=ORIGIN, creatingUserGUID=self._user)
        user = _attributes(guid=self._user, name="annotator")
        parts = [
            '<?xml version="1.0" encoding="utf-8"?>',
            f'<Project xmlns="{NAMESPACE}" {head}>',
            f"<Users><User {user}/></Users>",
        ]
        if self._codes:
            parts.append(
                f"<CodeBook><Codes>\n{chr(10).join(self._code_lines())}\n</Codes></CodeBook>"
            )
        parts.append(_wrapped("Sources", self._sources))
        parts.append(_wrapped("Links", self._links))
        parts.append("</Project>")
        return "\n".join(filter(None, parts)).encode("utf-8")

    def _code(self, label: str) -> str:
        return self._codes.setdefault(label, self._guid("code", label))

    def _code_lines(self) -> Iterator[str]:
        for label, guid in self._codes.items():
            kind = self._content.schema.entity_type(label)
            colour = {"color": kind.light} if kind else {}
            yield f"<Code {_attributes(guid=guid, name=label, isCodable='true', **colour)}/>"

    def _guid(self, *parts: object) -> str:
        """The same for the same project and object, so that two exports are the same bytes."""
        named = "/".join(map(str, (self._content.name, *parts)))
        return str(uuid5(NAMESPACE_URL, named)).upper()


def _wrapped(name: str, lines: IO[bytes]) -> str:
    lines.seek(0)
    inside = lines.read().decode("utf-8")
    return f"<{name}>\n{inside}</{name}>" if inside else ""


def _attributes(**values: str) -> str:
    return " ".join(f"{name}={_quoted(value)}" for name, value in values.items())


def _quoted(value: str) -> str:
    """A value of an attribute; characters that XML cannot hold are shown by a sign."""
    plain = _NOT_XML.sub("\ufffd", value)
    return quoteattr(plain, {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _NO_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, data)
