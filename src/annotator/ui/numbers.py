"""Counts as every part of the window writes them."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def grouped(number: int) -> str:
    """A count with its digits in groups, as is usual where the user lives."""
    locale = QLocale()
    # a system without a language (`LANG=C`) would group nothing, unlike all sentences of commands
    locale.setNumberOptions(locale.numberOptions() & ~QLocale.NumberOption.OmitGroupSeparator)
    return locale.toString(number)
