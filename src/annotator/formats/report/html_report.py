"""A report as one HTML page: no script, nothing from elsewhere, for light and dark screens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import BinaryIO

from annotator.formats.colours import FILL
from annotator.formats.losses import Losses
from annotator.formats.report.pieces import Piece, pieces
from annotator.formats.report.told import NOBODY, Article, Telling
from annotator.model.annotations import ProjectContent
from annotator.model.schema import EntityType, Schema
from annotator.resources import resource

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True, slots=True)
class HtmlReportExporter:
    """Writes articles with their annotations as a page to read."""

    name: str = "report_html"
    title: str = "Report, as a web page"
    suffix: str = ".html"

    def write(self, content: ProjectContent, out: BinaryIO) -> Losses:
        """Write a page; what it does not show is counted."""
        telling = Telling(content)
        for part in _page(telling):
            out.write(part.encode("utf-8", "xmlcharrefreplace"))
        return telling.losses


def _page(telling: Telling) -> Iterator[str]:
    title = escape(telling.content.name)
    yield "<!DOCTYPE html>\n<html>\n<head>\n<meta charset='utf-8'>\n"
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
    yield "<meta name='viewport' content='width=device-width'>\n"
    yield f"<title>{title}</title>\n<style>{_style()}{_colours(telling.schema)}</style>\n"
    yield f"</head>\n<body>\n<h1>{title}</h1>\n"
    for number, article in enumerate(telling.articles(), 1):
        yield from _article(article, number, telling)
    yield from _entities(telling)
    yield "</body>\n</html>\n"


def _style() -> str:
    return resource("report/report.css").read_text("utf-8")


def _colours(schema: Schema) -> str:
    light = "".join(_colour(kind, kind.light, FILL["light"]) for kind in schema.entity_types)
    dark = "".join(_colour(kind, kind.dark, FILL["dark"]) for kind in schema.entity_types)
    return f"{light}@media (prefers-color-scheme: dark) {{ {dark}}}\n"


def _colour(kind: EntityType, colour: str, share: float) -> str:
    tint = f"color-mix(in srgb, {colour} {share:.0%}, transparent)"
    return f".t-{kind.id} {{ background: {tint}; box-shadow: inset 0 -2px {colour}; }}\n"


def _article(article: Article, number: int, telling: Telling) -> Iterator[str]:
    document = article.document
    language = f" lang='{escape(document.language)}'" if document.language else ""
    yield f"<article{language} dir='auto'>\n<h2>{escape(document.title)}</h2>\n"
    known = (document.publisher, document.author, document.published, document.source_url)
    yield f"<p class='meta'>{escape(' · '.join(filter(None, known)))}</p>\n<div class='text'>"
    for piece in pieces(article):
        yield _piece(piece, number, telling)
    yield "</div>\n"
    yield from _table(article, number)
    for note in article.notes:
        place = f"“{escape(note.span.of(article.text))}”: " if note.span else ""
        noted = f"{place}{escape(note.text)} ({escape(note.provenance.author)})"
        yield f"<p class='small'>{noted}</p>\n"
    yield "</article>\n"


def _piece(piece: Piece, article: int, telling: Telling) -> str:
    shown = _shown(piece.words)
    if piece.is_cue:
        shown = f"<span class='cue'>{shown}</span>"
    for mention in reversed(piece.mentions):
        label = " ".join(filter(None, (mention.type, telling.name_of(mention), mention.value)))
        shown = f"<mark class='t-{_class(mention.type)}' title='{escape(label)}'>{shown}</mark>"
    if piece.said:
        shown = f"<span class='said'>{shown}</span>"
    marks = "".join(
        f"<sup><a href='#s{article}-{each.number}'>{each.number}</a></sup>" for each in piece.ends
    )
    return f"{shown}{marks}"


def _table(article: Article, number: int) -> Iterator[str]:
    if not article.said:
        return
    heads = "".join(f"<th>{name}</th>" for name in ("", "Who", "What", "How"))
    yield f"<h3>Who said what</h3>\n<table>\n<tr>{heads}</tr>\n"
    for each in article.said:
        how = ", ".join(filter(None, (each.kind, each.form, each.cue and f"“{each.cue}”")))
        more = "".join(
            f"<br><span class='small'>{name}: {_shown(words)}</span>"
            for name, words in (("about", each.about), ("claim", each.claim))
            if words
        )
        cells = (str(each.number), each.who or NOBODY)
        row = "".join(f"<td>{_shown(cell)}</td>" for cell in cells)
        what = f"<td>{_shown(each.what)}{more}</td><td>{_shown(how)}</td>"
        yield f"<tr id='s{number}-{each.number}'>{row}{what}</tr>\n"
    yield "</table>\n"


def _entities(telling: Telling) -> Iterator[str]:
    found = telling.entities()
    if not found:
        return
    yield "<h2>Who and what is named</h2>\n<table>\n"
    yield "<tr><th>Name</th><th>Type</th><th>Named</th><th>Quoted</th></tr>\n"
    for entity, named, quoted in found:
        kind = telling.schema.entity_type(entity.type)
        link = f" <span class='small'>{_shown(entity.kb_id)}</span>" if entity.kb_id else ""
        label = kind.label if kind else entity.type
        yield f"<tr><td>{_shown(entity.name)}{link}</td><td>{_shown(label)}</td>"
        yield f"<td>{named}</td><td>{quoted}</td></tr>\n"
    yield "</table>\n"


def _shown(words: str) -> str:
    """Words that a browser shows as they are; what no page may hold is shown as a sign."""
    plain = "".join(
        each if each in "\t\n\r" or (each >= " " and not "\x7f" <= each <= "\x9f") else "\ufffd"
        for each in words
    )
    return escape(plain)


def _class(type: str) -> str:
    return "".join(each if each.isalnum() else "_" for each in type)
