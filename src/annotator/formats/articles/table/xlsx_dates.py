"""Numbers of a spreadsheet that are shown as days: by the format of their cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element

from annotator.formats.xml_tree import local

_BUILT_IN = frozenset((14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)))
_DAY_LONG = 86_400
_FIRST, _FIRST_OF_MAC = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - days have no zone
_NO_CODE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
"""What of a format is shown as it is, or says a colour or width."""
_DAY = re.compile(r"[yd]", re.I)
_LAST = 2_958_466
"""The day after the last one, in the year 9999."""


@dataclass(frozen=True, slots=True)
class Dates:
    """Which styles of cells show days, and the day that is none."""

    styles: frozenset[int]
    first: datetime

    @classmethod
    def of(cls, styles: Element | None, workbook: Element) -> Dates:
        """What the styles of a workbook say."""
        from_1904 = any(
            local(each.tag) == "workbookPr" and each.get("date1904") in ("1", "true")
            for each in workbook.iter()
        )
        found = frozenset() if styles is None else frozenset(_days(styles))
        return cls(found, _FIRST_OF_MAC if from_1904 else _FIRST)

    def shown(self, value: str, style: int) -> str:
        """A number as the day that it shows, or as it is."""
        if style not in self.styles:
            return value
        try:
            number = float(value)
        except ValueError:
            return value
        if not 0 < number < _LAST:
            return value
        seconds = round(number * _DAY_LONG)  # 14:30 is written as 14:29:59.999999
        try:
            at = self.first + timedelta(seconds=seconds)
        except OverflowError:  # after the year 9999
            return value
        whole = seconds % _DAY_LONG == 0
        return at.date().isoformat() if whole else at.isoformat()


def _days(styles: Element) -> list[int]:
    """The numbers of the styles that show days."""
    formats: dict[str, str] = {}
    found: list[int] = []
    for group in styles:
        if local(group.tag) == "numFmts":
            formats = {each.get("numFmtId", ""): each.get("formatCode", "") for each in group}
    for group in styles:
        if local(group.tag) == "cellXfs":
            for number, each in enumerate(group):
                id_ = each.get("numFmtId", "")
                code = _NO_CODE.sub("", formats.get(id_, ""))
                built_in = id_.isascii() and id_.isdigit() and int(id_[:9]) in _BUILT_IN
                if _DAY.search(code) or (built_in and id_ not in formats):
                    found.append(number)
    return found
