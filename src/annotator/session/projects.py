"""Making and opening projects, and what they start from: schema, lexicon, samples."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import cast

from platformdirs import user_data_path, user_documents_path

from annotator.errors import AnnotatorError
from annotator.files import read_file
from annotator.formats.schema_file import (
    Dropped,
    Group,
    LoadedSchema,
    dump_schema,
    load_schema,
    mapping_needed,
    schema_from_tree,
)
from annotator.model.attributes import AttributeValue
from annotator.model.claim import Claim
from annotator.model.document import Document
from annotator.model.entity import Entity
from annotator.model.mention import Mention
from annotator.model.relation import Relation
from annotator.model.schema import Schema
from annotator.model.statement import Statement
from annotator.resources import resource
from annotator.session.backup_folder import utc_now
from annotator.session.backup_places import Places, user_places
from annotator.session.headless import Unwatched
from annotator.session.ports import Progress
from annotator.store.connection import check_header
from annotator.store.queries import Queries
from annotator.store.store import Store
from annotator.store.tables import FORMAT_VERSION
from annotator.store.upgrading import Upgrade
from annotator.text.gazetteer import Gazetteer
from annotator.text.lexicon import Lexicon
from annotator.text.lexicon_toml import parse_lexicon

SUFFIX = ".annotator"
"""How the name of a project file ends when annotator chooses it."""
_MOST_OF_SCHEMA = 250_000
Mapped = Mapping[tuple[str, str], str]
"""The group and id of a type in use, and the id of the same group that it becomes."""
Typed = Document | Mention | Entity | Statement | Claim | Relation


def create_project(path: Path, *, schema: Path | None = None, author: str | None = None) -> Store:
    """Make a project with a copy of a schema file (ours if none is given) and open it.

    Raises AnnotatorError: SchemaError with every problem of the file, or StoreError when
    something is at the path already or nothing can be written there. Then nothing was made.
    """
    chosen = read_schema_file(schema).schema if schema else default_schema()
    return Store.create(path, schema=schema_json(chosen), author=author)


def open_project(
    path: Path,
    *,
    author: str | None = None,
    progress: Progress | None = None,
    places: Places | None = None,
    checked_later: bool = False,
) -> Store:
    """Open a project; read-only when it cannot be written or another window has it.

    One that an earlier annotator wrote is backed up in `places`, the user's if none are given, and
    brought up to date, which `progress` shows. A window checks it afterwards
    (`checked_later`), and so opens a large one without reading all of it. Raises StoreError when
    there is no project, or when it is not ours, newer or damaged.
    """

    def keep(path: Path, _version: int) -> None:
        # few projects are older, and all else would be loaded at every start
        from annotator.session.backups import BackingUp  # noqa: PLC0415

        why = f"before format {FORMAT_VERSION}"
        BackingUp(path, why, places or user_places(), utc_now).run()

    if check_header(path) >= FORMAT_VERSION:
        return Store.open(path, author=author, checked_later=checked_later, upgrade=Upgrade(keep))
    with (progress or Unwatched()).during(f"Bringing {path.name} up to date") as watch:
        watch(0, 100)  # the copy and its check come first, and do not say how far they are
        return watch.wait(
            lambda: Store.open(
                path, author=author, checked_later=checked_later, upgrade=Upgrade(keep, watch)
            )
        )


def read_schema_file(path: Path) -> LoadedSchema:
    """A user's schema file, in TOML or JSON, with its warnings.

    Raises SchemaError with every problem of it, or AnnotatorError when it cannot be read.
    """
    try:
        text = read_file(path, _MOST_OF_SCHEMA).decode("utf-8-sig")
    except OSError as error:
        raise AnnotatorError(
            f"The schema {path} cannot be read ({error.strerror}). Check the path."
        ) from error
    except UnicodeDecodeError as error:
        raise AnnotatorError(
            f"The schema {path} is not UTF-8 at byte {error.start}. Save it as UTF-8."
        ) from error
    return load_schema(text, name=path.name, suffix=path.suffix)


@cache
def default_schema() -> Schema:
    """The schema that ships with annotator, read once."""
    return read_schema_file(resource("schemas/news.toml")).schema


def project_schema(store: Store) -> Schema:
    """The project's own copy of its schema; raises SchemaError when it is damaged."""
    return stored_schema(store.queries)


def stored_schema(queries: Queries) -> Schema:
    """The schema among what can be asked of a project; raises SchemaError as `project_schema`."""
    return schema_from_tree(json.loads(queries.project().schema))


def schema_json(schema: Schema) -> str:
    """A schema as a project stores it."""
    return json.dumps(dump_schema(schema), ensure_ascii=False)


@cache
def lexicon() -> Lexicon:
    """The English words that report speech and make names, read once; raises AnnotatorError."""
    path = resource("lexicons/en.toml")
    return parse_lexicon(path.read_text("utf-8"), Gazetteer(_gazetteer_texts))


def _gazetteer_texts() -> Iterator[str]:
    for path in sorted(resource("gazetteer").glob("*.txt")):
        yield path.read_text("utf-8")


def default_project_path() -> Path:
    """Where annotator keeps the project it opens when none is named; it may not exist yet.

    In the user's documents folder where there is one, since a project is the user's own file.
    """
    documents, data = user_documents_path(), user_data_path("annotator", appauthor=False)
    candidates = [documents / f"Articles{SUFFIX}", data / f"Articles{SUFFIX}"]
    existing = next((path for path in candidates if path.exists()), None)
    return existing or candidates[0 if documents.is_dir() else 1]


def sample_articles() -> list[Path]:
    """The invented articles that ship with annotator, for a first look."""
    return sorted(resource("samples").glob("*.txt"))


def change_schema(store: Store, new: Schema, mapping: Mapped | None = None) -> list[Dropped]:
    """Give a project another schema, and what annotations use of the old one its new ids.

    `mapping` says what becomes of ids that the new schema drops. Returns those in use for which
    it has no answer; then nothing was written. Else all of it is one undoable step.
    """
    mapping = mapping or {}
    used = cast("frozenset[tuple[Group, str]]", store.queries.types_in_use())
    used |= {("attribute", name) for name in store.queries.attributes_in_use()}
    dropped = mapping_needed(project_schema(store), new, used)
    unmapped = [one for one in dropped if mapping.get((one.group, one.id)) not in one.choices]
    if unmapped:
        return unmapped
    with store.transaction("Change the schema") as tx:
        for value in _typed(store) if mapping else ():
            mapped = _mapped(value, mapping)
            if mapped != value:
                tx.replace(mapped)
        tx.set_project(schema=schema_json(new))
    return []


def _typed(store: Store) -> list[Typed]:
    queries = store.queries
    return [
        *queries.documents.all(),
        *queries.mentions.all(),
        *queries.entities.all(),
        *queries.statements.all(),
        *queries.claims.all(),
        *queries.links.relations.all(),
    ]


def _mapped(value: Typed, mapping: Mapped) -> Typed:
    """The same value with the new ids of its type, kind and attributes."""
    attributes = _mapped_names(value.attributes, mapping)
    if isinstance(value, Mention | Entity):
        type = mapping.get(("entity_type", value.type), value.type)
        return replace(value, type=type, attributes=attributes)
    if isinstance(value, Relation):
        type = mapping.get(("relation_type", value.type), value.type)
        return replace(value, type=type, attributes=attributes)
    if isinstance(value, Statement) and value.kind is not None:
        kind = mapping.get(("statement_kind", value.kind), value.kind)
        return replace(value, kind=kind, attributes=attributes)
    return replace(value, attributes=attributes)


def _mapped_names(
    attributes: Mapping[str, AttributeValue], mapping: Mapped
) -> dict[str, AttributeValue]:
    """Attributes under their new ids; of two that become one the first stays."""
    named: dict[str, AttributeValue] = {}
    for id, value in attributes.items():
        named.setdefault(mapping.get(("attribute", id), id), value)
    return named
