"""What stands in the place of hits: nobody found, no organisation found, or that one searches first."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.texts import N_, _
from ui.controls import IconLabel, Label, PrimaryButton, Text, TypeRole
from ui.theme import Space, px
from ui.theme.icons import Role


class Instead(QWidget):
    """An icon, what is the matter, and what to do."""

    def __init__(self, icon_name: str, title: Text, hint: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(title, TypeRole.HEADING)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(Space.WIDE), px(Space.WIDE), px(Space.WIDE), px(Space.LARGE))
        self.column.setSpacing(px(Space.SMALL))
        self.column.addWidget(IconLabel(icon_name, Role.MUTED, side=40), 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self.title, Label(hint, TypeRole.MUTED)):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.column.addWidget(label)


REGISTER = N_("Register new private customer (F2)")
PROTECTED = N_("Persons with protected identity are found by personal number, card or member number.")
HAND_OUT = N_("Register, and hand out the online purchase (F2)")


class NobodyFound(Instead):
    """Says what was looked for, and offers to register them.

    Signals: register_wanted().
    """

    register_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        hint = N_("Check the spelling or the number. Is the person new here?")
        super().__init__("search", "", hint, parent)
        self._button = PrimaryButton(REGISTER, "user-plus")
        self._button.setObjectName("register_from_search")
        self._button.clicked.connect(self.register_wanted)
        protected = Label(PROTECTED, TypeRole.SMALL)
        protected.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(protected)
        self.column.addSpacing(px(Space.SMALL))
        self.column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_text(self, text: str, order: str = "", buyer: str = "") -> None:
        """`order`: the number of an online purchase that the text names, by a buyer who isn't registered."""
        self.title.say(no_match(text) if not order else lambda: _online(order, buyer))
        self._button.say(HAND_OUT if order else REGISTER)


class NoOrganisation(Instead):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("search", "", N_("Try a word of the name or the organisation number."), parent)

    def show_text(self, text: str) -> None:
        self.title.say(no_match(text))


class SearchFirst(Instead):
    """After F2 before anyone has looked whether the customer is registered already."""

    def __init__(self, parent: QWidget | None = None) -> None:
        title = N_("Search first, so that nobody is registered twice")
        hint = N_("Type the customer's name, personal number or phone. Press F2 again when they are not found.")
        super().__init__("search", title, hint, parent)


def _online(order: str, buyer: str) -> str:
    return _("Online purchase {number} of {name} is ready to be collected", number=order, name=buyer)


def no_match(text: str) -> Callable[[], str]:
    return lambda: _("No match for “{text}”", text=text)
