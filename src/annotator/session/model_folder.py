"""Where the model of a project lies, and what is known of how good it is.

Both lie in the user's data folder beside the backups, never in the project: a model holds words of
the articles that it was trained on, and is of use on this machine only.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_data_path

from annotator.errors import AnnotatorError

VERSION = 1
"""Of the features; a model of others is trained anew."""
_MODEL, _FACTS = "names.crfsuite", "names.json"


class NotTrained(AnnotatorError):
    """There is no model, or it could not be written."""


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """What was measured on held-back articles: the F of rules and memory, and with the model.

    `on` says whether the model is used. `shares` is how often it is right, by type and `+` where
    the rules agree, `-` where they do not.
    """

    on: bool
    documents: int
    mentions: int
    rules: float
    model: float
    at: str
    sha256: str = ""
    shares: Mapping[str, float] = field(default_factory=dict)
    version: int = VERSION

    @property
    def sentence(self) -> str:
        """What a person needs to know of it."""
        figures = f"F {self.model:.2f} with it, {self.rules:.2f} by rules and memory"
        where = f"on held-back articles of {self.documents} that are done"
        if self.on:
            return f"The model of this project is on: {figures}, {where}."
        return f"The model of this project is off: {figures}, {where}."


class ModelFolder:
    """The folder of one project's model."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def model(self) -> Path:
        """The file of the model; there is one only while it is on."""
        return self.path / _MODEL

    def facts(self) -> ModelFacts | None:
        """What is known of the model; None when there is none, or that of another version."""
        try:
            tree = json.loads((self.path / _FACTS).read_text("utf-8"))
            facts = ModelFacts(**tree)
        except (OSError, ValueError, TypeError):
            return None
        return facts if facts.version == VERSION else None

    def is_whole(self, facts: ModelFacts) -> bool:
        """Whether the file of the model is the one that was written: what reads it trusts it."""
        try:
            return _digest(self.model) == facts.sha256
        except OSError:
            return False

    def part(self) -> Path:
        """Where a model may be written before it counts. Raises NotTrained."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.path.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise NotTrained(
                f"No model was made: {self.path} cannot be written ({error.strerror})."
            ) from error
        return self.path / f".{_MODEL}.{os.getpid()}.part"

    def keep(self, facts: ModelFacts, part: Path | None) -> None:
        """Let a model count from now on, or its figures alone. Raises NotTrained."""
        written = self.path / f".{_FACTS}.{os.getpid()}.part"
        try:
            if part is None:
                self.model.unlink(missing_ok=True)
            else:
                part.replace(self.model)
            written.write_text(json.dumps(_tree(facts), indent=1) + "\n", "utf-8")
            written.replace(self.path / _FACTS)
        except OSError as error:
            raise NotTrained(
                f"The model was not kept: {self.path} cannot be written ({error.strerror})."
            ) from error

    def forget(self) -> bool:
        """Remove the model and all that is known of it. Returns whether there was one."""
        there = self.path.is_dir()
        with suppress(FileNotFoundError):
            shutil.rmtree(self.path)
        return there

    def size(self) -> int:
        """How many bytes it takes."""
        return sum(each.stat().st_size for each in self.path.glob("*") if each.is_file())


def model_folder(uid: str) -> ModelFolder:
    """The folder of the model of a project with some identity."""
    return ModelFolder(user_data_path("annotator", appauthor=False) / "models" / uid)


def digest_of(path: Path) -> str:
    """The SHA-256 of a model that was written."""
    return _digest(path)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _tree(facts: ModelFacts) -> dict[str, object]:
    names = ("on", "documents", "mentions", "rules", "model", "at", "sha256", "version")
    return {**{name: getattr(facts, name) for name in names}, "shares": dict(facts.shares)}
