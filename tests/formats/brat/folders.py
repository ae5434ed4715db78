"""Projects written to real folders of brat and read again."""

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from annotator.formats.brat.exporter import BratExporter
from annotator.formats.brat.importer import BratImporter
from annotator.model.ids import Ref
from tests.formats.same import STAMP, joined


class RealFolder:
    """A folder on the disk, as an export gets it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def file(self, name):
        path = self._path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as out:
            yield out


def export(content, path, **options):
    """Write a project into a new folder; returns what was lost."""
    content = replace(content, documents=tuple(content.documents))
    return BratExporter(**options).write_folder(content, RealFolder(path))


def parts(path, **options):
    """The parts of a folder or a file."""
    return list(BratImporter(**options).read(path, STAMP))


def imported(path, **options):
    """What a folder or a file holds, as one project."""
    return joined(parts(path, **options))


def numbered(content):
    """The same project with the numbers that its documents have in their order."""
    ids = {one.document.id: number for number, one in enumerate(content.documents, 1)}
    documents = tuple(
        replace(one, document=replace(one.document, id=ids[one.document.id]))
        for one in content.documents
    )

    def ref(one):
        return Ref("document", ids[one.id]) if one.kind == "document" else one

    def placed(one):
        return replace(one, document=ids.get(one.document))

    return replace(
        content,
        documents=documents,
        evidence=tuple(map(placed, content.evidence)),
        relations=tuple(map(placed, content.relations)),
        notes=tuple(replace(one, target=ref(one.target)) for one in content.notes),
    )


def losses(found):
    """What the parts of an import left out, by kind."""
    counts = {}
    for part in found:
        for loss in part.losses.items:
            counts[loss.what] = counts.get(loss.what, 0) + loss.count
    return counts


def files(path):
    """The bytes of all files of a folder, by name."""
    return {
        each.relative_to(path).as_posix(): each.read_bytes()
        for each in sorted(path.rglob("*"))
        if each.is_file()
    }
