"""Which spaCy pipeline the user chose to suggest names, in every project."""

from __future__ import annotations

import json
from pathlib import Path

from platformdirs import user_config_path

from annotator.errors import AnnotatorError

_SETTINGS = "suggesters.json"


def chosen_pipeline() -> str | None:
    """The folder or package of the spaCy pipeline that is used, from the user's settings."""
    try:
        chosen = json.loads(settings_path().read_text("utf-8"))["spacy"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return str(chosen) if chosen else None


def choose_pipeline(pipeline: str | None) -> None:
    """Use a spaCy pipeline from now on, or none. Raises AnnotatorError."""
    path = settings_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"spacy": pipeline}, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise AnnotatorError(
            f"The pipeline cannot be remembered: {path} cannot be written ({error.strerror})."
        ) from error


def settings_path() -> Path:
    """The file with the user's choice."""
    return user_config_path("annotator", appauthor=False) / _SETTINGS
