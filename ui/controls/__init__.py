"""The desk's own small widgets. Pages are built of these; texts given to them follow the language."""

from ui.controls.beside import PANEL, Beside
from ui.controls.buttons import Button, DangerButton, IconButton, Kind, PrimaryButton, QuietButton, SecondaryButton
from ui.controls.dialogs import ConfirmDialog, within_window
from ui.controls.fields import Field, ProblemSummary
from ui.controls.inputs import Choice, DateInput, MoneyInput, TextInput, Tick
from ui.controls.labels import ElidedLabel, Hairline, IconLabel, Label, Pill, Tone, TypeRole
from ui.controls.line_button import LineButton
from ui.controls.line_edit import LineEdit
from ui.controls.notices import BusyStrip, Toast
from ui.controls.panels import EmptyState, Notice, Panel, Slip, Trouble
from ui.controls.scrolling import ScrollColumn
from ui.controls.tabs import Tabs
from ui.controls.texts import Retranslated, Text, spoken

__all__ = [
    "PANEL",
    "Beside",
    "BusyStrip",
    "Button",
    "Choice",
    "ConfirmDialog",
    "DangerButton",
    "DateInput",
    "ElidedLabel",
    "EmptyState",
    "Field",
    "Hairline",
    "IconButton",
    "IconLabel",
    "Kind",
    "Label",
    "LineButton",
    "LineEdit",
    "MoneyInput",
    "Notice",
    "Panel",
    "Pill",
    "PrimaryButton",
    "ProblemSummary",
    "QuietButton",
    "Retranslated",
    "ScrollColumn",
    "SecondaryButton",
    "Slip",
    "Tabs",
    "Text",
    "TextInput",
    "Tick",
    "Toast",
    "Tone",
    "Trouble",
    "TypeRole",
    "spoken",
    "within_window",
]
