"""Files as they are read: by the importers that are registered, with one child process."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from annotator.formats.base import Stamp
from annotator.formats.confined import Confined
from annotator.formats.registry import BUILT_IN, Formats, load

STAMP = Stamp("2026-01-01T00:00:00Z", "ana")


@dataclass
class Desk:
    """Reads the bytes of a file of some name."""

    formats: Formats
    confined: Confined

    def imported(self, data, name, **options):
        kind = name.rpartition(".")[2]
        importer = replace(self.formats.importers[kind], confined=self.confined, **options)
        return importer.article(data, name, STAMP)

    def parts(self, kind, data, name, **options):
        """What a file of many articles holds, part by part, read by the importer of a name."""
        importer = replace(self.formats.importers[kind], confined=self.confined, **options)
        return list(importer.articles(data, name, STAMP))

    def articles(self, kind, data, name, **options):
        parts = self.parts(kind, data, name, **options)
        return [each for part in parts for each in part.content.documents]

    def article(self, data, name, **options):
        (article,) = self.imported(data, name, **options).content.documents
        return article

    def text(self, data, name, **options):
        return self.article(data, name, **options).text

    def kind(self, data, name, tmp_path):
        """The name of the importer that takes the file."""
        path = tmp_path / name
        path.write_bytes(data)
        return self.formats.importer_for(path).name


@pytest.fixture(scope="session")
def desk():
    return Desk(load(BUILT_IN), Confined())
