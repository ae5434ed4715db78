"""How dates are written in the languages that annotator has words of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class DateWords:
    """Months and weekdays by their number, words for days near today, and the joining words.

    `of` stands between day, month and year. `last` and `next` are the words for the week before
    and after, as they stand before or behind a weekday.
    """

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    days: Mapping[str, int]
    day: str
    of: str
    last: frozenset[str] = frozenset()
    next: frozenset[str] = frozenset()


def _numbered(words: str, first: int) -> Mapping[str, int]:
    return MappingProxyType(
        {
            word: number
            for number, group in enumerate(words.split(), start=first)
            for word in group.split("/")
        }
    )


SPANISH = DateWords(
    _numbered(
        "enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre "
        "diciembre",
        1,
    ),
    _numbered("lunes martes miércoles jueves viernes sábado domingo", 0),
    {"hoy": 0, "ayer": -1, "anteayer": -2},
    r"\d{1,2}",
    r"[ ]del?[ ]",
    frozenset({"pasado"}),
    frozenset({"próximo"}),
)
FRENCH = DateWords(
    _numbered(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre", 1
    ),
    _numbered("lundi mardi mercredi jeudi vendredi samedi dimanche", 0),
    {"aujourd'hui": 0, "aujourd\u2019hui": 0, "hier": -1, "avant-hier": -2, "demain": 1},
    r"(?:1er|\d{1,2})",
    "[ ]",
    frozenset({"dernier"}),
    frozenset({"prochain"}),
)
GERMAN = DateWords(
    _numbered(
        "januar/jänner februar märz april mai juni juli august september oktober november dezember",
        1,
    ),
    _numbered(
        "montag dienstag mittwoch donnerstag freitag samstag/sonnabend sonntag",
        0,
    ),
    {"heute": 0, "gestern": -1, "vorgestern": -2, "übermorgen": 2},
    r"\d{1,2}\.",
    "[ ]",
    frozenset({"vergangenen", "letzten"}),
    frozenset({"kommenden", "nächsten"}),
)
WORDS = MappingProxyType({"es": SPANISH, "fr": FRENCH, "de": GERMAN})
