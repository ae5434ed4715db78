"""Options of formats that are one of a few words."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.errors import AnnotatorError


class WrongOption(AnnotatorError):
    """An option of a format that is none of its choices."""


def require_choice(option: str, value: str, choices: Iterable[str]) -> None:
    """Raise WrongOption unless a value is one of the choices."""
    choices = tuple(choices)
    if value not in choices:
        raise WrongOption(f"{option} is one of {', '.join(choices)}, not {value!r}.")
