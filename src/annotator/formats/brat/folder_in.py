"""A folder of brat read document by document, in the order of `annotator.jsonl` or of the names."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from annotator.formats.base import Imported, Stamp
from annotator.formats.brat.conf_in import (
    ANNOTATION_CONF,
    VISUAL_CONF,
    Configuration,
    configuration,
    with_types_of,
)
from annotator.formats.brat.document_in import Numbers, read_document
from annotator.formats.brat.entities_in import IMPORTED, Things
from annotator.formats.brat.lines import WRONG
from annotator.formats.brat.names import ANN, SIDECAR, TXT
from annotator.formats.brat.reading import DOCUMENT, Shared
from annotator.formats.brat.sidecar_in import Beside, Line, beside, header_of, tell_wrong
from annotator.formats.brat.telling import TellingReader
from annotator.formats.brat.undeclared import Undeclared
from annotator.formats.decoding import Decoded, DecodingError, decode, guess_notice
from annotator.formats.documents import ImportFailed, file_bytes, new_document, said_in
from annotator.formats.json_parse import JsonFormatError
from annotator.formats.losses import Tally
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.document import Document

ALONE = "texts without annotations beside them"
TEXTLESS = "annotations without their text"
UNREAD = "documents that cannot be read"
UNREAD_FOLDERS = "folders that cannot be read"
GONE = "documents that are not in the folder"
_MOST_OF_LINES = 500_000_000
_MOST_OF_CONF = 10_000_000


class FolderReader:
    """Reads what lies in a folder and in those within it."""

    def __init__(self, folder: Path, stamp: Stamp, encoding: str | None) -> None:
        self._folder, self._stamp, self._encoding = folder, stamp, encoding
        self._header = header_of(folder)
        self._things = Things(known=self._header is not None)
        self._tally = Tally()
        self._notices = [self._header.notice] if self._header and self._header.notice else []
        self._shared: dict[Path, Shared] = {}
        self._undeclared = Undeclared()

    def parts(self) -> Iterator[Imported]:
        """Everything in the folder, part by part; raises ImportFailed where there is nothing."""
        names = self._names()
        if not names:
            raise ImportFailed(f"{self._folder} holds no {ANN} file with a {TXT} file beside it.")
        if self._header is not None:
            telling = self._telling()
            yield from telling.parts(partial(self._one_of, names))
        for name in list(names):
            part = self._one_of(names, name, None)
            if part is not None:
                yield part
        content = self._content(self._shared_in(self._folder))
        yield Imported(content, self._tally.losses, tuple(self._notices))

    def only(self, name: str) -> Imported:
        """One document of the folder, with the entities and claims that it names.

        Raises ImportFailed or DecodingError where it cannot be read.
        """
        if self._header is None:
            part = self._document(name, None)
        else:
            telling = self._telling()
            part = telling.only(name, self._document)
        wrong = [loss for loss in part.losses.items if loss.what == WRONG]
        content = part.content
        (annotated,) = content.documents
        if wrong and not (annotated.mentions or annotated.statements or content.notes):
            raise ImportFailed(f"This is no file of brat. {wrong[0].lines[0]}")
        losses = part.losses + self._tally.losses
        return replace(part, losses=losses, notices=(*self._notices, *part.notices))

    def _telling(self) -> TellingReader:
        content = self._content(self._shared_in(self._folder))
        return TellingReader(self._folder, content, self._things, self._tally)

    def _names(self) -> dict[str, None]:
        """The names without ending of all annotated texts, in order; what is alone is told."""
        names: list[str] = []

        def unread(error: OSError) -> None:
            self._tally.add(UNREAD_FOLDERS, f"{error.filename}: {error.strerror}")

        for place, folders, files in os.walk(self._folder, onerror=unread):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            inner = Path(place).relative_to(self._folder).as_posix()
            before = "" if inner == "." else f"{inner}/"
            here = [file for file in files if not file.startswith(".")]
            annotated = {file.removesuffix(ANN) for file in here if file.endswith(ANN)}
            texts = {file.removesuffix(TXT) for file in here if file.endswith(TXT)}
            names += sorted(before + name for name in annotated & texts)
            for name in sorted(texts - annotated):
                self._tally.add(ALONE, f"{before}{name}{TXT}")
            for name in sorted(annotated - texts):
                self._tally.add(TEXTLESS, f"{before}{name}{ANN}")
        return dict.fromkeys(names)

    def _one_of(self, names: dict[str, None], name: str, line: Line | None) -> Imported | None:
        """One document, taken out of the names; None, and told, where it cannot be read."""
        if name not in names:
            self._tally.add(GONE, f"{SIDECAR}: there is no {name}{ANN}")
            return None
        del names[name]
        try:
            return self._document(name, line)
        except (ImportFailed, DecodingError) as error:
            self._tally.add(UNREAD, str(error))
            return None

    def _document(self, name: str, line: Line | None) -> Imported:
        """A document with all that lies in it; `line` is what is told of it beside its files."""
        path = self._folder / (name + TXT)
        data = file_bytes(path)
        decoded = self._text(data, name + TXT)
        lines = self._lines(path.with_name(path.name.removesuffix(TXT) + ANN), name + ANN)
        text, tally, shared = decoded.text, Tally(), self._shared_in(path.parent)
        told = self._beside(line, text)
        taken = Numbers(
            max((one.id for one in told.relations), default=0),
            max((one.id for one in told.notes), default=0),
        )
        lying = read_document(lines, text, shared, name + ANN, tally, taken)
        document = told.document or self._new(decoded, data, name)
        entities, claims = self._things.take()
        declared = shared.configuration.schema
        self._undeclared.meet(lying.mentions, lying.relations, declared)
        content = replace(
            self._content(shared),
            documents=(AnnotatedDocument(document, text, lying.mentions, lying.statements),),
            entities=entities,
            claims=claims,
            evidence=told.evidence,
            relations=(*told.relations, *lying.relations),
            notes=(*told.notes, *lying.notes),
        )
        notices = () if decoded.certain else (guess_notice(name + TXT, decoded),)
        if told.changed:
            notices = (*notices, f"{name}{TXT} is not the text that was exported.")
        return Imported(content, tally.losses, notices)

    def _text(self, data: bytes, name: str) -> Decoded:
        """The text of a document; unlike elsewhere, a mark at its beginning counts as in brat."""
        if self._encoding is None:
            with suppress(UnicodeDecodeError):
                return Decoded(data.decode("utf-8"), "utf-8")
        return decode(data, self._encoding, name=name)

    def _lines(self, path: Path, name: str) -> str:
        data = file_bytes(path, _MOST_OF_LINES)
        try:
            return data.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError:
            return decode(data, self._encoding, name=name).text

    def _beside(self, line: Line | None, text: str) -> Beside:
        if line is None:
            return Beside()
        try:
            return beside(line, text)
        except JsonFormatError as error:
            tell_wrong(line.number, error, self._tally)
            return Beside()

    def _new(self, decoded: Decoded, data: bytes, name: str) -> Document:
        source = hashlib.sha256(data).hexdigest()
        said = said_in(decoded.text)
        made = new_document(
            decoded.text, name + TXT, self._stamp, said, id=DOCUMENT, source_sha256=source
        )
        return replace(made, encoding=decoded.encoding, bom=decoded.bom, origin=IMPORTED.origin)

    def _content(self, shared: Shared) -> ProjectContent:
        name = self._header.name if self._header else ""
        return ProjectContent(self._undeclared.with_all(shared.configuration.schema), name, ())

    def _shared_in(self, folder: Path) -> Shared:
        """What the documents of a folder have in common: its configuration or that above it."""
        if folder not in self._shared:
            found = self._configuration(folder)
            header = self._header
            if header is None:
                self._shared[folder] = Shared(found, self._things)
            else:
                schema = with_types_of(
                    header.schema, found.schema, {*header.types, *header.relations}
                )
                found = replace(found, schema=schema)
                names = (header.types, header.relations, header.attributes)
                self._shared[folder] = Shared(found, self._things, *names, ours=True)
        return self._shared[folder]

    def _configuration(self, folder: Path) -> Configuration:
        for place in (folder, *folder.parents):
            path = place / ANNOTATION_CONF
            if path.is_file():
                return self._configured(path)
            if place == self._folder:
                break
        return Configuration()

    def _configured(self, path: Path) -> Configuration:
        try:
            conf = _conf(path)
            visual = path.with_name(VISUAL_CONF)
            found = configuration(conf, _conf(visual) if visual.is_file() else "")
        except (ImportFailed, DecodingError) as error:
            self._notices.append(str(error))
            return Configuration()
        self._notices += [f"{path.name}: {notice}" for notice in found.notices]
        return found


def _conf(path: Path) -> str:
    return decode(file_bytes(path, _MOST_OF_CONF), name=path.name).text
