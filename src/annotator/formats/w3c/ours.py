"""A collection that annotator wrote, as the project it was; selectors that were moved count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from annotator.formats.base import Imported
from annotator.formats.documents import ImportFailed
from annotator.formats.json_parse import JsonFormatError
from annotator.formats.json_read import examined_pieces
from annotator.formats.json_stream import Path as Keys
from annotator.formats.json_write import FORMAT
from annotator.formats.losses import Tally
from annotator.formats.w3c.beside import text_beside
from annotator.formats.w3c.items import Items
from annotator.formats.w3c.names import OBJECTS
from annotator.formats.w3c.selecting import many, pieces, selected, source_of, tree, words

Tree = dict[str, object]
_PLACES = {"mention": "spans", "statement": "content"}


class Ours:
    """Puts a project together again from its annotations, its texts and what they share."""

    def __init__(self, file: Path, tally: Tally, project: Tree) -> None:
        self._file, self._tally, self._project = file, tally, project
        documents = [tree(each) for each in many(project.pop("documents", None))]
        self._numbers = {words(each.get("file")): at for at, each in enumerate(documents)}
        if len(self._numbers) < len(documents):
            raise ImportFailed(f"{file.name}: two documents have their text in one file.")
        self._documents = documents
        self._begun: dict[str, Tree] = {}

    def read(self, items: Items) -> Imported:
        """The project; raises ImportFailed where it does not hold together.

        An annotation that somebody else added is left out and told: add it to a project with the
        texts instead.
        """
        content, problems = examined_pieces(self._pieces(items))
        if content is None or problems:
            raise ImportFailed(f"{self._file.name}: {JsonFormatError(problems)}")
        order = {each.get("id"): at for at, each in enumerate(self._documents)}
        documents = sorted(content.documents, key=lambda each: order[each.document.id])
        content = replace(content, documents=tuple(documents))
        return Imported(content, self._tally.losses, whole=True)

    def _pieces(self, items: Items) -> Iterator[tuple[Keys, object]]:
        """The values of a native file, each document when the last annotation of it was read."""
        yield ("format",), FORMAT
        yield ("offset_unit",), "code_point"
        yield ("documents",), []
        for item, last in items.each():
            if item is not None:
                self._add(item)
            for source in last:
                if source in self._numbers:
                    yield self._done(source)
        for source in list(self._numbers):
            yield self._done(source)
        for name, value in self._project.items():
            if isinstance(value, list) and value:
                yield from (((name, number), each) for number, each in enumerate(value))
            else:
                yield (name,), value

    def _document(self, source: str) -> Tree:
        """A document to which annotations are added; raises ImportFailed without its text."""
        if source not in self._begun:
            text = text_beside(self._file, source)
            if text is None:
                raise ImportFailed(f"{self._file.name}: the text {source} is not beside it.")
            about = self._documents[self._numbers[source]]
            rest = {key: value for key, value in about.items() if key != "file"}
            self._begun[source] = {**rest, "text": text, "mentions": [], "statements": []}
        return self._begun[source]

    def _done(self, source: str) -> tuple[Keys, object]:
        made = self._document(source)
        del self._begun[source]
        return ("documents", self._numbers.pop(source)), made

    def _add(self, item: Tree) -> None:
        for kind, key in OBJECTS.items():
            if key not in item:
                continue
            target = next(iter(many(item.get("target"))), None)
            places = pieces(target)
            source = source_of(places[0]) if places else ""
            if source not in self._numbers:
                self._tally.add("annotations of what is not here", words(item.get("id")))
                return
            document = self._document(source)
            made = tree(item[key])
            self._move(made, _PLACES[kind], places, words(document["text"]))
            objects = document[f"{kind}s"]
            assert isinstance(objects, list)
            objects.append(made)
            return

    def _move(self, made: Tree, key: str, places: list[Tree], text: str) -> None:
        """Take the places of the target where they are others than those of the object."""
        spans = [selected(each, text) for each in places]
        stored = [(tree(each).get("start"), tree(each).get("end")) for each in many(made.get(key))]
        found = [(span.start, span.end) for span in spans if span is not None]
        if len(found) == len(spans) and found != stored:
            made[key] = [
                {"start": start, "end": end, "text": text[start:end]} for start, end in found
            ]
