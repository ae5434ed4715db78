"""Both themes can be read, and the style sheet of the window is whole."""

import dataclasses

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLineEdit

from annotator.formats.schema_file import load_schema
from annotator.resources import resource
from annotator.ui.theme import DARK, LIGHT, contrast, mixed, palette, stylesheet, system_theme

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
READABLE = 4.5
VISIBLE = 3.0


@THEMES
@pytest.mark.parametrize("ground", ["page", "panel", "hover", "selected_row"])
@pytest.mark.parametrize("ink", ["text", "muted"])
def test_text_can_be_read_on_every_ground(theme, ink, ground):
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= READABLE


@THEMES
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("text", "selection"),
        ("text", "pressed"),
        ("text", "find"),
        ("on_accent", "accent"),
        ("on_hint", "hint"),
        ("suggestion", "page"),
        ("content", "page"),
        ("cue", "page"),
        ("source", "page"),
        ("error", "panel"),
        ("warning", "panel"),
        ("success", "panel"),
    ],
)
def test_words_can_be_read_on_what_lies_behind_them(theme, ink, ground):
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= READABLE


@THEMES
@pytest.mark.parametrize("ground", ["page", "panel", "selected_row"])
def test_the_focus_ring_can_be_seen(theme, ground):
    assert contrast(theme.focus, getattr(theme, ground)) >= VISIBLE


@THEMES
def test_every_type_can_be_read_and_seen_also_when_lit_up(theme):
    schema = load_schema(resource("schemas/news.toml").read_text("utf-8"), name="news").schema

    for kind in schema.entity_types:
        colour = theme.colour_of(kind)
        assert contrast(colour, theme.page) >= READABLE, kind.id
        for strength in (1, 1.5):
            ground = mixed(colour, theme.page, theme.fill * strength).name()
            assert contrast(theme.text, ground) >= READABLE, kind.id


@THEMES
def test_every_colour_is_one(theme):
    for field in dataclasses.fields(theme):
        value = getattr(theme, field.name)
        if isinstance(value, str) and field.name != "name":
            assert QColor(value).isValid(), field.name


@THEMES
def test_the_style_sheet_is_understood_by_qt(qtbot, theme):
    field = QLineEdit()
    qtbot.addWidget(field)

    # a sheet that Qt cannot parse makes it warn, and a warning fails the test
    field.setStyleSheet(stylesheet(theme))
    field.setPalette(palette(theme))
    field.show()

    assert "$" not in stylesheet(theme)
    assert field.grab().toImage().pixelColor(field.width() // 2, 5).name() == theme.page.lower()


def test_an_unknown_scheme_follows_the_palette_in_force(qapp):
    before = qapp.palette()
    try:
        qapp.setPalette(palette(DARK))
        assert system_theme(qapp) is DARK
        qapp.setPalette(palette(LIGHT))
        assert system_theme(qapp) is LIGHT
    finally:
        qapp.setPalette(before)


def test_the_palette_holds_the_colours_of_the_theme():
    made = palette(DARK)

    assert made.color(QPalette.ColorRole.Base).name() == DARK.page.lower()
    assert made.color(QPalette.ColorRole.Highlight).name() == DARK.selection.lower()


def test_large_fonts_scale_letters_and_measures_but_not_lines():
    normal, large = stylesheet(LIGHT), stylesheet(LIGHT, 2.0)

    assert "font-size: 13px" in normal
    assert "font-size: 26px" in large
    assert "font-size: 13px" not in large
    assert "border: 1px solid" in large
    assert "border: 2px solid" in large
