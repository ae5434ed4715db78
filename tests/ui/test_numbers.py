"""Counts are written alike everywhere in the window."""

import pytest
from PySide6.QtCore import QLocale

from annotator.ui.numbers import grouped


@pytest.fixture
def locale():
    """Take another language for the system's, until the test ends."""
    before = QLocale()
    yield lambda name: QLocale.setDefault(QLocale(name))
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("name", "shown"), [("C", "12,345"), ("en_GB", "12,345"), ("de_DE", "12.345")]
)
def test_digits_stand_in_groups_as_is_usual_where_the_user_lives(locale, name, shown):
    locale(name)

    assert grouped(12_345) == shown


def test_small_counts_are_left_alone():
    assert grouped(999) == "999"
