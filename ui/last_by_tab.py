"""Tab comes to a window's edge last, however late what stands in the middle was made."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.wizard.tab_order import focusable


class LastByTab:
    """Mixin before a window's class. Qt appends what is made later, cards and their parts, to the end of the chain."""

    last_by_tab: tuple[QWidget, ...] = ()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        for part in self.last_by_tab:
            for widget in focusable(part):
                QWidget.setTabOrder(_last(self), widget)
        parent: Any = super()
        return bool(parent.focusNextPrevChild(is_next))


def _last(window: Any) -> QWidget:
    """The end of the chain: only what takes the focus can be stood behind."""
    widget: Any = window.previousInFocusChain()
    while widget is not window and widget.focusPolicy() is Qt.FocusPolicy.NoFocus:
        widget = widget.previousInFocusChain()
    found: QWidget = widget
    return found
