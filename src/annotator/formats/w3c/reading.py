"""Web Annotations as annotated documents: ours whole, others by their bodies and selectors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from annotator.formats.base import Certainty, Imported, Stamp, Start, articles_only
from annotator.formats.documents import ImportFailed, file_bytes, new_document
from annotator.formats.json_parse import parse
from annotator.formats.losses import Tally
from annotator.formats.w3c.beside import text_beside
from annotator.formats.w3c.foreign import Foreign
from annotator.formats.w3c.names import CONTEXT, FILE, PROJECT
from annotator.formats.w3c.ours import Ours
from annotator.formats.w3c.selecting import many, pieces, source_of, tree, words
from annotator.formats.w3c.validity import problems

MOST = 2_000_000_000
WRONG = "annotations that break the rules of the model"
ELSEWHERE = "annotations of what is not here"
_ENDINGS = (".jsonld",)
Tree = dict[str, object]


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
        found = parse(file_bytes(file, MOST))
        top = tree(found)
        tally = Tally()
        items = list(_items(found, file.name, tally))
        if PROJECT in top:
            yield Ours(file, tally).read(tree(top[PROJECT]), items, stamp)
            return
        if not items and tally.losses:
            raise ImportFailed(f"{file.name} holds no Web Annotation: {_first(tally)}.")
        if not items:
            told = f"{file.name} is a page or collection without annotations in it."
            yield Imported(articles_only(()), notices=(told,))
            return
        yield from _foreign(file, items, tally, stamp)


def _first(tally: Tally) -> str:
    return next(iter(tally.losses.lines), "").rpartition(": ")[2]


def _items(found: object, name: str, tally: Tally) -> Iterator[Tree]:
    """The annotations of a file that keep the rules; the others are told."""
    inside, given = _annotations(found)
    for number, item in enumerate(given, 1):
        wrong = problems(tree(item), inside=inside)
        if wrong:
            tally.add(WRONG, f"{name}, annotation {number}: {wrong[0]}")
        else:
            yield tree(item)


def _annotations(found: object) -> tuple[bool, list[object]]:
    """Whether they stand inside something that has the context, and the annotations themselves."""
    if isinstance(found, list):
        return False, found
    top = tree(found)
    if "AnnotationCollection" in many(top.get("type")):
        return True, many(tree(top.get("first")).get("items"))
    if "AnnotationPage" in many(top.get("type")):
        return True, many(top.get("items"))
    return False, [top]


def _foreign(file: Path, items: list[Tree], tally: Tally, stamp: Stamp) -> Iterator[Imported]:
    """The annotations of others, those of a text together."""
    by_source: dict[str, list[Tree]] = {}
    for item in items:
        sources = {source_of(each) for one in many(item.get("target")) for each in pieces(one)}
        if len(sources) == 1:
            by_source.setdefault(sources.pop(), []).append(item)
        else:
            tally.add("annotations of several texts", words(item.get("id")))
    for number, (source, own) in enumerate(by_source.items(), 1):
        text = text_beside(file, source)
        if text is None:
            tally.add(ELSEWHERE, f"{source} (no such text beside {file.name})", times=len(own))
            continue
        document = new_document(text, PurePosixPath(source).name, stamp)
        content = Foreign(document, text, number, stamp, tally).content(own)
        yield Imported(content, tally.take())
    yield Imported(articles_only(()), tally.take())
