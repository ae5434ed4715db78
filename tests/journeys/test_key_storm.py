"""Thousands of random keys on the seed article break nothing: no exception, no warning, no rule.

The default run presses 20,000; `ANNOTATOR_STORM=1000000 make test-slow` is the long one.
"""

from __future__ import annotations

import os
import random
import time
from collections import deque

import pytest
from PySide6.QtWidgets import QApplication

from annotator.store.check import check
from tests.ui.conftest import send_key

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]

EVENTS = 20_000
BETWEEN_CHECKS = 1_000
# These leave the window: they quit, or open a dialog on the files of this machine.
LEAVING = {"Ctrl+Q", "Ctrl+O", "Ctrl+E", "Ctrl+Shift+S", "F5"}
TYPED = 'aeinorst 2é漢😀"'


def keys_of(window) -> list[str]:
    """Every key that does something in some mode, and some that only type."""
    actions = window.bridge.keymap.actions
    mapped = {key for action in actions for key in action.keys} - LEAVING
    return [*sorted(mapped), *TYPED.replace(" ", "")]


def storm(hands, events: int, seed_of_chance: int) -> None:
    """Press random keys; every so often look whether everything still holds."""
    chance, keys = random.Random(seed_of_chance), keys_of(hands.window)
    # Dialogs on files are Qt's own, and a random name typed there would be written.
    hands.window.asking.paths = hands.window.asking.save_path = lambda *_: None
    # The palette and the key help can run any command, but the window has to stay.
    hands.session.host.quit = lambda: None
    common = ["Right", "Shift+Right", "Space", ".", "Enter", "Tab", "p", "c", ";", "u", "Esc"]
    recent: deque[tuple[str, str]] = deque(maxlen=30)
    hands.window.bridge.ran.connect(lambda action: recent.append(("ran", action)))
    for number in range(events):
        key = chance.choice(common if chance.random() < 0.4 else keys)
        target = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert target is not None, f"nothing has the keyboard after {list(recent)}"
        recent.append((key, f"{type(target).__name__} {target.objectName()}"))
        send_key(target, key)
        if number % 20 == 0:
            QApplication.processEvents()
        if number % BETWEEN_CHECKS == 0:
            assert check(hands.session.store) == []
            assert hands.window.isVisible()
    hands.press("Esc", "Esc", "Esc")
    assert check(hands.session.store) == []


def test_twenty_thousand_random_keys_break_nothing(seed) -> None:
    began = time.monotonic()

    storm(seed, EVENTS, seed_of_chance=2026)

    print(f"{EVENTS} keys in {time.monotonic() - began:.0f} s")  # noqa: T201
    assert len(seed.session.store.history.steps(limit=1_000)) > 500


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_a_million_random_keys_break_nothing(seed) -> None:
    storm(seed, int(os.environ.get("ANNOTATOR_STORM", "1000000")), seed_of_chance=7)
