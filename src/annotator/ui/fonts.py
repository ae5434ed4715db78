"""The fonts of the window: Noto Serif to read in, Noto Sans for everything else, both shipped.

Other scripts fall back to what the system has; the shipped files carry Latin, Greek and Cyrillic.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase

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
