"""Files with layers to parts of an import, whatever the format that a file is in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from annotator.formats.base import Imported, Stamp, articles_only
from annotator.formats.documents import ImportFailed
from annotator.formats.layers.known import Known
from annotator.formats.layers.mapping import LayerMapping, chosen_mapping
from annotator.formats.layers.nodes import LayeredText
from annotator.formats.layers.sources import Source, sources
from annotator.formats.layers.text_in import TextIn
from annotator.formats.losses import Tally

Texts = Callable[[Source, bytes, Tally], Iterable[LayeredText]]
"""The texts in the bytes of a file; what is wrong with it is told, or raised as ImportFailed."""
NOT_READ = "files that cannot be read"


class LayersReader:
    """Reads a file, a folder or an archive of one format, in parts of one article each."""

    def __init__(self, name: str, suffixes: tuple[str, ...], mapping: str | None) -> None:
        self._suffixes = suffixes
        self._mapping: LayerMapping = chosen_mapping(mapping)
        self._known = Known(name)

    def read(self, path: Path, stamp: Stamp, texts: Texts) -> Iterator[Imported]:
        """A part for each text.

        Raises ImportFailed where nothing can be read; a file that cannot be read among others that
        can is told in the losses.
        """
        first_fault, read = "", 0
        for source in sources(path, self._suffixes):
            try:
                for part in self._parts(source, stamp, texts):
                    yield replace(part, share=source.share)
                read += 1
            except ImportFailed as error:
                first_fault = first_fault or str(error)
                tally = Tally()
                tally.add(NOT_READ, str(error))
                yield Imported(articles_only(()), tally.losses, share=source.share)
        if not read:
            raise ImportFailed(first_fault)

    def _parts(self, source: Source, stamp: Stamp, texts: Texts) -> list[Imported]:
        data = source.read()
        digest = hashlib.sha256(data).hexdigest()
        tally = Tally()
        self._known.author = source.author
        parts = [
            TextIn(each, self._mapping, self._known).imported(source.name, stamp, digest)
            for each in texts(source, data, tally)
        ]
        if not parts or not any(_holds_something(part) for part in parts):
            raise ImportFailed(
                f"{source.place} has no text. Export it with its text, and import it again."
            )
        told = tally.losses
        return [replace(parts[0], losses=told + parts[0].losses), *parts[1:]]


def _holds_something(part: Imported) -> bool:
    content = part.content
    groups = (content.documents, content.entities, content.claims, content.relations, content.notes)
    return any(True for group in groups for _ in group)
