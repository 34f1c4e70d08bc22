"""The menus of what can be done for a customer or with a subscription; what doesn't apply is grey and says why."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QAction, QMoveEvent, QRegion
from PySide6.QtWidgets import QMenu, QStyle, QWidget, QWidgetAction
from shiboken6 import isValid

from kiosk import routines
from kiosk.customer_facts import read_customer_facts
from kiosk.people.card_menu import WITHOUT_WIZARD, card_menu
from kiosk.routines import MenuEntry
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import _
from ui.controls import IconButton, Label, Text, TypeRole
from ui.people.person_card_view import PersonCardView
from ui.theme import Space, px


class RoutineMenu(QMenu):
    """Made anew each time it opens, and gone when it closes. `subscription_id` "": about the person.

    Signals: chosen(routine's name, subscription id).
    """

    chosen = Signal(str, str)

    def __init__(self, entries: Sequence[MenuEntry], subscription_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("routine_menu")
        self._subscription_id = subscription_id
        for entry in entries:
            self.addAction(self._action(entry))
        self.triggered.connect(self._triggered)
        self.aboutToHide.connect(self.deleteLater)

    def _action(self, entry: MenuEntry) -> QAction:
        reason = "" if entry.reason is None else sentence(entry.reason)
        words = f"{_(entry.title)}  –  {reason}" if reason else _(entry.title)
        is_long = self.fontMetrics().horizontalAdvance(words) > self._room
        action = self._wrapped(words) if reason and is_long else QAction(self)
        action.setText(words.replace("&", "&&"))
        action.setObjectName(entry.name)
        action.setData(entry.name)
        action.setEnabled(entry.reason is None)
        return action

    @property
    def _room(self) -> int:
        """px for a line of text: no more than the screen, for Qt cuts through a letter."""
        return self.screen().availableGeometry().width() - px(4 * Space.WIDE)

    def _wrapped(self, words: str) -> QWidgetAction:
        """On as many lines as it takes: Qt's own entries have one. Only for what can't be chosen, so that neither keys
        nor pointer have anything to do on it."""
        label = _Reason(lambda: words, self)
        label.setContentsMargins(px(Space.MEDIUM), px(Space.SMALL), px(Space.WIDE), px(Space.SMALL))
        label.setFixedWidth(self._room + px(Space.MEDIUM + Space.WIDE))
        label.ensurePolished()
        label.setFixedHeight(max(px(Space.TOUCH), label.heightForWidth(label.width())))
        action = QWidgetAction(self)
        action.setDefaultWidget(label)
        return action

    def _triggered(self, action: QAction) -> None:
        self.chosen.emit(action.data(), self._subscription_id)


class _Reason(Label):
    """Lines in the menu. Kept off the arrows at which it is scrolled, as Qt does with entries of its own only."""

    def __init__(self, text: Text, menu: QMenu) -> None:
        super().__init__(text, TypeRole.MUTED)
        self._menu = menu

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        arrow, frame = self._menu.style().pixelMetric(QStyle.PixelMetric.PM_MenuScrollerHeight), px(Space.TIGHT)
        first, height = self._menu.actionGeometry(self._menu.actions()[0]), self._menu.height()
        above = arrow + frame if first.top() < frame else 0
        below = arrow + frame if self.geometry().bottom() > height - frame else 0
        self.setMask(QRegion(0, above - self.y(), self.width(), height - above - below))


class RoutineMenus(QObject):
    """Opens the menus of the card that is shown. Facts are read when a menu opens: some milliseconds.

    Signals: routine_wanted(routine's name, person id, what it is about or ""); refused(Problem), why it can't be begun;
    work_wanted(name of what needs no wizard).
    """

    routine_wanted = Signal(str, str, str)
    refused = Signal(object)
    work_wanted = Signal(str)

    def __init__(self, store: Store, staff: Callable[[], StaffMember], parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._staff = store, staff
        self._person_id = ""
        self._menu: RoutineMenu | None = None
        self._after: Callable[[], None] | None = None

    def serve(self, view: PersonCardView | None) -> None:
        if view is not None:
            self._person_id = view.card.person_id
            view.menu_wanted.connect(self._open)
            view.routine_wanted.connect(self.begin)

    def _open(self, button: IconButton, subscription_id: str) -> None:
        facts = read_customer_facts(self._store, self._person_id, subscription_id)
        if not subscription_id:
            entries = (*routines.person_menu(facts), *card_menu(self._store, self._staff(), self._person_id))
        elif facts.is_chosen_here:
            entries = routines.subscription_menu(facts.chosen, facts)
        else:
            return
        menu = RoutineMenu(entries, subscription_id, button)
        menu.chosen.connect(self._chosen)
        menu.aboutToHide.connect(self._closed)
        self._menu = menu
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def keeps_waiting(self, after: Callable[[], None]) -> bool:
        """Whether a menu is open: what it hangs on mustn't be made anew. `after` is called when it has closed."""
        is_open = self._menu is not None and isValid(self._menu) and self._menu.isVisible()
        self._after = after if is_open else None
        return is_open

    def _closed(self) -> None:
        if self._after is not None:
            QTimer.singleShot(0, self._after)  # when what was chosen has begun
            self._after = None

    def _chosen(self, name: str, subscription_id: str) -> None:
        if name in WITHOUT_WIZARD:
            self.work_wanted.emit(name)
            return
        self.routine_wanted.emit(name, self._person_id, subscription_id)

    def begin(self, name: str, about: str = "") -> None:
        """By a button of the card's own, which doesn't know whether the routine can be begun just now."""
        reason = routines.routine(name).possible(None, read_customer_facts(self._store, self._person_id))
        if reason is None:
            self.routine_wanted.emit(name, self._person_id, about)
        else:
            self.refused.emit(reason)
