"""A collection that annotator wrote, as the project it was; selectors that were moved count."""

from __future__ import annotations

import json
from pathlib import Path

from annotator.formats.base import Imported, Stamp
from annotator.formats.documents import ImportFailed
from annotator.formats.json_parse import JsonFormatError
from annotator.formats.json_read import read_project
from annotator.formats.json_write import FORMAT
from annotator.formats.losses import Tally
from annotator.formats.w3c.beside import text_beside
from annotator.formats.w3c.names import OBJECTS
from annotator.formats.w3c.selecting import many, pieces, selected, source_of, tree, words

Tree = dict[str, object]
_PLACES = {"mention": "spans", "statement": "content"}


class Ours:
    """Puts a project together again from its annotations, its texts and what they share."""

    def __init__(self, file: Path, tally: Tally) -> None:
        self._file, self._tally = file, tally

    def read(self, project: Tree, items: list[Tree], stamp: Stamp) -> Imported:
        """The project; raises ImportFailed where it does not hold together.

        An annotation that somebody else added is left out and told: add it to a project with the
        texts instead.
        """
        del stamp  # the file says itself who made what, and when
        documents = [tree(each) for each in many(project.get("documents"))]
        by_source = {words(each.get("file")): each for each in documents}
        for source, document in by_source.items():
            text = text_beside(self._file, source)
            if text is None:
                raise ImportFailed(f"{self._file.name}: the text {source} is not beside it.")
            document["text"] = text
            document["mentions"], document["statements"] = [], []
            del document["file"]
        for item in items:
            self._add(item, by_source)
        whole = {"format": FORMAT, "offset_unit": "code_point", **project, "documents": documents}
        try:
            data = json.dumps(whole, ensure_ascii=False).encode("utf-8")
            content = read_project(data)
        except JsonFormatError as error:
            raise ImportFailed(f"{self._file.name}: {error}") from error
        return Imported(content, self._tally.losses, whole=True)

    def _add(self, item: Tree, by_source: dict[str, Tree]) -> None:
        for kind, key in OBJECTS.items():
            if key not in item:
                continue
            target = next(iter(many(item.get("target"))), None)
            places = pieces(target)
            document = by_source.get(source_of(places[0])) if places else None
            if document is None:
                self._tally.add("annotations of what is not here", words(item.get("id")))
                return
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
