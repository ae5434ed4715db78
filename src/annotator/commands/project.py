"""Opening and making projects, and changing their schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from annotator.commands.conditions import Condition
from annotator.commands.registry import Arguments, command
from annotator.errors import AnnotatorError
from annotator.formats.schema_file import load_schema, mapping_needed
from annotator.model.schema import Schema
from annotator.session import (
    Choice,
    ChoiceQuestion,
    PathsQuestion,
    SaveQuestion,
    Session,
    TextQuestion,
)
from annotator.session.projects import change_schema
from annotator.session.state import EVERYWHERE, PANELS

_MENU = "File"
_hosted = Condition(lambda session: session.host is not None, "There is no window to show it in.")
Mapped = Mapping[tuple[str, str], str]


class SchemaInUse(AnnotatorError):
    """The new schema drops something that annotations use."""


def _ask_new(session: Session, _: Arguments) -> SaveQuestion:
    folder = session.path.parent
    return SaveQuestion("New project", folder / "project.annotator", ("*.annotator",))


@command("New project…", when=_hosted, modes=PANELS, menu=_MENU, asks={"path": _ask_new})
def new(session: Session, path: Path) -> None:
    """Make an empty project and open it."""
    assert session.host is not None
    session.host.create_project(path)


def _ask_open(session: Session, _: Arguments) -> PathsQuestion:
    return PathsQuestion("Open a project", ("*.annotator",), several=False)


@command("Open project…", when=_hosted, modes=PANELS, menu=_MENU, asks={"paths": _ask_open})
def open_(session: Session, paths: Sequence[Path]) -> None:
    """Open another project in this window."""
    assert session.host is not None
    if paths:
        session.host.open_project(paths[0])


def _ask_name(session: Session, _: Arguments) -> TextQuestion:
    return TextQuestion("Name of the project", session.store.queries.project().name)


@command("Rename project…", modes=PANELS, menu=_MENU, asks={"name": _ask_name})
def rename(session: Session, name: str) -> None:
    """Give the project another name; the file keeps its own."""
    with session.store.transaction("Rename project") as tx:
        tx.set_project(name=name.strip() or session.path.stem)


def _ask_schema(session: Session, _: Arguments) -> PathsQuestion:
    return PathsQuestion("Use a schema file", ("*.toml", "*.json"), several=False)


def _ask_mapping(session: Session, given: Arguments) -> ChoiceQuestion | None:
    """Ask what becomes of the first type in use that the new schema drops."""
    schema = _load(given["paths"])
    dropped = mapping_needed(session.schema, schema, session.store.queries.types_in_use())
    if not dropped:
        return None
    first = dropped[0]
    group, id = first.group, first.id
    kinds: Mapping[str, Sequence[tuple[str, str]]] = {
        "entity_type": [(t.id, t.label) for t in schema.entity_types],
        "statement_kind": [(k.id, k.label) for k in schema.statement_kinds],
        "relation_type": [(r.id, r.label) for r in schema.relation_types],
    }

    def search(letters: str) -> list[Choice]:
        return [
            Choice(label, {(group, id): new})
            for new, label in kinds.get(group, ())
            if letters.lower() in label.lower()
        ]

    return ChoiceQuestion(f"“{id}” is in use and not in the new schema. It becomes", search)


@command(
    "Change schema…",
    modes=PANELS,
    menu=_MENU,
    asks={"paths": _ask_schema, "mapping": _ask_mapping},
)
def set_schema(session: Session, paths: Sequence[Path], mapping: Mapped | None = None) -> None:
    """Use the types, kinds and keys of a schema file; asks what becomes of types it drops."""
    schema = _load(paths)
    unmapped = change_schema(session.store, schema, mapping)
    if unmapped:
        _ask_next(session, paths, dict(mapping or {}), schema)
    else:
        session.say(f"The schema is now “{schema.name}” {schema.version}.")


def _ask_next(
    session: Session, paths: Sequence[Path], mapping: dict[tuple[str, str], str], schema: Schema
) -> None:
    """Ask for the next dropped type until all have a place to go."""
    used = session.store.queries.types_in_use() - set(mapping)
    dropped = mapping_needed(session.schema, schema, used)
    if not dropped:
        raise SchemaInUse("The schema drops types that are in use. Nothing was changed.")
    names = ", ".join(each.id for each in dropped)
    raise SchemaInUse(
        f"The new schema also drops {names}, which annotations use. Nothing was changed: add them "
        "to the schema file, or retype those annotations first."
    )


def _load(paths: object) -> Schema:
    assert isinstance(paths, Sequence)
    path = Path(paths[0])
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SchemaInUse(f"{path.name} cannot be read ({error}). Choose another file.") from error
    return load_schema(text, name=path.name, suffix=path.suffix.lower()).schema


@command("Quit", keys="Ctrl+Q", when=_hosted, modes=EVERYWHERE, menu=_MENU)
def quit_(session: Session) -> None:
    """Close the window; everything is saved already."""
    assert session.host is not None
    session.host.quit()
