"""Tab goes through a page as one reads it, then to the buttons, then to the steps, however late a widget was made."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

WHOLE = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit)
"""What is one stop, whatever Qt has put inside."""


class TabOrder:
    """Qt appends what is made later to the end of the focus chain: choices that follow the draft would come last."""

    def __init__(self) -> None:
        self._set: dict[QWidget, list[QWidget]] = {}

    def put(self, page: QWidget, then: Sequence[QWidget]) -> None:
        """Does nothing while the page holds the same widgets as last time: other pages' order doesn't touch it."""
        order = [*focusable(page), *then]
        if order == self._set.get(page):
            return
        self._set[page] = order
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)


def focusable(widget: QWidget) -> Iterator[QWidget]:
    """Depth first, each part in the order it was put into its own.

    By children and not by layouts: PySide keeps what `QLayout.itemAt` gives out after Qt has freed it, and crashes when
    something else comes to the same place in memory.
    """
    if isinstance(widget, WHOLE):
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            yield widget
        return
    inside = [found for child in widget.children() if isinstance(child, QWidget) for found in focusable(child)]
    if not inside and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
        yield widget
    yield from inside
