"""Journeys press keys in a real window: the fixtures are those of the window's own tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import (  # noqa: F401 - fixtures
    articles,
    empty_window,
    folders,
    make_program,
    press_keys,
    program,
    session,
    window,
)


class Hands:
    """Presses keys in a window and counts them."""

    def __init__(self, shown) -> None:
        self.window = shown
        self.session = shown.bridge.session
        self.presses = 0

    def press(self, *keys: str) -> None:
        self.presses += len(keys)
        press_keys(self.window, *keys)

    @property
    def selected(self) -> str:
        """The words that are lit up in the article."""
        selection = self.session.selection
        return selection.of(self.session.text) if selection else ""


@pytest.fixture
def seed(corpora: Path, empty_window) -> Hands:  # noqa: F811
    """A window on a project with the seed article."""
    path = corpora / "seed-synthetic" / "seed.txt"
    empty_window.bridge.run("document.import_files", paths=[path])
    QApplication.processEvents()
    return Hands(empty_window)
