"""Every colour of the window, light and dark, and what Qt needs to show them."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from annotator.model.schema import EntityType
from annotator.resources import resource
from annotator.ui.fonts import SANS, SERIF

_SIZES = {"body": 13, "small": 11, "quote": 14}
_MEASURE = re.compile(r"\b(\d+)px")
_LINE = 2
_HALF_BRIGHT = 128
# where WCAG 2 has the knee of the sRGB curve
_SRGB_KNEE = 0.04045


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one scheme, as `#RRGGBB`.

    `fill` is the opacity of a mention's colour behind its words.
    """

    name: str
    dark: bool
    page: str
    text: str
    panel: str
    muted: str
    border: str
    control_border: str
    hover: str
    pressed: str
    selection: str
    selected_row: str
    accent: str
    on_accent: str
    focus: str
    content: str
    cue: str
    source: str
    suggestion: str
    mark: str
    error: str
    warning: str
    success: str
    hint: str
    on_hint: str
    find: str
    fill: float

    def colour_of(self, entity_type: EntityType | None) -> str:
        """The colour of a mention's type in this theme; unknown types are muted."""
        if entity_type is None:
            return self.muted
        return entity_type.dark if self.dark else entity_type.light


LIGHT = Theme(
    name="light",
    dark=False,
    page="#FFFFFF",
    text="#1F2328",
    panel="#F6F7F9",
    muted="#5F6770",
    border="#E1E4E8",
    control_border="#D0D7DE",
    hover="#ECEFF3",
    pressed="#E1E4E8",
    selection="#BBD6FF",
    selected_row="#DDE9F7",
    accent="#005A9C",
    on_accent="#FFFFFF",
    focus="#005A9C",
    content="#005A9C",
    cue="#8A4B00",
    source="#006B3C",
    suggestion="#57606A",
    mark="#B0417A",
    error="#B3261E",
    warning="#8A4B00",
    success="#1A6B3C",
    hint="#FFE08A",
    on_hint="#1F2328",
    find="#FFE9A8",
    fill=0.16,
)

DARK = Theme(
    name="dark",
    dark=True,
    page="#1E1F22",
    text="#E6E6E6",
    panel="#17181A",
    muted="#A2A8AE",
    border="#34363A",
    control_border="#45484D",
    hover="#26282C",
    pressed="#2F3237",
    selection="#3B4A63",
    selected_row="#2B3A4A",
    accent="#7CC4FF",
    on_accent="#10151A",
    focus="#7CC4FF",
    content="#7CC4FF",
    cue="#FFB454",
    source="#6FDC9B",
    suggestion="#A9B0B8",
    mark="#E693CC",
    error="#FF8A80",
    warning="#FFB454",
    success="#6FDC9B",
    hint="#E8C55A",
    on_hint="#17181A",
    find="#5A4B1E",
    fill=0.24,
)


def system_theme(application: QGuiApplication) -> Theme:
    """The theme that the system asks for, as far as Qt knows it.

    Where the platform does not tell (offscreen, plain X11) the application's own palette decides;
    the colour scheme itself is never set, since that does nothing on exactly those platforms.
    """
    scheme = application.styleHints().colorScheme()
    if scheme is Qt.ColorScheme.Unknown:
        window = application.palette().color(QPalette.ColorRole.Window)
        return DARK if window.lightness() < _HALF_BRIGHT else LIGHT
    return DARK if scheme is Qt.ColorScheme.Dark else LIGHT


def palette(theme: Theme) -> QPalette:
    """The palette for everything that no style sheet rule reaches."""
    roles = QPalette.ColorRole
    colours = {
        roles.Window: theme.panel,
        roles.WindowText: theme.text,
        roles.Base: theme.page,
        roles.AlternateBase: theme.panel,
        roles.Text: theme.text,
        roles.PlaceholderText: theme.muted,
        roles.Button: theme.panel,
        roles.ButtonText: theme.text,
        roles.BrightText: theme.error,
        roles.Highlight: theme.selection,
        roles.HighlightedText: theme.text,
        roles.Link: theme.accent,
        roles.LinkVisited: theme.accent,
        roles.ToolTipBase: theme.page,
        roles.ToolTipText: theme.text,
        roles.Light: theme.page,
        roles.Midlight: theme.hover,
        roles.Mid: theme.border,
        roles.Dark: theme.control_border,
        roles.Shadow: theme.border,
        roles.Accent: theme.accent,
    }
    made = QPalette()
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    for role in (roles.Text, roles.WindowText, roles.ButtonText, roles.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    return made


def stylesheet(theme: Theme, scale: float = 1.0) -> str:
    """The style sheet of the whole application, its letters and measures scaled.

    A widget says what it is with the dynamic property `role`, set before it is first shown:
    `panel` on a QWidget; `heading`, `section`, `muted`, `small`, `quote`, `error`, `warning`,
    `success`, `key`, `badge` on a QLabel; `card` (with `state` = `current` or
    `suggested`), `line`, `notice`, `trouble`, `progress`, `popup` on a QFrame;
    `flat` on a QToolButton. A QLineEdit with `invalid` = true has a red border.
    Raises `ResourceMissing` when annotator was installed without its theme files.
    """
    template = Template(resource("themes/window.qss").read_text(encoding="utf-8"))
    colours = {field.name: getattr(theme, field.name) for field in fields(theme)}
    made = {
        "thumb": mixed(theme.muted, theme.panel, 0.5).name(),
        "check": resource(f"themes/check-{theme.name}.svg").as_posix(),
        "arrow": resource(f"themes/arrow-{theme.name}.svg").as_posix(),
        "sans": SANS,
        "serif": SERIF,
    }
    sheet = template.substitute(colours | _SIZES | made)
    return _MEASURE.sub(lambda found: _scaled(int(found[1]), scale), sheet)


def _scaled(pixels: int, scale: float) -> str:
    """A measure in the style sheet; lines stay as thin as they are."""
    return f"{pixels if pixels <= _LINE else round(pixels * scale)}px"


def mixed(colour: str, ground: str, share: float) -> QColor:
    """A colour laid over a ground with an opacity, as one opaque colour."""
    top, below = QColor(colour), QColor(ground)
    channels = (
        round(over * share + under * (1 - share))
        for over, under in (
            (top.red(), below.red()),
            (top.green(), below.green()),
            (top.blue(), below.blue()),
        )
    )
    return QColor(*channels)


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parsed = QColor(colour)
    red, green, blue = (
        channel / 12.92 if channel <= _SRGB_KNEE else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (parsed.redF(), parsed.greenF(), parsed.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
