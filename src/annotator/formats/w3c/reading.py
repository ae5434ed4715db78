"""Web Annotations as annotated documents: ours whole, others by their bodies and selectors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from annotator.formats.base import Certainty, Imported, Stamp, Start, articles_only
from annotator.formats.blocks import Blocks
from annotator.formats.documents import ImportFailed, new_document, opened
from annotator.formats.losses import Tally
from annotator.formats.w3c.beside import text_beside
from annotator.formats.w3c.foreign import Foreign
from annotator.formats.w3c.items import Items, Tree, sources_of
from annotator.formats.w3c.names import CONTEXT, FILE, PROJECT
from annotator.formats.w3c.ours import Ours
from annotator.formats.w3c.selecting import tree, words

MOST = 1_000_000_000
ELSEWHERE = "annotations of what is not here"
_ENDINGS = (".jsonld",)


@dataclass(frozen=True, slots=True)
class W3cImporter:
    """Reads an annotation, a page or a collection, with the texts that lie beside it."""

    name: str = "w3c"
    title: str = "W3C Web Annotation"
    suffixes: tuple[str, ...] = _ENDINGS

    def recognises(self, start: Start) -> Certainty:
        """By the context, or the file of that name in a folder."""
        if start.folder:
            return Certainty.SURE if FILE in start.names else Certainty.NO
        if f'"{CONTEXT}"'.encode() in start.data:
            return Certainty.SURE
        return Certainty.BY_NAME if start.path.suffix.lower() in _ENDINGS else Certainty.NO

    def read(self, path: Path, stamp: Stamp) -> Iterator[Imported]:
        """Hand over each text with what is annotated in it, or a whole project of ours.

        Nothing is fetched: a source is a file beside the annotations, or is told as missing. Raises
        ImportFailed where all of the file breaks the rules of the model.
        """
        file = path / FILE if path.is_dir() else path
        tally = Tally()
        with opened(file, MOST) as data:
            items = Items(Blocks.in_file(data), file.name, tally)
            if items.is_ours:
                yield Ours(file, tally, tree(items.top[PROJECT])).read(items)
            else:
                yield from _foreign(file, items, tally, stamp)


def _foreign(file: Path, items: Items, tally: Tally, stamp: Stamp) -> Iterator[Imported]:
    """The annotations of others, those of a text together, as soon as all of them were read."""
    by_source: dict[str, list[Tree]] = {}
    empty, number = True, 0
    for item, last in items.each():
        if item is not None:
            empty = False
            sources = sources_of(item)
            if len(sources) == 1:
                by_source.setdefault(sources.pop(), []).append(item)
            else:
                tally.add("annotations of several texts", words(item.get("id")))
        for source in last:
            own = by_source.pop(source, [])
            text = text_beside(file, source) if own else None
            if text is not None:
                number += 1
                document = new_document(text, PurePosixPath(source).name, stamp)
                content = Foreign(document, text, number, stamp, tally).content(own)
                yield Imported(content, tally.take(), share=items.share)
            elif own:
                where = f"{source} (no such text beside {file.name})"
                tally.add(ELSEWHERE, where, times=len(own))
    if empty and tally.losses:
        raise ImportFailed(f"{file.name} holds no Web Annotation: {_first(tally)}.")
    told = f"{file.name} is a page or collection without annotations in it."
    yield Imported(articles_only(()), tally.take(), (told,) if empty else ())


def _first(tally: Tally) -> str:
    return next(iter(tally.losses.lines), "").rpartition(": ")[2]
