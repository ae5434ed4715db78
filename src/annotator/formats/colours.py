"""Colours of types: how well they can be read, and new ones where a schema gives none."""

from __future__ import annotations

import colorsys
import re
from typing import Literal

Theme = Literal["light", "dark"]
PAGE: dict[Theme, str] = {"light": "#FFFFFF", "dark": "#1E1F22"}
TEXT: dict[Theme, str] = {"light": "#1F2328", "dark": "#E6E6E6"}
FILL: dict[Theme, float] = {"light": 0.16, "dark": 0.24}
LEAST_CONTRAST = 4.5
GOLDEN_TURN = 0.618034
"""Hues this part of a turn apart stay well apart however many there are."""
_WANTED: dict[Theme, float] = {"light": 5.0, "dark": 7.0}
_DARKEST_CHANNEL = 0.04045


def is_colour(value: str) -> bool:
    """Tell whether a value is a colour as `#RRGGBB`."""
    return re.fullmatch(r"#[0-9A-Fa-f]{6}", value) is not None


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def on_page(colour: str, theme: Theme) -> float:
    """Return the contrast of a line of this colour with the page."""
    return contrast(colour, PAGE[theme])


def text_on_fill(colour: str, theme: Theme) -> float:
    """Return the contrast of the text with the fill that this colour makes behind it."""
    return contrast(fill_of(colour, theme), TEXT[theme])


def fill_of(colour: str, theme: Theme) -> str:
    """Return the fill that a colour makes behind words."""
    share = FILL[theme]
    mixed = (
        round(share * line + (1 - share) * page)
        for line, page in zip(_channels(colour), _channels(PAGE[theme]), strict=True)
    )
    return _hex(*mixed)


def generated(index: int, theme: Theme) -> str:
    """Return the colour number `index` of a palette that can be read on the page of a theme."""
    hue = (0.58 + index * GOLDEN_TURN) % 1.0
    steps = range(50, 0, -1) if theme == "light" else range(60, 100)
    colours = (_from_hue(hue, step / 100) for step in steps)
    return next(colour for colour in colours if on_page(colour, theme) >= _WANTED[theme])


def _from_hue(hue: float, lightness: float) -> str:
    red, green, blue = colorsys.hls_to_rgb(hue, lightness, 0.55)
    return _hex(round(red * 255), round(green * 255), round(blue * 255))


def _hex(*channels: int) -> str:
    return "#" + "".join(f"{channel:02X}" for channel in channels)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    if channel <= _DARKEST_CHANNEL:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)
