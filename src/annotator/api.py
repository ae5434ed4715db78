"""For notebooks and scripts: a project as plain values, rows, data frames and files.

```python
import annotator

with annotator.open("desk.annotator") as project:
    for document in project.documents():
        for said in document.statements:
            print(said.speaker, said.kind, said.content)
```

This is a promise: names and fields here are added to, and not changed or taken away, within a
major version. All positions are code points. Only `accepted` annotations are given unless more is
asked for, and nothing here writes into a project but `bring_in`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from annotator.errors import AnnotatorError
from annotator.formats.losses import Losses
from annotator.formats.tables.columns import TABLES
from annotator.formats.tables.rows import tabled
from annotator.model.annotations import AnnotatedDocument, ProjectContent
from annotator.model.document import Document as StoredDocument
from annotator.model.entity import Entity
from annotator.model.mention import Mention
from annotator.model.schema import Schema
from annotator.model.statement import Party, Statement
from annotator.session.comparing import compare as compare_sides
from annotator.session.comparison_tree import tree
from annotator.session.export_choice import Choice
from annotator.session.exporting import Format, content_of, export
from annotator.session.headless import Alone
from annotator.session.import_report import ImportReport
from annotator.session.importing import Way, import_paths
from annotator.session.projects import create_project, open_project
from annotator.session.sides import opened_side
from annotator.store.errors import ProjectReadOnly
from annotator.store.store import Store

Table = Literal[
    "documents",
    "mentions",
    "statements",
    "entities",
    "claims",
    "evidence",
    "relations",
    "notes",
]
Which = Literal["accepted", "stored", "suggested"]
"""Which annotations: those that count, all with their status, or with what is suggested now."""


class Said:
    """A statement with the words for its parts, as a person would read it."""

    def __init__(self, statement: Statement, document: Document) -> None:
        self.statement = statement
        """Everything about it, as `annotator.model.statement.Statement`."""
        self.document = document

    @property
    def speaker(self) -> str | None:
        """The name of who speaks, or else the words for it; None where nobody is named."""
        source = self.statement.source
        if source is None:
            return None
        if source.entity is not None:
            return self.document.entity(source.entity).name
        return self._words(Party(source.span, source.mention))

    @property
    def speaker_entity(self) -> Entity | None:
        """Who speaks, if that is linked."""
        source = self.statement.source
        return self.document.entity(source.entity) if source and source.entity else None

    @property
    def content(self) -> str:
        """What is said; the pieces of an interrupted quotation are joined by a space."""
        return self.statement.surface(self.document.text)

    @property
    def cue(self) -> str | None:
        """The words that report it."""
        return self.statement.cue.of(self.document.text) if self.statement.cue else None

    @property
    def kind(self) -> str | None:
        """What the source does by saying it: an id of the schema, as `deny`."""
        return self.statement.kind

    @property
    def form(self) -> str:
        """How it is reported: `direct`, `mixed`, `indirect`, `reported` or `scare`."""
        return self.statement.form.value

    @property
    def about(self) -> list[Entity]:
        """Whom or what it is about."""
        return [self.document.entity(id) for id in self.statement.about]

    def _words(self, party: Party) -> str | None:
        text = self.document.text
        if party.span is not None:
            return party.span.of(text)
        mentions = self.document.mentions
        found = (each.surface(text) for each in mentions if each.id == party.mention)
        return next(found, None)


class Document:
    """An article with everything on it, in memory."""

    def __init__(self, annotated: AnnotatedDocument, entities: Mapping[int, Entity]) -> None:
        self.about: StoredDocument = annotated.document
        """What is known of it: title, published, publisher, author, source_url, language, ..."""
        self.text: str = annotated.text
        self.mentions: tuple[Mention, ...] = tuple(annotated.mentions)
        self.statements: tuple[Said, ...] = tuple(Said(each, self) for each in annotated.statements)
        self._entities = entities

    @property
    def id(self) -> int:
        """Its number in the project."""
        return self.about.id

    @property
    def title(self) -> str:
        """Its title."""
        return self.about.title

    def entity(self, id: int) -> Entity:
        """An entity of the project; raises KeyError when there is none of that number."""
        return self._entities[id]

    def words(self, mention: Mention) -> str:
        """The words of a mention."""
        return mention.surface(self.text)


class Project:
    """An open project. Use it in a `with` block, or close it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    @property
    def name(self) -> str:
        """The project's name."""
        return self._store.queries.project().name

    @property
    def schema(self) -> Schema:
        """The types, kinds and attributes of the project."""
        with self._content("stored") as content:
            return content.schema

    def documents(self, which: Which = "accepted") -> Iterator[Document]:
        """Every article with what lies in it, one after another, in the order of their numbers."""
        with self._content(which) as content:
            entities: dict[int, Entity] = {each.id: each for each in content.entities}
            for annotated in content.documents:
                yield Document(annotated, entities)

    def entities(self) -> Iterator[Entity]:
        """Every entity, in the order of their numbers."""
        return iter(self._store.queries.entities.each())

    def statements(self, which: Which = "accepted") -> Iterator[Said]:
        """Every statement of every article, with its words."""
        return (said for document in self.documents(which) for said in document.statements)

    def rows(self, table: Table, which: Which = "accepted") -> Iterator[dict[str, Any]]:
        """The rows of a table as dictionaries; docs/formats.md has the tables and columns.

        Raises AnnotatorError for a table that there is not.
        """
        if table not in TABLES:
            raise AnnotatorError(f"There is no table {table!r}; choose {', '.join(TABLES)}.")
        with self._content(which) as content:
            for name, row in tabled(content):
                if name == table:
                    yield {key: _plain(value) for key, value in row.items()}

    def dataframe(self, table: Table, which: Which = "accepted") -> Any:  # noqa: ANN401 - a pandas.DataFrame
        """A table as a pandas data frame. Raises AnnotatorError where pandas is not installed."""
        try:
            pandas = import_module("pandas")  # an extra, and large
        except ImportError as error:
            raise AnnotatorError(
                "Data frames need pandas, which is not installed. "
                'Install it with: pip install "annotator[dataframe]"'
            ) from error
        return pandas.DataFrame(list(self.rows(table, which)), columns=list(TABLES[table]))

    def export(
        self,
        path: str | Path,
        format: str = "json",  # noqa: A002 - the word of the command line
        *,
        which: Which = "stored",
        options: Mapping[str, str] | None = None,
        original: bool = False,
    ) -> Losses:
        """Write the project in a format, as `annotator export` does; returns what was lost.

        With `original` over the texts as they were before corrections. Raises AnnotatorError.
        """
        wanted = Format(format, options or {}, original)
        return export(self._store, Path(path), wanted, choice=_choice(which))

    def bring_in(
        self,
        paths: Sequence[str | Path],
        format: str = "",  # noqa: A002 - the word of the command line
        *,
        options: Mapping[str, str] | None = None,
    ) -> ImportReport:
        """Import files as one undoable step, as `annotator import` does; says what became of it.

        The project has to be opened with `write=True`. Raises AnnotatorError.
        """
        if self._store.read_only:
            raise ProjectReadOnly(f"{self._store.read_only_reason} Nothing was imported.")
        way = Way(format, options or {})
        return import_paths(self._store, [Path(each) for each in paths], way=way)

    @contextmanager
    def _content(self, which: Which) -> Iterator[ProjectContent]:
        with content_of(self._store, _choice(which)) as content:
            yield content


def _choice(which: str) -> Choice:
    """Which annotations are meant; raises AnnotatorError."""
    try:
        return Choice(which)
    except ValueError as error:
        known = ", ".join(each.value for each in Choice)
        raise AnnotatorError(f"There are no annotations {which!r}; choose {known}.") from error


def _plain(value: object) -> object:
    """A value of an enumeration as its text."""
    return str(value) if isinstance(value, str) else value


def open(path: str | Path, *, write: bool = False) -> Project:  # noqa: A001 - as in `annotator.open`
    """Open a project, for reading unless `write` is said; nobody else is kept from it by reading.

    Raises AnnotatorError with a sentence when there is none, or when it cannot be read.
    """
    if write:
        return Project(open_project(Path(path)))
    return Project(Store.open(Path(path), read_only=True))


def create(path: str | Path, *, schema: str | Path | None = None) -> Project:
    """Make a project and open it for writing. Raises AnnotatorError where something is already."""
    return Project(create_project(Path(path), schema=Path(schema) if schema else None))


def compare(gold: str | Path, system: str | Path, *, suggested: bool = False) -> dict[str, object]:
    """How far two annotations of the same articles agree: projects, or files of any format.

    All figures, as `annotator evaluate --json` has them (docs/evaluation.md). With `suggested`
    what the rules suggest in `system` counts as well. Raises AnnotatorError.
    """
    with opened_side(Path(gold)) as one, opened_side(Path(system), suggested=suggested) as other:
        found = compare_sides(one, other, suggested=suggested, report=Alone())
    names = Path(gold).name, Path(system).name
    return tree(found, names, suggested=suggested, documents=True)
