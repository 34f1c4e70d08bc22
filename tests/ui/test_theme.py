"""The looks: readable in both palettes, following theme and zoom while running."""

import dataclasses
import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPushButton

from ui.controls import Field, PrimaryButton, TextInput
from ui.theme import Scheme, apply_theme, colours, px
from ui.theme.icons import ICONS, Role, icon, initials
from ui.theme.tokens import ADMITTED, CHECK, DARK, LIGHT, REFUSED, Colours

PALETTES = {"light": LIGHT, "dark": DARK}
ON_PHOTOS = {"camera_preview.py", "crop_editor.py"}  # their lines lie on a picture, whatever the theme
TEXT_PAIRS = [
    *[
        ("text", ground)
        for ground in ("ground", "panel", "sunken", "accent_soft", "good_soft", "warn_soft", "bad_soft")
    ],
    *[("muted", ground) for ground in ("ground", "panel", "sunken", "accent_soft", "line")],
    *[("accent", ground) for ground in ("ground", "panel", "sunken", "accent_soft")],
    *[("on_accent", ground) for ground in ("accent", "accent_hover")],
    *[("on_danger", ground) for ground in ("danger", "danger_hover")],
    *[("good", ground) for ground in ("ground", "panel", "good_soft")],
    *[("warn", ground) for ground in ("ground", "panel", "warn_soft")],
    *[("bad", ground) for ground in ("ground", "panel", "bad_soft")],
    *[("rail_text", ground) for ground in ("rail", "rail_raised")],
    ("rail_chosen", "rail_raised"),
    ("panel", "text"),  # tool tips and the toast
]
EDGE_PAIRS = [
    *[("border", ground) for ground in ("ground", "panel", "sunken")],
    *[("focus", ground) for ground in ("ground", "panel", "sunken", "accent_soft")],
    *[("accent", ground) for ground in ("ground", "panel")],
    *[("danger", ground) for ground in ("ground", "panel")],
    *[("bad", ground) for ground in ("ground", "panel")],
    *[("warn", ground) for ground in ("ground", "panel")],
    ("rail_focus", "rail"),
    ("rail_focus", "rail_raised"),
]


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance of an sRGB colour."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    brighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read(palette: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(palette, text), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_control_edges_and_focus_can_be_seen(palette: Colours, edge: str, ground: str) -> None:
    assert contrast(getattr(palette, edge), getattr(palette, ground)) >= 3


@pytest.mark.parametrize(("verdict", "ratio"), [(ADMITTED, 6.6), (REFUSED, 7.9), (CHECK, 12.8)])
def test_verdicts_can_be_read_across_the_room(verdict: object, ratio: float) -> None:
    assert contrast(verdict.ground, verdict.text) >= ratio  # type: ignore[attr-defined]


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_every_text_colour_is_tested(palette: Colours) -> None:
    tested = {name for pair in TEXT_PAIRS + EDGE_PAIRS for name in pair}
    untested = {"disabled", "is_dark"}  # WCAG asks nothing of what can't be used
    assert {field.name for field in dataclasses.fields(palette)} == tested | untested


def test_no_colour_is_named_outside_the_tokens() -> None:
    ui = ICONS.parent.parent / "ui"
    named = [
        f"{file.relative_to(ui)}: {found}"
        for file in ui.rglob("*.py")
        if file.name not in {"tokens.py", *ON_PHOTOS}
        for found in re.findall(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b", file.read_text("utf-8"))
    ]
    assert not named


def _middle(image: QImage) -> str:
    return image.pixelColor(image.width() // 2, 6).name()


def test_a_button_changes_colour_with_the_theme(qapp: QApplication) -> None:
    apply_theme(qapp, Scheme.LIGHT)
    button = PrimaryButton("x")
    button.resize(200, 64)
    light = _middle(button.grab().toImage())
    apply_theme(qapp, Scheme.DARK)
    dark = _middle(button.grab().toImage())
    assert (light, dark) == (LIGHT.accent, DARK.accent)


def test_plain_buttons_of_qt_are_dressed_too(qapp: QApplication) -> None:
    apply_theme(qapp, Scheme.LIGHT)
    button = QPushButton("Next")
    button.ensurePolished()
    assert button.minimumSizeHint().height() >= 48


@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_zoom_enlarges_texts_and_controls(qapp: QApplication, zoom: int) -> None:
    apply_theme(qapp, Scheme.LIGHT, zoom)
    try:
        button, field = PrimaryButton("x"), Field("y", TextInput("z"))
        assert button.sizeHint().height() == px(64) == 64 * zoom // 100
        assert field.control.sizeHint().height() >= px(48)
        assert qapp.font().pointSizeF() == pytest.approx(11 * zoom / 100)
    finally:
        apply_theme(qapp, Scheme.LIGHT)


def test_zoom_stays_within_bounds(qapp: QApplication) -> None:
    apply_theme(qapp, Scheme.LIGHT, 900)
    assert px(100) == 200
    apply_theme(qapp, Scheme.LIGHT, 10)
    assert px(100) == 100


def _ink(picture: QImage) -> set[str]:
    points = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return {picture.pixelColor(x, y).name() for x, y in points if picture.pixelColor(x, y).alpha() == 255}


def test_an_icon_follows_the_theme_without_being_set_again(qapp: QApplication) -> None:
    apply_theme(qapp, Scheme.LIGHT)
    search = icon("search", Role.BAD)
    light = _ink(search.pixmap(QSize(48, 48), 1.0).toImage())
    apply_theme(qapp, Scheme.DARK)
    dark = _ink(search.pixmap(QSize(48, 48), 1.0).toImage())
    apply_theme(qapp, Scheme.LIGHT)
    assert LIGHT.bad in light
    assert DARK.bad in dark


@pytest.mark.parametrize("name", sorted(file.stem for file in ICONS.glob("*.svg")))
def test_every_icon_draws_something(qapp: QApplication, name: str) -> None:
    assert _ink(icon(name).pixmap(QSize(48, 48), 1.0).toImage())


def test_an_unknown_icon_is_a_bug(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        icon("unicorn")


def test_initials_stand_on_a_disc(qapp: QApplication) -> None:
    apply_theme(qapp, Scheme.LIGHT)
    ink = _ink(initials("Anna Maria Lindqvist").pixmap(QSize(64, 64), 1.0).toImage())
    assert {colours().accent_soft, colours().accent} <= ink
