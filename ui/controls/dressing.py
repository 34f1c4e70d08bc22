"""Looks by property: the style sheet asks for one, and a widget that has it changed is dressed anew."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def dress(widget: QWidget, name: str, value: str) -> None:
    """Gives it the property. One that was never shown isn't dressed for nothing: it is when it is shown."""
    widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().polish(widget)
