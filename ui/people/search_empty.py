"""What stands in the place of hits: nobody found, no organisation found, or that one searches first."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.clock import day_of
from kiosk.formats import day, kronor
from kiosk.orders.newcomers import Waiting
from kiosk.orders.ready import Order
from kiosk.orders.waiting_words import buyer_words
from kiosk.problems import Problem
from kiosk.staff.rights import Right, StaffMember
from kiosk.texts import N_, _, plural
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
HAND_OUT = N_("Register and hand out (F2)")
OPEN_BUYER = N_("Open the person card, and hand out from there")
SPELLING = N_("Check the spelling or the number. Is the person new here?")


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
        self._orders = Label("")
        self._orders.setObjectName("waiting_orders")
        self._protected = Label(PROTECTED, TypeRole.SMALL)
        for label in (self._orders, self._protected):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.column.addWidget(label)
        self.column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(self._member, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_text(self, text: str, waiting: Waiting | None = None) -> None:
        """`waiting`: the online purchases that the text names."""
        is_chosen = waiting is not None and waiting.has_one_buyer
        self._protected.setVisible(not is_chosen)
        self._member.setVisible(not is_chosen)
        self._orders.setVisible(waiting is not None and len(waiting.orders) > 1)
        self._button.say(REGISTER)
        if waiting is None:
            self.title.say(no_match(text))
            self.hint.say(SPELLING)
            return
        self.title.say(partial(_online, waiting))
        self.hint.say(partial(buyer_words, waiting))
        self._orders.say(partial(_lines, waiting))
        if is_chosen:
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


def _online(waiting: Waiting) -> str:
    order, count = waiting.order, len(waiting.orders)
    if not waiting.has_one_buyer:
        return plural("{n} online purchase matches", "{n} online purchases match", count)
    if count == 1:
        return _("Online purchase {number} of {name} is ready to be collected", number=order.number, name=order.name)
    return plural(
        "{n} online purchase of {name} is ready to be collected",
        "{n} online purchases of {name} are ready to be collected",
        count,
        name=order.name,
    )


def _lines(waiting: Waiting) -> str:
    return "\n".join(_line(order, is_named=not waiting.has_one_buyer) for order in waiting.orders)


def _line(order: Order, *, is_named: bool) -> str:
    words = {"number": order.number, "day": day(day_of(order.ordered_at)), "paid": kronor(order.paid)}
    if is_named:
        return _("{number}: {name}, born {born}", number=order.number, name=order.name, born=day(order.birth_date))
    return _("{number}: bought {day}, {paid} paid", **words)


def no_match(text: str) -> Callable[[], str]:
    return lambda: _("No match for “{text}”", text=text)
