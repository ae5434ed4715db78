"""Failures that a person can understand and act on."""

from __future__ import annotations


class AnnotatorError(Exception):
    """An expected failure; its message says what happened, where, and what to do next."""


class NotUnderstood(AnnotatorError):
    """What was asked for is not known, as a format or an option: nothing was begun."""


class GivenUp(AnnotatorError):
    """Work was ended by whoever began it: nothing is wrong, and nothing of it is kept."""
