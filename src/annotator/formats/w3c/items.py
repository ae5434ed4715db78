"""The annotations of a file one after the other, and of which texts each of them is the last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from annotator.formats.blocks import Blocks
from annotator.formats.json_stream import JsonStream, Path
from annotator.formats.losses import Tally
from annotator.formats.w3c.names import OBJECTS, PROJECT
from annotator.formats.w3c.selecting import many, pieces, source_of, tree
from annotator.formats.w3c.validity import problems

MOST_OF_PIECE = 256_000_000
"""So many characters an annotation has, or what the documents of a project share."""
WRONG = "annotations that break the rules of the model"
_LIST, _OF_PAGE, _OF_COLLECTION = (), ("items",), ("first", "items")
_PLACES: frozenset[Path] = frozenset((_LIST, _OF_PAGE, _OF_COLLECTION))
_OBJECTS: frozenset[Path] = frozenset(((), ("first",)))
Tree = dict[str, object]


class Items:
    """Goes over a file twice: `top` is known at once, and `each` reads the annotations.

    `name` is the file's. Raises JsonFormatError.
    """

    def __init__(self, blocks: Blocks, name: str, tally: Tally) -> None:
        self._blocks, self._name, self._tally = blocks, name, tally
        self.top: Tree = {}
        """What stands in the file beside its annotations."""
        self.share = 0.0
        """How much of it was read."""
        self._counts: dict[tuple[Path | None, bool], Counter[str]] = {}
        self._place = self._surveyed()

    @property
    def is_ours(self) -> bool:
        """Whether it is a project that annotator wrote."""
        return PROJECT in self.top

    def each(self) -> Iterator[tuple[Tree | None, list[str]]]:
        """Each annotation with the names of the texts that none after it is about.

        None stands for one that breaks the rules, which is told. In a project of ours only those
        count that stand for an object of it.
        """
        left = self._left()
        for number, item in enumerate(self._given(), 1):
            wrong = problems(item, inside=self._place in (_OF_PAGE, _OF_COLLECTION))
            if wrong:
                self._tally.add(WRONG, f"{self._name}, annotation {number}: {wrong[0]}")
            sources = sources_of(item) if not self.is_ours or _is_object(item) else set()
            left.subtract(sources)
            yield None if wrong else item, [each for each in sources if not left[each]]

    def _surveyed(self) -> Path | None:
        """Find out where the annotations are (None for one alone), and how many on each text."""
        first: Tree = {}
        place: Path | None = None
        for path, value in self._pieces():
            if (at := _place_of(path, value)) is not None:
                place = _LIST if at == _LIST else place
                for item in [value] if at != path else many(value):
                    self._count(at, tree(item))
            elif len(path) == 1:
                self.top[str(path[0])] = value
            elif path:
                first[str(path[1])] = value
        if first:
            self.top["first"] = first
        place = _said_place(self.top) if place is None else place
        if place is None:
            self._count(None, self.top)
        return place

    def _pieces(self) -> Iterator[tuple[Path, object]]:
        stream = JsonStream(self._blocks, MOST_OF_PIECE)
        for piece in stream.pieces(objects=_OBJECTS, lists=_PLACES):
            self.share = stream.share
            yield piece

    def _count(self, place: Path | None, item: Tree) -> None:
        counts = self._counts.setdefault((place, _is_object(item)), Counter())
        counts.update(sources_of(item))

    def _left(self) -> Counter[str]:
        """How many annotations there are of each text."""
        left = Counter(self._counts.get((self._place, True), {}))
        return left if self.is_ours else left + self._counts.get((self._place, False), Counter())

    def _given(self) -> Iterator[Tree]:
        if self._place is None:
            yield self.top
            return
        for path, value in self._pieces():
            if _place_of(path, value) == self._place:
                yield from map(tree, [value] if path != self._place else many(value))


def sources_of(item: Tree) -> set[str]:
    """The names of all texts that an annotation is about."""
    return {source_of(each) for one in many(item.get("target")) for each in pieces(one)}


def _said_place(top: Tree) -> Path | None:
    """Where the annotations of a page or a collection stand, by what it says it is."""
    types = many(top.get("type"))
    if "AnnotationCollection" in types:
        return _OF_COLLECTION
    return _OF_PAGE if "AnnotationPage" in types else None


def _place_of(path: Path, value: object) -> Path | None:
    """The list in which a value stands, or for which it stands alone; None for any other."""
    if path and isinstance(path[-1], int):
        return path[:-1]
    return path if path in _PLACES and (path or isinstance(value, list)) else None


def _is_object(item: Tree) -> bool:
    return any(key in item for key in OBJECTS.values())
