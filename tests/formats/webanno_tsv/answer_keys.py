"""What an XMI file of the WebAnno suite says, read by itself: the key to its TSV."""

from xml.etree import ElementTree

from annotator.formats.layers.nodes import Node

XMI = "{http://www.omg.org/XMI}id"
SPAN, OLD_SPAN = (
    "webanno.custom.Span",
    "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity",
)
RENAMED = {"intValue": "integerValue"}
"""Keys that are older than their TSV have the first name; so with the types of spans."""
NAMED = {"Governor", "Dependent", "next", "first", "target"}
"""Features of the suite that name a node; `links` list some."""


def said_in_key(path):
    """The text of a key, and each of its annotations as `told` has them."""
    root = ElementTree.parse(path).getroot()  # noqa: S314 - a file of the suite
    elements = {each.get(XMI): each for each in root if each.get(XMI)}
    text = next(each for each in root if each.tag.endswith("}Sofa")).get("sofaString", "")
    units = text.encode("utf-16-le")

    def point(unit):
        return len(units[: 2 * int(unit)].decode("utf-16-le"))

    nodes = {id: Node(_type(each.tag)) for id, each in elements.items()}
    for id, element in elements.items():
        node = nodes[id]
        for name, value in element.attrib.items():
            if name in ("begin", "end"):
                place = point(value)
                node.start, node.end = (place, node.end) if name == "begin" else (node.start, place)
            elif name in NAMED:
                node.features[name] = nodes[value]
            elif name == "links":
                node.features |= {name: [nodes[each] for each in value.split()]} if value else {}
            elif name not in (XMI, "sofa"):
                node.features[RENAMED.get(name, name)] = value
    return text, list(nodes.values())


def _type(tag):
    package, name = tag.removeprefix("{http:///").split(".ecore}")
    return f"{package.replace('/', '.')}.{name}"


def told(nodes, layers):
    """What annotations say of layers and features of a TSV header, in an order of its own."""
    if SPAN in layers and not any(node.type == SPAN for node in nodes):
        layers = {OLD_SPAN if each == SPAN else each: names for each, names in layers.items()}
    return sorted(
        _told(node, layer, features)
        for node in nodes
        for layer, features in layers.items()
        if node.type.startswith(layer) and node.type.removeprefix(layer)[:1] in ("", "_")
    )


def _told(node, layer, features):
    said = sorted((name, _value(node.features[name])) for name in features if name in node.features)
    return (SPAN if layer == OLD_SPAN else layer, node.start, node.end, said)


def _value(value):
    if isinstance(value, list):
        return [(each.features.get("role", ""), _value(each.features["target"])) for each in value]
    return f"{value.start}-{value.end}" if isinstance(value, Node) else value
