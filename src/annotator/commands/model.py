"""The model of names that a project may have: training it, forgetting it."""

from __future__ import annotations

from pathlib import Path

from annotator.commands.choices import filtered
from annotator.commands.conditions import Condition
from annotator.commands.registry import Arguments, command
from annotator.session import Choice, ChoiceQuestion, Session, TextQuestion
from annotator.session.model_folder import ModelFolder, model_folder
from annotator.session.pipeline_choice import choose_pipeline, chosen_pipeline
from annotator.session.state import PANELS
from annotator.store.errors import StoreError
from annotator.store.facts import identity_at

_MENU = "File/Model"


def folder_of(session: Session) -> ModelFolder | None:
    """Where the model of the open project lies or would lie; None when its file cannot be read."""
    try:
        return model_folder(identity_at(session.path)[0])
    except StoreError:
        return None


def _has_model(session: Session) -> bool:
    folder = folder_of(session)
    return folder is not None and folder.path.is_dir()


_there = Condition(_has_model, "This project has no model.")
_chosen = Condition(lambda _: chosen_pipeline() is not None, "No spaCy pipeline is used.")


@command("Train a model on this project", modes=PANELS, menu=_MENU)
def train(session: Session) -> None:
    """Train a model of names on the articles that are done, and use it where it helps.

    Where `annotator[model]` is installed this happens by itself after each article that is marked
    done. It is off until it does better than rules and memory on articles that it was not
    trained on.
    """
    # little of a session needs it
    from annotator.session.backup_folder import utc_now  # noqa: PLC0415
    from annotator.session.training import train_model  # noqa: PLC0415

    folder = model_folder(identity_at(session.path)[0])
    now = utc_now().isoformat(timespec="seconds")
    with session.progress.during("Training a model on what is done") as watch:
        facts = watch.wait(
            lambda: train_model(session.store.queries, session.lexicons, folder, lambda: now)
        )
    session.find_suggesters_again()
    session.say(facts.sentence)


def _ask_sure(session: Session, _: Arguments) -> ChoiceQuestion:
    folder = folder_of(session)
    path = str(folder.path) if folder else ""
    choices = (
        Choice("Forget it: remove its file", "yes", path),
        Choice("Keep it", "no", "nothing is removed"),
    )
    return ChoiceQuestion("Forget the model of this project?", filtered(choices))


@command("Forget the model…", when=_there, modes=PANELS, menu=_MENU, asks={"sure": _ask_sure})
def forget(session: Session, sure: str) -> None:
    """Remove the model of this project, with all that is known of it, from this machine."""
    folder = folder_of(session)
    if sure != "yes" or folder is None:
        session.say("The model stays.")
        return
    folder.forget()
    session.find_suggesters_again()
    session.say("The model is forgotten. What was accepted from it stays.")


def _ask_pipeline(_session: Session, _: Arguments) -> TextQuestion:
    return TextQuestion("Folder or package of a spaCy pipeline", chosen_pipeline() or "")


@command("Use a spaCy pipeline…", modes=PANELS, menu=_MENU, asks={"pipeline": _ask_pipeline})
def use_pipeline(session: Session, pipeline: str) -> None:
    """Let a spaCy pipeline that lies on this machine suggest names too, in every project."""
    given = Path(pipeline).expanduser()
    choose_pipeline(str(given.resolve()) if given.is_dir() else pipeline.strip())
    session.find_suggesters_again()
    problems = session.suggesters().problems
    session.say(problems[-1] if problems else f"{pipeline} suggests names from now on.")


@command("Use no spaCy pipeline", when=_chosen, modes=PANELS, menu=_MENU)
def use_no_pipeline(session: Session) -> None:
    """Leave suggesting names to rules, memory and the model of the project."""
    choose_pipeline(None)
    session.find_suggesters_again()
    session.say("No spaCy pipeline is used from now on.")
