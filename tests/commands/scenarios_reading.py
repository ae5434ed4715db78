"""Scenarios for the commands that move, select, show, and go from document to document."""

from __future__ import annotations

from pathlib import Path

from annotator.commands import document, history, select
from annotator.model.document import DocumentState
from annotator.resources import resource
from annotator.session import Panel, Session
from annotator.session.correcting import correct
from annotator.session.import_report import ImportReport
from annotator.session.watching import watched
from annotator.text.correcting import Change
from tests.commands.desk import Answers, sit_down, span_of, state, tag
from tests.commands.scenario import Scenario

_HERE = Path(__file__).parent
_SCHEMA = _HERE.parent / "data" / "small_schema.toml"
_MOVES = (
    "word_right word_left character_right character_left sentence_right sentence_left line_up"
    " line_down line_start line_end page_up page_down document_start document_end next_mention"
    " previous_mention next_statement previous_statement next_candidate previous_candidate"
    " next_cue previous_cue next_panel previous_panel escape"
)
_SELECTS = (
    "word_right word_left character_right character_left sentence_right sentence_left line_up"
    " line_down line_start line_end paragraph all hints"
)
_SHOWS = (
    "zoom_in zoom_out zoom_reset theme toggle_panel move_across move_up group_claims sort_documents"
    " toggle_meter close_message toggle_suggestions palette keys about inspect find search copy"
)


def reading(session: Session) -> None:
    """The caret in the middle of an article with a mention, a statement and a selection."""
    sit_down(session)
    tag(session, "Ilse Brandt")
    state(session, "a sale was planned", source="The Norvik Harbour Board")
    span = span_of(session, "Tomas Reyle")
    session.select(span.start, span.end)


def unsaved(session: Session) -> None:
    """A step that the file did not take, because it was away for a moment."""
    reading(session)
    away = session.path.with_suffix(".away")
    session.path.rename(away)
    with session.store.transaction("Rename project") as tx:
        tx.set_project(name="Not for long")
    away.rename(session.path)


def searching(session: Session) -> None:
    reading(session)
    session.find_query = "norvik"


def hinting(session: Session) -> None:
    reading(session)
    select.hints(session)
    session.set_hints({"aa": span_of(session, "Norvik"), "zz": span_of(session, "vote")})


def undone(session: Session) -> None:
    reading(session)
    history.undo(session)


def untouched(session: Session) -> None:
    """An article in a one-byte encoding with nothing on it."""
    path = session.path.with_name("latin.txt")
    path.write_bytes("Der Bürgermeister sprach.\n".encode("cp1252"))

    document.import_files(session, [path])


def tabled(session: Session) -> None:
    """A table lies beside the project, and what is proposed for it is taken."""
    reading(session)
    table = "title,body\nThe ferry,It is late.\nThe bridge,It is closed.\n"
    session.path.with_name("articles.csv").write_text(table, "utf-8")
    session.ask = Answers(lambda choices: choices[0].value)


def pasting(session: Session) -> None:
    sit_down(session)
    session.focus(Panel.ARTICLE)


def finished(session: Session) -> None:
    reading(session)
    assert session.current_document is not None
    assert session.current_document.state is DocumentState.OPEN


def refused(session: Session) -> None:
    reading(session)
    session.import_report = ImportReport(refused=("gone.txt cannot be read.",))


def corrected(session: Session) -> None:
    reading(session)
    correct(session.store, session.document, Change(0, 0, "Once: "))


def at_correction(session: Session) -> None:
    """At the first of two corrections."""
    corrected(session)
    end = len(session.text)
    correct(session.store, session.document, Change(end, end, "So far."))
    session.select(0, 0)


def below_correction(session: Session) -> None:
    corrected(session)
    session.select(len(session.text), len(session.text))


def watching(session: Session) -> None:
    reading(session)
    session.watched = watched(resource("samples"))


def scenarios() -> list[Scenario]:
    sample = _HERE.parent / "data" / "mill.txt"
    return [
        *(Scenario(f"move.{name}", reading) for name in _MOVES.split()),
        *(Scenario(f"select.{name}", reading) for name in _SELECTS.split()),
        *(Scenario(f"view.{name}", reading) for name in _SHOWS.split()),
        Scenario("view.sure_from", reading),
        Scenario("select.hint_letter", hinting),
        Scenario("view.find_next", searching),
        Scenario("view.find_previous", searching),
        Scenario("history.undo", reading),
        Scenario("history.redo", undone),
        Scenario("history.show", reading),
        Scenario("correction.text", reading, {"words": "Norvik"}),
        Scenario("correction.take_back", corrected),
        Scenario("correction.take_back_here", at_correction),
        Scenario("correction.next_one", at_correction),
        Scenario("correction.previous_one", below_correction),
        Scenario("folder.watch", reading, {"paths": [resource("samples")]}),
        Scenario("folder.unwatch", watching),
        Scenario("export.json", reading, {"path": Path("export.json")}),
        Scenario("export.other", reading, {"format_name": "jsonl", "path": Path("export.jsonl")}),
        Scenario("document.show_import", refused, {"line": "gone.txt cannot be read."}),
        Scenario("document.import_files", reading, {"paths": [sample]}),
        Scenario("document.import_folder", reading, {"paths": [resource("samples")]}),
        Scenario("document.import_samples", reading),
        Scenario("table.import", tabled, {"paths": [Path("articles.csv")]}),
        Scenario("document.paste", pasting),
        Scenario("document.set_encoding", untouched, {"encoding": "cp1250"}),
        Scenario("document.next", reading),
        Scenario("document.previous", reading),
        Scenario("document.open", reading, {"document": 2}),
        Scenario("document.done_and_next", finished),
        Scenario("document.toggle_done", finished),
        Scenario("document.delete", reading),
        Scenario("document.rename", reading, {"title": "Norvik"}),
        Scenario("document.set_metadata", reading, {"value": "The Tide"}),
        Scenario("document.set_metadata:published", reading, {"value": "2025-11-07"}),
        Scenario("project.new", reading, {"path": Path("new.annotator")}),
        Scenario("project.open", reading, {"paths": [Path("other.annotator")]}),
        Scenario("project.rename", reading, {"name": "The harbour"}),
        Scenario(
            "project.set_schema",
            reading,
            {"paths": [_SCHEMA], "mapping": {("statement_kind", "assert"): "says"}},
        ),
        Scenario("project.save", reading),
        Scenario("project.save_copy", reading, {"path": Path("copy.annotator")}),
        Scenario("project.open_again", reading),
        Scenario("project.drop_unsaved", unsaved, {"sure": True}),
        Scenario("project.quit", reading),
    ]
