"""Conditional random fields by python-crfsuite, which the extra `annotator[model]` installs."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, cast

from annotator.errors import AnnotatorError

INSTALL = 'pip install "annotator[model]"'
_MODULE = "pycrfsuite"
_PARAMETERS = {
    "c1": 0.1,
    "c2": 0.05,
    "max_iterations": 60,
    "feature.possible_transitions": False,
}
Features = Sequence[Sequence[str]]


class ModelMissing(AnnotatorError):
    """What models need is not installed."""


class Tagger(Protocol):
    """Labels sequences of tokens by what is told of each."""

    def tag(self, features: Features) -> list[str]:
        """The label of each token."""


class _Trainer(Protocol):
    def append(self, features: Features, labels: Sequence[str]) -> None: ...

    def train(self, path: str) -> None: ...


def is_installed() -> bool:
    """Whether models can be trained and used here."""
    return find_spec(_MODULE) is not None


def train(path: Path, sequences: Sequence[tuple[Features, Sequence[str]]]) -> None:
    """Train a model on sequences with their labels, and write it to a file.

    Raises ModelMissing.
    """
    _require()
    module = import_module(_MODULE)
    trainer = cast("_Trainer", module.Trainer(params=_PARAMETERS, verbose=False))
    for features, labels in sequences:
        trainer.append(features, labels)
    trainer.train(str(path))


def read(path: Path) -> Tagger:
    """The tagger of a model file that `train` wrote; it may go afterwards. Raises ModelMissing.

    The file has to be just as it was written: what reads it is no Python and trusts it.
    """
    _require()
    tagger = import_module(_MODULE).Tagger()
    tagger.open(str(path))
    return cast("Tagger", tagger)


def _require() -> None:
    if not is_installed():
        raise ModelMissing(f"Models need python-crfsuite. Install it with: {INSTALL}")
