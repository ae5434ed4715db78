"""The articles in ninjs, the JSON in which news agencies send them (versions 1 to 3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from annotator.formats.articles.extracted import Extracted, date_in
from annotator.formats.articles.page_encoding import text_of_piece
from annotator.formats.articles.strict_json import tree_of
from annotator.formats.documents import ImportFailed, Said
from annotator.formats.losses import Tally

_PLAIN, _HTML = "text/plain", ("text/html", "application/xhtml+xml")
_KEPT = {
    "uri": "uri",
    "versioncreated": "version_created",
    "slugline": "slugline",
    "usageterms": "usage_terms",
    "ednote": "editors_note",
    "copyrightnotice": "copyright",
}
"""The fields that are kept in the document's metadata, in lower case, and by what name."""
_OLD = {"body_text": _PLAIN, "body_xhtml": "text/html", "body_html5": "text/html"}
"""Where version 1 has what later ones have in `bodies`."""
Item = Mapping[str, object]


def ninjs(data: bytes, name: str, options: Mapping[str, str]) -> Iterator[Extracted]:
    """Hand back the article of an item, or of each in a list. Raises ImportFailed."""
    del options
    tree = tree_of(data, name)
    items = _objects(tree if isinstance(tree, list) else [tree])
    tally, found = Tally(), 0
    for number, item in enumerate(items, 1):
        text, notices = _text(item, name)
        uri = _words(item, "uri")
        if not text:
            tally.add("items without text", f"{name}: item {number}, {uri}")
            continue
        for each in _associated(item):
            tally.add("associated items", f"{name}: {_words(each, 'uri') or _words(each, 'type')}")
        found += 1
        yield Extracted(text, _said(item), tally.take(), notices, share=number / len(items))
    if not found:
        raise ImportFailed(f"{name} has no text: no item in it has a body of text or HTML.")
    yield Extracted("", losses=tally.losses)


def _text(item: Item, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of an item: its plain body, or else that of HTML, or else what describes it."""
    bodies = [*_bodies(item, "bodies"), *_old(item, "body")]
    if text := _first(bodies, name):
        return text, ()
    described = [*_bodies(item, "descriptions"), *_old(item, "description")]
    text = _first(described, name)
    what = f"{name}: the item {_words(item, 'uri')} has a description, and no text of its own."
    return text, (what,) if text else ()


def _first(bodies: list[tuple[str, str]], name: str) -> str:
    for kind, value in bodies:
        if kind == _PLAIN and value.strip():
            return value.replace("\r\n", "\n").strip("\n")
    htmls = [value for kind, value in bodies if kind in _HTML]
    return next((text for value in htmls if (text := text_of_piece(value, name))), "")


def _bodies(item: Item, field: str) -> Iterator[tuple[str, str]]:
    for body in _objects(item.get(field)):
        yield _words(body, "contenttype").partition(";")[0].lower() or _PLAIN, _value(body, "value")


def _old(item: Item, field: str) -> Iterator[tuple[str, str]]:
    for name, kind in _OLD.items():
        yield kind, _value(item, name.replace("body", field))


def _said(item: Item) -> Said:
    meta = {name: words for key, name in _KEPT.items() if (words := _words(item, key))}
    if subjects := "; ".join(_names(item, "subjects") or _names(item, "subject")):
        meta["subjects"] = subjects
    uri = _words(item, "uri")
    url = _words(item, "url")
    address = next((each for each in (url, uri) if each.startswith(("http://", "https://"))), None)
    sources = _names(item, "infosources") or _names(item, "infosource")
    return Said(
        title=_headline(item),
        language=_words(item, "language").partition("-")[0].lower(),
        published=next(filter(None, map(date_in, _times(item))), None),
        publisher=", ".join(sources) or _words(item, "copyrightholder") or None,
        author=_words(item, "by") or _words(item, "byline") or None,
        source_url=address,
        meta=meta,
    )


def _times(item: Item) -> Iterator[str]:
    for key in ("firstcreated", "contentcreated", "versioncreated"):
        yield _words(item, key)


def _headline(item: Item) -> str:
    """The main headline of those that an item has."""
    lines = _objects(item.get("headlines"))
    main = [each for each in lines if _words(each, "role") == "main"]
    return next((_words(each, "value") for each in (*main, *lines)), "") or _words(item, "headline")


def _associated(item: Item) -> list[Item]:
    """Items in an item, such as pictures: a list of them, or by names as in older versions."""
    found = item.get("associations")
    return _objects(list(found.values()) if isinstance(found, dict) else found)


def _names(item: Item, field: str) -> list[str]:
    return [name for each in _objects(item.get(field)) if (name := _words(each, "name"))]


def _objects(values: object) -> list[Item]:
    """The objects in a list, their keys in lower case: versions differ in that."""
    objects = values if isinstance(values, list) else []
    return [
        {str(key).lower(): value for key, value in each.items()}
        for each in objects
        if isinstance(each, dict)
    ]


def _value(item: Item, key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _words(item: Item, key: str) -> str:
    return " ".join(_value(item, key).split())
