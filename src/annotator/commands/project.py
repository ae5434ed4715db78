"""Opening and making projects, and changing their schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from annotator.commands.conditions import Condition
from annotator.commands.registry import Arguments, command, run
from annotator.errors import AnnotatorError
from annotator.formats.schema_file import Dropped
from annotator.model.schema import Schema
from annotator.session import (
    Choice,
    ChoiceQuestion,
    PathsQuestion,
    SaveQuestion,
    Session,
    TextQuestion,
)
from annotator.session.projects import change_schema, read_schema_file
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


@command("Change schema…", modes=PANELS, menu=_MENU, asks={"paths": _ask_schema})
def set_schema(session: Session, paths: Sequence[Path], mapping: Mapped | None = None) -> None:
    """Use the types, kinds and keys of a schema file; asks what becomes of those it drops."""
    schema = _load(paths)
    unmapped = change_schema(session.store, schema, mapping)
    if not unmapped:
        session.say(f"The schema is now “{schema.name}” {schema.version}.")
        return
    dropped = unmapped[0]
    if not dropped.choices:
        raise SchemaInUse(
            f"“{dropped.id}” is in use, and the new schema has nothing that it could become. "
            "Nothing was changed: add it to the schema file, or remove those annotations first."
        )

    def mapped(answer: object) -> None:
        more = {**(mapping or {}), (dropped.group, dropped.id): str(answer)}
        run(session, set_schema, {"paths": paths, "mapping": more})

    session.ask.choice(_question(dropped), mapped)


def _question(dropped: Dropped) -> ChoiceQuestion:
    def search(letters: str) -> list[Choice]:
        return [Choice(id, id) for id in dropped.choices if letters.lower() in id.lower()]

    return ChoiceQuestion(f"“{dropped.id}” is in use, not in the new schema. It becomes", search)


def _load(paths: Sequence[Path]) -> Schema:
    if not paths:
        raise SchemaInUse("Choose a schema file.")
    return read_schema_file(paths[0]).schema


@command("Quit", keys="Ctrl+Q", when=_hosted, modes=EVERYWHERE, menu=_MENU)
def quit_(session: Session) -> None:
    """Close the window; everything is saved already."""
    assert session.host is not None
    session.host.quit()
