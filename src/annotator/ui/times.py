"""Times of the project as the reader's country writes them."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt


def local_time(at: str) -> str:
    """A time in ISO 8601 in the reader's zone and manner; what is none stays as it is."""
    time = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs)
    if not time.isValid():
        return at
    return QLocale().toString(time.toLocalTime(), QLocale.FormatType.ShortFormat)
