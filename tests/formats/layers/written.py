"""Exports to a folder in memory or on disk, and what an importer makes of them."""

import io
from contextlib import contextmanager
from dataclasses import replace

from hypothesis import settings

from annotator.formats.losses import Tally
from tests.formats.projects import generously
from tests.formats.same import STAMP, joined

sometimes = settings(parent=generously, max_examples=20)
"""Settings of one of several round trips."""


class Folder:
    """A folder in memory: `files` by name."""

    def __init__(self):
        self.files = {}

    @contextmanager
    def file(self, name):
        assert name not in self.files
        out = io.BytesIO()
        yield out
        self.files[name] = out.getvalue()

    def put(self, path):
        """Write the files to a folder on disk."""
        for name, data in self.files.items():
            (path / name).write_bytes(data)
        return path


def exported(exporter, content):
    """The folder that an exporter writes, and what it lost."""
    folder = Folder()
    losses = exporter.write_folder(content, folder)
    return folder, losses


def imported(importer, path):
    """What an importer reads, as one project, with all losses and notices."""
    tally, notices = Tally(), []
    parts = list(importer.read(path, STAMP))
    for part in parts:
        notices += part.notices
        for loss in part.losses.items:
            tally.add_all(loss)
    return joined(parts), tally.losses, notices


def held(content):
    """A project whose documents can be read as often as one likes."""
    documents = tuple(
        replace(each, mentions=tuple(each.mentions), statements=tuple(each.statements))
        for each in content.documents
    )
    return replace(content, documents=documents)


def ready(content):
    """A generated project whose articles have titles, languages and files that come in order."""

    def named(document):
        return replace(
            document,
            source_name=f"{document.id}{document.source_name}",
            title=document.title or "untitled",
            language=document.language or "en",
        )

    content = held(content)
    documents = tuple(replace(each, document=named(each.document)) for each in content.documents)
    return replace(content, documents=documents)


OF_THE_IMPORT = tuple(
    f"Document.{name}"
    for name in ("imported_at", "imported_by", "source_sha256", "encoding", "bom", "origin")
)
"""What an import says of its own."""


def differences(one, other):
    """What two projects, as `canonical` has them, do not have in common, to be read by people."""
    lines = [
        f"{sign} {group} {each}"
        for group in one
        for sign, has, lacks in (("-", one, other), ("+", other, one))
        for each in has[group]
        if each not in lacks[group]
    ]
    return "\n".join(lines)
