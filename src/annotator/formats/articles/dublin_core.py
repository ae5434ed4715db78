"""What office documents and books say of themselves, in the words of the Dublin Core."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from annotator.formats.articles.extracted import date_in
from annotator.formats.documents import Said

_DC = "{http://purl.org/dc/elements/1.1/}"


def said_in(root: Element, meta: Mapping[str, str]) -> Said:
    """Title, authors, language, publisher, date and address anywhere in a tree of XML."""
    address = next((url for url in _all(root, "source", "identifier") if _is_address(url)), None)
    return Said(
        title=" ".join(_all(root, "title")[:1]),
        language=_language(root),
        published=next((date for each in _all(root, "date") if (date := date_in(each))), None),
        publisher=", ".join(_all(root, "publisher")),
        author=", ".join(_all(root, "creator")),
        source_url=address,
        meta=meta,
    )


def _all(root: Element, *names: str) -> list[str]:
    found = (
        " ".join((each.text or "").split()) for name in names for each in root.iter(_DC + name)
    )
    return [words for words in found if words]


def _language(root: Element) -> str:
    language = next(iter(_all(root, "language")), "").partition("-")[0].lower()
    return language if language.isalpha() and len(language) <= len("xxx") else ""


def _is_address(value: str) -> bool:
    return value.startswith(("http://", "https://"))
