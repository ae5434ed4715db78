"""A shown article view, an in-memory source of annotations, and short ways to make both."""

from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QApplication

from annotator.formats.schema_file import load_schema
from annotator.model.document import Document
from annotator.model.mention import Level, Mention
from annotator.model.provenance import Provenance, Status
from annotator.model.span import Span
from annotator.model.statement import Form, Source, SourceKind, Statement
from annotator.resources import resource
from annotator.ui.article.view import ArticleView


@dataclass
class Memory:
    """Annotations in lists, and the stretches that were asked for."""

    mentions: list = field(default_factory=list)
    statements: list = field(default_factory=list)
    asked: list = field(default_factory=list)

    def mentions_in(self, document, span):
        self.asked.append(span)
        return [m for m in self.mentions if any(part.overlaps(span) for part in m.spans)]

    def statements_in(self, document, span):
        return [s for s in self.statements if any(part.overlaps(span) for part in s.parts)]


class Article:
    """A view on one text, with words instead of numbers to name places."""

    def __init__(self, view, schema):
        self.view = view
        self.schema = schema
        self.source = Memory()
        self.text = ""

    def show(self, text, title="A title", **about):
        self.text = text
        document = Document(1, title, "", len(text), "", "", language="en", **about)
        self.view.show_document(document, text, self.source, self.schema)
        QApplication.processEvents()
        return self

    def span(self, words, nth=0):
        at = -1
        for _ in range(nth + 1):
            at = self.text.index(words, at + 1)
        return Span(at, at + len(words))

    def mention(self, type, *words, level=Level.NAM, status=Status.ACCEPTED, entity=None):
        spans = tuple(self.span(each) for each in words)
        made = Provenance("tester", "2025-01-01T00:00:00Z", status)
        number = len(self.source.mentions) + 1
        mention = Mention(number, 1, type, spans, made, level=level, entity=entity)
        self.source.mentions.append(mention)
        self.view.refresh()
        return mention

    def statement(self, *content, cue=None, source=None, kind="assert", status=Status.ACCEPTED):
        made = Provenance("tester", "2025-01-01T00:00:00Z", status)
        statement = Statement(
            len(self.source.statements) + 1,
            1,
            tuple(self.span(each) for each in content),
            Form.INDIRECT,
            kind,
            made,
            cue=self.span(cue) if cue else None,
            source=Source(SourceKind.ENTITY, span=self.span(source)) if source else None,
        )
        self.source.statements.append(statement)
        self.view.refresh()
        return statement

    def picture(self):
        QApplication.processEvents()
        return self.view.viewport().grab().toImage()

    def colours_over(self, words, above=8, below=24):
        """Every colour in the picture around some words of one line."""
        span = self.span(words)
        start, end = self.view.caret_rect(span.start), self.view.caret_rect(span.end)
        picture = self.picture()
        return {
            picture.pixelColor(x, y).name()
            for x in range(start.left(), end.right())
            for y in range(start.top() - above, start.top() + below)
        }


@pytest.fixture(scope="session")
def news_schema():
    return load_schema(resource("schemas/news.toml").read_text("utf-8"), name="news").schema


@pytest.fixture
def article(qtbot, news_schema):
    view = ArticleView()
    qtbot.addWidget(view)
    view.resize(800, 700)
    view.show()
    QApplication.processEvents()
    return Article(view, news_schema)
