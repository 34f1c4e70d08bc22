"""What stands in the place of hits: nobody found, no organisation found, or that one searches first."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.orders.newcomers import Waiting
from kiosk.orders.ready import Order
from kiosk.problems import Problem
from kiosk.staff.rights import Right, StaffMember
from kiosk.texts import N_, _
from ui.controls import IconLabel, Label, PrimaryButton, SecondaryButton, Text, TypeRole
from ui.controls.reason_line import ReasonLine
from ui.theme import Space, px
from ui.theme.icons import Role


class Instead(QWidget):
    """An icon where there is room for it, what is the matter, and what to do."""

    def __init__(self, icon_name: str, title: Text, hint: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(title, TypeRole.HEADING)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(Space.WIDE), px(Space.MEDIUM), px(Space.WIDE), px(Space.MEDIUM))
        self.column.setSpacing(px(Space.TIGHT))
        self._icon = IconLabel(icon_name, Role.MUTED, side=40)
        self.column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        self.hint = Label(hint, TypeRole.MUTED)
        for label in (self.title, self.hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.column.addWidget(label)

    def sizeHint(self) -> QSize:
        """Words that wrap are counted in, and the icon also while it is left out."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), self._height_wanted()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._icon.setVisible(self._height_wanted() <= self.height())

    def _height_wanted(self) -> int:
        left_out = self._icon.sizeHint().height() + self.column.spacing() if self._icon.isHidden() else 0
        return self.column.totalHeightForWidth(self.width()) + left_out


REGISTER = N_("Register new private customer (F2)")
REGISTER_MEMBER = N_("New organisation customer (Shift+F2)")
HOW_TO_SEARCH = N_("Type the customer's name, personal number or phone. Press {key} again when they are not found.")
PROTECTED = N_("Persons with protected identity are found by personal number, card or member number.")
HAND_OUT = N_("Register, and hand out the online purchase (F2)")
OPEN_BUYER = N_("Open the person card, and hand out from there")
SPELLING = N_("Check the spelling or the number. Is the person new here?")
NEW_BUYER = N_("The buyer isn't registered here yet.")
KNOWN_BUYER = N_("The buyer is a member already.")


class NobodyFound(Instead):
    """Says what was looked for, and offers to register them.

    Signals: register_wanted(); member_wanted(), through an organisation.
    """

    register_wanted = Signal()
    member_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("search", "", SPELLING, parent)
        self._member = SecondaryButton(REGISTER_MEMBER, "bank")
        self._member.setObjectName("register_member_from_search")
        self._member.clicked.connect(self.member_wanted)
        self._button = PrimaryButton(REGISTER, "user-plus")
        self._button.setObjectName("register_from_search")
        self._button.clicked.connect(self.register_wanted)
        self._protected = Label(PROTECTED, TypeRole.SMALL)
        self._protected.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(self._protected)
        self.column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(self._member, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_text(self, text: str, waiting: Waiting | None = None) -> None:
        """`waiting`: the online purchase that the text names."""
        self._protected.setVisible(waiting is None)
        self._member.setVisible(waiting is None)
        if waiting is None:
            self.title.say(no_match(text))
            self.hint.say(SPELLING)
            self._button.say(REGISTER)
        else:
            self.title.say(partial(_online, waiting.order))
            self.hint.say(KNOWN_BUYER if waiting.person_id else NEW_BUYER)
            self._button.say(OPEN_BUYER if waiting.person_id else HAND_OUT)


def no_organisation_right(staff: StaffMember) -> Problem | None:
    """Why this member of staff registers no organisation; None: they may."""
    return None if staff.may(Right.ORGANISATION) else Problem("organisation_right")


class NoOrganisation(Instead):
    """Says what was looked for, and offers to register it.

    Signals: register_wanted().
    """

    register_wanted = Signal()

    def __init__(self, staff: Callable[[], StaffMember], parent: QWidget | None = None) -> None:
        super().__init__("search", "", N_("Try a word of the name or the organisation number."), parent)
        self._staff = staff
        button = PrimaryButton(N_("Register new organisation"), "bank")
        button.setObjectName("register_organisation_from_search")
        button.clicked.connect(self.register_wanted)
        self._why_not = ReasonLine(button, Qt.AlignmentFlag.AlignHCenter)
        self.column.addSpacing(px(Space.SMALL))
        self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(self._why_not)

    def show_text(self, text: str) -> None:
        self.title.say(no_match(text))
        self._why_not.show_reason(no_organisation_right(self._staff()))


class SearchFirst(Instead):
    """After F2 or Shift+F2 before anyone has looked whether the customer is registered already."""

    def __init__(self, parent: QWidget | None = None) -> None:
        title = N_("Search first, so that nobody is registered twice")
        super().__init__("search", title, "", parent)

    def say_key(self, key: str) -> None:
        """Which one begins the registration that was asked for."""
        self.hint.say(lambda: _(HOW_TO_SEARCH, key=_(key)))


def _online(order: Order) -> str:
    return _("Online purchase {number} of {name} is ready to be collected", number=order.number, name=order.name)


def no_match(text: str) -> Callable[[], str]:
    return lambda: _("No match for “{text}”", text=text)
