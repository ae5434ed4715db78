"""A report as Markdown: tables of who said what, and the text with numbers where statements end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from annotator.formats.losses import Losses
from annotator.formats.report.pieces import pieces
from annotator.formats.report.told import NOBODY, Article, Telling
from annotator.model.annotations import ProjectContent

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#+!|~$&])")
_LINE_START = re.compile(r"(?m)^(\s*)([-=]|\d+[.)])")
_BREAKS = re.compile(r"\r\n|[\r\n\u2028\u2029\u0085]")


@dataclass(frozen=True, slots=True)
class MarkdownReportExporter:
    """Writes articles with their annotations as Markdown (CommonMark with tables)."""

    name: str = "report_md"
    title: str = "Report, as Markdown"
    suffix: str = ".md"

    def write(self, content: ProjectContent, out: BinaryIO) -> Losses:
        """Write a report; what it does not show is counted."""
        telling = Telling(content)
        for part in _page(telling):
            out.write(part.encode("utf-8"))
        return telling.losses


def _page(telling: Telling) -> Iterator[str]:
    yield f"# {_line(telling.content.name) or 'Report'}\n"
    for article in telling.articles():
        yield from _article(article)
    found = telling.entities()
    if found:
        yield "\n## Who and what is named\n\n| name | type | named | quoted |\n|---|---|---|---|\n"
    for entity, named, quoted in found:
        yield f"| {_line(entity.name)} | {_line(entity.type)} | {named} | {quoted} |\n"


def _article(article: Article) -> Iterator[str]:
    document = article.document
    yield f"\n## {_line(document.title) or 'Article'}\n\n"
    known = (document.publisher, document.author, document.published, document.source_url)
    if any(known):
        yield f"{' · '.join(_line(each) for each in known if each)}\n\n"
    if article.said:
        yield "| | who | what | how |\n|---|---|---|---|\n"
    for each in article.said:
        how = ", ".join(filter(None, (each.kind, each.form, each.cue and f"“{each.cue}”")))
        about = f" (about {_line(each.about)})" if each.about else ""
        claim = f" (claim: {_line(each.claim)})" if each.claim else ""
        cells = (_line(each.who) or NOBODY, f"{_line(each.what)}{about}{claim}", _line(how))
        yield f"| {each.number} | {' | '.join(cells)} |\n"
    yield "\n"
    yield _paragraphs("".join(_marked(article)))
    for note in article.notes:
        place = f"“{_line(note.span.of(article.text))}”: " if note.span else ""
        yield f"\n> {place}{_line(note.text)} ({_line(note.provenance.author)})\n"


def _marked(article: Article) -> Iterator[str]:
    for piece in pieces(article):
        yield _SIGNS.sub(r"\\\1", piece.words)
        yield from (f"\\[{each.number}\\]" for each in piece.ends)


def _paragraphs(words: str) -> str:
    """A text whose lines stay lines: two spaces before an end, and no line that means something."""
    lines = (_LINE_START.sub(r"\1\\\2", line) for line in _BREAKS.split(words))
    return "".join(f"{line.strip()}  \n" if line.strip() else "\n" for line in lines)


def _line(words: str) -> str:
    """Words in one line, with every sign that Markdown would take for its own escaped."""
    return _SIGNS.sub(r"\\\1", " ".join(words.split()))
