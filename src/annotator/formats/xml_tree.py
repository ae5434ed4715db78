"""XML that others made, as a tree: without a DTD or entities, not too deep and not too large."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Set
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from annotator.formats.documents import ImportFailed

MOST_DEPTH = 200
MOST_ELEMENTS = 1_000_000
MOST_ATTRIBUTES = 1_000
MOST_NAMES = 10_000
_TAGS = (
    f"one of its tags is not closed, is not in UTF-8, or has more than {MOST_ATTRIBUTES:,} "
    "attributes. Save it again, in UTF-8."
)
_LARGE = 1 << 20
"""A tag of so many bytes is looked at before it is parsed."""
_TAG = re.compile(
    rb"""
      </?[^\s<>/=]{1,1000}+
      (?: \s++ [^\s<>/=]{1,1000}+ \s*+=\s*+ (?: "[^"]*+" | '[^']*+' ) ){0,%d}+
      \s*+/?>
    """
    % MOST_ATTRIBUTES,
    re.VERBOSE,
)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_MOST_OF_UTF_16 = 8_000_000
"""Hardly anybody writes XML so, and tags in it cannot be looked at."""
_Start = Callable[[str, dict[str, str]], object]
_End = Callable[[str], object]
_Text = Callable[[str], object]


class XmlRefused(ImportFailed):
    """XML that is broken, or that could do harm."""


def tree(data: bytes, name: str) -> Element:
    """The root of an XML file; names are `{namespace}name`. Raises XmlRefused, naming the file."""
    builder = TreeBuilder()
    events(data, name, builder.start, builder.end, builder.data)
    return builder.close()


def prove(data: bytes, name: str) -> None:
    """Raise XmlRefused for XML that a library should not be given."""
    events(data, name, _nothing, _nothing, _nothing)


def events(data: bytes, name: str, start: _Start, end: _End, text: _Text) -> None:
    """Tell of each element as it comes, for files too large for a tree. Raises as `tree` does."""
    _refuse_tags(data, name)
    _Parser(name, start, end, text, MOST_ELEMENTS).parse(data, last=True)


def walk(
    blocks: Iterable[bytes],
    name: str,
    start: _Start,
    end: _End,
    text: _Text,
    most: int | None = None,
) -> Iterator[int]:
    """Hand over what an XML file of any size holds as it is read, with names as in `tree`.

    `start` gets an element and its attributes, `end` an element, `text` words. After each block
    comes how many bytes were read. Raises XmlRefused, also for more than `most` elements.
    """
    parser, done = _Parser(name, start, end, text, most), 0
    for block in blocks:
        parser.parse(block, last=False)
        done += len(block)
        if done - parser.place > _LARGE:  # expat begins it again with each block
            raise _refusal(name, _TAGS)
        yield done
    parser.parse(b"", last=True)


def elements(blocks: Iterable[bytes], name: str, tags: Set[str], most: int) -> Iterator[Element]:
    """The root of an XML file of any size as it stands alone, then each element of some tags.

    Such an element comes with all that is in it, and what lies in none is passed over. Raises
    XmlRefused, also for more than `most` elements, and for one that is too large for a tree.
    """
    found = _Elements(name, tags)
    for _ in walk(blocks, name, found.start, found.end, found.text, most):
        yield from found.take()


class _Elements:
    """Gathers the elements of some tags."""

    def __init__(self, name: str, tags: Set[str]) -> None:
        self._name, self._tags = name, tags
        self._found: list[Element] = []
        self._root = True
        self._builder = TreeBuilder()
        self._depth = self._size = 0

    def take(self) -> list[Element]:
        """Those that are complete since they were last taken."""
        found, self._found = self._found, []
        return found

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._root:
            self._found.append(Element(tag, attributes))
            self._root = False
        elif self._depth or tag in self._tags:
            self._depth += 1
            self._size += 1
            if self._size > MOST_ELEMENTS:
                raise _refusal(self._name, _too_many(MOST_ELEMENTS))
            self._builder.start(tag, attributes)

    def end(self, tag: str) -> None:
        if not self._depth:
            return
        self._builder.end(tag)
        self._depth -= 1
        if not self._depth:
            self._found.append(self._builder.close())
            self._builder, self._size = TreeBuilder(), 0

    def text(self, words: str) -> None:
        if self._depth:
            self._builder.data(words)


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def _nothing(*what: object) -> None:
    """What is only proved makes nothing."""


class _Parser:
    def __init__(self, name: str, start: _Start, end: _End, text: _Text, most: int | None) -> None:
        self._name = name
        self._most = most
        self._start_element = start
        self._end_element = end
        self._depth = self._elements = 0
        # with that separator and a brace before them names are as in ElementTree
        parser = self._parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        self._names = parser.intern
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = self._doctype

    def parse(self, data: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(data, last)
        except expat.ExpatError as error:
            raise self._refused(f"it is not XML: {error}. Save it again.") from error
        except (LookupError, ValueError) as error:  # an encoding that there is not
            raise self._refused(f"its encoding is not read ({error}).") from error

    @property
    def place(self) -> int:
        """Where in the file that begins which is not yet read to its end."""
        return self._parser.CurrentByteIndex

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > MOST_DEPTH:
            raise self._refused(f"it is nested more than {MOST_DEPTH} deep.")
        if self._most is not None and self._elements > self._most:
            raise self._refused(_too_many(self._most))
        if len(attributes) > MOST_ATTRIBUTES:
            raise self._refused(_TAGS)
        if len(self._names) > MOST_NAMES:
            raise self._refused(
                f"its elements and attributes have more than {MOST_NAMES:,} names. Save it again."
            )
        self._start_element(
            f"{{{tag}" if "}" in tag else tag,
            {f"{{{key}" if "}" in key else key: value for key, value in attributes.items()},
        )

    def _end(self, tag: str) -> None:
        self._depth -= 1
        self._end_element(f"{{{tag}" if "}" in tag else tag)

    def _doctype(self, *declared: object) -> None:
        raise self._refused(
            "it declares a document type (DTD), with which XML can do harm and articles do without."
        )

    def _refused(self, reason: str) -> XmlRefused:
        return _refusal(self._name, reason)


def _too_many(most: int) -> str:
    return f"it has more than {most:,} elements. Divide it."


def _refusal(name: str, reason: str) -> XmlRefused:
    return XmlRefused(f"{name} was not read: {reason}")


def _refuse_tags(data: bytes, name: str) -> None:
    """Refuse a tag for which expat would take seconds and gigabytes, before it reads it."""
    if data.startswith(_UTF_16) and len(data) > _MOST_OF_UTF_16:
        raise _refusal(name, "it is in UTF-16. Save it in UTF-8.")
    for at in _large(data):
        if not data.startswith((b"<!", b"<?"), at) and not _TAG.match(data, at):
            raise _refusal(name, _TAGS)


def _large(data: bytes) -> Iterator[int]:
    """Where tags begin behind which none does for long; the work follows the length once."""
    at = data.find(b"<")
    while 0 <= at < len(data) - _LARGE:
        following = data.rfind(b"<", at + 1, at + 1 + _LARGE)
        if following < 0:
            yield at
            following = data.find(b"<", at + 1)
        at = following
