"""The looks of the desk: `apply_theme` puts tokens, palette, style sheet and font in force."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme import fonts
from ui.theme.current import Look, colours, current, pt, put_in_force, px
from ui.theme.sheet import style_sheet
from ui.theme.tokens import DARK, LIGHT, Colours, Space, Type

__all__ = [
    "Look",
    "Scheme",
    "Space",
    "Type",
    "apply_theme",
    "colours",
    "current",
    "new_application",
    "pt",
    "px",
    "undressed",
]

ZOOM_RANGE = (100, 200)
STYLE = "Fusion"
DRESSED = "dressed"


class Scheme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def new_application(program: str) -> QApplication:
    """In our style from the first: to set it later makes Python's QStyle, 5 ms of a start that needs none."""
    app = QApplication([program, "-style", STYLE])
    app.setProperty(DRESSED, True)
    return app


@contextmanager
def undressed(app: QApplication) -> Iterator[None]:
    """For building a whole window: with the sheet in force every part that is put into another is dressed anew, with
    all that is in it (measured: twice as long). It is dressed once, when this is left; nothing may be shown before."""
    sheet = app.styleSheet()
    app.setStyleSheet("")
    try:
        yield
    finally:
        app.setStyleSheet(sheet)


def apply_theme(app: QApplication, scheme: Scheme = Scheme.SYSTEM, zoom: int = 100) -> None:
    """Redraws everything. Our own palettes: `setColorScheme` does nothing offscreen and on a bare X server."""
    chosen = _colours_of(app, scheme)
    look = Look(chosen, min(max(zoom, ZOOM_RANGE[0]), ZOOM_RANGE[1]))
    put_in_force(look)
    if not app.property(DRESSED):  # once: QWizard hands its pages the style, and another setStyle would delete it
        app.setStyle(STYLE)
        app.setProperty(DRESSED, True)
    app.setFont(_font())
    app.setPalette(_palette(chosen))
    app.setStyleSheet(style_sheet())


def _colours_of(app: QApplication, scheme: Scheme) -> Colours:
    if scheme is Scheme.SYSTEM:
        return DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if scheme is Scheme.DARK else LIGHT


def _font() -> QFont:
    font = QFont(fonts.family())
    font.setPointSizeF(pt(Type.BODY))
    return font


def _palette(c: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for target, colour in {
        role.Window: c.ground,
        role.WindowText: c.text,
        role.Base: c.panel,
        role.AlternateBase: c.sunken,
        role.Text: c.text,
        role.Button: c.panel,
        role.ButtonText: c.text,
        role.BrightText: c.bad,
        role.Highlight: c.accent,
        role.HighlightedText: c.on_accent,
        role.Accent: c.accent,
        role.Link: c.accent,
        role.LinkVisited: c.accent,
        role.PlaceholderText: c.muted,
        role.ToolTipBase: c.text,
        role.ToolTipText: c.panel,
        role.Light: c.panel,
        role.Midlight: c.line,
        role.Mid: c.line,  # the line over a wizard's buttons
        role.Dark: c.border,
        role.Shadow: c.rail,
    }.items():
        palette.setColor(target, QColor(colour))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(c.disabled))
    return palette
