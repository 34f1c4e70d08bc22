"""Tab goes through a page as one reads it, then to the buttons, then to the steps, however late a widget was made."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


class TabOrder:
    """Qt appends what is made later to the end of the focus chain: choices that follow the draft would come last."""

    def __init__(self) -> None:
        self._set: list[QWidget] = []

    def put(self, page: QWidget, then: Sequence[QWidget]) -> None:
        """Does nothing while the page holds the same widgets as last time."""
        order = [*focusable(page), *then]
        if order == self._set:
            return
        self._set = order
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)


def focusable(widget: QWidget) -> Iterator[QWidget]:
    """Depth first, as the layouts hold them."""
    if isinstance(widget, QScrollArea):
        if (inside := widget.widget()) is not None:
            yield from focusable(inside)
        return
    layout = widget.layout()
    if layout is None:
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            yield widget
        return
    if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
        yield widget  # a button that is laid out like a page
        return
    yield from _inside(layout)


def _inside(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        if (child := item.widget()) is not None:
            yield from focusable(child)
        elif (inner := item.layout()) is not None:
            yield from _inside(inner)
