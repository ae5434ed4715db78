"""The fonts of the window: Noto Serif to read in, Noto Sans for everything else, both shipped.

Other scripts fall back to what the system has; the shipped files carry Latin, Greek and Cyrillic.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from annotator.resources import resource

SERIF = "Noto Serif"
SANS = "Noto Sans"
FILES = (
    "NotoSerif-Regular.ttf",
    "NotoSerif-Bold.ttf",
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
)
# Qt registers a file again each time it is asked to, so the application remembers that it is done.
_LOADED = "annotator_fonts_loaded"
_SCALE = "annotator_font_scale"
_DOTS = 96
# Systems that leave their font as it is ask for 9 to 13 points.
_POINTS = 13
_LARGEST = 4.0


def load_fonts() -> None:
    """Make the shipped fonts known to the running application, once.

    Raises `ResourceMissing` when annotator was installed without them.
    """
    application = QCoreApplication.instance()
    if application is None or application.property(_LOADED):
        return
    for name in FILES:
        QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}")))
    application.setProperty(_LOADED, True)


def scale() -> float:
    """How much larger than designed letters are: 2 where the system asks for 200 %.

    Found once, from the dots an inch of the screen and the size of the system's font, before the
    application takes its own.
    """
    application = QCoreApplication.instance()
    if not isinstance(application, QGuiApplication):
        return 1.0
    kept = application.property(_SCALE)
    if isinstance(kept, float):
        return kept
    dots, points = application.primaryScreen().logicalDotsPerInch(), application.font().pointSizeF()
    found = max(1.0, dots / _DOTS) * max(1.0, points / _POINTS)
    made = min(round(found, 2), _LARGEST)
    application.setProperty(_SCALE, made)
    return made


def serif(pixels: int, *, bold: bool = False) -> QFont:
    """The reading font at a pixel size."""
    return _font([SERIF, "Georgia", "serif"], QFont.StyleHint.Serif, pixels, bold=bold)


def sans(pixels: int, *, bold: bool = False) -> QFont:
    """The font of panels and small signs at a pixel size."""
    return _font([SANS, "Segoe UI", "sans-serif"], QFont.StyleHint.SansSerif, pixels, bold=bold)


def _font(families: list[str], hint: QFont.StyleHint, pixels: int, *, bold: bool) -> QFont:
    font = QFont(families)
    font.setStyleHint(hint)
    font.setPixelSize(max(1, pixels))
    font.setBold(bold)
    # Hinted advances differ between systems and zoom steps; a layout must not.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
