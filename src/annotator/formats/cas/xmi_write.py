"""A text under layers as XMI of UIMA, and what XML cannot hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.formats.cas.numbering import SOFA, Numbered, number
from annotator.formats.layers.keys import NO_XML, REPLACEMENT
from annotator.formats.layers.nodes import LayeredText, Node, Value

_MARKS = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\t": "&#9;",
        "\n": "&#10;",
        "\r": "&#13;",
    }
)
_NO_PACKAGE = "uima.noNamespace"


def forbidden_at(text: str) -> int | None:
    """The place of the first character that XML cannot hold; None where there is none."""
    found = NO_XML.search(text)
    return found.start() if found else None


def write_xmi(layered: LayeredText) -> tuple[bytes, int]:
    """The XMI of a text, and how many characters of other values were replaced.

    The text itself must hold none that XML cannot.
    """
    writer = _Writer(number(layered))
    return "".join(f"{line}\n" for line in writer.lines()).encode(), writer.replaced


@dataclass(frozen=True, slots=True)
class _Kind:
    """How elements of a type begin, and whether they have a place."""

    tag: str
    sofa: str
    placed: bool


class _Writer:
    def __init__(self, numbered: Numbered) -> None:
        self.replaced = 0
        self._numbered = numbered
        self._prefixes: dict[str, str] = {}
        self._kinds: dict[str, _Kind] = {}

    def lines(self) -> Iterator[str]:
        elements = [self._element(node) for node in self._numbered.numbers]
        text = self._numbered.layered.text
        spaces = "".join(
            f' xmlns:{prefix}="http:///{package.replace(".", "/")}.ecore"'
            for package, prefix in self._prefixes.items()
        )
        yield '<?xml version="1.0" encoding="UTF-8"?>'
        yield (
            '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"'
            f'{spaces} xmi:version="2.0">'
        )
        yield '  <cas:NULL xmi:id="0"/>'
        yield from elements
        said = f' sofaString="{text.translate(_MARKS)}"' if text else ""
        yield (
            f'  <cas:Sofa xmi:id="{SOFA}" sofaNum="1" sofaID="_InitialView" mimeType="text"{said}/>'
        )
        members = " ".join(map(str, self._numbered.members))
        yield f'  <cas:View sofa="{SOFA}" members="{members}"/>'
        yield "</xmi:XMI>"

    def _element(self, node: Node) -> str:
        kind = self._kinds.get(node.type)
        if kind is None:
            kind = self._kinds[node.type] = self._kind(node)
        said = f'<{kind.tag} xmi:id="{self._numbered.numbers[node]}"{kind.sofa}'
        if kind.placed:
            begin, end = self._numbered.units(node)
            said += f' begin="{begin}" end="{end}"'
        inner = ""
        for feature, value in node.features.items():
            if isinstance(value, list) and isinstance(value[0], str):
                inner += "".join(f"<{feature}>{self._said(each)}</{feature}>" for each in value)
            else:
                said += f' {feature}="{self._said(value)}"'
        return f"  {said}>{inner}</{kind.tag}>" if inner else f"  {said}/>"

    def _kind(self, node: Node) -> _Kind:
        numbered = self._numbered
        package, _, name = node.type.rpartition(".")
        tag = f"{self._prefix(package or _NO_PACKAGE)}:{name}"
        sofa = f' sofa="{SOFA}"' if numbered.is_beside(node) else ""
        return _Kind(tag, sofa, placed=numbered.is_annotation(node))

    def _said(self, value: Value) -> str:
        if isinstance(value, Node):
            return str(self._numbered.numbers[value])
        if isinstance(value, list):
            return " ".join(map(self._said, value))
        if isinstance(value, bool):
            return "true" if value else "false"
        if not isinstance(value, str):
            return str(value)
        clean, count = NO_XML.subn(REPLACEMENT, value)
        self.replaced += count
        return clean.translate(_MARKS)

    def _prefix(self, package: str) -> str:
        """The last part of a package, with a number where another package has the same."""
        if package not in self._prefixes:
            wanted = package.rpartition(".")[2]
            prefix, count = wanted, 2
            while prefix in ("xmi", "cas", *self._prefixes.values()):
                prefix, count = f"{wanted}{count}", count + 1
            self._prefixes[package] = prefix
        return self._prefixes[package]
