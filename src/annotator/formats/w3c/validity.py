"""What is wrong with an annotation by the rules of the W3C's model, in sentences.

The rules that the data model states with MUST (w3.org/TR/annotation-model, sections 3 and 4), as
far as they can be told from the JSON: what each property may hold, and how many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.formats.w3c.names import CONTEXT

_PLAIN = r"[^\s<>\"{}|\\^`]"
_IRI = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*:{_PLAIN}*|{_PLAIN}+[./#]{_PLAIN}*")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
_DIRECTIONS = ("ltr", "rtl", "auto")
_SETS = {"Choice", "Composite", "List", "Independents"}
_TIMES = ("created", "modified", "generated")
_ALONE = ("textDirection", "processingLanguage")
_TEXTS = ("format", "language", "langauage")
_DEPTH = 20
_NEEDED = {
    "FragmentSelector": "value",
    "CssSelector": "value",
    "XPathSelector": "value",
    "TextQuoteSelector": "exact",
}
"""What a selector of a type has to say."""


def problems(annotation: dict[str, object], *, inside: bool = False) -> list[str]:
    """Each thing that is wrong with an annotation; one `inside` a page needs no context."""
    return list(_annotation(annotation, inside=inside))


def _annotation(annotation: dict[str, object], *, inside: bool) -> Iterator[str]:
    if not inside and CONTEXT not in _many(annotation.get("@context")):
        yield f"its @context must be {CONTEXT}"
    if "Annotation" not in _many(annotation.get("type")):
        yield "its type must be Annotation"
    yield from _iri(annotation.get("id"), "id", needed=not inside)
    if "target" not in annotation:
        yield "it has no target"
    yield from _body_value(annotation)
    for name in ("body", "target"):
        for resource in _many(annotation.get(name)):
            yield from _resource(resource, name, 0)
    yield from _life(annotation)


def _body_value(annotation: dict[str, object]) -> Iterator[str]:
    if "bodyValue" not in annotation:
        return
    if "body" in annotation:
        yield "it has body and bodyValue, and may have one of them"
    if not isinstance(annotation["bodyValue"], str):
        yield "its bodyValue must be one text"


def _life(thing: dict[str, object]) -> Iterator[str]:
    """Who made it, when, and by what right."""
    for name in _TIMES:
        value = thing.get(name)
        if value is not None and not (isinstance(value, str) and _TIME.fullmatch(value)):
            yield f"{name} must be one time as 2015-01-28T12:00:00Z"
    for name in ("creator", "generator"):
        for one in _many(thing.get(name)):
            if not isinstance(one, str | dict):
                yield f"{name} must be an IRI or an object"
    for name in ("rights", "via", "canonical"):
        for one in _many(thing.get(name)):
            yield from _iri(one, name, needed=True)


def _resource(resource: object, name: str, depth: int) -> Iterator[str]:
    if isinstance(resource, str):
        yield from _iri(resource, name, needed=True)
    elif not isinstance(resource, dict):
        yield f"{name} must be an IRI or an object"
    elif depth > _DEPTH:
        yield f"{name} is nested too deeply"
    else:
        yield from _object(resource, name, depth)


def _object(resource: dict[str, object], name: str, depth: int) -> Iterator[str]:
    types = {one for one in _many(resource.get("type")) if isinstance(one, str)}
    yield from _iri(resource.get("id"), f"{name} id", needed=False)
    yield from _properties(resource, name)
    yield from _life(resource)
    if len(types & _SETS) > 1:
        yield f"{name} may be one of {', '.join(sorted(_SETS))}"
    if "items" in resource and not types & _SETS:
        yield f"{name} has items, but does not say how they are meant"
    if types & {"TextualBody"} and not isinstance(resource.get("value"), str):
        yield f"{name} is a TextualBody and needs one text as its value"
    if "SpecificResource" in types and "source" not in resource:
        yield f"{name} is a SpecificResource and needs a source"
    for source in _many(resource.get("source")):
        yield from _resource(source, f"{name} source", depth + 1)
    for selector in _many(resource.get("selector")):
        yield from _selector(selector, name, depth + 1)
    for item in _many(resource.get("items")):
        yield from _resource(item, name, depth + 1)


def _properties(resource: dict[str, object], name: str) -> Iterator[str]:
    for each in _TEXTS:
        for one in _many(resource.get(each)):
            if not isinstance(one, str):
                yield f"{name} {each} must be a text"
    for each in _ALONE:
        value = resource.get(each)
        if value is not None and not isinstance(value, str):
            yield f"{name} {each} must be one text"
    direction = resource.get("textDirection")
    if isinstance(direction, str) and direction not in _DIRECTIONS:
        yield f"{name} textDirection must be one of {', '.join(_DIRECTIONS)}"


def _selector(selector: object, name: str, depth: int) -> Iterator[str]:
    if isinstance(selector, str):
        yield from _iri(selector, f"{name} selector", needed=True)
    elif not isinstance(selector, dict):
        yield f"{name} selector must be an object"
    elif depth > _DEPTH:
        yield f"{name} selector is nested too deeply"
    else:
        yield from _values(selector, name)
        for inner in _many(selector.get("refinedBy")):
            yield from _selector(inner, name, depth + 1)


def _values(selector: dict[str, object], name: str) -> Iterator[str]:
    kind = selector.get("type")
    wanted = _NEEDED.get(kind) if isinstance(kind, str) else None
    if wanted and not isinstance(selector.get(wanted), str):
        yield f"{name} {kind} needs one text as its {wanted}"
    if kind in ("TextPositionSelector", "DataPositionSelector"):
        ends = [selector.get("start"), selector.get("end")]
        if not all(isinstance(one, int) and not isinstance(one, bool) and one >= 0 for one in ends):
            yield f"{name} {kind} needs a start and an end"


def _iri(value: object, name: str, *, needed: bool) -> Iterator[str]:
    if value is None and not needed:
        return
    if not isinstance(value, str) or not _IRI.fullmatch(value):
        yield f"{name} must be one IRI"


def _many(value: object) -> list[object]:
    """One or many values as a list; none for a missing one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
