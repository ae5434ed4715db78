"""The one step of an import: articles and annotations are stored as they come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from annotator.formats.base import Imported
from annotator.formats.documents import writable
from annotator.formats.losses import Tally
from annotator.model.document import Document
from annotator.model.entity import Entity
from annotator.model.ids import DocumentId, EntityId
from annotator.session.adding import Adding, Ids
from annotator.session.import_reading import Part, Way
from annotator.session.projects import project_schema, schema_json
from annotator.session.type_matching import Types
from annotator.store.runs import Runs
from annotator.store.store import Store
from annotator.store.transaction import Transaction

Known = tuple[str, str, str | None]


@dataclass(frozen=True, slots=True)
class Placed:
    """A part of a file, and where its documents go.

    `twins` are its documents whose text the project has, by their id in the file; `annotated` are
    those of them that get what lies in them. The others are stored as new ones. `whole` says that
    the part becomes the whole project, under its own ids.
    """

    part: Part
    twins: Mapping[int, DocumentId] = field(default_factory=dict)
    annotated: frozenset[int] = frozenset()
    whole: bool = False


class ImportStep:
    """Stores parts one after the other, and keeps account of what became of them."""

    def __init__(
        self, store: Store, tx: Transaction, way: Way, tell: Callable[[int, int], None]
    ) -> None:
        self.imported: list[DocumentId] = []
        self.imported_now = Runs()
        self.annotated: list[DocumentId] = []
        self.notices: list[str] = []
        self.lost = Tally()
        self._store, self._tx, self._way, self._tell = store, tx, way, tell
        self._ids = Ids(store.queries)
        self._types: Types | None = None
        self._adding: Adding | None = None
        self._here: dict[Known, EntityId] | None = None

    def add(self, placed: Placed) -> None:
        """Store what is new of a part."""
        part = placed.part
        if placed.whole:
            self._take_over(part.imported, first=part.first)
            return
        if part.first or self._adding is None:
            self._close_file()
            self._adding = self._new_adding(part.importer)

        def place(document: Document, text: str) -> DocumentId | None:
            twin = placed.twins.get(document.id)
            if twin is None:
                id = self._tx.add_document(self._stamped(document, part.importer), text)
                self._came(id)
                return id
            if document.id not in placed.annotated:
                return None
            self.annotated.append(twin)
            return twin

        self._adding.add(part.imported, place)

    def settle(self) -> None:
        """Let what was stored so far be read."""
        self._tx.settle()

    def finish(self) -> None:
        """Store what the schema has got, and tell what became of types and entities."""
        self._close_file()
        if self._types is not None:
            self.notices += self._types.notices
            if self._types.has_changed:
                self._tx.set_project(schema=schema_json(self._types.schema))

    def _take_over(self, imported: Imported, *, first: bool) -> None:
        """Store a whole project, or a part of it, under its own ids.

        Links are checked when the step ends.
        """
        content, tx = imported.content, self._tx
        if first:
            tx.set_project(name=content.name, schema=schema_json(content.schema))
        documents = tuple(content.documents)
        for done, annotated in enumerate(documents):
            self._tell(done, len(documents))
            tx.add_document(annotated.document, annotated.text)
            tx.add_all(annotated.mentions)
            tx.add_all(annotated.statements)
            self._came(annotated.document.id)
        for group in (content.entities, content.claims, content.evidence):
            tx.add_all(group)
        tx.add_all(content.relations)
        tx.add_all(content.notes)

    def _came(self, id: DocumentId) -> None:
        self.imported.append(id)
        self.imported_now.add(id)

    def _close_file(self) -> None:
        adding = self._adding
        if adding is None:
            return
        for loss in adding.tally.losses.items:
            self.lost.add_all(loss)
        if adding.joined:
            what = "entity is" if adding.joined == 1 else "entities are"
            self.notices.append(
                f"{adding.joined:,} {what} the project's own: name, type and link are the same."
            )
        self._adding = None

    def _new_adding(self, importer: str) -> Adding:
        self.settle()
        if self._types is None:
            self._types = Types(project_schema(self._store), self._way.types)
        self._types.format = importer
        return Adding(self._tx, self._ids, self._types, self._known)

    def _known(self, entity: Entity) -> EntityId | None:
        """The entity that was in the project before, with the same name, type and link."""
        if self._here is None:
            self._here = {}
            for each in self._store.queries.entities.each():
                self._here.setdefault((each.name, each.type, each.kb_id), each.id)
        return self._here.get((entity.name, entity.type, entity.kb_id))

    def _stamped(self, document: Document, importer: str) -> Document:
        """A document that came in now by an importer, where the file does not say otherwise."""
        said = bool(document.imported_at)
        return replace(
            document,
            id=DocumentId(self._ids.next("document")),
            title=writable(document.title),
            source_name=writable(document.source_name),
            origin=document.origin if said else f"import:{importer}",
            imported_at=document.imported_at if said else self._tx.now,
            imported_by=document.imported_by if said else self._tx.author,
        )
