"""Opening and making projects, and changing their schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from annotator.store.errors import ProjectReadOnly

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
    session.safe.before("a new schema")
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


@command("Save", keys="Ctrl+S", modes=EVERYWHERE, menu=_MENU, in_text_fields=True)
def save(session: Session) -> None:
    """Save at once what could not be saved when it was done; everything else is saved already."""
    store = session.store
    if store.read_only:
        raise ProjectReadOnly(store.read_only_reason)
    if store.keeping.retry():
        session.say("Everything is saved.")
    elif store.keeping.trouble:
        session.say(store.keeping.trouble.sentence, failed=True)


def _ask_copy(session: Session, _: Arguments) -> SaveQuestion:
    name = f"{session.path.stem} copy{session.path.suffix}"
    return SaveQuestion("Save a copy elsewhere", session.path.with_name(name), ("*.annotator",))


@command(
    "Save a copy elsewhere…",
    keys="Ctrl+Shift+S",
    when=_hosted,
    modes=EVERYWHERE,
    menu=_MENU,
    asks={"path": _ask_copy},
    in_text_fields=True,
)
def save_copy(session: Session, path: Path) -> None:
    """Write the whole project, with what is not saved yet, to another file and go on in that."""
    assert session.host is not None
    with session.progress.during("Saving a copy") as progress:
        session.store.copy_to(path, progress)
    session.host.go_on_in(path)


@command("Open again", keys="F5", when=_hosted, modes=PANELS, menu=_MENU)
def open_again(session: Session) -> None:
    """Show what the project's file holds now, as after another program has written to it."""
    assert session.host is not None
    session.host.open_again()


_unsaved = Condition(lambda session: bool(session.store.keeping.unsaved), "Everything is saved.")


def _ask_drop(session: Session, _: Arguments) -> ChoiceQuestion:
    count = len(session.store.keeping.unsaved)
    steps = "the step that is" if count == 1 else f"the {count} steps that are"
    drop = Choice("Drop", value=True, detail=f"Forget {steps} not saved", key="d")
    keep = Choice("Keep", value=False, detail="Go on; nothing is forgotten", key="k")
    search = _choices(keep, drop)  # Enter alone loses nothing
    return ChoiceQuestion(f"Drop {steps} not saved?", search, picks_by_key=True)


def _choices(*choices: Choice) -> Callable[[str], list[Choice]]:
    return lambda letters: [one for one in choices if letters.lower() in one.label.lower()]


@command(
    "Drop what is not saved…", when=_unsaved, modes=PANELS, menu=_MENU, asks={"sure": _ask_drop}
)
def drop_unsaved(session: Session, sure: object) -> None:
    """Forget the steps that could not be saved, and show what the file holds."""
    if sure:
        session.store.drop_unsaved()
        session.say("Dropped. The window shows what is saved.")


@command("Quit", keys="Ctrl+Q", when=_hosted, modes=EVERYWHERE, menu=_MENU)
def quit_(session: Session) -> None:
    """Close the window; asks first if something could not be saved."""
    assert session.host is not None
    session.host.quit()
