"""What the tests of CoNLL formats share: writing, reading, and what a format is said to lose."""

import io

from hypothesis import settings

from annotator.formats.base import Stamp
from tests.formats.projects import generously

quickly = settings(generously, max_examples=20)
"""Settings of a round trip, of which there are several here."""
STAMP = Stamp("2026-05-05T00:00:00Z", "importer")


def written(exporter, content):
    """The bytes of a project and what was lost of it, by its name."""
    out = io.BytesIO()
    losses = exporter.write(content, out)
    return out.getvalue(), {loss.what: loss.count for loss in losses.items}


def read(importer, data, tmp_path, name="a.conll"):
    """The parts of a file of some bytes."""
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(importer.read(path, STAMP))


def documents_of(parts):
    return [one for part in parts for one in part.content.documents]


def words_of(annotated):
    """Each mention of a document as its type and its words."""
    return [(one.type, one.surface(annotated.text)) for one in annotated.mentions]
